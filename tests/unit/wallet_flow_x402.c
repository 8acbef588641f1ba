/* flow_x402: a wallet's prepaid credit by actions alone. */
#include "wallet/model/x402.h"

#include <string.h>

#include "tests/support/flow_fixture.h"
#include "wallet/venice/x402_patience.h"

static const struct flow_x402 *flow(void)
{
	return &driver.model.x402;
}

static void a_command_asks_what_it_is_told(void **state)
{
	struct action page = { .type = ACTION_X402_TRANSACTIONS, .ledger = { .limit = 7, .offset = 14 } };

	(void)state;
	driver_do(&driver, ACTION_X402_BALANCE);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_expect_none(&driver, EFFECT_X402_BALANCE);
	driver_unlock(&driver);
	assert_true(model_busy(&driver.model));
	driver_answer(&driver, EFFECT_X402_BALANCE);
	assert_false(flow_x402_running(flow()));
	assert_true(flow()->has_balance && !flow()->has_ledger);
	assert_string_equal(flow()->balance.usd, "12.5");
	driver_apply(&driver, &page);
	assert_int_equal(driver_expect(&driver, EFFECT_X402_LEDGER)->x402.limit, 7);
	driver_answer(&driver, EFFECT_X402_LEDGER);
	assert_int_equal(flow()->ledger.offset, 14);
	assert_int_equal(flow()->err.code, ERR_NONE);
}

static void the_screen_gets_both(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver_do(&driver, ACTION_X402_BALANCE);
	driver_answer(&driver, EFFECT_X402_BALANCE);
	driver_answer(&driver, EFFECT_X402_LEDGER);
	assert_true(flow()->has_balance && flow()->has_ledger);
	driver_select(&driver, 1);
	driver_do(&driver, ACTION_X402_BALANCE);	/* another wallet's figures are dropped */
	assert_true(!flow()->has_balance && !flow()->has_ledger);
}

static void a_refused_sign_in_is_signed_once_more_by_the_servers_clock(void **state)
{
	int64_t first;

	(void)state;
	driver.skew_ms = 3600000;
	driver_unlock(&driver);
	driver_do(&driver, ACTION_X402_BALANCE);
	first = driver_expect(&driver, EFFECT_X402_BALANCE)->x402.sign_in.now_ms;
	driver_refuse(&driver, EFFECT_X402_BALANCE, ERR_SIGN_IN_INVALID);
	assert_true(driver_expect(&driver, EFFECT_X402_BALANCE)->x402.sign_in.now_ms == first + driver.skew_ms);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	driver_refuse(&driver, EFFECT_X402_BALANCE, ERR_SIGN_IN_INVALID);
	driver_expect_none(&driver, EFFECT_X402_BALANCE);
	assert_int_equal(driver.model.error.code, ERR_SIGN_IN_INVALID);
	driver_do(&driver, ACTION_X402_BALANCE);	/* a new wish begins anew */
	driver_answer(&driver, EFFECT_X402_BALANCE);
	driver_answer(&driver, EFFECT_X402_LEDGER);
	assert_int_equal(driver.model.x402.err.code, ERR_NONE);
}

static void every_way_of_refusing_a_sign_in_is_signed_once_more(void **state)
{
	(void)state;
	driver_unlock(&driver);
	for (enum err_code code = ERR_SIGN_IN_INVALID; code <= ERR_SIGN_IN_OTHER; code++) {
		driver_do(&driver, ACTION_X402_TRANSACTIONS);
		driver_refuse(&driver, EFFECT_X402_LEDGER, code);
		driver_refuse(&driver, EFFECT_X402_LEDGER, code);
		driver_expect_none(&driver, EFFECT_X402_LEDGER);
		assert_int_equal(driver.model.error.code, code);
	}
}

