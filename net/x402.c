#include "net/x402.h"

#include <string.h>

#include "wallet/mem.h"
#include "wallet/text.h"

/* The wallet comes back in small letters; an answer about another would be read as this one's. */
static bool is_about(struct json_object *data, struct address wallet, struct err *err)
{
	const char *text = json_text(json_member(data, "walletAddress"));
	struct address address;
	struct err ignored;

	return (text && address_parse(&address, text, &ignored) && address_equal(address, wallet)) ||
	       err_set(err, ERR_BAD_ANSWER, "The answer is not about this wallet");
}

bool x402_balance(struct x402_balance *out, struct json_object *body, struct address wallet, struct err *err)
{
	struct json_object *data = json_member(body, "data");
	struct x402_balance balance = { .can_consume = false };

	if (!is_about(data, wallet, err))
		return false;
	json_decimal(balance.usd, json_member(data, "balanceUsd"));
	json_decimal(balance.diem, json_member(data, "diemBalanceUsd"));
	json_decimal(balance.minimum, json_member(data, "minimumTopUpUsd"));
	json_decimal(balance.suggested, json_member(data, "suggestedTopUpUsd"));
	if (!*balance.usd || !json_flag(&balance.can_consume, data, "canConsume"))
		return err_set(err, ERR_BAD_ANSWER, "The answer does not say what the credit is");
	*out = balance;
	return true;
}

static void take_entry(struct x402_entry *out, struct json_object *row)
{
	const char *time = json_text(json_member(row, "createdAt"));

	json_take_text(out->id, sizeof(out->id), json_member(row, "id"));
	json_take_text(out->type, sizeof(out->type), json_member(row, "type"));
	json_take_text(out->request, sizeof(out->request), json_member(row, "requestId"));
	json_take_text(out->model, sizeof(out->model), json_member(row, "modelId"));
	json_decimal(out->amount, json_member(row, "amount"));
	json_decimal(out->balance_after, json_member(row, "balanceAfter"));
	if (!time || !text_parse_time(&out->time_ms, time))
		out->time_ms = 0;
}

bool x402_ledger(struct x402_ledger *out, struct json_object *body, struct address wallet, struct err *err)
{
	struct json_object *data = json_member(body, "data"), *rows = json_member(data, "transactions");
	size_t count;

	if (!is_about(data, wallet, err))
		return false;
	if (!json_object_is_type(rows, json_type_array) || json_object_array_length(rows) > X402_LEDGER_MAX)
		return err_set(err, ERR_BAD_ANSWER, "The answer has no list of transactions in it");
	count = json_object_array_length(rows);
	*out = (struct x402_ledger){ .count = count, .items = count ? mem_new(count, sizeof(*out->items)) : NULL };
	for (size_t i = 0; i < count; i++)
		take_entry(&out->items[i], json_object_array_get_idx(rows, i));
	json_decimal(out->usd, json_member(data, "currentBalance"));
	if (!json_flag(&out->has_more, json_member(data, "pagination"), "hasMore"))
		out->has_more = false;
	return true;
}
