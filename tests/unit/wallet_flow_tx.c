/* flow_tx: one transaction, from preflight until it is sent. */
#include "wallet/flow/tx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/flow_tx_steps.h"
#include "wallet/base/mem.h"
#include "wallet/eth/abi.h"

/* A quarter above the node's estimate and the gas for paying out rewards. */
#define GAS UINT64_C(150000)
#define FEE ((2 * 6000000 + 2000000) * GAS)

static void assert_nothing_signed(void)
{
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
	assert_int_equal(driver.count[EFFECT_JOURNAL_WRITE], 0);
	assert_int_equal(driver.node.sent, 0);
}

static void preflight_asks_for_everything_first(void **state)
{
	(void)state;
	bool asked[CHAIN_METHOD_COUNT] = { false };
	const struct chain_batch *batch;

	to_preflight();
	batch = &driver_expect(&driver, EFFECT_CHAIN)->chain;
	for (size_t i = 0; i < batch->count; i++) {
		asked[batch->calls[i].method] = true;
		assert_int_not_equal(batch->calls[i].method, CHAIN_SEND);
		if (batch->calls[i].method == CHAIN_CALL || batch->calls[i].method == CHAIN_ESTIMATE)
			assert_true(address_equal(batch->calls[i].from, driver.accounts.items[0].address));
	}
	assert_true(asked[CHAIN_ID] && asked[CHAIN_CODE] && asked[CHAIN_NONCE] && asked[CHAIN_FEES]);
	assert_true(asked[CHAIN_BALANCE] && asked[CHAIN_CALL] && asked[CHAIN_ESTIMATE]);
}

static void the_review_holds_fees_with_a_margin(void **state)
{
	(void)state;
	const struct flow_tx *flow = &driver.model.tx;
	uint64_t fee = 0, expected = FEE;

	to_review();
	assert_int_equal(flow->tx.gas_limit, GAS);
	assert_int_equal(flow->tx.nonce, 7);
	assert_int_equal(flow->tx.chain_id, 8453);
	assert_false(flow->has_l1_fee);
	assert_true(u256_to_u64(&fee, flow->max_fee.units));
	assert_int_equal(fee, expected);
	assert_int_equal(flow->max_fee.token, TOKEN_ETH);
}

static void a_node_that_wants_a_fortune_for_the_miner_does_not_get_it(void **state)
{
	(void)state;
	const struct tx *tx = &driver.model.tx.tx;
	uint64_t tip = 0;

	driver.node.priority_fee = UINT64_C(900000000000);
	to_review();
	assert_true(u256_to_u64(&tip, tx_fees_tip(tx).units));
	assert_in_range(tip, TX_TIP_MOST / 5 * 4 - 5 * tx->gas_limit, TX_TIP_MOST / 5 * 4);
	driver_close(&driver);
	begin(state);
	driver.node.priority_fee = UINT64_C(900000000000);
	driver.model.max_tip.units = u256_from_u64(1000000000000);
	to_review();
	assert_true(u256_to_u64(&tip, tx_fees_tip(tx).units));
	assert_in_range(tip, 800000000000 - 5 * tx->gas_limit, 800000000000);
}

static void the_oracle_adds_the_l1_fee(void **state)
{
	(void)state;
	const struct flow_tx *flow = &driver.model.tx;
	const struct chain_call *call;
	uint64_t fee = 0;

	driver.node.has_oracle = true;
	driver.node.l1_fee = 123456789;
	to_preflight();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow->state, TX_L1_FEE);
	call = &driver_expect(&driver, EFFECT_CHAIN)->chain.calls[3];
	assert_true(address_equal(call->to, contract_address(CONTRACT_GAS_ORACLE)));
	assert_int_equal(call->data.data[4 + 64], 0x02);	/* the unsigned transaction itself */
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow->state, TX_REVIEW);
	assert_true(flow->has_l1_fee);
	assert_true(u256_to_u64(&fee, flow->max_fee.units));
	assert_int_equal(fee, FEE + 123456789);
}

