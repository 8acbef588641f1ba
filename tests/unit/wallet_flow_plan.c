/* flow_plan: plans of one transaction, DIEM staked and minted, driven by actions alone. */
#include "wallet/flow/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/flow_plan_steps.h"
#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"

static int begin(void **state)
{
	open_driver(state);
	driver.node.diem = flow_units(3);
	driver.node.svvv = driver.node.svvv_unlocked = flow_units(100);
	driver.node.diem_out = flow_units(1);
	return 0;
}

static void assert_units(struct amount amount, enum token token, uint64_t whole)
{
	assert_int_equal(amount.token, token);
	assert_int_equal(u256_compare(amount.units, flow_units(whole)), 0);
}

static void assert_failed(enum err_code code)
{
	assert_plan_failed(code);
	assert_int_equal(driver.model.failed, FLOW_PLAN);
	assert_false(model_transacting(&driver.model));
}

/* Checks a call's selector and its numbers. */
static void assert_calldata(const struct buf *data, const char *signature, const uint64_t *numbers, size_t count)
{
	struct buf expected;

	buf_init(&expected, 0);
	abi_add_selector(&expected, signature);
	for (size_t i = 0; i < count; i++)
		abi_add_u256(&expected, flow_units(numbers[i]));
	assert_int_equal(data->len, expected.len);
	assert_memory_equal(data->data, expected.data, expected.len);
	buf_free(&expected);
}

static void to_review(enum purpose purpose, uint64_t amount)
{
	driver_plan(&driver, purpose, amount);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(model_want(&driver.model), WANT_REVIEW);
}

/* An estimate that is made before there are any rewards does not include the gas for paying them out. */
static void what_pays_out_rewards_has_the_gas_for_it(void **state)
{
	(void)state;
	uint64_t plain;

	to_review(PURPOSE_DIEM_STAKE, 2);
	plain = driver.model.tx.tx.gas_limit;
	driver_do(&driver, ACTION_CANCEL);
	to_review(PURPOSE_DIEM_MINT, 90);
	assert_int_equal(driver.model.tx.tx.gas_limit, plain + 75000);
}

/* Goes on until the journal has the transaction, with the wallet open. */
static void to_journalled(enum purpose purpose, uint64_t amount)
{
	to_review(purpose, amount);
	driver_unlock(&driver);
	confirm_until_journalled();
	assert_int_equal(driver.model.tx.state, TX_SENDING);
}

static void to_waiting(enum purpose purpose, uint64_t amount)
{
	to_journalled(purpose, amount);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

static void diem_is_staked_by_one_call(void **state)
{
	(void)state;
	static const uint64_t numbers[] = { 2 };
	const struct flow_plan *flow = &driver.model.plan;
	struct effect *sign;

	driver_plan(&driver, PURPOSE_DIEM_STAKE, 2);
	assert_int_equal(flow->state, PLAN_CHECKING);
	assert_true(model_busy(&driver.model));
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow->state, PLAN_SENDING);
	driver_preflight(&driver);
	assert_string_equal(driver.model.tx.words, "Stake 2 DIEM on the DIEM token itself");
	assert_true(amount_is_zero(driver.model.tx.least));
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_expect_none(&driver, EFFECT_SIGN_TX);
	driver_unlock(&driver);
	sign = driver_expect(&driver, EFFECT_SIGN_TX);
	assert_true(address_equal(sign->tx.to, contract_address(CONTRACT_DIEM)));
	assert_true(u256_is_zero(sign->tx.value));
	assert_calldata(&sign->tx.data, "stake(uint256)", numbers, 1);
	driver_answer(&driver, EFFECT_SIGN_TX);
	driver_expect_none(&driver, EFFECT_CHAIN);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_int_equal(driver.journal.items[0].purpose, PURPOSE_DIEM_STAKE);
	assert_units(driver.journal.items[0].amount, TOKEN_DIEM, 2);
	driver_answer(&driver, EFFECT_CHAIN);
	driver.node.diem = flow_units(1);
	driver.node.diem_staked = flow_units(2);
	mine_sent();
	assert_int_equal(flow->state, PLAN_READING);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow->state, PLAN_DONE);
	assert_true(flow->read && flow_plan_sent(flow)->sent);
	assert_int_equal(flow_plan_sent(flow)->block, 1000);
	assert_units(flow->after[0], TOKEN_DIEM, 1);
	assert_units(flow->after[plan_after(plan_row(PURPOSE_DIEM_STAKE), "diem_staked")], TOKEN_DIEM, 2);
	assert_string_equal(driver_said(&driver), "2 DIEM staked in block 1000");
	assert_int_equal(driver.node.sent, 1);
	driver_pass(&driver, 5000);
	assert_int_equal(driver.journal.count, 0);
}

