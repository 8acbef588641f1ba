#include "wallet/eth/balances.h"

#include <stdlib.h>

#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/contracts.h"

/* How the reply of a figure is read. */
enum reading {
	READ_AMOUNT,		/* word 0 */
	READ_STAKES,		/* rewardDebt, cooldownEnd, cooldownAmount */
	READ_DIEM_STAKES,	/* amountStaked, coolDownEnd, coolDownAmount */
};

/* One figure of a wallet: the call that asks for it and the field that it fills. */
static const struct figure {
	enum contract contract;
	const char *signature;
	bool takes_spender;
	enum reading reading;
	enum token token;
	size_t field;
} figures[] = {
#define FIELD(name) offsetof(struct balances, name)
	{ CONTRACT_MULTICALL3, "getEthBalance(address)", false, READ_AMOUNT, TOKEN_ETH, FIELD(eth) },
	{ CONTRACT_VVV, "balanceOf(address)", false, READ_AMOUNT, TOKEN_VVV, FIELD(vvv) },
	{ CONTRACT_VVV, "allowance(address,address)", true, READ_AMOUNT, TOKEN_VVV, FIELD(allowance) },
	{ CONTRACT_STAKING, "balanceOf(address)", false, READ_AMOUNT, TOKEN_SVVV, FIELD(svvv) },
	{ CONTRACT_STAKING, "balanceOfUnlocked(address)", false, READ_AMOUNT, TOKEN_SVVV, FIELD(svvv_unlocked) },
	{ CONTRACT_STAKING, "pendingRewards(address)", false, READ_AMOUNT, TOKEN_VVV, FIELD(pending_rewards) },
	{ CONTRACT_STAKING, "stakes(address)", false, READ_STAKES, TOKEN_SVVV, FIELD(cooldown) },
	{ CONTRACT_DIEM, "balanceOf(address)", false, READ_AMOUNT, TOKEN_DIEM, FIELD(diem) },
	{ CONTRACT_DIEM, "stakedInfos(address)", false, READ_DIEM_STAKES, TOKEN_DIEM, FIELD(diem_cooldown) },
	{ CONTRACT_USDC, "balanceOf(address)", false, READ_AMOUNT, TOKEN_USDC, FIELD(usdc) },
#undef FIELD
};

#define FIGURES (sizeof(figures) / sizeof(figures[0]))
#define SELECTOR_SIZE 4

/* Hashed once for all wallets. */
struct selectors {
	uint8_t bytes[FIGURES][SELECTOR_SIZE];
};

static struct selectors find_selectors(void)
{
	struct selectors selectors = { 0 };

	for (size_t i = 0; i < FIGURES; i++)
		abi_selector(selectors.bytes[i], figures[i].signature);
	return selectors;
}

static void figure_calldata(struct buf *out, const struct selectors *selectors, size_t figure, struct address owner)
{
	buf_add(out, selectors->bytes[figure], SELECTOR_SIZE);
	abi_add_address(out, owner);
	if (figures[figure].takes_spender)
		abi_add_address(out, contract_address(CONTRACT_STAKING));
}

static void ask_at(struct chain_call *call, uint64_t at)
{
	call->tag = at ? CHAIN_AT : CHAIN_LATEST;
	call->block = at;
}

static void ask_multicall(struct chain_batch *batch, const struct accounts *accounts, uint64_t at)
{
	size_t figures_end = accounts->count * FIGURES + 1, count = figures_end + STAKING_TERMS_VIEWS;
	struct selectors selectors = find_selectors();
	struct abi_call *calls = mem_new(count, sizeof(*calls));
	struct chain_call *call;

	for (size_t i = 0; i < count; i++)
		buf_init(&calls[i].data, 0);
	calls[0].target = contract_address(CONTRACT_MULTICALL3);
	abi_add_selector(&calls[0].data, "getBlockNumber()");
	for (size_t i = 1; i < figures_end; i++) {
		size_t figure = (i - 1) % FIGURES;

		calls[i].target = contract_address(figures[figure].contract);
		figure_calldata(&calls[i].data, &selectors, figure, accounts->items[(i - 1) / FIGURES].address);
	}
	staking_terms_calls(calls + figures_end);
	chain_add(batch, CHAIN_ID);
	call = chain_add(batch, CHAIN_CALL);
	call->to = contract_address(CONTRACT_MULTICALL3);
	ask_at(call, at);
	abi_add_aggregate3(&call->data, calls, count);
	for (size_t i = 0; i < count; i++)
		buf_free(&calls[i].data);
	free(calls);
}

