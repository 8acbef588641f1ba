#include "net/venice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/answer.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/venice/jwt.h"

#define SIGNATURE_SIZE 65
#define LIMIT_UNIT 1000000.0

static void add(struct json_object *object, const char *name, const char *text)
{
	json_object_object_add(object, name, json_object_new_string(text));
}

/* A limit is sent with the digits in which it was given; a double would change them. */
static struct json_object *limits(const struct key_options *options)
{
	struct json_object *object = NULL;

	for (enum key_currency currency = 0; currency < KEY_CURRENCIES; currency++) {
		char digits[KEY_LIMIT_TEXT_SIZE];

		if (options->limit[currency] == KEY_NO_LIMIT)
			continue;
		if (!object)
			object = json_object_new_object();
		key_limit_format(digits, options->limit[currency]);
		json_object_object_add(object, key_currency_name(currency),
				       json_object_new_double_s((double)options->limit[currency] / LIMIT_UNIT, digits));
	}
	return object;
}

static void add_options(struct json_object *body, const struct key_options *options)
{
	struct json_object *limit = limits(options);

	add(body, "apiKeyType", key_type_name(options->type));
	if (*options->description)
		add(body, "description", options->description);
	if (*options->expires)
		add(body, "expiresAt", options->expires);
	if (limit)
		json_object_object_add(body, "consumptionLimit", limit);
	if (options->has_period)
		add(body, "limitPeriod", key_period_name(options->period));
	if (options->has_privacy)
		add(body, "modelPrivacy", key_privacy_name(options->privacy));
}

