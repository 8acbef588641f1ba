#include "wallet/flow/single.h"

#include <stdio.h>

#include "wallet/eth/abi.h"
#include "wallet/flow/wallets.h"
#include "wallet/model/model.h"

/* What is asked before anything is proposed; the quote only where the row has one. */
enum { ASK_CHAIN_ID, ASK_CODE, ASK_HAVE, ASK_QUOTE };

bool flow_single_running(const struct flow_single *flow)
{
	return flow->state != SINGLE_IDLE && flow->state != SINGLE_DONE && flow->state != SINGLE_FAILED;
}

static const struct single *row_of(const struct model *model)
{
	return single_row(model->single.id);
}

static void fail(struct model *model, const struct err *err)
{
	model->single.state = SINGLE_FAILED;
	model->single.request = 0;
	model->single.err = *err;
	if (err->code == ERR_TX_CANCELLED) {	/* the person wished for it */
		model_say(model, false, "%s", err->msg);
		return;
	}
	model_fail_of(model, FLOW_SINGLE, err);
}

static void fail_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	fail(model, &err);
}

static struct chain_batch *ask(struct model *model, struct effects *effects)
{
	model->single.request = model_request(model);
	return &effects_add(effects, EFFECT_CHAIN, model->single.request)->chain;
}

static struct chain_call *add_view(struct chain_batch *batch, enum contract contract, const char *signature)
{
	struct chain_call *call = chain_add(batch, CHAIN_CALL);

	call->to = contract_address(contract);
	abi_add_selector(&call->data, signature);
	return call;
}

static void add_figure(struct chain_batch *batch, const struct single_figure *figure, struct address owner)
{
	abi_add_address(&add_view(batch, figure->contract, figure->signature)->data, owner);
}

static void check(struct model *model, struct effects *effects)
{
	const struct single *row = row_of(model);
	struct chain_batch *batch = ask(model, effects);

	chain_add(batch, CHAIN_ID);
	chain_add(batch, CHAIN_CODE)->to = contract_address(row->to);
	add_figure(batch, &row->have, model->single.account.address);
	if (row->quote)
		abi_add_u256(&add_view(batch, row->to, row->quote)->data, model->single.amount.units);
	model->single.state = SINGLE_CHECKING;
}

void flow_single_start(struct model *model, enum single_id id, struct amount amount, struct effects *effects)
{
	const struct account *account = model_account(model);

	if (model_transacting(model)) {
		model_say(model, true, "A transaction is still on its way");
		return;
	}
	model->single = (struct flow_single){ .id = id, .amount = amount };
	if (account)
		model->single.account = *account;
	if (!account)
		fail_code(model, ERR_NO_WALLET, "There is no wallet to do this with");
	else if (model->readonly)
		fail_code(model, ERR_READONLY, "Nothing is signed with --readonly");
	else if (account->kind == ACCOUNT_WATCH)
		fail_code(model, ERR_WATCH_ONLY, "This wallet is watch-only: it cannot sign");
	else if (amount_is_zero(amount))
		fail_code(model, ERR_INVALID_INPUT, "An amount of 0 does nothing");
	else
		check(model, effects);
}

/* "Lock 90 sVVV in the staking contract and receive at least 0.99 DIEM" */
static void say_words(struct flow_tx *tx, const struct single *row)
{
	char amount[AMOUNT_TEXT_SIZE], least[AMOUNT_TEXT_SIZE];

	size_t used;

	amount_format(amount, tx->amount);
	amount_format(least, tx->least);
	used = (size_t)snprintf(tx->words, sizeof(tx->words), "%s %s %s %s", row->verb, amount, token_symbol(row->token),
				row->rest);
	if (row->quote && used < sizeof(tx->words))
		snprintf(tx->words + used, sizeof(tx->words) - used, " and receive at least %s %s", least,
			 token_symbol(row->gives));
}

static void propose(struct model *model, struct amount least, struct effects *effects)
{
	const struct single *row = row_of(model);
	struct flow_tx *tx = tx_intent_begin(model, &model->single.account, row->purpose, row->to, model->single.amount);
	struct buf *data = tx_intent_candidate(tx, row->signature);

	abi_add_u256(data, tx->amount.units);
	if (row->quote)
		abi_add_u256(data, least.units);
	tx->least = least;
	say_words(tx, row);
	model->single.state = SINGLE_SENDING;
	flow_tx_start(model, effects);
}

static bool read_number(struct u256 *out, const struct chain_reply *reply, enum contract contract, struct err *err)
{
	return abi_get_u256(out, reply->data.data, reply->data.len, 0) ||
	       err_set(err, ERR_BAD_ANSWER, "The %s's answer is not a number", contract_name(contract));
}

static bool read_check(struct amount *have, struct amount *least, const struct model *model,
		       const struct chain_replies *replies, struct err *err)
{
	const struct single *row = row_of(model);
	size_t asked = row->quote ? ASK_QUOTE + 1 : ASK_QUOTE;
	const struct chain_reply *r = replies->items;

	if (replies->count != asked)
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	if (!chain_check(r, asked, model->network.chain_id, err))
		return false;
	if (!r[ASK_CODE].found)
		return err_set(err, ERR_NO_CONTRACT, "There is no code at the %s", contract_name(row->to));
	return read_number(&have->units, &r[ASK_HAVE], row->have.contract, err) &&
	       (!row->quote || read_number(&least->units, &r[ASK_QUOTE], row->to, err));
}