static void an_oracle_that_does_not_answer_stops_it(void **state)
{
	(void)state;
	driver.node.has_oracle = true;
	to_preflight();
	driver_answer(&driver, EFFECT_CHAIN);
	driver.node.broken_call = "getL1Fee(bytes)";
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(ERR_REVERTED);
	assert_nothing_signed();
}

static void an_oracle_without_a_number_stops_it(void **state)
{
	(void)state;
	driver.node.has_oracle = true;
	to_preflight();
	driver_answer(&driver, EFFECT_CHAIN);
	driver.node.has_oracle = false;
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(ERR_BAD_ANSWER);
}

static void the_l1_fee_counts_as_need(void **state)
{
	(void)state;
	driver.node.has_oracle = true;
	driver.node.l1_fee = 1;
	driver.node.eth = u256_from_u64(FEE);
	to_preflight();
	driver_answer(&driver, EFFECT_CHAIN);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(ERR_NEEDS_ETH);
}

static void too_little_eth_is_told_before_signing(void **state)
{
	(void)state;
	driver.node.eth = u256_from_u64(FEE - 1);
	to_preflight();
	driver_preflight(&driver);
	assert_failed(ERR_NEEDS_ETH);
	assert_int_equal(driver.model.tx.err.remedy, REMEDY_FUND);
	assert_string_equal(driver.model.tx.err.msg,
			    "The fee can be up to 0.0000021 ETH, and the wallet has 0.000002099999999999 ETH");
	assert_nothing_signed();
}

static void exactly_enough_eth_is_enough(void **state)
{
	(void)state;
	driver.node.eth = u256_from_u64(FEE);
	to_review();
}

/* Between the first check and the preflight the node may have changed. */
static void preflight_checks_the_chain_again(void **state)
{
	(void)state;
	to_preflight();
	driver.node.chain_id = 1;
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(ERR_WRONG_CHAIN);
	assert_nothing_signed();
}

static void preflight_checks_the_code_again(void **state)
{
	(void)state;
	to_preflight();
	driver.node.no_staking = true;
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(ERR_NO_CONTRACT);
	assert_nothing_signed();
}

static void too_few_answers_stop_it(void **state)
{
	(void)state;
	to_preflight();
	driver.node.too_few = true;
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(ERR_BAD_ANSWER);
	assert_nothing_signed();
}

/* rialto offers at most the gas that Base allows, and does not try what takes more. */
static void gas_ends_where_base_ends_it(void **state)
{
	(void)state;
	static const uint64_t too_much[] = { TX_GAS_MOST + 1, UINT64_MAX / 2, UINT64_MAX };

	driver.node.gas = TX_GAS_MOST;
	to_review();
	assert_int_equal(driver.model.tx.tx.gas_limit, TX_GAS_MOST);
	driver_do(&driver, ACTION_CANCEL);
	for (size_t i = 0; i < ARRAY_LENGTH(too_much); i++) {
		driver.node.gas = too_much[i];
		to_preflight();
		driver_answer(&driver, EFFECT_CHAIN);
		assert_failed(ERR_GAS_TOO_HIGH);
	}
	assert_nothing_signed();
}

/* Nothing signed with such a number could ever be mined. */
static void a_number_that_no_wallet_has_is_not_signed(void **state)
{
	(void)state;
	static const uint64_t too_many[] = { (uint64_t)UINT32_MAX + 1, INT64_MAX, UINT64_MAX };

	for (size_t i = 0; i < ARRAY_LENGTH(too_many); i++) {
		driver.node.nonce = too_many[i];
		to_preflight();
		driver_answer(&driver, EFFECT_CHAIN);
		assert_failed(ERR_BAD_ANSWER);
	}
	assert_nothing_signed();
}

static void the_operator_fee_is_added_where_there_is_one(void **state)
{
	(void)state;
	const struct flow_tx *flow = &driver.model.tx;
	uint64_t fee = 0;

	driver.node.has_oracle = true;
	driver.node.l1_fee = 1000;
	driver.node.operator_fee = 77;
	to_preflight();
	driver_answer(&driver, EFFECT_CHAIN);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow->state, TX_REVIEW);
	assert_true(u256_to_u64(&fee, flow->max_fee.units));
	assert_int_equal(fee, FEE + 1000 + 77);
	driver_do(&driver, ACTION_CANCEL);
	driver.node.broken_call = "getOperatorFee(uint256)";
	to_preflight();
	driver_answer(&driver, EFFECT_CHAIN);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(flow->state, TX_REVIEW);
	assert_true(u256_to_u64(&fee, flow->max_fee.units));
	assert_int_equal(fee, FEE + 1000);
}

