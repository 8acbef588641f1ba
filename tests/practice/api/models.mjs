// A few models, one for each thing a client may want to tell apart.
export const MODEL_TYPES = [
	'asr', 'embedding', 'image', 'music', 'text', 'tts', 'upscale', 'inpaint', 'video', 'all', 'code',
];

const DEFAULT = 'zai-org-glm-5-1';
const price = (usd) => ({ usd, diem: usd });

/** `prices` of a million tokens, in and out; null for a model whose price is not published. */
function text(
	id,
	name,
	contextTokens,
	{ code = false, privacy = 'private', prices = [0.7, 2.8], offline = false } = {},
) {
	return {
		context_length: contextTokens,
		created: 1727966436,
		id,
		model_spec: {
			name,
			privacy,
			availableContextTokens: contextTokens,
			maxCompletionTokens: contextTokens / 4,
			capabilities: {
				optimizedForCode: code,
				quantization: 'fp8',
				supportsFunctionCalling: true,
				supportsAudioInput: false,
				supportsReasoning: true,
				supportsReasoningEffort: false,
				supportsResponseSchema: true,
				supportsMultipleImages: false,
				supportsVision: false,
				supportsVideoInput: false,
				supportsWebSearch: true,
				supportsLogProbs: false,
				supportsTeeAttestation: false,
				supportsE2EE: false,
				supportsXSearch: false,
			},
			constraints: { temperature: { default: 0.7 }, top_p: { default: 0.9 } },
			offline,
			traits: code ? ['default_code'] : id === DEFAULT ? ['default'] : [],
			...(prices ? { pricing: { input: price(prices[0]), output: price(prices[1]) } } : {}),
		},
		object: 'model',
		owned_by: 'venice.ai',
		type: 'text',
	};
}

/** Models that Venice keeps for Pro accounts; nobody here has one. */
const PRO = new Set(['practice-pro']);
export const isPro = ({ id }) => PRO.has(id);

export const MODELS = [
	text(DEFAULT, 'GLM 5.1', 131072),
	text('practice-coder', 'Practice Coder', 262144, { code: true, privacy: 'anonymized', prices: [0.15, 0.6] }),
	text('practice-large', 'Practice Large', 262144, { privacy: 'anonymized', prices: [12.5, 75] }),
	text('practice-pro', 'Practice Pro', 131072, { prices: [0.1, 0.4] }),
	text('practice-beta', 'Practice Beta', 32768, { prices: null }),
	text('practice-offline', 'Practice Offline', 32768, { prices: [0.05, 0.1], offline: true }),
	{
		created: 1727966436,
		id: 'practice-image',
		model_spec: {
			name: 'Practice Image',
			privacy: 'private',
			constraints: {
				promptCharacterLimit: 1500,
				steps: { default: 20, max: 50 },
				widthHeightDivisor: 8,
			},
			offline: false,
			pricing: { generation: price(0.01) },
			traits: [],
		},
		object: 'model',
		owned_by: 'venice.ai',
		type: 'image',
	},
];
