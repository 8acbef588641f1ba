#include "wallet/model/plan.h"

#include <stdio.h>
#include <string.h>

#include "wallet/eth/abi.h"

#define SELECTOR 4

#define VIEW(name, label, token, contract, view, word) \
	{ name, label, TOKEN_##token, CONTRACT_##contract, view, { PLAN_OWNER }, word, false, NULL, false, false }
#define TIME(name, label, contract, view, word) \
	{ name, label, TOKEN_ETH, CONTRACT_##contract, view, { PLAN_OWNER }, word, true, NULL, false, false }

#define VVV_HELD VIEW("vvv", "VVV", VVV, VVV, "balanceOf(address)", 0)
#define TOKEN_HELD { "held", "held", TOKEN_ETH, CONTRACT_COUNT, "balanceOf(address)", { PLAN_OWNER }, 0, false, NULL, true, false }
#define TOKEN_ALLOWED { "allowance", "allowance", TOKEN_ETH, CONTRACT_COUNT, "allowance(address,address)", \
			{ PLAN_OWNER, PLAN_RECIPIENT }, 0, false, NULL, true, false }
#define ALLOWANCE { "allowance", "allowance", TOKEN_VVV, CONTRACT_VVV, "allowance(address,address)", \
		    { PLAN_OWNER, PLAN_STAKING }, 0, false, NULL, false, false }
#define SVVV_HELD VIEW("svvv", "sVVV now", SVVV, STAKING, "balanceOf(address)", 0)
#define SVVV_UNLOCKED VIEW("svvv_unlocked", "unlocked sVVV", SVVV, STAKING, "balanceOfUnlocked(address)", 0)
#define SVVV_LOCKED VIEW("svvv_locked", "locked sVVV", SVVV, STAKING, "lockedStakes(address)", 0)
#define REWARDS VIEW("pending_rewards", "rewards", VVV, STAKING, "pendingRewards(address)", 0)
#define USDC_HELD VIEW("usdc", "USDC", USDC, USDC, "balanceOf(address)", 0)
#define ROUTER_ALLOWED { "allowance", "allowance", TOKEN_USDC, CONTRACT_USDC, "allowance(address,address)", \
			 { PLAN_OWNER, PLAN_ROUTER }, 0, false, NULL, false, false }
#define GOT(name, label, token) { name, label, TOKEN_##token, CONTRACT_##token, NULL, { PLAN_NOTHING, PLAN_OWNER }, 0, \
				  false, "Transfer(address,address,uint256)", false, false }
#define DIEM_GOT GOT("diem_minted", NULL, DIEM)
#define SWAPPED GOT("received", "VVV received", VVV)
#define ROUTES "(address,address,bool,address)[]"
#define CLAIMED { "claimed", "claimed VVV", TOKEN_VVV, CONTRACT_STAKING, NULL, { 0 }, 0, false, "Claimed(address,uint256)", false, false }
#define REWARDS_PAID { "rewards_paid", NULL, TOKEN_VVV, CONTRACT_STAKING, NULL, { 0 }, 0, false, \
		       "Claimed(address,uint256)", false, true }
#define VVV_COMING VIEW("cooldown", "VVV coming back", VVV, STAKING, "stakes(address)", 2)
#define VVV_ENDS TIME("ends", "comes back", STAKING, "stakes(address)", 1)
#define DIEM_HELD VIEW("diem", "DIEM", DIEM, DIEM, "balanceOf(address)", 0)
#define DIEM_STAKED VIEW("diem_staked", "DIEM staked", DIEM, DIEM, "stakedInfos(address)", 0)
#define DIEM_COMING VIEW("diem_cooldown", "DIEM coming back", DIEM, DIEM, "stakedInfos(address)", 2)
#define DIEM_ENDS TIME("ends", "comes back", DIEM, "stakedInfos(address)", 1)
#define DIEM_MINTED VIEW("diem_minted", "DIEM that was minted from its own sVVV", DIEM, STAKING, "lockedStakes(address)", 1)
#define DIEM_OUT { "diem_out", "DIEM", TOKEN_DIEM, CONTRACT_STAKING, "getDiemAmountOut(uint256)", { PLAN_AMOUNT }, 0, false, NULL, false, false }

static const struct plan rows[PURPOSE_COUNT] = {
#define PLAN(id, purpose, ...) [PURPOSE_##id] = { __VA_ARGS__ },
#include "wallet/model/plans.def"
#undef PLAN
};

const struct plan *plan_row(enum purpose purpose)
{
	return &rows[purpose];
}

enum purpose plan_of_wish(enum action_type wish, enum token token)
{
	enum purpose found = PURPOSE_UNKNOWN;

	for (enum purpose purpose = PURPOSE_UNKNOWN; purpose < PURPOSE_COUNT && wish != ACTION_NONE; purpose++) {
		const struct plan *row = &rows[purpose];
		bool fits = row->any_token ? token != TOKEN_ETH : row->token == token;

		if (row->wish == wish && (fits || !found))
			found = purpose;
	}
	return found;
}

