#include "tui/pane/tx_order.h"

#include <string.h>
#include <strings.h>

static int by_purpose(const struct tx_row *a, const struct tx_row *b)
{
	return strcasecmp(a->purpose, b->purpose);
}

/* What has none comes last.  Amounts of different tokens cannot be compared, so each token has its own place. */
static int by_amount(const struct tx_row *a, const struct tx_row *b)
{
	if (!a->has_amount || !b->has_amount)
		return b->has_amount - a->has_amount;
	if (a->amount.token != b->amount.token)
		return (int)a->amount.token - (int)b->amount.token;
	return amount_compare(b->amount, a->amount);
}

/* What still waits comes first.  A status may have several words. */
static int by_status(const struct tx_row *a, const struct tx_row *b)
{
	return a->status != b->status ? (int)a->status - (int)b->status : strcmp(tx_row_word(a), tx_row_word(b));
}

static int by_fee(const struct tx_row *a, const struct tx_row *b)
{
	return u256_compare(b->fee, a->fee);
}

static int by_nonce(const struct tx_row *a, const struct tx_row *b)
{
	if (!a->has_nonce || !b->has_nonce)
		return b->has_nonce - a->has_nonce;
	return (b->nonce > a->nonce) - (b->nonce < a->nonce);
}

static int by_block(const struct tx_row *a, const struct tx_row *b)
{
	return (b->block > a->block) - (b->block < a->block);
}

static int by_hash(const struct tx_row *a, const struct tx_row *b)
{
	if (a->kind != JOURNAL_TX || b->kind != JOURNAL_TX)
		return (a->kind != JOURNAL_TX) - (b->kind != JOURNAL_TX);
	return memcmp(a->hash, b->hash, KECCAK_SIZE);
}

int tx_order_compare(unsigned order, const struct tx_row *a, const struct tx_row *b)
{
	static int (*const compare[TX_ORDERS])(const struct tx_row *a, const struct tx_row *b) = {
		[TX_ORDER_PURPOSE] = by_purpose, [TX_ORDER_AMOUNT] = by_amount, [TX_ORDER_STATUS] = by_status,
		[TX_ORDER_FEE] = by_fee, [TX_ORDER_NONCE] = by_nonce, [TX_ORDER_BLOCK] = by_block,
		[TX_ORDER_HASH] = by_hash,
	};

	return order < TX_ORDERS && compare[order] ? compare[order](a, b) : 0;
}
