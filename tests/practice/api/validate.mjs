// Request bodies, held to venice-openapi.yaml. Unknown fields are refused, at every depth.
import { Refusal } from './errors.mjs';

const MAX_LIMIT = 9999999999;
const MAX_DESCRIPTION = 64;
const EXPIRY_FORMS = [/^$/, /^\d{4}-\d{2}-\d{2}$/, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$/];

const text = (value) => (typeof value === 'string' ? null : `Expected string, received ${nameOf(value)}`);

const oneOf =
	(...options) =>
	(value) =>
		options.includes(value)
			? null
			: `Invalid enum value. Expected ${options.map((o) => `'${o}'`).join(' | ')}, received ${JSON.stringify(value)}`;

function nameOf(value) {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

function description(value) {
	if (typeof value !== 'string') return text(value);
	return value.length <= MAX_DESCRIPTION ? null : `String must contain at most ${MAX_DESCRIPTION} character(s)`;
}

function expiry(value) {
	if (typeof value !== 'string') return text(value);
	if (!EXPIRY_FORMS.some((form) => form.test(value))) return 'Invalid date';
	return value === '' || !Number.isNaN(Date.parse(value)) ? null : 'Invalid date';
}

function limit(value) {
	if (value === null) return null;
	if (typeof value !== 'number') return `Expected number, received ${nameOf(value)}`;
	return value >= 0 && value <= MAX_LIMIT ? null : `Number must be from 0 to ${MAX_LIMIT}`;
}

const orNull = (check) => (value) => (value === null ? null : check(value));
const LIMITS = { fields: { usd: limit, diem: limit, vcu: limit }, required: [] };
const KEY_FIELDS = {
	consumptionLimit: LIMITS,
	limitPeriod: oneOf('EPOCH', 'MONTH', 'LIFETIME'),
	modelPrivacy: oneOf('ALL', 'PRIVATE_TEXT', 'PRIVATE_ONLY'),
	description,
	expiresAt: expiry,
};
const NEW_KEY_FIELDS = { ...KEY_FIELDS, apiKeyType: oneOf('INFERENCE', 'ADMIN') };
const PROVEN_FIELDS = { ...NEW_KEY_FIELDS, address: text, signature: text };

export const CREATE = { fields: NEW_KEY_FIELDS, required: ['apiKeyType', 'description'] };
export const UPDATE = { fields: { ...KEY_FIELDS, expiresAt: orNull(expiry), id: text }, required: ['id'] };
export const MINT_BY_TOKEN = {
	fields: { ...PROVEN_FIELDS, token: text },
	required: ['apiKeyType', 'address', 'signature', 'token'],
};
export const MINT_BY_CHALLENGE = {
	fields: { ...PROVEN_FIELDS, message: text },
	required: ['apiKeyType', 'address', 'signature', 'message'],
};

const whole = (value) => (Number.isInteger(value) && value > 0 ? null : 'Number must be greater than 0');
const flag = (value) => (typeof value === 'boolean' ? null : `Expected boolean, received ${nameOf(value)}`);

function messages(value) {
	if (!Array.isArray(value)) return `Expected array, received ${nameOf(value)}`;
	const good = ({ role, content }) =>
		['system', 'user', 'assistant'].includes(role) && typeof content === 'string';
	return value.length > 0 && value.every((message) => nameOf(message) === 'object' && good(message))
		? null
		: 'Invalid messages';
}

export const CHAT = {
	fields: {
		model: text,
		messages,
		max_completion_tokens: whole,
		max_tokens: whole,
		stream: (value) => flag(value) ?? (value ? 'Streaming is not practised here' : null),
		venice_parameters: { fields: { include_venice_system_prompt: flag }, required: [] },
	},
	required: ['model', 'messages'],
};

/** Returns what is wrong with `value`, as { _errors: […], field: { _errors: […] } }; null for nothing. */
function complaints(value, { fields, required }) {
	if (nameOf(value) !== 'object') return { _errors: [`Expected object, received ${nameOf(value)}`] };
	const found = {};
	const unknown = Object.keys(value).filter((name) => !Object.hasOwn(fields, name));
	for (const name of required)
		if (value[name] === undefined) found[name] = { _errors: ['Field is required'] };
	for (const [name, check] of Object.entries(fields)) {
		if (value[name] === undefined) continue;
		const wrong = typeof check === 'function' ? check(value[name]) : complaints(value[name], check);
		if (wrong) found[name] = typeof wrong === 'string' ? { _errors: [wrong] } : wrong;
	}
	if (unknown.length === 0 && Object.keys(found).length === 0) return null;
	const unrecognized = unknown.map((name) => `Unrecognized key(s) in object: '${name}'`);
	return { _errors: unrecognized, ...found };
}

export function validate(body, schema) {
	const details = complaints(body, schema);
	if (details) throw new Refusal(400, 'Invalid request parameters', { details });
	return body;
}