/* Venice does not say how long, so the waits grow, and each try is signed anew. */
static void too_many_requests_are_waited_out(void **state)
{
	static const int64_t waits[] = { 1000, 2000, 4000 };

	(void)state;
	driver_unlock(&driver);
	driver_do(&driver, ACTION_X402_BALANCE);
	for (size_t i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		driver_refuse(&driver, EFFECT_X402_BALANCE, ERR_RATE_LIMITED);
		driver_expect_none(&driver, EFFECT_X402_BALANCE);
		assert_int_equal(flow()->state, X402_BACKOFF);
		assert_true(flow_x402_ops.deadline(&driver.model) == driver.now_ms + waits[i]);
		assert_non_null(strstr(driver_said(&driver), "asked again in"));
		driver_advance(&driver, waits[i]);
		assert_true(driver_expect(&driver, EFFECT_X402_BALANCE)->x402.sign_in.now_ms == driver.now_ms);
	}
	driver_refuse(&driver, EFFECT_X402_BALANCE, ERR_RATE_LIMITED);
	assert_int_equal(driver.model.error.code, ERR_RATE_LIMITED);
	assert_false(flow_x402_running(flow()));
	driver_do(&driver, ACTION_X402_BALANCE);
	driver_refuse(&driver, EFFECT_X402_BALANCE, ERR_RATE_LIMITED);
	driver_do(&driver, ACTION_CANCEL);
	assert_false(flow_x402_running(flow()));
	driver_advance(&driver, 10000);
	driver_expect_none(&driver, EFFECT_X402_BALANCE);
}

static void a_long_wait_is_left_to_the_person(void **state)
{
	struct err err;

	(void)state;
	(void)err_set_http(&err, 429, "Too many requests");
	err.retry_after = X402_PATIENCE_ASKED_MAX_S;
	assert_true(x402_patience_ms(0, &err) == X402_PATIENCE_ASKED_MAX_S * 1000);
	assert_true(x402_patience_ms(X402_PATIENCE_TRIES, &err) == 0);
	err.retry_after++;
	assert_true(x402_patience_ms(0, &err) == 0);
	(void)err_set_http(&err, 503, "no");
	assert_true(x402_patience_ms(0, &err) == 0);
}

static void other_failures_end_it(void **state)
{
	static const enum err_code codes[] = { ERR_WALLET_MISMATCH, ERR_INSUFFICIENT_BALANCE, ERR_SIGN_IN_MISSING,
					       ERR_TIMEOUT };

	(void)state;
	driver_unlock(&driver);
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		driver_do(&driver, ACTION_X402_BALANCE);
		driver_refuse(&driver, EFFECT_X402_BALANCE, codes[i]);
		assert_int_equal(driver.model.error.code, codes[i]);
		assert_int_equal(flow()->err.code, codes[i]);
		assert_false(flow_x402_running(flow()));
	}
}

static void what_cannot_sign_is_not_asked(void **state)
{
	(void)state;
	driver_select(&driver, 2);
	driver_do(&driver, ACTION_X402_BALANCE);
	assert_int_equal(driver.model.error.code, ERR_WATCH_ONLY);
	driver.model.readonly = true;
	driver_select(&driver, 0);
	driver_do(&driver, ACTION_X402_TRANSACTIONS);
	assert_int_equal(driver.model.error.code, ERR_READONLY);
	driver.model.readonly = false;
	driver.model.accounts.count = 0;
	driver_do(&driver, ACTION_X402_BALANCE);
	assert_int_equal(driver.model.error.code, ERR_NO_WALLET);
	driver.model.accounts.count = 3;
	driver_expect_none(&driver, EFFECT_X402_BALANCE);
}

static void it_can_be_stopped(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_X402_BALANCE);
	driver_do(&driver, ACTION_CANCEL);		/* the password prompt */
	assert_false(flow_x402_running(flow()));
	assert_int_equal(flow()->err.code, ERR_CANCELLED);
	driver_unlock(&driver);
	driver_do(&driver, ACTION_X402_BALANCE);
	driver_do(&driver, ACTION_X402_BALANCE);	/* asking twice is asking once */
	assert_int_equal(driver.count[EFFECT_X402_BALANCE], 1);
	driver_do(&driver, ACTION_CANCEL);
	assert_false(flow_x402_running(flow()));
	driver_expect_none(&driver, EFFECT_X402_BALANCE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_command_asks_what_it_is_told, open_headless, close_driver),
		cmocka_unit_test_setup_teardown(the_screen_gets_both, open_driver, close_driver),
		cmocka_unit_test_setup_teardown(a_refused_sign_in_is_signed_once_more_by_the_servers_clock, open_driver,
						close_driver),
		cmocka_unit_test_setup_teardown(every_way_of_refusing_a_sign_in_is_signed_once_more, open_driver,
						close_driver),
		cmocka_unit_test_setup_teardown(too_many_requests_are_waited_out, open_driver, close_driver),
		cmocka_unit_test(a_long_wait_is_left_to_the_person),
		cmocka_unit_test_setup_teardown(other_failures_end_it, open_driver, close_driver),
		cmocka_unit_test_setup_teardown(what_cannot_sign_is_not_asked, open_driver, close_driver),
		cmocka_unit_test_setup_teardown(it_can_be_stopped, open_driver, close_driver),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
