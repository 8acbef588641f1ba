#include "wallet/flow/plan.h"

#include <string.h>

#include "wallet/eth/slippage.h"
#include "wallet/flow/plan_call.h"
#include "wallet/flow/plan_answers.h"
#include "wallet/flow/plan_batch.h"
#include "wallet/flow/plan_check.h"
#include "wallet/flow/plan_figure.h"
#include "wallet/flow/plan_log.h"
#include "wallet/flow/plan_words.h"
#include "wallet/flow/tx.h"
#include "wallet/flow/wallets.h"
#include "wallet/model/allowances.h"
#include "wallet/model/model.h"
#include "wallet/model/recipient.h"

/* A simulation is repeated so many times where the node has not seen the transaction before it yet. */
#define SETTLE_TRIES 8

/* Paying out rewards takes at most so much gas.  An estimate made when there are none, as right after an
 * earlier payment, leaves it out. */
#define REWARDS_GAS 60000

_Static_assert(PLAN_CALLS <= TX_CANDIDATES, "every way to call it is simulated");

static void fail(struct model *model, const struct err *err)
{
	char left[MESSAGE_SIZE];

	model->plan.state = PLAN_FAILED;
	model->plan.request = 0;
	model->plan.err = *err;
	if (err->code == ERR_TX_CANCELLED)	/* the person wished for it */
		model_say(model, false, "%s", err->msg);
	else
		model_fail_of(model, FLOW_PLAN, err);
	if (flow_plan_left(left, sizeof(left), &model->plan))
		model_say(model, false, "%s", left);
}

static void fail_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	fail(model, &err);
}

static struct chain_batch *ask(struct model *model, struct effects *effects)
{
	model->plan.request = model_request(model);
	return &effects_add(effects, EFFECT_CHAIN, model->plan.request)->chain;
}

/* Forgets what earlier plans have sent only where this plan may send the same. */
static void begin(struct model *model, const struct plan_wish *wish)
{
	const struct account *account = model_account(model);
	const struct plan *plan = plan_row(wish->purpose);
	struct flow_plan *flow = &model->plan;
	struct flow_plan last = *flow;

	*flow = (struct flow_plan){
		.purpose = wish->purpose, .amount = wish->amount, .recipient = wish->recipient, .all = wish->all,
		.fee = model->fee,
		.least = amount_zero(plan->swaps ? TOKEN_VVV : plan->quote.token), .slippage = wish->slippage,
	};
	memcpy(flow->sent, last.sent, sizeof(flow->sent));
	flow->sent[wish->purpose] = (struct sent_tx){ 0 };
	for (size_t i = 0; i < PLAN_BEFORE && plan->before[i]; i++)
		flow->sent[plan->before[i]] = (struct sent_tx){ 0 };
	if (account)
		flow->account = *account;
}

/* Tells whether the token can be sent: it needs a contract, and the contract of sVVV refuses transfers. */
static bool token_moves(const struct plan *plan, enum token token)
{
	return !plan->any_token || (token != TOKEN_SVVV && contract_of_token(token) != CONTRACT_COUNT);
}

static bool check_wish(const struct model *model, const struct flow_plan *flow, struct err *err)
{
	const struct plan *plan = plan_row(flow->purpose);

	if (!model_account(model))
		return err_set(err, ERR_NO_WALLET, "There is no wallet to do this with");
	if (model->readonly)
		return err_set(err, ERR_READONLY, "Nothing is signed with --readonly");
	if (flow->account.kind == ACCOUNT_WATCH)
		return err_set(err, ERR_WATCH_ONLY, "This wallet is watch-only: it cannot sign");
	if (!token_moves(plan, flow->amount.token) || (plan->swaps && flow->amount.token != plan->token))
		return err_set(err, ERR_INVALID_INPUT, "%s is no token that this can be done with", token_symbol(flow->amount.token));
	if (plan->sends && !recipient_check(flow->recipient, flow->account.address, err))
		return false;
	if (plan->allowance && !plan->from.signature && !allowance_check(flow->amount.token, flow->recipient, err))
		return false;
	if (plan->swaps && (flow->all || flow->slippage > SLIPPAGE_MOST))
		return err_set(err, ERR_INVALID_INPUT, "A swap is of an amount, and slips by at most %d %%", SLIPPAGE_MOST / 100);
	return flow->all || !amount_is_zero(flow->amount) || plan->from.signature ||
	       err_set(err, ERR_INVALID_INPUT, "An amount of 0 does nothing");
}

