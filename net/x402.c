#include "net/x402.h"

#include <sodium.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

/* The content comes in an object of its own, or without one. */
static struct json_object *content(struct json_object *body)
{
	struct json_object *data = json_member(body, "data");

	return json_object_is_type(data, json_type_object) ? data : body;
}

/* The wallet comes back in lower case, or not at all.  An answer about another wallet must not be
 * read as this one's. */
static bool is_about(struct json_object *data, struct address wallet, struct err *err)
{
	struct json_object *value = json_member(data, "walletAddress");
	const char *text = json_text(value);
	struct address address;
	struct err ignored;

	return !value || (text && address_parse(&address, text, &ignored) && address_equal(address, wallet)) ||
	       err_set(err, ERR_BAD_ANSWER, "The answer is not about this wallet");
}

bool x402_balance(struct x402_balance *out, struct json_object *body, struct address wallet, struct err *err)
{
	struct json_object *data = content(body);
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
	struct json_object *data = content(body), *rows = json_member(data, "transactions");
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

/* A text that was cut would be another text, so one that does not fit is left out. */
static void take_whole(char *out, size_t size, struct json_object *value)
{
	const char *text = json_text(value);

	if (text && strlen(text) < size)
		text_sanitise(out, size, text, strlen(text));
}

static uint64_t number_of(struct json_object *value)
{
	int64_t number = json_object_is_type(value, json_type_int) ? json_object_get_int64(value) : 0;

	return number > 0 ? (uint64_t)number : 0;
}

static void take_offer(struct x402_offer *out, struct json_object *offer)
{
	struct json_object *extra = json_member(offer, "extra");

	take_whole(out->scheme, sizeof(out->scheme), json_member(offer, "scheme"));
	take_whole(out->network, sizeof(out->network), json_member(offer, "network"));
	take_whole(out->asset, sizeof(out->asset), json_member(offer, "asset"));
	take_whole(out->pay_to, sizeof(out->pay_to), json_member(offer, "payTo"));
	take_whole(out->amount, sizeof(out->amount), json_member(offer, "amount"));
	take_whole(out->name, sizeof(out->name), json_member(extra, "name"));
	take_whole(out->version, sizeof(out->version), json_member(extra, "version"));
	json_take_text(out->method, sizeof(out->method), json_member(extra, "assetTransferMethod"));
	out->timeout_s = number_of(json_member(offer, "maxTimeoutSeconds"));
}

bool x402_offers(struct x402_offers *out, struct json_object *body, struct err *err)
{
	struct json_object *accepts = json_member(body, "accepts");
	size_t count = json_object_is_type(accepts, json_type_array) ? json_object_array_length(accepts) : 0;

	if (!count)
		return err_set(err, ERR_BAD_ANSWER, "The answer does not say how to pay");
	*out = (struct x402_offers){ .version = number_of(json_member(body, "x402Version")) };
	for (size_t i = 0; i < count && out->count < X402_OFFERS_MAX; i++)
		take_offer(&out->items[out->count++], json_object_array_get_idx(accepts, i));
	return true;
}

/* Reads a PAYMENT-RESPONSE header, which is base64 of JSON.  NULL when it is not. */
static struct json_object *read_settlement(const char *header)
{
	struct json_object *root = NULL;
	char json[2048];
	struct err ignored;
	size_t len;

	if (!header || sodium_base642bin((unsigned char *)json, sizeof(json), header, strlen(header), NULL, &len, NULL,
					 sodium_base64_VARIANT_ORIGINAL) ||
	    !json_read(&root, json, len, &ignored))
		return NULL;
	return root;
}

/* A payment by somebody else, or one that was not settled, left no transaction of this payment. */
static bool settled_by(struct json_object *root, struct address wallet)
{
	const char *payer = json_text(json_member(root, "payer"));
	struct address address;
	struct err ignored;
	bool success;

	if (json_flag(&success, root, "success") && !success)
		return false;
	return !payer || (address_parse(&address, payer, &ignored) && address_equal(address, wallet));
}

static void take_settlement(struct x402_receipt *out, const char *header, struct address wallet)
{
	struct json_object *root = read_settlement(header);
	const char *hash = json_text(json_member(root, "transaction"));

	out->has_hash = hash && settled_by(root, wallet) && hex_decode(out->hash, sizeof(out->hash), hash);
	json_object_put(root);
}

void x402_reason(char out[X402_REASON_SIZE], const char *header)
{
	struct json_object *root = read_settlement(header);

	out[0] = '\0';
	json_take_text(out, X402_REASON_SIZE, json_member(root, "errorReason"));
	json_object_put(root);
}

bool x402_is_discovery(struct json_object *body)
{
	return json_member(body, "x402Version") && json_object_is_type(json_member(body, "accepts"), json_type_array);
}

bool x402_receipt(struct x402_receipt *out, struct json_object *body, const char *header, struct address wallet,
		  struct err *err)
{
	struct json_object *data = content(body);

	*out = (struct x402_receipt){ .has_hash = false };
	take_settlement(out, header, wallet);
	json_decimal(out->credited, json_member(data, "amountCredited"));
	json_decimal(out->balance, json_member(data, "newBalance"));
	json_take_text(out->id, sizeof(out->id), json_member(data, "paymentId"));
	if (!*out->credited && !json_member(data, "walletAddress"))
		return err_set(err, ERR_BAD_ANSWER, "The answer does not say that the payment was taken");
	return is_about(data, wallet, err);
}
