/* "Enter: ..." is true: in every pane and state, Enter does what the line promises, and "3, Enter: ..." as well. */
#include "tests/unit/tui_help.h"

static void nothing(struct help *help)
{
	(void)help;
}

static void unread(struct help *help)
{
	(void)err_set(&help->model.unread, ERR_KEYSTORE_BAD, "It is damaged");
}

static void no_address(struct help *help)
{
	help_wallets(help);
	memset(&help->model.accounts.items[0].address, 0, sizeof(struct address));
}

static void no_money(struct help *help)
{
	help_wallets(help);
	help->model.balances[0].eth = amount_zero(TOKEN_ETH);
}

static void no_balances(struct help *help)
{
	help_wallets(help);
	help->model.balances[0].known = false;
}

static void allowed(struct help *help)
{
	help_wallets(help);
	help->model.balances[0].allowance = help_amount(TOKEN_VVV, "10");
}

static void token(struct help *help)
{
	help_staked(help);
	help_token(help, 600000);
}

static void with_key(struct help *help)
{
	help_staked(help);
	help_keys(help);
}

static void minted(struct help *help)
{
	with_key(help);
	help_minted(help, true);
	snprintf(help->ui.minted_seen, sizeof(help->ui.minted_seen), "%s", help->model.mint.minted.id);
}

static void cannot_pay(struct help *help)
{
	with_key(help);
	help->model.checks = mem_new(1, sizeof(*help->model.checks));
	help->model.check_count = 1;
	snprintf(help->model.checks[0].id, sizeof(help->model.checks[0].id), "key-1");
}

static void cooled(struct help *help)
{
	with_key(help);
	help->model.balances[0].cooldown.amount = help_amount(TOKEN_SVVV, "3");
	help->model.balances[0].cooldown.ends_ms = 1000;
}

static void waiting_review(struct help *help)
{
	help_wallets(help);
	help_review(help);
	help->ui.opening.begun = 0;
}

static void waiting_review_and_key(struct help *help)
{
	waiting_review(help);
	help_keys(help);
}

/* Another transaction than the stake waits to be mined. */
static void transacting(struct help *help)
{
	help_wallets(help);
	help_review(help);
	help->model.plan.purpose = help->model.tx.purpose = help->model.plan.steps[0] = PURPOSE_CLAIM;
	help->model.tx.state = TX_WAITING;
}

static void mint_state(struct help *help, enum mint_state state, size_t account)
{
	help_staked(help);
	help->model.mint.state = state;
	help->model.mint.account = help->model.accounts.items[account];
}

static void minting(struct help *help)
{
	mint_state(help, MINT_POSTING, 0);
}

static void minting_elsewhere(struct help *help)
{
	mint_state(help, MINT_POSTING, 1);
}

static void backoff(struct help *help)
{
	mint_state(help, MINT_BACKOFF, 0);
	help->model.mint.retry_at_ms = NOW_MS + 12000;
}

static void watched(struct help *help)
{
	help_staked(help);
	help->model.accounts.items[0].kind = ACCOUNT_WATCH;
}

static void readonly(struct help *help)
{
	help_wallets(help);
	help->model.readonly = true;
}

static void readonly_empty(struct help *help)
{
	help->model.readonly = true;
}

static void readonly_with_token(struct help *help)
{
	token(help);
	help->model.readonly = true;
}

static void (*const states[])(struct help *help) = {
	nothing, unread, no_address, no_money, no_balances, help_wallets, allowed, help_staked, token, with_key, minted,
	cannot_pay, cooled, waiting_review, waiting_review_and_key, transacting, minting, minting_elsewhere, backoff,
	watched, readonly, readonly_with_token,
};

/* What Enter did: the action that came out, or the dialog that lies on top. */
static bool opened(const struct help *help, const struct dialog_ops *ops)
{
	const struct dialog *top = dialog_top(&help->ui);

	return top && top->ops == ops;
}

static bool sees_menu(struct help *help)
{
	return opened(help, &dialog_first);
}

static bool reads_again(struct help *help)
{
	return help_did(help, ACTION_REFRESH);
}

static bool asks_password(struct help *help)
{
	return opened(help, &dialog_password);
}

static bool sees_address(struct help *help)
{
	return opened(help, &dialog_receive);
}

static bool chooses_amount(struct help *help)
{
	return opened(help, &dialog_form) && help_shows(help, "Amount of VVV");
}

static bool fetches_token(struct help *help)
{
	return help_did(help, ACTION_TOKEN);
}

static bool sees_mint(struct help *help)
{
	return opened(help, &dialog_form) && help_shows(help, "Sign the token and mint the key");
}

static bool sees_key(struct help *help)
{
	return help->ui.focus == PANE_KEYS || opened(help, &dialog_minted);
}

static bool sees_ways(struct help *help)
{
	return opened(help, &dialog_fund);
}

static bool takes_out(struct help *help)
{
	return help_did(help, ACTION_UNSTAKE_FINALIZE);
}

static bool reviews(struct help *help)
{
	return opened(help, &dialog_review);
}

