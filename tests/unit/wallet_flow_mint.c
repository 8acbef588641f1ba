/* flow_mint: from the token to a sealed key, with every failure of errors.def. */
#include "wallet/flow/mint.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/flow_fixture.h"
#include "wallet/base/mem.h"
#include "wallet/venice/mint_retry.h"

static const struct flow_mint *flow(void)
{
	return &driver.model.mint;
}

static void assert_state(enum mint_state state)
{
	if (flow()->state != state)
		fail_msg("mint state %d in place of %d: %s", (int)flow()->state, (int)state, flow()->err.msg);
}

static void to_token(void)
{
	driver_do(&driver, ACTION_TOKEN);
	assert_state(MINT_GETTING);
	driver_answer(&driver, EFFECT_TOKEN);
	assert_state(MINT_TOKEN);
}

/* Goes on to the token that a wish for a key asks for first. */
static void to_given_token(void)
{
	driver_mint(&driver);
	driver_answer(&driver, EFFECT_TOKEN);
}

/* Goes on to the POST, with the wallet open. */
static void to_posting(void)
{
	to_given_token();
	assert_state(MINT_SIGNING);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	assert_state(MINT_JOURNALLING);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_state(MINT_POSTING);
}

/* Set-up of a test that begins where the request is on its way. */
static int open_posting(void **state)
{
	open_driver(state);
	driver_unlock(&driver);
	to_posting();
	return 0;
}

static void post_anew(void **state)
{
	close_driver(state);
	open_posting(state);
}

/* Goes on from there to a key that is in the vault and was not checked yet. */
static void to_sealed(void)
{
	driver_answer(&driver, EFFECT_MINT);
	driver_answer(&driver, EFFECT_SEAL);
}

/* Goes on from there to a key that the disk has no room for. */
static void to_unsealed(void)
{
	driver_answer(&driver, EFFECT_MINT);
	driver.disk_full = true;
	driver_answer(&driver, EFFECT_SEAL);
	assert_state(MINT_UNSEALED);
}

static void settle_done(void)
{
	driver_settle(&driver);
	assert_state(MINT_DONE);
}

static void refuse_mint(enum err_code code, bool may_have_acted)
{
	struct err err;

	(void)err_set(&err, code, "Venice says no");
	driver_refuse_mint(&driver, &err, may_have_acted);
}

static void from_token_to_key(void **state)
{
	(void)state;
	const struct effect *effect;

	to_token();
	assert_int_equal(flow_mint_token_left(&driver.model), 15 * MINUTE_MS);
	driver_mint(&driver);
	assert_state(MINT_UNLOCK);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_unlock(&driver);
	assert_state(MINT_SIGNING);
	assert_string_equal(driver_expect(&driver, EFFECT_SIGN_TEXT)->text, flow()->token);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	assert_state(MINT_JOURNALLING);
	driver_expect_none(&driver, EFFECT_MINT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_state(MINT_POSTING);
	effect = driver_expect(&driver, EFFECT_MINT);
	assert_string_equal(effect->mint.token, flow()->token);
	assert_true(address_equal(effect->mint.address, driver.accounts.items[0].address));
	driver_answer(&driver, EFFECT_MINT);
	assert_state(MINT_SEALING);
	assert_null(flow()->token);
	assert_true(driver_journal_has(&driver, JOURNAL_MINT));
	driver_answer(&driver, EFFECT_SEAL);
	assert_state(MINT_CHECKING);
	assert_false(driver_journal_has(&driver, JOURNAL_MINT));
	settle_done();
	assert_true(flow()->checked);
	assert_true(flow()->check.can_consume);
	assert_int_equal(driver.model.keys.count, 1);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	assert_int_equal(driver.count[EFFECT_MINT], 1);
}

static void the_intent_says_what_was_asked(void **state)
{
	(void)state;
	struct action action = { .type = ACTION_MINT };
	const struct journal_entry *entry;
	uint8_t hash[KECCAK_SIZE];

	key_options_init(&action.options);
	action.options.type = KEY_ADMIN;
	action.options.limit[KEY_DIEM] = 10000000;
	driver_unlock(&driver);
	driver_apply(&driver, &action);
	driver_answer(&driver, EFFECT_TOKEN);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_int_equal(driver.journal.count, 1);
	entry = &driver.journal.items[0];
	assert_int_equal(entry->kind, JOURNAL_MINT);
	assert_string_equal(entry->network, "practice");
	assert_int_equal(entry->options.type, KEY_ADMIN);
	assert_int_equal(entry->options.limit[KEY_DIEM], 10000000);
	keccak256(hash, flow()->token, strlen(flow()->token));
	assert_memory_equal(entry->token_hash, hash, sizeof(hash));
	assert_int_equal(driver_expect(&driver, EFFECT_MINT)->mint.options.type, KEY_ADMIN);
}

/* Tries every row of the table as the answer to a POST that certainly made no key. */
static void every_error_leads_where_it_should(void **state)
{
	for (enum err_code code = ERR_NONE + 1; code < ERR_COUNT; code++) {
		enum remedy remedy = err_info(code)->remedy;

		post_anew(state);
		refuse_mint(code, false);
		assert_int_equal(driver.model.error.remedy, remedy);
		assert_int_equal(driver.count[EFFECT_MINT], 1);
		if (remedy == REMEDY_CHECK_KEYS) {
			assert_state(MINT_UNKNOWN);
			assert_true(driver_journal_has(&driver, JOURNAL_MINT));
			continue;
		}
		assert_state(remedy == REMEDY_RETRY ? MINT_BACKOFF : MINT_FAILED);
		assert_int_equal(driver.model.error.code, code == ERR_CANCELLED ? ERR_NONE : code);
		assert_int_equal(flow()->err.code, code);
		assert_false(driver_journal_has(&driver, JOURNAL_MINT));
		assert_int_equal(flow()->token == NULL, remedy == REMEDY_NEW_TOKEN);
		assert_int_equal(flow_mint_ops.deadline(&driver.model) != 0, remedy == REMEDY_RETRY);
	}
}

/* Tries the same rows for a POST that may have made a key. */
static void every_error_in_doubt_is_unknown(void **state)
{
	for (enum err_code code = ERR_NONE + 1; code < ERR_COUNT; code++) {
		post_anew(state);
		refuse_mint(code, true);
		assert_state(MINT_UNKNOWN);
		assert_int_equal(driver.model.error.code, ERR_MINT_UNKNOWN);
		assert_int_equal(driver.model.error.remedy, REMEDY_CHECK_KEYS);
		assert_true(driver_journal_has(&driver, JOURNAL_MINT));
		assert_int_equal(flow_mint_ops.deadline(&driver.model), 0);
	}
}

/* Whatever is pressed then, the driver fails at a second EFFECT_MINT. */
static void what_is_unknown_is_never_sent_again(void **state)
{
	(void)state;
	refuse_mint(ERR_TIMEOUT, true);
	for (enum action_type type = ACTION_NONE; type <= ACTION_TICK; type++) {
		if (type == ACTION_MINT_FORGET || type == ACTION_PASSWORD || type == ACTION_LOCK)
			continue;
		driver_do(&driver, type);
		driver_settle(&driver);
		assert_state(MINT_UNKNOWN);
	}
	driver_mint(&driver);
	driver_advance(&driver, 60 * MINUTE_MS);
	driver_settle(&driver);
	assert_state(MINT_UNKNOWN);
	assert_int_equal(driver.count[EFFECT_MINT], 1);
	assert_true(driver_journal_has(&driver, JOURNAL_MINT));
}

static void forgetting_lets_a_new_one_begin(void **state)
{
	(void)state;
	refuse_mint(ERR_CONNECTION_CUT, true);
	driver_do(&driver, ACTION_MINT_FORGET);
	assert_state(MINT_UNKNOWN);
	driver_agree(&driver);
	assert_state(MINT_IDLE);
	assert_false(driver_journal_has(&driver, JOURNAL_MINT));
	assert_int_equal(driver.model.error.code, ERR_NONE);
	to_posting();
	settle_done();
	assert_int_equal(driver.count[EFFECT_MINT], 2);
}

static void forgetting_is_only_for_the_unknown(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_MINT_FORGET);
	assert_state(MINT_POSTING);
	assert_true(driver_journal_has(&driver, JOURNAL_MINT));
}

