#include "tests/support/flow_node.h"

#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/contracts.h"

#define WORD ((size_t)32)
#define SELECTOR ((size_t)4)

struct u256 flow_units(uint64_t whole)
{
	struct u256 out;

	assert_true(u256_mul(&out, u256_from_u64(whole), u256_from_u64(UINT64_C(1000000000000000000))));
	return out;
}

void flow_node_init(struct flow_node *node)
{
	*node = (struct flow_node){
		.chain_id = 8453, .block = 1000, .nonce = 7, .base_fee = 6000000, .priority_fee = 2000000, .gas = 60000,
		.eth = flow_units(1), .vvv = flow_units(100), .on_top = 10,
		.emission = flow_units(1), .staked_in_all = flow_units(1000), .locked_in_all = flow_units(200),
		.paid = { .has_gas = true, .gas = u256_from_u64(123456000), .has_l1 = true, .l1 = u256_from_u64(789) },
	};
	buf_init(&node->last_sent, 0);
}

void flow_node_free(struct flow_node *node)
{
	buf_free(&node->last_sent);
}

static bool calls(const uint8_t *data, size_t len, const char *signature)
{
	uint8_t selector[SELECTOR];

	abi_selector(selector, signature);
	return len >= SELECTOR && memcmp(data, selector, SELECTOR) == 0;
}

static bool has_code(const struct flow_node *node, struct address address)
{
	switch (contract_at(address)) {
	case CONTRACT_VVV:
		return !node->no_vvv;
	case CONTRACT_STAKING:
		return !node->no_staking;
	case CONTRACT_DIEM:
		return !node->no_diem;
	case CONTRACT_GAS_ORACLE:
		return node->has_oracle;
	case CONTRACT_MULTICALL3:
		return !node->no_multicall;
	case CONTRACT_COUNT:
		return !node->plain_accounts;
	default:
		return true;
	}
}

#define ROUTES "(address,address,bool,address)[]"
#define QUOTE "getAmountsOut(uint256," ROUTES ")"
#define SWAP_ETH "swapExactETHForTokens(uint256," ROUTES ",address,uint256)"
#define SWAP_TOKENS "swapExactTokensForTokens(uint256,uint256," ROUTES ",address,uint256)"

/* Returns why a call reverts, or NULL. */
static const char *revert_of(const struct flow_node *node, const uint8_t *data, size_t len)
{
	if (calls(data, len, "stake(address,uint256)"))
		return node->live_revert;
	if (calls(data, len, "stake(uint256)"))
		return node->documented_revert;
	if (calls(data, len, "mintDiem(uint256,uint256)"))
		return node->mint_diem_revert;
	if (calls(data, len, "transfer(address,uint256)"))
		return node->transfer_revert;
	if (calls(data, len, SWAP_ETH) || calls(data, len, SWAP_TOKENS))
		return node->swap_revert;
	if (node->broken_call && calls(data, len, node->broken_call))
		return "broken";
	return NULL;
}

static struct u256 diem_number_of(const struct flow_node *node, const uint8_t *data, size_t len)
{
	if (calls(data, len, "cooldownDuration()"))
		return u256_from_u64(86400);
	return calls(data, len, "stakedInfos(address)") ? node->diem_staked : node->diem;
}

static struct u256 staking_number_of(const struct flow_node *node, const uint8_t *data, size_t len)
{
	if (calls(data, len, "emissionRatePerSecond()"))
		return node->emission;
	if (calls(data, len, "totalSupply()"))
		return node->staked_in_all;
	if (calls(data, len, "totalLockedStakedVVV()"))
		return node->locked_in_all;
	if (calls(data, len, "cooldownDuration()"))
		return u256_from_u64(7 * 86400);
	if (calls(data, len, "pendingRewards(address)"))
		return node->rewards;
	if (calls(data, len, "stakes(address)"))
		return U256_ZERO;
	if (calls(data, len, "balanceOfUnlocked(address)"))
		return node->svvv_unlocked;
	if (calls(data, len, "lockedStakes(address)"))
		return node->svvv_locked;
	return calls(data, len, "getDiemAmountOut(uint256)") ? node->diem_out : node->svvv;
}

static bool is_used(const struct flow_node *node, const uint8_t *nonce)
{
	if (node->says_used)
		return true;
	for (size_t i = 0; i < node->payment_count; i++) {
		if (node->payments[i].used && memcmp(node->payments[i].payment.nonce, nonce, PAYMENT_NONCE_SIZE) == 0)
			return true;
	}
	return false;
}

