/* challenge: accepts one text, and none that differs from it in anything that matters. */
#include "wallet/venice/challenge.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

#define NOW_MS INT64_C(1795249860000)	/* 2026-11-21T08:31:00Z */
#define NONCE "a3f09c1d22b84e57"
#define GOOD \
	"api.venice.ai wants you to sign in with your Ethereum account:\n" \
	"0xA0Cf798816D4b9b9866b5330EEa46a18382f251e\n\n" \
	"Authorize Venice API key creation. This does not cost gas and moves no funds.\n\n" \
	"URI: https://api.venice.ai/api/v1/api_keys/generate_web3_key\n" \
	"Version: 1\nChain ID: 8453\nNonce: " NONCE "\nIssued At: 2026-11-21T08:30:00.000Z\n" \
	"Expiration Time: 2026-11-21T08:45:00.000Z\nResources:\n- urn:venice:api-key:create"

static struct challenge_promise promise_of(const char *api_url)
{
	struct challenge_promise promise;
	struct address address;
	struct network network;
	struct err err;

	assert_true(address_parse(&address, "0xA0Cf798816D4b9b9866b5330EEa46a18382f251e", &err));
	assert_true(network_builtin(&network, "base"));
	if (api_url)
		strcpy(network.api_url, api_url);
	challenge_promise(&promise, &network, address, NOW_MS);
	return promise;
}

static bool check(int64_t *ends_ms, const char *text, const struct challenge *beside, struct err *err)
{
	struct challenge_promise promise = promise_of(NULL);

	*err = (struct err){ 0 };
	return challenge_check(ends_ms, text, beside, &promise, err);
}

/* Returns GOOD with one text in it replaced; the caller frees it. */
static char *altered(const char *from, const char *to)
{
	const char *at = strstr(GOOD, from);
	char *out = mem_new(1, sizeof(GOOD) + strlen(to));

	assert_non_null(at);
	memcpy(out, GOOD, (size_t)(at - (const char *)GOOD) );
	strcat(out, to);
	strcat(out, at + strlen(from));
	return out;
}

static void the_rightful_one_is_taken(void **state)
{
	struct challenge beside = { .nonce = NONCE, .expires_ms = NOW_MS + 14 * 60000 };
	int64_t ends_ms = 0;
	struct err err;

	(void)state;
	assert_true(check(&ends_ms, GOOD, &beside, &err));
	assert_true(ends_ms == NOW_MS + 14 * 60000);
}

static void every_other_is_refused(void **state)
{
	static const struct { const char *from, *to, *says; } rows[] = {
		{ "api.venice.ai wants", "evil.example wants", "sign in there as you" },
		{ "api.venice.ai wants", "api.venice.ai.evil.example wants", "evil.example" },
		{ "api.venice.ai wants", "api.venice.ai@evil.example wants", "sign in there" },
		{ "api.venice.ai wants", "api.venice.ai:8443 wants", "sign in there" },
		{ "api.venice.ai wants", "http://api.venice.ai wants", "sign in there" },
		{ "api.venice.ai wants", "API.venice.ai wants", "sign in there" },
		{ "https://api.venice.ai/api/v1/api_keys/generate_web3_key", "https://api.venice.ai/api/v1/x402/top-up", "something" },
		{ "https://api.venice.ai/", "https://api.venice.ai.evil.example/", "something" },
		{ "https://api", "http://api", "something" },
		{ "0xA0Cf798816D4b9b9866b5330EEa46a18382f251e", "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2", "another wallet" },
		{ "Chain ID: 8453", "Chain ID: 1", "chain 1" },
		{ "Authorize Venice API key creation. This", "I agree to everything. This", "I agree" },
		{ "Authorize Venice API key creation. This does not cost gas and moves no funds.\n", "", "statement" },
		{ "Version: 1", "Version: 2", "no sign-in" },
		{ NONCE, "b3f09c1d22b84e57", "nonce" },
		{ "urn:venice:api-key:create", "urn:venice:funds:move", "granted urn:venice:funds:move" },
		{ "urn:venice:api-key:create", "urn:venice:api-key:create\n- urn:venice:funds:move", "granted" },
		{ "\nResources:\n- urn:venice:api-key:create", "", "does not ask for a key" },
		{ "Issued At: 2026-11-21T08:30:00.000Z", "Issued At: 2026-11-21T08:50:00.000Z", "future" },
		{ "\nResources", "\nNot Before: 2026-11-22T08:30:00Z\nResources", "future" },
		{ "08:45:00.000Z", "08:55:00.000Z", "another time" },
		{ "moves no funds.", "moves no funds.\nand more", "no sign-in" },
	};
	struct challenge beside = { .nonce = NONCE, .expires_ms = NOW_MS + 14 * 60000 };
	int64_t ends_ms;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *text = altered(rows[i].from, rows[i].to);

		if (check(&ends_ms, text, &beside, &err))
			fail_msg("took: %s", rows[i].to);
		assert_int_equal(err.code, ERR_CHALLENGE_REFUSED);
		if (!strstr(err.msg, rows[i].says))
			fail_msg("%s: says '%s', not '%s'", rows[i].to, err.msg, rows[i].says);
		free(text);
	}
}

