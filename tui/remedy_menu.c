#include "tui/remedy_menu.h"

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

const struct key_info *remedy_menu_key(const struct model *model)
{
	const struct flow_ops *ops = flow_ops(model->failed);

	return ops && ops->key ? model_key(model, ops->key(model)) : NULL;
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

/* One fee is of one transaction. */
static bool takes_own_fee(const struct model *model)
{
	return model->error.code == ERR_FEE_NOT_BELIEVED;
}

static bool edits_key(const struct model *model)
{
	return model->key_admin.wish == ACTION_KEY_UPDATE && remedy_menu_key(model);
}

static bool is_limit_of_key(const struct model *model)
{
	return (model->error.code == ERR_DIEM_LIMIT || model->error.code == ERR_USD_LIMIT) && remedy_menu_key(model);
}

static bool is_too_private(const struct model *model)
{
	return model->error.code == ERR_NOT_PRIVATE && remedy_menu_key(model);
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
	{ 'n', "new token: sign it and submit again", REMEDY_NEW_TOKEN, OF_ANY, OF(MINT), signs, REMEDY_DO_NEW_TOKEN },
	{ 's', "stake VVV", REMEDY_STAKE, OF_ANY, OF(MINT), may_need_stake, REMEDY_DO_STAKE },
	{ 'm', "mint an ADMIN key", REMEDY_FIX_INPUT, OF_ANY, 0, misses_admin_key, REMEDY_DO_MINT },
	{ 'm', "mint a new key", REMEDY_SWITCH_WALLET, OF_ANY, 0, is_key_refused, REMEDY_DO_MINT },
	{ 'i', "make or import a wallet", REMEDY_FIX_INPUT, OF_ANY, 0, misses_wallet, REMEDY_DO_IMPORT },
	{ 'r', "try again now", REMEDY_FIX_INPUT, OF_ANY, 0, is_mended_elsewhere, REMEDY_DO_RETRY },
	{ 'f', "set the fee yourself", REMEDY_FIX_INPUT, OF(PLAN) | OF(NONE), 0, takes_own_fee, REMEDY_DO_FEE },
	{ 'e', "edit and try again", REMEDY_FIX_INPUT, OF_A_FORM, OF_A_FORM, may_edit, REMEDY_DO_EDIT },
	{ 'e', "edit and try again", REMEDY_FIX_INPUT, OF(KEY_ADMIN), OF(KEY_ADMIN), edits_key, REMEDY_DO_EDIT_KEY },
	{ 'r', "ask about the next cheapest model", REMEDY_FIX_INPUT, OF(PROBE), 0, has_next_model, REMEDY_DO_RETRY },
	{ 'e', "change the key", REMEDY_FIX_INPUT, OF_A_KEY, 0, is_too_private, REMEDY_DO_EDIT_KEY },
	{ 'e', "change the key's limits", REMEDY_FUND, OF_A_KEY, 0, is_limit_of_key, REMEDY_DO_EDIT_KEY },
	{ 'k', "list the keys again", REMEDY_FIX_INPUT, OF_KEYS, OF_KEYS, NULL, REMEDY_DO_LIST },
	{ 'w', "switch to another wallet", REMEDY_SWITCH_WALLET, OF_ANY, OF_A_FORM, may_switch, REMEDY_DO_SWITCH },
	{ 'r', "try again now", REMEDY_RETRY, OF_ANY, OF_ANY & ~OF(NONE), can_retry, REMEDY_DO_RETRY },
	{ 'k', "look at the chain now", REMEDY_CHECK_KEYS, OF(TOPUP), 0, NULL, REMEDY_DO_SETTLE },
	{ 'k', "ask what the key has left", REMEDY_CHECK_KEYS, OF(PROBE), 0, NULL, REMEDY_DO_CHECK },
	{ 'k', "look at the keys", REMEDY_CHECK_KEYS, OF_ANY, OF(MINT), may_have_key, REMEDY_DO_LOOK },
	{ 'f', "receive USDC", REMEDY_FUND, OF(TOPUP), 0, is_short_of_usdc, REMEDY_DO_RECEIVE },
	{ 'f', "receive ETH or VVV", REMEDY_FUND, OF_ANY, 0, is_wallet_empty, REMEDY_DO_RECEIVE },
	{ 'f', "ways to fund the account", REMEDY_FUND, OF_ANY, 0, NULL, REMEDY_DO_FUND },
	{ 'u', "unlock", REMEDY_UNLOCK, OF_ANY, 0, NULL, REMEDY_DO_UNLOCK },
	{ 'x', "stop: give up on this mint", REMEDY_STOP, 0, OF(MINT), is_stoppable, REMEDY_DO_STOP },
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

const char *remedy_menu_meaning(const struct model *model)
{
	if (remedy_menu_stake_unseen(model))
		return "Venice has not seen the stake yet: the chain shows it.";
	if (remedy_menu_signed_here(model))
		return "Venice says that the signature is not by this address over this token; checked here, it is.";
	if (of_mint(model) && model->error.code == ERR_JWT_EXPIRED && mint_report_lives(model))
		return "Venice says that the token has expired; by Venice's own clock it has not: it lives 15 minutes.";
	if (of_mint(model) && model->error.code == ERR_CHALLENGE_EXPIRED && mint_report_lives(model))
		return "Venice says that the challenge has expired; by Venice's own clock it has not.";
	return err_info(model->error.code)->meaning;
}

const char *remedy_menu_advice(const struct model *model)
{
	return remedy_menu_stake_unseen(model) || remedy_menu_signed_here(model) ? mint_report_advice(model)
										 : err_info(model->error.code)->advice;
}