static void svvv_is_locked_for_no_less_than_the_quote(void **state)
{
	(void)state;
	static const uint64_t numbers[] = { 90, 1 };
	const struct flow_plan *flow = &driver.model.plan;
	struct effect *sign;

	to_review(PURPOSE_DIEM_MINT, 90);
	assert_string_equal(driver.model.tx.words, "Lock 90 sVVV in the staking contract and receive at least 1 DIEM");
	assert_units(driver.model.tx.least, TOKEN_DIEM, 1);
	driver_unlock(&driver);
	driver_do(&driver, ACTION_CONFIRM);
	sign = driver_expect(&driver, EFFECT_SIGN_TX);
	assert_true(address_equal(sign->tx.to, contract_address(CONTRACT_STAKING)));
	assert_calldata(&sign->tx.data, "mintDiem(uint256,uint256)", numbers, 2);
	driver_answer(&driver, EFFECT_SIGN_TX);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_int_equal(driver.journal.items[0].purpose, PURPOSE_DIEM_MINT);
	assert_units(driver.journal.items[0].amount, TOKEN_SVVV, 90);
	driver_answer(&driver, EFFECT_CHAIN);
	driver.node.diem = flow_units(4);
	driver.node.svvv_locked = flow_units(90);
	driver.node.svvv_unlocked = flow_units(10);
	mine_sent();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow->state, PLAN_DONE);
	assert_units(flow->after[0], TOKEN_DIEM, 4);
	assert_units(flow->after[1], TOKEN_SVVV, 90);
	assert_units(flow->after[2], TOKEN_SVVV, 10);
	assert_string_equal(driver_said(&driver), "90 sVVV locked for DIEM in block 1000");
}

static void check_stops(enum purpose purpose, uint64_t amount, enum err_code code, const char *words)
{
	driver_plan(&driver, purpose, amount);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(code);
	assert_non_null(strstr(driver.model.plan.err.msg, words));
	assert_nothing_signed();
	driver_expect_none(&driver, EFFECT_CHAIN);
}

/* The contract's own sum overflows. */
static void too_much_to_ask_about_is_too_little_there(void **state)
{
	(void)state;
	driver.node.broken_call = "getDiemAmountOut(uint256)";
	check_stops(PURPOSE_DIEM_MINT, 101, ERR_NEEDS_SVVV, "The wallet has 100 unlocked sVVV, less than 101");
	check_stops(PURPOSE_DIEM_MINT, 100, ERR_REVERTED, "");
}

static void all_of_it_is_not_too_much(void **state)
{
	(void)state;
	to_review(PURPOSE_DIEM_STAKE, 3);
	driver_do(&driver, ACTION_CANCEL);
	to_review(PURPOSE_DIEM_MINT, 100);
}

static void too_little_stops_it(void **state)
{
	(void)state;
	check_stops(PURPOSE_DIEM_STAKE, 4, ERR_NEEDS_DIEM, "The wallet has 3 DIEM, less than 4");
	assert_int_equal(driver.model.plan.err.remedy, REMEDY_FUND);
	driver.node.svvv_unlocked = flow_units(9);
	check_stops(PURPOSE_DIEM_MINT, 10, ERR_NEEDS_SVVV, "The wallet has 9 unlocked sVVV, less than 10");
	assert_int_equal(driver.model.plan.err.remedy, REMEDY_STAKE);
}

