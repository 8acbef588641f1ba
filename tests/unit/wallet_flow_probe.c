/* flow_probe: a call that costs something is made once, and only after a person agreed to its cost. */
#include "wallet/model/probe.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/flow_fixture.h"

static const char *id(void)
{
	return driver.vault.items[0].id;
}

static void wish(const char *key, const char *wanted)
{
	struct action action = { .type = ACTION_PROBE };

	snprintf(action.wish.id, sizeof(action.wish.id), "%s", key);
	snprintf(action.wish.model, sizeof(action.wish.model), "%s", wanted);
	driver_apply(&driver, &action);
}

/* Goes on to the question, with the wallet open and the prices known. */
static void ask(const char *wanted)
{
	driver_unlock(&driver);
	wish(id(), wanted);
	driver_answer(&driver, EFFECT_MODELS);
	assert_int_equal(model_want(&driver.model), WANT_PROBE);
	driver_expect_none(&driver, EFFECT_PROBE);
}

static void refuse(enum err_code code, bool may_have_acted)
{
	struct action result = { .type = ACTION_PROBED, .request = driver.model.probe.request };

	driver_expect(&driver, EFFECT_PROBE);
	driver_forget(&driver, EFFECT_PROBE);
	(void)err_set(&result.err, code, "refused by the test");
	result.probe.may_have_acted = may_have_acted;
	driver_apply(&driver, &result);
}

static void asked_priced_confirmed_and_called(void **state)
{
	const struct probe *result;

	(void)state;
	wish(id(), "");
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_expect_none(&driver, EFFECT_MODELS);
	driver_unlock(&driver);
	driver_answer(&driver, EFFECT_MODELS);
	assert_int_equal(driver.model.probe.state, PROBE_REVIEW);
	assert_string_equal(driver.model.probe.model.id, "anonymized");
	driver_do(&driver, ACTION_CONFIRM);
	assert_string_equal(driver_expect(&driver, EFFECT_PROBE)->call.id, id());
	assert_string_equal(driver_expect(&driver, EFFECT_PROBE)->call.model, "anonymized");
	assert_true(model_busy(&driver.model));
	driver_answer(&driver, EFFECT_PROBE);
	result = flow_probe_result(&driver.model.probe, id());
	assert_non_null(result);
	assert_int_equal(result->cost[PRICE_USD], 9 * 100 + 100);
	assert_null(flow_probe_result(&driver.model.probe, "another"));
	assert_non_null(strstr(driver_said(&driver), "The key works"));
	assert_false(model_busy(&driver.model));
}

/* A key for real money must not be sent to the practice network. */
static void another_networks_key_is_sent_nowhere(void **state)
{
	(void)state;
	driver_unlock(&driver);
	snprintf(driver.model.keys.items[0].network, sizeof(driver.model.keys.items[0].network), "base");
	wish(id(), "");
	assert_int_equal(driver.model.probe.state, PROBE_FAILED);
	assert_int_equal(driver.model.error.code, ERR_INVALID_INPUT);
	assert_non_null(strstr(driver.model.error.msg, "the network base"));
	driver_expect_none(&driver, EFFECT_MODELS);
	driver_expect_none(&driver, EFFECT_PROBE);
}

static void a_named_model_is_the_one_called(void **state)
{
	(void)state;
	ask("dear");
	driver_do(&driver, ACTION_CONFIRM);
	assert_string_equal(driver_expect(&driver, EFFECT_PROBE)->call.model, "dear");
}

static void no_is_no(void **state)
{
	(void)state;
	ask("");
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(driver.model.probe.state, PROBE_FAILED);
	assert_int_equal(driver.model.probe.err.code, ERR_CANCELLED);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	driver_do(&driver, ACTION_CONFIRM);
	driver_do(&driver, ACTION_RETRY);	/* RETRY is for a failure, not for a question that was answered no */
	assert_int_equal(driver.count[EFFECT_MODELS], 1);
	assert_int_equal(driver.count[EFFECT_PROBE], 0);
}

static void stopped_while_the_prices_are_asked(void **state)
{
	(void)state;
	driver_unlock(&driver);
	wish(id(), "");
	driver_do(&driver, ACTION_CANCEL);
	driver_expect_none(&driver, EFFECT_MODELS);
	assert_false(flow_probe_running(&driver.model.probe));
	wish(id(), "");
	driver_refuse(&driver, EFFECT_MODELS, ERR_UNREACHABLE);
	assert_int_equal(driver.model.error.code, ERR_UNREACHABLE);
}

static void locked_meanwhile_it_asks_for_the_password(void **state)
{
	(void)state;
	ask("");
	driver_do(&driver, ACTION_LOCK);
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_expect_none(&driver, EFFECT_PROBE);
	driver_unlock(&driver);
	driver_answer(&driver, EFFECT_PROBE);
	assert_int_equal(driver.model.probe.state, PROBE_DONE);
}

static void esc_at_the_password_makes_no_call(void **state)
{
	(void)state;
	wish(id(), "");
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(driver.model.probe.err.code, ERR_CANCELLED);
	driver_unlock(&driver);
	driver_expect_none(&driver, EFFECT_MODELS);
}

/* The question was about a wallet's key; the words of a new wallet lie over it. */
static void nothing_is_confirmed_unseen(void **state)
{
	(void)state;
	ask("");
	driver.model.mnemonic = mnemonic_new(MNEMONIC_MAX);
	driver_do(&driver, ACTION_CONFIRM);
	driver_do(&driver, ACTION_CANCEL);
	driver_expect_none(&driver, EFFECT_PROBE);
}

