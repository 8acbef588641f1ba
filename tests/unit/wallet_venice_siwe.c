/* siwe: the vectors of spruceid, viem and the standard, and messages that are nearly valid. */
#include "wallet/venice/siwe.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"
#include "tests/support/vector.h"
#include "wallet/base/buf.h"

static bool parse(struct siwe *out, const char *text)
{
	struct err err = { 0 };
	bool ok = siwe_parse(out, text, strlen(text), &err);

	assert_int_equal(err.code, ok ? ERR_NONE : ERR_CHALLENGE_REFUSED);
	return ok;
}

static void assert_part(struct siwe_part part, const struct json_object *fields, const char *name)
{
	const char *wanted = vector_string(fields, name);

	if (wanted ? !siwe_part_is(part, wanted) : part.text != NULL)
		fail_msg("%s: '%.*s' in place of '%s'", name, (int)part.len, part.text ? part.text : "", wanted ? wanted : "nothing");
}

static void assert_time(int64_t ms, const struct json_object *fields, const char *name)
{
	const char *text = vector_string(fields, name);
	int64_t wanted = 0;

	if (text)
		assert_true(siwe_parse_time(&wanted, (struct siwe_part){ text, strlen(text) }));
	assert_true(ms == wanted);
}

static void assert_resources(const struct siwe *siwe, const struct json_object *fields)
{
	struct json_object *resources = json_object_object_get(fields, "resources");

	assert_int_equal(siwe->resource_count, resources ? json_object_array_length(resources) : 0);
	for (size_t i = 0; i < siwe->resource_count; i++)
		assert_true(siwe_part_is(siwe->resources[i],
					 json_object_get_string(json_object_array_get_idx(resources, i))));
}

static void assert_fields(const struct siwe *siwe, const struct json_object *fields)
{
	char address[ADDRESS_TEXT_SIZE];

	address_format(address, siwe->address);
	assert_string_equal(address, vector_string(fields, "address"));
	assert_part(siwe->scheme, fields, "scheme");
	assert_part(siwe->domain, fields, "domain");
	assert_part(siwe->statement, fields, "statement");
	assert_part(siwe->uri, fields, "uri");
	assert_part(siwe->version, fields, "version");
	assert_part(siwe->nonce, fields, "nonce");
	assert_part(siwe->request_id, fields, "requestId");
	assert_int_equal(siwe->chain_id, json_object_get_int(json_object_object_get(fields, "chainId")));
	assert_time(siwe->issued_ms, fields, "issuedAt");
	assert_time(siwe->expires_ms, fields, "expirationTime");
	assert_time(siwe->not_before_ms, fields, "notBefore");
	assert_resources(siwe, fields);
}

static void reads_spruceids_messages(void **state)
{
	struct json_object *file = vector_load("siwe/spruceid/parsing_positive.json");
	struct siwe siwe;
	size_t count = 0;

	(void)state;
	json_object_object_foreach(file, name, vector) {
		if (!parse(&siwe, vector_string(vector, "message")))
			fail_msg("refused: %s", name);
		assert_fields(&siwe, json_object_object_get(vector, "fields"));
		count++;
	}
	assert_true(count > 10);
	json_object_put(file);
}

static void reads_viems_messages(void **state)
{
	struct json_object *file = vector_load("siwe/create.transcribed.json");
	struct json_object *valid = json_object_object_get(file, "valid");
	struct siwe siwe;

	(void)state;
	for (size_t i = 0; i < json_object_array_length(valid); i++) {
		struct json_object *vector = json_object_array_get_idx(valid, i);

		if (!parse(&siwe, vector_string(vector, "message")))
			fail_msg("refused: %s", vector_string(vector, "name"));
		assert_fields(&siwe, json_object_object_get(vector, "fields"));
	}
	json_object_put(file);
}

static void reads_the_standards_examples(void **state)
{
	struct json_object *file = vector_load("siwe/create.transcribed.json");
	struct json_object *examples = json_object_object_get(file, "erc4361_examples");
	struct siwe siwe;

	(void)state;
	assert_int_equal(json_object_array_length(examples), 3);
	for (size_t i = 0; i < 3; i++) {
		assert_true(parse(&siwe, json_object_get_string(json_object_array_get_idx(examples, i))));
		assert_int_equal(siwe.resource_count, 2);
	}
	json_object_put(file);
}