static void what_gives_nothing_stops_it(void **state)
{
	(void)state;
	driver.node.diem_out = U256_ZERO;
	check_stops(PURPOSE_DIEM_MINT, 10, ERR_INVALID_INPUT, "no DIEM would come of it");
}

static void another_chain_stops_it(void **state)
{
	(void)state;
	driver.node.chain_id = 1;
	check_stops(PURPOSE_DIEM_STAKE, 1, ERR_WRONG_CHAIN, "chain 1");
}

static void a_chain_beyond_all_numbers_stops_it(void **state)
{
	(void)state;
	struct action answer = { .type = ACTION_CHAIN, .ok = true };

	driver_plan(&driver, PURPOSE_DIEM_STAKE, 1);
	flow_node_answer(&answer.chain, &driver.node, &driver_expect(&driver, EFFECT_CHAIN)->chain);
	assert_true(u256_add(&answer.chain.items[0].number, u256_from_u64(UINT64_MAX), u256_from_u64(1)));
	answer.request = driver.model.plan.request;
	driver_apply(&driver, &answer);
	assert_failed(ERR_WRONG_CHAIN);
	assert_non_null(strstr(driver.model.plan.err.msg, "serves chain 18446744073709551616, not "));
}

static void a_missing_contract_stops_it(void **state)
{
	(void)state;
	driver.node.no_diem = true;
	check_stops(PURPOSE_DIEM_STAKE, 1, ERR_NO_CONTRACT, "DIEM token");
	driver.node.no_staking = true;
	check_stops(PURPOSE_DIEM_MINT, 1, ERR_NO_CONTRACT, "staking");
}

static void a_node_in_trouble_stops_it(void **state)
{
	(void)state;
	driver.node.one_error = ERR_RATE_LIMITED;
	check_stops(PURPOSE_DIEM_STAKE, 1, ERR_RATE_LIMITED, "nothing works");
	driver.node.one_error = ERR_NONE;
	driver.node.too_few = true;
	check_stops(PURPOSE_DIEM_MINT, 1, ERR_BAD_ANSWER, "too few");
}

static void an_answer_that_is_no_number_stops_it(void **state)
{
	(void)state;
	struct action answer = { .type = ACTION_CHAIN, .ok = true };
	struct chain_replies *replies = &answer.chain;

	driver_plan(&driver, PURPOSE_DIEM_STAKE, 1);
	flow_node_answer(replies, &driver.node, &driver_expect(&driver, EFFECT_CHAIN)->chain);
	buf_clear(&replies->items[replies->count - 1].data);
	answer.request = driver.model.plan.request;
	driver_apply(&driver, &answer);
	assert_failed(ERR_BAD_ANSWER);
	assert_nothing_signed();
}

static void a_refused_call_is_surfaced_and_tried_again_with_a_new_quote(void **state)
{
	(void)state;
	driver.node.mint_diem_revert = "SlippageExceeded";
	driver_plan(&driver, PURPOSE_DIEM_MINT, 90);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(ERR_REVERTED);
	assert_string_equal(driver.model.plan.err.msg, "SlippageExceeded");
	assert_nothing_signed();
	driver.node.mint_diem_revert = NULL;
	driver.node.diem_out = flow_units(2);
	driver_do(&driver, ACTION_RETRY);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_units(driver.model.tx.least, TOKEN_DIEM, 2);
}