static const struct { const char *words; bool (*kept)(struct help *help); } promises[] = {
	{ "make or import a wallet", sees_menu },
	{ "read the wallet's file again", reads_again },
	{ "unlock it, so that its address is known", asks_password },
	{ "show the address to", sees_address },
	{ "choose how much VVV to", chooses_amount },
	{ "fetch a validation token from Venice", fetches_token },
	{ "sign the token and mint the key", sees_mint },
	{ "look at the key", sees_key },
	{ "the ways to fund the account", sees_ways },
	{ "take out the VVV whose cooldown is over", takes_out },
	{ "review the approve", reviews },
};

static void open_state(struct help *help, size_t state, int pane)
{
	help_open(help, 60, 200);
	states[state](help);
	help->frozen = true;
	help->ui.focus = (enum pane_id)pane;
	help->ui.opening.asked.focus = PANE_COUNT;
}

/* Does what the line that begins at `at` says, and sees whether that came true. */
static void keep(size_t state, int pane, const char *at, bool by_staking)
{
	struct help help;
	size_t i = 0;

	while (i < ARRAY_LENGTH(promises) && strncmp(at, promises[i].words, strlen(promises[i].words)) != 0)
		i++;
	if (i == ARRAY_LENGTH(promises))
		fail_msg("state %zu: nobody knows '%.40s'", state, at);
	open_state(&help, state, pane);
	help_draw(&help);
	help_type(&help, by_staking ? "3\n" : "\n");
	help_draw(&help);
	if (!promises[i].kept(&help))
		fail_msg("state %zu, pane %d: Enter did not '%s'\n%s", state, pane + 1, promises[i].words, help_draw(&help));
	help_close(&help);
}

static bool follows(const char *text, const char *at, const char *before)
{
	return (size_t)(at - text) >= strlen(before) && strncmp(at - strlen(before), before, strlen(before)) == 0;
}

/* Returns the number of promises on that screen. */
static size_t keep_all(size_t state, int pane)
{
	struct help help;
	size_t count = 0;
	char *text;

	open_state(&help, state, pane);
	text = mem_string(help_draw(&help));
	help_close(&help);
	for (const char *at = strstr(text, "Enter: "); at; at = strstr(at + 1, "Enter: "), count++)
		keep(state, pane, at + strlen("Enter: "), follows(text, at, "3, "));
	free(text);
	return count;
}

static void what_enter_promises_it_does(void **state)
{
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(states); i++)
		for (int pane = 0; pane < PANE_COUNT; pane++)
			count += keep_all(i, pane);
	assert_true(count > 80);
}

static void status_is(struct help *help, const char *wanted)
{
	const char *row = help_draw(help);
	char line[256];

	for (int i = 0; i < help->ui.layout.message_row; i++)
		row = strchr(row, '\n') + 1;
	snprintf(line, sizeof(line), "%.*s", (int)strcspn(row, "\n"), row);
	assert_string_equal(line, wanted);
}

/* It does not where there is news, a failure, or something else that takes the Enter. */
static void the_status_line_says_what_enter_does(void **state)
{
	struct help *help = *state;

	status_is(help, " Enter: choose how much VVV to approve and stake");
	help->ui.focus = PANE_KEYSTORE;
	help_type(help, "j");
	status_is(help, " 3, Enter: choose how much VVV to approve and stake");
	help_type(help, ":");
	status_is(help, "");
	help_key(help, INPUT_ESC);
	help_type(help, "/");
	status_is(help, "");
	help_key(help, INPUT_ESC);
	help_type(help, "3");
	model_say(&help->model, false, "Something was done.");
	status_is(help, " Something was done.");
	help->model.now_ms += 60000;
	status_is(help, " Enter: choose how much VVV to approve and stake");
	model_say(&help->model, true, "Something failed.");
	help->model.now_ms += 60000;
	status_is(help, " Something failed.");
}

/* The footer's word for Enter is that of what it does. */
static void the_footer_says_what_enter_does(void **state)
{
	struct help *help = *state;

	help->ui.focus = PANE_KEYSTORE;
	assert_shows(help, "Enter next step");
	help_type(help, "j");
	assert_shows(help, "Enter select");
	assert_shows(help, "3, Enter: ");
	help->ui.focus = PANE_KEYS;
	assert_shows(help, "Enter next step");
	help->ui.focus = PANE_TRANSACTIONS;
	assert_shows(help, "Enter next step");
	help_keys(help);
	help->ui.focus = PANE_KEYS;
	assert_shows(help, "Enter details");
	help->ui.focus = PANE_STAKING;
	assert_shows(help, "m mint   s stake");
	help->model.readonly = true;
	assert_hides(help, "m mint   ");
}

static void staking(struct help *help)
{
	transacting(help);
	help->model.plan.purpose = help->model.tx.purpose = help->model.plan.steps[0] = PURPOSE_STAKE;
	help->model.plan.state = PLAN_SENDING;
}