static void its_end_is_what_either_says(void **state)
{
	char *endless = altered("Expiration Time: 2026-11-21T08:45:00.000Z\n", "");
	char *dead = altered("08:45:00.000Z", "08:31:00.000Z"), *longest = altered("2026-11-21T08:45", "2027-11-21T08:45");
	struct challenge beside = { .nonce = NONCE };
	int64_t ends_ms;
	struct err err;

	(void)state;
	assert_true(check(&ends_ms, endless, &beside, &err));
	assert_true(ends_ms == NOW_MS + 14 * 60000);
	beside.expires_ms = NOW_MS + 1000;
	assert_true(check(&ends_ms, endless, &beside, &err));
	assert_true(ends_ms == NOW_MS + 1000);
	beside.expires_ms = 0;
	assert_false(check(&ends_ms, dead, &beside, &err));
	assert_int_equal(err.code, ERR_CHALLENGE_EXPIRED);
	assert_false(check(&ends_ms, longest, &beside, &err));
	assert_int_equal(err.code, ERR_CHALLENGE_REFUSED);
	free(endless);
	free(dead);
	free(longest);
}

static void the_api_url_promises_the_domain(void **state)
{
	static const struct { const char *api, *domain, *uri; } rows[] = {
		{ "https://api.venice.ai/api/v1", "api.venice.ai", "https://api.venice.ai/api/v1/api_keys/generate_web3_key" },
		{ "https://API.Venice.ai/api/v1/", "api.venice.ai", "https://api.venice.ai/api/v1/api_keys/generate_web3_key" },
		{ "http://127.0.0.1:8546/api/v1", "api.venice.ai", "https://api.venice.ai/api/v1/api_keys/generate_web3_key" },
		{ "http://[::1]:8546/api/v1", "api.venice.ai", "https://api.venice.ai/api/v1/api_keys/generate_web3_key" },
		{ "http://localhost/api/v1", "api.venice.ai", "https://api.venice.ai/api/v1/api_keys/generate_web3_key" },
		{ "https://proxy.example:444/v/api/v1", "proxy.example:444", "https://proxy.example:444/v/api/v1/api_keys/generate_web3_key" },
		{ "https://127.evil.example/api/v1", "127.evil.example", "https://127.evil.example/api/v1/api_keys/generate_web3_key" },
		{ "https://localhost.evil.example/api/v1", "localhost.evil.example",
		  "https://localhost.evil.example/api/v1/api_keys/generate_web3_key" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct challenge_promise promise = promise_of(rows[i].api);

		assert_string_equal(promise.domain, rows[i].domain);
		assert_string_equal(promise.uri, rows[i].uri);
		assert_int_equal(promise.chain_id, 8453);
	}
}

static void two_that_mean_the_same(void **state)
{
	char *later = altered("Nonce: " NONCE "\nIssued At: 2026-11-21T08:30", "Nonce: 0000000000000000\nIssued At: 2026-11-21T08:40");
	char *other = altered("moves no funds", "moves all funds");

	(void)state;
	assert_true(challenge_same_meaning(GOOD, later));
	assert_false(challenge_same_meaning(GOOD, other));
	assert_false(challenge_same_meaning(GOOD, "nothing"));
	free(later);
	free(other);
}

/* Every byte must be as published, also the em dash. */
static void only_what_is_published_can_be_agreed_to_beforehand(void **state)
{
	static const char own[] = "Authorize Venice API key creation. Only sign this on venice.ai \xe2\x80\x94 anyone holding this "
				  "signature can create an API key on your Venice account.";
	char *drafted = altered("moves no funds", "moves no funds"), *published;

	(void)state;
	assert_false(challenge_is_published(drafted));
	published = altered("Authorize Venice API key creation. This does not cost gas and moves no funds.", own);
	assert_true(challenge_is_published(published));
	published[strlen(published) - 1] = '\0';	/* no resource, so no challenge; same statement */
	assert_true(challenge_is_published(published));
	assert_false(challenge_is_published("please sign this"));
	assert_false(challenge_is_published(""));
	free(drafted);
	free(published);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_is_published_can_be_agreed_to_beforehand),
		cmocka_unit_test(the_rightful_one_is_taken),
		cmocka_unit_test(every_other_is_refused),
		cmocka_unit_test(its_end_is_what_either_says),
		cmocka_unit_test(the_api_url_promises_the_domain),
		cmocka_unit_test(two_that_mean_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
