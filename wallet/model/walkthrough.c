/* The walkthrough: which step is the current one, and what each row says. */
#include <stdio.h>
#include <string.h>

#include "wallet/base/text.h"
#include "wallet/model/funding.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/stake_life.h"
#include "wallet/model/walkthrough.h"

static bool is_for(const struct model *model, const struct account *of_flow)
{
	const struct account *account = model_account(model);

	return account && address_equal(account->address, of_flow->address);
}

/* Returns a stored key of the wallet, one of this type if there is one; NULL: there is none. */
static const struct key_info *stored_key(const struct model *model, enum key_type type)
{
	const struct account *account = model_account(model);
	const struct key_info *found = NULL;

	for (size_t i = 0; i < model->keys.count && account; i++) {
		const struct key_info *key = &model->keys.items[i];

		if (key->stored && address_equal(key->address, account->address) &&
		    strcmp(key->network, model->network.name) == 0 && (!found || key->type == type))
			found = key;
	}
	return found;
}

static bool minted_here(const struct model *model)
{
	return stored_key(model, KEY_INFERENCE) != NULL;
}

static enum step mint_step(const struct model *model)
{
	switch (model->mint.state) {
	case MINT_GETTING:
		return STEP_TOKEN;
	case MINT_TOKEN:
	case MINT_REVIEW:
	case MINT_UNLOCK:
	case MINT_SIGNING:
		return STEP_SIGN;
	case MINT_JOURNALLING:
	case MINT_POSTING:
	case MINT_SEALING:
	case MINT_UNSEALED:
	case MINT_UNKNOWN:
		return STEP_MINT;
	case MINT_CONFIRMING:
	case MINT_CHECKING:
	case MINT_DONE:
		return STEP_KEY;
	case MINT_IDLE:
	case MINT_BACKOFF:
	case MINT_FAILED:
	case MINT_STATE_COUNT:
		break;
	}
	return model->mint.token ? STEP_SIGN : STEP_TOKEN;
}

static bool approves(const struct flow_plan *flow)
{
	return flow_plan_at(flow) == PURPOSE_APPROVE;
}

static bool stakes(const struct flow_plan *flow)
{
	return flow_plan_at(flow) == PURPOSE_STAKE || (flow->purpose == PURPOSE_STAKE && flow->state == PLAN_READING);
}

static enum step fund_step(const struct model *model, const struct balances *balances)
{
	bool mine = is_for(model, &model->plan.account);

	if (mine && approves(&model->plan))
		return STEP_APPROVE;
	if (mine && stakes(&model->plan))
		return STEP_STAKE;
	if (!balances || amount_is_zero(balances->eth) || amount_is_zero(balances->vvv))
		return STEP_FUND;
	return amount_is_zero(balances->allowance) ? STEP_APPROVE : STEP_STAKE;
}

enum step walkthrough_step(const struct model *model)
{
	const struct balances *balances = model_balances(model);
	bool mint_mine = is_for(model, &model->mint.account);
	bool staked = balances && !amount_is_zero(balances->svvv);
	bool staking = model->plan.purpose == PURPOSE_STAKE && flow_plan_running(&model->plan);

	if (!model_account(model))
		return STEP_WALLET;
	if (mint_mine && model->mint.state != MINT_IDLE && model->mint.state != MINT_FAILED)
		return mint_step(model);
	if (staking || !staked)
		return !staking && minted_here(model) && !balances ? STEP_KEY : fund_step(model, balances);
	if (mint_mine && model->mint.state == MINT_FAILED)
		return mint_step(model);
	return minted_here(model) ? STEP_KEY : STEP_TOKEN;
}

static bool step_busy(const struct model *model, enum step step)
{
	enum mint_state mint = model->mint.state;
	bool tx = flow_tx_running(&model->tx) && model->tx.state != TX_REVIEW && model->tx.state != TX_UNLOCK;

	switch (step) {
	case STEP_WALLET:
		return model->wallets.request != 0;
	case STEP_FUND:
		return model->faucet.request != 0;
	case STEP_APPROVE:
		return (model->plan.purpose == PURPOSE_STAKE && model->plan.state == PLAN_CHECKING) ||
		       (tx && approves(&model->plan));
	case STEP_STAKE:
		return stakes(&model->plan) && (tx || model->plan.state == PLAN_READING);
	case STEP_TOKEN:
		return mint == MINT_GETTING;
	case STEP_SIGN:
		return mint == MINT_SIGNING;
	case STEP_MINT:
		return mint == MINT_JOURNALLING || mint == MINT_POSTING || mint == MINT_SEALING || mint == MINT_BACKOFF;
	case STEP_KEY:
		return mint == MINT_CONFIRMING || mint == MINT_CHECKING;
	case STEP_COUNT:
		break;
	}
	return false;
}