static void a_node_without_fees_gets_the_least_there_is(void **state)
{
	(void)state;
	uint64_t fee = 0;

	driver.node.base_fee = driver.node.priority_fee = 0;
	to_review();
	assert_true(u256_to_u64(&fee, driver.model.tx.tx.max_priority_fee));
	assert_int_equal(fee, TX_TIP_LEAST);
	assert_true(u256_to_u64(&fee, driver.model.tx.tx.max_fee));
	assert_int_equal(fee, 2 * TX_BASE_FEE_LEAST + TX_TIP_LEAST);
}

/* After that there is nothing left to speed it up with. */
static void a_cap_of_just_the_least_tip_will_do(void **state)
{
	(void)state;
	uint64_t tip = 0;

	driver.model.max_tip.units = u256_from_u64(GAS * TX_TIP_LEAST);
	to_review();
	assert_true(u256_to_u64(&tip, driver.model.tx.tx.max_priority_fee));
	assert_int_equal(tip, TX_TIP_LEAST);
}

static void a_cap_below_the_least_tip_is_refused(void **state)
{
	(void)state;
	driver.model.max_tip.units = u256_from_u64(GAS * TX_TIP_LEAST - 1);
	to_preflight();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_failed(ERR_INVALID_INPUT);
	assert_string_equal(driver.model.tx.err.msg, "A tip of less than 0.00000015 ETH may leave this transaction waiting for long: "
			    "max-tip is too small for it");
	assert_nothing_signed();
}

/* Returns its number as the review says it. */
static const char *nonce_words(void)
{
	static char words[192];

	return tx_nonce_explain(words, sizeof(words), &driver.model.tx.nonce) ? words : "";
}

static void a_number_that_all_agree_on_needs_no_words(void **state)
{
	(void)state;
	to_review();
	assert_string_equal(nonce_words(), "");
	assert_int_equal(driver.model.tx.tx.nonce, 7);
}

static void its_own_last_number_counts(void **state)
{
	(void)state;
	to_waiting();
	driver.node.on_top = 1;
	mine();
	wait_ms(1000);
	assert_done();
	driver.node.nonce = 7;		/* the next answers come from a node that is behind */
	driver_stake(&driver, 10);
	driver_pass(&driver, 3000);
	assert_int_equal(driver.model.tx.state, TX_PREFLIGHT);
	assert_non_null(strstr(driver.model.tx.waits, "has seen 7 transactions of this wallet, and rialto has sent 8"));
	driver.node.nonce = 8;
	driver_pass(&driver, 2000);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.model.tx.tx.nonce, 8);
	assert_string_equal(driver.model.tx.waits, "");
}

static void a_node_that_stays_behind_is_explained(void **state)
{
	(void)state;
	to_waiting();
	driver.node.on_top = 1;
	mine();
	wait_ms(1000);
	driver.node.nonce = 7;
	driver_stake(&driver, 10);
	driver_pass(&driver, 30000);
	assert_failed(ERR_NONCE_UNSURE);
	assert_non_null(strstr(driver.model.tx.err.msg, "rialto has sent 8"));
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
}

/* A number stays used in this run, even if its entry is in no journal any more. */
static void a_number_counts_when_its_entry_is_closed(void **state)
{
	(void)state;
	to_waiting();
	mine();
	wait_ms(1000);
	driver_pass(&driver, 5000);
	assert_int_equal(driver.model.journal.count, 0);
	driver.node.nonce = 7;
	driver_stake(&driver, 10);
	driver_pass(&driver, 3000);
	assert_int_equal(driver.model.tx.state, TX_PREFLIGHT);
}

