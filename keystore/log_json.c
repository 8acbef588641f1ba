#include "keystore/log_json.h"

#include <string.h>

#include "keystore/fields.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

static void add_number(struct json_object *object, const char *name, struct u256 number)
{
	char digits[80];

	u256_to_decimal(digits, number);
	fields_add_text(object, name, digits);
}

static void add_amount(struct json_object *object, struct amount amount)
{
	fields_add_text(object, "token", token_symbol(amount.token));
	add_number(object, "units", amount.units);
}

static void add_address(struct json_object *object, const char *name, struct address address)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, address);
	if (!address_is_zero(address))
		fields_add_text(object, name, text);
}

static void add_fees(struct json_object *object, const struct fee_paid *paid)
{
	if (paid->has_gas)
		add_number(object, "fee_gas", paid->gas);
	if (paid->has_l1)
		add_number(object, "fee_l1", paid->l1);
	if (paid->has_operator)
		add_number(object, "fee_operator", paid->operator_fee);
}

static void add_amount_as(struct json_object *object, const char *name, const struct amount *amount)
{
	struct json_object *value = json_object_new_object();

	add_amount(value, *amount);
	json_object_object_add(object, name, value);
}

static void add_tx(struct json_object *root, const struct log_tx *tx)
{
	struct json_object *object = json_object_new_object();

	fields_add_text(object, "purpose", log_tx_purpose(tx));
	add_amount(object, tx->amount);
	add_address(object, "recipient", tx->recipient);
	fields_add_hex(object, "hash", tx->hash, sizeof(tx->hash));
	fields_add_i64(object, "nonce", (int64_t)tx->nonce);
	fields_add_i64(object, "block", (int64_t)tx->block);
	if (tx->block_time_s)
		fields_add_i64(object, "block_time", (int64_t)tx->block_time_s);
	add_number(object, "fee", tx->fee);
	if (!u256_is_zero(tx->fee_most))
		add_number(object, "fee_most", tx->fee_most);
	add_fees(object, &tx->paid);
	add_address(object, "to", tx->to);
	if (tx->has_result)
		add_amount_as(object, "result", &tx->result);
	if (tx->has_besides)
		add_amount_as(object, "besides", &tx->besides);
	json_object_object_add(root, "tx", object);
}

static void add_payment(struct json_object *root, const struct log_payment *payment)
{
	struct json_object *object = json_object_new_object();

	fields_add_hex(object, "nonce", payment->nonce, sizeof(payment->nonce));
	add_amount(object, payment->amount);
	add_address(object, "to", payment->to);
	if (payment->has_hash)
		fields_add_hex(object, "hash", payment->hash, sizeof(payment->hash));
	json_object_object_add(root, "payment", object);
}

void log_json_write(struct buf *out, const struct log_entry *entry)
{
	struct json_object *root = json_object_new_object();
	char when[TEXT_TIME_SIZE];

	text_time(when, entry->time_ms);
	fields_add_text(root, "time", when);
	fields_add_i64(root, "ms", entry->time_ms);
	fields_add_text(root, "event", entry->event);
	if (*entry->network)
		fields_add_text(root, "network", entry->network);
	add_address(root, "wallet", entry->address);
	if (*entry->code)
		fields_add_text(root, "code", entry->code);
	fields_add_text(root, "text", entry->text);
	if (entry->tx.any)
		add_tx(root, &entry->tx);
	if (entry->payment.any)
		add_payment(root, &entry->payment);
	if (entry->chain_s)
		fields_add_i64(root, "chain_time", (int64_t)entry->chain_s);
	if (entry->report)
		fields_add_text(root, "report", entry->report);
	(void)!fields_write(out, root);
	json_object_put(root);
}

/* Anybody may have written to the file, so its text is sanitised like the network's. */
static bool take_text(char *out, size_t size, struct json_object *object, const char *name)
{
	const char *text;

	if (!fields_text(&text, object, name))
		return false;
	text_sanitise(out, size, text, strlen(text));
	return true;
}

