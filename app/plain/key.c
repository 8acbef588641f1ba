/* Minting a key, and what can be done with one. */
#include "app/plain/plain.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cli/key_output.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define CHOICES_MOST 64
#define LABEL_SIZE (KEY_DESCRIPTION_SIZE + 80)

/* The fields of a mint, by the names that key_options_set knows. */
static const struct { const char *name, *question; } fields[] = {
	{ "type", "Type: INFERENCE runs models, ADMIN can also make and delete keys (Enter: INFERENCE) " },
	{ "description", "Description, at most 64 characters (Enter: Web3 API Key) " },
	{ "expires", "Expires, like 2027-01-31, in UTC (Enter: never) " },
	{ "limit-usd", "Limit in USD (Enter: none) " },
	{ "limit-diem", "Limit in DIEM; 1 DIEM is $1 a day (Enter: none) " },
	{ "period", "Limits count by EPOCH, which is a day, MONTH or LIFETIME (Enter: as is usual at Venice) " },
	{ "privacy", "Models: ALL, PRIVATE_TEXT or PRIVATE_ONLY (Enter: as is usual at Venice) " },
};

static bool ask_field(struct key_options *out, struct plain *plain, size_t index)
{
	char text[KEY_DESCRIPTION_SIZE];
	struct err err;

	while (plain_ask(text, sizeof(text), plain, "%s", fields[index].question)) {
		if (!*text || key_options_set(out, fields[index].name, text, model_server_now(plain->model), &err))
			return true;
		plain_sentence(plain, err.msg);
	}
	return false;
}

static bool ask_options(struct key_options *out, struct plain *plain)
{
	static const char *const choices[] = {
		"an INFERENCE key, without limits, that never expires", "choose what it may do",
	};
	size_t choice;

	key_options_init(out);
	plain_say(plain, "\nMint an API key: the wallet signs Venice's token, which pays nothing and moves nothing.");
	if (!plain_choose(&choice, plain, choices, 2, "Which?"))
		return false;
	for (size_t i = 0; choice == 1 && i < ARRAY_LENGTH(fields); i++)
		if (!ask_field(out, plain, i))
			return false;
	return true;
}

static void wish(struct plain *plain, struct action *action)
{
	plain->away = false;
	loop_apply(&plain->loop, action);
	plain_work(plain);
}

void plain_mint(struct plain *plain)
{
	struct action action = { .type = ACTION_MINT };
	enum mint_state state = plain->model->mint.state;

	if (state == MINT_UNSEALED || state == MINT_BACKOFF)
		plain_do(plain, ACTION_MINT_RETRY);
	else if (state == MINT_UNKNOWN)
		plain_do(plain, ACTION_TOKEN);	/* says again what is unknown, and what to do */
	else if (!model_account(plain->model))
		plain_say(plain, "There is no wallet yet: w makes or imports one.");
	else if (ask_options(&action.options, plain))
		wish(plain, &action);
}

static void print_key(const struct plain *plain, const struct key_info *key)
{
	char limit[128], expires[TEXT_TIME_SIZE];

	key_output_limit(limit, sizeof(limit), key);
	text_time(expires, key->expires_ms);
	plain_pair(plain, "Type", "%s", key_type_name(key->type));
	plain_pair(plain, "Description", "%s", key->description);
	plain_pair(plain, "Ends in", "%s", key->last6);
	plain_pair(plain, "Limit", "%s", limit);
	plain_pair(plain, "Expires", "%s", key->expires_ms ? expires : "never");
	plain_pair(plain, "Lives", "%s", key_output_place(key));
}

/* The key goes from guarded memory to the terminal, and is no longer held then. */
static void reveal(struct plain *plain, const char *id)
{
	struct action action = { .type = ACTION_KEY_REVEAL };
	const struct model *model = plain->model;
	struct err err;

	memcpy(action.key_id, id, sizeof(action.key_id));
	wish(plain, &action);
	if (!model->revealed || strcmp(model->revealed_id, id) != 0)
		return;
	plain_say(plain, "This is the key. Whoever reads it can spend with it:");
	(void)!output_write(STDOUT_FILENO, model->revealed->s.data, model->revealed->s.len, &err);
	plain_say(plain, "%s", "");
	loop_do(&plain->loop, ACTION_KEY_HIDE);
}

static void write_file(struct plain *plain, const char *id)
{
	struct action action = { .type = ACTION_KEY_HANDOVER };
	char path[sizeof(action.handover->to)];

	if (!plain_ask(path, sizeof(path), plain, "The path of the new file: ") || !*path)
		return;
	action.handover = mem_new(1, sizeof(*action.handover));
	*action.handover = (struct handover){ .way = HANDOVER_FILE, .form = HANDOVER_RAW };
	memcpy(action.handover->id, id, sizeof(action.handover->id));
	memcpy(action.handover->to, path, sizeof(path));
	wish(plain, &action);
}

static void copy(struct plain *plain, const char *id)
{
	struct action action = { .type = ACTION_KEY_COPY };

	memcpy(action.key_id, id, sizeof(action.key_id));
	wish(plain, &action);
}

static void print_check(const struct plain *plain, const struct key_check *check)
{
	char balances[KEY_CHECK_BALANCES_SIZE], left[TEXT_SPAN_SIZE];

	if (check->can_consume)
		plain_pair(plain, "Can pay", "yes, with %s", key_check_pays_with(check));
	else
		plain_pair(plain, "Can pay", "no, %s; paid models refuse it until then%s", key_check_cannot_pay(check),
			   key_check_wants_money(check) ? "; f shows the ways to fund the account" : "");
	key_check_balances(balances, check);
	if (check->diem[0] || check->usd[0] || check->earned[0] || check->bundled[0])
		plain_pair(plain, "Balance", "%s", balances);
	text_duration(left, check->next_epoch_ms - check->checked_ms);
	if (check->next_epoch_ms)
		plain_pair(plain, "DIEM comes anew", "in %s", left);
}

