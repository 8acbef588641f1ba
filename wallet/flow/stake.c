#include "wallet/flow/stake.h"

#include <stdio.h>
#include <string.h>

#include "wallet/eth/abi.h"
#include "wallet/flow/wallets.h"
#include "wallet/model/model.h"

/* What is asked before anything is proposed. */
enum { ASK_CHAIN_ID, ASK_VVV_CODE, ASK_STAKING_CODE, ASK_BALANCE, ASK_ALLOWANCE, ASK_COUNT };

/* Simulations to repeat when a node has not seen the approval yet. */
#define SETTLE_TRIES 8

bool flow_stake_running(const struct flow_stake *flow)
{
	return flow->state != STAKE_IDLE && flow->state != STAKE_DONE && flow->state != STAKE_FAILED;
}

static void fail(struct model *model, const struct err *err)
{
	model->stake.state = STAKE_FAILED;
	model->stake.request = 0;
	model->stake.err = *err;
	if (err->code == ERR_TX_CANCELLED) {	/* the person wished for it */
		model_say(model, false, "%s", err->msg);
		return;
	}
	model_fail_of(model, FLOW_STAKE, err);
}

static void fail_code(struct model *model, enum err_code code, const char *words)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	fail(model, &err);
}

static void add_view(struct chain_batch *batch, enum contract contract, const char *signature,
		     struct address owner, bool with_spender)
{
	struct chain_call *call = chain_add(batch, CHAIN_CALL);

	call->to = contract_address(contract);
	abi_add_selector(&call->data, signature);
	abi_add_address(&call->data, owner);
	if (with_spender)
		abi_add_address(&call->data, contract_address(CONTRACT_STAKING));
}

static struct chain_batch *ask(struct model *model, struct effects *effects)
{
	model->stake.request = model_request(model);
	return &effects_add(effects, EFFECT_CHAIN, model->stake.request)->chain;
}

void flow_stake_start(struct model *model, struct amount amount, struct effects *effects)
{
	const struct account *account = model_account(model);
	struct chain_batch *batch;

	if (model_transacting(model)) {
		model_say(model, true, "A transaction is still on its way");
		return;
	}
	model->stake = (struct flow_stake){ .amount = amount };
	if (!account) {
		fail_code(model, ERR_NO_WALLET, "There is no wallet to stake with");
		return;
	}
	model->stake.account = *account;
	if (model->readonly) {
		fail_code(model, ERR_READONLY, "Nothing is staked with --readonly");
	} else if (account->kind == ACCOUNT_WATCH) {
		fail_code(model, ERR_WATCH_ONLY, "This wallet is watch-only: it cannot sign");
	} else if (amount_is_zero(amount)) {
		fail_code(model, ERR_INVALID_INPUT, "Staking 0 VVV does nothing");
	} else {
		batch = ask(model, effects);
		chain_add(batch, CHAIN_ID);
		chain_add(batch, CHAIN_CODE)->to = contract_address(CONTRACT_VVV);
		chain_add(batch, CHAIN_CODE)->to = contract_address(CONTRACT_STAKING);
		add_view(batch, CONTRACT_VVV, "balanceOf(address)", account->address, false);
		add_view(batch, CONTRACT_VVV, "allowance(address,address)", account->address, true);
		model->stake.state = STAKE_CHECKING;
	}
}

/* Readies model->tx for an intention of this flow. */
static struct flow_tx *intend(struct model *model, const char *purpose, enum contract to, const char *words)
{
	struct flow_tx *tx = tx_intent_begin(model, &model->stake.account, purpose, to, model->stake.amount);
	char amount[AMOUNT_TEXT_SIZE];

	amount_format(amount, tx->amount);
	snprintf(tx->words, sizeof(tx->words), words, amount);
	return tx;
}