void flow_plan_start(struct model *model, const struct plan_wish *wish, struct effects *effects)
{
	struct err err;

	if (model_transacting(model)) {
		model_say(model, true, "A transaction is still on its way");
		return;
	}
	begin(model, wish);
	if (!check_wish(model, &model->plan, &err)) {
		fail(model, &err);
		return;
	}
	plan_answers_ask(ask(model, effects), &model->plan);
	model->plan.state = PLAN_CHECKING;
}

/* Proposes the next transaction that is needed. */
static void propose(struct model *model, struct effects *effects)
{
	struct flow_plan *flow = &model->plan;
	const struct plan *row = plan_row(flow->steps[flow->step]);
	struct flow_tx *tx = &model->tx;

	flow->state = PLAN_SENDING;
	flow_tx_reset(tx);
	tx->account = flow->account;
	tx->amount = flow->amount;
	tx->recipient = row->recipient ? flow->recipient : (struct address){ { 0 } };
	tx->to = plan_target(row, flow->amount.token, flow->recipient);
	tx->all = flow->all;
	tx->takes_rest = flow->all && row->value == PLAN_AMOUNT;
	tx->needs_code = row->target != PLAN_TO_RECIPIENT;
	tx->tx.value = row->value == PLAN_AMOUNT ? flow->amount.units : U256_ZERO;
	tx->gas_besides = row->pays_rewards ? REWARDS_GAS : 0;
	tx->purpose = flow->steps[flow->step];
	tx->fee = flow->fee;
	tx->market = (struct tx_market){
		.is = plan_row(flow->purpose)->swaps, .in = flow->amount, .slippage = flow->slippage,
	};
	tx->fees_kept = row->fees_kept;
	plan_call_propose(tx, flow);
	if (tx->purpose == flow->purpose) {
		tx->least = flow->least;
		memcpy(tx->notes, flow->notes, sizeof(tx->notes));
	}
	tx->settle_tries = flow->step ? SETTLE_TRIES : 0;
	plan_words_before(tx, row);
	flow_tx_start(model, effects);
}

static void take_check(struct model *model, const struct action *action, struct effects *effects)
{
	struct err err = action->err;

	if (action->ok && plan_check_take(&model->plan, &action->chain, model->network.chain_id, &err))
		propose(model, effects);
	else
		fail(model, &err);
}

static void say_done(struct model *model, enum purpose purpose)
{
	char words[MESSAGE_SIZE];

	plan_words_after(words, sizeof(words), &model->plan, purpose);
	model_say(model, false, "%s", words);
	model->balances_next_ms = model->headless ? 0 : model->now_ms;
}

static void end(struct model *model)
{
	model->plan.state = PLAN_DONE;
	model->plan.done_ms = model->now_ms;
	say_done(model, model->plan.purpose);
}

static void read_after(struct model *model, struct effects *effects)
{
	if (!plan_figures(plan_row(model->plan.purpose))) {
		end(model);
		return;
	}
	plan_figure_ask_after(ask(model, effects), &model->plan);
	model->plan.state = PLAN_READING;
}

/* A plan taken up from the journal ends with the transaction that was found there. */
static void go_on(struct model *model, struct effects *effects)
{
	struct flow_plan *flow = &model->plan;
	enum purpose done = flow_plan_at(flow);

	if (done == flow->purpose) {
		read_after(model, effects);
		return;
	}
	say_done(model, done);
	if (++flow->step < flow->step_count)
		propose(model, effects);
	else
		flow->state = PLAN_IDLE;
}

/* The plan is tried again for the wallet that it failed for, even if another is selected now. */
static void retry(struct model *model, struct effects *effects)
{
	const struct flow_plan *flow = &model->plan;
	struct plan_wish wish = { flow->purpose, flow->amount, flow->recipient, flow->all, flow->slippage };
	struct address address = flow->account.address;

	if (model->plan.state != PLAN_FAILED)
		return;
	model->error.code = ERR_NONE;
	if (address_is_zero(address) || wallets_select(model, address))
		flow_plan_start(model, &wish, effects);
	else
		fail_code(model, ERR_WALLET_NOT_FOUND, "The wallet that this was for is no longer in the keystore");
}

void flow_plan_again(struct model *model, struct fee_choice fee, struct effects *effects)
{
	retry(model, effects);
	model->plan.fee = fee;
}

