#include "wallet/flow/topup.h"

#include <stdio.h>
#include <string.h>

#include "wallet/flow/topup_fate.h"
#include "wallet/flow/topup_is.h"
#include "wallet/flow/topup_log.h"
#include "wallet/flow/topup_look.h"
#include "wallet/flow/topup_open.h"
#include "wallet/flow/topup_pay.h"
#include "wallet/flow/topup_terms.h"
#include "wallet/flow/wallets.h"
#include "wallet/model/model.h"
#include "wallet/model/policy_now.h"
#include "wallet/model/review_parts.h"
#include "wallet/venice/x402_patience.h"

bool flow_topup_waits(struct model *model, const struct err *err, bool paying)
{
	struct flow_topup *flow = &model->topup;
	int64_t wait_ms = x402_patience_ms(flow->tries, err);

	if (!wait_ms)
		return false;
	flow->tries++;
	flow->state = TOPUP_BACKOFF;
	flow->paying_again = paying;
	flow->poll_at_ms = model->now_ms + wait_ms;
	model_say(model, false, "Venice takes no more requests for the moment; %s again in %d s",
		  paying ? "the same payment is handed over" : "asked for its terms", (int)(wait_ms / 1000));
	return true;
}

/* Returns when the next look at an open payment is due, Unix ms; 0: none is open, or a command has ended. */
static int64_t next_look(const struct model *model)
{
	bool open = model->topup.entry.id[0] || topup_open_find(model, NULL);

	return open && !model->headless ? model->now_ms + TOPUP_POLL_MS : 0;
}

void flow_topup_fail(struct model *model, enum topup_state state, const struct err *err)
{
	struct flow_topup *flow = &model->topup;

	flow->state = state;
	flow->request = 0;
	flow->look.waits = flow->look.rests = false;
	flow->err = *err;
	flow->failed.is_set = true;
	flow->failed.address = flow->account.address;
	flow->failed.amount = flow->amount;
	flow->poll_at_ms = next_look(model);
	model_fail_of(model, FLOW_TOPUP, err);
}

void flow_topup_fail_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	flow_topup_fail(model, TOPUP_FAILED, &err);
}

/* A payment makes the figures out of date that were read before. */
static void note_credit(struct model *model, const struct x402_receipt *receipt)
{
	struct flow_x402 *x402 = &model->x402;

	if (!address_equal(x402->of, model->topup.account.address))
		return;
	x402->has_ledger = false;
	x402->has_balance &= receipt && *receipt->balance;
	if (x402->has_balance)
		memcpy(x402->balance.usd, receipt->balance, sizeof(x402->balance.usd));
}

/* A command closes the entry itself, once it has printed the outcome. */
void flow_topup_finish(struct model *model, const struct x402_receipt *receipt, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	char amount[AMOUNT_TEXT_SIZE];

	flow->state = TOPUP_DONE;
	flow->request = 0;
	flow->look.waits = flow->failed.is_set = false;
	flow->err.code = ERR_NONE;
	flow->has_receipt = receipt;
	if (receipt)
		flow->receipt = *receipt;
	amount_format(amount, flow->amount);
	if (receipt && *receipt->balance)
		model_say(model, false, "%s USDC paid; the x402 credit is %s USD", amount, receipt->balance);
	else
		model_say(model, false, "%s USDC were paid: the chain shows it", amount);
	note_credit(model, receipt);
	if (model->failed == FLOW_TOPUP)
		model->error.code = ERR_NONE;
	flow->poll_at_ms = 0;
	if (model->headless)
		return;
	model->balances_next_ms = model->now_ms;
	topup_fate_close(model, effects);
	flow->poll_at_ms = next_look(model);
}

/* An open payment of this wallet, in hand or in the journal, is kept. */
static void restart(struct model *model, const struct account *account, struct amount amount)
{
	struct flow_topup *flow = &model->topup;
	const struct journal_entry *open = topup_open_find(model, &account->address);
	bool in_hand = flow->entry.id[0] && address_equal(flow->entry.address, account->address);
	struct journal_entry entry = { 0 };

	if (in_hand)
		entry = flow->entry;
	else if (open)
		journal_entry_copy(&entry, open);
	*flow = (struct flow_topup){ .account = *account, .amount = amount, .entry = entry, .delivered = entry.id[0] };
}