static void approve(struct model *model, struct effects *effects)
{
	struct flow_tx *tx = intend(model, "approve", CONTRACT_VVV,
				    "Let the staking contract take exactly %s VVV from this wallet");
	struct buf *data = tx_intent_candidate(tx, "approve(address,uint256)");

	abi_add_address(data, contract_address(CONTRACT_STAKING));
	abi_add_u256(data, model->stake.amount.units);
	model->stake.state = STAKE_APPROVING;
	flow_tx_start(model, effects);
}

static void stake(struct model *model, struct effects *effects)
{
	struct flow_tx *tx = intend(model, "stake", CONTRACT_STAKING, "Stake %s VVV and receive as much sVVV");
	struct buf *live = tx_intent_candidate(tx, "stake(address,uint256)");
	struct buf *documented;

	abi_add_address(live, model->stake.account.address);
	abi_add_u256(live, model->stake.amount.units);
	documented = tx_intent_candidate(tx, "stake(uint256)");
	abi_add_u256(documented, model->stake.amount.units);
	tx->settle_tries = model->stake.approve.sent ? SETTLE_TRIES : 0;
	model->stake.state = STAKE_STAKING;
	flow_tx_start(model, effects);
}

static bool read_check(struct u256 *balance, struct u256 *allowance, const struct model *model,
		       const struct chain_replies *replies, struct err *err)
{
	const struct chain_reply *r = replies->items;

	if (replies->count != ASK_COUNT)
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	if (!chain_check(r, ASK_COUNT, model->network.chain_id, err))
		return false;
	if (!r[ASK_VVV_CODE].found || !r[ASK_STAKING_CODE].found)
		return err_set(err, ERR_NO_CONTRACT, "There is no code at the %s",
			       contract_name(r[ASK_VVV_CODE].found ? CONTRACT_STAKING : CONTRACT_VVV));
	if (!abi_get_u256(balance, r[ASK_BALANCE].data.data, r[ASK_BALANCE].data.len, 0) ||
	    !abi_get_u256(allowance, r[ASK_ALLOWANCE].data.data, r[ASK_ALLOWANCE].data.len, 0))
		return err_set(err, ERR_BAD_ANSWER, "The VVV token's answer is not a number");
	return true;
}

static void take_check(struct model *model, const struct chain_replies *replies, struct effects *effects)
{
	struct amount have = amount_zero(TOKEN_VVV);
	struct u256 allowance;
	char text[AMOUNT_TEXT_SIZE], want[AMOUNT_TEXT_SIZE];
	struct err err;

	if (!read_check(&have.units, &allowance, model, replies, &err)) {
		fail(model, &err);
	} else if (amount_compare(have, model->stake.amount) < 0) {
		amount_format(text, have);
		amount_format(want, model->stake.amount);
		(void)err_set(&err, ERR_NEEDS_VVV, "The wallet has %s VVV, less than %s", text, want);
		fail(model, &err);
	} else if (u256_compare(allowance, model->stake.amount.units) < 0) {
		approve(model, effects);
	} else {
		stake(model, effects);
	}
}

static void read_svvv(struct model *model, struct effects *effects)
{
	model->stake.state = STAKE_READING;
	add_view(ask(model, effects), CONTRACT_STAKING, "balanceOf(address)",
		 model->stake.account.address, false);
}

/* The stake is mined whatever this reading says. */
static void take_svvv(struct model *model, const struct action *action)
{
	const struct chain_reply *reply = action->chain.count == 1 ? &action->chain.items[0] : NULL;
	char amount[AMOUNT_TEXT_SIZE];

	model->stake.svvv = amount_zero(TOKEN_SVVV);
	if (!reply || !reply->ok ||
	    !abi_get_u256(&model->stake.svvv.units, reply->data.data, reply->data.len, 0))
		model->stake.svvv.units = model->stake.amount.units;
	model->stake.state = STAKE_DONE;
	model->balances_next_ms = model->headless ? 0 : model->now_ms;
	amount_format(amount, model->stake.amount);
	model_say(model, false, "%s VVV staked in block %llu", amount,
		  (unsigned long long)model->stake.stake.block);
}