static void ask_singly(struct chain_batch *batch, const struct accounts *accounts, uint64_t at)
{
	struct selectors selectors = find_selectors();
	size_t first = batch->count;

	chain_add(batch, CHAIN_ID);
	chain_add(batch, at ? CHAIN_BLOCK : CHAIN_BLOCK_NUMBER);
	for (size_t i = 0; i < accounts->count * FIGURES; i++) {
		enum contract contract = figures[i % FIGURES].contract;
		struct address owner = accounts->items[i / FIGURES].address;
		bool is_eth = contract == CONTRACT_MULTICALL3;
		struct chain_call *call = chain_add(batch, is_eth ? CHAIN_BALANCE : CHAIN_CALL);

		call->to = is_eth ? owner : contract_address(contract);
		if (!is_eth)
			figure_calldata(&call->data, &selectors, i % FIGURES, owner);
	}
	staking_terms_ask(batch);
	for (size_t i = first + 1; i < batch->count; i++)
		ask_at(&batch->calls[i], at);
}

void balances_ask(struct chain_batch *batch, const struct accounts *accounts, bool multicall, uint64_t at)
{
	if (multicall)
		ask_multicall(batch, accounts, at);
	else
		ask_singly(batch, accounts, at);
}

/* Stores one figure from its return data.  False if that is not what the signature promises. */
static bool store(struct balances *out, const struct figure *figure, const uint8_t *data, size_t len)
{
	void *field = (char *)out + figure->field;
	struct cooldown *cooldown = field;
	uint64_t end;

	if (figure->reading == READ_AMOUNT) {
		struct amount *amount = field;

		amount->token = figure->token;
		return abi_get_u256(&amount->units, data, len, 0);
	}
	cooldown->amount.token = figure->token;
	out->diem_staked.token = TOKEN_DIEM;
	if (figure->reading == READ_DIEM_STAKES && !abi_get_u256(&out->diem_staked.units, data, len, 0))
		return false;
	if (!abi_get_u64(&end, data, len, 1) || !abi_get_u256(&cooldown->amount.units, data, len, 2))
		return false;
	cooldown->ends_ms = end < UINT32_MAX * UINT64_C(16) ? (int64_t)end * 1000 : 0;
	if (u256_is_zero(cooldown->amount.units))
		cooldown->ends_ms = 0;
	return true;
}

/* Finds the i-th figure's return data, whichever way it was asked for. */
static bool figure_reply(const uint8_t **data, size_t *len, uint8_t word[32],
			 const struct chain_replies *replies, bool multicall, size_t i)
{
	const struct chain_reply *reply;
	bool ok;

	if (multicall) {
		reply = &replies->items[1];
		return abi_get_aggregate3(&ok, data, len, reply->data.data, reply->data.len, i + 1) && ok;
	}
	reply = &replies->items[i + 2];
	*data = reply->data.data;
	*len = reply->data.len;
	if (figures[i % FIGURES].contract == CONTRACT_MULTICALL3) {
		u256_to_bytes(word, reply->number);
		*data = word;
		*len = 32;
	}
	return true;
}

static bool read_block(uint64_t *block, const struct chain_replies *replies, bool multicall)
{
	const struct chain_reply *reply = &replies->items[1];
	const uint8_t *data;
	size_t len;
	bool ok;

	if (!multicall && reply->found) {	/* it was asked for by its number */
		*block = reply->block;
		return true;
	}
	if (!multicall)
		return u256_to_u64(block, reply->number);
	return abi_get_aggregate3(&ok, &data, &len, reply->data.data, reply->data.len, 0) && ok &&
	       abi_get_u64(block, data, len, 0);
}