static struct u256 usdc_of(const struct flow_node *node, const uint8_t *data, size_t len)
{
	struct typed_domain domain = payment_domain(node->chain_id);
	uint8_t separator[KECCAK_SIZE];

	if (calls(data, len, "authorizationState(address,bytes32)"))
		return u256_from_u64(is_used(node, data + SELECTOR + WORD));
	if (!calls(data, len, "DOMAIN_SEPARATOR()"))
		return node->usdc;
	if (node->other_usdc)
		domain.name = "USDC";
	typed_separator(separator, &domain);
	return u256_from_bytes(separator);
}

static struct u256 number_of(const struct flow_node *node, struct address to, const uint8_t *data, size_t len)
{
	enum contract contract = contract_at(to);

	if (calls(data, len, "getBlockNumber()"))
		return u256_from_u64(node->block);
	if (calls(data, len, "getCurrentBlockTimestamp()"))
		return u256_from_u64(node->time_s);
	if (calls(data, len, "getEthBalance(address)"))
		return node->eth;
	if (calls(data, len, "allowance(address,address)"))
		return node->allowance;
	if (calls(data, len, "getL1Fee(bytes)"))
		return u256_from_u64(node->l1_fee);
	if (calls(data, len, "getOperatorFee(uint256)"))
		return u256_from_u64(node->operator_fee);
	if (contract == CONTRACT_VVV)
		return node->vvv;
	if (contract == CONTRACT_USDC)
		return usdc_of(node, data, len);
	if (contract == CONTRACT_DIEM)
		return diem_number_of(node, data, len);
	return contract == CONTRACT_STAKING ? staking_number_of(node, data, len) : U256_ZERO;
}

/* The second and the third word of what a contract says. */
static void more_words(struct buf *out, const struct flow_node *node, struct address to, const uint8_t *data,
		       size_t len)
{
	bool is_diem = contract_at(to) == CONTRACT_DIEM;

	if (calls(data, len, "lockedStakes(address)"))
		abi_add_u256(out, node->diem_minted);
	else
		abi_add_u64(out, is_diem ? node->diem_ends : node->vvv_ends);
	abi_add_u256(out, is_diem ? node->diem_coming : node->vvv_coming);
}

/* Answers what so much VVV buys, without a fee. */
static void quote_diem(struct buf *out, const struct flow_node *node, const uint8_t *data, size_t len)
{
	struct u256 in, has, diem;

	assert_true(abi_get_u256(&in, data + SELECTOR, len - SELECTOR, 0));
	assert_true(u256_add(&has, node->pool_vvv, in));
	assert_true(u256_mul_div(&diem, in, node->pool_diem, has));
	abi_add_u64(out, WORD);
	abi_add_u64(out, 2);
	abi_add_u256(out, in);
	abi_add_u256(out, diem);
}

/* The way's last token is in the second word of its last hop. */
static bool is_to_vvv(const uint8_t *data, size_t len, uint64_t hops)
{
	struct address to;

	return abi_get_address(&to, data + SELECTOR, len - SELECTOR, 3 + 4 * (hops - 1) + 1) &&
	       address_equal(to, contract_address(CONTRACT_VVV));
}

static void quote_vvv(struct buf *out, const struct flow_node *node, const uint8_t *data, size_t len, uint64_t hops)
{
	struct u256 in;

	assert_true(abi_get_u256(&in, data + SELECTOR, len - SELECTOR, 0));
	abi_add_u64(out, WORD);
	abi_add_u64(out, hops + 1);
	abi_add_u256(out, in);
	for (uint64_t i = 0; i < hops; i++)
		abi_add_u256(out, node->swap_out);
}

static void quote(struct buf *out, const struct flow_node *node, const uint8_t *data, size_t len)
{
	uint64_t hops;

	assert_true(abi_get_u64(&hops, data + SELECTOR, len - SELECTOR, 2));
	if (is_to_vvv(data, len, hops))
		quote_vvv(out, node, data, len, hops);
	else if (!u256_is_zero(node->pool_vvv))
		quote_diem(out, node, data, len);
	else
		abi_add_u64(out, 0);
}