static void who_may_not_sign_is_told_before_anything_is_asked(void **state)
{
	(void)state;
	driver_plan(&driver, PURPOSE_DIEM_STAKE, 0);
	assert_failed(ERR_INVALID_INPUT);
	driver_select(&driver, 2);
	driver_plan(&driver, PURPOSE_DIEM_STAKE, 1);
	assert_failed(ERR_WATCH_ONLY);
	driver_select(&driver, 0);
	driver.model.readonly = true;
	driver_plan(&driver, PURPOSE_DIEM_MINT, 1);
	assert_failed(ERR_READONLY);
	driver.model.selected = 99;
	driver_plan(&driver, PURPOSE_DIEM_MINT, 1);
	assert_failed(ERR_NO_WALLET);
	driver_do(&driver, ACTION_RETRY);
	assert_failed(ERR_NO_WALLET);
	driver_expect_none(&driver, EFFECT_CHAIN);
	assert_nothing_signed();
}

static void a_wallet_of_unknown_address_is_opened_first(void **state)
{
	(void)state;
	driver.model.accounts.items[0].address = (struct address){ { 0 } };
	for (enum purpose purpose = 0; purpose < PURPOSE_COUNT; purpose++) {
		if (!plan_row(purpose)->wish)
			continue;
		driver_plan(&driver, purpose, 1);
		assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
		assert_int_equal(driver.model.plan.state, PLAN_IDLE);
		driver_expect_none(&driver, EFFECT_CHAIN);
		driver_do(&driver, ACTION_CANCEL);
	}
}

static void cancelled_at_every_step_before_signing(void **state)
{
	(void)state;
	for (int steps = 0; steps < 5; steps++) {
		driver_plan(&driver, PURPOSE_DIEM_MINT, 10);
		if (steps > 0)
			driver_answer(&driver, EFFECT_CHAIN);
		if (steps > 1)
			driver_preflight(&driver);
		if (steps > 2)
			driver_do(&driver, ACTION_CONFIRM);
		if (steps > 3)
			driver_password(&driver, PASSWORD_RIGHT);
		driver_do(&driver, ACTION_CANCEL);
		assert_failed(ERR_CANCELLED);
		assert_int_equal(model_want(&driver.model), WANT_NOTHING);
		driver_expect_none(&driver, EFFECT_CHAIN);
		driver_expect_none(&driver, EFFECT_UNLOCK);
		assert_nothing_signed();
	}
}

static void it_is_not_stopped_once_signed(void **state)
{
	(void)state;
	to_waiting(PURPOSE_DIEM_STAKE, 2);
	driver_do(&driver, ACTION_CANCEL);
	assert_non_null(strstr(driver_said(&driver), "cannot be stopped"));
	mine_sent();
	assert_int_equal(driver.model.plan.state, PLAN_READING);
	driver_do(&driver, ACTION_CANCEL);
	driver_settle(&driver);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
}

static void one_transaction_waits_for_the_other(void **state)
{
	(void)state;
	to_review(PURPOSE_DIEM_STAKE, 2);
	driver_plan(&driver, PURPOSE_DIEM_MINT, 10);
	assert_string_equal(driver_said(&driver), "A transaction is still on its way");
	assert_int_equal(driver.model.plan.purpose, PURPOSE_DIEM_STAKE);
	driver_stake(&driver, 10);
	assert_int_equal(flow_plan_at(&driver.model.plan), PURPOSE_DIEM_STAKE);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	driver_do(&driver, ACTION_CANCEL);
	driver_stake(&driver, 10);
	driver_plan(&driver, PURPOSE_DIEM_MINT, 10);
	assert_int_equal(driver.model.plan.purpose, PURPOSE_STAKE);
	assert_int_equal(driver.model.plan.state, PLAN_CHECKING);
}

static void other_answers_are_not_its_own(void **state)
{
	(void)state;
	driver_plan(&driver, PURPOSE_DIEM_STAKE, 2);
	assert_others_answers_are_not_its_own();
	assert_failed(ERR_CANCELLED);
}