static void a_refusal_is_told_and_can_be_tried_again(void **state)
{
	(void)state;
	ask("dear");
	driver_do(&driver, ACTION_CONFIRM);
	refuse(ERR_INSUFFICIENT_BALANCE, false);
	assert_int_equal(driver.model.error.code, ERR_INSUFFICIENT_BALANCE);
	assert_int_equal(driver.model.error.remedy, REMEDY_FUND);
	assert_int_equal(driver.model.failed, FLOW_PROBE);
	driver_do(&driver, ACTION_RETRY);
	driver_answer(&driver, EFFECT_MODELS);
	assert_int_equal(driver.model.probe.state, PROBE_REVIEW);	/* asked anew */
	assert_string_equal(driver.model.probe.model.id, "dear");
}

/* The cheapest model is for Pro accounts only.  The next one is asked about, and is not called
 * without a yes. */
static void a_model_for_other_accounts_is_passed_over(void **state)
{
	(void)state;
	ask("");
	assert_string_equal(driver.model.probe.model.id, "anonymized");
	driver_do(&driver, ACTION_CONFIRM);
	refuse(ERR_PRO_MODEL, false);
	assert_true(flow_probe_has_next(&driver.model.probe));
	assert_int_equal(driver.count[EFFECT_PROBE], 1);
	driver_do(&driver, ACTION_RETRY);
	driver_answer(&driver, EFFECT_MODELS);
	assert_int_equal(driver.model.probe.state, PROBE_REVIEW);
	assert_string_equal(driver.model.probe.model.id, "glm");
	driver_expect_none(&driver, EFFECT_PROBE);
	driver_do(&driver, ACTION_CONFIRM);
	refuse(ERR_PRO_MODEL, false);
	driver_do(&driver, ACTION_RETRY);
	driver_answer(&driver, EFFECT_MODELS);
	while (driver.model.probe.state == PROBE_REVIEW) {
		driver_do(&driver, ACTION_CONFIRM);
		refuse(ERR_PRO_MODEL, false);
		driver_do(&driver, ACTION_RETRY);
		driver_answer(&driver, EFFECT_MODELS);
	}
	assert_non_null(strstr(driver.model.error.msg, "no other text model"));
	ask("dear");		/* a person who names a model means that one */
	driver_do(&driver, ACTION_CONFIRM);
	refuse(ERR_PRO_MODEL, false);
	assert_false(flow_probe_has_next(&driver.model.probe));
	ask("");		/* and a new wish begins anew */
	assert_string_equal(driver.model.probe.model.id, "anonymized");
}

static void what_may_have_acted_is_unknown_and_not_repeated(void **state)
{
	(void)state;
	ask("");
	driver_do(&driver, ACTION_CONFIRM);
	refuse(ERR_TIMEOUT, true);
	assert_int_equal(driver.model.error.code, ERR_TEST_UNKNOWN);
	driver_advance(&driver, 60 * MINUTE_MS);
	assert_int_equal(driver.count[EFFECT_PROBE], 1);
	assert_string_equal(driver.model.log.items[driver.model.log.count - 1].code, "test_unknown");
}

static void a_call_that_is_out_cannot_be_stopped(void **state)
{
	(void)state;
	ask("");
	driver_do(&driver, ACTION_CONFIRM);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(driver.model.probe.state, PROBE_CALLING);
	assert_non_null(strstr(driver_said(&driver), "may be charged"));
	wish(id(), "");
	assert_int_equal(driver.count[EFFECT_MODELS], 1);
	driver_answer(&driver, EFFECT_PROBE);
	assert_int_equal(driver.model.probe.state, PROBE_DONE);
}

static void what_cannot_be_tested(void **state)
{
	struct key_info elsewhere = {
		.id = "k-9", .last6 = "aaaaaa", .address = driver.accounts.items[0].address, .remote = true
	};

	(void)state;
	wish("nobody", "");
	assert_int_equal(driver.model.error.code, ERR_KEY_NOT_FOUND);
	driver_list_key(&driver, &elsewhere);
	wish("k-9", "");
	assert_int_equal(driver.model.error.code, ERR_KEY_NOT_FOUND);
	driver.model.readonly = true;
	wish(id(), "");
	assert_int_equal(driver.model.error.code, ERR_READONLY);
	driver_unlock(&driver);
	driver_expect_none(&driver, EFFECT_MODELS);
}

/* The log gets a line before the call is sent, and one for its outcome. */
static void the_log_has_both_ends(void **state)
{
	const struct log_entries *log = &driver.model.log;

	(void)state;
	ask("");
	driver_do(&driver, ACTION_CONFIRM);
	assert_string_equal(log->items[log->count - 1].event, "test_sent");
	assert_non_null(strstr(log->items[log->count - 1].text, "at most"));
	driver_answer(&driver, EFFECT_PROBE);
	assert_string_equal(log->items[log->count - 1].event, "test_answered");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_with_key, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(asked_priced_confirmed_and_called),
		TEST(another_networks_key_is_sent_nowhere),
		TEST(a_named_model_is_the_one_called),
		TEST(no_is_no),
		TEST(stopped_while_the_prices_are_asked),
		TEST(locked_meanwhile_it_asks_for_the_password),
		TEST(esc_at_the_password_makes_no_call),
		TEST(nothing_is_confirmed_unseen),
		TEST(a_refusal_is_told_and_can_be_tried_again),
		TEST(a_model_for_other_accounts_is_passed_over),
		TEST(what_may_have_acted_is_unknown_and_not_repeated),
		TEST(a_call_that_is_out_cannot_be_stopped),
		TEST(what_cannot_be_tested),
		TEST(the_log_has_both_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
