#include "wallet/venice/x402.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/base/json_made.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/venice/challenge.h"

#define LIFE_MS (5 * 60 * INT64_C(1000))
#define STATEMENT "Sign in to Venice API"

void x402_sign_in(struct x402_sign_in *out, const struct network *network, struct address address, int64_t now_ms)
{
	struct challenge_promise promise;

	challenge_promise(&promise, network, address, now_ms);
	*out = (struct x402_sign_in){ .chain_id = network->chain_id, .address = address, .now_ms = now_ms };
	memcpy(out->domain, promise.domain, sizeof(out->domain));
}

void x402_sign_in_message(struct buf *out, const struct x402_sign_in *sign_in)
{
	char address[ADDRESS_TEXT_SIZE], nonce[2 * X402_NONCE_SIZE + 1], issued[TEXT_TIME_SIZE],
		expires[TEXT_TIME_SIZE];

	address_format(address, sign_in->address);
	hex_encode(nonce, sign_in->nonce, sizeof(sign_in->nonce));
	text_time(issued, sign_in->now_ms);
	text_time(expires, sign_in->now_ms + LIFE_MS);
	buf_clear(out);
	buf_add_format(out, "%s wants you to sign in with your Ethereum account:\n%s\n\n" STATEMENT "\n\n", sign_in->domain,
		       address);
	buf_add_format(out, "URI: https://%s\nVersion: 1\nChain ID: %" PRIu64 "\nNonce: %s\nIssued At: %s\n"
		       "Expiration Time: %s", sign_in->domain, sign_in->chain_id, nonce, issued, expires);
}

/* Takes ownership of root. */
static void add_base64(struct buf *out, struct json_object *root)
{
	const char *json =
		json_object_to_json_string_ext(root, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
	size_t len = strlen(json), size = sodium_base64_encoded_len(len, sodium_base64_VARIANT_ORIGINAL);
	char *encoded = mem_new(size, 1);

	sodium_bin2base64(encoded, size, (const unsigned char *)json, len, sodium_base64_VARIANT_ORIGINAL);
	buf_add_string(out, encoded);
	free(encoded);
	json_object_put(root);
}

static void add_text(struct json_object *object, const char *name, const char *text)
{
	json_object_object_add(object, name, json_object_new_string(text));
}

static void add_hex(struct json_object *object, const char *name, const uint8_t *bytes, size_t len)
{
	struct buf text;

	buf_init(&text, 0);
	hex_append(&text, bytes, len);
	add_text(object, name, buf_string(&text));
	buf_free(&text);
}

void x402_sign_in_header(struct buf *out, const struct x402_sign_in *sign_in,
			 const uint8_t signature[X402_SIGNATURE_SIZE])
{
	struct json_object *root = json_object_new_object();
	char address[ADDRESS_TEXT_SIZE];
	struct buf message;

	buf_init(&message, 0);
	x402_sign_in_message(&message, sign_in);
	address_format(address, sign_in->address);
	add_text(root, "address", address);
	add_text(root, "message", buf_string(&message));
	add_hex(root, "signature", signature, X402_SIGNATURE_SIZE);
	json_object_object_add(root, "timestamp", json_object_new_int64(sign_in->now_ms));
	json_object_object_add(root, "chainId", json_object_new_int64((int64_t)sign_in->chain_id));
	buf_clear(out);
	add_base64(out, root);
	buf_free(&message);
}

void x402_ledger_free(struct x402_ledger *ledger)
{
	free(ledger->items);
	*ledger = (struct x402_ledger){ 0 };
}

static struct json_object *add_object(struct json_object *parent, const char *name)
{
	struct json_object *object = json_object_new_object();

	json_object_object_add(parent, name, object);
	return object;
}

static void add_address(struct json_object *object, const char *name, struct address address)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, address);
	add_text(object, name, text);
}

/* The protocol writes numbers of 256 bits as decimal texts. */
static void add_number(struct json_object *object, const char *name, struct u256 number)
{
	char digits[80];

	u256_to_decimal(digits, number);
	add_text(object, name, digits);
}

static void add_resource(struct json_object *root, const struct network *network)
{
	struct json_object *resource = add_object(root, "resource");
	struct buf url;

	buf_init(&url, 0);
	buf_add_format(&url, "%s" X402_TOP_UP_PATH, network->api_url);
	add_text(resource, "url", buf_string(&url));
	add_text(resource, "description", "Venice x402 top-up");
	add_text(resource, "mimeType", "application/json");
	buf_free(&url);
}

/* Adds the offer that is accepted, with the amount that is paid. */
static void add_accepted(struct json_object *root, const struct payment *payment, const struct x402_terms *terms)
{
	struct json_object *accepted = add_object(root, "accepted"), *extra;
	struct typed_domain domain = payment_domain(payment->chain_id);

	add_text(accepted, "scheme", "exact");
	add_text(accepted, "network", terms->network);
	add_number(accepted, "amount", payment->amount.units);
	add_address(accepted, "asset", domain.contract);
	add_address(accepted, "payTo", payment->to);
	json_object_object_add(accepted, "maxTimeoutSeconds", json_object_new_int64((int64_t)terms->life_s));
	extra = add_object(accepted, "extra");
	add_text(extra, "name", domain.name);
	add_text(extra, "version", domain.version);
}

static void add_authorization(struct json_object *payload, const struct payment *payment)
{
	struct json_object *authorization = add_object(payload, "authorization");

	add_address(authorization, "from", payment->from);
	add_address(authorization, "to", payment->to);
	add_number(authorization, "value", payment->amount.units);
	add_number(authorization, "validAfter", u256_from_u64(payment->valid_after));
	add_number(authorization, "validBefore", u256_from_u64(payment->valid_before));
	add_hex(authorization, "nonce", payment->nonce, sizeof(payment->nonce));
}

void x402_payment_header(struct buf *out, const struct payment *payment, const struct x402_terms *terms,
			 const uint8_t signature[X402_SIGNATURE_SIZE], const struct network *network)
{
	struct json_object *root = json_object_new_object(), *payload;

	json_object_object_add(root, "x402Version", json_object_new_int(X402_VERSION));
	add_resource(root, network);
	add_accepted(root, payment, terms);
	payload = add_object(root, "payload");
	add_hex(payload, "signature", signature, X402_SIGNATURE_SIZE);
	add_authorization(payload, payment);
	buf_clear(out);
	add_base64(out, root);
}
