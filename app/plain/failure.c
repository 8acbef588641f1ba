/* A failure: what was said, what it means, what was found here, and what helps, each by a number. */
#include "app/plain/plain.h"

#include <stdio.h>
#include <string.h>

#include "tui/remedy_menu.h"
#include "wallet/base/mem.h"
#include "wallet/flow/mint_report.h"

#define CHOICES_MOST 16
#define EVIDENCE_BEGINS "Came back"

static void print(const struct plain *plain)
{
	const struct model *model = plain->model;
	const struct err *err = &model->error;
	const char *evidence;
	struct buf report;

	plain_say(plain, "\n%s", remedy_menu_unsealed(model) ? "The key is minted, but not stored."
		  : model->failed == FLOW_MINT ? "The mint did not succeed." : "That did not work.");
	plain_sentence(plain, err->msg);
	if (err->status)
		plain_pair(plain, "Answer", "HTTP %d, %s", err->status, err_info(err->code)->name);
	plain_pair(plain, "Meaning", "%s", remedy_menu_meaning(model));
	plain_pair(plain, "What to do", "%s", remedy_menu_advice(model));
	if (model->failed != FLOW_MINT)
		return;
	buf_init(&report, 0);
	mint_report(&report, model);
	evidence = strstr(buf_string(&report), EVIDENCE_BEGINS);	/* what comes before was said */
	plain_say(plain, "Checked here:");
	plain_fields(plain, evidence ? evidence : buf_string(&report));
	buf_free(&report);
}

void plain_elsewhere(struct plain *plain)
{
	plain_say(plain, "That is not asked here: the screen does it, which is rialto without --plain, or a command; 'rialto --help' "
		  "lists them.");
}

/* Asks again for what was wrong. */
static void edit(struct plain *plain, enum flow_id failed)
{
	const struct flow_ops *ops = flow_ops(failed);
	enum action_type wish = ops && ops->edits ? (enum action_type)ops->edits(plain->model) : ACTION_NONE;

	if (plan_of_wish(wish, TOKEN_ETH) != PURPOSE_UNKNOWN)
		plain_plan(plain, wish);
	else if (wish == ACTION_X402_TOP_UP)
		plain_form(plain, &form_topup);
	else if (wish == ACTION_MINT)
		plain_mint(plain);
	else if (failed == FLOW_WALLETS)
		plain_add_wallet(plain);
	else
		plain_elsewhere(plain);
}

static void do_edit_key(struct plain *plain)
{
	const struct key_info *key = remedy_menu_key(plain->model);

	if (key)
		plain_change_key(plain, key->id);
}

static void do_retry(struct plain *plain)
{
	plain_do(plain, plain->model->failed == FLOW_NONE ? ACTION_REFRESH : ACTION_RETRY);
}

static void do_new_token(struct plain *plain)
{
	plain_do(plain, ACTION_NEW_TOKEN);
}

static void do_edit(struct plain *plain)
{
	edit(plain, plain->model->failed);
}

static void do_settle(struct plain *plain)
{
	plain_do(plain, ACTION_X402_SETTLE);
}

static void do_look(struct plain *plain)
{
	if (plain->model->mint.state == MINT_UNKNOWN)
		plain_unknown(plain);
	else
		plain_keys(plain);
}

static void do_stop(struct plain *plain)
{
	plain_do(plain, plain->model->mint.state == MINT_UNKNOWN ? ACTION_MINT_FORGET : ACTION_CANCEL);
}

static void help_out(struct plain *plain, const struct remedy_item *item)
{
	static void (*const does[])(struct plain *plain) = {
		[REMEDY_DO_NEW_TOKEN] = do_new_token,
		[REMEDY_DO_RETRY] = do_retry,
		[REMEDY_DO_STAKE] = plain_stake,
		[REMEDY_DO_MINT] = plain_mint,
		[REMEDY_DO_EDIT] = do_edit,
		[REMEDY_DO_SETTLE] = do_settle,
		[REMEDY_DO_EDIT_KEY] = do_edit_key,
		[REMEDY_DO_SWITCH] = plain_wallets,
		[REMEDY_DO_IMPORT] = plain_add_wallet,
		[REMEDY_DO_LIST] = plain_keys,
		[REMEDY_DO_LOOK] = do_look,
		[REMEDY_DO_CHECK] = plain_keys,
		[REMEDY_DO_RECEIVE] = plain_receive,
		[REMEDY_DO_FUND] = plain_fund,
		[REMEDY_DO_UNLOCK] = plain_unlock,
		[REMEDY_DO_STOP] = do_stop,
		[REMEDY_DO_FEE] = plain_fee,
	};

	does[item->what](plain);
}

/* The remedy comes first, as Enter takes it.  The last choice is to go on without. */
static size_t find_items(const struct remedy_item *items[CHOICES_MOST], const struct model *model)
{
	const struct remedy_item *remedy = remedy_menu_remedy(model);
	size_t count = 0;

	if (remedy)
		items[count++] = remedy;
	for (const struct remedy_item *item = remedy_menu_offered(model, NULL); item && count < CHOICES_MOST - 1;
	     item = remedy_menu_offered(model, item))
		if (item != remedy)
			items[count++] = item;
	return count;
}

static bool is_over(const struct plain *plain)
{
	return plain->model->error.code == ERR_NONE;
}

void plain_failure(struct plain *plain)
{
	const struct remedy_item *items[CHOICES_MOST];
	const char *choices[CHOICES_MOST];
	size_t count, choice;
	bool chosen;

	print(plain);
	count = find_items(items, plain->model);
	for (size_t i = 0; i < count; i++)
		choices[i] = items[i]->words;
	choices[count] = count ? "none of these: go on without" : "go on";
	plain->over = is_over;
	chosen = plain_choose(&choice, plain, choices, count + 1, "What now?") && choice < count;
	plain->over = NULL;
	loop_do(&plain->loop, ACTION_DISMISS);
	plain->away = !chosen;
	if (chosen)
		help_out(plain, items[choice]);
}
