/*
 * The flows together, driven by chance: any action at any time, any effect answered in any order,
 * well or badly, with restarts in between. flow_driver checks what must always hold, so chance may
 * find what nobody thought of.
 */
#include <stdio.h>
#include <string.h>

#include "tests/support/flow_driver.h"
#include "wallet/base/mem.h"

#define RUNS 600
#define STEPS 400

static struct driver driver;
static uint64_t seed;

static unsigned chance(unsigned below)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(seed >> 33) % below;
}

static void shake_node(void)
{
	struct flow_node *node = &driver.node;
	static const enum err_code errors[] = {
		ERR_NONE, ERR_NONE, ERR_NONE, ERR_RPC, ERR_TIMEOUT, ERR_NEEDS_ETH, ERR_TX_REPLACED,
	};

	node->chain_id = chance(20) ? 8453 : 1;
	node->no_staking = !chance(30);
	node->no_multicall = !chance(10);
	node->has_oracle = !chance(3);
	node->live_revert = chance(8) ? NULL : "no reason given";
	node->send_error = errors[chance(7)];
	node->one_error = chance(12) ? ERR_NONE : ERR_RATE_LIMITED;
	node->too_few = !chance(30);
	node->has_tx = chance(2);
	node->has_receipt = !chance(3);
	node->other_sent = !chance(8);
	node->lacks_tx = !chance(10);
	node->on_top = chance(8);
	node->fork = !chance(12);
	node->tx_reverted = !chance(6);
	node->nonce = 7 + chance(9);
	node->in_pool = chance(3);
	node->no_pending = !chance(6);
	node->allowance = chance(2) ? flow_units(50) : U256_ZERO;
	node->vvv = chance(10) ? flow_units(100) : U256_ZERO;
	node->diem = node->svvv_unlocked = chance(4) ? flow_units(100) : U256_ZERO;
	node->diem_out = chance(6) ? flow_units(1) : U256_ZERO;
	node->mint_diem_revert = chance(8) ? NULL : "SlippageExceeded";
	driver.disk_full = !chance(8);
	driver.as_asked = chance(6) != 0;
	driver.silent = !chance(3);
	driver.minted = (struct key_info){ .id = "other", .type = KEY_ADMIN };
	driver.bad_token = chance(8) ? NULL : "please sign this";
	driver.token_life_ms = chance(6) ? 15 * MINUTE_MS : chance(3000);
	node->usdc = chance(6) ? u256_from_u64(100000000) : U256_ZERO;
	node->other_usdc = !chance(20);
	snprintf(driver.offers.items[0].pay_to, sizeof(driver.offers.items[0].pay_to), "0x%040u", chance(6) ? 1 : 2);
}

static void refuse_mint(void)
{
	struct err err;

	(void)err_set(&err, (enum err_code)(1 + chance(ERR_COUNT - 1)), "no");
	err.retry_after = chance(3) ? 0 : (long)chance(2000);
	driver_refuse_mint(&driver, &err, !chance(3));
}

static void refuse_payment(void)
{
	static const int statuses[] = { 0, 0, 400, 402, 429, 500 };
	struct err err;

	(void)err_set(&err, ERR_CONNECTION_CUT, "no");
	err.status = statuses[chance(6)];
	driver_refuse_payment(&driver, &err, chance(4) || err.status, chance(2));
}

static bool can_be_refused(enum effect_type type)
{
	return type != EFFECT_SEAL && type != EFFECT_LOAD && type != EFFECT_MINT && type != EFFECT_X402_PAY;
}

static void answer_something(void)
{
	enum effect_type type;

	if (driver.pending.count == 0)
		return;
	type = driver.pending.items[chance((unsigned)driver.pending.count)].type;
	if (type == EFFECT_SEAL && !chance(3))
		driver.disk_full = true;	/* between the journal and the vault, which chance meets too rarely */
	if (type == EFFECT_MINT && chance(2))
		refuse_mint();
	else if (type == EFFECT_X402_PAY && chance(2))
		refuse_payment();
	else if (can_be_refused(type) && !chance(6))
		driver_refuse(&driver, type, (enum err_code)(1 + chance(ERR_COUNT - 1)));
	else
		driver_answer(&driver, type);
}

static void some_key(char id[KEY_ID_SIZE])
{
	if (driver.vault.count > 0)
		memcpy(id, driver.vault.items[chance((unsigned)driver.vault.count)].id, KEY_ID_SIZE);
}

static void key_wish(enum action_type type)
{
	struct action action = { .type = type };

	some_key(action.key_id);
	driver_apply(&driver, &action);
}

static void hand_over(enum action_type type)
{
	struct action action = { .type = type, .handover = mem_new(1, sizeof(*action.handover)) };

	some_key(action.handover->id);
	action.handover->way = chance(2) ? HANDOVER_FILE : HANDOVER_CLIPBOARD;
	driver_apply(&driver, &action);
}

