#include "wallet/venice/jwt.h"

#include <sodium.h>
#include <string.h>

#include "wallet/base/json_made.h"
#include "wallet/base/strict_json.h"
#include "wallet/base/text.h"

#define PARTS 3		/* header, claims, signature: RFC 7515 section 3.1 */
#define DEPTH_MAX 16
#define LATEST 253402300799.0	/* the last second of the year 9999 */

struct part {
	const char *text;
	size_t len;
};

static bool split(struct part parts[PARTS], const char *token, size_t len)
{
	for (size_t i = 0; i < PARTS; i++) {
		const char *dot = memchr(token, '.', len);
		bool is_last = i == PARTS - 1;

		if (is_last ? dot != NULL : dot == NULL)
			return false;
		parts[i] = (struct part){ token, is_last ? len : (size_t)(dot - token) };
		if (!parts[i].len)
			return false;
		if (!is_last) {
			len -= parts[i].len + 1;
			token = dot + 1;
		}
	}
	return true;
}

/* libsodium's decoder takes some bytes beyond ASCII for digits. */
static bool is_base64url(struct part part)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	for (size_t i = 0; i < part.len; i++)
		if (!memchr(digits, part.text[i], sizeof(digits) - 1))
			return false;
	return true;
}

/* base64url without padding or anything else (RFC 7515 section 2). */
static bool decode(char out[JWT_MAX], size_t *len, struct part part)
{
	return is_base64url(part) &&
	       !sodium_base642bin((unsigned char *)out, JWT_MAX, part.text, part.len, NULL, len, NULL,
				  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* Parses the part as a JSON object, which the caller puts; NULL if it is none. */
static struct json_object *parse_object(struct part part)
{
	struct json_object *object = NULL;
	char text[JWT_MAX];
	size_t len;

	if (!decode(text, &len, part) || !strict_json_parse(&object, text, len, DEPTH_MAX))
		return NULL;
	if (json_object_is_type(object, json_type_object))
		return object;
	json_object_put(object);
	return NULL;
}

static void read_string(char *out, size_t size, const struct json_object *object, const char *name)
{
	struct json_object *value = json_object_object_get(object, name);

	/* "aud" may be an array of strings: RFC 7519 section 4.1.3. */
	if (json_object_is_type(value, json_type_array))
		value = json_object_array_get_idx(value, 0);
	if (json_object_is_type(value, json_type_string))
		text_sanitise(out, size, json_object_get_string(value), (size_t)json_object_get_string_len(value));
}

/* A NumericDate may have decimals (RFC 7519 section 2).  A time outside the years 1970 to 9999
 * counts as absent, so that arithmetic with it cannot overflow. */
static int64_t read_time(const struct json_object *object, const char *name)
{
	struct json_object *value = json_object_object_get(object, name);

	if (!json_object_is_type(value, json_type_int) && !json_object_is_type(value, json_type_double))
		return 0;

	double seconds = json_object_get_double(value);

	return seconds >= 0 && seconds <= LATEST ? (int64_t)seconds : 0;
}

static bool read_header(struct jwt *out, struct part part)
{
	struct json_object *header = parse_object(part);
	bool has_alg = json_object_is_type(json_object_object_get(header, "alg"), json_type_string);

	read_string(out->alg, sizeof(out->alg), header, "alg");
	json_object_put(header);
	return has_alg;
}

static bool read_claims(struct jwt *out, struct part part)
{
	struct json_object *claims = parse_object(part);

	if (!claims)
		return false;
	read_string(out->iss, sizeof(out->iss), claims, "iss");
	read_string(out->aud, sizeof(out->aud), claims, "aud");
	out->iat = read_time(claims, "iat");
	out->exp = read_time(claims, "exp");
	out->nbf = read_time(claims, "nbf");
	json_object_put(claims);
	return true;
}

bool jwt_inspect(struct jwt *out, const char *token, size_t len, struct err *err)
{
	struct part parts[PARTS];
	struct jwt jwt = { 0 };
	char signature[JWT_MAX];
	size_t signature_len;

	if (len > JWT_MAX)
		return err_set(err, ERR_NOT_A_TOKEN, "It is longer than any token: %zu bytes.", len);
	if (!split(parts, token, len))
		return err_set(err, ERR_NOT_A_TOKEN, "It is not three parts with dots between them.");
	if (!decode(signature, &signature_len, parts[2]))
		return err_set(err, ERR_NOT_A_TOKEN, "Its third part is not base64url.");
	if (!read_header(&jwt, parts[0]))
		return err_set(err, ERR_NOT_A_TOKEN, "Its first part is not the header of a token.");
	if (!read_claims(&jwt, parts[1]))
		return err_set(err, ERR_NOT_A_TOKEN, "Its second part is not the claims of a token.");
	*out = jwt;
	return true;
}

static void show_part(char *out, size_t size, struct part part)
{
	char text[JWT_MAX];
	size_t len;

	if (decode(text, &len, part))
		text_sanitise(out, size, text, len);
}

void jwt_show(char *header, size_t header_size, char *claims, size_t claims_size, const char *token)
{
	size_t len = strlen(token);
	struct part parts[PARTS];

	*header = *claims = '\0';
	if (len > JWT_MAX || !split(parts, token, len))
		return;
	show_part(header, header_size, parts[0]);
	show_part(claims, claims_size, parts[1]);
}
