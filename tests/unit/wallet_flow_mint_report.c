/* mint_report: finds the cause of each failure, and holds no secret. */
#include "wallet/flow/mint_report.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/flow_fixture.h"

static int begin(void **state)
{
	open_driver(state);
	driver_unlock(&driver);
	return 0;
}

static void fail_with(enum err_code code, int64_t after_ms)
{
	struct err err;

	driver_mint(&driver);
	if (driver_find(&driver, EFFECT_TOKEN))
		driver_answer(&driver, EFFECT_TOKEN);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	(void)err_set(&err, code, "Venice says no");
	driver.now_ms += after_ms;
	driver_refuse_mint(&driver, &err, false);
	driver_settle(&driver);
}

static void assert_says(const char *words)
{
	char cause[MINT_REPORT_CAUSE];
	struct buf text;

	mint_report_cause(cause, &driver.model);
	buf_init(&text, 0);
	mint_report(&text, &driver.model);
	if (!strstr(buf_string(&text), words))
		fail_msg("'%s' is not in:\n%s", words, buf_string(&text));
	assert_non_null(strstr(buf_string(&text), cause));
	assert_null(strstr(buf_string(&text), "c2lnbmF0dXJl"));	/* the token's signature */
	buf_free(&text);
}

static void a_token_too_old(void **state)
{
	(void)state;
	fail_with(ERR_JWT_EXPIRED, 15 * MINUTE_MS);
	assert_says("signing took too long");
	assert_says("Header        {\"alg\":\"ES256\"}");
	assert_says("\"exp\":");
	assert_says("15:00 of 15:00 it lives, by Venice's clock");
	assert_says("POST /api_keys/generate_web3_key");
}

static void a_token_young_enough(void **state)
{
	(void)state;
	fail_with(ERR_JWT_EXPIRED, MINUTE_MS);
	assert_says("has another clock");
}

static void a_signature_that_is_right(void **state)
{
	(void)state;
	fail_with(ERR_SIGNATURE_MISMATCH, 0);
	assert_says("saw another text or another address");
	assert_says("this wallet");
	assert_says("Do            Get a new token and sign it");
	assert_true(mint_report_signed_here(&driver.model));
}

/* The token was fetched before the mint was asked for. */
static void a_token_that_was_at_hand(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_TOKEN);
	driver_answer(&driver, EFFECT_TOKEN);
	assert_int_equal(driver.model.mint.state, MINT_TOKEN);
	fail_with(ERR_NO_STAKE, 0);
	assert_says("Token         Keccak-256 0x");
	assert_says("Claims        {");
	assert_int_equal(driver.count[EFFECT_TOKEN], 1);
}

static void an_admin_key_needs_no_token(void **state)
{
	(void)state;
	struct buf text;

	snprintf(driver.model.mint.admin_id, sizeof(driver.model.mint.admin_id), "admin");
	driver.model.mint.evidence.posted = true;
	buf_init(&text, 0);
	mint_report(&text, &driver.model);
	assert_non_null(strstr(buf_string(&text), "Token         none is needed: the ADMIN key vouches"));
	assert_non_null(strstr(buf_string(&text), "POST /api_keys, with the ADMIN key"));
	assert_null(strstr(buf_string(&text), "none came"));
	buf_free(&text);
}

static void no_stake_and_stake_not_seen_yet(void **state)
{
	(void)state;
	fail_with(ERR_NO_STAKE, 0);
	assert_says("has no sVVV at block 1000");
	close_driver(state);
	begin(state);
	driver.node.svvv = flow_units(3);
	fail_with(ERR_NO_STAKE, 0);
	assert_says("3 sVVV at block 1000: Venice looks at an older block");
	assert_says("Nothing more is to be staked");
}

static void every_failure_has_a_cause(void **state)
{
	(void)state;
	for (enum err_code code = ERR_NONE + 1; code < ERR_COUNT; code++) {
		close_driver(state);
		begin(state);
		fail_with(code, 0);
		assert_says("Cause         ");
		assert_says(err_info(driver.model.mint.err.code)->name);
	}
}

static void a_rehearsal_sends_nothing(void **state)
{
	(void)state;
	driver.node.svvv = flow_units(3);
	driver_do(&driver, ACTION_REHEARSE);
	driver_settle(&driver);
	assert_int_equal(driver.model.mint.state, MINT_TOKEN);
	assert_says("Nothing stands in the way");
	assert_says("nothing was posted");
	assert_int_equal(driver.count[EFFECT_SIGN_TEXT], 1);
	assert_int_equal(driver.count[EFFECT_JOURNAL_WRITE] + driver.count[EFFECT_MINT], 0);
	driver_mint(&driver);		/* the token is still good for a mint */
	driver_settle(&driver);
	assert_int_equal(driver.model.mint.state, MINT_DONE);
}

static void a_refused_challenge_is_shown(void **state)
{
	(void)state;
	driver.challenges = true;
	driver.bad_token = "evil.example wants you to sign in with your Ethereum account:\n\033[31mand so on";
	driver_mint(&driver);
	driver_settle(&driver);
	assert_says("Text          evil.example wants you");
	assert_says("\n              ?[31mand so on");
	driver.bad_token = NULL;
}

#define report_test(f) cmocka_unit_test_setup_teardown(f, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		report_test(a_token_too_old),
		report_test(a_token_young_enough),
		report_test(a_signature_that_is_right),
		report_test(a_token_that_was_at_hand),
		report_test(an_admin_key_needs_no_token),
		report_test(no_stake_and_stake_not_seen_yet),
		report_test(every_failure_has_a_cause),
		report_test(a_rehearsal_sends_nothing),
		report_test(a_refused_challenge_is_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