/* Writes the message that the fields make, because viem has only the fields. */
static void compose(struct buf *out, struct json_object *fields)
{
	const char *scheme = vector_string(fields, "scheme"), *statement = vector_string(fields, "statement");
	struct json_object *resources = json_object_object_get(fields, "resources");

	buf_clear(out);
	buf_add_format(out, "%s%s%s wants you to sign in with your Ethereum account:\n%s\n\n%s%s\nURI: %s\n",
		       scheme ? scheme : "", scheme ? "://" : "", vector_string(fields, "domain"),
		       vector_string(fields, "address"), statement ? statement : "", statement ? "\n" : "",
		       vector_string(fields, "uri"));
	buf_add_format(out, "Version: %s\nChain ID: %s\nNonce: %s\nIssued At: %s", vector_string(fields, "version"),
		       json_object_get_string(json_object_object_get(fields, "chainId")), vector_string(fields, "nonce"),
		       vector_string(fields, "issuedAt"));
	if (resources)
		buf_add_string(out, "\nResources:");
	for (size_t i = 0; resources && i < json_object_array_length(resources); i++)
		buf_add_format(out, "\n- %s", json_object_get_string(json_object_array_get_idx(resources, i)));
}

/* viem wants a dot in a domain, which RFC 3986 does not; and "http://x" as a domain
 * reads as a scheme and the domain x. */
static bool is_viems_own_policy(const struct siwe *siwe, const char *domain)
{
	return strcmp(domain, "foobarbaz") == 0 || strcmp(domain, "-example.com") == 0 ||
	       (strncmp(domain, "http://", 7) == 0 && siwe_part_is(siwe->scheme, "http"));
}

static void refuses_what_viem_refuses(void **state)
{
	struct json_object *file = vector_load("siwe/create.transcribed.json");
	struct json_object *invalid = json_object_object_get(file, "invalid");
	struct siwe siwe;
	struct buf text;

	(void)state;
	buf_init(&text, 0);
	for (size_t i = 0; i < json_object_array_length(invalid); i++) {
		struct json_object *vector = json_object_array_get_idx(invalid, i);
		struct json_object *fields = json_object_object_get(vector, "fields");

		compose(&text, fields);
		if (parse(&siwe, buf_string(&text)) && !is_viems_own_policy(&siwe, vector_string(fields, "domain")))
			fail_msg("took: %s", vector_string(vector, "name"));
	}
	buf_free(&text);
	json_object_put(file);
}

#define HEAD "a.b wants you to sign in with your Ethereum account:\n0xA0Cf798816D4b9b9866b5330EEa46a18382f251e\n"
#define BODY "URI: https://a.b\nVersion: 1\nChain ID: 1\nNonce: 12345678\nIssued At: 2026-11-21T08:30:00Z"

static void what_is_nearly_one_is_none(void **state)
{
	static const char *const texts[] = {
		"", "\n", HEAD, BODY, HEAD "\n" BODY, HEAD "\n\n\n" BODY, HEAD "\n\n" BODY "\n", " " HEAD "\n\n" BODY,
		HEAD "\n\n" BODY "\nand I give you all I have", HEAD "\n\n" BODY "\r\n", HEAD "\n\nx" BODY,
		HEAD "\ntwo\nlines\n\n" BODY, HEAD "\nstatement\n" BODY, HEAD "\na\tb\n\n" BODY,
		/* a statement may be of any letters, but not of what does not show, nor of broken UTF-8 */
		HEAD "\nst\xc3\n\n" BODY, HEAD "\n\xe2\x80\xae" "a\n\n" BODY, HEAD "\na\xe2\x80\x8d" "b\n\n" BODY, HEAD "\na\xc2\x85\n\n" BODY,
		HEAD "\n\xf3\xa0\x81\xa1\n\n" BODY, HEAD "\n\xef\xbb\xbf" "a\n\n" BODY, HEAD "\na\x7f\n\n" BODY, HEAD "\n\xed\xa0\x80\n\n" BODY,
		HEAD "\n\n" BODY "\nNot Before: 2026-11-21T08:30:00Z\nExpiration Time: 2026-11-21T08:30:00Z",
		HEAD "\n\n" BODY "\nResources:\n- urn:a:b\n- ", HEAD "\n\n" BODY "\nResources: \n- urn:a:b",
		HEAD "\n\n" BODY "\nExpiration Time: soon", HEAD "\n\n" BODY "\nExpiration Time: 2026-02-30T08:30:00Z",
		"a.b wants you to sign in with your Ethereum account:\n0xa0cf798816d4b9b9866b5330eea46a18382f251e\n\n\n" BODY,
		" wants you to sign in with your Ethereum account:\n0xA0Cf798816D4b9b9866b5330EEa46a18382f251e\n\n\n" BODY,
		HEAD "\n\nURI: https://a.b\nVersion: 1\nChain ID: 1\nNonce: 1234567\nIssued At: 2026-11-21T08:30:00Z",
		HEAD "\n\nURI: https://a.b\nVersion: 1\nChain ID: \nNonce: 12345678\nIssued At: 2026-11-21T08:30:00Z",
		HEAD "\n\nURI: https://a.b\nVersion: 1\nChain ID: 1\nNonce: 12345678\nIssued At: 2026-11-21",
		HEAD "\n\nURI: https://a.b/%zz\nVersion: 1\nChain ID: 1\nNonce: 12345678\nIssued At: 2026-11-21T08:30:00Z",
	};
	struct siwe siwe;

	(void)state;
	assert_true(parse(&siwe, HEAD "\n\n" BODY));
	assert_true(parse(&siwe, HEAD "\nOnly here \xe2\x80\x94 st\xc3\xa9 \xf0\x9f\x94\x91\n\n" BODY));
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (parse(&siwe, texts[i]))
			fail_msg("took text %zu: %s", i, texts[i]);
}