static void reserves(struct buf *out, const struct flow_node *node)
{
	abi_add_u256(out, node->pool_first);
	abi_add_u256(out, node->pool_second);
	abi_add_u64(out, node->time_s);
}

/* Three words are enough for every view but USDC's, and a longer answer does no harm. */
static void call_view(struct buf *out, const struct flow_node *node, struct address to, const uint8_t *data, size_t len)
{
	if (calls(data, len, QUOTE)) {
		quote(out, node, data, len);
		return;
	}
	if (calls(data, len, "getReserves()")) {
		reserves(out, node);
		return;
	}
	abi_add_u256(out, number_of(node, to, data, len));
	if (contract_at(to) == CONTRACT_USDC)
		return;
	more_words(out, node, to, data, len);
}

static uint64_t word(const uint8_t *data, size_t len, size_t offset)
{
	uint64_t value = 0;

	assert_true(offset < len && abi_get_u64(&value, data + offset, len - offset, 0));
	return value;
}

static bool is_lacking(const struct flow_node *node, const uint8_t *data, size_t len)
{
	struct address owner;

	return node->lacks && len > SELECTOR && abi_get_address(&owner, data + SELECTOR, len - SELECTOR, 0) &&
	       address_equal(owner, *node->lacks);
}

/* Answers one (address,bool,bytes) of aggregate3 with (bool,bytes). */
static void call_one(struct buf *out, const struct flow_node *node, const uint8_t *tuple, size_t len)
{
	struct address to;
	const uint8_t *data;
	size_t data_len;
	struct buf answer;
	bool reverts;

	assert_true(abi_get_address(&to, tuple, len, 0));
	assert_true(abi_get_bytes(&data, &data_len, tuple, len, 2));
	reverts = revert_of(node, data, data_len) != NULL || is_lacking(node, data, data_len);
	buf_init(&answer, 0);
	if (!reverts && has_code(node, to))
		call_view(&answer, node, to, data, data_len);
	abi_add_u64(out, !reverts);
	abi_add_u64(out, 2 * WORD);
	abi_add_bytes(out, answer.data, answer.len);
	buf_free(&answer);
}

static void aggregate3(struct buf *out, const struct flow_node *node, const uint8_t *data, size_t len)
{
	size_t start = word(data, len, 0) + WORD, count = word(data, len, start - WORD);
	struct buf tuples, offsets;

	buf_init(&tuples, 0);
	buf_init(&offsets, 0);
	for (size_t i = 0; i < count; i++) {
		size_t at = start + word(data, len, start + i * WORD);

		abi_add_u64(&offsets, count * WORD + tuples.len);
		call_one(&tuples, node, data + at, len - at);
	}
	abi_add_u64(out, WORD);
	abi_add_u64(out, count);
	buf_add(out, offsets.data, offsets.len);
	buf_add(out, tuples.data, tuples.len);
	buf_free(&tuples);
	buf_free(&offsets);
}

static bool is_too_much(const struct flow_node *node, const struct chain_call *asked)
{
	return node->most_data && asked->data.len > node->most_data;
}

static void call(struct chain_reply *reply, const struct flow_node *latest, const struct chain_call *asked)
{
	const char *reason = revert_of(latest, asked->data.data, asked->data.len);
	struct flow_node then = *latest;
	const struct flow_node *node = &then;

	if (asked->tag == CHAIN_AT)
		then.block = asked->block + node->other_block;
	if (is_too_much(node, asked)) {
		reply->ok = err_set(&reply->err, ERR_RPC, "out of gas");
		return;
	}

	if (reason) {
		reply->ok = err_set(&reply->err, ERR_REVERTED, "%s", reason);
		return;
	}
	if (!has_code(node, asked->to))
		return;
	if (calls(asked->data.data, asked->data.len, "aggregate3((address,bool,bytes)[])"))
		aggregate3(&reply->data, node, asked->data.data + SELECTOR, asked->data.len - SELECTOR);
	else
		call_view(&reply->data, node, asked->to, asked->data.data, asked->data.len);
}

static void estimate(struct chain_reply *reply, const struct flow_node *node, const struct chain_call *asked)
{
	const char *reason = revert_of(node, asked->data.data, asked->data.len);

	if (reason)
		reply->ok = err_set(&reply->err, ERR_REVERTED, "%s", reason);
	reply->number = u256_from_u64(node->gas);
}