static void check(struct plain *plain, const char *id)
{
	struct action action = { .type = ACTION_KEY_CHECK };

	memcpy(action.key_id, id, sizeof(action.key_id));
	wish(plain, &action);
	if (model_check(plain->model, id))
		print_check(plain, model_check(plain->model, id));
}

static void begin(struct plain *plain, enum action_type type, const char *id)
{
	struct action action = { .type = type };

	memcpy(action.key_id, id, sizeof(action.key_id));
	wish(plain, &action);
}

static void rotate(struct plain *plain, const char *id)
{
	begin(plain, ACTION_KEY_ROTATE, id);
}

static void delete(struct plain *plain, const char *id)
{
	begin(plain, ACTION_KEY_DELETE, id);
}

static void forget(struct plain *plain, const char *id)
{
	begin(plain, ACTION_KEY_FORGET, id);
}

static void test(struct plain *plain, const char *id)
{
	struct action action = { .type = ACTION_PROBE };

	memcpy(action.wish.id, id, sizeof(action.wish.id));
	wish(plain, &action);
}

void plain_change_key(struct plain *plain, const char *id)
{
	const struct key_info *key = model_key(plain->model, id);
	struct form form;

	if (!key)
		return;
	form_begin(&form, plain->model, &form_key_edit);
	form_key_edit_fill(&form, plain->model, key);
	plain_form_ask(plain, &form);
}

/* What can be done with a key; some only where its text is stored here, some not with --readonly. */
static const struct {
	const char *words;
	bool stored, writes;
	void (*run)(struct plain *plain, const char *id);
} uses[] = {
	{ "go on", false, false, NULL },
	{ "print the key here, where it stays in what has scrolled by", true, false, reveal },
	{ "write it to a new file", true, true, write_file },
	{ "ask Venice what it can do now", true, false, check },
	{ "copy it to the clipboard, which other programs can read", true, false, copy },
	{ "try it with a test call, once you saw its cost", true, true, test },
	{ "change its description and limits", false, true, plain_change_key },
	{ "make a new key in its place, and delete it", true, true, rotate },
	{ "delete it, at Venice and here", false, true, delete },
	{ "remove only the copy here: the key stays alive", true, true, forget },
};

static bool choose_use(size_t *out, struct plain *plain, const struct key_info *key)
{
	const char *choices[ARRAY_LENGTH(uses)];
	size_t at[ARRAY_LENGTH(uses)], count = 0, choice;

	for (size_t i = 0; i < ARRAY_LENGTH(uses); i++) {
		if ((uses[i].stored && !key->stored) || (uses[i].writes && plain->model->readonly))
			continue;
		at[count] = i;
		choices[count++] = uses[i].words;
	}
	if (!plain_choose(&choice, plain, choices, count, "What with this key?"))
		return false;
	*out = at[choice];
	return uses[*out].run;
}

/* `id` may be that of a list which changes meanwhile. */
static void ask_key(struct plain *plain, const char *id_now)
{
	char id[KEY_ID_SIZE];
	size_t use;

	snprintf(id, sizeof(id), "%s", id_now);
	while (!plain_ended(plain) && model_key(plain->model, id) &&
	       choose_use(&use, plain, model_key(plain->model, id)))
		uses[use].run(plain, id);
}

void plain_minted(struct plain *plain)
{
	const struct flow_mint *mint = &plain->model->mint;
	const struct key_info *key = model_key(plain->model, mint->minted.id);

	memcpy(plain->key_seen, mint->minted.id, sizeof(plain->key_seen));
	plain_say(plain, "\nYour new API key. It is stored, sealed on this machine:");
	print_key(plain, key ? key : &mint->minted);
	if (mint->checked)
		print_check(plain, &mint->check);
	else
		plain_say(plain, "It could not be checked yet: %s", mint->check_err.msg);
	ask_key(plain, mint->minted.id);
}

static void write_label(char out[LABEL_SIZE], const struct key_info *key)
{
	snprintf(out, LABEL_SIZE, "%s key, ending in %s, %s%s", key_type_name(key->type), key->last6, key->description,
		 key->stored ? "" : "; not stored here");
}

/* Those whose text is here come first. */
void plain_keys(struct plain *plain)
{
	const struct key_list *keys = &plain->model->keys;
	char labels[CHOICES_MOST][LABEL_SIZE];
	const char *choices[CHOICES_MOST];
	char ids[CHOICES_MOST][KEY_ID_SIZE];	/* the list may be read anew while this is asked */
	size_t count = 0, choice;

	for (int stored = 1; stored >= 0; stored--)
		for (size_t i = 0; i < keys->count && count < CHOICES_MOST; i++) {
			if (keys->items[i].stored != (bool)stored)
				continue;
			write_label(labels[count], &keys->items[i]);
			memcpy(ids[count], keys->items[i].id, sizeof(ids[count]));
			choices[count] = labels[count];
			count++;
		}
	if (!count) {
		plain_say(plain, "No key is stored here yet: m mints one.");
		return;
	}
	plain_say(plain, "\nThe API keys:");
	if (keys->count > count)
		plain_say(plain, "These are %zu of %zu: 'rialto key list' has all.", count, keys->count);
	if (!plain_choose(&choice, plain, choices, count, "Which?") || !model_key(plain->model, ids[choice]))
		return;
	print_key(plain, model_key(plain->model, ids[choice]));
	ask_key(plain, ids[choice]);
}
