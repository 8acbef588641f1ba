/* refresh: when balances are read, and what is kept when they cannot be. */
#include "wallet/flow/refresh.h"

#include <stdio.h>

#include <string.h>

#include "tests/support/flow_fixture.h"
#include "wallet/base/mem.h"

static void read_once(void)
{
	driver_do(&driver, ACTION_REFRESH);
	driver_answer(&driver, EFFECT_CHAIN);
}

static void assert_eth(uint64_t whole)
{
	assert_non_null(model_balances(&driver.model));
	assert_int_equal(u256_compare(model_balances(&driver.model)->eth.units, flow_units(whole)), 0);
}

static void a_loaded_list_is_read_at_once(void **state)
{
	(void)state;
	effects_add(&driver.pending, EFFECT_LOAD, 1);
	driver_answer(&driver, EFFECT_LOAD);
	assert_true(driver.model.refresh.request != 0);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_eth(1);
	assert_int_equal(driver.model.block, 1000);
	assert_true(driver.model.rpc.known && driver.model.rpc.ok);
	assert_int_equal(driver.model.rpc.latency_ms, 40);
}

static void every_three_seconds_while_money_is_awaited(void **state)
{
	(void)state;
	driver.node.eth = U256_ZERO;
	read_once();
	assert_int_equal(model_deadline(&driver.model) - driver.now_ms, 3000);
	driver_advance(&driver, 2999);
	driver_expect_none(&driver, EFFECT_CHAIN);
	driver_advance(&driver, 1);
	driver_expect(&driver, EFFECT_CHAIN);
	assert_int_equal(model_deadline(&driver.model), 0);
}

static void calmly_otherwise(void **state)
{
	(void)state;
	read_once();
	assert_int_equal(model_deadline(&driver.model) - driver.now_ms, 30000);
}

static void money_that_arrives_is_told(void **state)
{
	(void)state;
	driver.node.eth = U256_ZERO;
	read_once();
	driver.node.eth = flow_units(2);
	read_once();
	assert_string_equal(driver_said(&driver), "2 ETH arrived");
	driver.node.vvv = flow_units(101);
	read_once();
	assert_string_equal(driver_said(&driver), "1 VVV arrived");
	driver.node.vvv = flow_units(90);
	read_once();
	assert_string_equal(driver_said(&driver), "1 VVV arrived");
}

/* It is no gift: what it brought is said as its result. */
static void what_an_own_transaction_brought_is_not_told(void **state)
{
	(void)state;
	struct sent_tx *sent = &driver.model.plan.sent[PURPOSE_CLAIM];

	read_once();
	sent->owner = model_account(&driver.model)->address;
	sent->block = model_balances(&driver.model)->block + 1;
	driver.node.block += 2;
	driver.node.vvv = flow_units(200);
	read_once();
	assert_null(strstr(driver_said(&driver), "arrived"));
	driver.node.vvv = flow_units(201);
	read_once();
	assert_string_equal(driver_said(&driver), "1 VVV arrived");
	sent->block = model_balances(&driver.model)->block + 1;
	sent->owner.bytes[0] ^= 1;		/* another wallet's */
	driver.node.vvv = flow_units(203);
	read_once();
	assert_string_equal(driver_said(&driver), "2 VVV arrived");
}

static void a_failure_keeps_the_old_figures(void **state)
{
	(void)state;
	int64_t read_ms;
	size_t said;

	read_once();
	read_ms = model_balances(&driver.model)->read_ms;
	driver.node.eth = flow_units(9);
	driver.now_ms += 40000;
	driver_do(&driver, ACTION_REFRESH);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	assert_eth(1);
	assert_int_equal(model_balances(&driver.model)->read_ms, read_ms);
	assert_int_equal(driver.model.refresh.err.code, ERR_UNREACHABLE);
	assert_false(driver.model.rpc.ok);
	assert_int_equal(model_deadline(&driver.model) - driver.now_ms, 10000);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	said = driver.model.message_count;
	driver_tick(&driver);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	assert_int_equal(driver.model.message_count, said);	/* once is enough */
	driver_tick(&driver);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_eth(9);
	assert_int_equal(driver.model.refresh.err.code, ERR_NONE);
	assert_true(driver.model.rpc.ok);
}