static void it_counts_even_if_the_figures_cannot_be_read(void **state)
{
	(void)state;
	static const enum err_code troubles[] = { ERR_NONE, ERR_UNREACHABLE };

	for (size_t i = 0; i < ARRAY_LENGTH(troubles); i++) {
		to_waiting(PURPOSE_DIEM_STAKE, 1);
		mine_sent();
		driver.node.too_few = true;
		if (troubles[i] == ERR_NONE)
			driver_answer(&driver, EFFECT_CHAIN);
		else
			driver_refuse(&driver, EFFECT_CHAIN, troubles[i]);
		assert_int_equal(driver.model.plan.state, PLAN_DONE);
		assert_false(driver.model.plan.read);
		assert_string_equal(driver_said(&driver), "1 DIEM staked in block 1000");
		driver.node.too_few = false;
		driver_forget(&driver, EFFECT_CHAIN);
		driver.model.refresh.request = 0;
	}
}

static void balances_are_read_again_afterwards(void **state)
{
	(void)state;
	driver_refresh(&driver);
	to_waiting(PURPOSE_DIEM_STAKE, 2);
	driver.node.diem_staked = flow_units(2);
	mine_sent();
	driver_answer(&driver, EFFECT_CHAIN);
	driver_settle(&driver);
	assert_units(model_balances(&driver.model)->diem_staked, TOKEN_DIEM, 2);
}

static void what_was_undone_has_failed(void **state)
{
	(void)state;
	to_waiting(PURPOSE_DIEM_MINT, 10);
	driver.node.tx_reverted = true;
	mine_sent();
	assert_failed(ERR_TX_REVERTED);
	assert_int_equal(driver.journal.count, 0);
	assert_true(flow_plan_sent(&driver.model.plan)->sent);
}

static void what_cannot_be_journalled_is_not_sent(void **state)
{
	(void)state;
	to_review(PURPOSE_DIEM_STAKE, 2);
	driver_unlock(&driver);
	driver.disk_full = true;
	driver_do(&driver, ACTION_CONFIRM);
	driver_settle(&driver);
	assert_failed(ERR_DISK_FULL);
	assert_int_equal(driver.node.sent, 0);
}

/* RETRY is for the wallet whose wish failed. */
static void retry_keeps_the_wallet(void **state)
{
	(void)state;
	driver_plan(&driver, PURPOSE_DIEM_STAKE, 2);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	driver_select(&driver, 1);
	driver_do(&driver, ACTION_RETRY);
	assert_int_equal(driver.model.selected, 0);
	assert_string_equal(driver.model.plan.account.name, "alpha");
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	driver.model.accounts.items[0].address = driver.model.accounts.items[1].address;
	driver_do(&driver, ACTION_RETRY);
	assert_failed(ERR_WALLET_NOT_FOUND);
	driver_expect_none(&driver, EFFECT_CHAIN);
}

static void retry_is_for_the_failure_shown_last(void **state)
{
	(void)state;
	driver_plan(&driver, PURPOSE_DIEM_STAKE, 2);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	driver_stake(&driver, 10);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	driver_do(&driver, ACTION_RETRY);
	assert_int_equal(driver.model.plan.purpose, PURPOSE_STAKE);
	assert_int_equal(driver.model.plan.state, PLAN_CHECKING);
}

static void resumed_where_the_receipt_is_there(void **state)
{
	(void)state;
	to_waiting(PURPOSE_DIEM_MINT, 90);
	driver.node.has_receipt = true;
	driver_restart(&driver);
	assert_int_equal(driver.model.plan.state, PLAN_SENDING);
	assert_int_equal(driver.model.plan.purpose, PURPOSE_DIEM_MINT);
	assert_string_equal(driver.model.plan.account.name, "alpha");
	driver_settle(&driver);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	assert_units(driver.model.plan.amount, TOKEN_SVVV, 90);
	assert_sent_once_and_closed();
}

static void resumed_where_it_was_never_sent(void **state)
{
	(void)state;
	to_journalled(PURPOSE_DIEM_STAKE, 2);
	driver_restart(&driver);
	assert_int_equal(driver.node.sent, 0);
	while (driver.node.sent == 0)
		driver_answer(&driver, EFFECT_CHAIN);
	assert_memory_equal(driver.node.last_sent.data, driver.journal.items[0].raw.data, driver.node.last_sent.len);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
}