static void take_transaction(struct chain_reply *reply, struct flow_node *node, const struct chain_call *asked)
{
	node->sent++;
	buf_clear(&node->last_sent);
	buf_add(&node->last_sent, asked->data.data, asked->data.len);
	keccak256(reply->hash, asked->data.data, asked->data.len);
	reply->refused = node->refuses;
	reply->may_be_out = node->second_refuses;
	if (node->send_error != ERR_NONE)
		reply->ok = err_set(&reply->err, node->send_error, "the node says no");
	else
		node->has_tx = true;
}

static void hash_of_block(uint8_t out[KECCAK_SIZE], const struct flow_node *node, uint64_t number)
{
	uint64_t words[] = { number, node->fork };

	keccak256(out, (const uint8_t *)words, sizeof(words));
}

const uint8_t flow_node_other[KECCAK_SIZE] = { 0xee, 0xee };

void flow_node_mine(struct flow_node *node)
{
	assert_true(node->mined_count < ARRAY_LENGTH(node->mined));
	keccak256(node->mined[node->mined_count++], node->last_sent.data, node->last_sent.len);
	node->nonce++;
	node->has_tx = false;		/* only the next transaction needs that */
}

/* The hash of a payment's transaction is made of its nonce. */
static void hash_of_payment(uint8_t out[KECCAK_SIZE], const uint8_t *nonce)
{
	keccak256(out, nonce, PAYMENT_NONCE_SIZE);
}

static bool is_payment(const struct flow_node *node, const uint8_t *hash)
{
	uint8_t own[KECCAK_SIZE];

	for (size_t i = 0; i < node->payment_count; i++) {
		hash_of_payment(own, node->payments[i].payment.nonce);
		if (node->payments[i].used && memcmp(own, hash, KECCAK_SIZE) == 0)
			return true;
	}
	return false;
}

/* A transfer happened in `block`.  A node that only claims that the nonce was used can show no transfer. */
static void find_log(struct chain_reply *reply, const struct flow_node *node, const struct chain_call *asked)
{
	const uint8_t *nonce = asked->data.data + 2 * KECCAK_SIZE;

	hash_of_payment(reply->hash, nonce);
	hash_of_block(reply->block_hash, node, node->block);
	reply->block = node->block;
	reply->found = !node->shows_no_log && is_payment(node, reply->hash) && asked->first <= node->block &&
		       node->block <= asked->block;
}

static bool is_mined(const struct flow_node *node, const struct chain_call *asked)
{
	if (is_payment(node, asked->hash))
		return true;
	for (size_t i = 0; i < node->mined_count; i++)
		if (memcmp(asked->hash, node->mined[i], KECCAK_SIZE) == 0)
			return true;
	return memcmp(asked->hash, flow_node_other, KECCAK_SIZE) == 0 ? node->other_sent : node->has_receipt;
}

static void receipt(struct chain_reply *reply, const struct flow_node *node, const struct chain_call *asked)
{
	reply->found = is_mined(node, asked);
	reply->success = !node->tx_reverted;
	reply->block = node->block;
	reply->paid = node->paid;
	hash_of_block(reply->block_hash, node, node->block);
	if (asked->data.len && !u256_is_zero(node->claimed))
		abi_add_u256(&reply->data, node->claimed);
}

static void block(struct chain_reply *reply, const struct flow_node *node, const struct chain_call *asked)
{
	reply->block = asked->tag == CHAIN_AT ? asked->block : node->block + node->on_top;
	if (asked->tag == CHAIN_SAFE)
		reply->block -= reply->block < node->safe_behind ? reply->block : node->safe_behind;
	reply->found = reply->block <= node->block + node->on_top;
	reply->holds = !node->lacks_tx && reply->block == node->block && is_mined(node, asked);
	reply->time_s = node->time_s + node->ahead_s;
	reply->base_fee = u256_from_u64(node->base_fee);
	hash_of_block(reply->block_hash, node, reply->block);
	if (asked->tag == CHAIN_FINALIZED || asked->tag == CHAIN_SAFE)
		reply->time_s -= node->final_behind_s;
	if ((asked->tag == CHAIN_FINALIZED && node->no_final) || (asked->tag == CHAIN_SAFE && node->no_safe))
		reply->ok = err_set(&reply->err, ERR_RPC, "the tag is not supported");
}