static void a_transient_failure_goes_on_by_itself(void **state)
{
	(void)state;
	refuse_mint(ERR_VERIFY_FAILED, false);
	assert_state(MINT_BACKOFF);
	assert_in_range(flow()->retry_at_ms - driver.now_ms, 750, 1250);
	driver_advance(&driver, 500);
	assert_state(MINT_BACKOFF);
	driver_settle(&driver);
	driver_tick(&driver);
	assert_state(MINT_SIGNING);
	assert_int_equal(driver.count[EFFECT_TOKEN], 1);	/* the token still lives */
	assert_int_equal(driver.model.error.code, ERR_NONE);
	settle_done();
	assert_int_equal(driver.count[EFFECT_MINT], 2);
}

static void it_does_not_go_on_for_ever(void **state)
{
	(void)state;
	int64_t first = 0, last = 0;

	for (unsigned i = 0; i < MINT_RETRY_TRIES; i++) {
		refuse_mint(ERR_UNAVAILABLE, false);
		assert_state(MINT_BACKOFF);
		last = flow()->retry_at_ms - driver.now_ms;
		first = first ? first : last;
		while (flow()->state == MINT_BACKOFF)
			driver_tick(&driver);
		driver_answer(&driver, EFFECT_SIGN_TEXT);
		driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	}
	assert_true(last > 10 * first);
	refuse_mint(ERR_UNAVAILABLE, false);
	assert_state(MINT_FAILED);
	driver_do(&driver, ACTION_RETRY);	/* asked for, it begins with fresh tries */
	assert_state(MINT_SIGNING);
	assert_int_equal(flow()->tries, 0);
}

static void a_limited_rate_is_waited_for(void **state)
{
	(void)state;
	struct err err;

	(void)err_set(&err, ERR_RATE_LIMITED, "Too many");
	err.retry_after = 14 * 60;
	driver_refuse_mint(&driver, &err, false);
	assert_state(MINT_BACKOFF);
	assert_true(flow()->retry_at_ms >= driver.now_ms + 14 * MINUTE_MS);
	driver.now_ms = flow()->retry_at_ms;
	driver_do(&driver, ACTION_TICK);
	assert_state(MINT_SIGNING);
	settle_done();
	assert_int_equal(driver.count[EFFECT_TOKEN], 1);
}

/* A wait until "tomorrow" is refused. */
static void no_wait_is_longer_than_the_token_lives(void **state)
{
	static const long asked[] = { 16 * 60, 3600, 86400 };
	struct err err;

	(void)state;
	driver_unlock(&driver);
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
		driver_mint(&driver);
		if (i == 0)
			driver_answer(&driver, EFFECT_TOKEN);	/* it lives on */
		driver_answer(&driver, EFFECT_SIGN_TEXT);
		driver_answer(&driver, EFFECT_JOURNAL_WRITE);
		assert_state(MINT_POSTING);
		(void)err_set(&err, ERR_RATE_LIMITED, "Too many");
		err.status = 429;
		err.retry_after = asked[i];
		driver_refuse_mint(&driver, &err, false);
		assert_state(MINT_FAILED);
		assert_int_equal(flow()->err.code, ERR_RATE_LIMITED);
		assert_int_equal(flow()->err.status, 429);
		assert_int_equal(flow()->err.retry_after, asked[i]);
		assert_non_null(strstr(flow()->err.msg, "Too many: Venice wants to be asked again in"));
		assert_non_null(strstr(flow()->err.msg, "as long as the token lives"));
	}
}

