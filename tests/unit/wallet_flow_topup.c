/* flow_topup: USDC into credit by actions alone, at most once whatever happens. */
#include "wallet/flow/topup.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/flow_fixture.h"
#include "wallet/base/mem.h"
#include "wallet/flow/topup_look.h"
#include "wallet/model/review.h"

#define LIFE_MS (300 * INT64_C(1000))

static const struct flow_topup *flow(void)
{
	return &driver.model.topup;
}

/* Answers the flow's question to the chain, and not a refresh that asks for balances. */
static void answer_one(void)
{
	struct effect *effect = driver_expect(&driver, EFFECT_CHAIN);

	while (effect->request != flow()->request) {
		driver_answer(&driver, EFFECT_CHAIN);
		effect = driver_expect(&driver, EFFECT_CHAIN);
	}
	driver_answer(&driver, EFFECT_CHAIN);
}

static bool is_looking(void)
{
	return flow()->state == TOPUP_LOOKING || flow_topup_watching(flow());
}

/* Answers all that one look asks. */
static void answer_look(void)
{
	do {
		if (flow()->look.asked == TOPUP_ASKED_DATE)
			driver_answer(&driver, EFFECT_X402_OFFER);
		else
			answer_one();
	} while (is_looking() && flow()->request);
}

/* Lets looks that nobody waits for go on for so long. */
static void watch(int64_t ms)
{
	for (int64_t end = driver.now_ms + ms;
	     driver.now_ms < end && flow()->entry.id[0] && flow_topup_ops.deadline(&driver.model);) {
		driver_tick(&driver);
		if (is_looking() && flow()->request)
			answer_look();
	}
}

/* Answers the question in hand.  A look may ask several. */
static void answer_chain(void)
{
	if (!is_looking()) {
		answer_one();
		return;
	}
	answer_look();
	while (flow()->look.waits && flow()->refusal.code != ERR_X402_TIMEOUT &&
	       flow()->refusal.code != ERR_X402_IN_PROGRESS) {
		driver_tick(&driver);
		answer_look();
	}
}

static void to_review(uint64_t usdc)
{
	driver_top_up(&driver, usdc);
	if (flow()->state == TOPUP_LOOKING)
		answer_chain();
	driver_answer(&driver, EFFECT_X402_OFFER);
	answer_chain();
}

static void to_paying(uint64_t usdc)
{
	to_review(usdc);
	assert_int_equal(model_want(&driver.model), WANT_PAYMENT);
	driver_do(&driver, ACTION_CONFIRM);
	if (flow()->state == TOPUP_UNLOCK)
		driver_unlock(&driver);
	driver_answer(&driver, EFFECT_SIGN_PAYMENT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_int_equal(flow()->state, TOPUP_PAYING);
}

static void refuse_with(enum err_code code, int status, bool sent, bool taken)
{
	struct err err;

	(void)err_set(&err, code, "no answer");
	err.status = status;
	driver_refuse_payment(&driver, &err, sent, taken);
}

/* Venice asks for other terms by 400 and 402; a 409 says that the payment is being settled. */
static void refuse(int status, bool sent, bool taken)
{
	static const struct { int status; enum err_code code;
	} codes[] = {
		{ 400, ERR_X402_PAYMENT }, { 402, ERR_X402_PAYMENT },	     { 409, ERR_X402_IN_PROGRESS },
		{ 429, ERR_RATE_LIMITED }, { 503, ERR_X402_NOT_CONFIGURED },
	};
	enum err_code code = ERR_CONNECTION_CUT;

	for (size_t i = 0; i < ARRAY_LENGTH(codes); i++)
		if (codes[i].status == status)
			code = codes[i].code;

	refuse_with(code, status, sent, taken);
}

/* Goes on to a payment that was sent and that the chain has not seen. */
static void to_unknown(void)
{
	to_paying(5);
	refuse(0, true, false);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	assert_int_equal(driver.model.error.code, ERR_X402_UNKNOWN);
}

static void all_goes_well(void **state)
{
	(void)state;
	to_review(5);
	assert_int_equal(flow()->state, TOPUP_REVIEW);
	assert_false(model_busy(&driver.model));
	driver_expect_none(&driver, EFFECT_SIGN_PAYMENT);
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_unlock(&driver);
	driver_answer(&driver, EFFECT_SIGN_PAYMENT);
	driver_expect_none(&driver, EFFECT_X402_PAY);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	driver_answer(&driver, EFFECT_X402_PAY);
	assert_int_equal(flow()->state, TOPUP_DONE);
	assert_true(flow()->has_receipt);
	assert_false(driver_journal_has(&driver, JOURNAL_PAYMENT));
	assert_string_equal(driver_said(&driver), "5 USDC paid; the x402 credit is 5 USD");
}

static void a_command_closes_the_entry_itself(void **state)
{
	(void)state;
	to_paying(5);
	driver_answer(&driver, EFFECT_X402_PAY);
	assert_int_equal(flow()->state, TOPUP_DONE);
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));
	assert_true(flow()->entry.id[0] != '\0');
}

static void what_was_agreed_to_is_signed_and_lives_as_long_as_it_must(void **state)
{
	struct effect *effect;
	struct address to;
	struct err err;

	(void)state;
	driver.skew_ms = 600000;
	to_review(7);
	driver_do(&driver, ACTION_CONFIRM);
	driver_unlock(&driver);
	effect = driver_expect(&driver, EFFECT_SIGN_PAYMENT);
	assert_true(address_parse(&to, driver.offers.items[0].pay_to, &err));
	assert_true(address_equal(effect->pay.payment.to, to));
	assert_true(effect->pay.payment.valid_before == (uint64_t)(driver.now_ms + driver.skew_ms) / 1000 + 300);
	assert_int_equal(effect->pay.payment.valid_after, 0);
	assert_int_equal(effect->pay.payment.amount.units.limb[0], 7000000);
	assert_false(effect->pay.has_nonce);
}