static void a_wrong_count_is_found_out_by_a_second(void **state)
{
	(void)state;
	to_preflight();
	driver.node.nonce = 12;
	driver_answer(&driver, EFFECT_CHAIN);
	driver.node.nonce = 7;
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_PREFLIGHT);
	driver_pass(&driver, 1000);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.model.tx.tx.nonce, 7);
}

static void another_program_that_uses_the_wallet_is_said(void **state)
{
	(void)state;
	tx_numbers_note(&driver.model.numbers, driver.accounts.items[0].address, 4);
	tx_numbers_note(&driver.model.numbers, driver.accounts.items[1].address, 40);
	to_review();
	assert_int_equal(driver.model.tx.tx.nonce, 7);
	assert_non_null(strstr(nonce_words(), "The node counts 7 transactions of this wallet, and rialto knows of 5"));
}

static void earlier_ones_that_wait_are_said(void **state)
{
	(void)state;
	driver.node.in_pool = 2;
	to_review();
	assert_int_equal(driver.model.tx.tx.nonce, 7);
	assert_string_equal(nonce_words(), "2 earlier of this wallet wait to be mined, and this one waits behind them");
}

/* Base's nodes may refuse the tag. */
static void a_node_without_pending_is_as_good(void **state)
{
	(void)state;
	driver.node.no_pending = true;
	to_review();
	assert_int_equal(driver.model.tx.tx.nonce, 7);
	assert_string_equal(nonce_words(), "");
}

static void a_node_that_fails_stops_it(void **state)
{
	(void)state;
	to_preflight();
	driver_refuse(&driver, EFFECT_CHAIN, ERR_TIMEOUT);
	assert_failed(ERR_TIMEOUT);
	assert_nothing_signed();
}

static void only_confirm_leads_to_a_signature(void **state)
{
	(void)state;
	static const enum action_type others[] = {
		ACTION_NONE, ACTION_REFRESH, ACTION_DISMISS, ACTION_RETRY, ACTION_TICK, ACTION_KEY_HIDE,
		ACTION_WALLET_CONFIRMED, ACTION_STAKE,
	};

	driver_unlock(&driver);
	to_review();
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		driver_do(&driver, others[i]);
	driver_advance(&driver, MINUTE_MS);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
	driver_do(&driver, ACTION_CONFIRM);
	driver_preflight(&driver);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
}

/* Says yes, and lets time pass until the wallet is open. */
static void agree_and_wait(void)
{
	to_review();
	driver_do(&driver, ACTION_CONFIRM);
	driver_advance(&driver, 10000);
	assert_int_equal(driver.model.tx.state, TX_UNLOCK);
}

static void open_and_look_again(void)
{
	driver_unlock(&driver);
	driver_expect_none(&driver, EFFECT_SIGN_TX);
	driver_preflight(&driver);
}

static void what_was_shown_a_while_ago_is_looked_at_again(void **state)
{
	(void)state;
	agree_and_wait();
	open_and_look_again();
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
}

static void a_fee_within_what_was_shown_is_signed_as_shown(void **state)
{
	(void)state;
	agree_and_wait();
	driver.node.base_fee = driver.node.base_fee * 3 / 2;
	open_and_look_again();
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
}

static void reviewed_again(const char *what)
{
	struct review review;
	bool said = false;

	driver_expect_none(&driver, EFFECT_SIGN_TX);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_true(review_of(&review, &driver.model));
	for (size_t i = 0; i < review.count; i++)
		said |= review.rows[i].changed && !strcmp(review.rows[i].label, what);
	assert_true(said);
	review_free(&review);
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
}

static void a_fee_above_what_was_shown_is_reviewed_again(void **state)
{
	(void)state;
	agree_and_wait();
	driver.node.base_fee *= 4;
	open_and_look_again();
	reviewed_again("Fee");
}

static void another_number_is_reviewed_again(void **state)
{
	(void)state;
	agree_and_wait();
	driver.node.nonce++;
	open_and_look_again();
	reviewed_again("Nonce");
}

/* Checks that the review has come back with these words, and that yes signs nothing. */
static void comes_back(const char *words)
{
	struct review review;
	bool said = false;

	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	assert_true(review_of(&review, &driver.model));
	assert_true(review.looks_again);
	assert_string_equal(review.doing, "look again");
	for (size_t i = 0; i < review.count; i++)
		said |= strstr(review.rows[i].text, words) != NULL;
	if (!said)
		fail_msg("nothing says: %s", words);
	review_free(&review);
}