static void refuse_token(long retry_after)
{
	struct effect *effect;
	struct action action;

	driver_do(&driver, ACTION_TOKEN);
	effect = driver_expect(&driver, EFFECT_TOKEN);
	action = (struct action){ .type = ACTION_TOKEN_GOT, .request = effect->request };
	(void)err_set(&action.err, ERR_RATE_LIMITED, "Too many");
	action.err.retry_after = retry_after;
	driver_forget(&driver, EFFECT_TOKEN);
	driver_apply(&driver, &action);
}

static void nor_without_one_than_a_token_would(void **state)
{
	(void)state;
	refuse_token(901);
	assert_state(MINT_FAILED);
	assert_non_null(strstr(flow()->err.msg, "waits for 15 min at most"));
	assert_null(strstr(flow()->err.msg, "token lives"));
	refuse_token(60);
	assert_state(MINT_BACKOFF);
}

static void retry_shortens_the_wait(void **state)
{
	(void)state;
	refuse_mint(ERR_SERVER_ERROR, false);
	driver_do(&driver, ACTION_RETRY);
	assert_state(MINT_SIGNING);
	assert_int_equal(flow()->tries, 1);
}

static void a_token_that_cannot_be_had_is_asked_for_again(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_TOKEN);
	driver_refuse(&driver, EFFECT_TOKEN, ERR_UNREACHABLE);
	assert_state(MINT_BACKOFF);
	driver_settle(&driver);
	while (flow()->state == MINT_BACKOFF)
		driver_tick(&driver);
	assert_state(MINT_GETTING);
	driver_answer(&driver, EFFECT_TOKEN);
	assert_state(MINT_TOKEN);	/* the token was wished for, not a key */
	assert_int_equal(driver.count[EFFECT_SIGN_TEXT], 0);
}

static void what_is_no_token_is_never_signed(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"", "0xdeadbeef", "I hereby transfer everything", "a.b.c", "e30.e30.", "{\"alg\":\"none\"}",
		"eyJhbGciOiJFUzI1NiJ9.e30.c2ln\n", "api.venice.ai wants you to sign in with your Ethereum account:",
	};

	driver_unlock(&driver);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		driver.bad_token = texts[i];
		to_given_token();
		assert_state(MINT_FAILED);
		assert_int_equal(flow()->err.code, ERR_NOT_A_TOKEN);
		assert_null(flow()->token);
	}
	driver_settle(&driver);
	assert_int_equal(driver.count[EFFECT_SIGN_TEXT], 0);
	assert_int_equal(driver.count[EFFECT_MINT], 0);
}

static void a_token_expires_in_hand(void **state)
{
	(void)state;
	to_token();
	driver_settle(&driver);
	driver.model.balances_next_ms = 0;
	assert_int_equal(model_deadline(&driver.model), driver.now_ms + 15 * MINUTE_MS);
	driver_tick(&driver);
	assert_state(MINT_IDLE);
	assert_null(flow()->token);
	assert_non_null(strstr(driver_said(&driver), "expired"));
	driver_mint(&driver);
	assert_state(MINT_GETTING);
}

static void a_token_expires_while_the_password_is_typed(void **state)
{
	(void)state;
	char *first;

	to_token();
	first = strdup(flow()->token);
	driver_mint(&driver);
	assert_state(MINT_UNLOCK);
	driver_advance(&driver, 16 * MINUTE_MS);
	driver_unlock(&driver);
	assert_state(MINT_GETTING);
	assert_int_equal(driver.count[EFFECT_SIGN_TEXT], 0);
	driver_answer(&driver, EFFECT_TOKEN);
	assert_state(MINT_SIGNING);
	assert_string_not_equal(driver_expect(&driver, EFFECT_SIGN_TEXT)->text, first);
	free(first);
}

static void a_token_expires_while_it_is_signed(void **state)
{
	(void)state;
	driver_unlock(&driver);
	to_given_token();
	driver_advance(&driver, 15 * MINUTE_MS - 1000);		/* too little time is left for it to arrive */
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	assert_state(MINT_GETTING);
	assert_int_equal(driver.count[EFFECT_JOURNAL_WRITE], 0);
}

static void a_token_expires_in_backoff(void **state)
{
	(void)state;
	refuse_mint(ERR_VERIFY_FAILED, false);
	driver_advance(&driver, 15 * MINUTE_MS);
	assert_state(MINT_GETTING);
}

/* The flow must not ask again and again. */
static void a_token_that_is_dead_on_arrival_ends_it(void **state)
{
	(void)state;
	static const int64_t lives[] = { -MINUTE_MS, 0, 1000, 2000 };

	driver_unlock(&driver);
	for (size_t i = 0; i < sizeof(lives) / sizeof(lives[0]); i++) {
		driver.token_life_ms = lives[i];
		to_given_token();
		assert_state(MINT_FAILED);
		assert_int_equal(flow()->err.code, ERR_JWT_EXPIRED);
		assert_int_equal(driver.count[EFFECT_TOKEN], i + 1);
		assert_null(flow()->token);
	}
	assert_int_equal(driver.count[EFFECT_SIGN_TEXT], 0);
}

static void the_servers_clock_counts(void **state)
{
	(void)state;
	static const int64_t skews[] = { 10 * MINUTE_MS, -10 * MINUTE_MS, 20 * MINUTE_MS, -20 * MINUTE_MS };

	for (size_t i = 0; i < sizeof(skews) / sizeof(skews[0]); i++) {
		driver_close(&driver);
		driver_open(&driver);
		driver.skew_ms = skews[i];
		to_token();
		assert_int_equal(flow_mint_token_left(&driver.model), 15 * MINUTE_MS);
		driver_refresh(&driver);	/* the node's clock says something else yet */
		driver.model.balances_next_ms = 0;
		assert_int_equal(flow_mint_token_left(&driver.model), 15 * MINUTE_MS);
		assert_int_equal(model_deadline(&driver.model), driver.now_ms + 15 * MINUTE_MS);
		driver_advance(&driver, 15 * MINUTE_MS - 1);
		assert_state(MINT_TOKEN);
		driver_advance(&driver, 1);
		assert_state(MINT_IDLE);
	}
}