/* Entries of different purposes are followed one after the other, each as the plan that it belongs to. */
static void every_entry_is_followed_as_its_plan(void **state)
{
	(void)state;
	struct journal *journal = &driver.journal;

	to_waiting(PURPOSE_DIEM_STAKE, 2);
	journal->items = realloc(journal->items, 3 * sizeof(*journal->items));
	assert_non_null(journal->items);
	journal_entry_copy(&journal->items[1], &journal->items[0]);
	journal_entry_copy(&journal->items[2], &journal->items[0]);
	journal->count = 3;
	journal->items[0].purpose = PURPOSE_STAKE;
	snprintf(journal->items[0].id, sizeof(journal->items[0].id), "%032x", 77);
	journal->items[1].purpose = PURPOSE_DIEM_MINT;
	snprintf(journal->items[1].id, sizeof(journal->items[1].id), "%032x", 78);
	journal->items[0].time_ms -= 2;
	journal->items[1].time_ms--;
	driver.node.has_receipt = true;
	driver_restart(&driver);
	assert_int_equal(flow_plan_at(&driver.model.plan), PURPOSE_STAKE);
	while (driver.model.plan.purpose == PURPOSE_STAKE)
		driver_answer(&driver, EFFECT_CHAIN);
	assert_true(driver.model.plan.sent[PURPOSE_STAKE].block);
	assert_int_equal(driver.model.plan.purpose, PURPOSE_DIEM_MINT);
	driver_settle(&driver);
	assert_int_equal(driver.model.plan.purpose, PURPOSE_DIEM_STAKE);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	assert_int_equal(driver.node.sent, 1);
	driver_pass(&driver, 5000);
	assert_int_equal(driver.journal.count, 0);
}

static void headless_keeps_the_entry_until_the_result_is_printed(void **state)
{
	(void)state;
	driver_close(&driver);
	driver_open_headless(&driver);
	driver.node.diem = flow_units(3);
	to_waiting(PURPOSE_DIEM_STAKE, 2);
	mine_sent();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	assert_int_equal(driver.journal.count, 1);
	assert_string_equal(driver.journal.items[0].id, flow_plan_sent(&driver.model.plan)->journal_id);
	assert_int_equal(model_deadline(&driver.model), 0);
}

/* What follows an argument's type, which may be an array of tuples. */
static const char *after_type(const char *type)
{
	if (*type == '(')
		type += strcspn(type, ")") + 1;
	type += strcspn(type, ",)");
	return type + (*type == ',');
}

/* Checks that a call has as many arguments as its signature says, each with a name and of the right kind. */
static void check_call(const struct plan_call *call, const struct plan *row)
{
	const char *type = strchr(call->signature, '(') + 1;
	uint8_t selector[4];
	size_t i = 0;

	assert_true(strlen(call->signature) < sizeof(((struct flow_tx *)NULL)->calls[0]));
	for (; *type != ')'; i++, type = after_type(type)) {
		enum plan_value value = call->arguments[i].value;
		bool is_address = strncmp(type, "address", 7) == 0;

		assert_true(i < PLAN_ARGUMENTS && call->arguments[i].name);
		assert_int_equal(value == PLAN_OWNER || value == PLAN_STAKING || value == PLAN_ROUTER ||
				 value == PLAN_RECIPIENT, is_address);
		assert_int_equal(value == PLAN_ROUTE, *type == '(');
		assert_true(is_address || value == PLAN_AMOUNT || value == PLAN_ZERO ||
			    ((value == PLAN_ROUTE || value == PLAN_DEADLINE) && row->swaps) ||
			    (value == PLAN_LEAST && (row->quote.signature || row->swaps)));
	}
	assert_true(i == PLAN_ARGUMENTS || !call->arguments[i].value);
	abi_selector(selector, call->signature);
	assert_string_equal(plan_call_of(selector)->signature, call->signature);
}

