/* flow_plan when something is sent to somebody: ETH, VVV, DIEM and USDC, driven by actions alone. */
#include "wallet/flow/plan.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/flow_plan_steps.h"
#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"
#include "wallet/model/recipient.h"

static const struct address friend = { { 0xf0, 0x0d, 0x11, [17] = 0x22, 0xbe, 0xef } };
static const struct address alike = { { 0xf0, 0x0d, 0x99, [17] = 0x77, 0xbe, 0xef } };

static int begin(void **state)
{
	open_driver(state);
	driver.node.plain_accounts = true;
	driver.node.diem = flow_units(3);
	driver.node.usdc = u256_from_u64(20000000);
	return 0;
}

static void wish(struct amount amount, struct address to, bool all)
{
	driver_apply(&driver, &(struct action){ .type = ACTION_SEND, .amount = amount, .recipient = to, .all = all });
}

static void send(enum token token, uint64_t whole, struct address to)
{
	wish((struct amount){ token, flow_units(whole) }, to, false);
}

static void to_review(enum token token, uint64_t whole, struct address to)
{
	send(token, whole, to);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
}

static const struct tx *signed_tx(void)
{
	driver_unlock(&driver);
	driver_do(&driver, ACTION_CONFIRM);
	return &driver_expect(&driver, EFFECT_SIGN_TX)->tx;
}

static void mine(void)
{
	flow_node_mine(&driver.node);
	driver_settle(&driver);
	while (flow_tx_running(&driver.model.tx)) {
		driver_tick(&driver);
		driver_settle(&driver);
	}
}

/* Sends, and waits until it is mined, so that the log knows of it. */
static void sent(enum token token, uint64_t whole, struct address to)
{
	to_review(token, whole, to);
	driver_unlock(&driver);
	confirm_until_journalled();
	driver_answer(&driver, EFFECT_CHAIN);
	mine();
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	driver_pass(&driver, 5000);
}

static void assert_transfer(const struct tx *tx, enum contract contract, struct address to, struct u256 units)
{
	struct buf expected;

	buf_init(&expected, 0);
	abi_add_selector(&expected, "transfer(address,uint256)");
	abi_add_address(&expected, to);
	abi_add_u256(&expected, units);
	assert_true(address_equal(tx->to, contract_address(contract)));
	assert_true(u256_is_zero(tx->value));
	assert_int_equal(tx->data.len, expected.len);
	assert_memory_equal(tx->data.data, expected.data, expected.len);
	buf_free(&expected);
}

static void each_token_goes_through_its_own_contract(void **state)
{
	(void)state;
	static const struct { enum token token; enum contract contract; } rows[] = {
		{ TOKEN_VVV, CONTRACT_VVV }, { TOKEN_DIEM, CONTRACT_DIEM }, { TOKEN_USDC, CONTRACT_USDC },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct amount amount = amount_zero(rows[i].token);

		amount.units = u256_from_u64(1500000);
		wish(amount, friend, false);
		driver_answer(&driver, EFFECT_CHAIN);
		driver_preflight(&driver);
		assert_int_equal(driver.model.plan.purpose, PURPOSE_SEND);
		assert_transfer(&driver.model.tx.tx, rows[i].contract, friend, amount.units);
		driver_do(&driver, ACTION_CANCEL);
	}
}

static void eth_is_carried_by_a_transaction_without_a_call(void **state)
{
	(void)state;
	char words[200], to[ADDRESS_TEXT_SIZE];
	const struct tx *tx;

	driver.node.eth = flow_units(2);
	to_review(TOKEN_ETH, 1, friend);
	address_format(to, friend);
	snprintf(words, sizeof(words), "Send 1 ETH to %s", to);
	assert_string_equal(driver.model.tx.words, words);
	assert_true(review_says("none: it only carries the ETH"));
	tx = signed_tx();
	assert_true(address_equal(tx->to, friend));
	assert_int_equal(u256_compare(tx->value, flow_units(1)), 0);
	assert_int_equal(tx->data.len, 0);
	driver_answer(&driver, EFFECT_SIGN_TX);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_int_equal(driver.journal.items[0].purpose, PURPOSE_SEND_ETH);
	assert_true(address_equal(driver.journal.items[0].recipient, friend));
	driver_answer(&driver, EFFECT_CHAIN);
	mine();
	assert_string_equal(driver_said(&driver), "1 ETH sent in block 1000");
}