static bool check_enough(const struct model *model, struct amount have, struct amount least, struct err *err)
{
	const struct single *row = row_of(model);
	char text[AMOUNT_TEXT_SIZE], want[AMOUNT_TEXT_SIZE];

	amount_format(text, have);
	amount_format(want, model->single.amount);
	if (amount_compare(have, model->single.amount) < 0)
		return err_set(err, row->too_little, "The wallet has %s %s, less than %s", text, row->have.label, want);
	if (row->quote && amount_is_zero(least))
		return err_set(err, ERR_INVALID_INPUT, "%s %s is too little: no %s would come of it", want,
			       token_symbol(row->token), token_symbol(row->gives));
	return true;
}

static void take_check(struct model *model, const struct action *action, struct effects *effects)
{
	struct err err = action->err;
	struct amount have = amount_zero(row_of(model)->token), least = amount_zero(row_of(model)->gives);

	if (action->ok && read_check(&have, &least, model, &action->chain, &err) && check_enough(model, have, least, &err))
		propose(model, least, effects);
	else
		fail(model, &err);
}

static void read_after(struct model *model, struct effects *effects)
{
	const struct single *row = row_of(model);
	struct chain_batch *batch = ask(model, effects);

	for (size_t i = 0; i < SINGLE_FIGURES && row->after[i].signature; i++)
		add_figure(batch, &row->after[i], model->single.account.address);
	model->single.state = SINGLE_READING;
}

static bool read_figure(struct amount *out, const struct single_figure *figure, const struct chain_reply *reply)
{
	struct err ignored;

	*out = amount_zero(figure->token);
	return read_number(&out->units, reply, figure->contract, &ignored);
}

/* The transaction is mined whatever this reading says. */
static void take_after(struct model *model, const struct action *action)
{
	const struct single *row = row_of(model);
	struct flow_single *flow = &model->single;
	char amount[AMOUNT_TEXT_SIZE];

	flow->read = action->ok;
	for (size_t i = 0; i < SINGLE_FIGURES && row->after[i].signature && flow->read; i++)
		flow->read = i < action->chain.count && action->chain.items[i].ok &&
			     read_figure(&flow->after[i], &row->after[i], &action->chain.items[i]);
	flow->state = SINGLE_DONE;
	flow->done_ms = model->now_ms;
	model->balances_next_ms = model->headless ? 0 : model->now_ms;
	amount_format(amount, flow->amount);
	model_say(model, false, "%s %s %s in block %llu", amount, token_symbol(row->token), row->done,
		  (unsigned long long)flow->sent.block);
}

/* For the wallet whose wish failed, whichever is the current one by now. */
static void retry(struct model *model, struct effects *effects)
{
	struct address address = model->single.account.address;

	if (model->single.state != SINGLE_FAILED)
		return;
	model->error.code = ERR_NONE;
	if (address_is_zero(address) || wallets_select(model, address))
		flow_single_start(model, model->single.id, model->single.amount, effects);
	else
		fail_code(model, ERR_WALLET_NOT_FOUND, "The wallet that this was for is no longer in the keystore");
}

bool flow_single_resume(struct model *model, const struct account *account, const struct journal_entry *entry)
{
	enum single_id id = single_of_purpose(entry->purpose);

	if (id == SINGLE_COUNT)
		return false;
	model->single = (struct flow_single){
		.state = SINGLE_SENDING, .id = id, .account = *account, .amount = entry->amount,
	};
	return true;
}

static void take_wish(struct model *model, struct action *action, struct effects *effects)
{
	flow_single_start(model, single_of_wish(action->type), action->amount, effects);
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	model->single.request = 0;
	if (model->single.state == SINGLE_READING)
		take_after(model, action);
	else
		take_check(model, action, effects);
}

static bool cancel(struct model *model, struct effects *effects)
{
	if (model->single.state != SINGLE_CHECKING)
		return false;
	effects_add(effects, EFFECT_CANCEL, model->single.request);
	fail_code(model, ERR_CANCELLED, "Nothing was signed or sent");
	return true;
}

/* Has the transaction that it waits for ended? */
static bool step(struct model *model, struct effects *effects)
{
	struct flow_single *flow = &model->single;

	if (flow->state != SINGLE_SENDING)
		return false;
	tx_intent_sent(&flow->sent, &model->tx);
	if (model->tx.state == TX_FAILED)
		fail(model, &model->tx.err);
	else if (model->tx.state == TX_DONE)
		read_after(model, effects);
	else
		return false;
	return true;
}

static bool is_transacting(const struct model *model)
{
	return flow_single_running(&model->single);
}

/* The rest of the time it is the transaction that is worked on. */
static bool is_busy(const struct model *model)
{
	return model->single.state == SINGLE_CHECKING || model->single.state == SINGLE_READING;
}

static enum loss loss(const struct model *model)
{
	return is_transacting(model) ? LOSS_OF_SIGHT : LOSS_NONE;
}

const struct flow_ops flow_single_ops = {
	.name = "single",
	.head = offsetof(struct model, single),
	.wish = take_wish,
	.result = take_result,
	.cancel = cancel,
	.stops = 7,
	.retry = retry,
	.step = step,
	.is = { [FLOW_IS_BUSY] = is_busy, [FLOW_IS_TRANSACTING] = is_transacting, [FLOW_IS_RELYING] = is_transacting },
	.loss = loss,
};
