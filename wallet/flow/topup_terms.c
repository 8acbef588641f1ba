#include "wallet/flow/topup_terms.h"

#include <string.h>

#include "wallet/base/text.h"
#include "wallet/eth/abi.h"
#include "wallet/model/model.h"
#include "wallet/model/policy_now.h"

#define AHEAD_MAX_MS (15 * 60 * INT64_C(1000))	/* longer than any payment is good for */

/* The chain's time follows, if a policy wants it. */
enum { ASK_CHAIN_ID, ASK_CODE, ASK_SEPARATOR, ASK_BALANCE, ASK_TRANSFER, ASK_DIEM, ASK_COUNT };

/* What the person agreed to comes back with the reason. */
static void stop(struct model *model, const struct err *err)
{
	if (!topup_agreed_stop(model, err))
		flow_topup_fail(model, TOPUP_FAILED, err);
}

void topup_terms_ask(struct model *model, struct effects *effects)
{
	model->topup.state = TOPUP_ASKING;
	model->topup.request = model_request(model);
	effects_add(effects, EFFECT_X402_OFFER, model->topup.request);
}

/* The end of a signature is reckoned by Venice's clock.  If that is far ahead, the signature would
 * be good for years, whatever the review says. */
bool topup_terms_clock(const struct model *model, struct err *err)
{
	char ahead[TEXT_SPAN_SIZE];

	text_countdown(ahead, model->server_offset_ms);
	return model->server_offset_ms <= AHEAD_MAX_MS ||
	       err_set(err, ERR_CLOCK, "Venice's clock is %s ahead of this machine's: what is signed would be good for as much "
		       "longer", ahead);
}

/* A number that may still be paid is signed again only for the same payee and amount. */
static bool check_open(const struct flow_topup *flow, struct err *err)
{
	const struct payment *open = &flow->entry.payment;
	char when[TEXT_TIME_SIZE];

	if (!flow->entry.id[0] ||
	    (address_equal(open->to, flow->terms.pay_to) && !amount_compare(open->amount, flow->amount)))
		return true;
	text_time(when, (int64_t)open->valid_before * 1000);
	return err_set(err, ERR_X402_UNKNOWN, "An earlier payment, to another payee, may be taken until %s: wait for that", when);
}

static bool check_terms(const struct flow_topup *flow, struct err *err)
{
	char least[AMOUNT_TEXT_SIZE];

	amount_format(least, flow->terms.least);
	if (amount_compare(flow->amount, flow->terms.least) < 0)
		return err_set(err, ERR_INVALID_INPUT, "The least that Venice takes is %s USD", least);
	return check_open(flow, err);
}

static struct chain_call *add_call(struct chain_batch *batch, const struct flow_topup *flow, enum contract contract,
				   const char *signature)
{
	struct chain_call *call = chain_add(batch, CHAIN_CALL);

	call->from = flow->account.address;
	call->to = contract_address(contract);
	abi_add_selector(&call->data, signature);
	return call;
}

/* What is not signed yet cannot be rehearsed, so a transfer of the same amount is rehearsed
 * instead. */
static void check_chain(struct model *model, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	struct chain_batch *batch;
	struct chain_call *call;

	flow->state = TOPUP_CHECKING;
	flow->request = model_request(model);
	batch = &effects_add(effects, EFFECT_CHAIN, flow->request)->chain;
	chain_add_twice(batch, CHAIN_ID);
	chain_add_twice(batch, CHAIN_CODE)->to = contract_address(CONTRACT_USDC);
	add_call(batch, flow, CONTRACT_USDC, "DOMAIN_SEPARATOR()")->twice = true;
	call = add_call(batch, flow, CONTRACT_USDC, "balanceOf(address)");
	abi_add_address(&call->data, flow->account.address);
	call = add_call(batch, flow, CONTRACT_USDC, "transfer(address,uint256)");
	call->twice = true;
	abi_add_address(&call->data, flow->terms.pay_to);
	abi_add_u256(&call->data, flow->amount.units);
	call = add_call(batch, flow, CONTRACT_DIEM, "stakedInfos(address)");
	abi_add_address(&call->data, flow->account.address);
	if (policy_now_asks(model, &flow->account))
		chain_add(batch, CHAIN_BLOCK);
}

void topup_terms_take(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_topup *flow = &model->topup;
	struct err err = action->err;

	if (!action->ok && flow_topup_waits(model, &err, false))
		return;
	if (action->ok &&
	    x402_choose(&flow->terms, action->x402_offers, &model->network, flow->account.address, &err) &&
	    check_terms(flow, &err) && topup_terms_clock(model, &err))
		check_chain(model, effects);
	else
		stop(model, &err);
}