/* While a step is being worked on, Enter does nothing that could be promised. */
static void the_footer_does_not_promise_what_goes_on(void **state)
{
	static void (*const busy[])(struct help *help) = { staking, minting };
	struct help help;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(busy); i++) {
		help_open(&help, 24, 80);
		busy[i](&help);
		for (help.ui.focus = 0; help.ui.focus < PANE_COUNT; help.ui.focus++) {
			assert_hides(&help, "Enter next step");
			help_key(&help, INPUT_ENTER);
			assert_shows(&help, "That is being worked on");
		}
		help_close(&help);
	}
	help_open(&help, 24, 80);
	backoff(&help);
	assert_shows(&help, "Enter next step");
	help_close(&help);
}

static void unlocked(struct help *help)
{
	help_wallets(help);
	help->model.unlocked = true;
	help->model.unlocked_address = help->model.accounts.items[0].address;
	help->model.lock_at_ms = NOW_MS + 60000;
}

/* In the keystore and beside it: what can be locked is not unlocked, and what is only watched neither. */
static void the_footer_offers_the_lock_that_is_there(void **state)
{
	static const struct { void (*set)(struct help *help); bool unlock, lock; } rows[] = {
		{ help_wallets, true, false }, { unlocked, false, true }, { watched, false, false },
	};
	struct help help;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
		for (enum pane_id pane = PANE_KEYSTORE; pane <= PANE_BALANCES; pane++) {
			help_open(&help, 60, 200);
			rows[i].set(&help);
			help.ui.focus = pane;
			assert_int_equal(help_shows(&help, "u unlock"), rows[i].unlock);
			assert_int_equal(help_shows(&help, "l lock"), rows[i].lock);
			help_close(&help);
		}
}

/* The title says so at every size, and the footer offers nothing that is refused. */
static void readonly_is_seen(void **state)
{
	static const struct { int rows, cols; } sizes[] = {
		{ 12, 30 }, { 24, 80 }, { 30, 100 }, { 40, 140 }, { 60, 200 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(sizes); i++) {
		struct help help;

		help_open(&help, sizes[i].rows, sizes[i].cols);
		readonly(&help);
		assert_shows(&help, "[PRACTICE");
		assert_shows(&help, "] read only");
		assert_hides(&help, "Enter next step");
		assert_hides(&help, "u unlock");
		assert_hides(&help, "n new wallet");
		help_keys(&help);
		help_type(&help, "4");
		help_size(&help, 60, 200);
		assert_shows(&help, "u unlock");
		help.model.readonly = false;
		assert_hides(&help, "read only");
		help_close(&help);
	}
}

/* The keystroke, the name in the palette and Enter give the same reason. */
static void what_cannot_be_done_says_why(void **state)
{
	static const struct { void (*set)(struct help *help); const char *typed, *why; } rows[] = {
		{ nothing, "s", "There is no wallet yet: n makes or imports one" },
		{ nothing, ":stake\n", "There is no wallet yet: n makes or imports one" },
		{ nothing, "m", "There is no wallet yet: n makes or imports one" },
		{ unread, "m", "A wallet's file cannot be read: r reads it again" },
		{ help_staked, "4v", "There is no API key yet: m mints one" },
		{ help_staked, "4y", "There is no API key yet: m mints one" },
		{ with_key, "4/zzz\n\n", "No key matches the filter; Esc clears it" },
		{ watched, "s", "This wallet is watch-only: 1 leads to the others, n imports its key" },
		{ watched, "\n", "This wallet is watch-only: 1 leads to the others, n imports its key" },
		{ readonly, "s", "With --readonly nothing is signed or changed" },
		{ readonly, "\n", "With --readonly nothing is signed or changed" },
		{ readonly_empty, "\n", "With --readonly nothing is signed or changed" },
		{ readonly_empty, "n", "With --readonly nothing is signed or changed" },
		{ readonly_with_token, "m", "With --readonly nothing is signed or changed" },
		{ transacting, "s", "That is being worked on; Esc stops it as far as that is possible" },
		{ minting, "m", "That is being worked on; Esc stops it as far as that is possible" },
		{ help_wallets, "x", "No transaction waits to be mined" },
		{ help_wallets, ":take-out\n", "There is nothing whose cooldown is over" },
		{ help_wallets, ":transaction-details\n", "There is no transaction here" },
		{ help_wallets, ":check-mint\n", "No mint's outcome is unknown" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct help help;

		help_open(&help, 60, 200);
		rows[i].set(&help);
		help.frozen = true;
		help_type(&help, rows[i].typed);
		assert_shows(&help, rows[i].why);
		assert_null(dialog_top(&help.ui));
		assert_int_equal(help.seen.count, 0);
		help_close(&help);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_enter_promises_it_does),
		help_test_of(wallets, the_status_line_says_what_enter_does),
		help_test_of(staked, the_footer_says_what_enter_does),
		cmocka_unit_test(the_footer_does_not_promise_what_goes_on),
		cmocka_unit_test(the_footer_offers_the_lock_that_is_there),
		cmocka_unit_test(readonly_is_seen),
		cmocka_unit_test(what_cannot_be_done_says_why),
	};

	return cmocka_run_group_tests_name("tui_enter", tests, NULL, NULL);
}