static void a_part_that_fails_keeps_all_old_figures(void **state)
{
	(void)state;
	read_once();
	driver.node.eth = flow_units(9);
	driver.node.broken_call = "pendingRewards(address)";
	read_once();
	assert_eth(1);
	assert_int_equal(driver.model.refresh.err.code, ERR_NO_CONTRACT);
	assert_false(driver.model.no_multicall);
}

static void another_chain_keeps_the_old_figures(void **state)
{
	(void)state;
	read_once();
	driver.node.chain_id = 1;
	driver.node.eth = flow_units(9);
	read_once();
	assert_eth(1);
	assert_int_equal(driver.model.refresh.err.code, ERR_WRONG_CHAIN);
}

static void without_multicall_single_calls_are_made(void **state)
{
	(void)state;
	driver.node.no_multicall = true;
	read_once();
	assert_null(model_balances(&driver.model));
	assert_true(driver.model.no_multicall);
	assert_int_equal(driver_expect(&driver, EFFECT_CHAIN)->chain.count, 2);	/* which block it is */
	driver_answer(&driver, EFFECT_CHAIN);
	driver.node.block++;
	assert_int_equal(driver_expect(&driver, EFFECT_CHAIN)->chain.count, 2 + 3 * 10 + STAKING_TERMS_VIEWS);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_eth(1);
	assert_int_equal(driver.model.block, 1000);	/* though there is another by now */
	read_once();		/* the next begins with them */
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.block, 1001);
	driver_expect_none(&driver, EFFECT_CHAIN);
}

static void one_reading_at_a_time(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_REFRESH);
	driver_do(&driver, ACTION_REFRESH);
	driver_advance(&driver, MINUTE_MS);
	assert_int_equal(driver.count[EFFECT_CHAIN], 2);	/* the first was the opening one */
}

static void other_answers_are_not_its_own(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_REFRESH);
	driver_apply(&driver, &(struct action){ .type = ACTION_CHAIN, .ok = true, .request = 9999 });
	driver_apply(&driver, &(struct action){ .type = ACTION_CHAIN, .ok = true });
	assert_true(driver.model.refresh.request != 0);
	assert_null(model_balances(&driver.model));
	driver_answer(&driver, EFFECT_CHAIN);
	driver_apply(&driver, &(struct action){ .type = ACTION_CHAIN, .ok = true });
	assert_eth(1);
}

static void a_command_reads_only_when_told(void **state)
{
	(void)state;
	driver_close(&driver);
	driver_open_headless(&driver);
	assert_int_equal(model_deadline(&driver.model), 0);
	read_once();
	assert_eth(1);
	assert_int_equal(model_deadline(&driver.model), 0);
}

#define MANY ((size_t)450)	/* wallets, in order of their names */

static void load_many(void)
{
	for (size_t i = driver.accounts.count; i < MANY; i++) {
		struct account account = driver.accounts.items[0];

		snprintf(account.name, sizeof(account.name), "many-%03zu", i);
		account.address.bytes[18] = (uint8_t)(i >> 8);
		account.address.bytes[19] = (uint8_t)i;
		driver.accounts.items = mem_grow(driver.accounts.items, i + 1, sizeof(account));
		driver.accounts.items[i] = account;
		driver.accounts.count = i + 1;
	}
	effects_add(&driver.pending, EFFECT_LOAD, 1);
	driver_answer(&driver, EFFECT_LOAD);
}

static size_t known_of(size_t first, size_t end)
{
	size_t known = 0;

	for (size_t i = first; i < end; i++)
		known += driver.model.balances[i].known;
	return known;
}

static void of_many_wallets_those_around_the_selected_are_read(void **state)
{
	(void)state;
	load_many();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(known_of(0, 200), 200);
	assert_int_equal(known_of(200, MANY), 0);
	driver_expect_none(&driver, EFFECT_CHAIN);
	driver_select(&driver, 199);
	driver_expect_none(&driver, EFFECT_CHAIN);
	driver_select(&driver, MANY - 1);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_eth(1);
	assert_int_equal(known_of(400, MANY), 50);
	assert_int_equal(known_of(200, 400), 0);
	driver_expect_none(&driver, EFFECT_CHAIN);
}

