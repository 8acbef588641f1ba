/* A text that a server wants signed, a token or a challenge.  Whatever is accepted has a form that
 * makes signing it harmless, and nothing beyond its end is read. */
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/venice/challenge.h"
#include "wallet/venice/jwt.h"

static bool is_within(struct siwe_part part, const char *text, size_t len)
{
	return !part.text || (part.text >= text && part.len <= len && part.text + part.len <= text + len);
}

static void read_challenge(const char *text, size_t len)
{
	struct siwe siwe = { 0 };
	struct err err = { 0 };

	if (!siwe_parse(&siwe, text, len, &err)) {
		FUZZ_HOLDS(err.code != ERR_NONE && text_is_clean(err.msg, strlen(err.msg)));
		return;
	}
	FUZZ_HOLDS(len <= SIWE_MAX && siwe.domain.len && siwe.uri.len && siwe.nonce.len);
	FUZZ_HOLDS(is_within(siwe.scheme, text, len) && is_within(siwe.domain, text, len) &&
		   is_within(siwe.statement, text, len) && is_within(siwe.uri, text, len) &&
		   is_within(siwe.nonce, text, len) && is_within(siwe.request_id, text, len));
	FUZZ_HOLDS(siwe.resource_count <= SIWE_RESOURCES_MAX);
	for (size_t i = 0; i < siwe.resource_count; i++)
		FUZZ_HOLDS(siwe.resources[i].text && is_within(siwe.resources[i], text, len));
	FUZZ_HOLDS(!memchr(text, 0, len) && !memchr(text, '\033', len));
}

/* A token consists of letters, digits and two dots, so it is no transaction, typed data or message. */
static void read_token(const char *text, size_t len)
{
	struct err err = { 0 };
	struct jwt jwt;

	if (!jwt_inspect(&jwt, text, len, &err)) {
		FUZZ_HOLDS(err.code == ERR_NOT_A_TOKEN);
		return;
	}
	FUZZ_HOLDS(len <= JWT_MAX && jwt.iat >= 0 && jwt.exp >= 0 && jwt.nbf >= 0);
	FUZZ_HOLDS(text_is_clean(jwt.alg, strlen(jwt.alg)) && text_is_clean(jwt.iss, strlen(jwt.iss)) &&
		   text_is_clean(jwt.aud, strlen(jwt.aud)));
	for (size_t i = 0; i < len; i++)
		FUZZ_HOLDS(memchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.", text[i], 65));
}

/* Reads the same as C strings, as the screen and the signing do. */
static void show(const char *text)
{
	struct challenge_promise promise = { .domain = "api.venice.ai", .uri = "https://api.venice.ai", .chain_id = 8453 };
	struct challenge beside = { .nonce = "12345678" };
	char header[64], claims[256];
	struct err err = { 0 };
	int64_t ends_ms;

	jwt_show(header, sizeof(header), claims, sizeof(claims), text);
	FUZZ_HOLDS(text_is_clean(header, strlen(header)) && text_is_clean(claims, strlen(claims)));
	if (!challenge_check(&ends_ms, text, &beside, &promise, &err))
		FUZZ_HOLDS(err.code != ERR_NONE && text_is_clean(err.msg, strlen(err.msg)));
	FUZZ_HOLDS(challenge_same_meaning(text, text) || err.code != ERR_NONE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *text = mem_new(len + 1, 1);

	read_challenge((const char *)data, len);
	read_token((const char *)data, len);
	for (size_t i = 0; i < len; i++)
		text[i] = (char)data[i];
	show(text);
	free(text);
	return 0;
}
