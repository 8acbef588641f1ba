#include "wallet/model/action.h"

#include <stdlib.h>

#include "wallet/base/mem.h"

enum trait {
	NEEDS_ADDRESS = 1 << 0,
	ANSWERS = 1 << 1,
	KEEPS_AGREED = 1 << 2,
	USES_AGREED = 1 << 3,
	FROM_VENICE = 1 << 4,
	IS_RESULT = 1 << 5,
};

static const struct {
	const char *id, *name, *help;
	enum flow_id owner;
	unsigned traits;
} table[ACTION_COUNT] = {
	[ACTION_NONE] = { "NONE", NULL, NULL, FLOW_NONE, KEEPS_AGREED },
#define ACTION(id, name, help, owner, payload, traits) [ACTION_##id] = { #id, name, help, FLOW_##owner, traits },
#define RESULT(id, payload, traits) [ACTION_##id] = { #id, NULL, NULL, FLOW_NONE, IS_RESULT | (traits) },
#include "wallet/model/actions.def"
#undef ACTION
#undef RESULT
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

const char *action_id(enum action_type type)
{
	return table[type].id;
}

bool action_is_result(enum action_type type)
{
	return table[type].traits & IS_RESULT;
}

bool action_needs_address(enum action_type type)
{
	return table[type].traits & NEEDS_ADDRESS;
}

bool action_answers(enum action_type type)
{
	return table[type].traits & ANSWERS;
}

bool action_keeps_agreed(enum action_type type)
{
	return table[type].traits & KEEPS_AGREED;
}

bool action_uses_agreed(enum action_type type)
{
	return table[type].traits & USES_AGREED;
}

bool action_is_from_venice(enum action_type type)
{
	return table[type].traits & FROM_VENICE;
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

static void wallet_wish_free(struct wallet_wish *wish)
{
	passphrase_free(wish->password);
	passphrase_free(wish->mnemonic_password);
	import_free(wish->import);
}

static void loaded_free(struct loaded *loaded)
{
	accounts_free(&loaded->accounts);
	accounts_free(&loaded->book);
	key_list_free(&loaded->keys);
	journal_free(&loaded->journal);
	log_entries_free(&loaded->log);
	log_entries_free(&loaded->ledger);
}

void action_free(struct action *action)
{
	switch (action->type) {
	case ACTION_NONE:
	case ACTION_COUNT:
		break;
#define NOTHING
#define PLAIN(member) (void)action->member;
#define OWNED(member, free_it) free_it(action->member);
#define HELD(member, free_it) free_it(&action->member);
#define ACTION(id, name, help, owner, payload, traits) case ACTION_##id: { payload } break;
#define RESULT(id, payload, traits) case ACTION_##id: { payload } break;
#include "wallet/model/actions.def"
#undef ACTION
#undef RESULT
	}
	*action = (struct action){ 0 };
}