/* The fee is part of what the wallet must have. */
static void eth_and_its_fee_are_not_more_than_there_is(void **state)
{
	(void)state;
	send(TOKEN_ETH, 2, friend);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_plan_failed(ERR_NEEDS_ETH);
	assert_string_equal(driver.model.plan.err.msg, "The wallet has 1 ETH, less than 2");
	send(TOKEN_ETH, 1, friend);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_plan_failed(ERR_NEEDS_ETH);
	assert_non_null(strstr(driver.model.plan.err.msg, "It sends 1 ETH, the fee can be up to "));
	assert_nothing_signed();
}

static void all_of_a_token_is_what_there_is(void **state)
{
	(void)state;
	wish(amount_zero(TOKEN_DIEM), friend, true);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_transfer(&driver.model.tx.tx, CONTRACT_DIEM, friend, flow_units(3));
	driver_do(&driver, ACTION_CANCEL);
	driver.node.diem = U256_ZERO;
	wish(amount_zero(TOKEN_DIEM), friend, true);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_plan_failed(ERR_NEEDS_DIEM);
}

/* To the last wei, what is sent and the most that the fee can be are all that there is. */
static void all_of_the_eth_leaves_the_fee(void **state)
{
	(void)state;
	const struct flow_tx *tx = &driver.model.tx;
	struct u256 sum;

	wish(amount_zero(TOKEN_ETH), friend, true);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_int_equal(tx->state, TX_REVIEW);
	assert_true(u256_add(&sum, tx->tx.value, tx->max_fee.units));
	assert_int_equal(u256_compare(sum, driver.node.eth), 0);
	assert_int_equal(u256_compare(tx->amount.units, tx->tx.value), 0);
	driver_unlock(&driver);
	confirm_until_journalled();
	assert_int_equal(amount_compare(driver.journal.items[0].amount, tx->amount), 0);
	driver_answer(&driver, EFFECT_CHAIN);
	mine();
	assert_int_equal(amount_compare(driver.model.plan.amount, driver.model.tx.amount), 0);
}

/* Another fee leaves another rest, and what that changes is simulated anew. */
static void another_fee_leaves_another_rest(void **state)
{
	(void)state;
	const struct flow_tx *tx = &driver.model.tx;
	struct action fast = { .type = ACTION_TX_FEE, .fee = { .speed = FEE_FAST } };
	struct amount before;
	struct u256 sum;

	wish(amount_zero(TOKEN_ETH), friend, true);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	before = tx->amount;
	driver_apply(&driver, &fast);
	assert_int_equal(tx->state, TX_L1_FEE);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(tx->state, TX_REVIEW);
	assert_int_equal(tx->fee.speed, FEE_FAST);
	assert_true(amount_compare(tx->amount, before) < 0);
	assert_true(u256_add(&sum, tx->tx.value, tx->max_fee.units));
	assert_int_equal(u256_compare(sum, driver.node.eth), 0);
	assert_int_equal(u256_compare(tx->amount.units, tx->tx.value), 0);
}

/* What takes the place of a rest that was sent already sends nothing, whatever fee is chosen for it. */
static void the_cancellation_of_a_rest_sends_nothing(void **state)
{
	(void)state;
	const struct flow_tx *tx = &driver.model.tx;
	struct action fast = { .type = ACTION_TX_FEE, .fee = { .speed = FEE_FAST } };
	struct amount sent;

	wish(amount_zero(TOKEN_ETH), friend, true);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	sent = tx->amount;
	driver_unlock(&driver);
	confirm_until_journalled();
	driver_settle(&driver);
	driver_tick(&driver);
	driver_settle(&driver);
	driver_do(&driver, ACTION_TX_CANCEL);
	driver_preflight(&driver);
	assert_int_equal(tx->state, TX_REVIEW);
	driver_apply(&driver, &fast);
	driver_settle(&driver);
	assert_int_equal(tx->state, TX_REVIEW);
	assert_int_equal(tx->fee.speed, FEE_FAST);
	assert_true(u256_is_zero(tx->tx.value));
	assert_int_equal(amount_compare(tx->amount, sent), 0);
}

/* The fee to L1 may have risen until it is mined.  The amount that was agreed to does not change for that. */
static void what_was_agreed_to_stays_though_the_fee_moves(void **state)
{
	(void)state;
	struct u256 value;

	driver.node.has_oracle = true;
	driver.node.l1_fee = 1000;
	wish(amount_zero(TOKEN_ETH), friend, true);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	value = driver.model.tx.tx.value;
	driver_do(&driver, ACTION_CONFIRM);
	driver_advance(&driver, MINUTE_MS);
	driver.node.l1_fee = 900;
	driver_unlock(&driver);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_SIGNING);
	assert_int_equal(u256_compare(driver_expect(&driver, EFFECT_SIGN_TX)->tx.value, value), 0);
}