/* Venice tells its time with every answer, and the signature's end is reckoned by that. */
static void a_clock_far_ahead_signs_nothing(void **state)
{
	(void)state;
	driver.skew_ms = INT64_C(253000000000000);
	driver_top_up(&driver, 5);
	driver_answer(&driver, EFFECT_X402_OFFER);
	assert_int_equal(flow()->state, TOPUP_FAILED);
	assert_int_equal(driver.model.error.code, ERR_CLOCK);
	driver.skew_ms = 0;
	to_review(5);
	driver.model.server_offset_ms = 16 * MINUTE_MS;
	driver_do(&driver, ACTION_CONFIRM);
	driver_unlock(&driver);
	assert_int_equal(flow()->state, TOPUP_FAILED);
	assert_int_equal(driver.model.error.code, ERR_CLOCK);
	assert_int_equal(driver.count[EFFECT_SIGN_PAYMENT], 0);
}

static void terms_and_chain_are_judged(void **state)
{
	struct x402_offer good = driver.offers.items[0];
	struct flow_node *node = &driver.node;

	(void)state;
	snprintf(driver.offers.items[0].pay_to, 64, "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913");
	driver_top_up(&driver, 5);
	driver_answer(&driver, EFFECT_X402_OFFER);
	assert_int_equal(driver.model.error.code, ERR_X402_REFUSED);
	driver.offers.items[0] = good;
	driver_top_up(&driver, 4);
	driver_answer(&driver, EFFECT_X402_OFFER);
	assert_int_equal(driver.model.error.code, ERR_INVALID_INPUT);
	to_review(101);
	assert_int_equal(driver.model.error.code, ERR_NEEDS_USDC);
	node->chain_id = 1;
	to_review(5);
	assert_int_equal(driver.model.error.code, ERR_WRONG_CHAIN);
	node->chain_id = 8453;
	node->other_usdc = true;
	to_review(5);
	assert_int_equal(driver.model.error.code, ERR_NO_CONTRACT);
	node->other_usdc = false;
	node->transfer_revert = "Blacklistable: account is blacklisted";
	to_review(5);
	assert_int_equal(driver.model.error.code, ERR_REVERTED);
	node->transfer_revert = NULL;
	node->too_few = true;
	to_review(5);
	assert_int_equal(driver.model.error.code, ERR_BAD_ANSWER);
	driver_top_up(&driver, 5);
	driver_refuse(&driver, EFFECT_X402_OFFER, ERR_UNAVAILABLE);
	assert_int_equal(driver.model.error.code, ERR_UNAVAILABLE);
	assert_int_equal(driver.count[EFFECT_SIGN_PAYMENT], 0);
	node->too_few = false;
	driver_do(&driver, ACTION_RETRY);
	driver_answer(&driver, EFFECT_X402_OFFER);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_REVIEW);
}

/* Second nodes: like the first one, but for one thing. */
static void as_the_first(struct flow_node *node) { (void)node; }
static void of_another_chain(struct flow_node *node) { node->chain_id = 1; }
static void that_hashes_another_name(struct flow_node *node) { node->other_usdc = true; }
static void that_refuses_it(struct flow_node *node) { node->transfer_revert = "paused"; }

/* What is signed rests on the chain, the token and the transfer, so two nodes must say the same of them. */
static void a_second_node_that_says_otherwise_pays_nothing(void **state)
{
	void (*const others[])(struct flow_node *) = { of_another_chain, that_hashes_another_name, that_refuses_it };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(others); i++) {
		driver.node.second = others[i];
		to_review(5);
		assert_int_equal(flow()->state, TOPUP_FAILED);
		assert_int_equal(flow()->err.code, ERR_NODES_DISAGREE);
		assert_non_null(strstr(flow()->err.msg, "a.example"));
		assert_non_null(strstr(flow()->err.msg, "b.example"));
	}
	assert_int_equal(driver.count[EFFECT_SIGN_PAYMENT], 0);
	driver.node.second = as_the_first;
	to_review(5);
	assert_int_equal(flow()->state, TOPUP_REVIEW);
	assert_true(flow()->second.asked && flow()->second.err.code == ERR_NONE);
}

static void the_review_says_what_it_is_good_for(void **state)
{
	(void)state;
	to_review(5);
	assert_true(review_says("not for API keys"));
	assert_true(review_says("Whether its account has other DIEM left is not known"));
	driver_do(&driver, ACTION_CANCEL);
	driver.node.diem_staked = flow_units(2);
	to_review(5);
	assert_true(review_says("2 DIEM are staked: Venice spends that first"));
	driver_do(&driver, ACTION_CANCEL);
	driver.node.broken_call = "stakedInfos(address)";	/* the DIEM cannot be read, which does not matter */
	to_review(5);
	assert_true(review_says("Whether its account has other DIEM left is not known"));
	driver_do(&driver, ACTION_CANCEL);
	driver.model.x402 = (struct flow_x402){ .has_balance = true, .of = driver.accounts.items[0].address };
	to_review(5);		/* Venice said that there is none */
	assert_false(review_says("DIEM"));
	snprintf(driver.model.x402.balance.diem, sizeof(driver.model.x402.balance.diem), "3");
	assert_true(review_says("3 DIEM left"));
}

static void before_it_is_signed_it_can_be_stopped(void **state)
{
	(void)state;
	driver_top_up(&driver, 5);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(flow()->err.code, ERR_CANCELLED);
	driver_top_up(&driver, 5);
	driver_answer(&driver, EFFECT_X402_OFFER);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(flow()->state, TOPUP_FAILED);
	to_review(5);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(flow()->state, TOPUP_FAILED);
	to_review(5);
	driver_do(&driver, ACTION_CONFIRM);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(flow()->state, TOPUP_FAILED);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	to_paying(5);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(flow()->state, TOPUP_PAYING);
	assert_non_null(strstr(driver_said(&driver), "cannot be stopped"));
}

/* Two questions wait.  The answer is for the one that is shown. */
static void a_yes_to_something_else_pays_nothing(void **state)
{
	(void)state;
	driver.model.tx.state = TX_REVIEW;
	to_review(5);
	assert_int_equal(model_want(&driver.model), WANT_REVIEW);
	driver_do(&driver, ACTION_CONFIRM);
	assert_int_equal(flow()->state, TOPUP_REVIEW);
	driver.model.tx.state = TX_IDLE;
}