/* Checks that what each row says fits where it stands, and that no two rows can be confused. */
static void the_rows_are_whole(void **state)
{
	(void)state;
	for (enum purpose purpose = PURPOSE_CANCEL + 1; purpose < PURPOSE_COUNT; purpose++) {
		const struct plan *row = plan_row(purpose);

		assert_int_equal(purpose_parse(purpose_name(purpose)), purpose);
		assert_true(strlen(purpose_name(purpose)) < PURPOSE_SIZE);
		assert_true(row->verb && row->rest && row->done && row->tx && row->way_back);
		assert_int_equal(plan_of_wish(row->wish, row->any_token ? TOKEN_USDC : row->token),
				 row->wish ? purpose : PURPOSE_UNKNOWN);
		assert_true(row->wish || row->unless.signature);
		assert_true(plan_row(plan_of(purpose))->wish);
		assert_true(!row->have[0].signature || row->have[0].of_wish ||
			    (row->have[0].token == row->token && row->too_little));
		assert_true(!row->from.signature || row->from.of_wish || row->from.token == row->token);
		assert_true(!row->from.signature || row->nothing);
		assert_true(row->calls[0].signature || row->value == PLAN_AMOUNT);
		assert_true((row->target != PLAN_TO_RECIPIENT && !row->sends) || row->recipient);
		assert_int_equal(row->target == PLAN_TO_TOKEN, row->any_token);
		for (size_t i = 0; i < PLAN_CALLS && row->calls[i].signature; i++)
			check_call(&row->calls[i], row);
	}
	assert_int_equal(purpose_parse("teleport"), PURPOSE_UNKNOWN);
	assert_int_equal(purpose_parse(""), PURPOSE_UNKNOWN);
	assert_int_equal(plan_of_wish(ACTION_MINT, TOKEN_VVV), PURPOSE_UNKNOWN);
	assert_int_equal(plan_of_wish(ACTION_NONE, TOKEN_VVV), PURPOSE_UNKNOWN);
}