/* A message that is cut off or holds a NUL is refused or is a shorter one, and nothing beyond its
 * end is read. */
static void every_beginning_of_one(void **state)
{
	static const char text[] = HEAD "\nstatement\n\n" BODY "\nExpiration Time: 2026-11-21T08:45:00.5+01:00\nRequest ID: "
				   "x%20y\nResources:\n- urn:a:b";
	struct siwe siwe;
	struct err err;

	(void)state;
	for (size_t len = 0; len < sizeof(text); len++) {
		char *copy = malloc(len + 1);

		memcpy(copy, text, len);
		copy = realloc(copy, len ? len : 1);
		(void)!siwe_parse(&siwe, copy, len, &err);
		free(copy);
	}
	assert_false(siwe_parse(&siwe, text, sizeof(text), &err));
	assert_true(siwe_parse(&siwe, text, sizeof(text) - 1, &err));
	assert_true(siwe.expires_ms - siwe.issued_ms == (15 - 60) * 60000 + 500);
}

/* The grammar allows no extra byte: no NUL, no sign, no blank. */
static void times_are_of_one_form(void **state)
{
	static const char good[] = "2026-11-21T08:30:00Z";
	int64_t ms;

	(void)state;
	assert_true(siwe_parse_time(&ms, (struct siwe_part){ good, sizeof(good) - 1 }));
	for (size_t at = 0; at < sizeof(good) - 1; at++)
		for (int byte = 0; byte < 256; byte++) {
			char text[sizeof(good)];

			memcpy(text, good, sizeof(good));
			text[at] = (char)byte;
			if (!siwe_parse_time(&ms, (struct siwe_part){ text, sizeof(good) - 1 }))
				continue;
			if (good[at] >= '0' && good[at] <= '9' ? byte < '0' || byte > '9' : byte != good[at] && byte != 'z')
				fail_msg("took %02x at %zu", (unsigned)byte, at);
		}
	assert_false(siwe_parse_time(&ms, (struct siwe_part){ "2026-11-21\0 8:30:00Z", 20 }));
	assert_false(siwe_parse_time(&ms, (struct siwe_part){ "2026-11-21T08:30:00.\0Z", 22 }));
	assert_false(siwe_parse_time(&ms, (struct siwe_part){ "2026-11-21T08:30:00+01\0" "00", 25 }));
	assert_false(siwe_parse_time(&ms, (struct siwe_part){ "2026-11-21", 10 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_spruceids_messages),
		cmocka_unit_test(reads_viems_messages),
		cmocka_unit_test(reads_the_standards_examples),
		cmocka_unit_test(refuses_what_viem_refuses),
		cmocka_unit_test(what_is_nearly_one_is_none),
		cmocka_unit_test(times_are_of_one_form),
		cmocka_unit_test(every_beginning_of_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