/* A transaction's review that comes up meanwhile does not take the place of the one that is being read. */
static void what_is_being_read_stays(void **state)
{
	(void)state;
	to_review(5);
	driver.model.tx.state = TX_REVIEW;
	driver_do(&driver, ACTION_DISMISS);
	assert_int_equal(model_want(&driver.model), WANT_PAYMENT);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(flow()->err.code, ERR_CANCELLED);
	assert_int_equal(model_want(&driver.model), WANT_REVIEW);
	driver.model.tx.state = TX_IDLE;
}

static void a_disk_that_refuses_pays_nothing(void **state)
{
	(void)state;
	driver.disk_full = true;
	to_review(5);
	driver_do(&driver, ACTION_CONFIRM);
	driver_unlock(&driver);
	driver_answer(&driver, EFFECT_SIGN_PAYMENT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_int_equal(driver.model.error.code, ERR_DISK_FULL);
	driver_expect_none(&driver, EFFECT_X402_PAY);
}

static void what_never_left_is_closed(void **state)
{
	(void)state;
	to_paying(5);
	refuse(0, false, false);
	assert_int_equal(flow()->state, TOPUP_FAILED);
	assert_false(driver_journal_has(&driver, JOURNAL_PAYMENT));
	to_paying(6);
}

static void cut_but_taken(void **state)
{
	(void)state;
	to_paying(5);
	refuse(0, true, true);
	assert_int_equal(flow()->state, TOPUP_LOOKING);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_DONE);
	assert_false(flow()->has_receipt);
	assert_false(driver_journal_has(&driver, JOURNAL_PAYMENT));
}

static void unknown_is_watched_until_it_is_taken(void **state)
{
	(void)state;
	to_unknown();
	driver_tick(&driver);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	driver.payments[0].used = true;
	driver_tick(&driver);
	assert_true(flow_topup_watching(flow()));
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_DONE);
	assert_true(flow()->earlier);
	assert_int_equal(driver.model.error.code, ERR_NONE);
}

static void unknown_is_watched_until_it_expires(void **state)
{
	(void)state;
	to_unknown();
	watch(LIFE_MS + 30000);
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));
	watch(60000);
	assert_false(driver_journal_has(&driver, JOURNAL_PAYMENT));
	assert_int_equal(flow()->state, TOPUP_IDLE);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	assert_non_null(strstr(driver_said(&driver), "nothing was paid"));
	to_paying(6);
}

static void the_chain_cannot_be_asked(void **state)
{
	(void)state;
	to_paying(5);
	refuse(0, true, true);
	driver.node.one_error = ERR_TIMEOUT;
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	driver.node.one_error = ERR_NONE;
	driver.node.chain_id = 1;	/* another chain's word counts for nothing */
	driver_tick(&driver);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	driver.node.chain_id = 8453;
	driver_do(&driver, ACTION_X402_SETTLE);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_DONE);
}

static void refused_is_rebuilt_once_under_the_same_number(void **state)
{
	(void)state;
	to_paying(5);
	refuse(400, true, false);
	answer_chain();
	driver_answer(&driver, EFFECT_X402_OFFER);
	answer_chain();
	assert_true(driver_expect(&driver, EFFECT_SIGN_PAYMENT)->pay.has_nonce);	/* no second yes is asked for */
	driver_answer(&driver, EFFECT_SIGN_PAYMENT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_int_equal(driver.journal.count, 1);
	refuse(400, true, false);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_FAILED);
	assert_int_equal(driver.model.error.code, ERR_X402_PAYMENT);
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));
	assert_memory_equal(driver.payments[0].payment.nonce, driver.payments[1].payment.nonce, PAYMENT_NONCE_SIZE);
	driver_advance(&driver, LIFE_MS + 120000);
	answer_chain();
	assert_false(driver_journal_has(&driver, JOURNAL_PAYMENT));
}

static void refused_and_it_is_to_be_good_for_longer(void **state)
{
	uint64_t agreed = driver.offers.items[0].timeout_s;

	(void)state;
	to_paying(5);
	refuse(400, true, false);
	answer_chain();
	driver.offers.items[0].timeout_s = agreed + 1;
	driver_answer(&driver, EFFECT_X402_OFFER);
	answer_chain();
	assert_int_equal(model_want(&driver.model), WANT_PAYMENT);
	assert_int_equal(driver.count[EFFECT_SIGN_PAYMENT], 1);
}

/* "Nothing was paid" would be more than anybody knows. */
static void stopping_after_one_left_says_that_it_may_be_taken(void **state)
{
	(void)state;
	to_paying(5);
	refuse(400, true, false);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_ASKING);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	assert_int_equal(driver.model.error.code, ERR_X402_UNKNOWN);
	assert_non_null(strstr(driver_said(&driver), "5 USDC may be taken until"));
	driver.payments[0].used = true;
	driver_tick(&driver);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_DONE);
}

static void refused_and_the_payee_changed(void **state)
{
	(void)state;
	to_paying(5);
	refuse(402, true, false);
	answer_chain();
	snprintf(driver.offers.items[0].pay_to, 64, "0x000000000000000000000000000000000000dEaD");
	driver_answer(&driver, EFFECT_X402_OFFER);
	assert_int_equal(flow()->state, TOPUP_FAILED);
	assert_int_equal(driver.model.error.code, ERR_X402_UNKNOWN);
	assert_int_equal(driver.count[EFFECT_SIGN_PAYMENT], 1);
}

static void refused_but_taken_all_the_same(void **state)
{
	(void)state;
	to_paying(5);
	refuse(400, true, true);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_DONE);
	assert_int_equal(driver.count[EFFECT_X402_PAY], 1);
}

