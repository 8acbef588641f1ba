/* journal_json: writes and reads what is known of each kind of entry. */
#include "keystore/journal_json.h"

#include <string.h>

#include "keystore/fields.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define RAW_MAX ((size_t)128 << 10)	/* nodes accept no larger transaction */

static struct json_object *child(struct json_object *parent, const char *name)
{
	struct json_object *object = json_object_new_object();

	json_object_object_add(parent, name, object);
	return object;
}

static void add_proof(struct json_object *tx, const struct tx_proof *proof)
{
	struct json_object *seen = child(tx, "seen");
	char fee[80];

	u256_to_decimal(fee, proof->seen.fee);
	fields_add_text(seen, "fate", tx_fate_name(proof->seen.fate));
	fields_add_hex(seen, "hash", proof->seen.hash, KECCAK_SIZE);
	fields_add_i64(seen, "block", (int64_t)proof->seen.block);
	fields_add_hex(seen, "block_hash", proof->seen.block_hash, KECCAK_SIZE);
	fields_add_text(seen, "fee", fee);
	fields_add_i64(seen, "ms", proof->first_ms);
}

static void add_replacements(struct json_object *tx, const struct journal_entry *entry)
{
	struct json_object *list = json_object_new_array();

	for (size_t i = 0; i < entry->replacement_count; i++) {
		const struct tx_replacement *replacement = &entry->replacements[i];
		struct json_object *object = json_object_new_object();

		fields_add_i64(object, "ms", replacement->time_ms);
		json_object_object_add(object, "cancels", json_object_new_boolean(replacement->cancels));
		fields_add_hex(object, "hash", replacement->hash, KECCAK_SIZE);
		fields_add_hex(object, "raw", replacement->raw.data, replacement->raw.len);
		json_object_array_add(list, object);
	}
	json_object_object_add(tx, "replacements", list);
}

static void add_tx(struct json_object *root, const struct journal_entry *entry)
{
	struct json_object *tx = child(root, "tx");
	char units[80], recipient[ADDRESS_TEXT_SIZE];

	u256_to_decimal(units, entry->amount.units);
	fields_add_text(tx, "purpose", journal_entry_purpose(entry));
	fields_add_text(tx, "token", token_symbol(entry->amount.token));
	fields_add_text(tx, "units", units);
	if (!address_is_zero(entry->recipient)) {
		address_format(recipient, entry->recipient);
		fields_add_text(tx, "recipient", recipient);
	}
	if (entry->all)
		json_object_object_add(tx, "all", json_object_new_boolean(true));
	fields_add_hex(tx, "hash", entry->hash, sizeof(entry->hash));
	fields_add_hex(tx, "raw", entry->raw.data, entry->raw.len);
	if (entry->replacement_count)
		add_replacements(tx, entry);
	if (entry->proof.times)
		add_proof(tx, &entry->proof);
	if (entry->told)
		json_object_object_add(tx, "told", json_object_new_boolean(true));
}

static void add_options(struct json_object *root, const struct key_options *options)
{
	struct json_object *object = child(root, "options"), *limits;

	fields_add_text(object, "type", key_type_name(options->type));
	fields_add_text(object, "description", options->description);
	fields_add_text(object, "expires", options->expires);
	if (options->has_period)
		fields_add_text(object, "period", key_period_name(options->period));
	if (options->has_privacy)
		fields_add_text(object, "privacy", key_privacy_name(options->privacy));
	limits = child(object, "limits");
	for (int i = 0; i < KEY_CURRENCIES; i++)
		if (options->limit[i] != KEY_NO_LIMIT)
			fields_add_i64(limits, key_currency_name((enum key_currency)i), options->limit[i]);
}

static void add_mint(struct json_object *root, const struct journal_entry *entry)
{
	struct json_object *mint = child(root, "mint");

	add_options(mint, &entry->options);
	if (*entry->replaces)
		fields_add_text(mint, "replaces", entry->replaces);
	fields_add_hex(mint, "token_hash", entry->token_hash, sizeof(entry->token_hash));
}

/* The signature is left out, because with it the file could pay. */
static void add_payment(struct json_object *root, const struct journal_entry *entry)
{
	struct json_object *object = child(root, "payment");
	const struct payment *payment = &entry->payment;
	char units[80], to[ADDRESS_TEXT_SIZE];

	u256_to_decimal(units, payment->amount.units);
	address_format(to, payment->to);
	fields_add_i64(object, "chain_id", (int64_t)payment->chain_id);
	fields_add_text(object, "to", to);
	fields_add_text(object, "units", units);
	fields_add_i64(object, "valid_after", (int64_t)payment->valid_after);
	fields_add_i64(object, "valid_before", (int64_t)payment->valid_before);
	fields_add_hex(object, "nonce", payment->nonce, sizeof(payment->nonce));
}

