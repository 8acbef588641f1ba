/* What a review says of a transaction's call: the calldata itself, argument by argument, and what a swap brings. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "wallet/base/text.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/market.h"
#include "wallet/eth/slippage.h"
#include "wallet/model/allowances.h"
#include "wallet/model/plan.h"
#include "wallet/model/review_parts.h"

#define SELECTOR 4

static bool add_address_argument(struct review *review, const struct model *model, const char *name, size_t index)
{
	const struct buf *data = &model->tx.tx.data;
	char text[ADDRESS_TEXT_SIZE];
	struct address address;

	if (!abi_get_address(&address, data->data + SELECTOR, data->len - SELECTOR, index))
		return false;
	address_format(text, address);
	review_add(review, "", REVIEW_PLAIN, "%s: %s %s", name, text, review_name_of(model, address));
	return true;
}

/* Writes " (10 VVV)" if the person asked for this number or was promised it. */
static void say_meant(char *out, size_t size, const struct flow_tx *flow, struct u256 number)
{
	bool is_amount = u256_compare(number, flow->amount.units) == 0;
	struct amount meant = is_amount ? flow->amount : flow->least;
	char text[AMOUNT_TEXT_SIZE];

	*out = 0;
	if (!is_amount && (amount_is_zero(flow->least) || u256_compare(number, flow->least.units) != 0))
		return;
	allowance_format(text, meant);
	snprintf(out, size, " (%s%s %s)", is_amount ? "" : "at least ", text, token_symbol(meant.token));
}

static bool add_number_argument(struct review *review, const struct model *model, const char *name, size_t index)
{
	const struct buf *data = &model->tx.tx.data;
	char digits[80], meant[AMOUNT_TEXT_SIZE + 32];
	struct u256 number;

	if (!abi_get_u256(&number, data->data + SELECTOR, data->len - SELECTOR, index))
		return false;
	u256_to_decimal(digits, number);
	say_meant(meant, sizeof(meant), &model->tx, number);
	review_add(review, "", REVIEW_PLAIN, "%s: %s%s", name, digits, meant);
	return true;
}

/* The deadline is a time by the chain's clock. */
static bool add_deadline(struct review *review, const struct model *model, const char *name, size_t index)
{
	const struct buf *data = &model->tx.tx.data;
	char when[TEXT_TIME_SIZE];
	uint64_t deadline_s;

	if (!abi_get_u64(&deadline_s, data->data + SELECTOR, data->len - SELECTOR, index) ||
	    deadline_s > TX_MARKET_TIME_MOST + TX_MARKET_DEADLINE_S)
		return false;
	text_time(when, (int64_t)deadline_s * 1000);
	review_add(review, "", REVIEW_PLAIN, "%s: %" PRIu64 " (%s)", name, deadline_s, when);
	return true;
}

static bool add_hop(struct review *review, const struct model *model, size_t word)
{
	const struct buf *data = &model->tx.tx.data;
	bool is_stable;

	if (!add_address_argument(review, model, "from", word) || !add_address_argument(review, model, "to", word + 1) ||
	    !abi_get_bool(&is_stable, data->data + SELECTOR, data->len - SELECTOR, word + 2))
		return false;
	review_add(review, "", REVIEW_PLAIN, is_stable ? "stable: true" : "stable: false (a volatile pool)");
	return add_address_argument(review, model, "factory", word + 3);
}

/* The argument's own word says where the hops begin: how many, and four words for each. */
static bool add_route(struct review *review, const struct model *model, const char *name, size_t index)
{
	const struct buf *data = &model->tx.tx.data;
	uint64_t at, count;

	if (!abi_get_u64(&at, data->data + SELECTOR, data->len - SELECTOR, index) || at % 32 || at > data->len ||
	    !abi_get_u64(&count, data->data + SELECTOR, data->len - SELECTOR, at / 32) || !count || count > MARKET_HOPS)
		return false;
	review_add(review, "", REVIEW_PLAIN, "%s: %" PRIu64 " hop%s", name, count, count == 1 ? "" : "s");
	for (size_t hop = 0; hop < count; hop++)
		if (!add_hop(review, model, at / 32 + 1 + 4 * hop))
			return false;
	return true;
}

typedef bool add_argument(struct review *review, const struct model *model, const char *name, size_t index);

/* Returns how an argument is shown: by its type, and a deadline as a time. */
static add_argument *shower(const char *type, enum plan_value value)
{
	if (*type == '(')
		return add_route;
	if (strncmp(type, "address", 7) == 0)
		return add_address_argument;
	return value == PLAN_DEADLINE ? add_deadline : add_number_argument;
}

/* Returns what follows an argument's type, which may be an array of tuples. */
static const char *after_type(const char *type)
{
	if (*type == '(')
		type += strcspn(type, ")") + 1;
	return type + strcspn(type, ",)");
}

void review_add_call(struct review *review, const struct model *model)
{
	const struct flow_tx *flow = &model->tx;
	const struct plan_call *call = flow->tx.data.len >= SELECTOR ? plan_call_of(flow->tx.data.data) : NULL;
	bool known = call && (flow->change != TX_CHANGE_NONE || !strcmp(call->signature, flow->calls[flow->chosen]));
	const char *type = call ? strchr(call->signature, '(') : "";

	if (!flow->tx.data.len && !flow->needs_code) {
		review_add(review, "Call", REVIEW_STRONG, "none: it only carries the ETH");
		return;
	}
	review_add(review, "Call", known ? REVIEW_STRONG : REVIEW_BAD, "%s", known ? call->signature : "not the call it should be");
	for (size_t i = 0; known && *type && *type != ')'; i++) {
		if (*++type == ')')
			break;
		known = i < PLAN_ARGUMENTS && call->arguments[i].name &&
			shower(type, call->arguments[i].value)(review, model, call->arguments[i].name, i);
		type = after_type(type);
	}
	if (call && !known)
		review_add(review, "", REVIEW_BAD, "and its arguments are not what they should be");
}

void review_add_market(struct review *review, const struct flow_tx *flow)
{
	const struct tx_market *market = &flow->market;
	char quote[AMOUNT_TEXT_SIZE], least[AMOUNT_TEXT_SIZE], slippage[SLIPPAGE_TEXT_SIZE], impact[SLIPPAGE_TEXT_SIZE];
	char when[TEXT_TIME_SIZE];

	amount_format(quote, market->quote);
	amount_format(least, market->least);
	slippage_format(slippage, market->slippage);
	slippage_format(impact, market->impact);
	text_time(when, (int64_t)market->deadline_s * 1000);
	if (!plan_row(flow->purpose)->swaps) {
		review_add(review, "For a swap", REVIEW_PLAIN, "that would bring %s VVV by now, and at least %s", quote, least);
		return;
	}
	review_add(review, "Quote", REVIEW_PLAIN, "%s VVV, by now", quote);
	review_add(review, "At least", REVIEW_STRONG, "%s VVV: slippage of %s %%; less than that and nothing is swapped", least,
		   slippage);
	review_add(review, "Price impact", market->impact >= TX_MARKET_IMPACT_HIGH ? REVIEW_BAD : REVIEW_PLAIN,
		   "%s %% less than by the pools' price, their fee included", impact);
	review_add(review, "Deadline", REVIEW_PLAIN, "%s: %d minutes after the quote; later nothing is swapped", when,
		   TX_MARKET_DEADLINE_S / 60);
}