static void a_token_without_an_end_lives_fifteen_minutes(void **state)
{
	(void)state;
	driver.bad_token = "eyJhbGciOiJFUzI1NiJ9.e30.c2ln";
	to_token();
	assert_int_equal(flow_mint_token_left(&driver.model), 15 * MINUTE_MS);
}

static void new_token_signs_and_submits_again(void **state)
{
	(void)state;
	refuse_mint(ERR_JWT_EXPIRED, false);
	assert_state(MINT_FAILED);
	driver_do(&driver, ACTION_NEW_TOKEN);
	assert_state(MINT_GETTING);
	settle_done();
	assert_int_equal(driver.count[EFFECT_MINT], 2);
}

/* Otherwise Enter would sign the same token again, and fail again. */
static void a_token_venice_refused_is_not_used_again(void **state)
{
	(void)state;
	refuse_mint(ERR_JWT_SIGNATURE, false);
	driver_mint(&driver);
	assert_state(MINT_GETTING);
}

static void new_token_in_backoff(void **state)
{
	(void)state;
	refuse_mint(ERR_VERIFY_FAILED, false);
	driver_do(&driver, ACTION_NEW_TOKEN);
	assert_state(MINT_GETTING);
	driver_answer(&driver, EFFECT_TOKEN);
	assert_state(MINT_SIGNING);
}

static void one_wish_makes_one_key(void **state)
{
	(void)state;
	settle_done();
	driver_do(&driver, ACTION_NEW_TOKEN);
	driver_settle(&driver);
	assert_state(MINT_TOKEN);
	driver_do(&driver, ACTION_RETRY);
	assert_state(MINT_TOKEN);
	assert_int_equal(driver.count[EFFECT_MINT], 1);
}

static void no_stake_then_stake_then_mint(void **state)
{
	(void)state;
	refuse_mint(ERR_NO_STAKE, false);
	assert_int_equal(driver.model.error.remedy, REMEDY_STAKE);
	driver.node.allowance = driver.node.svvv = flow_units(10);
	driver_settle(&driver);
	driver_stake(&driver, 10);
	driver_settle(&driver);
	driver.node.has_receipt = true;
	driver_do(&driver, ACTION_CONFIRM);
	driver_settle(&driver);
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
	driver_mint(&driver);
	assert_state(MINT_SIGNING);	/* the token is still good */
	settle_done();
}

static void cancelled_in_every_state(void **state)
{
	(void)state;
	static const struct {
		enum mint_state state, after;
	} rows[] = {
		{ MINT_GETTING, MINT_IDLE }, { MINT_UNLOCK, MINT_TOKEN }, { MINT_SIGNING, MINT_TOKEN },
		{ MINT_JOURNALLING, MINT_JOURNALLING }, { MINT_POSTING, MINT_POSTING }, { MINT_BACKOFF, MINT_TOKEN },
		{ MINT_SEALING, MINT_SEALING }, { MINT_CHECKING, MINT_DONE }, { MINT_UNSEALED, MINT_UNSEALED },
		{ MINT_UNKNOWN, MINT_UNKNOWN }, { MINT_FAILED, MINT_FAILED }, { MINT_TOKEN, MINT_TOKEN },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		enum mint_state wanted = rows[i].state;

		driver_close(&driver);
		driver_open(&driver);
		if (wanted == MINT_TOKEN)
			to_token();
		else if (wanted != MINT_UNLOCK)
			driver_unlock(&driver);
		if (wanted != MINT_TOKEN)
			driver_mint(&driver);
		if (wanted != MINT_GETTING && wanted != MINT_TOKEN)
			driver_answer(&driver, EFFECT_TOKEN);
		if (wanted > MINT_SIGNING)
			driver_answer(&driver, EFFECT_SIGN_TEXT);
		if (wanted > MINT_JOURNALLING)
			driver_answer(&driver, EFFECT_JOURNAL_WRITE);
		if (wanted == MINT_BACKOFF || wanted == MINT_UNKNOWN)
			refuse_mint(ERR_SERVER_ERROR, wanted == MINT_UNKNOWN);
		else if (wanted == MINT_FAILED)
			refuse_mint(ERR_NO_STAKE, false);
		else if (wanted > MINT_POSTING)
			driver_answer(&driver, EFFECT_MINT);
		driver.disk_full = wanted == MINT_UNSEALED;
		if (wanted == MINT_CHECKING || wanted == MINT_UNSEALED)
			driver_answer(&driver, EFFECT_SEAL);
		assert_state(wanted);
		driver_do(&driver, ACTION_CANCEL);
		assert_state(rows[i].after);
		assert_int_equal(model_want(&driver.model), WANT_NOTHING);
	}
}

/* Another key had its id, so the vault chose one. */
static void the_vault_names_the_key(void **state)
{
	(void)state;
	struct action sealed = { .type = ACTION_SEALED, .ok = true };

	driver_answer(&driver, EFFECT_MINT);
	sealed.request = driver_expect(&driver, EFFECT_SEAL)->request;
	driver_forget(&driver, EFFECT_SEAL);
	strcpy(sealed.sealed.id, "added-1");
	driver_apply(&driver, &sealed);
	assert_string_equal(flow()->minted.id, "added-1");
	assert_string_equal(driver_expect(&driver, EFFECT_KEY_CHECK)->key_id, "added-1");
}

static void cancelling_the_check_does_not_deny_the_key(void **state)
{
	(void)state;
	to_sealed();
	driver_do(&driver, ACTION_CANCEL);
	assert_state(MINT_DONE);
	assert_null(strstr(driver_said(&driver), "nothing was minted"));
	driver_expect_none(&driver, EFFECT_KEY_CHECK);
}

