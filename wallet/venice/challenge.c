#include "wallet/venice/challenge.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "wallet/base/mem.h"

#define MINT_PATH "/api_keys/generate_web3_key"
#define VENICE_DOMAIN "api.venice.ai"
#define VENICE_API "https://" VENICE_DOMAIN "/api/v1"
#define STATEMENT "Authorize Venice API key creation."
#define RESOURCE "urn:venice:api-key:create"

#define LIFE_MS (15 * 60 * INT64_C(1000))	/* if nothing says how long it lives */
#define LIFE_MAX_MS (24 * 3600 * INT64_C(1000))	/* a signature that is good for longer is no challenge */
#define SKEW_MS (5 * 60 * INT64_C(1000))	/* the server may have two clocks that differ */
#define ROUNDING_MS 1000
#define SHOWN 40				/* characters of the server's text, in a sentence */

/* `host` may have a port. */
static bool is_loopback(const char *host, size_t len)
{
	char name[64];
	const char *bracket = memchr(host, ']', len), *colon = memchr(host, ':', len);

	if (bracket)
		len = (size_t)(bracket - host) + 1;
	else if (colon)
		len = (size_t)(colon - host);
	snprintf(name, sizeof(name), "%.*s", (int)len, host);
	return !strcasecmp(name, "localhost") || !strcmp(name, "[::1]") ||
	       (!strncmp(name, "127.", 4) && !name[strspn(name, "0123456789.")]);
}

/* Host names ignore letter case, but the comparison with them does not. */
static void lower(char *text, size_t len)
{
	for (size_t i = 0; i < len && text[i]; i++)
		text[i] = (char)tolower((unsigned char)text[i]);
}

void challenge_promise(struct challenge_promise *out, const struct network *network, struct address address,
		       int64_t now_ms)
{
	const char *api = network->api_url, *mark = strstr(api, "://"), *host = mark ? mark + 3 : api;
	size_t len = strcspn(host, "/"), whole = strlen(api);

	if (is_loopback(host, len)) {
		api = VENICE_API;
		host = VENICE_DOMAIN;
		len = strlen(host);
		whole = strlen(api);
	}
	while (whole && api[whole - 1] == '/')
		whole--;
	*out = (struct challenge_promise){ .chain_id = network->chain_id, .address = address, .now_ms = now_ms };
	snprintf(out->domain, sizeof(out->domain), "%.*s", (int)len, host);
	snprintf(out->uri, sizeof(out->uri), "%.*s" MINT_PATH, (int)whole, api);
	lower(out->domain, sizeof(out->domain));
	lower(out->uri, strlen("https://") + len);
}

static int shown(struct siwe_part part)
{
	return part.len < SHOWN ? (int)part.len : SHOWN;
}

static bool check_domain(const struct siwe *siwe, const struct challenge_promise *promise, struct err *err)
{
	if (siwe_part_is(siwe->domain, promise->domain) && (!siwe->scheme.text || siwe_part_is(siwe->scheme, "https")))
		return true;
	return err_set(err, ERR_CHALLENGE_REFUSED, "It is for %.*s, not %.40s: signing it would have let whoever sent it "
		       "sign in there as you", shown(siwe->domain), siwe->domain.text, promise->domain);
}

static bool check_uri(const struct siwe *siwe, const struct challenge_promise *promise, struct err *err)
{
	return siwe_part_is(siwe->uri, promise->uri) ||
	       err_set(err, ERR_CHALLENGE_REFUSED, "It is for the place %.*s: signing it would have authorised something "
		       "else than a key", shown(siwe->uri), siwe->uri.text);
}

static bool check_address(const struct siwe *siwe, const struct challenge_promise *promise, struct err *err)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, siwe->address);
	return address_equal(siwe->address, promise->address) ||
	       err_set(err, ERR_CHALLENGE_REFUSED, "It is for another wallet, %s: the signature would have been of no use", text);
}

static bool check_chain(const struct siwe *siwe, const struct challenge_promise *promise, struct err *err)
{
	return siwe->chain_id == promise->chain_id ||
	       err_set(err, ERR_CHALLENGE_REFUSED, "It is for chain %" PRIu64 ", not %" PRIu64 ": signing it would have "
		       "signed you in elsewhere", siwe->chain_id, promise->chain_id);
}

static bool check_statement(const struct siwe *siwe, const struct challenge_promise *promise, struct err *err)
{
	(void)promise;
	if (siwe->statement.len >= strlen(STATEMENT) && !memcmp(siwe->statement.text, STATEMENT, strlen(STATEMENT)))
		return true;
	return err_set(err, ERR_CHALLENGE_REFUSED, "Its statement is not Venice's: signing it would have agreed to \"%.*s\"",
		       shown(siwe->statement), siwe->statement.text ? siwe->statement.text : "");
}