/* A purpose of another version is kept as it is written. */
static bool take_purpose(struct log_tx *tx, struct json_object *object)
{
	const char *purpose;

	if (!fields_text(&purpose, object, "purpose"))
		return false;
	tx->purpose = purpose_parse(purpose);
	return tx->purpose != PURPOSE_UNKNOWN || take_text(tx->purpose_text, sizeof(tx->purpose_text), object, "purpose");
}

static bool take_number(struct u256 *out, struct json_object *object, const char *name)
{
	const char *digits;

	return fields_text(&digits, object, name) && u256_from_decimal(out, digits, strlen(digits));
}

static bool take_amount(struct amount *out, struct json_object *object)
{
	const char *token;

	return fields_text(&token, object, "token") && token_from_symbol(&out->token, token) &&
	       take_number(&out->units, object, "units");
}

/* Earlier versions did not write these. */
static void take_more(struct log_tx *tx, struct json_object *object)
{
	struct json_object *amount;

	(void)!fields_u64(&tx->block_time_s, object, "block_time");
	(void)!take_number(&tx->fee_most, object, "fee_most");
	tx->paid.has_gas = take_number(&tx->paid.gas, object, "fee_gas");
	tx->paid.has_l1 = take_number(&tx->paid.l1, object, "fee_l1");
	tx->paid.has_operator = take_number(&tx->paid.operator_fee, object, "fee_operator");
	(void)!fields_address(&tx->to, object, "to");
	tx->has_result = fields_object(&amount, object, "result") && take_amount(&tx->result, amount);
	tx->has_besides = fields_object(&amount, object, "besides") && take_amount(&tx->besides, amount);
}

/* If anything is not as it should be, only the entry's text is left. */
static void take_tx(struct log_entry *entry, struct json_object *root)
{
	struct json_object *object;
	struct log_tx tx = { .any = true };

	if (!fields_object(&object, root, "tx") || !take_purpose(&tx, object) || !take_amount(&tx.amount, object) ||
	    !fields_hex_exact(tx.hash, sizeof(tx.hash), object, "hash") || !fields_u64(&tx.nonce, object, "nonce") ||
	    !fields_u64(&tx.block, object, "block") || !take_number(&tx.fee, object, "fee"))
		return;
	if (fields_get(object, "recipient") && !fields_address(&tx.recipient, object, "recipient"))
		return;
	take_more(&tx, object);
	entry->tx = tx;
}

static void take_payment(struct log_entry *entry, struct json_object *root)
{
	struct log_payment payment = { .any = true };
	struct json_object *object;

	if (!fields_object(&object, root, "payment") || !take_amount(&payment.amount, object) ||
	    !fields_hex_exact(payment.nonce, sizeof(payment.nonce), object, "nonce"))
		return;
	(void)!fields_address(&payment.to, object, "to");
	payment.has_hash = fields_hex_exact(payment.hash, sizeof(payment.hash), object, "hash");
	entry->payment = payment;
}

static void take_report(struct log_entry *entry, struct json_object *object)
{
	const char *text;
	char *out;

	if (!fields_text(&text, object, "report"))
		return;
	entry->report = out = mem_string(text);
	for (; *out; out++)
		if ((unsigned char)*out < 0x20 && *out != '\n')
			*out = '?';
}

bool log_json_read(struct log_entry *out, const char *text, size_t len)
{
	struct json_object *object = fields_parse(text, len);
	struct log_entry entry = { 0 };
	bool ok = object && fields_i64(&entry.time_ms, object, "ms") &&
		  take_text(entry.event, sizeof(entry.event), object, "event");

	if (ok) {
		(void)take_text(entry.network, sizeof(entry.network), object, "network");
		(void)take_text(entry.code, sizeof(entry.code), object, "code");
		(void)take_text(entry.text, sizeof(entry.text), object, "text");
		(void)!fields_address(&entry.address, object, "wallet");
		take_report(&entry, object);
		take_tx(&entry, object);
		take_payment(&entry, object);
		(void)!fields_u64(&entry.chain_s, object, "chain_time");
		*out = entry;
	}
	json_object_put(object);
	return ok;
}
