#include "wallet/model/action.h"

#include <stdlib.h>

#include "wallet/base/mem.h"

static const struct {
	const char *name, *help;
	enum flow_id owner;
} table[] = {
	[ACTION_NONE] = { NULL, NULL, FLOW_NONE },
#define ACTION(id, name, help, owner) [ACTION_##id] = { name, help, FLOW_##owner },
#include "wallet/model/actions.def"
#undef ACTION
};

const char *action_name(enum action_type type)
{
	return (size_t)type < ARRAY_LENGTH(table) ? table[type].name : NULL;
}

const char *action_help(enum action_type type)
{
	return (size_t)type < ARRAY_LENGTH(table) ? table[type].help : NULL;
}

enum flow_id action_owner(enum action_type type)
{
	return (size_t)type < ARRAY_LENGTH(table) ? table[type].owner : FLOW_NONE;
}

void import_free(struct import *import)
{
	if (!import)
		return;
	passphrase_free(import->typed);
	passphrase_free(import->file_password);
	passphrase_free(import->mnemonic_password);
	free(import);
}

void action_free(struct action *action)
{
	switch (action->type) {
	case ACTION_PASSWORD:
		passphrase_free(action->password);
		break;
	case ACTION_WALLET_NEW:
	case ACTION_WALLET_IMPORT:
	case ACTION_WALLET_WATCH:
		passphrase_free(action->wallet.password);
		passphrase_free(action->wallet.mnemonic_password);
		import_free(action->wallet.import);
		break;
	case ACTION_WALLET_RENAME:
	case ACTION_WALLET_PASSWORD:
	case ACTION_WALLET_EXPORT:
	case ACTION_WALLET_ACCOUNTS:
	case ACTION_WALLET_DERIVE:
	case ACTION_KEY_ADD:
	case ACTION_WALLET_REMOVE:
	case ACTION_HOME_BACKUP:
	case ACTION_HOME_RESTORE:
		task_free(action->task);
		break;
	case ACTION_MINT_BATCH:
		accounts_free(&action->batch.wallets);
		break;
	case ACTION_TASK_DONE:
		task_result_free(&action->task_done);
		break;
	case ACTION_LOADED:
		accounts_free(&action->loaded.accounts);
		key_list_free(&action->loaded.keys);
		journal_free(&action->loaded.journal);
		log_entries_free(&action->loaded.log);
		break;
	case ACTION_CHAIN:
		chain_replies_free(&action->chain);
		break;
	case ACTION_SIGNED_TX:
		buf_free(&action->signed_tx.raw);
		break;
	case ACTION_TOKEN_GOT:
		free(action->token);
		break;
	case ACTION_MINTED:
		apikey_free(action->minted.key);
		break;
	case ACTION_SEALED:
		apikey_free(action->sealed.key);
		break;
	case ACTION_KEY_CHECKED:
		key_check_free(&action->check);
		break;
	case ACTION_MODELS_GOT:
		ai_models_free(&action->models);
		break;
	case ACTION_KEY_OPENED:
		apikey_free(action->opened.key);
		break;
	case ACTION_KEYS_LISTED:
		key_list_free(&action->listed.keys);
		break;
	case ACTION_X402_LEDGER_GOT:
		x402_ledger_free(&action->x402_ledger);
		break;
	case ACTION_HANDED_OVER:
		free(action->output);
		break;
	case ACTION_MNEMONIC_MADE:
		mnemonic_free(action->mnemonic);
		break;
	default:
		break;
	}
	*action = (struct action){ 0 };
}