/* Venice says that nothing moved.  The number stays open, because the signature is good until it expires. */
static void other_refusals_are_not_rebuilt(void **state)
{
	static const struct { enum err_code code; int status; } rows[] = {
		{ ERR_X402_TOO_LITTLE, 400 }, { ERR_X402_TOO_MUCH, 400 }, { ERR_X402_VERIFICATION, 400 },
		{ ERR_X402_UNSUPPORTED, 400 }, { ERR_X402_SETTLEMENT, 402 }, { ERR_X402_NOT_CONFIGURED, 503 },
		{ ERR_UNAUTHORIZED, 403 }, { ERR_NOT_FOUND, 404 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		to_paying(5);
		refuse_with(rows[i].code, rows[i].status, true, false);
		answer_chain();
		assert_int_equal(flow()->state, TOPUP_FAILED);
		assert_int_equal(driver.model.error.code, rows[i].code);
		driver_expect_none(&driver, EFFECT_X402_OFFER);
		assert_int_equal(driver.journal.count, 1);
		assert_memory_equal(driver.payments[0].payment.nonce, driver.payments[i].payment.nonce,
				    PAYMENT_NONCE_SIZE);
	}
}

/* "May still land" and "is being settled": the chain is watched for a while, and nothing is paid again. */
static void what_is_being_settled_is_followed(void **state)
{
	static const struct {
		enum err_code code;
		int status;
	} rows[] = { { ERR_X402_TIMEOUT, 504 }, { ERR_X402_IN_PROGRESS, 409 } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		int64_t began;

		to_paying(5);
		refuse_with(rows[i].code, rows[i].status, true, false);
		began = driver.now_ms;
		assert_non_null(strstr(driver_said(&driver), "Venice is settling the payment"));
		for (answer_look(); flow()->state == TOPUP_LOOKING; answer_look()) {
			assert_true(model_busy(&driver.model));
			driver_expect_none(&driver, EFFECT_X402_OFFER);
			driver_tick(&driver);
		}
		assert_true(driver.now_ms - began <= TOPUP_FOLLOW_MS &&
			    driver.now_ms - began > TOPUP_FOLLOW_MS - 2 * TOPUP_LOOK_MS);
		assert_int_equal(flow()->state, TOPUP_UNKNOWN);
		assert_int_equal(driver.model.error.code, rows[i].code);
		assert_int_equal(driver.model.error.status, rows[i].status);
		assert_int_equal(err_exit_status(&driver.model.error), 6);
		assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));
	}
	driver.payments[1].used = true;
	watch(20000);
	assert_int_equal(flow()->state, TOPUP_DONE);
}

static void what_lands_while_it_is_followed_is_paid(void **state)
{
	(void)state;
	to_paying(5);
	refuse_with(ERR_X402_TIMEOUT, 504, true, false);
	answer_look();
	driver.payments[0].used = true;
	watch(10000);
	assert_int_equal(flow()->state, TOPUP_DONE);
	assert_true(flow()->receipt.has_hash);
	assert_int_equal(driver.count[EFFECT_X402_PAY], 1);
}

static void following_can_be_left(void **state)
{
	(void)state;
	to_paying(5);
	refuse_with(ERR_X402_IN_PROGRESS, 409, true, false);
	answer_chain();
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));
}

/* Venice does not say how long, so the waits grow, and the same payment is handed over again. */
static void too_many_requests_are_waited_out(void **state)
{
	(void)state;
	driver_top_up(&driver, 5);
	driver_refuse(&driver, EFFECT_X402_OFFER, ERR_RATE_LIMITED);
	assert_int_equal(flow()->state, TOPUP_BACKOFF);
	assert_non_null(strstr(driver_said(&driver), "again in 1 s"));
	driver_tick(&driver);
	driver_answer(&driver, EFFECT_X402_OFFER);
	answer_chain();
	driver_do(&driver, ACTION_CONFIRM);
	driver_unlock(&driver);
	driver_answer(&driver, EFFECT_SIGN_PAYMENT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	refuse_with(ERR_RATE_LIMITED, 429, true, false);
	assert_int_equal(flow()->state, TOPUP_BACKOFF);
	driver_tick(&driver);
	driver_expect_none(&driver, EFFECT_SIGN_PAYMENT);
	assert_memory_equal(driver.payments[0].payment.nonce, driver.payments[1].payment.nonce, PAYMENT_NONCE_SIZE);
	refuse_with(ERR_RATE_LIMITED, 429, true, false);
	driver_tick(&driver);
	refuse_with(ERR_RATE_LIMITED, 429, true, false);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_FAILED);
	assert_int_equal(driver.model.error.code, ERR_RATE_LIMITED);
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));
}

static void waiting_can_be_left(void **state)
{
	(void)state;
	driver_top_up(&driver, 5);
	driver_refuse(&driver, EFFECT_X402_OFFER, ERR_RATE_LIMITED);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(flow()->state, TOPUP_FAILED);
	assert_int_equal(flow()->err.code, ERR_CANCELLED);
	to_paying(5);
	refuse_with(ERR_RATE_LIMITED, 429, true, false);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	assert_int_equal(driver.model.error.code, ERR_X402_UNKNOWN);
}

static void more_than_venice_takes_is_not_signed(void **state)
{
	(void)state;
	driver.node.usdc = u256_from_u64(UINT64_C(20000000000));
	to_review(10001);
	assert_int_equal(driver.model.error.code, ERR_INVALID_INPUT);
	assert_non_null(strstr(driver_said(&driver), "10000 USD"));
	to_review(10000);
	assert_int_equal(flow()->state, TOPUP_REVIEW);
}

static void the_same_again_has_the_same_number(void **state)
{
	(void)state;
	to_unknown();
	to_paying(5);
	assert_memory_equal(driver.payments[0].payment.nonce, driver.payments[1].payment.nonce, PAYMENT_NONCE_SIZE);
	driver_answer(&driver, EFFECT_X402_PAY);
	assert_int_equal(flow()->state, TOPUP_DONE);
	assert_int_equal(driver.journal.count, 0);
}

static void the_same_again_after_it_was_taken_pays_nothing(void **state)
{
	(void)state;
	to_unknown();
	driver.payments[0].used = true;
	driver_do(&driver, ACTION_RETRY);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_DONE);
	assert_true(flow()->earlier);
	assert_int_equal(driver.payment_count, 1);
}