static void take_wish(struct model *model, struct action *action, struct effects *effects)
{
	struct accounts marked;
	struct plan_wish wish = {
		plan_of_wish(action->type, action->amount.token), action->amount, action->recipient, action->all,
		action->slippage,
	};

	if (!plan_batch_takes(model, wish.purpose)) {
		flow_plan_start(model, &wish, effects);
		return;
	}
	plan_batch_wallets(&marked, model);
	flow_plan_batch_start(model, &wish, &marked);
	accounts_free(&marked);
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_plan *flow = &model->plan;

	flow->request = 0;
	if (flow->state == PLAN_CHECKING) {
		take_check(model, action, effects);
	} else {	/* even where the figures cannot be read, the transaction is mined */
		flow->read = action->ok && plan_figure_take_after(flow, &action->chain);
		end(model);
	}
}

static bool cancel(struct model *model, struct effects *effects)
{
	if (model->plan.state != PLAN_CHECKING)
		return false;
	effects_add(effects, EFFECT_CANCEL, model->plan.request);
	fail_code(model, ERR_CANCELLED, "Nothing was signed or sent");
	return true;
}

/* A transaction in the journal counts as sent. */
static void note_sent(struct sent_tx *out, const struct flow_tx *tx)
{
	if (!tx->entry.id[0])
		return;
	*out = (struct sent_tx){ .sent = true, .owner = tx->account.address, .block = tx->block, .amount = tx->amount,
				 .time_ms = tx->entry.time_ms };
	memcpy(out->hash, tx->state == TX_DONE ? tx->proof.seen.hash : tx->entry.hash, sizeof(out->hash));
	out->least = plan_demands(plan_row(tx->purpose), &tx->tx.data);
	memcpy(out->journal_id, tx->entry.id, sizeof(out->journal_id));
}

void flow_plan_resume(struct model *model, const struct account *account, const struct journal_entry *entry)
{
	struct flow_plan *flow = &model->plan;
	struct flow_plan last = *flow;

	*flow = (struct flow_plan){
		.state = PLAN_SENDING, .purpose = plan_of(entry->purpose), .account = *account, .amount = entry->amount,
		.recipient = entry->recipient, .fee = model->fee,
		.slippage = SLIPPAGE_DEFAULT,	/* of the first one nobody knows it */
		.steps = { entry->purpose }, .step_count = 1,
	};
	memcpy(flow->sent, last.sent, sizeof(flow->sent));
}

/* Where the contract's reason is known, or hardly another than these, it is put into words. */
static void fail_tx(struct model *model)
{
	const struct flow_plan *flow = &model->plan;
	struct err err = model->tx.err;

	if (err.code == ERR_REVERTED && !model->tx.entry.id[0] && *flow->pending)
		(void)err_set(&err, ERR_COOLDOWN, "%s. The contract takes no second one before that: %s", flow->pending, model->tx.err.msg);
	if (err.code == ERR_TX_REVERTED && plan_row(model->tx.purpose)->swaps)
		(void)err_set(&err, err.code, "%s: nothing was swapped, most likely as the price slipped too far or the "
			      "deadline was over", model->tx.err.msg);
	fail(model, &err);
}

/* Goes on once the transaction in hand has ended. */
static bool step(struct model *model, struct effects *effects)
{
	struct flow_plan *flow = &model->plan;

	if (flow->state != PLAN_SENDING)
		return false;
	if (model->tx.takes_rest)
		flow->amount = model->tx.amount;
	note_sent(&flow->sent[flow->steps[flow->step]], &model->tx);
	if (model->tx.state == TX_FAILED)
		fail_tx(model);
	else if (model->tx.state == TX_DONE)
		go_on(model, effects);
	else
		return false;
	return true;
}

static bool is_transacting(const struct model *model)
{
	return flow_plan_running(&model->plan);
}

/* While the state is SENDING, flow_tx is the one that is busy. */
static bool is_busy(const struct model *model)
{
	return model->plan.state == PLAN_CHECKING || model->plan.state == PLAN_READING;
}

static enum loss loss(const struct model *model)
{
	return is_transacting(model) ? LOSS_OF_SIGHT : LOSS_NONE;
}

static unsigned edits(const struct model *model)
{
	return plan_row(model->plan.purpose)->wish;
}

const struct flow_ops flow_plan_ops = {
	.name = "plan",
	.head = offsetof(struct model, plan),
	.wish = take_wish,
	.result = take_result,
	.cancel = cancel,
	.stops = 7,
	.retry = retry,
	.step = step,
	.is = { [FLOW_IS_BUSY] = is_busy, [FLOW_IS_TRANSACTING] = is_transacting, [FLOW_IS_RELYING] = is_transacting },
	.loss = loss,
	.edits = edits,
	.logs = plan_log,
};