/* Checks the chain id and the second reply, on which everything else rests. */
static bool check_head(bool *no_multicall, const struct chain_replies *replies, bool multicall,
		       uint64_t chain_id, struct err *err)
{
	if (replies->count < 2)
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	if (!chain_check(replies->items, 2, chain_id, err))
		return false;
	if (multicall && replies->items[1].data.len == 0) {
		*no_multicall = true;
		return err_set(err, ERR_NO_CONTRACT, "Multicall3 is not on this chain");
	}
	return true;
}

/* The terms come behind the figures.  A term that a contract does not answer is unknown, and
 * nothing fails for it. */
static bool read_terms(struct staking_terms *out, const struct chain_replies *replies, bool multicall,
		       size_t figures_count)
{
	const struct chain_reply *reply = &replies->items[1];
	const uint8_t *data;
	size_t len;
	bool ok;

	if (!multicall) {
		staking_terms_read(out, replies->items + 2 + figures_count);
		return true;
	}
	for (size_t i = 0; i < STAKING_TERMS_VIEWS; i++) {
		if (!abi_get_aggregate3(&ok, &data, &len, reply->data.data, reply->data.len, 1 + figures_count + i))
			return false;
		staking_terms_take(out, i, ok ? data : NULL, len);
	}
	return true;
}

/* Reads all figures of one wallet, the index-th.  False: one of them got no answer. */
static bool read_wallet(struct balances *out, const struct chain_replies *replies, bool multicall, size_t index,
			struct err *err)
{
	for (size_t i = 0; i < FIGURES; i++) {
		const struct figure *figure = &figures[i];
		size_t at = index * FIGURES + i;
		const uint8_t *data;
		uint8_t word[32];
		size_t len;

		if (!multicall && !replies->items[at + 2].ok) {
			*err = replies->items[at + 2].err;
		} else if (!figure_reply(&data, &len, word, replies, multicall, at) || !store(out, figure, data, len)) {
			(void)err_set(err, ERR_NO_CONTRACT, "The %s does not answer %s", contract_name(figure->contract),
				      figure->signature);
		} else {
			continue;
		}
		*out = (struct balances){ .unanswered = figure->signature };
		return false;
	}
	return true;
}

/* What one wallet lacks is no reason to know nothing of the others. */
static bool read_wallets(struct balances *out, uint64_t block, const struct accounts *accounts,
			 const struct chain_replies *replies, bool multicall, int64_t now_ms, struct err *err)
{
	struct err first = { 0 }, why;
	size_t answered = 0;

	for (size_t i = 0; i < accounts->count; i++) {
		if (read_wallet(&out[i], replies, multicall, i, &why)) {
			out[i].known = account_has_address(&accounts->items[i]);
			out[i].block = block;
			out[i].read_ms = now_ms;
			answered++;
		} else if (first.code == ERR_NONE) {
			first = why;
		}
	}
	if (answered || !accounts->count)
		return true;
	*err = first;
	return false;
}

bool balances_read(struct balances *out, struct staking_terms *terms, uint64_t *block, bool *no_multicall,
		   const struct accounts *accounts, const struct chain_replies *replies, bool multicall,
		   uint64_t chain_id, int64_t now_ms, struct err *err)
{
	size_t count = accounts->count * FIGURES;

	*no_multicall = false;
	if (!check_head(no_multicall, replies, multicall, chain_id, err))
		return false;
	if (!multicall && replies->count != count + 2 + STAKING_TERMS_VIEWS)
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	if (!read_block(block, replies, multicall))
		return err_set(err, ERR_BAD_ANSWER, "The node's answer has no block number");
	return read_wallets(out, *block, accounts, replies, multicall, now_ms, err) &&
	       (read_terms(terms, replies, multicall, count) ||
		err_set(err, ERR_BAD_ANSWER, "The node answered too few questions"));
}

bool balances_earned(struct amount *out, const struct balances *balances, const struct staking_terms *terms,
		     uint64_t seconds)
{
	struct amount locked;

	return amount_sub(&locked, balances->svvv, balances->svvv_unlocked) &&
	       staking_terms_earned(out, terms, balances->svvv_unlocked, locked, seconds);
}