static void yes_looks_again_and_finds(const char *words)
{
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.model.tx.state, TX_PREFLIGHT);
	driver_settle(&driver);
	comes_back(words);
}

/* The first yes is used up.  Once all is well again, the review is as if for the first time. */
static void yes_finds_it_well(const char *changed)
{
	struct review review;
	bool marked = false;

	driver_do(&driver, ACTION_CONFIRM);
	driver_settle(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
	assert_true(review_of(&review, &driver.model));
	assert_false(review.looks_again);
	for (size_t i = 0; i < review.count; i++)
		marked |= review.rows[i].changed && (!changed || !strcmp(review.rows[i].label, changed));
	assert_int_equal(marked, changed != NULL);
	review_free(&review);
	driver_do(&driver, ACTION_CONFIRM);
	driver_answer(&driver, EFFECT_SIGN_TX);
	assert_int_equal(driver.model.tx.state, TX_JOURNALLING);
}

static void what_would_fail_by_now_comes_back_until_it_is_well(void **state)
{
	(void)state;
	agree_and_wait();
	driver.node.live_revert = driver.node.documented_revert = "the pool is paused";
	driver_unlock(&driver);
	driver_settle(&driver);
	comes_back("It would fail now: the pool is paused");
	yes_looks_again_and_finds("It would fail now: the pool is paused");
	driver.node.live_revert = driver.node.documented_revert = NULL;
	yes_finds_it_well(NULL);
}

static void another_chain_by_now_comes_back(void **state)
{
	(void)state;
	agree_and_wait();
	driver.node.chain_id = 1;
	driver_unlock(&driver);
	driver_settle(&driver);
	comes_back("It cannot be signed now: The node serves chain 1, not 8453");
	driver.node.chain_id = 8453;
	yes_finds_it_well(NULL);
}

/* This happens at the first questions, and at the last. */
static void a_node_that_is_gone_by_now_comes_back(void **state)
{
	(void)state;
	agree_and_wait();
	driver_unlock(&driver);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_TIMEOUT);
	comes_back("It cannot be signed now: ");
	driver_do(&driver, ACTION_CONFIRM);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_L1_FEE);
	driver_refuse(&driver, EFFECT_CHAIN, ERR_UNREACHABLE);
	comes_back("It cannot be signed now: ");
	yes_finds_it_well(NULL);
}

static void a_fee_that_the_wallet_has_no_more_comes_back(void **state)
{
	(void)state;
	agree_and_wait();
	driver.node.eth = u256_from_u64(FEE - 1);
	driver_unlock(&driver);
	driver_settle(&driver);
	comes_back("the wallet has 0.000002099999999999 ETH");
	driver.node.eth = flow_units(1);
	driver.node.base_fee *= 4;
	yes_finds_it_well("Fee");
}

/* The last reason holds.  What has changed besides is said once all is well. */
static void one_reason_gives_way_to_the_next(void **state)
{
	(void)state;
	agree_and_wait();
	driver.node.too_few = true;
	driver_unlock(&driver);
	driver_settle(&driver);
	comes_back("It cannot be signed now: The node answered too few questions");
	driver.node.too_few = false;
	driver.node.no_staking = true;
	yes_looks_again_and_finds("There is no code at the ");
	driver.node.no_staking = false;
	driver.node.nonce++;
	yes_finds_it_well("Nonce");
}

static void no_to_what_came_back_ends_it(void **state)
{
	(void)state;
	agree_and_wait();
	driver.node.live_revert = driver.node.documented_revert = "no longer";
	driver_unlock(&driver);
	driver_settle(&driver);
	driver_do(&driver, ACTION_CANCEL);
	assert_failed(ERR_CANCELLED);
	driver_do(&driver, ACTION_CONFIRM);
	driver_settle(&driver);
	assert_nothing_signed();
}

