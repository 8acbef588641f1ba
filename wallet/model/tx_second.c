#include "wallet/model/tx_second.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/tx_changes.h"
#include "wallet/model/model.h"

#define WORD ((size_t)32)
#define SAID_SIZE 64
#define PART 100	/* results that differ by less than this part count as the same */

void tx_second_note(struct tx_second *out, const struct chain_replies *replies)
{
	const struct chain_second *second = &replies->second;

	*out = (struct tx_second){ .asked = second->asked, .err = second->err };
	memcpy(out->host, second->host, sizeof(out->host));
}

static const struct chain_reply *second_to(const struct chain_replies *replies, size_t index)
{
	return replies->second.items && index < replies->count ? &replies->second.items[index] : NULL;
}

/* Says "a.example says chain 8453, but b.example says chain 1". */
static bool disagree(struct err *err, const struct chain_replies *replies, const char *first, const char *second)
{
	return err_set(err, ERR_NODES_DISAGREE, "%.36s says %s, but %.36s says %s", replies->host, first, replies->second.host, second);
}

static bool disagree_on_numbers(struct err *err, const struct chain_replies *replies, const char *what, uint64_t a,
				uint64_t b)
{
	char first[SAID_SIZE], second[SAID_SIZE];

	snprintf(first, sizeof(first), "%s %" PRIu64, what, a);
	snprintf(second, sizeof(second), "%" PRIu64, b);
	return disagree(err, replies, first, second);
}

bool tx_second_same_chain(const struct chain_replies *replies, size_t index, struct err *err)
{
	const struct chain_reply *first = &replies->items[index], *second = second_to(replies, index);
	char a[80], b[80], said[sizeof("it serves chain ") + 80];

	if (!second || !second->ok || !u256_compare(first->number, second->number))
		return true;
	u256_to_decimal(a, first->number);
	u256_to_decimal(b, second->number);
	snprintf(said, sizeof(said), "it serves chain %s", a);
	return disagree(err, replies, said, b);
}

static void say_code(char out[SAID_SIZE], const struct chain_reply *reply, const char *where)
{
	if (reply->found)
		snprintf(out, SAID_SIZE, "%s has code 0x%02x%02x%02x...", where, reply->hash[0], reply->hash[1], reply->hash[2]);
	else
		snprintf(out, SAID_SIZE, "%s has no code", where);
}

bool tx_second_same_code(const struct chain_replies *replies, size_t index, struct address address, struct err *err)
{
	const struct chain_reply *first = &replies->items[index], *second = second_to(replies, index);
	char a[SAID_SIZE], b[SAID_SIZE], text[ADDRESS_SHORT_SIZE];
	enum contract contract = contract_at(address);

	if (!second || !second->ok ||
	    (first->found == second->found && !memcmp(first->hash, second->hash, sizeof(first->hash))))
		return true;
	address_format_short(text, address);
	say_code(a, first, contract == CONTRACT_COUNT ? text : contract_name(contract));
	say_code(b, second, "it");
	return disagree(err, replies, a, b);
}

static bool near(struct u256 a, struct u256 b)
{
	struct u256 more = u256_compare(a, b) > 0 ? a : b, less = u256_compare(a, b) > 0 ? b : a, apart, part, rest;

	return u256_sub(&apart, more, less) && u256_div(&part, &rest, more, u256_from_u64(PART)) &&
	       u256_compare(apart, part) <= 0;
}

static bool same_words(const struct buf *a, const struct buf *b)
{
	if (a->len != b->len)
		return false;
	if (a->len % WORD)
		return !memcmp(a->data, b->data, a->len);
	for (size_t i = 0; i < a->len; i += WORD)
		if (!near(u256_from_bytes(a->data + i), u256_from_bytes(b->data + i)))
			return false;
	return true;
}

static bool is_of_chain(const struct chain_reply *reply)
{
	return reply->ok || reply->err.code == ERR_REVERTED || reply->err.code == ERR_NEEDS_ETH;
}

/* Where the first word begins in which two results of one length differ; SIZE_MAX where there is none. */
static size_t word_apart(const struct buf *a, const struct buf *b)
{
	for (size_t i = 0; a->len == b->len && i + WORD <= a->len; i += WORD)
		if (!near(u256_from_bytes(a->data + i), u256_from_bytes(b->data + i)))
			return i;
	return SIZE_MAX;
}

/* Says the word of a call's result that begins there, or the only one, or why it has none. */
static void say_call(char out[SAID_SIZE], const struct chain_reply *reply, size_t at)
{
	char number[80];

	if (!reply->ok) {
		snprintf(out, SAID_SIZE, "the call fails (%.36s)", reply->err.msg);
	} else if (at >= reply->data.len && reply->data.len != WORD) {
		snprintf(out, SAID_SIZE, "the call succeeds with %zu bytes", reply->data.len);
	} else {
		u256_to_decimal(number, u256_from_bytes(reply->data.data + (at < reply->data.len ? at : 0)));
		snprintf(out, SAID_SIZE, "the call gives %.40s", number);
	}
}

bool tx_second_same_call(const struct chain_replies *replies, size_t index, struct err *err)
{
	const struct chain_reply *first = &replies->items[index], *second = second_to(replies, index);
	char a[SAID_SIZE], b[SAID_SIZE];
	size_t at;

	if (!second || !is_of_chain(second) || (!first->ok && !second->ok) ||
	    (first->ok && second->ok && same_words(&first->data, &second->data)))
		return true;
	at = word_apart(&first->data, &second->data);
	say_call(a, first, at);
	say_call(b, second, at);
	return disagree(err, replies, a, b);
}

