/* A mint whose outcome is unknown: the account's keys are listed, and the one that it may have made is kept or
 * deleted. */
#include "app/plain/plain.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/venice/key_list.h"

#define ORPHANS_MOST 6
#define CHOICE_SIZE 128

static void print_asked(const struct plain *plain)
{
	const struct flow_mint *mint = &plain->model->mint;
	char when[TEXT_TIME_SIZE], address[ADDRESS_TEXT_SIZE];

	text_time(when, mint->intent_ms);
	address_format(address, mint->account.address);
	plain_say(plain, "\nA request for a key was sent, and no answer came. A key may exist that nobody here has.");
	plain_pair(plain, "Sent", "%s", when);
	plain_pair(plain, "Wallet", "%s", address);
	plain_pair(plain, "Type", "%s", key_type_name(mint->options.type));
	plain_pair(plain, "Description", "%s", *mint->options.description ? mint->options.description : "Web3 API Key");
}

/* The keys asked for are those of the wallet that minted. */
static void select_minter(struct plain *plain)
{
	const struct model *model = plain->model;
	struct action action = { .type = ACTION_SELECT_WALLET, .index = model->selected };

	for (size_t i = 0; i < model->accounts.count; i++)
		if (address_equal(model->accounts.items[i].address, model->mint.account.address))
			action.index = i;
	if (action.index != model->selected)
		loop_apply(&plain->loop, &action);
}

/* To leave it open comes first, so that Enter closes nothing. */
static void ask_close(struct plain *plain, const char *words)
{
	const char *const choices[] = { "leave it open", words };
	size_t choice;

	if (plain_choose(&choice, plain, choices, ARRAY_LENGTH(choices), "What now?") && choice)
		plain_do(plain, ACTION_MINT_FORGET);
}

static void without_admin(struct plain *plain)
{
	plain_say(plain, "No ADMIN key is stored for this wallet, so rialto cannot look. Look yourself: at venice.ai sign in with this "
		  "wallet, open Settings, API, and find a key of that description made at that time (UTC). Delete it there if it is "
		  "not in use.");
	ask_close(plain, "I have looked: close this mint, so that the next can begin");
}

static void delete(struct plain *plain, const char *id)
{
	struct action action = { .type = ACTION_KEY_DELETE };

	memcpy(action.key_id, id, sizeof(action.key_id));
	plain->away = false;
	loop_apply(&plain->loop, &action);
	plain_work(plain);
}

/* True when one was deleted, and it is to be looked again. */
static bool ask_found(struct plain *plain, const struct key_info *const *orphans, size_t count)
{
	char texts[ORPHANS_MOST][CHOICE_SIZE], made[TEXT_TIME_SIZE], ids[ORPHANS_MOST][KEY_ID_SIZE];
	const char *choices[2 + ORPHANS_MOST] = { "leave it open", "keep it alive, and close this mint" };
	size_t choice;

	for (size_t i = 0; i < count; i++) {
		text_time(made, orphans[i]->created_ms);
		memcpy(ids[i], orphans[i]->id, sizeof(ids[i]));
		snprintf(texts[i], CHOICE_SIZE, "delete the key ending in %s, made %s", orphans[i]->last6, made);
		choices[2 + i] = texts[i];
	}
	plain_say(plain, "%s Nobody can show it again.", count == 1 ? "One key is it, by its description and time."
								    : "One of these keys may be it.");
	if (!plain_choose(&choice, plain, choices, 2 + count, "What now?") || !choice)
		return false;
	if (choice == 1)
		plain_do(plain, ACTION_MINT_FORGET);
	else
		delete(plain, ids[choice - 2]);
	return choice > 1;
}

/* Returns whether it is to be looked again. */
static bool look(struct plain *plain)
{
	const struct model *model = plain->model;
	const struct flow_mint *mint = &model->mint;
	const struct key_info *orphans[ORPHANS_MOST] = { 0 };
	int64_t begun_ms = model->now_ms;
	size_t count;

	plain_do(plain, ACTION_KEYS_LIST);
	if (mint->state != MINT_UNKNOWN)
		return false;
	if (model->key_admin.listed_ms < begun_ms) {
		plain_say(plain, "The account's keys could not be listed: m tries again.");
		return false;
	}
	count = key_list_orphans(orphans, ORPHANS_MOST, &model->keys, mint->account.address, &mint->options,
				 mint->intent_ms);
	if (count)
		return ask_found(plain, orphans, count);
	plain_say(plain, "The account's list has no such key: as far as it goes, none was made.");
	ask_close(plain, "close this mint, so that the next can begin");
	return false;
}

void plain_unknown(struct plain *plain)
{
	print_asked(plain);
	select_minter(plain);
	if (!flow_key_admin_admin(plain->model))
		without_admin(plain);
	else
		while (look(plain) && plain->model->mint.state == MINT_UNKNOWN && !plain_ended(plain))
			;
}