/* For the wallet whose stake failed, whichever is the current one by now. */
static void retry(struct model *model, struct effects *effects)
{
	struct address address = model->stake.account.address;

	if (model->stake.state != STAKE_FAILED)
		return;
	model->error.code = ERR_NONE;
	if (address_is_zero(address) || wallets_select(model, address))
		flow_stake_start(model, model->stake.amount, effects);
	else
		fail_code(model, ERR_WALLET_NOT_FOUND, "The wallet whose stake failed is no longer in the keystore");
}

static void end_approval(struct model *model, struct effects *effects)
{
	char amount[AMOUNT_TEXT_SIZE];

	amount_format(amount, model->stake.amount);
	model_say(model, false, "%s VVV approved in block %llu", amount,
		  (unsigned long long)model->tx.block);
	if (!model->headless)
		model->balances_next_ms = model->now_ms;
	if (model->stake.resumed)
		model->stake.state = STAKE_IDLE;
	else
		stake(model, effects);
}

bool flow_stake_knows(const struct journal_entry *entry)
{
	return !strcmp(entry->purpose, "approve") || !strcmp(entry->purpose, "stake");
}

void flow_stake_resume(struct model *model, const struct account *account, const struct journal_entry *entry)
{
	bool is_stake = strcmp(entry->purpose, "stake") == 0;

	model->stake = (struct flow_stake){ .account = *account, .amount = entry->amount, .resumed = true };
	model->stake.state = is_stake ? STAKE_STAKING : STAKE_APPROVING;
}

static void take_wish(struct model *model, struct action *action, struct effects *effects)
{
	flow_stake_start(model, action->amount, effects);
}

static void take_result(struct model *model, struct action *action, struct effects *effects)
{
	model->stake.request = 0;
	if (model->stake.state == STAKE_READING)
		take_svvv(model, action);
	else if (!action->ok)
		fail(model, &action->err);
	else
		take_check(model, &action->chain, effects);
}

static bool cancel(struct model *model, struct effects *effects)
{
	if (model->stake.state != STAKE_CHECKING)
		return false;
	effects_add(effects, EFFECT_CANCEL, model->stake.request);
	fail_code(model, ERR_CANCELLED, "Nothing was signed or sent");
	return true;
}

/* Has the transaction that it waits for ended? */
static bool step(struct model *model, struct effects *effects)
{
	struct flow_stake *flow = &model->stake;
	bool approving = flow->state == STAKE_APPROVING;

	if (!approving && flow->state != STAKE_STAKING)
		return false;
	tx_intent_sent(approving ? &flow->approve : &flow->stake, &model->tx);
	if (model->tx.state == TX_FAILED)
		fail(model, &model->tx.err);
	else if (model->tx.state == TX_DONE && approving)
		end_approval(model, effects);
	else if (model->tx.state == TX_DONE)
		read_svvv(model, effects);
	else
		return false;
	return true;
}

static bool is_transacting(const struct model *model)
{
	return flow_stake_running(&model->stake);
}

/* The rest of the time it is the transaction that is worked on. */
static bool is_busy(const struct model *model)
{
	return model->stake.state == STAKE_CHECKING || model->stake.state == STAKE_READING;
}

static enum loss loss(const struct model *model)
{
	return is_transacting(model) ? LOSS_OF_SIGHT : LOSS_NONE;
}

const struct flow_ops flow_stake_ops = {
	.name = "stake",
	.head = offsetof(struct model, stake),
	.wish = take_wish,
	.result = take_result,
	.cancel = cancel,
	.stops = 6,
	.retry = retry,
	.step = step,
	.is = { [FLOW_IS_BUSY] = is_busy, [FLOW_IS_TRANSACTING] = is_transacting, [FLOW_IS_RELYING] = is_transacting },
	.loss = loss,
};
