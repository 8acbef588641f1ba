/* waiting: what the program waits for, as the flows and their effects go on. */
#include "wallet/model/waiting.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/flow_fixture.h"
#include "wallet/base/mem.h"

static struct waiting now(void)
{
	struct waiting waiting;

	assert_true(waiting_now(&waiting, &driver.model));
	return waiting;
}

static void assert_nothing(void)
{
	struct waiting waiting;

	if (waiting_now(&waiting, &driver.model))
		fail_msg("waiting for %s", waiting.what);
}

static void assert_waits_for(const char *words)
{
	struct waiting waiting = now();

	if (!strstr(waiting.what, words))
		fail_msg("waiting for %s", waiting.what);
}

/* The node wants the request to be asked later. */
static void put_off(uint32_t request, int64_t for_ms, const char *why)
{
	struct action action = { .type = ACTION_NODE_WAITS, .request = request };

	action.node_waits.for_ms = for_ms;
	snprintf(action.node_waits.why, sizeof(action.node_waits.why), "%s", why);
	driver_apply(&driver, &action);
}

static void an_answer_is_waited_for_until_it_comes(void **state)
{
	struct waiting waiting;
	int64_t asked_ms;

	(void)state;
	assert_nothing();
	driver_do(&driver, ACTION_TOKEN);
	asked_ms = driver.now_ms;
	waiting = now();
	assert_string_equal(waiting.what, "Venice's token");
	assert_int_equal(waiting.since_ms, asked_ms);
	assert_int_equal(waiting.until_ms, asked_ms + WAITING_ANSWER_MS);
	assert_false(waiting.is_set);
	driver_advance(&driver, 5000);
	assert_int_equal(now().since_ms, asked_ms);
	driver_answer(&driver, EFFECT_TOKEN);
	assert_nothing();
}

static void what_is_cancelled_is_waited_for_no_more(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_TOKEN);
	now();
	driver_do(&driver, ACTION_CANCEL);
	assert_nothing();
}

/* The yes is an action of its own, within which the wish goes on. */
static void what_was_agreed_to_is_waited_for_once(void **state)
{
	struct action wish = { .type = ACTION_WALLET_REMOVE, .task = mem_new(1, sizeof(*wish.task)) };

	(void)state;
	wish.task->kind = TASK_REMOVE;
	wish.task->account = driver.accounts.items[1];
	driver_apply(&driver, &wish);
	assert_nothing();
	driver_do(&driver, ACTION_CONFIRM);
	assert_waits_for("the wallet's files");
	driver_answer(&driver, EFFECT_TASK);
	driver_settle(&driver);
	assert_nothing();
}

static void locking_ends_the_wait_for_a_wallet_to_open(void **state)
{
	(void)state;
	driver_password(&driver, PASSWORD_RIGHT);
	assert_string_equal(now().what, "the wallet to open");
	assert_int_equal(now().until_ms, 0);
	driver_do(&driver, ACTION_LOCK);
	assert_nothing();
}

static void a_node_that_has_had_enough_says_until_when(void **state)
{
	struct waiting waiting;
	uint32_t request;

	(void)state;
	driver_stake(&driver, 10);
	assert_waits_for("the Base node's answer");
	request = driver_expect(&driver, EFFECT_CHAIN)->request;
	put_off(request, 30000, "node.example refuses (HTTP 429): over rate limit");
	waiting = now();
	assert_string_equal(waiting.what, "the Base node: node.example refuses (HTTP 429): over rate limit");
	assert_int_equal(waiting.until_ms, driver.now_ms + 30000);
	assert_true(waiting.is_set);
	assert_true(waiting_is_told(&waiting, waiting.since_ms, driver.now_ms));
	driver_advance(&driver, 30000);
	assert_waits_for("the Base node's answer");	/* it is being asked again */
	assert_int_equal(now().since_ms, waiting.until_ms);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_nothing();
}

/* News of a request is not its answer, so no flow may take it for one. */
static void news_of_a_wait_is_nobodys_answer(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver_mint(&driver);
	put_off(driver_expect(&driver, EFFECT_TOKEN)->request, 30000, "later");
	assert_int_equal(driver.model.mint.state, MINT_GETTING);
	driver_settle(&driver);
	assert_int_equal(driver.model.mint.state, MINT_DONE);
	put_off(4711, 30000, "of nothing");
	assert_nothing();
}

static void a_mint_that_is_tried_again_says_why_and_when(void **state)
{
	struct err err;
	struct waiting waiting;

	(void)state;
	driver_unlock(&driver);
	driver_mint(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_string_equal(now().what, "Venice's answer to the mint");
	(void)err_set(&err, ERR_RATE_LIMITED, "Too many requests");
	err.retry_after = 40;
	driver_refuse_mint(&driver, &err, false);
	driver_forget(&driver, EFFECT_CHAIN);
	waiting = now();
	assert_string_equal(waiting.what, "the next try of the mint: Too many requests");
	assert_int_equal(waiting.until_ms, driver.model.mint.retry_at_ms);
	assert_true(waiting.is_set);
	driver_do(&driver, ACTION_CANCEL);
	assert_false(waiting_now(&waiting, &driver.model) && waiting.is_set);
}

static void a_transaction_is_waited_for_until_it_is_mined(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver_stake(&driver, 10);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_nothing();
	driver_do(&driver, ACTION_CONFIRM);
	driver_answer(&driver, EFFECT_SIGN_TX);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_string_equal(now().what, "the approve transaction to be mined");
	assert_int_equal(now().since_ms, driver.model.tx.sent_ms);
	assert_int_equal(now().until_ms, 0);
	driver.model.headless = true;
	assert_in_range(now().until_ms, driver.now_ms + 10000, driver.now_ms + 600000);
}

/* A person does not wait for readings that the screen makes by itself; a command waits for its own. */
static void balances_read_by_themselves_are_nobodys_wait(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_REFRESH);
	assert_nothing();
	driver.model.headless = true;
	assert_waits_for("the Base node's answer");
}

static void what_is_told(void **state)
{
	static const struct {
		struct waiting waiting;
		int64_t first_ms, now_ms;
		bool told;
	} cases[] = {
		{ { .until_ms = 13000, .is_set = true }, 10000, 10000, true },
		{ { .until_ms = 11500, .is_set = true }, 10000, 10000, false },
		{ { .until_ms = 70000 }, 10000, 10000, false },
		{ { .until_ms = 70000 }, 10000, 11999, false },
		{ { .until_ms = 70000 }, 10000, 12000, true },
		{ { .until_ms = 0 }, 10000, 12000, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(waiting_is_told(&cases[i].waiting, cases[i].first_ms, cases[i].now_ms), cases[i].told);
}

/* Leaves unanswered what the driver usually answers at the start. */
static int open_quiet(void **state)
{
	open_driver(state);
	driver.model.errands.count = 0;
	return 0;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, open_quiet, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_answer_is_waited_for_until_it_comes),
		TEST(what_is_cancelled_is_waited_for_no_more),
		TEST(what_was_agreed_to_is_waited_for_once),
		TEST(locking_ends_the_wait_for_a_wallet_to_open),
		TEST(a_node_that_has_had_enough_says_until_when),
		TEST(news_of_a_wait_is_nobodys_answer),
		TEST(a_mint_that_is_tried_again_says_why_and_when),
		TEST(a_transaction_is_waited_for_until_it_is_mined),
		TEST(balances_read_by_themselves_are_nobodys_wait),
		TEST(what_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