struct address plan_target(const struct plan *plan, enum token token, struct address recipient)
{
	enum contract contract = plan->target == PLAN_TO_TOKEN ? contract_of_token(token) : plan->to;

	return plan->target == PLAN_TO_RECIPIENT || contract == CONTRACT_COUNT ? recipient : contract_address(contract);
}

static bool goes_before(enum purpose purpose, const struct plan *plan)
{
	for (size_t i = 0; i < PLAN_BEFORE; i++)
		if (plan->before[i] == purpose)
			return true;
	return false;
}

enum purpose plan_of(enum purpose purpose)
{
	enum purpose plan = purpose;

	if (!rows[purpose].wish)
		for (plan = PURPOSE_COUNT - 1; plan > PURPOSE_UNKNOWN && !goes_before(purpose, &rows[plan]); plan--)
			;
	return plan;
}

const struct plan_figure *plan_rewards(void)
{
	static const struct plan_figure rewards = REWARDS;

	return &rewards;
}

size_t plan_figures(const struct plan *plan)
{
	size_t count = 0;

	while (count < PLAN_FIGURES && plan->after[count].name)
		count++;
	return count;
}

size_t plan_after(const struct plan *plan, const char *name)
{
	size_t i = 0;

	while (i < plan_figures(plan) && strcmp(plan->after[i].name, name) != 0)
		i++;
	return i;
}

size_t plan_event(const struct plan *plan)
{
	size_t i = 0;

	while (i < plan_figures(plan) && (!plan->after[i].event || plan->after[i].besides))
		i++;
	return i;
}

bool plan_logs_amount(const struct plan *plan)
{
	return plan->from.signature && plan_event(plan) < plan_figures(plan);
}

size_t plan_besides(const struct plan *plan)
{
	size_t i = 0;

	while (i < plan_figures(plan) && !plan->after[i].besides)
		i++;
	return i;
}

const struct plan_call *plan_call_of(const uint8_t selector[4])
{
	uint8_t own[SELECTOR];

	for (enum purpose purpose = 0; purpose < PURPOSE_COUNT; purpose++)
		for (size_t i = 0; i < PLAN_CALLS && rows[purpose].calls[i].signature; i++) {
			abi_selector(own, rows[purpose].calls[i].signature);
			if (memcmp(own, selector, sizeof(own)) == 0)
				return &rows[purpose].calls[i];
		}
	return NULL;
}

struct amount plan_demands(const struct plan *plan, const struct buf *data)
{
	const struct plan_call *call = data->len >= SELECTOR ? plan_call_of(data->data) : NULL;
	struct amount least = amount_zero(plan->swaps ? TOKEN_VVV : plan->quote.token);

	for (size_t i = 0; call && i < PLAN_ARGUMENTS && call->arguments[i].value; i++)
		if (call->arguments[i].value == PLAN_LEAST &&
		    !abi_get_u256(&least.units, data->data + SELECTOR, data->len - SELECTOR, i))
			least.units = U256_ZERO;
	return least;
}

/* What the contract undid has used up nothing, whoever approved it. */
static bool leaves_approval(const struct flow_plan *flow)
{
	enum purpose approval = plan_row(flow->purpose)->before[0];
	bool undone = flow->err.code == ERR_TX_REVERTED || flow->err.code == ERR_TX_CANCELLED;

	if (flow->state != PLAN_FAILED || !approval)
		return false;
	if (flow_plan_sent(flow)->sent)
		return undone;
	return flow->sent[approval].block && !undone;
}

bool flow_plan_left(char *out, size_t size, const struct flow_plan *flow)
{
	char amount[AMOUNT_TEXT_SIZE], spender[ADDRESS_TEXT_SIZE];
	const char *symbol = token_symbol(flow->amount.token);
	enum contract contract;

	if (!leaves_approval(flow))
		return false;
	contract = plan_row(flow->purpose)->to;
	amount_format(amount, flow->amount);
	address_format(spender, contract_address(contract));
	snprintf(out, size, "Still allowed: %s may take %s %s. The same again uses that, and 'rialto allowance revoke %s %s' takes it back.",
		 contract_name(contract), amount, symbol, symbol, spender);
	return true;
}

bool flow_plan_running(const struct flow_plan *flow)
{
	return flow->state == PLAN_CHECKING || flow->state == PLAN_SENDING || flow->state == PLAN_READING;
}

enum purpose flow_plan_at(const struct flow_plan *flow)
{
	return flow->state == PLAN_SENDING ? flow->steps[flow->step] : PURPOSE_UNKNOWN;
}

const struct sent_tx *flow_plan_sent(const struct flow_plan *flow)
{
	return &flow->sent[flow->purpose];
}