static void it_is_tried_again_with_its_own_wallet(void **state)
{
	struct address first = driver.model.accounts.items[0].address;

	(void)state;
	driver_top_up(&driver, 5);
	driver_refuse(&driver, EFFECT_X402_OFFER, ERR_UNAVAILABLE);
	driver_select(&driver, 1);
	driver_do(&driver, ACTION_RETRY);
	assert_true(address_equal(flow()->account.address, first));
	assert_int_equal(driver.model.selected, 0);
	driver_answer(&driver, EFFECT_X402_OFFER);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_REVIEW);
	driver_do(&driver, ACTION_CANCEL);
	driver_top_up(&driver, 5);
	driver_refuse(&driver, EFFECT_X402_OFFER, ERR_UNAVAILABLE);
	memset(&driver.model.accounts.items[0].address, 0x99, sizeof(first));
	driver_do(&driver, ACTION_RETRY);
	assert_int_equal(driver.model.error.code, ERR_WALLET_NOT_FOUND);
	driver_expect_none(&driver, EFFECT_X402_OFFER);
}

static void another_amount_or_wallet_waits(void **state)
{
	(void)state;
	to_unknown();
	driver_top_up(&driver, 6);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	driver_expect_none(&driver, EFFECT_X402_OFFER);
	driver_select(&driver, 1);
	driver_top_up(&driver, 5);
	assert_non_null(strstr(driver_said(&driver), "Another wallet's payment"));
	driver_select(&driver, 0);
	driver_advance(&driver, LIFE_MS + 120000);
	driver_top_up(&driver, 6);
	answer_chain();
	driver_answer(&driver, EFFECT_X402_OFFER);
	assert_false(flow()->entry.id[0] != '\0');
}

static void a_restart_finds_out(void **state)
{
	(void)state;
	to_paying(5);
	driver_restart(&driver);
	assert_true(flow_topup_watching(flow()));
	assert_non_null(strstr(driver_said(&driver), "Finding out"));
	answer_chain();
	assert_int_equal(driver.model.error.code, ERR_X402_UNKNOWN);
	driver.payments[0].used = true;
	driver_restart(&driver);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_DONE);
	assert_false(driver_journal_has(&driver, JOURNAL_PAYMENT));
}

static void a_command_takes_up_what_it_finds(void **state)
{
	(void)state;
	to_paying(5);
	driver_restart(&driver);
	driver_expect_none(&driver, EFFECT_CHAIN);
	driver.payments[0].used = true;
	driver_top_up(&driver, 5);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_DONE);
	assert_true(flow()->earlier);
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));	/* until it is printed */
	assert_int_equal(driver.payment_count, 1);
	driver_restart(&driver);
	driver_top_up(&driver, 6);	/* that one is over, this one is another */
	answer_chain();
	driver_answer(&driver, EFFECT_X402_OFFER);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_REVIEW);
	assert_int_equal(flow()->paid_before.units.limb[0], 5000000);
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));	/* this, too, until it is printed */
	assert_int_equal(driver.model.journal.items[0].ended, PAYMENT_TAKEN);
	assert_false(flow()->entry.id[0] != '\0');
}

/* Leaves two open payments of one wallet: the run that found the first one taken was killed after
 * it had paid the second. */
static void to_two_open(void)
{
	to_paying(5);
	driver_restart(&driver);
	driver.payments[0].used = true;
	to_paying(6);
	driver_restart(&driver);
	assert_int_equal(driver.journal.count, 2);
}

static void a_command_looks_at_all_that_is_open(void **state)
{
	(void)state;
	to_two_open();
	driver_top_up(&driver, 6);
	answer_chain();		/* the 5 USDC were taken, and the 6 may still be */
	driver_answer(&driver, EFFECT_X402_OFFER);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_REVIEW);
	assert_string_equal(flow()->entry.id, driver.journal.items[1].id);
	assert_int_equal(flow()->paid_before.units.limb[0], 5000000);
	driver_restart(&driver);
	driver.payments[1].used = true;
	driver_top_up(&driver, 6);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_DONE);
	assert_true(flow()->earlier);
	assert_int_equal(driver.payment_count, 2);
	assert_int_equal(driver.journal.count, 2);
}

static void a_command_pays_nothing_while_any_is_open(void **state)
{
	(void)state;
	to_two_open();
	driver_top_up(&driver, 7);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	assert_non_null(strstr(driver.model.error.msg, "6 USDC"));
	driver_expect_none(&driver, EFFECT_X402_OFFER);
	driver_restart(&driver);
	driver_advance(&driver, LIFE_MS + 120000);
	driver_top_up(&driver, 7);
	answer_chain();
	driver_answer(&driver, EFFECT_X402_OFFER);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_REVIEW);
	assert_int_equal(flow()->paid_before.units.limb[0], 5000000);
	assert_int_equal(flow()->expired_before.units.limb[0], 6000000);
	assert_int_equal(driver.journal.count, 2);
}

/* Opens the payments of two wallets, of which Venice has said nothing. */
static void to_open_of_two_wallets(void)
{
	struct journal_entry second;

	to_paying(5);
	journal_entry_copy(&second, &driver.journal.items[0]);
	snprintf(second.id, sizeof(second.id), "%032x", 7);
	second.address = second.payment.from = driver.accounts.items[1].address;
	second.payment.nonce[0] ^= 0xff;
	second.payment.amount.units.limb[0] = 8000000;
	journal_add(&driver.journal, &second);
	driver.payments = mem_grow(driver.payments, 2, sizeof(*driver.payments));
	driver.payments[driver.payment_count++] = (struct flow_payment){ .payment = second.payment };
	driver_restart(&driver);
}