static void mint(enum action_type type)
{
	struct action action = { .type = type };

	key_options_init(&action.options);
	action.options.type = chance(2) ? KEY_ADMIN : KEY_INFERENCE;
	action.options.limit[KEY_DIEM] = chance(2) ? 10000000 : KEY_NO_LIMIT;
	driver_apply(&driver, &action);
}

static void add_wallet(enum action_type type)
{
	struct action action = { .type = type };

	if (driver.accounts.count >= 8)
		return;
	action.wallet.words = 12;
	snprintf(action.wallet.name, sizeof(action.wallet.name), "w%u", chance(1000));
	action.wallet.password = passphrase_new(PASSPHRASE_MAX);
	driver_apply(&driver, &action);
}

static void mint_batch(enum action_type type)
{
	struct action action = { .type = type, .batch = { .another = chance(2) } };

	key_options_init(&action.batch.options);
	flow_batch_wallets(&action.batch.wallets, &driver.model);
	driver_apply(&driver, &action);
}

static void password(enum action_type type)
{
	(void)type;
	driver_password(&driver, chance(4) ? PASSWORD_RIGHT : "guess");
}

static void forget_tx(enum action_type type)
{
	(void)type;
	driver_forget_tx(&driver);
}

static void choose_fee(enum action_type type)
{
	static const char *const fees[] = { "slow", "normal", "fast", "0.005", "0.02/0.001", "100/100", "0.5" };
	struct action action = { .type = type };
	struct err err;

	assert_true(fee_choice_parse(&action.fee, fees[chance(ARRAY_LENGTH(fees))], &err));
	driver_apply(&driver, &action);
}

static void top_up(enum action_type type)
{
	(void)type;
	driver_top_up(&driver, 4 + chance(3));
}

static void select_wallet(enum action_type type)
{
	(void)type;
	driver_select(&driver, chance(4));
}

static void nothing(enum action_type type)
{
	(void)type;
}

static void wish_something(void);

/* Wishes without a payload, of which chance should not spend too many. */
static void another(enum action_type type)
{
	(void)type;
	wish_something();
}

/* The payload of each wish; a wish that is not here has none. */
static void (*const wishes[ACTION_COUNT])(enum action_type type) = {
	[ACTION_QUIT] = nothing, [ACTION_NETWORK] = nothing, [ACTION_NODE] = nothing, [ACTION_SURRENDER] = nothing,
	[ACTION_WALLET_IMPORT] = nothing,
	[ACTION_PASSWORD] = password, [ACTION_SELECT_WALLET] = select_wallet,
	[ACTION_TX_FORGET] = forget_tx, [ACTION_TX_FEE] = choose_fee, [ACTION_X402_TOP_UP] = top_up,
	[ACTION_MINT] = mint, [ACTION_KEY_CREATE] = mint, [ACTION_MINT_BATCH] = mint_batch,
	[ACTION_WALLET_NEW] = add_wallet, [ACTION_WALLET_WATCH] = add_wallet,
	[ACTION_WALLET_RENAME] = another, [ACTION_WALLET_PASSWORD] = another, [ACTION_WALLET_EXPORT] = another,
	[ACTION_WALLET_ACCOUNTS] = another, [ACTION_WALLET_DERIVE] = another, [ACTION_KEY_ADD] = another,
	[ACTION_ACCOUNTS_CLOSE] = another, [ACTION_WALLET_REMOVE] = another, [ACTION_HOME_BACKUP] = another,
	[ACTION_HOME_RESTORE] = another,
	[ACTION_KEY_REVEAL] = key_wish, [ACTION_KEY_COPY] = key_wish, [ACTION_KEY_CHECK] = key_wish,
	[ACTION_PROBE] = key_wish, [ACTION_KEY_UPDATE] = key_wish, [ACTION_KEY_DELETE] = key_wish,
	[ACTION_KEY_FORGET] = key_wish, [ACTION_KEY_ROTATE] = key_wish, [ACTION_KEY_HANDOVER] = hand_over,
};

static void wish_something(void)
{
	enum action_type type = (enum action_type)chance(ACTION_TICK);

	if ((driver.model.mint.state == MINT_REVIEW || driver.model.probe.state == PROBE_REVIEW ||
	     driver.model.topup.state == TOPUP_REVIEW || driver.model.tx.state == TX_REVIEW) && chance(2))
		type = ACTION_CONFIRM;
	if (model_want(&driver.model) == WANT_PASSWORD && chance(2))
		type = ACTION_PASSWORD;
	if (plan_of_wish(type, TOKEN_ETH) != PURPOSE_UNKNOWN)
		driver_plan(&driver, plan_of_wish(type, TOKEN_ETH), chance(4) * 10);
	else if (wishes[type])
		wishes[type](type);
	else
		driver_do(&driver, type);
}