static void stop_watching(struct flow_topup *flow, struct effects *effects)
{
	if (flow->request)
		effects_add(effects, EFFECT_CANCEL, flow->request);
	flow->request = 0;
}

static bool may_begin(struct model *model, const struct account *account)
{
	const struct flow_topup *flow = &model->topup;

	if (flow_topup_running(flow))
		model_say(model, true, "A top-up is still on its way");
	else if (account && flow->entry.id[0] && !address_equal(flow->entry.address, account->address) &&
		 !topup_open_find(model, &account->address))
		model_say(model, true, "Another wallet's payment is not decided yet; it expires in some minutes");
	else
		return true;
	return false;
}

void flow_topup_start(struct model *model, struct amount amount, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	const struct account *account = model_account(model);

	if (!may_begin(model, account))
		return;
	stop_watching(flow, effects);
	model->error.code = ERR_NONE;
	if (!account) {
		flow_topup_fail_code(model, ERR_NO_WALLET, "There is no wallet to pay with");
		return;
	}
	restart(model, account, amount);
	if (model->readonly)
		flow_topup_fail_code(model, ERR_READONLY, "Nothing is paid with --readonly");
	else if (account->kind == ACCOUNT_WATCH)
		flow_topup_fail_code(model, ERR_WATCH_ONLY, "This wallet is watch-only: it cannot sign");
	else if (!account_has_address(account))
		flow_topup_fail_code(model, ERR_PASSWORD_NEEDED, "This wallet's file does not say its address: unlock it first");
	else if (amount_is_zero(amount))
		flow_topup_fail_code(model, ERR_INVALID_INPUT, "Paying 0 USDC does nothing");
	else if (flow->entry.id[0])
		topup_look_begin(model, LOOK_BEFORE, effects);
	else
		topup_terms_ask(model, effects);
}

/* The type of the result that answers the request that is out. */
static enum action_type awaited(const struct flow_topup *flow)
{
	switch (flow->state) {
	case TOPUP_ASKING:
		return ACTION_X402_OFFERED;
	case TOPUP_SIGNING:
		return ACTION_SIGNED_PAYMENT;
	case TOPUP_JOURNALLING:
		return ACTION_JOURNALLED;
	case TOPUP_PAYING:
		return ACTION_X402_PAID;
	case TOPUP_CHECKING:
		return ACTION_CHAIN;
	case TOPUP_IDLE:
	case TOPUP_LOOKING:
	case TOPUP_REVIEW:
	case TOPUP_UNLOCK:
	case TOPUP_BACKOFF:
	case TOPUP_DONE:
	case TOPUP_FAILED:
	case TOPUP_UNKNOWN:
	case TOPUP_STATE_COUNT:
		break;
	}
	return topup_look_awaits(flow);
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;

	if (action->type != awaited(flow))
		return;
	flow->request = 0;
	if (flow->state == TOPUP_ASKING)
		topup_terms_take(model, action, effects);
	else if (flow->state == TOPUP_CHECKING)
		topup_terms_checked(model, action);
	else if (flow->state == TOPUP_SIGNING)
		topup_pay_signed(model, action, effects);
	else if (flow->state == TOPUP_JOURNALLING)
		topup_pay_journalled(model, action, effects);
	else if (flow->state == TOPUP_PAYING)
		topup_pay_take(model, action, effects);
	else
		topup_look_take(model, action, effects);
}

/* The person wants to know at once. */
static void settle(struct model *model, const char *journal_id, struct effects *effects)
{
	const struct journal_entry *entry = journal_find(&model->journal, journal_id);
	struct flow_topup *flow = &model->topup;

	if (flow_topup_running(flow) || flow->request)
		model_say(model, true, "That is being found out");
	else if (entry && entry->kind == JOURNAL_PAYMENT)
		topup_open_watch(model, entry, effects);
	else if (flow->entry.id[0])
		topup_look_begin(model, LOOK_AGAIN, effects);
	else if (!topup_open_next(model, effects))
		model_say(model, false, "No top-up's outcome is unknown");
}