static void a_restart_follows_all_that_is_open(void **state)
{
	(void)state;
	to_open_of_two_wallets();
	assert_non_null(strstr(driver_said(&driver), "5 USDC"));
	answer_chain();
	assert_non_null(strstr(driver.model.error.msg, "5 USDC may be taken"));
	driver_tick(&driver);
	assert_non_null(strstr(driver_said(&driver), "8 USDC"));
	answer_look();
	assert_non_null(strstr(driver.model.error.msg, "8 USDC may be taken"));
	driver.payments[1].used = true;		/* while the first is still open */
	watch(60000);
	assert_int_equal(driver.journal.count, 1);
	assert_true(flow()->entry.id[0] != '\0');
	watch(LIFE_MS + 120000);
	assert_int_equal(driver.journal.count, 0);
}

/* Counts how often the log has an event of a payment. */
static unsigned times_logged(const char *event, const struct payment *payment)
{
	const struct log_entries *log = &driver.model.log;
	unsigned times = 0;

	for (size_t i = 0; i < log->count; i++)
		times += !strcmp(log->items[i].event, event) && log->items[i].payment.any &&
			 !memcmp(log->items[i].payment.nonce, payment->nonce, PAYMENT_NONCE_SIZE);
	return times;
}

/* The next open payment is watched at once, and the log still gets the end of this one. */
static void each_end_is_logged_where_several_are_open(void **state)
{
	(void)state;
	to_open_of_two_wallets();
	answer_chain();
	driver_tick(&driver);
	answer_look();
	assert_int_equal(times_logged("payment_unknown", &driver.payments[0].payment), 1);
	assert_int_equal(times_logged("payment_unknown", &driver.payments[1].payment), 1);
	driver.payments[0].used = true;
	watch(60000);
	assert_int_equal(driver.journal.count, 1);
	assert_int_equal(times_logged("payment_taken", &driver.payments[0].payment), 1);
	assert_int_equal(times_logged("payment_taken", &driver.payments[1].payment), 0);
	assert_int_equal(times_logged("payment_unknown", &driver.payments[1].payment), 1);
}

/* RETRY is for the payment that failed, whichever is watched by then. */
static void what_failed_is_tried_again_and_not_what_is_watched(void **state)
{
	(void)state;
	to_open_of_two_wallets();
	answer_chain();
	driver_tick(&driver);
	answer_look();
	driver_tick(&driver);
	assert_int_equal(flow()->amount.units.limb[0], 5000000);
	answer_look();
	driver_do(&driver, ACTION_RETRY);	/* the panel is about the second */
	assert_int_equal(flow()->amount.units.limb[0], 8000000);
	assert_true(address_equal(flow()->account.address, driver.accounts.items[1].address));
}

static void who_cannot_sign_pays_nothing(void **state)
{
	(void)state;
	driver_select(&driver, 2);
	driver_top_up(&driver, 5);
	assert_int_equal(driver.model.error.code, ERR_WATCH_ONLY);
	driver_select(&driver, 0);
	driver_top_up(&driver, 0);
	assert_int_equal(driver.model.error.code, ERR_INVALID_INPUT);
	driver.model.readonly = true;
	driver_top_up(&driver, 5);
	assert_int_equal(driver.model.error.code, ERR_READONLY);
	driver.model.readonly = false;
	driver_expect_none(&driver, EFFECT_X402_OFFER);
	driver_do(&driver, ACTION_X402_SETTLE);
	assert_string_equal(driver_said(&driver), "No top-up's outcome is unknown");
}

/* One word of one node is not enough: the payment must be seen twice, in a block with others on top. */
static void taken_counts_once_it_is_certain(void **state)
{
	(void)state;
	to_paying(5);
	driver.node.on_top = 0;
	refuse(0, true, true);
	answer_look();
	assert_int_equal(flow()->state, TOPUP_LOOKING);
	driver_tick(&driver);
	driver.node.on_top = 1;
	answer_look();
	assert_int_equal(flow()->state, TOPUP_LOOKING);
	driver_tick(&driver);
	driver.node.on_top = TX_PROOF_DEPTH;
	answer_look();
	assert_int_equal(flow()->state, TOPUP_DONE);
}

/* Nodes search only so many blocks at once, and the payment may have been taken minutes ago. */
static void what_was_taken_long_ago_is_found(void **state)
{
	static const struct {
		uint64_t ago;
		bool found;
	} rows[] = { { 1999, true }, { 2000, true }, { 7999, true }, { 8000, false } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		to_paying(5);
		driver.node.block = 10000;
		driver.node.on_top = rows[i].ago;
		refuse(0, true, true);
		answer_chain();
		assert_int_equal(flow()->state == TOPUP_DONE, rows[i].found);
	}
}

/* A block had it, and no block has it any more. */
static void a_block_that_goes_takes_the_payment_with_it(void **state)
{
	(void)state;
	to_paying(5);
	refuse(0, true, true);
	answer_look();
	driver.payments[0].used = false;
	driver_tick(&driver);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));
}

static void a_log_counts_only_with_its_block(void **state)
{
	(void)state;
	to_paying(5);
	driver.node.lacks_tx = true;
	refuse(0, true, true);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	assert_non_null(strstr(driver_said(&driver), "shows no transaction"));
}

/* A node says "used".  Believing it would report a payment that was not made, and pay once more. */
static void a_node_that_says_used_is_not_believed(void **state)
{
	(void)state;
	driver.node.says_used = true;
	to_paying(5);
	refuse(0, true, false);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	assert_int_equal(err_exit_status(&driver.model.error), 6);
	watch(60000);
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	for (uint64_t usdc = 5; usdc <= 6; usdc++) {
		driver_top_up(&driver, usdc);
		answer_chain();
		assert_int_equal(flow()->state, TOPUP_UNKNOWN);
		driver_expect_none(&driver, EFFECT_X402_OFFER);
	}
	watch(LIFE_MS + 120000);	/* its time is over, so it can no longer be taken */
	assert_int_equal(flow()->state, TOPUP_DONE);
	assert_false(flow()->receipt.has_hash);
}

