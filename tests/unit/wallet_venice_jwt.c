#include "wallet/venice/jwt.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/json_suite.h"
#include "tests/support/unit.h"
#include "tests/support/vector.h"

/* Makes a token of the three texts; the signature is given as text, too. */
static const char *token_of(const char *header, const char *claims, const char *signature)
{
	static char token[3 * JWT_MAX];
	const char *const parts[] = { header, claims, signature };
	size_t used = 0;

	for (size_t i = 0; i < 3; i++) {
		sodium_bin2base64(token + used, sizeof(token) - used, (const unsigned char *)parts[i], strlen(parts[i]),
				  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
		used += strlen(token + used);
		token[used++] = '.';
	}
	token[used - 1] = 0;
	return token;
}

static bool inspect(struct jwt *out, const char *token)
{
	struct err err = { 0 };
	bool ok = jwt_inspect(out, token, strlen(token), &err);

	assert_int_equal(err.code, ok ? ERR_NONE : ERR_NOT_A_TOKEN);
	return ok;
}

static void assert_refused(const char *token)
{
	struct jwt jwt;

	if (inspect(&jwt, token))
		fail_msg("took %.80s", token);
}

static void reads_the_rfcs_example(void **state)
{
	(void)state;
	struct json_object *file = vector_load("jwt/rfc-examples.json");
	struct json_object *tokens = json_object_object_get(file, "tokens");
	struct jwt jwt;

	assert_true(inspect(&jwt, vector_string(json_object_array_get_idx(tokens, 0), "token")));
	assert_string_equal(jwt.alg, "HS256");
	assert_string_equal(jwt.iss, "joe");
	assert_string_equal(jwt.aud, "");
	assert_int_equal(jwt.exp, 1300819380);
	assert_int_equal(jwt.iat, 0);
	assert_int_equal(jwt.nbf, 0);
	/* RFC 7519 section 6.1: unsecured, with an empty third part. */
	assert_refused(vector_string(json_object_array_get_idx(tokens, 1), "token"));
	json_object_put(file);
}

static void reads_the_claims(void **state)
{
	(void)state;
	struct jwt jwt;

	assert_true(inspect(&jwt, token_of("{\"alg\":\"ES256\",\"typ\":\"JWT\"}",
					   "{\"iss\":\"venice\",\"aud\":[\"api\",\"x\"],\"iat\":1795242600,"
					   "\"nbf\":1795242600.9,\"exp\":1795243500}", "sig")));
	assert_string_equal(jwt.alg, "ES256");
	assert_string_equal(jwt.iss, "venice");
	assert_string_equal(jwt.aud, "api");
	assert_int_equal(jwt.iat, 1795242600);
	assert_int_equal(jwt.nbf, 1795242600);
	assert_int_equal(jwt.exp, 1795243500);
}

/* Venice calls the token opaque, so no claim has to be there, or to have the right type. */
static void odd_claims_count_as_absent(void **state)
{
	(void)state;
	struct jwt jwt;

	assert_true(inspect(&jwt, token_of("{\"alg\":\"none\"}", "{}", "s")));
	assert_int_equal(jwt.exp, 0);
	assert_true(inspect(&jwt, token_of("{\"alg\":\"A\"}", "{\"exp\":\"soon\",\"iss\":5,\"aud\":[],\"iat\":null}", "s")));
	assert_int_equal(jwt.exp, 0);
	assert_int_equal(jwt.iat, 0);
	assert_string_equal(jwt.iss, "");
	assert_string_equal(jwt.aud, "");
	assert_true(inspect(&jwt, token_of("{\"alg\":\"A\"}", "{\"exp\":1e400,\"iat\":-1,\"nbf\":1e300}", "s")));
	assert_int_equal(jwt.exp, 0);
	assert_int_equal(jwt.iat, 0);
	assert_int_equal(jwt.nbf, 0);
	assert_true(inspect(&jwt, token_of("{\"alg\":\"A\"}", "{\"exp\":9223372036854775807}", "s")));
	assert_int_equal(jwt.exp, 0);
}

static void claims_are_sanitised_and_cut(void **state)
{
	(void)state;
	char claims[400];
	struct jwt jwt;

	snprintf(claims, sizeof(claims), "{\"iss\":\"a\\u001b[31m\\u0000b\",\"aud\":\"%0200d\"}", 0);
	assert_true(inspect(&jwt, token_of("{\"alg\":\"a-very-long-algorithm-name\"}", claims, "s")));
	assert_string_equal(jwt.iss, "a?[31m?b");
	assert_int_equal(strlen(jwt.aud), sizeof(jwt.aud) - 1);
	assert_string_equal(jwt.alg, "a-very-long-alg");
}

/* Messages that somebody could want signed in a token's place. */
static void refuses_what_could_be_an_order(void **state)
{
	(void)state;
	assert_refused("");
	assert_refused("0x02f8738221058084773594008477359400825208943535353535353535353535353535353535353535"
		       "880de0b6b3a764000080c080a0eab47c1a49bf2fe5d40e01d313900e19ca485867d462fe06e139e3a536c6d4f4");
	assert_refused("{\"types\":{},\"primaryType\":\"Permit\",\"domain\":{},\"message\":{}}");
	assert_refused("api.venice.ai wants you to sign in with your Ethereum account:\n"
		       "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf\n\n\nURI: https://api.venice.ai\nVersion: 1");
	assert_refused("I hereby send you all my money.");
	assert_refused("a.b.c");
	assert_refused("www.example.com");
}

static void refuses_another_number_of_parts(void **state)
{
	(void)state;
	static const char two[] = "eyJhbGciOiJIUzI1NiJ9.e30", three[] = "eyJhbGciOiJIUzI1NiJ9.e30.c2ln";
	char text[100];
	struct jwt jwt;

	assert_true(inspect(&jwt, three));
	assert_refused(two);
	assert_refused("eyJhbGciOiJIUzI1NiJ9");
	assert_refused("eyJhbGciOiJIUzI1NiJ9.e30.");
	assert_refused("eyJhbGciOiJIUzI1NiJ9..c2ln");
	assert_refused(".e30.c2ln");
	assert_refused("..");
	snprintf(text, sizeof(text), "%s.e30", three);
	assert_refused(text);
	snprintf(text, sizeof(text), "%s.e30.e30", three);	/* the five parts of a JWE */
	assert_refused(text);
	snprintf(text, sizeof(text), ".%s", three);
	assert_refused(text);
	snprintf(text, sizeof(text), "%s.", three);
	assert_refused(text);
}

static void refuses_anything_but_base64url(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"eyJhbGciOiJIUzI1NiJ9.e30=.c2ln",	/* padding */
		"eyJhbGciOiJIUzI1NiJ9.e30.c2l",		/* left-over bits that are not zero */
		"eyJhbGciOiJIUzI1NiJ9.e30.c",		/* base64 has no such length */
		"eyJhbGciOiJIUzI1NiJ9.e30.c2+n", "eyJhbGciOiJIUzI1NiJ9.e30.c2/n",	/* the other alphabet */
		" eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln ", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln\n",
		"eyJhbGciOiJIUzI1\nNiJ9.e30.c2ln", "\"eyJhbGciOiJIUzI1NiJ9.e30.c2ln\"",
		"eyJhbGciOiJIUzI1NiJ9.e30.c2ln\xc3\xa9",
	};
	char token[] = "eyJhbGciOiJIUzI1NiJ9.e30.c2ln";
	struct jwt jwt;
	struct err err;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_refused(bad[i]);
	for (int c = 0x80; c < 0x100; c++) {	/* a fuzzer found that libsodium accepts some of these */
		token[26] = (char)c;
		assert_refused(token);
	}
	/* a NUL and something after it */
	assert_false(jwt_inspect(&jwt, "eyJhbGciOiJIUzI1NiJ9.e30.c2ln\0c2ln", 34, &err));
}

