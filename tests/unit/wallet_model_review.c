/* Reviews: every kind has its rows, what they show is what the calldata holds, and wishes wait for a yes. */
#include "tests/support/flow_fixture.h"

#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"
#include "wallet/model/review.h"

static struct review review;

static void read_review(void)
{
	review_free(&review);
	assert_true(review_of(&review, &driver.model));
}

/* Returns the row with this label, or the one so many rows below it. */
static const char *row(const char *label, size_t below)
{
	for (size_t i = 0; i + below < review.count; i++)
		if (review.rows[i].label && !strcmp(review.rows[i].label, label))
			return review.rows[i + below].text;
	fail_msg("no row %s", label);
	return NULL;
}

static bool says(const char *words)
{
	for (size_t i = 0; i < review.count; i++)
		if (strstr(review.rows[i].text, words))
			return true;
	return false;
}

static int close_review(void **state)
{
	review_free(&review);
	return close_driver(state);
}

static void nothing_waits_nothing_is_shown(void **state)
{
	(void)state;
	assert_false(review_of(&review, &driver.model));
}

static void to_approval(void)
{
	driver_unlock(&driver);
	driver_stake(&driver, 10);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_int_equal(model_want(&driver.model), WANT_REVIEW);
}

static void every_argument_has_its_name(void **state)
{
	(void)state;
	to_approval();
	read_review();
	assert_string_equal(review.what, "transaction");
	assert_string_equal(row("Amount", 0), "10 VVV");
	assert_string_equal(row("Contract", 0), "VVV token 0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf");
	assert_string_equal(row("Call", 0), "approve(address,uint256)");
	assert_string_equal(row("Call", 1), "spender: 0x321b7ff75154472B18EDb199033fF4D116F340Ff Venice staking (sVVV)");
	assert_string_equal(row("Call", 2), "amount: 10000000000000000000 (10 VVV)");
	assert_non_null(strstr(row("Wallet", 0), "alpha 0x"));
	assert_true(says("no undo"));
}

/* What will be signed is shown, not what it was called. */
static void a_call_that_is_not_what_it_says_is_said(void **state)
{
	(void)state;
	to_approval();
	driver.model.tx.tx.data.data[0] ^= 1;
	read_review();
	assert_string_equal(row("Call", 0), "not the call it should be");
	driver.model.tx.tx.data.data[0] ^= 1;
	driver.model.tx.tx.data.data[driver.model.tx.tx.data.len - 1] ^= 1;
	read_review();
	assert_string_equal(row("Call", 2), "amount: 10000000000000000001");
}

static void wish_removal(void)
{
	struct action action = { .type = ACTION_WALLET_REMOVE, .task = mem_new(1, sizeof(struct task)) };

	action.task->kind = TASK_REMOVE;
	action.task->account = *model_account(&driver.model);
	action.task->password = passphrase_new(PASSPHRASE_MAX);
	driver_apply(&driver, &action);
}

static void a_removal_is_held_until_it_is_agreed_to(void **state)
{
	(void)state;
	wish_removal();
	driver_expect_none(&driver, EFFECT_TASK);
	read_review();
	assert_string_equal(review.word, "alpha");
	assert_true(says("last copy here"));
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver_expect(&driver, EFFECT_TASK)->task->kind, TASK_REMOVE);
	assert_false(review_of(&review, &driver.model));
}

/* It is asked about once, with what it means. */
static void a_limit_of_0_is_asked_about(void **state)
{
	(void)state;
	struct action action = { .type = ACTION_MINT };

	key_options_init(&action.options);
	action.options.limit[KEY_USD] = action.options.limit[KEY_DIEM] = 0;
	driver_apply(&driver, &action);
	assert_int_equal(model_want(&driver.model), WANT_CONSENT);
	assert_int_equal(driver.model.mint.state, MINT_IDLE);
	read_review();
	assert_string_equal(row("Limit in USD", 0), "0");
	assert_string_equal(row("Limit in DIEM", 0), "0");
	assert_true(says("could pay for nothing"));
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);
	assert_int_equal(driver.model.mint.state, MINT_GETTING);
	assert_int_equal(driver.model.mint.options.limit[KEY_USD], 0);
}

