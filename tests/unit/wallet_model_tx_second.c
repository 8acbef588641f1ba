/* tx_second: two nodes are asked before anything is signed and before an end counts. */
#include "wallet/model/tx_second.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/flow_tx_steps.h"
#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/tx_changes.h"
#include "wallet/model/review.h"

/* Second nodes: like the first one, but for one thing. */
static void same(struct flow_node *node) { (void)node; }
static void other_chain(struct flow_node *node) { node->chain_id = 1; }
static void no_contract(struct flow_node *node) { node->no_staking = true; }
static void one_behind(struct flow_node *node) { node->nonce--; }
static void one_ahead(struct flow_node *node) { node->nonce++; }
static void one_in_pool(struct flow_node *node) { node->nonce++, node->in_pool = 1; }
static void reverts(struct flow_node *node) { node->live_revert = "paused"; }
static void on_a_fork(struct flow_node *node) { node->fork++; }
static void behind(struct flow_node *node) { node->block -= 100; }
static void in_trouble(struct flow_node *node) { node->one_error = ERR_NONE, node->no_pending = true; }

static bool review_row_says(const char *label, const char *words)
{
	struct review review;
	bool found = false;

	assert_true(review_of(&review, &driver.model));
	for (size_t i = 0; i < review.count; i++)
		found |= review.rows[i].label && !strcmp(review.rows[i].label, label) &&
			 strstr(review.rows[i].text, words);
	review_free(&review);
	return found;
}

static void assert_says(const struct err *err, const char *a, const char *b)
{
	if (err->code != ERR_NODES_DISAGREE || !strstr(err->msg, a) || !strstr(err->msg, b) || !strstr(err->msg, "a.example") ||
	    !strstr(err->msg, "b.example"))
		fail_msg("%s: %s", err_info(err->code)->name, err->msg);
}

static void who_says_the_same_is_in_the_review(void **state)
{
	(void)state;
	driver.node.second = same;
	to_review();
	assert_true(review_row_says("Second node", "b.example says the same"));
}

static void without_a_second_nothing_is_said_of_one(void **state)
{
	(void)state;
	to_review();
	assert_false(review_row_says("Second node", ""));
}

static void who_cannot_be_reached_is_in_the_review_and_stops_nothing(void **state)
{
	(void)state;
	driver.node.second = same;
	driver.node.second_error = ERR_UNREACHABLE;
	to_review();
	assert_true(review_row_says("Second node", "b.example was not heard"));
	assert_true(review_row_says("Second node", "does not take the connection"));
	driver_unlock(&driver);
	driver_do(&driver, ACTION_CONFIRM);
	driver_expect(&driver, EFFECT_SIGN_TX);
}

