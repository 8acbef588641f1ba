#include "wallet/venice/topup_chain.h"

#include <string.h>

#include "wallet/eth/abi.h"
#include "wallet/eth/contracts.h"

enum { ASK_CHAIN_ID, ASK_USED, ASK_LATEST, ASK_FINAL, ASK_SAFE, ASK_COUNT };

#define LOGGED "AuthorizationUsed(address,bytes32)"	/* both are topics */

#define OVER_S 60		/* more than two nodes behind one address may differ */
#define SAFE_S 60		/* a safe block is undone only if L1's block is, which is rare */
#define LATEST_S (20 * 60)	/* for a node that knows neither: Base is final by then */
#define LOG_BLOCKS 2000		/* the most that public nodes search at once: nearly seven minutes */
#define LOG_RANGES 4		/* how many such ranges are searched; a payment taken before them is over by
				 * final blocks, too */

static void add_block(struct chain_batch *batch, enum chain_tag tag)
{
	chain_add(batch, CHAIN_BLOCK)->tag = tag;
}

/* The number is asked for first.  If it is unused then, it was unused in the blocks asked for after
 * it. */
void topup_chain_ask(struct chain_batch *batch, const struct payment *payment)
{
	struct chain_call *call;

	chain_add(batch, CHAIN_ID);
	call = chain_add(batch, CHAIN_CALL);
	call->to = contract_address(CONTRACT_USDC);
	abi_add_selector(&call->data, "authorizationState(address,bytes32)");
	abi_add_address(&call->data, payment->from);
	buf_add(&call->data, payment->nonce, sizeof(payment->nonce));
	add_block(batch, CHAIN_LATEST);
	add_block(batch, CHAIN_FINALIZED);
	add_block(batch, CHAIN_SAFE);
}

/* A node contradicts itself if it calls an earlier block later than the latest. */
static bool stays(const struct chain_reply *block, const struct chain_reply *latest)
{
	return block->ok && block->found && block->block <= latest->block && block->time_s <= latest->time_s;
}

static uint64_t less(uint64_t time_s, uint64_t margin)
{
	return time_s > margin ? time_s - margin : 0;
}

static uint64_t final_time(const struct chain_reply *r)
{
	const struct chain_reply *latest = &r[ASK_LATEST];

	if (stays(&r[ASK_FINAL], latest))
		return r[ASK_FINAL].time_s;
	return stays(&r[ASK_SAFE], latest) ? less(r[ASK_SAFE].time_s, SAFE_S) : less(latest->time_s, LATEST_S);
}

bool topup_chain_read(struct topup_view *out, const struct chain_replies *replies, const struct payment *payment,
		      struct err *err)
{
	const struct chain_reply *r = replies->items;
	bool used;

	if (replies->count != ASK_COUNT)
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	if (!chain_check(r, ASK_FINAL, payment->chain_id, err))
		return false;
	if (!abi_get_bool(&used, r[ASK_USED].data.data, r[ASK_USED].data.len, 0))
		return err_set(err, ERR_WRONG_CHAIN, "The node does not serve the chain that was paid on");
	if (!r[ASK_LATEST].found)
		return err_set(err, ERR_BAD_ANSWER, "The node has no latest block");
	*out = (struct topup_view){ .head = r[ASK_LATEST].block, .final_s = final_time(r), .used = used };
	return true;
}


static void ask_log(struct chain_batch *batch, const struct payment *payment, uint64_t last)
{
	struct chain_call *call = chain_add(batch, CHAIN_LOG);
	uint8_t topic[KECCAK_SIZE];

	keccak256(topic, (const uint8_t *)LOGGED, strlen(LOGGED));
	call->to = contract_address(CONTRACT_USDC);
	call->first = last >= LOG_BLOCKS ? last - LOG_BLOCKS + 1 : 0;
	call->block = last;
	buf_add(&call->data, topic, sizeof(topic));
	abi_add_address(&call->data, payment->from);
	buf_add(&call->data, payment->nonce, sizeof(payment->nonce));
}

/* Asks about the newest blocks first. */
void topup_chain_ask_tx(struct chain_batch *batch, const struct payment *payment, uint64_t head)
{
	for (size_t i = 0; i < LOG_RANGES; i++) {
		ask_log(batch, payment, head);
		if (head < LOG_BLOCKS)
			return;
		head -= LOG_BLOCKS;
	}
}

/* A range that the node could not search counts as empty. */
void topup_chain_read_tx(struct topup_view *view, const struct chain_replies *replies)
{
	for (size_t i = 0; i < replies->count; i++) {
		const struct chain_reply *log = &replies->items[i];

		if (!log->ok || !log->found)
			continue;
		view->tx = (struct tx_sighting){ .fate = TX_FATE_DONE, .block = log->block };
		memcpy(view->tx.hash, log->hash, KECCAK_SIZE);
		memcpy(view->tx.block_hash, log->block_hash, KECCAK_SIZE);
		return;
	}
}

bool topup_chain_is_over(const struct topup_view *view, const struct payment *payment)
{
	return view->final_s >= OVER_S && view->final_s - OVER_S >= payment->valid_before;
}