static bool read_text(char *out, size_t size, struct json_object *object, const char *name)
{
	const char *text;

	if (!fields_text(&text, object, name) || strlen(text) >= size || !text_is_label(text, strlen(text)))
		return false;
	memcpy(out, text, strlen(text) + 1);
	return true;
}

static bool read_replacement(struct tx_replacement *out, struct json_object *object)
{
	buf_init(&out->raw, RAW_MAX);
	return json_object_is_type(object, json_type_object) && fields_i64(&out->time_ms, object, "ms") &&
	       fields_bool(&out->cancels, object, "cancels") &&
	       fields_hex_exact(out->hash, KECCAK_SIZE, object, "hash") && fields_hex(&out->raw, object, "raw");
}

static bool read_replacements(struct journal_entry *out, struct json_object *tx)
{
	struct json_object *list = fields_get(tx, "replacements");
	size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;

	if (list && (!count || count > JOURNAL_REPLACEMENTS))
		return false;
	for (size_t i = 0; i < count; i++) {
		out->replacement_count++;	/* if its reading fails, it is freed with the entry */
		if (!read_replacement(&out->replacements[i], json_object_array_get_idx(list, i)))
			return false;
	}
	return true;
}

/* It counts as seen once, because nobody knows the chain's latest block here. */
static bool read_proof(struct tx_proof *out, struct json_object *tx)
{
	struct tx_sighting *seen = &out->seen;
	const char *fate, *fee;
	struct json_object *object;

	if (!fields_get(tx, "seen"))
		return true;
	out->times = 1;
	return fields_object(&object, tx, "seen") && fields_text(&fate, object, "fate") &&
	       tx_fate_parse(&seen->fate, fate) && fields_hex_exact(seen->hash, KECCAK_SIZE, object, "hash") &&
	       fields_u64(&seen->block, object, "block") &&
	       fields_hex_exact(seen->block_hash, KECCAK_SIZE, object, "block_hash") &&
	       fields_text(&fee, object, "fee") && u256_from_decimal(&seen->fee, fee, strlen(fee)) &&
	       fields_i64(&out->first_ms, object, "ms");
}

/* Reads a flag; one that is not there is false. */
static bool read_flag(bool *out, struct json_object *tx, const char *name)
{
	return !fields_get(tx, name) || fields_bool(out, tx, name);
}

/* This version may not know a purpose or token that another version wrote.  It shows what it can.
 * It neither follows such an entry nor writes it anew, which would lose what it does not know. */
static bool read_purpose(struct journal_entry *out, struct json_object *tx)
{
	const char *purpose, *token, *units;

	if (!fields_text(&purpose, tx, "purpose") || !text_is_clean(purpose, strlen(purpose)) ||
	    !fields_text(&token, tx, "token") || !fields_text(&units, tx, "units"))
		return false;
	out->purpose = purpose_parse(purpose);
	if (out->purpose == PURPOSE_UNKNOWN)
		text_sanitise(out->purpose_text, sizeof(out->purpose_text), purpose, strlen(purpose));
	out->amount_unknown = !token_from_symbol(&out->amount.token, token);
	return u256_from_decimal(&out->amount.units, units, strlen(units));
}

static bool read_recipient(struct journal_entry *out, struct json_object *tx)
{
	return !fields_get(tx, "recipient") || fields_address(&out->recipient, tx, "recipient");
}

static bool read_tx(struct journal_entry *out, struct json_object *root)
{
	struct json_object *tx;

	buf_init(&out->raw, RAW_MAX);
	return fields_object(&tx, root, "tx") && read_purpose(out, tx) && read_recipient(out, tx) &&
	       fields_hex_exact(out->hash, sizeof(out->hash), tx, "hash") && fields_hex(&out->raw, tx, "raw") &&
	       read_replacements(out, tx) && read_proof(&out->proof, tx) && read_flag(&out->told, tx, "told") &&
	       read_flag(&out->all, tx, "all");
}

static bool read_limits(struct key_options *out, struct json_object *object)
{
	struct json_object *limits;

	if (!fields_object(&limits, object, "limits"))
		return false;
	for (int i = 0; i < KEY_CURRENCIES; i++) {
		const char *name = key_currency_name((enum key_currency)i);

		if (fields_get(limits, name) &&
		    (!fields_i64(&out->limit[i], limits, name) || out->limit[i] < 0 || out->limit[i] > KEY_LIMIT_MAX))
			return false;
	}
	return true;
}