static void an_answer_after_cancel_is_ignored(void **state)
{
	(void)state;
	uint32_t request;
	struct action late = { .type = ACTION_TOKEN_GOT, .ok = true };

	driver_mint(&driver);
	request = flow()->request;
	driver_do(&driver, ACTION_CANCEL);
	assert_state(MINT_IDLE);
	late.request = request;
	late.token = driver_token(driver.now_ms / 1000 + 900);
	driver_apply(&driver, &late);
	assert_state(MINT_IDLE);
	assert_null(flow()->token);
}

static void other_answers_are_not_its_own(void **state)
{
	(void)state;
	struct action other = { .type = ACTION_MINTED, .ok = true };

	other.request = flow()->request + 1;
	other.minted.key = apikey_new(APIKEY_MAX);
	driver_apply(&driver, &other);
	assert_state(MINT_POSTING);
	driver_apply(&driver, &(struct action){ .type = ACTION_SIGNED_TEXT, .ok = true, .request = 1 });
	driver_apply(&driver, &(struct action){ .type = ACTION_SEALED, .ok = true, .request = 1 });
	assert_state(MINT_POSTING);
}

static void a_full_disk_before_the_post_stops_it(void **state)
{
	(void)state;
	driver.disk_full = true;
	driver_unlock(&driver);
	to_given_token();
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_state(MINT_FAILED);
	assert_int_equal(flow()->err.code, ERR_DISK_FULL);
	assert_int_equal(driver.count[EFFECT_MINT], 0);
}

static void a_full_disk_after_it_keeps_the_key_in_hand(void **state)
{
	(void)state;
	to_unsealed();
	assert_non_null(flow()->unsealed);
	assert_true(driver_journal_has(&driver, JOURNAL_MINT));
	driver_mint(&driver);
	driver_advance(&driver, 60 * MINUTE_MS);
	assert_true(driver.model.unlocked);	/* the open wallet is needed to store the key */
	driver_do(&driver, ACTION_RETRY);
	driver_answer(&driver, EFFECT_SEAL);
	assert_state(MINT_UNSEALED);
	driver.disk_full = false;
	driver_do(&driver, ACTION_RETRY);
	driver_do(&driver, ACTION_LOCK);
	assert_true(driver.model.unlocked);
	assert_null(flow()->unsealed);
	settle_done();
	assert_int_equal(driver.vault.count, 1);
	assert_false(driver_journal_has(&driver, JOURNAL_MINT));
	assert_int_equal(driver.count[EFFECT_MINT], 1);
	assert_false(driver.model.unlocked);
}

/* The program ends.  Whoever prints the key gets it then, and only once. */
static void a_key_without_a_place_leaves_with_the_program(void **state)
{
	struct effects effects = { 0 };

	(void)state;
	to_unsealed();
	model_update(&driver.model, &(struct action){ .type = ACTION_SURRENDER, .now_ms = driver.now_ms }, &effects);
	assert_int_equal(effects.count, 1);
	assert_int_equal(effects.items[0].type, EFFECT_SURRENDER);
	assert_string_equal(effects.items[0].apikey->s.data, "VENICE-INFERENCE-KEY-abcdef");
	assert_null(flow()->unsealed);
	effects_free(&effects);
	driver_do(&driver, ACTION_SURRENDER);
	assert_int_equal(driver.count[EFFECT_SURRENDER], 0);
	assert_true(driver_journal_has(&driver, JOURNAL_MINT));
}

/* Another failure, which was closed again, does not prevent the wish to store the key. */
static void what_failed_meanwhile_does_not_stand_before_the_key(void **state)
{
	(void)state;
	to_unsealed();
	driver_plan(&driver, PURPOSE_DIEM_STAKE, 1);
	driver_settle(&driver);
	assert_int_equal(driver.model.failed, FLOW_PLAN);
	driver_do(&driver, ACTION_DISMISS);
	driver.disk_full = false;
	driver_do(&driver, ACTION_MINT_RETRY);
	settle_done();
	assert_int_equal(driver.vault.count, 1);
	assert_int_equal(driver.model.plan.state, PLAN_FAILED);
}

static void a_key_unlike_the_one_asked_for_is_stored_and_told(void **state)
{
	(void)state;
	driver.as_asked = false;
	driver.minted = (struct key_info){ .id = "strange", .type = KEY_ADMIN,
					   .limit = { KEY_NO_LIMIT, KEY_NO_LIMIT, KEY_NO_LIMIT } };
	driver_unlock(&driver);
	to_posting();
	driver.disk_full = true;
	to_sealed();
	driver.disk_full = false;
	driver_do(&driver, ACTION_RETRY);
	settle_done();
	assert_true(flow()->differs);
	assert_int_equal(driver.model.error.code, ERR_MINT_DIFFERS);
	assert_int_equal(driver.model.error.remedy, REMEDY_CHECK_KEYS);
	assert_int_equal(driver.vault.count, 1);
}

static void mint_for_diem(int64_t limit)
{
	struct action action = { .type = ACTION_MINT };

	key_options_init(&action.options);
	action.options.limit[KEY_DIEM] = limit;
	driver_unlock(&driver);
	driver_settle(&driver);
	driver_apply(&driver, &action);
	driver_answer(&driver, EFFECT_TOKEN);
	driver_answer(&driver, EFFECT_SIGN_TEXT);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	driver_answer(&driver, EFFECT_MINT);
}

/* Today's API stores the limit that was asked for, but answers null. */
static void a_limit_that_is_not_repeated_is_kept_and_told(void **state)
{
	(void)state;
	driver.silent = true;
	mint_for_diem(10000000);
	settle_done();
	assert_false(flow()->differs);
	assert_int_equal(driver.model.error.code, ERR_NONE);
	assert_int_equal(driver.count[EFFECT_KEY_READ], 0);
	assert_true(driver.vault.items[0].unconfirmed);
	assert_int_equal(driver.vault.items[0].limit[KEY_DIEM], 10000000);
}

