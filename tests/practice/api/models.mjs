// A few models, one for each thing a client may want to tell apart.
export const MODEL_TYPES = [
	'asr', 'embedding', 'image', 'music', 'text', 'tts', 'upscale', 'inpaint', 'video', 'all', 'code',
];

function text(id, name, contextTokens, code, privacy) {
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
			offline: false,
			traits: code ? ['default_code'] : ['default'],
		},
		object: 'model',
		owned_by: 'venice.ai',
		type: 'text',
	};
}

export const MODELS = [
	text('zai-org-glm-5-1', 'GLM 5.1', 131072, false, 'private'),
	text('practice-coder', 'Practice Coder', 262144, true, 'anonymized'),
	{
		created: 1727966436,
		id: 'practice-image',
		model_spec: {
			name: 'Practice Image',
			privacy: 'private',
			constraints: { promptCharacterLimit: 1500, steps: { default: 20, max: 50 }, widthHeightDivisor: 8 },
			offline: false,
			traits: [],
		},
		object: 'model',
		owned_by: 'venice.ai',
		type: 'image',
	},
];