/* A node says that it is tomorrow.  Believing it would report an expiry that is not one, and pay once more. */
static void a_node_that_says_tomorrow_is_not_believed(void **state)
{
	(void)state;
	driver.node.ahead_s = 86400;
	to_unknown();
	watch(120000);
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));
	driver_top_up(&driver, 6);
	answer_chain();
	assert_int_equal(flow()->state, TOPUP_UNKNOWN);
	driver_expect_none(&driver, EFFECT_X402_OFFER);
	to_paying(5);			/* the same payment goes on under the same number */
	assert_memory_equal(driver.payments[0].payment.nonce, driver.payments[1].payment.nonce, PAYMENT_NONCE_SIZE);
	driver_answer(&driver, EFFECT_X402_PAY);
	assert_int_equal(flow()->state, TOPUP_DONE);
}

static void the_reason_is_said(void **state)
{
	(void)state;
	driver.node.ahead_s = 86400;
	to_paying(5);
	driver_restart(&driver);
	answer_chain();
	assert_non_null(strstr(driver_said(&driver), "the node's blocks are later than that, and this machine's clock is not"));
}

/* This machine's clock is a day ahead, and so is the node's.  Venice's clock shows it. */
static void venices_clock_has_a_say(void **state)
{
	(void)state;
	driver.skew_ms = -86400 * INT64_C(1000);
	driver.node.ahead_s = 86400;
	to_unknown();
	watch(LIFE_MS / 2);
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));
	driver_restart(&driver);
	answer_chain();
	assert_non_null(strstr(driver_said(&driver), "Venice's clock is not"));
	watch(LIFE_MS);
	assert_false(driver_journal_has(&driver, JOURNAL_PAYMENT));
}

/* Nothing counts as expired without Venice's word on the time. */
static void venice_does_not_say_what_time_it_is(void **state)
{
	(void)state;
	to_unknown();
	driver_advance(&driver, LIFE_MS + 120000);
	for (int i = 0; i < 20; i++) {
		if (flow()->look.asked == TOPUP_ASKED_DATE)
			driver_refuse(&driver, EFFECT_X402_OFFER, ERR_UNREACHABLE);
		else
			answer_one();
		if (!flow()->request)
			driver_tick(&driver);
	}
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));
	if (flow()->request)
		answer_look();
	watch(60000);
	assert_false(driver_journal_has(&driver, JOURNAL_PAYMENT));
}

/* One of two nodes behind one address may be wrong, so one look is no proof. */
static void over_counts_once_it_was_seen_twice(void **state)
{
	(void)state;
	to_unknown();
	driver_advance(&driver, LIFE_MS + 120000);
	answer_look();
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));
	driver.node.final_behind_s = 900;
	driver_tick(&driver);
	answer_look();
	driver.node.final_behind_s = 0;
	driver_tick(&driver);
	answer_look();
	assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));	/* that is one look again */
	watch(10000);
	assert_false(driver_journal_has(&driver, JOURNAL_PAYMENT));
}

/* Two looks must be apart in time and at different heights, unless the chain makes no blocks. */
static void two_looks_at_once_are_one(void **state)
{
	static const struct { uint64_t head; int64_t after_ms; bool counts; } rows[] = {
		{ 101, 0, false }, { 101, TX_PROOF_APART_MS - 1, false }, { 101, TX_PROOF_APART_MS, true },
		{ 100, TX_PROOF_APART_MS, false }, { 100, TX_PROOF_STILL_MS, true }, { 99, TX_PROOF_APART_MS, false },
	};
	struct payment payment = { .valid_before = 1000 };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct topup_view view = { .head = 100, .final_s = 2000 };
		struct topup_proof proof = { 0 };

		topup_proof_see(&proof, &view, &payment, 5000);
		assert_false(topup_proof_over(&proof));
		view.head = rows[i].head;
		topup_proof_see(&proof, &view, &payment, 5000 + rows[i].after_ms);
		assert_int_equal(topup_proof_over(&proof), rows[i].counts);
	}
}

/* Some nodes know no final blocks, or no safe ones.  There the latest block is taken for final much later. */
static void over_is_what_final_blocks_say(void **state)
{
	static const struct { bool no_final, no_safe; uint64_t behind_s; int64_t after_ms; } rows[] = {
		{ false, false, 900, 960000 }, { true, false, 0, 120000 }, { true, true, 0, 1260000 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		driver.node.no_final = rows[i].no_final;
		driver.node.no_safe = rows[i].no_safe;
		driver.node.final_behind_s = rows[i].behind_s;
		to_paying(5);
		refuse(0, true, false);
		answer_chain();
		watch(LIFE_MS + rows[i].after_ms - 10000);
		assert_true(driver_journal_has(&driver, JOURNAL_PAYMENT));
		watch(30000);
		assert_false(driver_journal_has(&driver, JOURNAL_PAYMENT));
	}
}

static uint64_t seed;

static unsigned chance(unsigned below)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(seed >> 33) % below;
}

static void chance_answers(void)
{
	static const int statuses[] = { 0, 0, 400, 402, 409, 429, 500, 503 };
	enum effect_type type;

	if (!driver.pending.count)
		return;
	type = driver.pending.items[chance((unsigned)driver.pending.count)].type;
	if (type == EFFECT_X402_PAY && chance(3)) {
		int status = statuses[chance(8)];

		refuse(status, status || chance(5), chance(2));
	} else if (type != EFFECT_X402_PAY && type != EFFECT_LOAD && !chance(12)) {
		driver_refuse(&driver, type, ERR_TIMEOUT);
	} else {
		driver_answer(&driver, type);
	}
}

static void chance_wishes(void)
{
	static const enum action_type wishes[] = {
		ACTION_CONFIRM, ACTION_CONFIRM,	    ACTION_CONFIRM, ACTION_CANCEL,
		ACTION_RETRY,	ACTION_X402_SETTLE, ACTION_LOCK,    ACTION_DISMISS,
	};

	if (model_want(&driver.model) == WANT_PASSWORD && chance(3))
		driver_password(&driver, PASSWORD_RIGHT);
	else if (!chance(3))
		driver_top_up(&driver, 5 + (chance(3) == 0));
	else if (!chance(8))
		driver_select(&driver, chance(2));
	else
		driver_do(&driver, wishes[chance(8)]);
}