/* The text must ask for the one permission and for nothing beside it. */
static bool check_resources(const struct siwe *siwe, const struct challenge_promise *promise, struct err *err)
{
	(void)promise;
	for (size_t i = 0; i < siwe->resource_count; i++)
		if (!siwe_part_is(siwe->resources[i], RESOURCE))
			return err_set(err, ERR_CHALLENGE_REFUSED, "Signing it would have granted %.*s, too",
				       shown(siwe->resources[i]), siwe->resources[i].text);
	return siwe->resource_count ||
	       err_set(err, ERR_CHALLENGE_REFUSED, "It does not ask for a key: signing it would have been a sign-in instead");
}

static bool check_clock(const struct siwe *siwe, const struct challenge_promise *promise, struct err *err)
{
	if (siwe->issued_ms > promise->now_ms + SKEW_MS || siwe->not_before_ms > promise->now_ms + SKEW_MS)
		return err_set(err, ERR_CHALLENGE_REFUSED, "It is dated in the future: the signature would have been kept "
			       "for later");
	return true;
}

static bool (*const checks[])(const struct siwe *, const struct challenge_promise *, struct err *) = {
	check_domain, check_uri, check_address, check_chain, check_statement, check_resources, check_clock,
};

/* What came with the text must agree with it. */
static bool check_beside(const struct siwe *siwe, const struct challenge *beside, struct err *err)
{
	int64_t apart = siwe->expires_ms - beside->expires_ms;

	if (beside->nonce[0] && !siwe_part_is(siwe->nonce, beside->nonce))
		return err_set(err, ERR_CHALLENGE_REFUSED, "Its nonce is not the one that came with it: signing it could "
			       "have been for someone else's sign-in");
	if (siwe->expires_ms && beside->expires_ms && (apart > ROUNDING_MS || apart < -ROUNDING_MS))
		return err_set(err, ERR_CHALLENGE_REFUSED, "It expires at another time than what came with it says: the "
			       "signature could have been used later");
	return true;
}

static int64_t ends(const struct siwe *siwe, const struct challenge *beside)
{
	if (siwe->expires_ms)
		return siwe->expires_ms;
	return beside->expires_ms ? beside->expires_ms : siwe->issued_ms + LIFE_MS;
}

bool challenge_check(int64_t *ends_ms, const char *text, const struct challenge *beside,
		     const struct challenge_promise *promise, struct err *err)
{
	struct siwe siwe;
	int64_t at;

	if (!siwe_parse(&siwe, text, strlen(text), err))
		return false;
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (!checks[i](&siwe, promise, err))
			return false;
	if (!check_beside(&siwe, beside, err))
		return false;
	at = ends(&siwe, beside);
	if (at <= promise->now_ms)
		return err_set(err, ERR_CHALLENGE_EXPIRED, "The challenge had already expired when it came");
	if (at > promise->now_ms + LIFE_MAX_MS)
		return err_set(err, ERR_CHALLENGE_REFUSED, "It is good for more than a day: the signature could have been "
			       "used long after");
	*ends_ms = at;
	return true;
}

bool challenge_is_published(const char *text)
{
	static const char *const statements[] = {
		STATEMENT " Only sign this on venice.ai \xe2\x80\x94 anyone holding this signature can create an API key on your "
			  "Venice account.",
	};
	struct siwe siwe;
	struct err ignored;

	if (!siwe_parse(&siwe, text, strlen(text), &ignored))
		return false;
	for (size_t i = 0; i < ARRAY_LENGTH(statements); i++)
		if (siwe_part_is(siwe.statement, statements[i]))
			return true;
	return false;
}

bool challenge_same_meaning(const char *a, const char *b)
{
	struct siwe x, y;
	struct err ignored;

	if (!siwe_parse(&x, a, strlen(a), &ignored) || !siwe_parse(&y, b, strlen(b), &ignored))
		return false;
	for (size_t i = 0; i < x.resource_count && i < y.resource_count; i++)
		if (!siwe_part_equal(x.resources[i], y.resources[i]))
			return false;
	return x.resource_count == y.resource_count && x.chain_id == y.chain_id &&
	       address_equal(x.address, y.address) && siwe_part_equal(x.scheme, y.scheme) &&
	       siwe_part_equal(x.domain, y.domain) && siwe_part_equal(x.statement, y.statement) &&
	       siwe_part_equal(x.uri, y.uri);
}