static void store_admin_key(void)
{
	struct key_info *admin;

	driver.vault.items = mem_grow(driver.vault.items, driver.vault.count + 1, sizeof(*driver.vault.items));
	admin = &driver.vault.items[driver.vault.count++];
	*admin = (struct key_info){
		.id = "admin", .type = KEY_ADMIN, .stored = true, .address = driver.accounts.items[0].address,
		.limit = { KEY_NO_LIMIT, KEY_NO_LIMIT, KEY_NO_LIMIT },
	};
	memcpy(admin->network, driver.model.network.name, sizeof(admin->network));
	driver_reload(&driver);
}

/* Set-up of a test in which an ADMIN key of the wallet reads back a key that was made for ten DIEM. */
static int open_with_admin_key(void **state)
{
	open_driver(state);
	store_admin_key();
	driver.silent = true;
	mint_for_diem(10000000);
	driver_answer(&driver, EFFECT_SEAL);
	return 0;
}

static const struct key_info *stored_key(const char *id)
{
	for (size_t i = 0; i < driver.vault.count; i++)
		if (strcmp(driver.vault.items[i].id, id) == 0)
			return &driver.vault.items[i];
	fail_msg("there is no key %s", id);
	return NULL;
}

static void an_admin_key_confirms_it(void **state)
{
	const struct effect *read;

	(void)state;
	assert_state(MINT_CONFIRMING);
	read = driver_expect(&driver, EFFECT_KEY_READ);
	assert_string_equal(read->admin->id, "admin");
	assert_string_equal(read->admin->venice_id, flow()->minted.id);
	driver_answer(&driver, EFFECT_KEY_READ);
	assert_state(MINT_CHECKING);
	settle_done();
	assert_false(flow()->differs || flow()->minted.unconfirmed);
	assert_false(stored_key(flow()->minted.id)->unconfirmed);
}

static void an_admin_key_finds_out_that_it_differs(void **state)
{
	(void)state;
	driver.venice.items[0].limit[KEY_DIEM] = 20000000;
	settle_done();
	assert_true(flow()->differs);
	assert_int_equal(stored_key(flow()->minted.id)->limit[KEY_DIEM], 20000000);
}

/* The key is made and stored, so a failure after that takes nothing away. */
static void reading_back_may_fail(void **state)
{
	(void)state;
	driver_refuse(&driver, EFFECT_KEY_READ, ERR_AUTHENTICATION_FAILED);
	settle_done();
	assert_false(flow()->differs);
	assert_true(stored_key(flow()->minted.id)->unconfirmed);
	assert_int_equal(driver.model.error.code, ERR_NONE);
}

static void reading_back_can_be_stopped(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_CANCEL);
	assert_state(MINT_DONE);
	assert_int_equal(driver.count[EFFECT_CANCEL], 1);
}

static void a_key_without_an_id_is_stored_under_its_intent(void **state)
{
	(void)state;
	driver.as_asked = false;
	driver.minted = (struct key_info){ .limit = { KEY_NO_LIMIT, KEY_NO_LIMIT, KEY_NO_LIMIT } };
	driver_unlock(&driver);
	to_posting();
	driver_settle(&driver);
	assert_int_equal(driver.vault.count, 1);
	assert_string_equal(driver.vault.items[0].id, driver.vault.items[0].intent);
	assert_string_equal(driver.vault.items[0].last6, "abcdef");
}

static void a_check_that_fails_leaves_the_key(void **state)
{
	(void)state;
	to_sealed();
	driver_refuse(&driver, EFFECT_KEY_CHECK, ERR_TIMEOUT);
	assert_state(MINT_DONE);
	assert_false(flow()->checked);
	assert_int_equal(flow()->check_err.code, ERR_TIMEOUT);
	assert_int_equal(driver.model.error.code, ERR_NONE);
}

static void a_signature_by_another_is_not_posted(void **state)
{
	(void)state;
	struct action action = { .type = ACTION_SIGNED_TEXT, .ok = true };

	driver_unlock(&driver);
	to_given_token();
	action.request = flow()->request;
	action.signed_text.recovered = driver.accounts.items[1].address;
	driver_apply(&driver, &action);
	assert_state(MINT_FAILED);
	assert_int_equal(flow()->err.code, ERR_SIGNATURE_MISMATCH);
	assert_true(flow()->evidence.has_signature);
	assert_int_equal(driver.count[EFFECT_JOURNAL_WRITE], 0);
}

static void a_signer_that_fails_ends_it(void **state)
{
	(void)state;
	driver_unlock(&driver);
	to_given_token();
	driver_refuse(&driver, EFFECT_SIGN_TEXT, ERR_PASSWORD_NEEDED);
	assert_state(MINT_FAILED);
	assert_int_equal(driver.model.error.remedy, REMEDY_UNLOCK);
}

static void who_may_not_mint_is_told(void **state)
{
	(void)state;
	driver_select(&driver, 2);
	driver_mint(&driver);
	assert_int_equal(flow()->err.code, ERR_WATCH_ONLY);
	driver_do(&driver, ACTION_TOKEN);
	assert_int_equal(flow()->err.code, ERR_WATCH_ONLY);
	driver_do(&driver, ACTION_RETRY);
	assert_int_equal(flow()->err.code, ERR_WATCH_ONLY);
	driver.model.selected = 99;
	driver_mint(&driver);
	assert_int_equal(flow()->err.code, ERR_NO_WALLET);
	driver_do(&driver, ACTION_RETRY);
	assert_state(MINT_FAILED);
	driver_expect_none(&driver, EFFECT_TOKEN);
}

static void with_readonly_a_token_is_fetched_but_not_signed(void **state)
{
	(void)state;
	driver_unlock(&driver);
	driver.model.readonly = true;
	to_token();
	driver_mint(&driver);
	assert_state(MINT_FAILED);
	assert_int_equal(flow()->err.code, ERR_READONLY);
	driver_do(&driver, ACTION_RETRY);
	driver_do(&driver, ACTION_NEW_TOKEN);
	driver_settle(&driver);
	assert_int_equal(driver.count[EFFECT_SIGN_TEXT], 0);
}

