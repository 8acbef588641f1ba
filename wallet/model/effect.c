#include "wallet/model/effect.h"

#include <stdlib.h>

#include "wallet/base/mem.h"

struct effect *effects_add(struct effects *effects, enum effect_type type, uint32_t request)
{
	struct effect *effect;

	effects->items = mem_grow(effects->items, effects->count + 1, sizeof(*effects->items));
	effect = &effects->items[effects->count++];
	*effect = (struct effect){ .type = type, .request = request };
	return effect;
}

void effect_free(struct effect *effect)
{
	switch (effect->type) {
	case EFFECT_UNLOCK:
		passphrase_free(effect->unlock.password);
		break;
	case EFFECT_CHAIN:
		chain_batch_free(&effect->chain);
		break;
	case EFFECT_SIGN_TX:
		tx_free(&effect->tx);
		break;
	case EFFECT_SIGN_TEXT:
		free(effect->text);
		break;
	case EFFECT_JOURNAL_WRITE:
	case EFFECT_JOURNAL_NOTE:
		journal_entry_free(&effect->entry);
		break;
	case EFFECT_X402_PAY:
		free(effect->handed.header);
		break;
	case EFFECT_MINT:
		free(effect->mint.token);
		break;
	case EFFECT_LOG:
		log_entry_free(&effect->record);
		break;
	case EFFECT_SEAL:
		apikey_free(effect->seal.key);
		break;
	case EFFECT_WALLET_ADD:
		mnemonic_free(effect->add.mnemonic);
		import_free(effect->add.import);
		passphrase_free(effect->add.password);
		passphrase_free(effect->add.mnemonic_password);
		break;
	case EFFECT_TASK:
		task_free(effect->task);
		break;
	default:
		break;
	}
	*effect = (struct effect){ 0 };
}

void effects_free(struct effects *effects)
{
	for (size_t i = 0; i < effects->count; i++)
		effect_free(&effects->items[i]);
	free(effects->items);
	*effects = (struct effects){ 0 };
}