/* The token hashes its own name and version, so a signature under other ones would be void. */
static bool check_token(const struct model *model, const struct chain_reply *r, struct err *err)
{
	struct typed_domain domain = payment_domain(model->network.chain_id);
	uint8_t separator[KECCAK_SIZE];

	if (!chain_check(r, ASK_TRANSFER, model->network.chain_id, err))
		return false;
	typed_separator(separator, &domain);
	if (!r[ASK_CODE].found || r[ASK_SEPARATOR].data.len != sizeof(separator) ||
	    memcmp(r[ASK_SEPARATOR].data.data, separator, sizeof(separator)) != 0)
		return err_set(err, ERR_NO_CONTRACT, "What is at the address of the %s is not USDC", contract_name(CONTRACT_USDC));
	return true;
}

static bool check_balance(struct flow_topup *flow, const struct chain_reply *r, struct err *err)
{
	char have[AMOUNT_TEXT_SIZE], want[AMOUNT_TEXT_SIZE];

	flow->usdc = amount_zero(TOKEN_USDC);
	if (!abi_get_u256(&flow->usdc.units, r[ASK_BALANCE].data.data, r[ASK_BALANCE].data.len, 0))
		return err_set(err, ERR_BAD_ANSWER, "The USDC token's answer is not a number");
	amount_format(have, flow->usdc);
	amount_format(want, flow->amount);
	if (amount_compare(flow->usdc, flow->amount) < 0)
		return err_set(err, ERR_NEEDS_USDC, "The wallet has %s USDC, less than %s", have, want);
	if (!r[ASK_TRANSFER].ok)
		*err = r[ASK_TRANSFER].err;
	return r[ASK_TRANSFER].ok;
}

static bool check_second(const struct chain_replies *replies, struct err *err)
{
	return tx_second_same_chain(replies, ASK_CHAIN_ID, err) &&
	       tx_second_same_code(replies, ASK_CODE, contract_address(CONTRACT_USDC), err) &&
	       tx_second_same_call(replies, ASK_SEPARATOR, err) && tx_second_same_call(replies, ASK_TRANSFER, err);
}

/* The review only mentions the DIEM, so a node that cannot tell it is no hindrance. */
static void note_diem(struct flow_topup *flow, const struct chain_reply *r)
{
	struct u256 staked = U256_ZERO;

	if (r[ASK_DIEM].ok)
		(void)!abi_get_u256(&staked, r[ASK_DIEM].data.data, r[ASK_DIEM].data.len, 0);
	flow->diem_staked = (struct amount){ TOKEN_DIEM, staked };
}

/* rialto does not sign what Venice would refuse. */
static bool check_most(const struct flow_topup *flow, struct err *err)
{
	struct amount most;

	return (amount_parse(&most, TOKEN_USDC, X402_MOST, err) && amount_compare(flow->amount, most) <= 0) ||
	       err_set(err, ERR_INVALID_INPUT, "The most that Venice takes at once is " X402_MOST " USD");
}

/* A yes given beforehand was to Venice's payee, whoever that is, but not to two of them. */
static bool check_payee(const struct model *model, struct err *err)
{
	const struct flow_topup *flow = &model->topup;
	char now[ADDRESS_TEXT_SIZE], was[ADDRESS_TEXT_SIZE];

	if (!model->agreed_beforehand || !topup_agreed_other_payee(flow))
		return true;
	address_format(now, flow->terms.pay_to);
	address_format(was, flow->agreed.terms.pay_to);
	return err_set(err, ERR_X402_REFUSED, "Venice wants it paid to %s by now, and named %s before: nothing was signed", now, was);
}

static bool check_answers(struct model *model, const struct chain_replies *replies, struct err *err)
{
	struct flow_topup *flow = &model->topup;
	size_t asks_time = policy_now_asks(model, &flow->account);

	if (replies->count != ASK_COUNT + asks_time)
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	return check_token(model, replies->items, err) && check_balance(flow, replies->items, err) &&
	       check_second(replies, err) && check_most(flow, err) && check_payee(model, err);
}

static void take_time(struct flow_topup *flow, const struct chain_replies *replies)
{
	const struct chain_reply *last = &replies->items[replies->count - 1];

	flow->chain_s = replies->count > ASK_COUNT && last->ok && last->found ? last->time_s : 0;
}

/* Where a yes was given beforehand, nobody can type the word that exceeds a policy. */
static void obey_policy(struct model *model)
{
	struct policy_verdict verdict;

	policy_now_payment(&verdict, model);
	if (model->topup.state == TOPUP_REVIEW && model->agreed_beforehand && policy_against(&verdict))
		flow_topup_fail(model, TOPUP_FAILED, policy_against(&verdict));
}

void topup_terms_checked(struct model *model, const struct action *action)
{
	struct flow_topup *flow = &model->topup;
	struct err err = action->err;

	if (!action->ok || !check_answers(model, &action->chain, &err)) {
		stop(model, &err);
		return;
	}
	note_diem(flow, action->chain.items);
	tx_second_note(&flow->second, &action->chain);
	take_time(flow, &action->chain);
	topup_agreed_go_on(model);
	obey_policy(model);
}
