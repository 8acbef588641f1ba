#include "tui/remedy_menu.h"

#include "tui/form/form.h"
#include "wallet/base/mem.h"
#include "wallet/flow/mint_report.h"
#include "wallet/model/keystroke.h"

static bool of_mint(const struct model *model)
{
	return model->failed == FLOW_MINT;
}

bool remedy_menu_by_admin(const struct model *model)
{
	return of_mint(model) && model->mint.admin_id[0];
}

bool remedy_menu_stake_unseen(const struct model *model)
{
	return of_mint(model) && model->error.code == ERR_NO_STAKE && mint_report_stake_unseen(model);
}

bool remedy_menu_signed_here(const struct model *model)
{
	return of_mint(model) && model->error.code == ERR_SIGNATURE_MISMATCH && mint_report_signed_here(model);
}

bool remedy_menu_unsealed(const struct model *model)
{
	return of_mint(model) && model->mint.state == MINT_UNSEALED;
}

/* What the items do.  The panel is closed before each. */

static void do_new_token(struct ui *ui, const struct model *model)
{
	ui_do(ui, model, ACTION_NEW_TOKEN);
}

static void do_retry(struct ui *ui, const struct model *model)
{
	ui_do(ui, model, model->failed == FLOW_NONE ? ACTION_REFRESH : ACTION_RETRY);
}

static void do_stake(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, ACTION_STAKE);
}

static void do_mint(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, ACTION_MINT);
}

/* Opens the form, filled with what was asked for. */
static void do_edit(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, (int)flow_ops(model->failed)->edits(model));
}

static void do_settle(struct ui *ui, const struct model *model)
{
	ui_do(ui, model, ACTION_X402_SETTLE);
}

static const struct key_info *failed_key(const struct model *model)
{
	const struct flow_ops *ops = flow_ops(model->failed);

	return ops && ops->key ? model_key(model, ops->key(model)) : NULL;
}

static void do_edit_key(struct ui *ui, const struct model *model)
{
	const struct key_info *key = failed_key(model);

	if (key)
		form_key_edit_open(ui, model, key);
}

static void do_switch(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_PANE_KEYSTORE);
	if (model->accounts.count < 2)
		ui_notice(ui, model, "This is the only wallet; " KEYSTROKE("wallet") " makes or imports another");
}

static void do_import(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_WALLET_MENU);
}

static void do_list(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_PANE_KEYS);
	ui_do(ui, model, flow_key_admin_admin(model) ? ACTION_KEYS_LIST : ACTION_REFRESH);
}

static void do_look(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_PANE_KEYS);
	if (model->mint.state == MINT_UNKNOWN) {
		ui_run(ui, model, COMMAND_MINT_LOOK);
		return;
	}
	ui_do(ui, model, ACTION_REFRESH);
}

static void do_check(struct ui *ui, const struct model *model)
{
	ui_key_action(ui, model, ACTION_KEY_CHECK, model->probe.key.id);
}

static void do_receive(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_RECEIVE);
}

static void do_fund(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, COMMAND_FUND);
}

static void do_unlock(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, ACTION_PASSWORD);
}

static void do_stop(struct ui *ui, const struct model *model)
{
	ui_run(ui, model, model->mint.state == MINT_UNKNOWN ? ACTION_MINT_FORGET : ACTION_CANCEL);
}

/* When an item fits: a remedy may mean different things in different failures. */

/* The outcome of a mint must be known before anything is sent again. */
static bool is_decided(const struct model *model)
{
	return !of_mint(model) || model->mint.state != MINT_UNKNOWN;
}

/* What a node, a proxy or the system refuses is mended outside rialto, not in a form, and then
 * tried again. */
static bool is_mended_elsewhere(const struct model *model)
{
	switch (model->error.code) {
	case ERR_RPC_UNAUTHORIZED:
	case ERR_RPC_PAYMENT:
	case ERR_RPC_FORBIDDEN:
	case ERR_RPC_NOT_FOUND:
	case ERR_RPC_TOO_LARGE:
	case ERR_RPC_REFUSED:
	case ERR_RPC_REDIRECTED:
	case ERR_RPC_UNSUPPORTED:
	case ERR_RPC_KEY_REFUSED:
	case ERR_RPC_NO_KEY:
	case ERR_PROXY_CREDENTIALS:
	case ERR_PROXY_REFUSED:
	case ERR_CERTIFICATES:
		return true;
	default:
		return false;
	}
}