static void refuses_parts_that_are_not_the_right_objects(void **state)
{
	(void)state;
	static const char good[] = "{\"alg\":\"HS256\"}";
	static const char *const headers[] = {
		"{}", "[]", "null", "\"alg\"", "5", "{\"alg\":5}", "{\"alg\":null}", "{\"typ\":\"JWT\"}", "{\"ALG\":\"HS256\"}",
		"{\"alg\":\"HS256\"", "{\"alg\":\"HS256\"}x", "{\"alg\":\"HS256\"}{}", "{'alg':'HS256'}", "{\"alg\":\"HS256\",}",
		"{\"alg\":\"\xff\"}", "/**/{\"alg\":\"HS256\"}",
	};
	static const char *const claims[] = {
		"[]", "null", "5", "\"text\"", "{", "{}}", "{\"exp\":}", "{exp:1}", "hello",
		"{\"a\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}",
	};

	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		assert_refused(token_of(headers[i], "{}", "s"));
	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++)
		assert_refused(token_of(good, claims[i], "s"));
	assert_refused("eyJhbGciOiJBIn0AeA.e30.c2ln");	/* {"alg":"A"}, a NUL and something after it */
}

static bool takes_claims(const char *text, size_t len)
{
	char claims[JWT_MAX / 2];

	if (len >= sizeof(claims) || memchr(text, 0, len))
		return false;
	memcpy(claims, text, len);
	claims[len] = '\0';

	struct jwt jwt;

	return inspect(&jwt, token_of("{\"alg\":\"A\"}", claims, "s"));
}

static void agrees_with_the_json_test_suite(void **state)
{
	(void)state;
	json_suite_check_inside(takes_claims);
}

static void claims_may_hold_any_character(void **state)
{
	(void)state;
	struct jwt jwt;

	assert_true(inspect(&jwt, token_of("{\"alg\":\"A\"}",
					   "{\"iss\":\"f\xc3\xbcr\",\"aud\":[\"\xf0\x9f\x94\x91 \\ud83d\\udd11\"]}", "s")));
	assert_string_equal(jwt.iss, "f\xc3\xbcr");
	assert_string_equal(jwt.aud, "\xf0\x9f\x94\x91 \xf0\x9f\x94\x91");
}

static void refuses_what_is_longer_than_any_token(void **state)
{
	(void)state;
	char claims[JWT_MAX];
	struct jwt jwt;

	snprintf(claims, sizeof(claims), "{\"x\":\"%05000d\"}", 0);
	assert_true(inspect(&jwt, token_of("{\"alg\":\"A\"}", claims, "s")));
	snprintf(claims, sizeof(claims), "{\"x\":\"%06200d\"}", 0);
	assert_refused(token_of("{\"alg\":\"A\"}", claims, "s"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_the_rfcs_example),
		cmocka_unit_test(reads_the_claims),
		cmocka_unit_test(odd_claims_count_as_absent),
		cmocka_unit_test(claims_are_sanitised_and_cut),
		cmocka_unit_test(refuses_what_could_be_an_order),
		cmocka_unit_test(refuses_another_number_of_parts),
		cmocka_unit_test(refuses_anything_but_base64url),
		cmocka_unit_test(refuses_parts_that_are_not_the_right_objects),
		cmocka_unit_test(agrees_with_the_json_test_suite),
		cmocka_unit_test(claims_may_hold_any_character),
		cmocka_unit_test(refuses_what_is_longer_than_any_token),
	};

	return cmocka_run_group_tests_name("wallet_jwt", tests, NULL, NULL);
}
