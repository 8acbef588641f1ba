#include "wallet/flow/tx_replace.h"

#include <string.h>

#include "wallet/flow/tx.h"
#include "wallet/flow/tx_costs.h"
#include "wallet/flow/tx_follow.h"
#include "wallet/flow/tx_journal.h"
#include "wallet/model/model.h"
#include "wallet/model/policy_now.h"
#include "wallet/model/tx_offer.h"
#include "wallet/model/tx_plight.h"

enum { ASK_CHAIN_ID, ASK_ORACLE, ASK_NONCE, ASK_FEES, ASK_BALANCE, ASK_CALL, ASK_COUNT };

#define CANCEL_GAS 21000	/* for a transaction without data */

/* Drops a look that is on its way: half of it is of no use. */
static void drop_request(struct flow_tx *flow, struct effects *effects)
{
	if (flow->request)
		effects_add(effects, EFFECT_CANCEL, flow->request);
	flow->request = 0;
}

void tx_replace_give_up(struct model *model, const struct err *why, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	drop_request(flow, effects);
	buf_free(&flow->replacement.raw);
	tx_agreed_free(&flow->agreed);
	flow->change = TX_CHANGE_NONE;
	flow->change_err = *why;
	*flow->waits = 0;
	model_fail(model, why);
	tx_follow_poll(model, effects);
}

/* The owner must sign.  The journal's entry has only the address. */
static bool find_signer(struct model *model, struct err *err)
{
	struct flow_tx *flow = &model->tx;
	const struct account *account = accounts_at(&model->accounts, flow->entry.address);

	if (model->readonly)
		return err_set(err, ERR_READONLY, "Nothing is signed with --readonly");
	if (!account)
		return err_set(err, ERR_WALLET_NOT_FOUND, "The wallet that sent it is not in the keystore");
	if (account->kind == ACCOUNT_WATCH)
		return err_set(err, ERR_WATCH_ONLY, "This wallet is watch-only: it cannot sign");
	flow->account = *account;
	return true;
}

static bool check_may(struct model *model, struct err *err)
{
	const struct flow_tx *flow = &model->tx;

	if (flow->state != TX_WAITING && flow->state != TX_SENDING)
		return err_set(err, ERR_INVALID_INPUT, "No transaction waits to be mined");
	if (!tx_plight_replaceable(flow))
		return err_set(err, ERR_INVALID_INPUT, "Its number is used already: there is nothing to replace");
	if (flow->entry.foreign)
		return err_set(err, ERR_JOURNAL_BAD, "The journal's copy of it is not what this wallet signed, so nothing is made of it: "
			       "was the file changed?");
	if (flow->entry.replacement_count == JOURNAL_REPLACEMENTS)
		return err_set(err, ERR_INVALID_INPUT, "It was replaced %d times already", JOURNAL_REPLACEMENTS);
	return find_signer(model, err);
}

void tx_replace_ask(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct chain_batch *batch;
	struct chain_call *call;

	drop_request(flow, effects);
	batch = flow_tx_ask(model, effects);
	chain_add_twice(batch, CHAIN_ID);
	chain_add(batch, CHAIN_CODE)->to = contract_address(CONTRACT_GAS_ORACLE);
	chain_add_twice(batch, CHAIN_NONCE)->from = flow->entry.address;
	chain_add(batch, CHAIN_FEES);
	chain_add(batch, CHAIN_BALANCE)->to = flow->entry.address;
	call = chain_add_twice(batch, CHAIN_CALL);
	call->from = flow->entry.address;
	call->to = flow->tx.to;
	call->value = flow->tx.value;
	buf_add(&call->data, flow->tx.data.data, flow->tx.data.len);
	flow->state = TX_PREFLIGHT;
	flow->poll_at_ms = 0;
}

/* Keeps the reason, because a command that began nothing has to end with one. */
static void refuse(struct model *model, const struct err *err)
{
	model->tx.change_err = *err;
	model_fail(model, err);
}

static bool begin(struct model *model, enum tx_change change, size_t variant)
{
	struct flow_tx *flow = &model->tx;
	const struct buf *raw;
	struct err err;

	flow->change_err.code = ERR_NONE;
	if (!check_may(model, &err)) {
		refuse(model, &err);
		return false;
	}
	if (variant >= journal_entry_variants(&flow->entry))
		variant = journal_entry_variants(&flow->entry) - 1;
	raw = journal_entry_raw(&flow->entry, variant);
	tx_free(&flow->tx);
	if (!tx_decode(&flow->tx, NULL, raw->data, raw->len, &err)) {	/* it was decoded when it was read */
		refuse(model, &err);
		return false;
	}
	flow->takes_rest = false;	/* what it carries was settled when it was signed */
	flow->fee = model->fee;
	flow->change = flow->change_was = change;
	flow->change_variant = variant;
	flow->change_cancels = change == TX_CHANGE_CANCEL || journal_entry_cancels(&flow->entry, variant);
	return true;
}