/* The person no longer waits for this payment; it is still watched. */
static void look_on(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;

	if (flow->state == TOPUP_LOOKING || flow->look.waits)
		topup_look_more(model, effects);
	else if ((flow->look.rests || !flow->entry.id[0]) && topup_open_next(model, effects))
		return;
	else if (flow->look.why == LOOK_AGAIN && flow->entry.id[0])
		topup_look_more(model, effects);
	else if (flow->entry.id[0])
		topup_look_begin(model, LOOK_AGAIN, effects);
}

static void wish_top_up(struct model *model, struct action *action, struct effects *effects)
{
	flow_topup_start(model, action->amount, effects);
}

static void wish_settle(struct model *model, struct action *action, struct effects *effects)
{
	settle(model, action->journal_id, effects);
}

static const struct flow_wish wishes[] = {
	{ ACTION_X402_TOP_UP, wish_top_up }, { ACTION_X402_SETTLE, wish_settle },
	{ 0 },
};

/* The person agrees only to what is on the screen. */
static void confirm(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;

	if (topup_agreed_stopped(flow)) {
		topup_terms_ask(model, effects);
		return;
	}
	topup_agreed_take(flow);
	policy_now_payment(&flow->beyond, model);
	flow->state = TOPUP_UNLOCK;
}

/* Before anything is signed, the flow can simply stop. */
static bool cancel(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;

	if (!flow_topup_running(flow))
		return false;
	if (flow->state > TOPUP_UNLOCK && flow->state != TOPUP_BACKOFF) {
		model_say(model, true, "The payment is signed and on its way: it cannot be stopped here");
		return true;
	}
	if (flow->request)
		effects_add(effects, EFFECT_CANCEL, flow->request);
	if (flow->entry.id[0])
		topup_fate_unknown(model, "what may be out already cannot be stopped");
	else
		flow_topup_fail_code(model, ERR_CANCELLED, "Nothing was signed or paid");
	return true;
}

/* Tries again for the wallet that was to pay, whichever is selected now. */
static void retry(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	struct address address = flow->failed.address;

	if (!flow->failed.is_set || flow_topup_running(flow))
		return;
	if (address_is_zero(address) || wallets_select(model, address))
		flow_topup_start(model, flow->failed.amount, effects);
	else
		flow_topup_fail_code(model, ERR_WALLET_NOT_FOUND, "The wallet that was to pay is no longer in the keystore");
}

/* Does again what is due by now. */
static void tick(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	int64_t at = topup_deadline(model);

	if (!at || model->now_ms < at)
		return;
	flow->poll_at_ms = 0;
	if (flow->state != TOPUP_BACKOFF)
		look_on(model, effects);
	else if (flow->paying_again)
		topup_pay_again(model, effects);
	else
		topup_terms_ask(model, effects);
}

static bool step(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	struct policy_verdict now;

	if (flow->state != TOPUP_UNLOCK || !model_unlocked_for(model, flow->account.address))
		return false;
	policy_now_payment(&now, model);
	if (!policy_within(&now, &flow->beyond))	/* something else was signed since */
		flow->agreed = (struct topup_agreed){ 0 };
	if (!flow->agreed.is || model->now_ms - flow->read_ms > TOPUP_FRESH_MS)
		topup_terms_ask(model, effects);
	else
		topup_pay_sign(model, effects);
	return true;
}

static unsigned edits(const struct model *model)
{
	(void)model;
	return ACTION_X402_TOP_UP;
}

const struct flow_ops flow_topup_ops = {
	.name = "topup",
	.head = offsetof(struct model, topup),
	.wishes = wishes,
	.result = take_result,
	.tick = tick,
	.confirm = confirm,
	.cancel = cancel,
	.stops = 5,
	.retry = retry,
	.step = step,
	.is = {
		[FLOW_IS_BUSY] = topup_is_busy, [FLOW_IS_USING_KEY] = topup_is_using_key,
		[FLOW_IS_RELYING] = topup_is_relying,
	},
	.waits = topup_waits,
	.review = review_of_payment,
	.unlocks = topup_unlocks,
	.asks = 7,
	.awaits = topup_awaits,
	.deadline = topup_deadline,
	.loss = topup_loss,
	.edits = edits,
	.logs = topup_log,
};