/* The retry of something else must not set off a mint that failed before. */
static void retry_is_for_the_failure_shown_last(void **state)
{
	(void)state;
	refuse_mint(ERR_NO_STAKE, false);
	driver_settle(&driver);
	driver_do(&driver, ACTION_FAUCET);
	driver_refuse(&driver, EFFECT_FAUCET, ERR_UNREACHABLE);
	driver_do(&driver, ACTION_RETRY);
	assert_state(MINT_FAILED);
	assert_int_equal(driver.count[EFFECT_SIGN_TEXT], 1);
}

static void retry_is_for_the_wallet_whose_mint_failed(void **state)
{
	static const enum action_type wishes[] = { ACTION_RETRY, ACTION_NEW_TOKEN };

	(void)state;
	driver_unlock(&driver);
	for (size_t i = 0; i < sizeof(wishes) / sizeof(wishes[0]); i++) {
		to_posting();
		refuse_mint(ERR_JWT_EXPIRED, false);
		driver_settle(&driver);
		driver_do(&driver, ACTION_DISMISS);
		driver_select(&driver, 1);
		driver_do(&driver, wishes[i]);
		assert_int_equal(driver.model.selected, 0);
		assert_true(address_equal(flow()->account.address, driver.accounts.items[0].address));
		assert_state(MINT_GETTING);
		settle_done();
	}
}

static void a_token_of_another_wallet_is_dropped(void **state)
{
	(void)state;
	to_token();
	driver_select(&driver, 1);
	driver_mint(&driver);
	assert_state(MINT_GETTING);
	assert_true(address_equal(flow()->account.address, driver.accounts.items[1].address));
}

static void the_evidence_is_found_out_here(void **state)
{
	(void)state;
	const struct mint_evidence *evidence = &driver.model.mint.evidence;

	driver.node.svvv = flow_units(3);
	driver_unlock(&driver);
	to_posting();
	driver_advance(&driver, MINUTE_MS);
	driver_forget(&driver, EFFECT_CHAIN);
	refuse_mint(ERR_JWT_EXPIRED, false);
	assert_true(evidence->has_token);
	assert_int_equal(evidence->token_age_ms, MINUTE_MS);
	assert_int_equal(evidence->token_life_ms, 15 * MINUTE_MS);
	assert_true(evidence->has_signature);
	assert_true(address_equal(evidence->recovered, driver.accounts.items[0].address));
	assert_false(evidence->has_svvv);
	driver_settle(&driver);
	assert_true(evidence->has_svvv);
	assert_int_equal(u256_compare(evidence->svvv.units, flow_units(3)), 0);
	assert_int_equal(evidence->svvv_block, 1000);
}

static void evidence_that_cannot_be_had_is_left_out(void **state)
{
	(void)state;
	refuse_mint(ERR_NO_STAKE, false);
	driver.node.one_error = ERR_UNREACHABLE;
	driver_settle(&driver);
	assert_false(driver.model.mint.evidence.has_svvv);
	assert_state(MINT_FAILED);
}

static void killed_before_the_answer_is_unknown_after_it(void **state)
{
	(void)state;
	driver_restart(&driver);
	driver_doubt(&driver, driver.accounts.items[0].address);
	assert_state(MINT_UNKNOWN);
	assert_int_equal(driver.model.error.code, ERR_MINT_UNKNOWN);
	assert_true(address_equal(flow()->account.address, driver.accounts.items[0].address));
	driver_mint(&driver);
	driver_settle(&driver);
	assert_state(MINT_UNKNOWN);
	driver_do(&driver, ACTION_MINT_FORGET);
	driver_agree(&driver);
	assert_int_equal(driver.journal.count, 0);
}

static void killed_after_sealing_is_done_after_it(void **state)
{
	(void)state;
	driver_close(&driver);
	driver_open_headless(&driver);	/* a command leaves the entry until it has printed */
	driver_unlock(&driver);
	to_posting();
	to_sealed();
	assert_true(driver_journal_has(&driver, JOURNAL_MINT));
	driver.model.headless = false;
	driver_restart(&driver);
	assert_state(MINT_IDLE);
	assert_int_equal(driver.journal.count, 0);
	assert_non_null(strstr(driver_said(&driver), "safe in the vault"));
}

/* By now another wallet is open than the one that minted. */
static void a_key_is_sealed_by_its_own_wallet(void **state)
{
	(void)state;
	struct action made = { .type = ACTION_WALLET_ADDED, .ok = true };

	made.request = driver.model.wallets.request = model_request(&driver.model);
	made.added.account = driver.accounts.items[1];
	made.added.unlocked = true;
	driver.signer = made.added.account.address;
	driver_apply(&driver, &made);
	driver_answer(&driver, EFFECT_MINT);
	assert_state(MINT_UNSEALED);
	driver_expect_none(&driver, EFFECT_SEAL);
	assert_int_equal(model_want(&driver.model), WANT_PASSWORD);
	driver_unlock(&driver);
	assert_true(address_equal(driver.signer, driver.accounts.items[0].address));
	assert_state(MINT_SEALING);
	settle_done();
	assert_int_equal(driver.vault.count, 1);
}

static void leaving_while_a_key_would_be_lost_is_asked(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_QUIT);
	assert_false(driver.model.quitting);
	driver_do(&driver, ACTION_CANCEL);
	assert_false(driver.model.quitting);
	driver_do(&driver, ACTION_QUIT);
	assert_int_equal(model_want(&driver.model), WANT_CONSENT);
	driver_agree(&driver);
	assert_true(driver.model.quitting);
	assert_int_equal(driver.count[EFFECT_QUIT], 1);
}

/* A terminal that is gone cannot be asked. */
static void who_wants_to_leave_twice_leaves(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_QUIT);
	driver_do(&driver, ACTION_QUIT);
	assert_true(driver.model.quitting);
}

static void leaving_at_any_other_time_is_not_asked(void **state)
{
	(void)state;
	driver_do(&driver, ACTION_QUIT);
	assert_int_equal(driver.count[EFFECT_QUIT], 1);
}