void tx_replace_speed_up(struct model *model, size_t variant, struct effects *effects)
{
	if (begin(model, TX_CHANGE_SPEED_UP, variant))
		tx_replace_ask(model, effects);
}

void tx_replace_cancel(struct model *model, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (!begin(model, TX_CHANGE_CANCEL, 0))
		return;
	buf_free(&flow->tx.data);
	buf_init(&flow->tx.data, 0);
	flow->tx.to = flow->entry.address;
	flow->tx.value = U256_ZERO;
	flow->tx.gas_limit = CANCEL_GAS;
	tx_replace_ask(model, effects);
}

void tx_replace_again(struct model *model, struct fee_choice fee, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;

	if (flow->change_was == TX_CHANGE_CANCEL)
		tx_replace_cancel(model, effects);
	else
		tx_replace_speed_up(model, flow->change_variant, effects);
	if (flow->change != TX_CHANGE_NONE)
		flow->fee = fee;
}

/* If the number is used, whatever used it ends both, and there is nothing left to ask. */
static bool is_used(const struct model *model, const struct chain_replies *replies)
{
	uint64_t used;
	struct err ignored;

	return replies->count == ASK_COUNT &&
	       chain_check(replies->items, ASK_CALL, model->network.chain_id, &ignored) &&
	       (!u256_to_u64(&used, replies->items[ASK_NONCE].number) || used > model->tx.tx.nonce);
}

static bool read_answers(struct model *model, const struct chain_replies *replies, struct err *err)
{
	struct flow_tx *flow = &model->tx;
	const struct chain_reply *r = replies->items;

	if (replies->count != ASK_COUNT)
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	if (!chain_check(r, ASK_CALL, model->network.chain_id, err))
		return false;
	if (!r[ASK_CALL].ok && !flow->change_cancels) {
		*err = r[ASK_CALL].err;
		return false;
	}
	if (!tx_second_same_chain(replies, ASK_CHAIN_ID, err) ||
	    !tx_second_same_use(replies, ASK_NONCE, flow->tx.nonce, err) ||
	    (!flow->change_cancels && !tx_second_same_call(replies, ASK_CALL, err)))
		return false;
	tx_second_note(&flow->second, replies);
	flow->has_l1_fee = r[ASK_ORACLE].found;
	flow->eth_balance = r[ASK_BALANCE].number;
	tx_offer_read(flow, &r[ASK_FEES]);
	return tx_offer_set(model, err);
}

/* What the person agreed to comes back with the reason. */
static void stop(struct model *model, const struct err *err, struct effects *effects)
{
	if (!tx_agreed_stop(model, err))
		tx_replace_give_up(model, err, effects);
}

static void take_answers(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	struct err err;

	if (is_used(model, replies)) {
		(void)err_set(&err, ERR_INVALID_INPUT, "Its number is used already: there is nothing to replace");
		tx_replace_give_up(model, &err, effects);
	} else if (!read_answers(model, replies, &err)) {
		stop(model, &err, effects);
	} else {
		tx_costs_ask(model, effects);
	}
}

static void take_costs(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	struct err err;

	model->tx.request = 0;
	if (!tx_costs_read(&model->tx, replies, &err)) {
		stop(model, &err, effects);
		return;
	}
	tx_agreed_go_on(model);
	if (policy_now_forbids(&err, model))
		tx_replace_give_up(model, &err, effects);
}

void tx_replace_take(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	if (model->tx.state == TX_PREFLIGHT)
		take_answers(model, replies, effects);
	else
		take_costs(model, replies, effects);
}

void tx_replace_signed(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_tx *flow = &model->tx;
	struct journal_entry *entry;
	struct tx_replacement copy;

	flow->replacement = (struct tx_replacement){ .cancels = flow->change_cancels, .time_ms = model->now_ms };
	memcpy(flow->replacement.hash, action->signed_tx.hash, KECCAK_SIZE);
	flow->replacement.raw = action->signed_tx.raw;
	action->signed_tx.raw = (struct buf){ 0 };
	flow->request = model_request(model);
	entry = effects_add(effects, EFFECT_JOURNAL_WRITE, flow->request)->entry;
	journal_entry_copy(entry, &flow->entry);
	copy = flow->replacement;
	buf_init(&copy.raw, flow->replacement.raw.max);
	buf_add(&copy.raw, flow->replacement.raw.data, flow->replacement.raw.len);
	journal_entry_replace(entry, &copy);
	entry->chain_s = flow->chain_s;
	entry->fee_most = tx_offer_number_most(flow);
	policy_now_note(model, entry);
	flow->state = TX_JOURNALLING;
}

void tx_replace_written(struct model *model)
{
	struct flow_tx *flow = &model->tx;

	journal_entry_replace(&flow->entry, &flow->replacement);
	flow->replacement = (struct tx_replacement){ 0 };
	flow->change = TX_CHANGE_NONE;
	flow->proof = (struct tx_proof){ 0 };
	flow->sent_ms = model->now_ms;
	flow->resend_wait_ms = 0;
	flow->refusal.code = ERR_NONE;
	flow->refusals = 0;
	tx_journal_written(model, &flow->entry);
}