static bool may_edit(const struct model *model)
{
	return is_decided(model) && !is_mended_elsewhere(model);
}

static bool signs(const struct model *model)
{
	return !remedy_menu_by_admin(model) && is_decided(model);
}

static bool may_need_stake(const struct model *model)
{
	const struct mint_evidence *evidence = &model->mint.evidence;

	return model->error.remedy == REMEDY_STAKE || (evidence->has_svvv && amount_is_zero(evidence->svvv));
}

/* Before anything was posted there can be no new key. */
static bool may_have_key(const struct model *model)
{
	return model->error.remedy == REMEDY_CHECK_KEYS || model->mint.evidence.posted;
}

/* A payment that Venice is settling is followed, not made again. */
static bool is_settling(const struct model *model)
{
	return model->error.code == ERR_X402_TIMEOUT || model->error.code == ERR_X402_IN_PROGRESS;
}

static bool can_retry(const struct model *model)
{
	if (model->error.code == ERR_TEST_UNKNOWN || !is_decided(model))	/* it may have been done, or charged */
		return false;
	if (is_mended_elsewhere(model))	/* the remedy is this very keystroke already */
		return false;
	if (is_settling(model))
		return false;
	return model->failed != FLOW_KEY_ADMIN || flow_key_admin_can_retry(model);
}

static bool edits_key(const struct model *model)
{
	return model->key_admin.wish == ACTION_KEY_UPDATE && failed_key(model);
}

static bool is_limit_of_key(const struct model *model)
{
	return (model->error.code == ERR_DIEM_LIMIT || model->error.code == ERR_USD_LIMIT) && failed_key(model);
}

static bool is_too_private(const struct model *model)
{
	return model->error.code == ERR_NOT_PRIVATE && failed_key(model);
}

static bool has_next_model(const struct model *model)
{
	return flow_probe_has_next(&model->probe);
}

static bool is_wallet_empty(const struct model *model)
{
	return model->error.code == ERR_NEEDS_ETH || model->error.code == ERR_NEEDS_VVV;
}

static bool is_short_of_usdc(const struct model *model)
{
	return model->error.code == ERR_NEEDS_USDC;
}

static bool is_key_refused(const struct model *model)
{
	bool has_key = !of_mint(model) || remedy_menu_by_admin(model);

	return has_key && (model->error.code == ERR_KEY_INACTIVE || model->error.code == ERR_AUTHENTICATION_FAILED);
}

static bool misses_wallet(const struct model *model)
{
	return model->error.code == ERR_NO_WALLET || model->error.code == ERR_WALLET_NOT_FOUND;
}

static bool misses_admin_key(const struct model *model)
{
	return model->error.code == ERR_NO_ADMIN_KEY || model->error.code == ERR_ADMIN_REQUIRED;
}

/* Another wallet does not help when this one's signature is right. */
static bool may_switch(const struct model *model)
{
	return !remedy_menu_signed_here(model);
}

static bool is_stoppable(const struct model *model)
{
	return model->mint.state == MINT_UNKNOWN || model->mint.state == MINT_BACKOFF;
}

#define OF(who) (1u << FLOW_##who)
#define OF_A_FORM (1u << FLOW_END)		/* any flow that has a form for what was asked */
#define OF_A_KEY (1u << (FLOW_END + 1))		/* any flow about an API key */
#define OF_KEYS (OF(KEY_OPEN) | OF(KEY_ADMIN))
#define OF_ANY (~0u)