static bool step_failed(const struct model *model, enum step step)
{
	bool staking = model->plan.purpose == PURPOSE_STAKE && model->plan.state == PLAN_FAILED &&
		       model->plan.err.code != ERR_CANCELLED && is_for(model, &model->plan.account);
	bool minting = is_for(model, &model->mint.account);

	if (step == STEP_APPROVE || step == STEP_STAKE)
		return staking && walkthrough_step(model) == step;
	if (step == STEP_TOKEN)
		return minting && model->mint.state == MINT_FAILED && !model->mint.token;
	if (step == STEP_MINT)
		return minting && (model->mint.state == MINT_UNKNOWN || model->mint.state == MINT_UNSEALED ||
				   (model->mint.state == MINT_FAILED && model->mint.token));
	return false;
}

enum step_status walkthrough_status(const struct model *model, enum step step)
{
	enum step current = walkthrough_step(model);

	if (step_busy(model, step))
		return STEP_BUSY;
	if (step_failed(model, step))
		return STEP_FAILED;
	if (step == current)
		return STEP_CURRENT;
	return step < current ? STEP_DONE : STEP_TODO;
}

/* Says why the balances are not known. */
static const char *unknown_balances(const struct model *model, const struct account *account)
{
	if (!account)
		return "ETH for fees, VVV to stake";
	if (!account_has_address(account))
		return "its file does not say its address";
	return model->refresh.err.code ? "the balances could not be read" : "reading the balances";
}

static void detail_fund(char *out, size_t size, const struct model *model)
{
	const struct balances *balances = model_balances(model);
	char eth[AMOUNT_TEXT_SIZE], vvv[AMOUNT_TEXT_SIZE];

	if (!balances) {
		snprintf(out, size, "%s", unknown_balances(model, model_account(model)));
		return;
	}
	amount_format_short(eth, balances->eth, 6);
	amount_format_short(vvv, balances->vvv, 4);
	snprintf(out, size, "%s ETH · %s VVV", eth, vvv);
}

static void detail_approve(char *out, size_t size, const struct model *model)
{
	const struct balances *balances = model_balances(model);
	char amount[AMOUNT_TEXT_SIZE];

	if (walkthrough_sent(out, size, model, STEP_APPROVE, SENT_BLOCK)) {
		return;
	}
	if (balances && !amount_is_zero(balances->allowance)) {
		amount_format_short(amount, balances->allowance, 4);
		snprintf(out, size, "%s VVV", amount);
	} else if (balances && !amount_is_zero(balances->svvv)) {
		snprintf(out, size, "what was staked");
	} else {
		snprintf(out, size, "exactly the amount to stake");
	}
}

static void detail_stake(char *out, size_t size, const struct model *model)
{
	const struct balances *balances = model_balances(model);
	char amount[AMOUNT_TEXT_SIZE];

	if (walkthrough_sent(out, size, model, STEP_STAKE, SENT_BLOCK)) {
		return;
	}
	if (balances && !amount_is_zero(balances->svvv)) {
		amount_format_short(amount, balances->svvv, 4);
		snprintf(out, size, "%s sVVV", amount);
	} else {
		snprintf(out, size, "VVV → as much sVVV");
	}
}

static void detail_token(char *out, size_t size, const struct model *model)
{
	char left[TEXT_SPAN_SIZE];

	if (model->mint.token && is_for(model, &model->mint.account)) {
		text_countdown(left, flow_mint_token_left(model));
		snprintf(out, size, "expires in %s", left);
	} else if (model->mint.state == MINT_GETTING) {
		snprintf(out, size, "asking Venice");
	} else {
		snprintf(out, size, "from Venice, good for 15 minutes");
	}
}

static void detail_mint(char *out, size_t size, const struct model *model)
{
	const struct flow_mint *mint = &model->mint;
	char left[TEXT_SPAN_SIZE];

	if (mint->state == MINT_BACKOFF) {
		text_countdown(left, mint->retry_at_ms - model->now_ms);
		snprintf(out, size, "trying again in %s", left);
	} else if (mint->state == MINT_POSTING) {
		snprintf(out, size, "sent to Venice");
	} else if (mint->state == MINT_UNKNOWN) {
		snprintf(out, size, "not known whether a key was minted");
	} else if (mint->minted.id[0]) {
		snprintf(out, size, "%s key …%s", key_type_name(mint->minted.type), mint->minted.last6);
	} else {
		bool done = walkthrough_status(model, STEP_MINT) == STEP_DONE;
		const struct key_info *stored = done ? stored_key(model, mint->options.type) : NULL;

		snprintf(out, size, "%s key", key_type_name(stored ? stored->type : mint->options.type));
	}
}