static bool read_options(struct key_options *out, struct json_object *object)
{
	const char *text;

	key_options_init(out);
	out->has_period = fields_get(object, "period");
	out->has_privacy = fields_get(object, "privacy");
	if (out->has_period && !(fields_text(&text, object, "period") && key_period_parse(&out->period, text)))
		return false;
	if (out->has_privacy && !(fields_text(&text, object, "privacy") && key_privacy_parse(&out->privacy, text)))
		return false;
	return fields_text(&text, object, "type") && key_type_parse(&out->type, text) &&
	       read_text(out->description, sizeof(out->description), object, "description") &&
	       read_text(out->expires, sizeof(out->expires), object, "expires") && read_limits(out, object);
}

static bool read_mint(struct journal_entry *out, struct json_object *root)
{
	struct json_object *mint, *options;

	return fields_object(&mint, root, "mint") && fields_object(&options, mint, "options") &&
	       read_options(&out->options, options) &&
	       (!fields_get(mint, "replaces") || read_text(out->replaces, sizeof(out->replaces), mint, "replaces")) &&
	       fields_hex_exact(out->token_hash, sizeof(out->token_hash), mint, "token_hash");
}

/* Reads seconds that can be counted in milliseconds, and chain ids, which are smaller. */
static bool read_number(uint64_t *out, struct json_object *object, const char *name)
{
	return fields_u64(out, object, name) && *out <= INT64_MAX / 1000;
}

static bool read_payment(struct journal_entry *out, struct json_object *root)
{
	struct payment *payment = &out->payment;
	struct json_object *object;
	const char *units;

	payment->from = out->address;
	payment->amount.token = TOKEN_USDC;
	return fields_object(&object, root, "payment") && read_number(&payment->chain_id, object, "chain_id") &&
	       fields_address(&payment->to, object, "to") && fields_text(&units, object, "units") &&
	       u256_from_decimal(&payment->amount.units, units, strlen(units)) &&
	       read_number(&payment->valid_after, object, "valid_after") &&
	       read_number(&payment->valid_before, object, "valid_before") &&
	       fields_hex_exact(payment->nonce, sizeof(payment->nonce), object, "nonce");
}

static const struct {
	const char *name;
	void (*add)(struct json_object *root, const struct journal_entry *entry);
	bool (*read)(struct journal_entry *out, struct json_object *root);
} kinds[] = {
	[JOURNAL_TX] = { "tx", add_tx, read_tx },
	[JOURNAL_MINT] = { "mint", add_mint, read_mint },
	[JOURNAL_PAYMENT] = { "payment", add_payment, read_payment },
};

bool journal_json_write(struct buf *out, const struct journal_entry *entry)
{
	struct json_object *root;
	char address[ADDRESS_TEXT_SIZE];
	bool ok;

	if (entry->raw.len > RAW_MAX)
		return false;
	root = json_object_new_object();
	address_format(address, entry->address);
	fields_add_i64(root, "version", 1);
	fields_add_text(root, "id", entry->id);
	fields_add_text(root, "kind", kinds[entry->kind].name);
	fields_add_i64(root, "time_ms", entry->time_ms);
	fields_add_text(root, "network", entry->network);
	fields_add_text(root, "address", address);
	kinds[entry->kind].add(root, entry);
	ok = fields_write(out, root);
	json_object_put(root);
	return ok;
}

static bool read_kind(struct journal_entry *out, struct json_object *root)
{
	const char *name;

	if (!fields_text(&name, root, "kind"))
		return false;
	for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
		out->kind = (enum journal_kind)i;
		if (strcmp(kinds[i].name, name) == 0)
			return kinds[i].read(out, root);
	}
	return false;
}

static bool read_root(struct journal_entry *out, struct json_object *root)
{
	uint64_t version;

	return fields_u64(&version, root, "version") && version == 1 &&
	       fields_copy(out->id, sizeof(out->id), root, "id") &&
	       fields_i64(&out->time_ms, root, "time_ms") &&
	       read_text(out->network, sizeof(out->network), root, "network") &&
	       fields_address(&out->address, root, "address") && read_kind(out, root);
}

bool journal_json_read(struct journal_entry *out, const struct buf *file)
{
	struct json_object *root = fields_parse(buf_string(file), file->len);
	bool ok;

	*out = (struct journal_entry){ 0 };
	ok = root && read_root(out, root);
	json_object_put(root);
	return ok;
}