static void chance_shakes(void)
{
	driver.node.chain_id = chance(12) ? 8453 : 1;
	driver.node.one_error = chance(8) ? ERR_NONE : ERR_TIMEOUT;
	driver.disk_full = !chance(10);
	driver.node.ahead_s = chance(3) ? 0 : chance(2) ? 86400 : chance(1000);
	driver.node.final_behind_s = chance(3) ? 0 : chance(1000);
	driver.node.no_final = !chance(4);
	driver.node.no_safe = !chance(4);
	driver.node.says_used = !chance(5);
	driver.node.shows_no_log = !chance(5);
	driver.node.lacks_tx = !chance(5);
	driver.node.on_top = chance(8);
	snprintf(driver.offers.items[0].pay_to, sizeof(driver.offers.items[0].pay_to), "0x%040u", chance(6) ? 1 : 2);
}

/* Venice may take a payment that it was given at any time, as long as the signature is good. */
static void chance_takes(void)
{
	uint64_t now = (uint64_t)driver.now_ms / 1000;
	struct flow_payment *payment;

	if (!driver.payment_count)
		return;
	payment = &driver.payments[driver.payment_count - 1];
	if (payment->payment.valid_before > now && !payment->lost)
		payment->used = true;
}

/* No two of the payments could ever both be taken: the driver looks at each. */
static void whatever_happens_one_at_most_is_paid(void **state)
{
	size_t paid = 0;

	for (uint64_t run = 1; run <= 500; run++) {
		seed = run;
		assert_int_equal(run % 2 ? open_driver(state) : open_headless(state), 0);
		for (unsigned i = 0; i < 300; i++) {
			unsigned which = chance(100);

			if (which < 55)
				chance_answers();
			else if (which < 80)
				chance_wishes();
			else if (which < 88)
				driver_advance(&driver, chance(4) ? chance(20000) : chance(400000));
			else if (which < 96)
				chance_shakes();
			else if (which < 98)
				chance_takes();
			else
				driver_restart(&driver);
		}
		paid += driver.payment_count;
		driver_close(&driver);
	}
	assert_true(paid > 500);
}

static void every_state_was_reached(void **state)
{
	(void)state;
	driver_assert_all_visited(driver_topup_visited, TOPUP_STATE_COUNT);
}

#define ON_SCREEN(test) cmocka_unit_test_setup_teardown(test, open_driver, close_driver)
#define IN_A_COMMAND(test) cmocka_unit_test_setup_teardown(test, open_headless, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_SCREEN(all_goes_well),
		IN_A_COMMAND(a_command_closes_the_entry_itself),
		ON_SCREEN(what_was_agreed_to_is_signed_and_lives_as_long_as_it_must),
		ON_SCREEN(a_clock_far_ahead_signs_nothing),
		ON_SCREEN(terms_and_chain_are_judged),
		ON_SCREEN(a_second_node_that_says_otherwise_pays_nothing),
		ON_SCREEN(the_review_says_what_it_is_good_for),
		ON_SCREEN(before_it_is_signed_it_can_be_stopped),
		ON_SCREEN(a_yes_to_something_else_pays_nothing),
		ON_SCREEN(what_is_being_read_stays),
		ON_SCREEN(a_disk_that_refuses_pays_nothing),
		ON_SCREEN(what_never_left_is_closed),
		ON_SCREEN(cut_but_taken),
		ON_SCREEN(unknown_is_watched_until_it_is_taken),
		ON_SCREEN(unknown_is_watched_until_it_expires),
		ON_SCREEN(the_chain_cannot_be_asked),
		ON_SCREEN(refused_is_rebuilt_once_under_the_same_number),
		ON_SCREEN(refused_and_it_is_to_be_good_for_longer),
		ON_SCREEN(stopping_after_one_left_says_that_it_may_be_taken),
		ON_SCREEN(refused_and_the_payee_changed),
		ON_SCREEN(refused_but_taken_all_the_same),
		ON_SCREEN(other_refusals_are_not_rebuilt),
		ON_SCREEN(what_is_being_settled_is_followed),
		IN_A_COMMAND(what_lands_while_it_is_followed_is_paid),
		ON_SCREEN(following_can_be_left),
		ON_SCREEN(too_many_requests_are_waited_out),
		ON_SCREEN(waiting_can_be_left),
		ON_SCREEN(more_than_venice_takes_is_not_signed),
		ON_SCREEN(the_same_again_has_the_same_number),
		ON_SCREEN(the_same_again_after_it_was_taken_pays_nothing),
		ON_SCREEN(it_is_tried_again_with_its_own_wallet),
		ON_SCREEN(another_amount_or_wallet_waits),
		ON_SCREEN(a_restart_finds_out),
		IN_A_COMMAND(a_command_takes_up_what_it_finds),
		IN_A_COMMAND(a_command_looks_at_all_that_is_open),
		IN_A_COMMAND(a_command_pays_nothing_while_any_is_open),
		ON_SCREEN(a_restart_follows_all_that_is_open),
		ON_SCREEN(each_end_is_logged_where_several_are_open),
		ON_SCREEN(what_failed_is_tried_again_and_not_what_is_watched),
		ON_SCREEN(who_cannot_sign_pays_nothing),
		IN_A_COMMAND(taken_counts_once_it_is_certain),
		ON_SCREEN(what_was_taken_long_ago_is_found),
		ON_SCREEN(a_block_that_goes_takes_the_payment_with_it),
		ON_SCREEN(a_log_counts_only_with_its_block),
		ON_SCREEN(a_node_that_says_used_is_not_believed),
		ON_SCREEN(a_node_that_says_tomorrow_is_not_believed),
		ON_SCREEN(the_reason_is_said),
		ON_SCREEN(venices_clock_has_a_say),
		ON_SCREEN(venice_does_not_say_what_time_it_is),
		ON_SCREEN(over_counts_once_it_was_seen_twice),
		cmocka_unit_test(two_looks_at_once_are_one),
		ON_SCREEN(over_is_what_final_blocks_say),
		cmocka_unit_test(whatever_happens_one_at_most_is_paid),
		cmocka_unit_test(every_state_was_reached),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