static bool in_vault(const char *intent)
{
	for (size_t i = 0; i < driver.vault.count; i++)
		if (strcmp(driver.vault.items[i].intent, intent) == 0)
			return true;
	return false;
}

/* If a mint's answer was not stored before a kill, its outcome is in doubt. */
static void kill_and_restart(void)
{
	driver_restart(&driver);
	driver.doubts = 0;
	driver.in_doubt = false;
	for (size_t i = 0; i < driver.journal.count; i++) {
		const struct journal_entry *entry = &driver.journal.items[i];

		if (entry->kind == JOURNAL_MINT && !in_vault(entry->id))
			driver_doubt(&driver, entry->address);
	}
}

static void pass_time(void)
{
	if (chance(3) == 0)
		driver_advance(&driver, chance(20 * 60000));
	else if (model_deadline(&driver.model) != 0)
		driver_tick(&driver);
}

static void step(void)
{
	unsigned which = chance(100);

	if (which < 45)
		answer_something();
	else if (which < 75)
		wish_something();
	else if (which < 90)
		pass_time();
	else if (which < 99)
		shake_node();
	else
		kill_and_restart();
	while (driver_find(&driver, EFFECT_LOAD))	/* app/ reads at once */
		driver_answer(&driver, EFFECT_LOAD);
}

/* A mint with an unknown outcome waits until a batch's minted key, which no disk took, is stored. */
static bool put_aside(void)
{
	return driver.model.mint.state == MINT_UNSEALED && driver.model.batch.aside_count > 0;
}

/* Only what is journalled and not in the vault can be in doubt, and the screen can always say where
 * things stand. */
static void look(void)
{
	char detail[160];

	for (enum step at = 0; at < STEP_COUNT; at++) {
		walkthrough_detail(detail, sizeof(detail), &driver.model, at);
		(void)walkthrough_status(&driver.model, at);
	}
	assert_non_null(walkthrough_hint(&driver.model));
	if (driver.in_doubt && !flow_batch_running(&driver.model.batch))
		assert_true(driver.model.mint.state == MINT_UNKNOWN || put_aside());
	if (!flow_batch_running(&driver.model.batch))
		assert_null(driver.model.batch.passwords.kept[0]);
	if (driver.model.mint.state == MINT_UNKNOWN)
		assert_true(driver_journal_has(&driver, JOURNAL_MINT));
	if (driver.model.revealed)
		assert_true(driver.model.unlocked);
	if (driver.model.unlocked)
		assert_true(driver.is_open && address_equal(driver.signer, driver.model.unlocked_address));
	assert_int_equal(driver.model.mint.unsealed != NULL, driver.model.mint.state == MINT_UNSEALED);
}

static void nothing_that_must_hold_ever_breaks(void **state)
{
	(void)state;
	for (uint64_t run = 1; run <= RUNS; run++) {
		seed = run;
		driver_open(&driver);
		driver.challenges = run % 2;
		for (unsigned i = 0; i < STEPS; i++) {
			step();
			look();
		}
		driver_close(&driver);
	}
}

/* From any state, everything comes to rest once all effects are answered well and every deadline
 * has passed.  Nothing spins or hangs. */
static void patience_always_ends_at_rest(void **state)
{
	(void)state;
	for (uint64_t run = 1; run <= RUNS; run++) {
		unsigned turns = 0;

		seed = run * 7919;
		driver_open(&driver);
		driver.challenges = run % 2;
		for (unsigned i = 0; i < STEPS / 4; i++)
			step();
		flow_node_free(&driver.node);
		flow_node_init(&driver.node);
		driver.node.has_receipt = true;
		driver.disk_full = false;
		driver.bad_token = NULL;
		driver.token_life_ms = 15 * MINUTE_MS;
		for (; turns < 2000 && model_busy(&driver.model); turns++) {
			driver_settle(&driver);
			if (driver.model.mint.state == MINT_UNSEALED)	/* a batch waits for the person here */
				driver_do(&driver, ACTION_MINT_RETRY);
			else if (model_busy(&driver.model))
				driver_tick(&driver);
		}
		assert_false(model_busy(&driver.model));
		driver_close(&driver);
	}
}

static void chance_reaches_every_state(void **state)
{
	(void)state;
	driver_assert_all_visited(driver_mint_visited, MINT_STATE_COUNT);
	driver_assert_all_visited(driver_tx_visited, TX_STATE_COUNT);
	driver_assert_all_visited(driver_plan_visited, PLAN_STATE_COUNT);
	driver_assert_all_visited(driver_test_visited, PROBE_STATE_COUNT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_that_must_hold_ever_breaks),
		cmocka_unit_test(patience_always_ends_at_rest),
		cmocka_unit_test(chance_reaches_every_state),
	};

	return cmocka_run_group_tests_name("wallet_flow_random", tests, NULL, NULL);
}