/* With --yes nobody reads a review, so the command ends with the reason. */
static void what_was_agreed_to_beforehand_ends_with_the_reason(void **state)
{
	(void)state;
	driver.model.headless = driver.model.agreed_beforehand = true;
	agree_and_wait();
	driver.node.live_revert = driver.node.documented_revert = "no longer";
	driver_unlock(&driver);
	driver_settle(&driver);
	assert_failed(ERR_REVERTED);
	assert_nothing_signed();
}

/* No time, wish or answer leads from there to a signature. */
static void what_came_back_stays_until_it_is_answered(void **state)
{
	(void)state;
	static const enum action_type others[] = {
		ACTION_NONE, ACTION_REFRESH, ACTION_DISMISS, ACTION_RETRY, ACTION_TICK, ACTION_STAKE,
	};

	agree_and_wait();
	driver.node.live_revert = driver.node.documented_revert = "no longer";
	driver_unlock(&driver);
	driver_settle(&driver);
	driver.node.live_revert = driver.node.documented_revert = NULL;
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
		driver_do(&driver, others[i]);
	driver_advance(&driver, MINUTE_MS);
	comes_back("It would fail now: no longer");
}

static void confirm_before_the_review_is_nothing(void **state)
{
	(void)state;
	driver_unlock(&driver);
	to_preflight();
	driver_do(&driver, ACTION_CONFIRM);
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
}

/* The words on the screen hide the review. */
static void confirm_under_a_new_wallets_words_is_nothing(void **state)
{
	(void)state;
	driver_unlock(&driver);
	to_review();
	driver.model.mnemonic = mnemonic_new(MNEMONIC_MAX);
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
	mnemonic_free(driver.model.mnemonic);
	driver.model.mnemonic = NULL;
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.model.tx.state, TX_SIGNING);
}

static void only_its_own_wallet_signs(void **state)
{
	(void)state;
	to_review();
	driver_select(&driver, 1);
	driver_unlock(&driver);
	assert_true(address_equal(driver.signer, driver.accounts.items[1].address));
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(driver.model.tx.state, TX_UNLOCK);
	driver_unlock(&driver);		/* the prompt is for the transaction's wallet */
	assert_true(address_equal(driver.signer, driver.accounts.items[0].address));
	assert_int_equal(driver.model.tx.state, TX_SIGNING);
}

static void a_signer_that_fails_ends_it(void **state)
{
	(void)state;
	driver_unlock(&driver);
	to_review();
	driver_do(&driver, ACTION_CONFIRM);
	driver_refuse(&driver, EFFECT_SIGN_TX, ERR_PASSWORD_NEEDED);
	assert_failed(ERR_PASSWORD_NEEDED);
	assert_int_equal(driver.count[EFFECT_JOURNAL_WRITE], 0);
}

static void without_a_journal_nothing_is_sent(void **state)
{
	(void)state;
	driver.disk_full = true;
	driver_unlock(&driver);
	to_review();
	driver_do(&driver, ACTION_CONFIRM);
	driver_answer(&driver, EFFECT_SIGN_TX);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_failed(ERR_DISK_FULL);
	assert_int_equal(driver.node.sent, 0);
	driver_expect_none(&driver, EFFECT_CHAIN);
}

static void the_journal_holds_what_is_sent(void **state)
{
	(void)state;
	const struct journal_entry *entry;

	to_sending();
	assert_int_equal(driver.journal.count, 1);
	entry = &driver.journal.items[0];
	assert_int_equal(entry->kind, JOURNAL_TX);
	assert_int_equal(entry->purpose, PURPOSE_STAKE);
	assert_string_equal(entry->network, "practice");
	assert_true(address_equal(entry->address, driver.accounts.items[0].address));
	assert_int_equal(entry->time_ms, driver.now_ms);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.node.last_sent.len, entry->raw.len);
	assert_memory_equal(driver.node.last_sent.data, entry->raw.data, entry->raw.len);
}

static void other_answers_are_not_its_own(void **state)
{
	(void)state;
	uint32_t request;

	to_preflight();
	request = driver.model.tx.request;
	driver_apply(&driver, &(struct action){ .type = ACTION_CHAIN, .request = request + 7, .ok = true });
	driver_apply(&driver, &(struct action){ .type = ACTION_SIGNED_TX, .request = request, .ok = true });
	driver_apply(&driver, &(struct action){ .type = ACTION_JOURNALLED, .request = request + 7, .ok = true });
	assert_int_equal(driver.count[EFFECT_JOURNAL_WRITE], 0);
	assert_int_equal(driver.node.sent, 0);
}