bool tx_second_same_number(const struct model *model, struct address address, const struct chain_replies *replies,
			   size_t latest, size_t pending, struct err *err)
{
	const struct chain_reply *counted = second_to(replies, latest);
	struct tx_nonce first, second;
	struct err ignored;

	if (!counted || !counted->ok ||
	    !tx_nonce_read(&first, model, address, &replies->items[latest], &replies->items[pending], &ignored) ||
	    !tx_nonce_read(&second, model, address, counted, second_to(replies, pending), &ignored))
		return true;
	if (first.latest != second.latest)
		return disagree_on_numbers(err, replies, "the wallet has sent", first.latest, second.latest);
	return tx_nonce_next(&first) == tx_nonce_next(&second) ||
	       disagree_on_numbers(err, replies, "the next number is", tx_nonce_next(&first), tx_nonce_next(&second));
}

bool tx_second_same_use(const struct chain_replies *replies, size_t latest, uint64_t nonce, struct err *err)
{
	const struct chain_reply *counted = second_to(replies, latest);
	uint64_t a, b;

	if (!counted || !counted->ok || !u256_to_u64(&a, replies->items[latest].number) ||
	    !u256_to_u64(&b, counted->number) || (a > nonce) == (b > nonce))
		return true;
	return disagree_on_numbers(err, replies, "the wallet has sent", a, b);
}

/* How much a figure grows or shrinks; nothing if it is not among those that change. */
static void change_of(struct amount *out, bool *is_more, const struct tx_changes *changes,
		      const struct tx_figure *figure)
{
	*out = amount_zero(figure->before.token);
	*is_more = false;
	for (size_t i = 0; i < changes->count; i++) {
		const struct tx_figure *found = &changes->items[i];

		if (strcmp(found->name, figure->name))
			continue;
		*is_more = amount_compare(found->after, found->before) > 0;
		(void)!amount_sub(out, *is_more ? found->after : found->before,
				  *is_more ? found->before : found->after);
	}
}

static void say_change(char out[SAID_SIZE], struct amount amount, bool is_more, const char *name)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format_short(text, amount, 6);
	snprintf(out, SAID_SIZE, "%.20s changes by %s%.28s", name, amount_is_zero(amount) ? "" : is_more ? "+" : "-", text);
}

static bool same_figures(const struct chain_replies *replies, const struct tx_changes *of, const struct tx_changes *a,
			 const struct tx_changes *b, struct err *err)
{
	for (size_t i = 0; i < of->count; i++) {
		const struct tx_figure *figure = &of->items[i];
		char first[SAID_SIZE], second[SAID_SIZE];
		struct amount x, y;
		bool x_more, y_more;

		change_of(&x, &x_more, a, figure);
		change_of(&y, &y_more, b, figure);
		if (x_more == y_more && near(x.units, y.units))
			continue;
		say_change(first, x, x_more, figure->name);
		say_change(second, y, y_more, "it");
		return disagree(err, replies, first, second);
	}
	return true;
}

bool tx_second_same_changes(const struct chain_replies *replies, size_t index, struct err *err)
{
	const struct chain_reply *simulated = second_to(replies, index);
	struct tx_changes a, b;

	if (!simulated || !simulated->ok)
		return true;
	tx_changes_read(&a, &replies->items[index]);
	tx_changes_read(&b, simulated);
	return !a.known || !b.known ||
	       (same_figures(replies, &a, &a, &b, err) && same_figures(replies, &b, &a, &b, err));
}

enum tx_second_says tx_second_of_block(const struct chain_replies *replies, size_t index,
				       const struct tx_sighting *seen, struct err *err)
{
	const struct chain_reply *block = second_to(replies, index);
	const char *host = replies->second.host;
	unsigned long long number = (unsigned long long)seen->block;

	if (!block || !block->ok)
		return TX_SECOND_NOTHING;
	if (!block->found) {
		(void)err_set(err, ERR_NODES_DISAGREE, "%.60s has it in block %llu, and %.60s has no such block yet", replies->host,
			      number, host);
		return TX_SECOND_NOT_YET;
	}
	if (block->holds && !memcmp(block->block_hash, seen->block_hash, sizeof(seen->block_hash)))
		return TX_SECOND_SAME;
	(void)err_set(err, ERR_NODES_DISAGREE, "%.60s has it in block %llu, and %.60s has another block there", replies->host,
		      number, host);
	return TX_SECOND_OTHERWISE;
}

enum tx_second_says tx_second_of_end(const struct chain_replies *replies, size_t index, const struct tx_sighting *seen,
				     struct err *err)
{
	const struct chain_reply *receipt = second_to(replies, index);
	bool is_done = seen->fate == TX_FATE_DONE;

	if (!receipt || !receipt->ok || (!is_done && seen->fate != TX_FATE_UNDONE))
		return TX_SECOND_SAME;
	if (!receipt->found) {
		(void)err_set(err, ERR_NODES_DISAGREE, "%.60s shows its receipt, and %.60s does not yet", replies->host,
			      replies->second.host);
		return TX_SECOND_NOT_YET;
	}
	if (receipt->success == is_done)
		return TX_SECOND_SAME;
	(void)err_set(err, ERR_NODES_DISAGREE, "%.60s says that it was %s, and %.60s that it was %s", replies->host,
		      is_done ? "done" : "undone", replies->second.host, is_done ? "undone" : "done");
	return TX_SECOND_OTHERWISE;
}