/* A request that fails is not followed by another one at once. */
static void a_failure_after_moving_waits_like_any(void **state)
{
	(void)state;
	load_many();
	driver_answer(&driver, EFFECT_CHAIN);
	driver_select(&driver, MANY - 1);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	driver_expect_none(&driver, EFFECT_CHAIN);
	assert_int_equal(model_deadline(&driver.model) - driver.now_ms, 10000);
}

static void read_many_by_command(void)
{
	driver_close(&driver);
	driver_open_headless(&driver);
	load_many();
	driver_do(&driver, ACTION_REFRESH);
}

/* A block comes after each answer, and yet all are of the first's. */
static void a_command_reads_many_wallets_lot_by_lot(void **state)
{
	(void)state;
	read_many_by_command();
	for (size_t end = 200; end < 600; end += 200) {
		driver_answer(&driver, EFFECT_CHAIN);
		assert_int_equal(known_of(0, MANY), end);
		assert_true(driver.model.refresh.request != 0);
		driver.node.block++;
	}
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(known_of(0, MANY), MANY);
	assert_int_equal(driver.model.refresh.request, 0);
	for (size_t i = 0; i < MANY; i++)
		assert_int_equal(driver.model.balances[i].block, 1000);
	driver_do(&driver, ACTION_REFRESH);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.block, 1002);
}

static void who_refuses_so_many_is_asked_about_fewer(void **state)
{
	unsigned asked = 0;

	(void)state;
	driver.node.most_data = 250 * 1000;	/* about 100 wallets' calls */
	read_many_by_command();
	driver.node.most_data = 250 * 1000;
	for (; driver.model.refresh.request; asked++)
		driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(known_of(0, MANY), MANY);
	assert_int_equal(driver.model.balances_together, 100);
	assert_int_equal(asked, 6);		/* one was refused */
	driver.node.most_data = 1000;
	driver_do(&driver, ACTION_REFRESH);
	for (asked = 0; driver.model.refresh.request; asked++)
		driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(asked, 2);		/* of 100, and of 50 */
	assert_int_equal(driver.model.refresh.err.code, ERR_RPC);
}

/* Another block's figures would contradict those that are there. */
static void another_block_than_asked_is_refused(void **state)
{
	(void)state;
	read_many_by_command();
	driver_answer(&driver, EFFECT_CHAIN);
	driver.node.other_block = true;
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.refresh.err.code, ERR_BAD_ANSWER);
	assert_int_equal(known_of(0, MANY), 200);
}

static void a_wallet_without_an_answer_keeps_its_figures(void **state)
{
	(void)state;
	read_once();
	driver.node.lacks = &driver.accounts.items[0].address;
	driver.node.eth = flow_units(9);
	read_once();
	assert_eth(1);
	assert_string_equal(driver.model.balances[0].unanswered, "getEthBalance(address)");
	assert_int_equal(u256_compare(driver.model.balances[1].eth.units, flow_units(9)), 0);
	driver.node.lacks = NULL;
	read_once();
	assert_eth(9);
	assert_null(driver.model.balances[0].unanswered);
}

static void without_a_wallet_the_node_is_asked_all_the_same(void **state)
{
	(void)state;
	driver_close(&driver);
	driver_open(&driver);
	driver.accounts.count = 0;
	effects_add(&driver.pending, EFFECT_LOAD, 1);
	driver_answer(&driver, EFFECT_LOAD);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.block, 1000);
	assert_true(driver.model.rpc.known && driver.model.rpc.ok);
}

static void the_faucet_is_followed_by_a_reading(void **state)
{
	(void)state;
	read_once();
	driver_do(&driver, ACTION_FAUCET);
	assert_true(address_equal(driver_expect(&driver, EFFECT_FAUCET)->address, driver.accounts.items[0].address));
	driver_do(&driver, ACTION_FAUCET);
	assert_int_equal(driver.count[EFFECT_FAUCET], 1);
	driver_refuse(&driver, EFFECT_FAUCET, ERR_UNREACHABLE);
	driver_do(&driver, ACTION_RETRY);
	driver_answer(&driver, EFFECT_FAUCET);
	driver_expect(&driver, EFFECT_CHAIN);
}

