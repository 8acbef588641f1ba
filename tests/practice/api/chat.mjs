// POST /chat/completions: the answer is nonsense, but it is counted, priced and paid for.
import { randomUUID } from 'node:crypto';
import { Refusal } from './errors.mjs';
import { keyRefusal } from './key-refusals.mjs';
import { MODELS, isPro } from './models.mjs';
import { CHAT, validate } from './validate.mjs';

const ANSWER = ['Hello', '!', ' How', ' can', ' I', ' help', ' you', ' today', '?'];
const TEMPLATE_TOKENS = 7;
const VENICE_PROMPT_TOKENS = 700;

function findModel({ model: id }, key, venice) {
	const model = MODELS.find((one) => one.id === id);
	if (!model) throw new Refusal(404, 'Specified model not found');
	if (model.type !== 'text') throw new Refusal(400, 'Invalid model specified');
	if (model.model_spec.offline)
		throw new Refusal(503, 'The model is temporarily offline. Please try again later.');
	if (isPro(model)) throw keyRefusal(venice, 'not_pro');
	if (key.modelPrivacy !== 'ALL' && model.model_spec.privacy !== 'private')
		throw keyRefusal(venice, 'not_private', { key, model: id });
	return model;
}

function usageOf({ messages, max_completion_tokens, max_tokens, venice_parameters }) {
	const most = max_completion_tokens ?? max_tokens ?? ANSWER.length;
	const words = messages.reduce((sum, { content }) => sum + Math.ceil(content.length / 4), 0);
	const own = venice_parameters?.include_venice_system_prompt === false ? 0 : VENICE_PROMPT_TOKENS;
	const prompt = TEMPLATE_TOKENS + words + own, completion = Math.min(most, ANSWER.length);
	return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

function completion(model, usage, created) {
	const cut = usage.completion_tokens < ANSWER.length;
	return {
		id: `chatcmpl-${randomUUID()}`,
		object: 'chat.completion',
		created,
		model: model.id,
		choices: [
			{
				index: 0,
				message: {
					role: 'assistant',
					content: ANSWER.slice(0, usage.completion_tokens).join(''),
					reasoning_content: null,
					tool_calls: [],
				},
				finish_reason: cut ? 'length' : 'stop',
				logprobs: null,
				stop_reason: null,
			},
		],
		usage: { ...usage, prompt_tokens_details: null },
	};
}

export function chatRoutes({ accounts, clock, payer, spending, venice }) {
	async function complete({ answerHeaders, body, caller }) {
		const wanted = validate(body, CHAT);
		const model = findModel(wanted, caller, venice);
		const { usd, diem } = await accounts.balance(caller.owner);
		const purse = await payer(caller),
			currency = purse === 'diem' ? 'diem' : 'usd',
			usage = usageOf(wanted);
		const { input, output } = model.model_spec.pricing ?? { input: {}, output: {} };
		const cost =
			(usage.prompt_tokens * (input[currency] ?? 0) +
				usage.completion_tokens * (output[currency] ?? 0)) /
			1e6;
		spending.add(caller, purse, cost, { model: model.model_spec.name, units: usage.total_tokens });
		Object.assign(answerHeaders, {
			'x-venice-balance-usd': String(usd ?? 0),
			'x-venice-balance-diem': String(diem ?? 0),
		});
		return completion(model, usage, Math.floor(clock.now().getTime() / 1000));
	}

	return [{ method: 'POST', path: '/chat/completions', name: 'chat', needs: 'ANY', handle: complete }];
}