/* The first item that fits is the remedy, which Enter takes.  The others are offered besides. */
static const struct remedy_item items[] = {
	{ 'n', "new token: sign it and submit again", REMEDY_NEW_TOKEN, OF_ANY, OF(MINT), signs, do_new_token },
	{ 's', "stake VVV", REMEDY_STAKE, OF_ANY, OF(MINT), may_need_stake, do_stake },
	{ 'm', "mint an ADMIN key", REMEDY_FIX_INPUT, OF_ANY, 0, misses_admin_key, do_mint },
	{ 'm', "mint a new key", REMEDY_SWITCH_WALLET, OF_ANY, 0, is_key_refused, do_mint },
	{ 'i', "make or import a wallet", REMEDY_FIX_INPUT, OF_ANY, 0, misses_wallet, do_import },
	{ 'r', "try again now", REMEDY_FIX_INPUT, OF_ANY, 0, is_mended_elsewhere, do_retry },
	{ 'e', "edit and try again", REMEDY_FIX_INPUT, OF_A_FORM, OF_A_FORM, may_edit, do_edit },
	{ 'e', "edit and try again", REMEDY_FIX_INPUT, OF(KEY_ADMIN), OF(KEY_ADMIN), edits_key, do_edit_key },
	{ 'r', "ask about the next cheapest model", REMEDY_FIX_INPUT, OF(PROBE), 0, has_next_model, do_retry },
	{ 'e', "change the key", REMEDY_FIX_INPUT, OF_A_KEY, 0, is_too_private, do_edit_key },
	{ 'e', "change the key's limits", REMEDY_FUND, OF_A_KEY, 0, is_limit_of_key, do_edit_key },
	{ 'k', "list the keys again", REMEDY_FIX_INPUT, OF_KEYS, OF_KEYS, NULL, do_list },
	{ 'w', "switch to another wallet", REMEDY_SWITCH_WALLET, OF_ANY, OF_A_FORM, may_switch, do_switch },
	{ 'r', "try again now", REMEDY_RETRY, OF_ANY, OF_ANY & ~OF(NONE), can_retry, do_retry },
	{ 'k', "look at the chain now", REMEDY_CHECK_KEYS, OF(TOPUP), 0, NULL, do_settle },
	{ 'k', "ask what the key has left", REMEDY_CHECK_KEYS, OF(PROBE), 0, NULL, do_check },
	{ 'k', "look at the keys", REMEDY_CHECK_KEYS, OF_ANY, OF(MINT), may_have_key, do_look },
	{ 'f', "receive USDC", REMEDY_FUND, OF(TOPUP), 0, is_short_of_usdc, do_receive },
	{ 'f', "receive ETH or VVV", REMEDY_FUND, OF_ANY, 0, is_wallet_empty, do_receive },
	{ 'f', "ways to fund the account", REMEDY_FUND, OF_ANY, 0, NULL, do_fund },
	{ 'u', "unlock", REMEDY_UNLOCK, OF_ANY, 0, NULL, do_unlock },
	{ 'x', "stop: give up on this mint", REMEDY_STOP, 0, OF(MINT), is_stoppable, do_stop },
};

static unsigned failure_of(const struct model *model)
{
	const struct flow_ops *ops = flow_ops(model->failed);

	return 1u << model->failed | (ops && ops->edits ? OF_A_FORM : 0) | (ops && ops->key ? OF_A_KEY : 0);
}

/* Returns the remedy of errors.def, unless the evidence here knows better. */
static enum remedy remedy_of(const struct model *model)
{
	if (remedy_menu_stake_unseen(model) || remedy_menu_unsealed(model))
		return REMEDY_RETRY;
	return remedy_menu_signed_here(model) ? REMEDY_NEW_TOKEN : model->error.remedy;
}

const struct remedy_item *remedy_menu_remedy(const struct model *model)
{
	enum remedy wanted = remedy_of(model);

	for (size_t i = 0; i < ARRAY_LENGTH(items); i++)
		if (items[i].remedy == wanted && (items[i].helps & failure_of(model)) &&
		    (!items[i].fits || items[i].fits(model)))
			return &items[i];
	return NULL;
}

const struct remedy_item *remedy_menu_offered(const struct model *model, const struct remedy_item *after)
{
	for (const struct remedy_item *item = after ? after + 1 : items; item < items + ARRAY_LENGTH(items); item++) {
		bool besides = (item->also & failure_of(model)) && (!item->fits || item->fits(model));

		if ((besides && !remedy_menu_unsealed(model)) || item == remedy_menu_remedy(model))
			return item;
	}
	return NULL;
}