static void no_faucet_where_there_is_none(void **state)
{
	(void)state;
	driver.model.network.faucet_url[0] = '\0';
	driver_do(&driver, ACTION_FAUCET);
	driver_expect_none(&driver, EFFECT_FAUCET);
	assert_string_equal(driver_said(&driver), "This network has no faucet");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_driver, close_driver)

/* The message line says which node was left, and which is asked instead, if there is one. */
static void who_is_left_is_said_with_the_reason(void **state)
{
	struct action action = { .type = ACTION_NODE_LEFT };

	(void)state;
	snprintf(action.node_left.why, sizeof(action.node_left.why), "a.example did not answer in time");
	snprintf(action.node_left.instead, sizeof(action.node_left.instead), "b.example");
	driver_apply(&driver, &action);
	assert_string_equal(driver_said(&driver), "a.example did not answer in time; b.example is asked instead");
	action = (struct action){ .type = ACTION_NODE_LEFT };
	snprintf(action.node_left.why, sizeof(action.node_left.why), "b.example: no");
	driver_apply(&driver, &action);
	assert_string_equal(driver_said(&driver), "b.example: no");
	assert_int_equal(driver.model.node_news_count, 2);
	assert_string_equal(driver.model.node_news[1], "b.example: no");
}

/* That another one is asked until then is no failure. */
static void a_locked_wallet_is_no_failure_of_the_node(void **state)
{
	struct action action = { .type = ACTION_NODE_LEFT, .err.code = ERR_RPC_LOCKED };

	(void)state;
	snprintf(action.node_left.why, sizeof(action.node_left.why), "its wallet is locked");
	snprintf(action.node_left.instead, sizeof(action.node_left.instead), "b.example");
	driver_apply(&driver, &action);
	assert_string_equal(driver_said(&driver), "Until you unlock, b.example is asked in place of Venice's RPC");
	assert_false(driver.model.messages[(driver.model.message_count - 1) % MESSAGE_HISTORY].is_error);
	assert_string_equal(driver.model.node_news[0], "its wallet is locked; b.example is asked instead");
}

static void what_venices_rpc_costs_is_summed(void **state)
{
	struct action action = { .type = ACTION_RPC_CHARGED, .rpc_cost = { 1, 0, 14000 } };
	size_t said = driver.model.message_count;

	(void)state;
	driver_apply(&driver, &action);
	action = (struct action){ .type = ACTION_RPC_CHARGED, .rpc_cost = { 1, 1, 0 } };
	driver_apply(&driver, &action);
	assert_int_equal(driver.model.rpc_cost.requests, 2);
	assert_int_equal(driver.model.rpc_cost.unpriced, 1);
	assert_int_equal(driver.model.rpc_cost.nano_usd, 14000);
	assert_int_equal(driver.model.message_count, said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_locked_wallet_is_no_failure_of_the_node),
		TEST(what_venices_rpc_costs_is_summed),
		TEST(a_loaded_list_is_read_at_once),
		TEST(every_three_seconds_while_money_is_awaited),
		TEST(calmly_otherwise),
		TEST(money_that_arrives_is_told),
		TEST(what_an_own_transaction_brought_is_not_told),
		TEST(a_failure_keeps_the_old_figures),
		TEST(a_part_that_fails_keeps_all_old_figures),
		TEST(another_chain_keeps_the_old_figures),
		TEST(without_multicall_single_calls_are_made),
		TEST(one_reading_at_a_time),
		TEST(other_answers_are_not_its_own),
		TEST(a_command_reads_only_when_told),
		TEST(of_many_wallets_those_around_the_selected_are_read),
		TEST(a_failure_after_moving_waits_like_any),
		TEST(a_command_reads_many_wallets_lot_by_lot),
		TEST(who_refuses_so_many_is_asked_about_fewer),
		TEST(another_block_than_asked_is_refused),
		TEST(a_wallet_without_an_answer_keeps_its_figures),
		TEST(without_a_wallet_the_node_is_asked_all_the_same),
		TEST(the_faucet_is_followed_by_a_reading),
		TEST(no_faucet_where_there_is_none),
		TEST(who_is_left_is_said_with_the_reason),
	};

	return cmocka_run_group_tests_name("wallet_refresh", tests, NULL, NULL);
}