/* A command only asks, and carries it out itself. */
static void a_wish_may_only_ask(void **state)
{
	(void)state;
	struct action action = { .type = ACTION_MINT, .only_asks = true };

	driver.model.headless = true;
	key_options_init(&action.options);
	driver_apply(&driver, &action);
	assert_false(asked_waits(&driver.model));
	assert_int_equal(driver.model.log.count, 0);
	action = (struct action){ .type = ACTION_MINT, .only_asks = true };
	key_options_init(&action.options);
	action.options.limit[KEY_USD] = 0;
	driver_apply(&driver, &action);
	read_review();
	assert_string_equal(review.title, "A limit of 0?");
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.model.log.count, 1);
	assert_string_equal(driver.model.log.items[0].event, "agreed");
	assert_false(asked_waits(&driver.model));
	assert_int_equal(driver.model.mint.state, MINT_IDLE);
}

static void a_limit_of_0_in_usd_leaves_diem(void **state)
{
	(void)state;
	struct action action = { .type = ACTION_KEY_CREATE };

	key_options_init(&action.options);
	action.options.limit[KEY_USD] = 0;
	driver_apply(&driver, &action);
	read_review();
	assert_string_equal(row("Limit in DIEM", 0), "none");
	assert_true(says("could spend DIEM only"));
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);
	assert_int_equal(driver.model.mint.state, MINT_IDLE);
}

static void other_limits_are_not_asked_about(void **state)
{
	(void)state;
	driver_mint(&driver);
	assert_int_equal(model_want(&driver.model), WANT_NOTHING);
	assert_int_equal(driver.model.mint.state, MINT_GETTING);
}

static void a_no_drops_the_wish(void **state)
{
	(void)state;
	wish_removal();
	driver_do(&driver, ACTION_CANCEL);
	assert_false(asked_waits(&driver.model));
	driver_do(&driver, ACTION_CONFIRM);
	driver_expect_none(&driver, EFFECT_TASK);
}

/* A held wish may hold a secret. */
static void the_lock_drops_the_wish(void **state)
{
	(void)state;
	driver_unlock(&driver);
	wish_removal();
	driver_advance(&driver, 6 * MINUTE_MS);
	assert_false(driver.model.unlocked);
	assert_false(asked_waits(&driver.model));
	driver_do(&driver, ACTION_CONFIRM);
	driver_expect_none(&driver, EFFECT_TASK);
}

/* One yes is for one wish, whatever comes next. */
static void a_yes_counts_once(void **state)
{
	(void)state;
	wish_removal();
	driver_do(&driver, ACTION_CONFIRM);
	driver_answer(&driver, EFFECT_TASK);
	driver_settle(&driver);
	wish_removal();
	driver_expect_none(&driver, EFFECT_TASK);
	assert_true(asked_waits(&driver.model));
}

/* If it is asked again before it was signed, the review says what has changed. */
static void what_changed_since_the_yes_is_said(void **state)
{
	(void)state;
	to_approval();
	read_review();
	assert_false(says("you agreed to"));
	review_agree(&driver.model);
	read_review();
	assert_false(says("you agreed to"));
	driver.model.tx.tx.nonce += 1;
	read_review();
	assert_non_null(strstr(row("Nonce", 0), "(you agreed to: "));
	assert_true(says("It has changed since you said yes"));
	assert_string_equal(row("Amount", 0), "10 VVV");
}

static void a_yes_is_used_up_by_the_signature(void **state)
{
	(void)state;
	to_approval();
	driver_do(&driver, ACTION_CONFIRM);
	driver_settle(&driver);
	assert_int_equal(driver.model.agreed.count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_driver, close_review)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_waits_nothing_is_shown),
		TEST(every_argument_has_its_name),
		TEST(a_call_that_is_not_what_it_says_is_said),
		TEST(a_removal_is_held_until_it_is_agreed_to),
		TEST(a_limit_of_0_is_asked_about),
		TEST(a_wish_may_only_ask),
		TEST(a_limit_of_0_in_usd_leaves_diem),
		TEST(other_limits_are_not_asked_about),
		TEST(a_no_drops_the_wish),
		TEST(the_lock_drops_the_wish),
		TEST(a_yes_counts_once),
		TEST(what_changed_since_the_yes_is_said),
		TEST(a_yes_is_used_up_by_the_signature),
	};

	return cmocka_run_group_tests_name("wallet_review", tests, NULL, NULL);
}