/* A transaction that waits must not keep Esc from the mint's prompt. */
static void esc_is_for_the_prompt_that_is_open(void **state)
{
	(void)state;
	driver.node.allowance = flow_units(10);
	driver_unlock(&driver);
	driver_stake(&driver, 10);
	driver_settle(&driver);
	driver_do(&driver, ACTION_CONFIRM);
	driver_settle(&driver);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
	driver_do(&driver, ACTION_LOCK);
	to_given_token();
	assert_state(MINT_UNLOCK);
	driver_do(&driver, ACTION_CANCEL);
	assert_state(MINT_TOKEN);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

static void headless_asks_for_no_evidence_and_keeps_the_entry(void **state)
{
	(void)state;
	driver_close(&driver);
	driver_open_headless(&driver);
	driver_unlock(&driver);
	to_posting();
	refuse_mint(ERR_NO_STAKE, false);
	driver_expect_none(&driver, EFFECT_CHAIN);
	driver_mint(&driver);
	settle_done();
	assert_true(driver_journal_has(&driver, JOURNAL_MINT));
	assert_string_equal(driver.journal.items[0].id, flow()->intent);
}

/* wallet_flow_challenge.c tests the rest of this. */
static void a_challenge_is_read_first(void **state)
{
	(void)state;
	driver.challenges = true;
	driver_unlock(&driver);
	to_given_token();
	assert_state(MINT_REVIEW);
	driver_do(&driver, ACTION_CONFIRM);
	assert_state(MINT_SIGNING);
}

static void every_state_was_reached(void **state)
{
	(void)state;
	driver_assert_all_visited(driver_mint_visited, MINT_STATE_COUNT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_driver, close_driver)
#define TEST_POSTING(name) cmocka_unit_test_setup_teardown(name, open_posting, close_driver)
#define TEST_ADMIN(name) cmocka_unit_test_setup_teardown(name, open_with_admin_key, close_driver)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(from_token_to_key),
		TEST(the_intent_says_what_was_asked),
		TEST(every_error_leads_where_it_should),
		TEST(every_error_in_doubt_is_unknown),
		TEST_POSTING(what_is_unknown_is_never_sent_again),
		TEST_POSTING(forgetting_lets_a_new_one_begin),
		TEST_POSTING(forgetting_is_only_for_the_unknown),
		TEST_POSTING(a_transient_failure_goes_on_by_itself),
		TEST_POSTING(it_does_not_go_on_for_ever),
		TEST_POSTING(a_limited_rate_is_waited_for),
		TEST(no_wait_is_longer_than_the_token_lives),
		TEST(nor_without_one_than_a_token_would),
		TEST_POSTING(retry_shortens_the_wait),
		TEST(a_token_that_cannot_be_had_is_asked_for_again),
		TEST(what_is_no_token_is_never_signed),
		TEST(a_token_expires_in_hand),
		TEST(a_token_expires_while_the_password_is_typed),
		TEST(a_token_expires_while_it_is_signed),
		TEST_POSTING(a_token_expires_in_backoff),
		TEST(a_token_that_is_dead_on_arrival_ends_it),
		TEST(the_servers_clock_counts),
		TEST(a_token_without_an_end_lives_fifteen_minutes),
		TEST_POSTING(new_token_signs_and_submits_again),
		TEST_POSTING(a_token_venice_refused_is_not_used_again),
		TEST_POSTING(new_token_in_backoff),
		TEST_POSTING(one_wish_makes_one_key),
		TEST_POSTING(no_stake_then_stake_then_mint),
		TEST(cancelled_in_every_state),
		TEST_POSTING(the_vault_names_the_key),
		TEST_POSTING(cancelling_the_check_does_not_deny_the_key),
		TEST(an_answer_after_cancel_is_ignored),
		TEST_POSTING(other_answers_are_not_its_own),
		TEST(a_full_disk_before_the_post_stops_it),
		TEST_POSTING(a_full_disk_after_it_keeps_the_key_in_hand),
		TEST_POSTING(a_key_without_a_place_leaves_with_the_program),
		TEST_POSTING(what_failed_meanwhile_does_not_stand_before_the_key),
		TEST(a_key_unlike_the_one_asked_for_is_stored_and_told),
		TEST(a_limit_that_is_not_repeated_is_kept_and_told),
		TEST_ADMIN(an_admin_key_confirms_it),
		TEST_ADMIN(an_admin_key_finds_out_that_it_differs),
		TEST_ADMIN(reading_back_may_fail),
		TEST_ADMIN(reading_back_can_be_stopped),
		TEST(a_key_without_an_id_is_stored_under_its_intent),
		TEST_POSTING(a_check_that_fails_leaves_the_key),
		TEST(a_signature_by_another_is_not_posted),
		TEST(a_signer_that_fails_ends_it),
		TEST(who_may_not_mint_is_told),
		TEST(with_readonly_a_token_is_fetched_but_not_signed),
		TEST_POSTING(retry_is_for_the_failure_shown_last),
		TEST(retry_is_for_the_wallet_whose_mint_failed),
		TEST(a_token_of_another_wallet_is_dropped),
		TEST(the_evidence_is_found_out_here),
		TEST_POSTING(evidence_that_cannot_be_had_is_left_out),
		TEST_POSTING(killed_before_the_answer_is_unknown_after_it),
		TEST(killed_after_sealing_is_done_after_it),
		TEST_POSTING(a_key_is_sealed_by_its_own_wallet),
		TEST_POSTING(leaving_while_a_key_would_be_lost_is_asked),
		TEST(leaving_at_any_other_time_is_not_asked),
		TEST_POSTING(who_wants_to_leave_twice_leaves),
		TEST(esc_is_for_the_prompt_that_is_open),
		TEST(headless_asks_for_no_evidence_and_keeps_the_entry),
		TEST(a_challenge_is_read_first),
		cmocka_unit_test(every_state_was_reached),
	};

	return cmocka_run_group_tests_name("wallet_flow_mint", tests, NULL, NULL);
}
