/* flow_mint when Venice hands out a challenge: it is read first, signed verbatim, and used once. */
#include <stdlib.h>
#include <string.h>

#include "tests/support/flow_fixture.h"

static int begin(void **state)
{
	open_driver(state);
	driver.challenges = true;
	return 0;
}

static const struct flow_mint *flow(void)
{
	return &driver.model.mint;
}

static void assert_state(enum mint_state state)
{
	if (flow()->state != state)
		fail_msg("mint state %d in place of %d: %s", (int)flow()->state, (int)state, flow()->err.msg);
}

static void to_review(void)
{
	driver_mint(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
	assert_state(MINT_REVIEW);
	assert_int_equal(model_want(&driver.model), WANT_CHALLENGE);
	driver_expect_none(&driver, EFFECT_SIGN_TEXT);
}

static void to_posting(void)
{
	to_review();
	driver_do(&driver, ACTION_CONFIRM);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_state(MINT_POSTING);
}

static void refuse_mint(enum err_code code)
{
	struct err err;

	(void)err_set(&err, code, "Venice says no");
	driver_refuse_mint(&driver, &err, false);
}

static void from_challenge_to_key(void **state)
{
	const struct effect *effect;

	(void)state;
	to_review();
	assert_int_equal(flow_mint_token_left(&driver.model), 15 * MINUTE_MS);
	driver_do(&driver, ACTION_CONFIRM);
	assert_state(MINT_UNLOCK);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_unlock(&driver);
	assert_string_equal(driver_expect(&driver, EFFECT_SIGN_TEXT)->text, flow()->token);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	effect = driver_expect(&driver, EFFECT_MINT);
	assert_true(effect->mint.is_challenge);
	assert_string_equal(effect->mint.token, flow()->token);
	driver_settle(&driver);
	assert_state(MINT_DONE);
	assert_int_equal(driver.count[EFFECT_MINT], 1);
}

static void saying_no_signs_nothing(void **state)
{
	(void)state;
	driver_unlock(&driver);
	to_review();
	driver_do(&driver, ACTION_CANCEL);
	assert_state(MINT_TOKEN);
	driver_settle(&driver);
	assert_int_equal(driver.count[EFFECT_SIGN_TEXT], 0);
	driver_mint(&driver);		/* the same text is read again */
	assert_state(MINT_REVIEW);
	assert_int_equal(driver.count[EFFECT_TOKEN], 1);
}

static void a_yes_under_a_new_wallets_words_signs_nothing(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver_mint(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
	assert_state(MINT_REVIEW);
	driver.model.mnemonic = mnemonic_new(MNEMONIC_MAX);
	driver_do(&driver, ACTION_CONFIRM);
	assert_state(MINT_REVIEW);
	mnemonic_free(driver.model.mnemonic);
	driver.model.mnemonic = NULL;
	driver_do(&driver, ACTION_CONFIRM);
	assert_state(MINT_SIGNING);
}

static void it_expires_while_it_is_read(void **state)
{
	(void)state;
	driver_unlock(&driver);
	to_review();
	driver_advance(&driver, 15 * MINUTE_MS);
	assert_state(MINT_IDLE);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.count[EFFECT_SIGN_TEXT], 0);
}

/* A new challenge that says the same need not be read again. */
static void it_expires_while_the_password_is_typed(void **state)
{
	char *first;

	(void)state;
	to_review();
	assert_true(review_says("one that differs in nothing but number and times is signed in its place"));
	first = strdup(flow()->token);
	driver_do(&driver, ACTION_CONFIRM);
	driver_advance(&driver, 16 * MINUTE_MS);
	driver_unlock(&driver);
	assert_state(MINT_GETTING);
	driver_answer(&driver, EFFECT_TOKEN);
	assert_state(MINT_SIGNING);
	assert_string_not_equal(driver_expect(&driver, EFFECT_SIGN_TEXT)->text, first);
	free(first);
}

static void one_that_says_something_new_is_read_again(void **state)
{
	(void)state;
	to_review();
	driver_do(&driver, ACTION_CONFIRM);
	driver_advance(&driver, 16 * MINUTE_MS);
	driver.statement = " And I like it.";
	driver_unlock(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
	assert_state(MINT_REVIEW);
	driver_expect_none(&driver, EFFECT_SIGN_TEXT);
}

/* The attempt may have used the challenge up. */
static void a_retry_takes_a_new_one(void **state)
{
	(void)state;
	driver_unlock(&driver);
	to_posting();
	refuse_mint(ERR_VERIFY_FAILED);
	assert_state(MINT_BACKOFF);
	assert_true(flow()->evidence.has_token);
	assert_null(flow()->token);
	while (flow()->state == MINT_BACKOFF)
		driver_tick(&driver);
	assert_state(MINT_GETTING);
	driver_settle(&driver);
	assert_state(MINT_DONE);
	assert_int_equal(driver.count[EFFECT_TOKEN], 2);
}

static void its_errors_lead_where_they_should(void **state)
{
	static const struct { enum err_code code; enum mint_state after; } rows[] = {
		{ ERR_CHALLENGE_EXPIRED, MINT_FAILED }, { ERR_CHALLENGE_USED, MINT_UNKNOWN },
		{ ERR_CHALLENGE_WALLET, MINT_FAILED }, { ERR_CHALLENGE_INVALID, MINT_FAILED },
		{ ERR_CHALLENGE_STATEMENT, MINT_FAILED }, { ERR_CHALLENGE_DOMAIN, MINT_FAILED },
		{ ERR_NO_STAKE, MINT_FAILED }, { ERR_SIGNATURE_MISMATCH, MINT_FAILED },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		close_driver(state);
		begin(state);
		driver_unlock(&driver);
		to_posting();
		refuse_mint(rows[i].code);
		assert_state(rows[i].after);
		assert_int_equal(flow()->token != NULL, rows[i].after == MINT_UNKNOWN);
	}
}

static void what_is_no_challenge_is_never_signed(void **state)
{
	struct address other;

	(void)state;
	driver_unlock(&driver);
	for (int i = 0; i < 3; i++) {
		other = driver.accounts.items[1].address;
		char *text = driver_challenge(&driver, other, driver.now_ms, 15 * MINUTE_MS);
		char *token = driver_token(driver.now_ms / 1000 + 900);

		driver.bad_token = i == 0 ? text : i == 1 ? "" : token;
		driver_mint(&driver);
		driver_answer(&driver, EFFECT_TOKEN);
		assert_state(MINT_FAILED);
		assert_int_equal(flow()->err.code, ERR_CHALLENGE_REFUSED);
		assert_null(flow()->token);
		free(token);
		free(text);
	}
	driver.bad_token = NULL;
	driver_settle(&driver);
	assert_int_equal(driver.count[EFFECT_SIGN_TEXT], 0);
}

/* A challenge that comes as if it were a token is refused. */
static void a_challenge_in_a_tokens_place_is_refused(void **state)
{
	char *text = driver_challenge(&driver, driver.accounts.items[0].address, driver.now_ms, 15 * MINUTE_MS);

	(void)state;
	driver.challenges = false;
	driver.bad_token = text;
	driver_unlock(&driver);
	driver_mint(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
	assert_int_equal(flow()->err.code, ERR_NOT_A_TOKEN);
	driver.bad_token = NULL;
	free(text);
}

#define flow_probe(f) cmocka_unit_test_setup_teardown(f, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		flow_probe(from_challenge_to_key),
		flow_probe(saying_no_signs_nothing),
		flow_probe(a_yes_under_a_new_wallets_words_signs_nothing),
		flow_probe(it_expires_while_it_is_read),
		flow_probe(it_expires_while_the_password_is_typed),
		flow_probe(one_that_says_something_new_is_read_again),
		flow_probe(a_retry_takes_a_new_one),
		flow_probe(its_errors_lead_where_they_should),
		flow_probe(what_is_no_challenge_is_never_signed),
		flow_probe(a_challenge_in_a_tokens_place_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