/* Takes body over. */
static void write_body(struct buf *out, struct json_object *body)
{
	buf_clear(out);
	buf_add_string(out, json_object_to_json_string_ext(body, JSON_C_TO_STRING_PLAIN |
							   JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(body);
}

void venice_create_body(struct buf *out, const struct key_options *options)
{
	struct json_object *body = json_object_new_object();

	add_options(body, options);
	write_body(out, body);
}

/* Sends all limits at once, because it is not documented whether Venice keeps one that is left
 * out. null removes a limit. */
static struct json_object *changed_limits(const struct key_changes *changes)
{
	struct json_object *object = json_object_new_object();

	for (enum key_currency currency = 0; currency < KEY_CURRENCIES; currency++) {
		int64_t limit = changes->to.limit[currency];
		char digits[KEY_LIMIT_TEXT_SIZE];

		if (currency == KEY_VCU && !changes->vcu && limit == KEY_NO_LIMIT)
			continue;	/* deprecated: left out unless it was there before */
		key_limit_format(digits, limit);
		json_object_object_add(object, key_currency_name(currency), limit == KEY_NO_LIMIT ? NULL
				       : json_object_new_double_s((double)limit / LIMIT_UNIT, digits));
	}
	return object;
}

void venice_update_body(struct buf *out, const char *id, const struct key_changes *changes)
{
	struct json_object *body = json_object_new_object();

	add(body, "id", id);
	if (changes->description)
		add(body, "description", changes->to.description);
	if (changes->expires)
		add(body, "expiresAt", changes->to.expires);
	if (changes->limits)
		json_object_object_add(body, "consumptionLimit", changed_limits(changes));
	if (changes->to.has_period)
		add(body, "limitPeriod", key_period_name(changes->to.period));
	if (changes->to.has_privacy)
		add(body, "modelPrivacy", key_privacy_name(changes->to.privacy));
	write_body(out, body);
}

void venice_mint_body(struct buf *out, const struct venice_proof *proof, const struct key_options *options)
{
	struct json_object *body = json_object_new_object();
	char address_text[ADDRESS_TEXT_SIZE], signature_text[2 + 2 * SIGNATURE_SIZE + 1] = "0x";

	address_format(address_text, proof->address);
	hex_encode(signature_text + 2, proof->signature, SIGNATURE_SIZE);
	add(body, "address", address_text);
	add(body, "signature", signature_text);
	add(body, proof->is_challenge ? "message" : "token", proof->text);
	add_options(body, options);
	write_body(out, body);
}

/* Checks only the size of the text.  Whoever signs it judges it. */
static bool challenge(struct venice_token *out, struct json_object *data, const char *message, struct err *err)
{
	const char *nonce = json_text(json_member(data, "nonce"));
	const char *expires = json_text(json_member(data, "expiresAt"));
	struct challenge beside = { 0 };

	if (strlen(message) > SIWE_MAX)
		return err_set(err, ERR_BAD_ANSWER, "The challenge is longer than any challenge can be");
	if (!nonce || !*nonce || strlen(nonce) >= sizeof(beside.nonce))
		return err_set(err, ERR_BAD_ANSWER, "The challenge comes without a nonce of use");
	if (expires && !siwe_parse_time(&beside.expires_ms, (struct siwe_part){ expires, strlen(expires) }))
		return err_set(err, ERR_BAD_ANSWER, "The challenge comes with a time that is none");
	memcpy(beside.nonce, nonce, strlen(nonce));
	*out = (struct venice_token){ .text = mem_string(message), .is_challenge = true, .challenge = beside };
	return true;
}

/* json_text does not take a string with a NUL. */
static bool has_nul(struct json_object *value)
{
	return json_object_is_type(value, json_type_string) && !json_text(value);
}

bool venice_token(struct venice_token *out, struct json_object *body, struct err *err)
{
	struct json_object *data = json_member(body, "data");
	const char *token = json_text(json_member(data, "token")), *message = json_text(json_member(data, "message"));

	if (has_nul(json_member(data, "message")))
		return err_set(err, ERR_CHALLENGE_REFUSED, "The text to sign has a NUL in it: what follows would be signed unseen");
	if (!token && message && *message)
		return challenge(out, data, message, err);
	if (!token || !*token)
		return answer_unusable(err, body, "The answer has no token in it");
	if (strlen(token) > JWT_MAX)
		return err_set(err, ERR_BAD_ANSWER, "The token is longer than any token can be");
	*out = (struct venice_token){ .text = mem_string(token) };
	return true;
}

/* Returns millionths.  JavaScript writes small numbers with an exponent, and sums with more
 * decimals than a limit has; those are rounded. */
static int64_t limit_of(struct json_object *value)
{
	const char *digits = json_digits(value);
	int64_t limit;
	struct err err;

	if (!digits)
		digits = json_text(value);
	if (!digits || !*digits)
		return KEY_NO_LIMIT;
	if (key_limit_parse(&limit, digits, &err))
		return limit;

	double number = strtod(digits, NULL) * LIMIT_UNIT + 0.5;

	return number >= 0 && number <= (double)KEY_LIMIT_MAX ? (int64_t)number : KEY_NO_LIMIT;
}

/* An id becomes a file's name in the vault and a part of a URL.  One that does not fit both is of no use. */
static void take_id(char out[KEY_ID_SIZE], struct json_object *value)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
	const char *id = json_text(value);

	if (id && strlen(id) < KEY_ID_SIZE && id[strspn(id, letters)] == 0)
		memcpy(out, id, strlen(id) + 1);
}

/* An undocumented word says no more than none. */
static void take_names(struct key_info *out, struct key_unsaid *unsaid, struct json_object *data)
{
	const char *type = json_text(json_member(data, "apiKeyType"));
	const char *period = json_text(json_member(data, "limitPeriod"));
	const char *privacy = json_text(json_member(data, "modelPrivacy"));

	unsaid->type = !type || !key_type_parse(&out->type, type);
	unsaid->period = !period || !key_period_parse(&out->period, period);
	unsaid->privacy = !privacy || !key_privacy_parse(&out->privacy, privacy);
}

static int64_t time_of(struct json_object *value)
{
	const char *text = json_text(value);
	int64_t time_ms;

	return text && text_parse_time(&time_ms, text) ? time_ms : 0;
}

/* Takes what every answer about a key says of it.  Only the answer to making one calls the limits
 * `consumptionLimit`. */
static void take_options(struct key_info *out, struct key_unsaid *unsaid, struct json_object *data)
{
	struct json_object *limit = json_member(data, "consumptionLimit");

	if (!limit)
		limit = json_member(data, "consumptionLimits");
	unsaid->limits = !json_object_is_type(limit, json_type_object);
	take_id(out->id, json_member(data, "id"));
	json_take_text(out->description, sizeof(out->description), json_member(data, "description"));
	take_names(out, unsaid, data);
	for (enum key_currency currency = 0; currency < KEY_CURRENCIES; currency++)
		out->limit[currency] = limit_of(json_member(limit, key_currency_name(currency)));
	out->expires_ms = time_of(json_member(data, "expiresAt"));
}

void venice_new_key(struct key_info *out, struct key_unsaid *unsaid, struct json_object *body)
{
	struct json_object *data = json_member(body, "data");

	take_options(out, unsaid, data ? data : body);
}

static void take_usage(struct key_info *out, struct json_object *data)
{
	struct json_object *week = json_member(json_member(data, "usage"), "trailingSevenDays");
	struct json_object *period = json_member(data, "currentPeriodUsage");

	json_take_text(out->usage_usd, sizeof(out->usage_usd), json_member(week, "usd"));
	json_take_text(out->usage_diem, sizeof(out->usage_diem), json_member(week, "diem"));
	json_take_text(out->period_usd, sizeof(out->period_usd), json_member(period, "usd"));
	json_take_text(out->period_diem, sizeof(out->period_diem), json_member(period, "diem"));
}

/* False when it has no usable id. */
static bool take_listed(struct key_info *out, struct key_unsaid *unsaid, struct json_object *data)
{
	*out = (struct key_info){ .remote = true };
	take_options(out, unsaid, data);
	json_take_text(out->last6, sizeof(out->last6), json_member(data, "last6Chars"));
	out->created_ms = time_of(json_member(data, "createdAt"));
	out->used_ms = time_of(json_member(data, "lastUsedAt"));
	take_usage(out, data);
	memcpy(out->venice_id, out->id, sizeof(out->venice_id));
	return out->id[0];
}

bool venice_key(struct key_info *out, struct key_unsaid *unsaid, struct json_object *body, struct err *err)
{
	return take_listed(out, unsaid, json_member(body, "data")) || answer_unusable(err, body, "The answer has no API key in it");
}

bool venice_keys(struct key_list *out, struct json_object *body, struct err *err)
{
	struct json_object *data = json_member(body, "data");
	struct key_unsaid ignored;
	size_t count;

	if (!json_object_is_type(data, json_type_array))
		return answer_unusable(err, body, "The answer has no list of API keys in it");
	count = json_object_array_length(data);
	*out = (struct key_list){ .items = count ? mem_new(count, sizeof(*out->items)) : NULL };
	for (size_t i = 0; i < count; i++)
		out->count += take_listed(&out->items[out->count], &ignored, json_object_array_get_idx(data, i));
	return true;
}