static void no_rest_where_the_fee_takes_all(void **state)
{
	(void)state;
	driver.node.eth = u256_from_u64(1000);
	wish(amount_zero(TOKEN_ETH), friend, true);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_plan_failed(ERR_NEEDS_ETH);
	assert_nothing_signed();
}

static void check_refused(enum token token, struct address to, const char *words)
{
	send(token, 1, to);
	assert_plan_failed(ERR_BAD_RECIPIENT);
	assert_non_null(strstr(driver.model.plan.err.msg, words));
	driver_expect_none(&driver, EFFECT_CHAIN);
}

static void nothing_goes_where_it_would_be_lost(void **state)
{
	(void)state;
	static const enum token tokens[] = { TOKEN_ETH, TOKEN_VVV, TOKEN_DIEM, TOKEN_USDC };
	struct address permit2, bridge;
	struct err err;

	assert_true(address_parse(&permit2, "0x000000000022D473030F116dDEE9F6B43aC78BA3", &err));
	assert_true(address_parse(&bridge, "0x4200000000000000000000000000000000000010", &err));
	for (size_t i = 0; i < ARRAY_LENGTH(tokens); i++) {
		check_refused(tokens[i], (struct address){ { 0 } }, "The zero address is nobody's");
		check_refused(tokens[i], driver.accounts.items[0].address, "the wallet's own address");
		for (enum contract contract = 0; contract < CONTRACT_COUNT; contract++)
			check_refused(tokens[i], contract_address(contract), contract_name(contract));
		check_refused(tokens[i], permit2, "the Permit2");
		check_refused(tokens[i], bridge, "system contract of Base");
	}
	assert_nothing_signed();
}

static void svvv_does_not_move(void **state)
{
	(void)state;
	send(TOKEN_SVVV, 1, friend);
	assert_plan_failed(ERR_INVALID_INPUT);
	driver_expect_none(&driver, EFFECT_CHAIN);
}

static void more_than_there_is_is_not_sent(void **state)
{
	(void)state;
	static const struct { enum token token; enum err_code code; } rows[] = {
		{ TOKEN_VVV, ERR_NEEDS_VVV }, { TOKEN_DIEM, ERR_NEEDS_DIEM }, { TOKEN_USDC, ERR_NEEDS_USDC },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		send(rows[i].token, 1000000, friend);
		driver_answer(&driver, EFFECT_CHAIN);
		assert_plan_failed(rows[i].code);
		assert_non_null(strstr(driver.model.plan.err.msg, token_symbol(rows[i].token)));
	}
}

/* Anybody may be sent something, but a token must be a contract. */
static void only_a_token_must_have_code(void **state)
{
	(void)state;
	driver.node.no_diem = true;
	send(TOKEN_DIEM, 1, friend);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_plan_failed(ERR_NO_CONTRACT);
	to_review(TOKEN_VVV, 1, friend);
	assert_false(review_says("there is code at the recipient's address"));
	driver_do(&driver, ACTION_CANCEL);
	driver.node.plain_accounts = false;
	to_review(TOKEN_VVV, 1, friend);
	assert_true(review_says("there is code at the recipient's address: it is a contract, or acts through one"));
}

/* Whether the review of sending one of these says so; it is cancelled then. */
static bool would_say(enum token token, struct address to, const char *words)
{
	bool says;

	to_review(token, 1, to);
	says = review_says(words);
	driver_do(&driver, ACTION_CANCEL);
	return says;
}

static void the_first_time_is_said_and_then_how_often(void **state)
{
	(void)state;
	assert_true(would_say(TOKEN_VVV, friend, "nothing was sent to it from here so far"));
	sent(TOKEN_VVV, 1, friend);
	assert_true(would_say(TOKEN_DIEM, friend, "sent to it once, on 20"));
	sent(TOKEN_DIEM, 1, friend);
	assert_true(would_say(TOKEN_VVV, friend, "sent to it 2 times, last on 20"));
}

static void what_looks_like_a_known_address_is_told_apart(void **state)
{
	(void)state;
	struct address wallet = driver.accounts.items[1].address, own = wallet;

	own.bytes[9] ^= 0x55;
	assert_true(would_say(TOKEN_VVV, own, "it only looks like beta"));
	assert_false(would_say(TOKEN_VVV, alike, "it only looks like"));
	sent(TOKEN_VVV, 1, friend);
	assert_true(would_say(TOKEN_VVV, alike, "it only looks like 0x"));
	to_review(TOKEN_VVV, 1, wallet);
	assert_true(review_says("beta 0x"));
	assert_false(review_says("it only looks like"));
}