/* If waiting cannot help, it is said at once. */
static void another_chain_or_another_contract_is_said_at_once(void **state)
{
	static const struct { void (*second)(struct flow_node *); const char *a, *b; } cases[] = {
		{ other_chain, "chain 8453", "says 1" },
		{ no_contract, "has code", "has no code" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		driver.node.second = cases[i].second;
		to_preflight();
		driver_preflight(&driver);
		assert_failed(ERR_NODES_DISAGREE);
		assert_says(&driver.model.tx.err, cases[i].a, cases[i].b);
	}
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
}

/* A node that is behind soon says the same.  If it does not, the error gives both values. */
static void a_number_or_an_outcome_that_differs_is_waited_for_and_then_said(void **state)
{
	static const struct { void (*second)(struct flow_node *); const char *a, *b; } cases[] = {
		{ one_behind, "has sent 7", "says 6" }, { one_ahead, "has sent 7", "says 8" },
		{ one_in_pool, "next number is 7", "says 8" }, { reverts, "succeeds", "fails (paused)" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		driver.node.second = cases[i].second;
		to_preflight();
		driver_pass(&driver, 19000);
		assert_int_equal(driver.model.tx.state, TX_PREFLIGHT);
		assert_non_null(strstr(driver.model.tx.waits, cases[i].a));
		driver_pass(&driver, 2000);
		assert_failed(ERR_NODES_DISAGREE);
		assert_says(&driver.model.tx.err, cases[i].a, cases[i].b);
	}
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
}

static void who_catches_up_is_agreed_with(void **state)
{
	(void)state;
	driver.node.second = one_behind;
	to_preflight();
	driver_pass(&driver, 2000);
	driver.node.second = same;
	driver_pass(&driver, 1000);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_true(review_row_says("Second node", "says the same"));
}

/* The yes was given when both nodes agreed.  By now they contradict each other, so the review comes back. */
static void between_the_yes_and_the_signature_as_well(void **state)
{
	(void)state;
	driver.node.second = same;
	to_review();
	driver_do(&driver, ACTION_CONFIRM);
	driver.now_ms += 60000;
	driver.node.second = other_chain;
	driver_unlock(&driver);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_true(tx_agreed_stopped(&driver.model.tx));
	assert_int_equal(driver.model.tx.agreed.against.code, ERR_NODES_DISAGREE);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
}

/* A question that the second node does not answer is no contradiction. */
static void what_it_leaves_unsaid_contradicts_nothing(void **state)
{
	(void)state;
	driver.node.second = in_trouble;
	to_review();
}

static void a_success_that_another_contradicts_is_none_yet(void **state)
{
	(void)state;
	driver.node.second = on_a_fork;
	to_waiting();
	mine();
	wait_ms(30000);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	assert_says(&driver.model.tx.trouble, "block 1000", "another block there");
	driver.node.second = same;
	wait_ms(5000);
	assert_done();
}

/* A second node that is behind is waited for, but not for ever. */
static void a_success_waits_a_moment_for_who_is_behind(void **state)
{
	int64_t mined_ms;

	(void)state;
	driver.node.second = behind;
	to_waiting();
	mine();
	mined_ms = driver.now_ms;
	wait_ms(5000);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	wait_ms(60000);
	assert_done();
	assert_in_range(driver.now_ms - mined_ms, 10000, 20000);
}

/* After such an end the same may be done again, so two nodes must confirm it. */
static void an_end_that_another_has_not_seen_is_none(void **state)
{
	(void)state;
	driver.node.second = behind;
	to_waiting();
	driver.node.tx_reverted = true;
	mine();
	wait_ms(60000);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	driver.node.second = on_a_fork;
	wait_ms(60000);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	driver.node.second = same;
	wait_ms(10000);
	assert_failed(ERR_TX_REVERTED);
}

static void an_end_counts_by_one_where_the_other_is_not_heard(void **state)
{
	(void)state;
	driver.node.second = same;
	driver.node.second_error = ERR_UNREACHABLE;
	to_waiting();
	driver.node.tx_reverted = true;
	mine();
	wait_ms(10000);
	assert_failed(ERR_TX_REVERTED);
}

/* The second node says that its number is used.  Whatever came of that, it cannot be replaced. */
static void what_waits_is_not_replaced_where_another_says_it_is_over(void **state)
{
	(void)state;
	to_waiting();
	driver.node.second = one_ahead;
	driver_do(&driver, ACTION_TX_CANCEL);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	assert_says(&driver.model.tx.change_err, "has sent 7", "says 8");
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
}

static void the_journal_forgets_nothing_that_another_contradicts(void **state)
{
	(void)state;
	to_waiting();
	driver.node.on_top = 1;
	flow_node_mine(&driver.node);
	wait_ms(1000);
	assert_done();
	driver.node.on_top = 9;
	driver.node.second = on_a_fork;
	driver_pass(&driver, 10000);
	assert_int_equal(driver.journal.count, 1);
	driver.node.second = same;
	driver_pass(&driver, 5000);
	assert_int_equal(driver.journal.count, 0);
}

/* Replies of two nodes to one question. */
static struct chain_replies two;

static void begin_two(void)
{
	two = (struct chain_replies){ .count = 1, .host = "a.example", .second = { .asked = true, .host = "b.example" } };
	two.items = mem_new(1, sizeof(*two.items));
	two.second.items = mem_new(1, sizeof(*two.items));
	two.items[0].ok = two.second.items[0].ok = true;
	buf_init(&two.items[0].data, 0);
	buf_init(&two.second.items[0].data, 0);
}

static bool same_call(uint64_t a, uint64_t b, struct err *err)
{
	bool ok;

	begin_two();
	abi_add_u64(&two.items[0].data, a);
	abi_add_u64(&two.second.items[0].data, b);
	ok = tx_second_same_call(&two, 0, err);
	chain_replies_free(&two);
	return ok;
}

static void what_a_call_gives_may_differ_by_a_hundredth(void **state)
{
	struct err err;

	(void)state;
	assert_true(same_call(0, 0, &err));
	assert_true(same_call(1000000, 1000000, &err));
	assert_true(same_call(1000000, 1010000, &err));
	assert_true(same_call(1010000, 1000000, &err));
	assert_false(same_call(1000000, 1011000, &err));
	assert_says(&err, "gives 1000000", "gives 1011000");
	assert_false(same_call(1, 0, &err));
	assert_false(same_call(0, 1, &err));
}

/* VVV goes from 100 to `vvv`, and sVVV from 0 to `svvv`. */
static void add_changes(struct buf *data, uint64_t vvv, uint64_t svvv)
{
	for (size_t i = 0; i < 2 * (size_t)TX_FIGURES; i++)
		abi_add_u64(data, i == 0 ? 1000000 : i == TX_FIGURES ? vvv : i == TX_FIGURES + 1 ? svvv : 0);
}

static bool same_changes(uint64_t vvv, uint64_t svvv, uint64_t other_vvv, uint64_t other_svvv, struct err *err)
{
	bool ok;

	begin_two();
	add_changes(&two.items[0].data, vvv, svvv);
	add_changes(&two.second.items[0].data, other_vvv, other_svvv);
	ok = tx_second_same_changes(&two, 0, err);
	chain_replies_free(&two);
	return ok;
}

static void what_would_change_is_compared_figure_by_figure(void **state)
{
	struct err err;

	(void)state;
	assert_true(same_changes(900000, 100000, 900000, 100000, &err));
	assert_true(same_changes(900000, 100000, 899500, 100500, &err));
	assert_false(same_changes(900000, 100000, 900000, 50000, &err));
	assert_says(&err, "sVVV changes by", "it changes by");
	assert_false(same_changes(900000, 100000, 900000, 0, &err));
	assert_false(same_changes(900000, 0, 900000, 100000, &err));
	assert_false(same_changes(900000, 100000, 1100000, 100000, &err));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)
	const struct CMUnitTest tests[] = {
		TEST(who_says_the_same_is_in_the_review),
		TEST(without_a_second_nothing_is_said_of_one),
		TEST(who_cannot_be_reached_is_in_the_review_and_stops_nothing),
		TEST(another_chain_or_another_contract_is_said_at_once),
		TEST(a_number_or_an_outcome_that_differs_is_waited_for_and_then_said),
		TEST(who_catches_up_is_agreed_with),
		TEST(between_the_yes_and_the_signature_as_well),
		TEST(what_it_leaves_unsaid_contradicts_nothing),
		TEST(a_success_that_another_contradicts_is_none_yet),
		TEST(a_success_waits_a_moment_for_who_is_behind),
		TEST(an_end_that_another_has_not_seen_is_none),
		TEST(an_end_counts_by_one_where_the_other_is_not_heard),
		TEST(what_waits_is_not_replaced_where_another_says_it_is_over),
		TEST(the_journal_forgets_nothing_that_another_contradicts),
		cmocka_unit_test(what_a_call_gives_may_differ_by_a_hundredth),
		cmocka_unit_test(what_would_change_is_compared_figure_by_figure),
	};

	return cmocka_run_group_tests_name("wallet_tx_second", tests, NULL, NULL);
}