static void an_answer_after_cancel_is_ignored(void **state)
{
	(void)state;
	uint32_t request;

	to_preflight();
	request = driver.model.tx.request;
	driver_do(&driver, ACTION_CANCEL);
	assert_failed(ERR_CANCELLED);
	driver_apply(&driver, &(struct action){ .type = ACTION_CHAIN, .request = request, .ok = true });
	assert_int_equal(driver.model.tx.state, TX_FAILED);
}

static void what_is_mined_is_done(void **state)
{
	(void)state;
	to_waiting();
	mine();
	wait_ms(1000);
	assert_done();
	assert_int_equal(driver.model.tx.block, 1000);
}

static void every_state_was_reached(void **state)
{
	(void)state;
	driver_assert_all_visited(driver_tx_visited, TX_STATE_COUNT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(preflight_asks_for_everything_first),
		TEST(the_review_holds_fees_with_a_margin),
		TEST(a_node_that_wants_a_fortune_for_the_miner_does_not_get_it),
		TEST(the_oracle_adds_the_l1_fee),
		TEST(an_oracle_that_does_not_answer_stops_it),
		TEST(an_oracle_without_a_number_stops_it),
		TEST(the_l1_fee_counts_as_need),
		TEST(too_little_eth_is_told_before_signing),
		TEST(exactly_enough_eth_is_enough),
		TEST(preflight_checks_the_chain_again),
		TEST(preflight_checks_the_code_again),
		TEST(too_few_answers_stop_it),
		TEST(gas_ends_where_base_ends_it),
		TEST(a_number_that_no_wallet_has_is_not_signed),
		TEST(the_operator_fee_is_added_where_there_is_one),
		TEST(a_node_without_fees_gets_the_least_there_is),
		TEST(a_cap_of_just_the_least_tip_will_do),
		TEST(a_cap_below_the_least_tip_is_refused),
		TEST(a_number_that_all_agree_on_needs_no_words),
		TEST(its_own_last_number_counts),
		TEST(a_node_that_stays_behind_is_explained),
		TEST(a_number_counts_when_its_entry_is_closed),
		TEST(a_wrong_count_is_found_out_by_a_second),
		TEST(another_program_that_uses_the_wallet_is_said),
		TEST(earlier_ones_that_wait_are_said),
		TEST(a_node_without_pending_is_as_good),
		TEST(a_node_that_fails_stops_it),
		TEST(only_confirm_leads_to_a_signature),
		TEST(what_was_shown_a_while_ago_is_looked_at_again),
		TEST(a_fee_within_what_was_shown_is_signed_as_shown),
		TEST(a_fee_above_what_was_shown_is_reviewed_again),
		TEST(another_number_is_reviewed_again),
		TEST(what_would_fail_by_now_comes_back_until_it_is_well),
		TEST(another_chain_by_now_comes_back),
		TEST(a_node_that_is_gone_by_now_comes_back),
		TEST(a_fee_that_the_wallet_has_no_more_comes_back),
		TEST(one_reason_gives_way_to_the_next),
		TEST(no_to_what_came_back_ends_it),
		TEST(what_was_agreed_to_beforehand_ends_with_the_reason),
		TEST(what_came_back_stays_until_it_is_answered),
		TEST(confirm_before_the_review_is_nothing),
		TEST(confirm_under_a_new_wallets_words_is_nothing),
		TEST(only_its_own_wallet_signs),
		TEST(a_signer_that_fails_ends_it),
		TEST(without_a_journal_nothing_is_sent),
		TEST(the_journal_holds_what_is_sent),
		TEST(other_answers_are_not_its_own),
		TEST(an_answer_after_cancel_is_ignored),
		TEST(what_is_mined_is_done),
		cmocka_unit_test(every_state_was_reached),
	};

	return cmocka_run_group_tests_name("wallet_flow_tx", tests, NULL, NULL);
}