/* What is mined was mined in `block`. */
static void count(struct chain_reply *reply, const struct flow_node *node, const struct chain_call *asked)
{
	uint64_t mined = node->nonce - node->in_pool;

	if (asked->tag == CHAIN_PENDING && node->no_pending)
		reply->ok = err_set(&reply->err, ERR_RPC, "the pending tag is not supported");
	else if (asked->tag == CHAIN_AT && node->no_history)
		reply->ok = err_set(&reply->err, ERR_RPC, "missing trie node");
	else if (asked->tag == CHAIN_AT && asked->block < node->block)
		mined = mined ? mined - 1 : 0;
	reply->number = u256_from_u64(asked->tag == CHAIN_PENDING ? node->nonce : mined);
}

static void other(struct chain_reply *reply, const struct flow_node *node, const struct chain_call *asked)
{
	reply->found = node->other_sent && (asked->method == CHAIN_TX_AT || asked->block == node->block);
	memcpy(reply->hash, flow_node_other, KECCAK_SIZE);
	if (asked->method == CHAIN_TX_AT && node->no_tx_at)
		reply->ok = err_set(&reply->err, ERR_RPC, "the method does not exist");
}

static void answer_one(struct chain_reply *reply, struct flow_node *node, const struct chain_call *asked)
{
	reply->ok = true;
	switch (asked->method) {
	case CHAIN_ID:
		reply->number = u256_from_u64(node->chain_id);
		break;
	case CHAIN_BLOCK_NUMBER:
		reply->number = u256_from_u64(node->block);
		break;
	case CHAIN_BALANCE:
		reply->number = node->eth;
		break;
	case CHAIN_CODE:
		reply->found = has_code(node, asked->to);
		break;
	case CHAIN_NONCE:
		count(reply, node, asked);
		break;
	case CHAIN_FEES:
		reply->base_fee = u256_from_u64(node->base_fee);
		reply->priority_fee = u256_from_u64(node->priority_fee);
		reply->slow_fee = u256_from_u64(node->slow_fee);
		reply->fast_fee = u256_from_u64(node->fast_fee);
		break;
	case CHAIN_CALL:
		call(reply, node, asked);
		break;
	case CHAIN_ESTIMATE:
		estimate(reply, node, asked);
		break;
	case CHAIN_SEND:
		take_transaction(reply, node, asked);
		break;
	case CHAIN_RECEIPT:
		receipt(reply, node, asked);
		break;
	case CHAIN_TX:
		reply->found = node->has_tx;
		break;
	case CHAIN_BLOCK:
		block(reply, node, asked);
		break;
	case CHAIN_LOG:
		find_log(reply, node, asked);
		break;
	case CHAIN_SIMULATE:
		reply->ok = err_set(&reply->err, ERR_RPC, "the method eth_simulateV1 does not exist");
		break;
	case CHAIN_TX_AT:
	case CHAIN_BLOCK_TXS:
		other(reply, node, asked);
		break;
	default:
		fail();
	}
}

static void ask_second(struct chain_second *out, const struct flow_node *node, const struct chain_batch *batch)
{
	struct flow_node second = *node;
	bool any = false;

	for (size_t i = 0; i < batch->count; i++)
		any |= batch->calls[i].twice;
	if (!node->second || !any)
		return;
	out->asked = true;
	memcpy(out->host, "b.example", sizeof("b.example"));
	if (node->second_error != ERR_NONE) {
		(void)err_set(&out->err, node->second_error, "b.example does not take the connection");
		return;
	}
	node->second(&second);
	out->items = mem_new(batch->count, sizeof(*out->items));
	for (size_t i = 0; i < batch->count; i++) {
		buf_init(&out->items[i].data, 0);
		if (batch->calls[i].twice)
			answer_one(&out->items[i], &second, &batch->calls[i]);
	}
}

void flow_node_answer(struct chain_replies *out, struct flow_node *node, const struct chain_batch *batch)
{
	out->count = batch->count - node->too_few;
	memcpy(out->host, "a.example", sizeof("a.example"));
	ask_second(&out->second, node, batch);
	out->items = mem_new(batch->count, sizeof(*out->items));
	for (size_t i = 0; i < out->count; i++) {
		buf_init(&out->items[i].data, 0);
		if (node->one_error != ERR_NONE)
			(void)err_set(&out->items[i].err, node->one_error, "nothing works");
		else
			answer_one(&out->items[i], node, &batch->calls[i]);
	}
}