static void both_ends_make_a_likeness(void **state)
{
	(void)state;
	struct address other = friend;

	assert_false(recipient_alike(friend, friend));
	assert_true(recipient_alike(friend, alike));
	other.bytes[0] ^= 0x10;
	assert_false(recipient_alike(friend, other));
	other = friend;
	other.bytes[19] ^= 0x01;
	assert_false(recipient_alike(friend, other));
}

/* The next run follows it to its end, and knows the recipient. */
static void resumed_with_its_recipient(void **state)
{
	(void)state;
	to_review(TOKEN_VVV, 2, friend);
	driver_unlock(&driver);
	confirm_until_journalled();
	driver_restart(&driver);
	assert_int_equal(driver.model.plan.purpose, PURPOSE_SEND);
	assert_true(address_equal(driver.model.plan.recipient, friend));
	while (driver.node.sent == 0)
		driver_answer(&driver, EFFECT_CHAIN);
	assert_memory_equal(driver.node.last_sent.data, driver.journal.items[0].raw.data, driver.node.last_sent.len);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
}

/* A transaction that is still on its way counts as well, so the next one to the same address is not
 * the first. */
static void what_is_on_its_way_counts(void **state)
{
	(void)state;
	struct recipient recipient;

	to_review(TOKEN_VVV, 2, friend);
	driver_unlock(&driver);
	confirm_until_journalled();
	recipient_look(&recipient, &driver.model, friend);
	assert_int_equal(recipient.times, 1);
	snprintf(driver.model.network.name, sizeof(driver.model.network.name), "elsewhere");
	recipient_look(&recipient, &driver.model, friend);
	assert_int_equal(recipient.times, 0);
}

static void retried_as_it_was_wished(void **state)
{
	(void)state;
	send(TOKEN_VVV, 2, friend);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	driver_do(&driver, ACTION_RETRY);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_transfer(&driver.model.tx.tx, CONTRACT_VVV, friend, flow_units(2));
}

static void sped_up_it_is_still_to_the_same(void **state)
{
	(void)state;
	driver.node.eth = flow_units(2);
	to_review(TOKEN_ETH, 1, friend);
	driver_unlock(&driver);
	confirm_until_journalled();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	driver_do(&driver, ACTION_TX_SPEED_UP);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_true(review_says("Speed up the send ETH of 1 ETH"));
	assert_true(review_says("nothing was sent to it from here so far"));	/* but what it takes the place of */
	assert_true(address_equal(driver.model.tx.tx.to, friend));
	assert_int_equal(u256_compare(driver.model.tx.tx.value, flow_units(1)), 0);
}

static void who_may_not_sign_is_told_before_anything_is_asked(void **state)
{
	(void)state;
	send(TOKEN_VVV, 0, friend);
	assert_plan_failed(ERR_INVALID_INPUT);
	driver_select(&driver, 2);
	send(TOKEN_VVV, 1, friend);
	assert_plan_failed(ERR_WATCH_ONLY);
	driver_select(&driver, 0);
	driver.model.readonly = true;
	send(TOKEN_VVV, 1, friend);
	assert_plan_failed(ERR_READONLY);
	driver_expect_none(&driver, EFFECT_CHAIN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_token_goes_through_its_own_contract),
		TEST(eth_is_carried_by_a_transaction_without_a_call),
		TEST(eth_and_its_fee_are_not_more_than_there_is),
		TEST(all_of_a_token_is_what_there_is),
		TEST(all_of_the_eth_leaves_the_fee),
		TEST(another_fee_leaves_another_rest),
		TEST(the_cancellation_of_a_rest_sends_nothing),
		TEST(what_was_agreed_to_stays_though_the_fee_moves),
		TEST(no_rest_where_the_fee_takes_all),
		TEST(nothing_goes_where_it_would_be_lost),
		TEST(svvv_does_not_move),
		TEST(more_than_there_is_is_not_sent),
		TEST(only_a_token_must_have_code),
		TEST(the_first_time_is_said_and_then_how_often),
		TEST(what_looks_like_a_known_address_is_told_apart),
		cmocka_unit_test(both_ends_make_a_likeness),
		TEST(resumed_with_its_recipient),
		TEST(what_is_on_its_way_counts),
		TEST(retried_as_it_was_wished),
		TEST(sped_up_it_is_still_to_the_same),
		TEST(who_may_not_sign_is_told_before_anything_is_asked),
	};

	return cmocka_run_group_tests_name("wallet_flow_send", tests, NULL, NULL);
}