static void detail_key(char *out, size_t size, const struct model *model)
{
	const struct account *account = model_account(model);
	const struct key_check *check = funding_check(model);
	const char *means = !check ? "" : check->can_consume ? " · can pay now" : " · cannot pay yet";

	snprintf(out, size, "%s%s", account ? account->name : "", means);
}

void walkthrough_detail(char *out, size_t size, const struct model *model, enum step step)
{
	const struct account *account = model_account(model);

	switch (step) {
	case STEP_FUND:
		detail_fund(out, size, model);
		break;
	case STEP_APPROVE:
		detail_approve(out, size, model);
		break;
	case STEP_STAKE:
		detail_stake(out, size, model);
		break;
	case STEP_TOKEN:
		detail_token(out, size, model);
		break;
	case STEP_SIGN:
		snprintf(out, size, "%s%s", account ? "with " : "", account ? account->name : "");
		break;
	case STEP_MINT:
		detail_mint(out, size, model);
		break;
	case STEP_KEY:
		detail_key(out, size, model);
		break;
	case STEP_WALLET:
	case STEP_COUNT:
		snprintf(out, size, "%s", account ? account->name : "");
		break;
	}
}

static const char *mint_hint(const struct model *model)
{
	switch (model->mint.state) {
	case MINT_UNKNOWN:
		return "Look at the account's keys: one may have been minted";
	case MINT_UNSEALED:
		return "The key is minted but not stored: " KEYSTROKE("refresh") " stores it again";
	case MINT_BACKOFF:
		return "Waiting to try again; " KEYSTROKE("refresh") " tries now, Esc stops";
	default:
		return "Minting";
	}
}

/* Money that can be taken out is offered before a new stake and after the key, but not between a
 * token and its key. */
enum purpose walkthrough_offer(const struct model *model)
{
	enum step step = walkthrough_step(model);
	bool at_rest = step == STEP_FUND || step == STEP_APPROVE || step == STEP_STAKE || step == STEP_KEY;

	return at_rest && !step_busy(model, step) ? stake_life_offer(model) : PURPOSE_UNKNOWN;
}

static const char *step_hint(const struct model *model, enum step step)
{
	const struct balances *balances = model_balances(model);

	switch (step) {
	case STEP_WALLET:
		return model->unread.code == ERR_NONE ? KEYSTROKE("next") ": make or import a wallet"
						      : KEYSTROKE("next") ": read the wallet's file again; " KEYSTROKE("wallet") " makes or imports another";
	case STEP_FUND:
		if (!balances)
			return "Reading the balances; " KEYSTROKE("next") ": show the address to fund";
		return amount_is_zero(balances->eth) ? KEYSTROKE("next") ": show the address to send ETH and VVV to"
						     : KEYSTROKE("next") ": show the address to send VVV to";
	case STEP_APPROVE:
		return KEYSTROKE("next") ": choose how much VVV to approve and stake";
	case STEP_STAKE:
		return KEYSTROKE("next") ": choose how much VVV to stake";
	case STEP_TOKEN:
		return KEYSTROKE("next") ": fetch a validation token from Venice";
	case STEP_SIGN:
		return KEYSTROKE("next") ": sign the token and mint the key";
	case STEP_MINT:
		return "Minting";
	case STEP_KEY:
	case STEP_COUNT:
		break;
	}
	if (model->readonly)
		return funding_needed(model) ? KEYSTROKE("next") ": the ways to fund the account"
					     : KEYSTROKE("next") ": look at the key";
	return funding_needed(model) ? KEYSTROKE("next") ": the ways to fund the account; " KEYSTROKE("mint") " mints another"
				     : KEYSTROKE("next") ": look at the key; " KEYSTROKE("mint") " mints another";
}

const char *walkthrough_hint(const struct model *model)
{
	const struct account *account = model_account(model);
	enum step step = walkthrough_step(model);

	if (account && account->kind == ACCOUNT_WATCH)
		return "This wallet is watch-only: choose one with a key to stake and mint";
	if (account && !account_has_address(account))
		return KEYSTROKE("next") ": unlock it, so that its address is known";
	if (model->mint.state == MINT_BACKOFF || (step == STEP_MINT && !step_busy(model, step)))
		return mint_hint(model);
	if (step_busy(model, step))
		return "Working on it; Esc stops what can still be stopped";
	if (walkthrough_offer(model))
		return walkthrough_offer(model) == PURPOSE_UNSTAKE_FINALIZE ? KEYSTROKE("next") ": take out the VVV whose cooldown is over"
									    : KEYSTROKE("next") ": take out the DIEM whose cooldown is over";
	return step_hint(model, step);
}