static void every_state_was_reached(void **state)
{
	(void)state;
	driver_assert_all_visited(driver_plan_visited, PLAN_STATE_COUNT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)

static struct policy policy;

/* Gives alpha a policy by which 2 DIEM may go at once, and 3 in a day.  A test may change it afterwards. */
static void set_policy(void)
{
	policy = (struct policy){ .wallet = "alpha" };
	policy.caps_tx[TOKEN_DIEM] = policy.caps_day[TOKEN_DIEM] = true;
	policy.per_tx[TOKEN_DIEM] = (struct amount){ TOKEN_DIEM, flow_units(2) };
	policy.per_day[TOKEN_DIEM] = (struct amount){ TOKEN_DIEM, flow_units(3) };
	driver.model.policies = &policy;
	driver.model.policy_count = 1;
}

static bool reviews_beyond(enum err_code code)
{
	struct review review;
	bool is = review_of(&review, &driver.model) && review.beyond.code == code &&
		  !strcmp(review.word, code ? POLICY_WORD : "");

	review_free(&review);
	return is;
}

static void within_its_policy_a_plan_is_as_ever(void **state)
{
	(void)state;
	set_policy();
	to_review(PURPOSE_DIEM_STAKE, 2);
	assert_true(reviews_beyond(ERR_NONE));
	driver_unlock(&driver);
	confirm_until_journalled();
	assert_int_equal(driver.model.ledger.count, 1);
}

static void beyond_its_policy_the_review_wants_a_word(void **state)
{
	(void)state;
	set_policy();
	to_review(PURPOSE_DIEM_STAKE, 3);
	assert_true(reviews_beyond(ERR_POLICY_CAP));
	driver_unlock(&driver);
	confirm_until_journalled();	/* the word was typed */
	assert_int_equal(driver.model.tx.state, TX_SENDING);
}

static void the_day_counts_what_this_run_signed(void **state)
{
	(void)state;
	set_policy();
	to_waiting(PURPOSE_DIEM_STAKE, 2);
	mine_sent();
	driver_settle(&driver);
	assert_false(model_transacting(&driver.model));
	to_review(PURPOSE_DIEM_STAKE, 2);
	assert_true(reviews_beyond(ERR_POLICY_DAY));
}

/* The home folder is read again after each mint, and the answer may be from just before the signature. */
static void what_was_read_before_a_signature_does_not_hide_it(void **state)
{
	(void)state;
	set_policy();
	to_waiting(PURPOSE_DIEM_STAKE, 2);
	log_entries_free(&driver.ledger);	/* the answer has none of it */
	driver_reload(&driver);
	mine_sent();
	driver_settle(&driver);
	to_review(PURPOSE_DIEM_STAKE, 2);
	assert_true(reviews_beyond(ERR_POLICY_DAY));
}

static void a_yes_given_beforehand_never_exceeds_a_policy(void **state)
{
	(void)state;
	set_policy();
	driver.model.agreed_beforehand = true;
	driver_plan(&driver, PURPOSE_DIEM_STAKE, 3);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_failed(ERR_POLICY_CAP);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
	policy.expires_ms = 1;
	driver_plan(&driver, PURPOSE_DIEM_STAKE, 1);
	driver_answer(&driver, EFFECT_CHAIN);
	driver_preflight(&driver);
	assert_failed(ERR_POLICY_EXPIRED);
}

/* Between the yes and the signature the wallet is opened, which may take long. */
static void what_exceeds_it_only_by_now_is_reviewed_again(void **state)
{
	(void)state;
	set_policy();
	to_review(PURPOSE_DIEM_STAKE, 2);
	driver_do(&driver, ACTION_CONFIRM);
	policy.per_tx[TOKEN_DIEM].units = flow_units(1);
	driver_unlock(&driver);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
	assert_true(reviews_beyond(ERR_POLICY_CAP));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_pays_out_rewards_has_the_gas_for_it),
		TEST(within_its_policy_a_plan_is_as_ever),
		TEST(beyond_its_policy_the_review_wants_a_word),
		TEST(the_day_counts_what_this_run_signed),
		TEST(what_was_read_before_a_signature_does_not_hide_it),
		TEST(a_yes_given_beforehand_never_exceeds_a_policy),
		TEST(what_exceeds_it_only_by_now_is_reviewed_again),
		TEST(diem_is_staked_by_one_call),
		TEST(svvv_is_locked_for_no_less_than_the_quote),
		TEST(all_of_it_is_not_too_much),
		TEST(too_little_stops_it),
		TEST(too_much_to_ask_about_is_too_little_there),
		TEST(what_gives_nothing_stops_it),
		TEST(another_chain_stops_it),
		TEST(a_chain_beyond_all_numbers_stops_it),
		TEST(a_missing_contract_stops_it),
		TEST(a_node_in_trouble_stops_it),
		TEST(an_answer_that_is_no_number_stops_it),
		TEST(a_refused_call_is_surfaced_and_tried_again_with_a_new_quote),
		TEST(who_may_not_sign_is_told_before_anything_is_asked),
		TEST(a_wallet_of_unknown_address_is_opened_first),
		TEST(cancelled_at_every_step_before_signing),
		TEST(it_is_not_stopped_once_signed),
		TEST(one_transaction_waits_for_the_other),
		TEST(other_answers_are_not_its_own),
		TEST(it_counts_even_if_the_figures_cannot_be_read),
		TEST(balances_are_read_again_afterwards),
		TEST(what_was_undone_has_failed),
		TEST(what_cannot_be_journalled_is_not_sent),
		TEST(retry_keeps_the_wallet),
		TEST(retry_is_for_the_failure_shown_last),
		TEST(resumed_where_the_receipt_is_there),
		TEST(resumed_where_it_was_never_sent),
		TEST(every_entry_is_followed_as_its_plan),
		TEST(headless_keeps_the_entry_until_the_result_is_printed),
		cmocka_unit_test(the_rows_are_whole),
		cmocka_unit_test(every_state_was_reached),
	};

	return cmocka_run_group_tests_name("wallet_flow_plan", tests, NULL, NULL);
}
