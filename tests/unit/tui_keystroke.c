/* Sentences name the keystrokes that hold, whatever the configuration's [keys] made of them. */
#include "tests/unit/tui_help.h"
#include "tui/keybind_config.h"
#include "tui/keystroke.h"
#include "wallet/base/text.h"

/* The first of the letters that nothing has by default, one for each name. */
#define FIRST_LETTER 0x100

static struct keybind_changes everything;

static bool is_listed(const char *name)
{
	for (size_t i = 0; i < everything.count; i++)
		if (strcmp(everything.items[i].name, name) == 0)
			return true;
	return false;
}

/* Gives each name a letter of its own. */
static void list_names(void)
{
	const struct keybinds *first;

	for (size_t i = 0; (first = keybind_all(i)); i++) {
		struct keybind_at at = { .first = first };

		while (keybind_step(&at, NULL, NULL, NULL)) {
			const char *name = keybind_name(&at.bind);
			struct keybind_change *change = &everything.items[everything.count];

			if (!name || is_listed(name))
				continue;
			assert_true(everything.count + 1 < KEYBIND_CHANGES_MAX);
			snprintf(change->name, sizeof(change->name), "%s", name);
			change->inputs[0] = FIRST_LETTER + (int)everything.count++;
		}
	}
}

/* Returns the screen as one line, without frames, so that a sentence is found wherever it is broken.  A frame
 * that cuts a word of what it covers stays, as a bar: the rest of the word is none. */
static const char *shown(struct help *help)
{
	static char out[64 * 1024];
	const char *at = help_draw(help);
	size_t used = 0;

	for (; *at && used + 4 < sizeof(out); at++) {
		bool frame = strncmp(at, "\xe2\x94", 2) == 0;

		if (frame)
			at += 2;
		if (!frame && *at != ' ' && *at != '\n')
			out[used++] = *at;
		else if (frame && at[1] > ' ')
			out[used++] = '|';
		else if (used > 0 && out[used - 1] != ' ')
			out[used++] = ' ';
	}
	out[used] = '\0';
	return out;
}

static void with_mint(struct help *help)
{
	struct flow_mint *mint = &help->model.mint;

	help_staked(help);
	help_keys(help);
	mint->account = help->model.accounts.items[0];
}

static void nothing(struct help *help)
{
	(void)help;
}

static void no_keys(struct help *help)
{
	help_staked(help);
	help->ui.focus = PANE_KEYS;
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

static void no_balances(struct help *help)
{
	help_wallets(help);
	help->model.balances[0].known = false;
	(void)err_set(&help->model.refresh.err, ERR_RPC_UNAVAILABLE, "No node answers");
}

static void staked_with_key(struct help *help)
{
	help_staked(help);
	help_keys(help);
}

static void token(struct help *help)
{
	help_staked(help);
	help_token(help, 600000);
}

static void backoff(struct help *help)
{
	with_mint(help);
	help->model.mint.state = MINT_BACKOFF;
	help->model.mint.retry_at_ms = NOW_MS + 12000;
}

static void unsealed(struct help *help)
{
	with_mint(help);
	help->model.mint.state = MINT_UNSEALED;
}

static void idle_diem(struct help *help)
{
	help_staked(help);
	help->model.balances[0].diem = help_amount(TOKEN_DIEM, "2");
}

static void stuck(struct help *help)
{
	help_wallets(help);
	help_review(help);
	help->model.tx.state = TX_WAITING;
	help->model.tx.entry.time_ms = NOW_MS - 60000;
}

static void waiting_review(struct help *help)
{
	help_wallets(help);
	help_review(help);
	help->ui.opening.begun = 0;
}

static void waiting_review_elsewhere(struct help *help)
{
	waiting_review(help);
	help->ui.focus = PANE_KEYSTORE;
	help->ui.panes[PANE_KEYSTORE].list.cursor = 1;
}

/* Checks what is said when the command can mean no wallet. */
static void no_such_command(struct help *help)
{
	ui_run(&help->ui, &help->model, COMMAND_PALETTE);
	help_type(help, "zzz\n");
}

static void only_wallet(struct help *help)
{
	help_staked(help);
	help->model.accounts.count = 1;
	help_mint_failed(help, ERR_UNAUTHORIZED, "It may not do that");
	help_draw(help);
	help_type(help, "w");
}

static void mint_failed(struct help *help)
{
	help_staked(help);
	help_mint_failed(help, ERR_NO_STAKE, "Wallet has no staked VVV on Base");
}

static void mint_report(struct help *help)
{
	mint_failed(help);
	help_draw(help);
	dialog_open(&help->ui, &dialog_report, &help->model);
}

static void unlocked(struct help *help)
{
	help_wallets(help);
	help->model.unlocked = true;
	help->model.unlocked_address = help->model.accounts.items[0].address;
	help->model.lock_at_ms = NOW_MS + 600000;
	help->model.tuning.lock_after_ms = 600000;
	ui_run(&help->ui, &help->model, ACTION_PASSWORD);
}

static void fund(struct help *help)
{
	staked_with_key(help);
	ui_run(&help->ui, &help->model, COMMAND_FUND);
}

static void fund_without_key(struct help *help)
{
	help_staked(help);
	help->model.keys.count = 0;
	ui_run(&help->ui, &help->model, COMMAND_FUND);
	help_draw(help);
	help_type(help, "c");
}

static void add_check(struct help *help, bool limited)
{
	struct key_check *check = mem_new(1, sizeof(*check));

	*check = (struct key_check){ .id = "key-1", .limited = limited, .checked_ms = NOW_MS - 3600000 };
	check->has_account = check->account_can_consume = limited;
	free(help->model.checks);
	help->model.checks = check;
	help->model.check_count = 1;
}

static void fund_is_stale(struct help *help)
{
	fund(help);
	add_check(help, false);
	help->model.plan = (struct flow_plan){
		.state = PLAN_DONE, .purpose = PURPOSE_DIEM_STAKE, .done_ms = NOW_MS,
		.account = help->model.accounts.items[0],
	};
}

static void key(struct help *help)
{
	staked_with_key(help);
	dialog_key_open(&help->ui, &help->model, "key-1");
}

static void key_without_money(struct help *help)
{
	key(help);
	add_check(help, false);
}

static void key_at_its_limit(struct help *help)
{
	key(help);
	add_check(help, true);
}

static void minted(struct help *help)
{
	staked_with_key(help);
	help_minted(help, false);
}

static void minted_unchecked(struct help *help)
{
	minted(help);
	help->model.mint.checked = false;
}

static void minted_in_place(struct help *help)
{
	minted(help);
	snprintf(help->model.key_admin.replaced, sizeof(help->model.key_admin.replaced), "key-0");
}

static void batch(struct help *help, bool running)
{
	struct flow_batch *flow = &help->model.batch;

	with_mint(help);
	flow->count = 1;
	flow->running = running;
	flow->rows = mem_new(1, sizeof(*flow->rows));
	flow->rows[0].account = help->model.accounts.items[0];
	flow->rows[0].state = running ? BATCH_WORKING : BATCH_FAILED;
	help->frozen = true;
}

static void batch_over(struct help *help)
{
	batch(help, false);
	dialog_open(&help->ui, &dialog_batch, &help->model);
}

static void batch_unsealed(struct help *help)
{
	batch(help, true);
	help->model.mint.state = MINT_UNSEALED;
}

static void batch_stopping(struct help *help)
{
	batch_unsealed(help);
	help->model.batch.stopping = true;
}

static void batch_unknown(struct help *help)
{
	batch(help, false);
	help->model.mint.state = MINT_UNKNOWN;
}

static void orphan(struct help *help, bool listed)
{
	struct key_info *keys;

	with_mint(help);
	free(help->model.keys.items);
	keys = mem_new(2, sizeof(*keys));
	help->model.keys = (struct key_list){ keys, 2 };
	keys[0] = (struct key_info){ .id = "key-1", .type = KEY_ADMIN, .stored = true, .network = "practice" };
	keys[1] = (struct key_info){ .id = "key-2", .last6 = "abcdef", .remote = true, .created_ms = NOW_MS };
	keys[0].address = keys[1].address = help->model.accounts.items[0].address;
	snprintf(keys[1].description, sizeof(keys[1].description), "Web3 API Key");
	help->model.mint.state = MINT_UNKNOWN;
	help->model.mint.intent_ms = NOW_MS - 1000;
	help->frozen = true;
	dialog_orphan_open(&help->ui, &help->model);
	help->model.key_admin.listed_ms = listed ? NOW_MS : 0;
}

static void orphan_found(struct help *help)
{
	orphan(help, true);
}

static void orphan_not_listed(struct help *help)
{
	orphan(help, false);
}

static void credit(struct help *help)
{
	struct flow_x402 *x402 = &help->model.x402;

	help_staked(help);
	help->frozen = true;
	x402->of = help->model.accounts.items[0].address;
	x402->has_balance = true;
	x402->balance = (struct x402_balance){ .minimum = "5", .usd = "0" };
	dialog_open(&help->ui, &dialog_x402, &help->model);
}

static void credit_open(struct help *help)
{
	credit(help);
	snprintf(help->model.topup.entry.id, sizeof(help->model.topup.entry.id), "p1");
	help->model.topup.entry.payment.amount = help_amount(TOKEN_USDC, "5");
}

static void allowances_unread(struct help *help)
{
	help_staked(help);
	help->frozen = true;
	dialog_open(&help->ui, &dialog_allowances, &help->model);
}

static const struct {
	void (*set)(struct help *help);
	int then;			/* the command that is run there; 0 for none */
	const char *words;		/* NULL: nothing but what stands there anyway is shown */
} scenes[] = {
	{ nothing, 0, KEYSTROKE("next") ": make or import a wallet" },
	{ nothing, 0, "yet. " KEYSTROKE("next") },
	{ nothing, 0, KEYSTROKE("keystore") " Keystore" },
	{ nothing, 0, KEYSTROKE("staking") " Staking" },
	{ help_wallets, 0, KEYSTROKE("stake") " stake " },
	{ unread, 0, KEYSTROKE("wallet") " makes or imports another" },
	{ no_address, 0, KEYSTROKE("next") ": unlock it" },
	{ no_balances, 0, KEYSTROKE("next") ": show the address to fund" },
	{ no_balances, 0, KEYSTROKE("refresh") " tries again" },
	{ help_wallets, 0, KEYSTROKE("next") ": choose how much VVV to approve" },
	{ help_staked, 0, KEYSTROKE("next") ": fetch a validation token" },
	{ token, 0, KEYSTROKE("next") ": sign the token" },
	{ staked_with_key, 0, KEYSTROKE("mint") " mints another" },
	{ no_keys, 0, "staked, " KEYSTROKE("mint") " mints one" },
	{ backoff, 0, KEYSTROKE("refresh") " tries now" },
	{ unsealed, 0, KEYSTROKE("refresh") " stores it again" },
	{ idle_diem, 0, KEYSTROKE("fund") " shows how to spend it" },
	{ stuck, 0, KEYSTROKE("transaction") ": speed it up or cancel it" },
	{ waiting_review, 0, KEYSTROKE("next") ": review the approve" },
	{ waiting_review_elsewhere, 0, KEYSTROKE("staking") ", " KEYSTROKE("next") ": review the approve" },
	{ nothing, COMMAND_RECEIVE, "yet: " KEYSTROKE("wallet") " makes" },
	{ nothing, ACTION_WALLET_REMOVE, "yet: " KEYSTROKE("wallet") " makes" },
	{ nothing, ACTION_PASSWORD, "yet: " KEYSTROKE("wallet") " makes" },
	{ nothing, ACTION_WALLET_EXPORT, "yet: " KEYSTROKE("wallet") " makes" },
	{ help_staked, ACTION_KEY_REVEAL, "yet: " KEYSTROKE("mint") " mints one" },
	{ help_staked, ACTION_KEY_UPDATE, "yet: " KEYSTROKE("mint") " mints one" },
	{ staked_with_key, ACTION_KEY_CREATE, KEYSTROKE("mint") " mints keys" },
	{ no_such_command, 0, KEYSTROKE("help") " lists them" },
	{ only_wallet, 0, KEYSTROKE("wallet") " makes or imports another" },
	{ mint_failed, 0, "(" KEYSTROKE("report") ": all of it" },
	{ mint_report, 0, KEYSTROKE("copy") " copies it" },
	{ help_wallets, COMMAND_RECEIVE, "and " KEYSTROKE("next") " " },
	{ help_wallets, COMMAND_RECEIVE, KEYSTROKE("faucet") " asks the faucet" },
	{ help_wallets, COMMAND_RECEIVE, KEYSTROKE("swap") " swaps ETH or USDC" },
	{ help_wallets, COMMAND_BOOK, KEYSTROKE("add-address") " adds one" },
	{ unlocked, 0, KEYSTROKE("lock") " locks it" },
	{ fund, 0, KEYSTROKE("check-key") " asks Venice" },
	{ fund_is_stale, 0, KEYSTROKE("check-key") " asks Venice again" },
	{ fund_without_key, 0, KEYSTROKE("mint") " in the panes mints one" },
	{ key, 0, KEYSTROKE("check-key") " asks, which costs nothing" },
	{ key, 0, KEYSTROKE("test-key") " makes a call" },
	{ key_without_money, 0, KEYSTROKE("check-key") " checks again" },
	{ key_without_money, 0, KEYSTROKE("fund") " shows the ways" },
	{ key_at_its_limit, 0, KEYSTROKE("edit-key") " changes its limits" },
	{ minted, 0, KEYSTROKE("fund") " shows the ways" },
	{ minted_unchecked, 0, KEYSTROKE("check-key") " tries again" },
	{ minted_in_place, 0, KEYSTROKE("delete-key") " deletes the old one" },
	{ batch_over, 0, KEYSTROKE("retry") " goes on with" },
	{ batch_unsealed, 0, "yet: " KEYSTROKE("retry") },
	{ batch_stopping, 0, KEYSTROKE("retry") " stores the key again" },
	{ batch_unknown, 0, "then " KEYSTROKE("palette") "check-mint looks" },
	{ orphan_found, 0, KEYSTROKE("delete-key") " deletes it" },
	{ orphan_not_listed, 0, KEYSTROKE("list-keys") " tries again" },
	{ credit, 0, KEYSTROKE("x402-top-up") " pays USDC in" },
	{ credit_open, 0, KEYSTROKE("x402-settle") " looks at the chain" },
	{ allowances_unread, 0, KEYSTROKE("allowances") " asks the chain" },
	{ help_staked, COMMAND_HELP, NULL },
	{ nothing, COMMAND_WALLET_MENU, NULL },
	{ stuck, COMMAND_TX, KEYSTROKE("speed-up") " speed up" },
	{ stuck, COMMAND_TX, KEYSTROKE("cancel-transaction") " cancel: one" },
	{ stuck, COMMAND_TX, KEYSTROKE("forget-transaction") " give up: follow" },
};

static void open_scene(struct help *help, size_t scene, const struct keybind_changes *changes)
{
	help_open(help, 50, 80);
	if (changes)
		help->ui.changes = *changes;
	scenes[scene].set(help);
	if (scenes[scene].then)
		ui_run(&help->ui, &help->model, scenes[scene].then);
}

static void assert_scene(size_t scene, const struct keybind_changes *changes)
{
	struct keystrokes keystrokes = { .panes = &keybinds_panes, .changes = changes };
	struct help help;
	char *words;

	if (!scenes[scene].words)
		return;
	open_scene(&help, scene, changes);
	help_draw(&help);
	keystrokes.here = ui_keybinds(&help.ui);
	words = keystroke_words(&keystrokes, scenes[scene].words);
	if (!strstr(shown(&help), words))
		fail_msg("scene %zu: '%s' is not shown in:\n%s", scene, words, help_draw(&help));
	free(words);
	help_close(&help);
}

static void sentences_name_the_keys_that_hold(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(scenes); i++) {
		assert_scene(i, NULL);
		assert_scene(i, &everything);
	}
}

/* True for an input that does something here: it has no name, or the table takes no other letter. */
static bool holds(const struct help *help, int input)
{
	struct keybind_at at = { .first = ui_keybinds(&help->ui) };

	while (keybind_step(&at, &help->ui.changes, dialog_top(&help->ui), &help->model))
		if (keybind_has(&at.bind, input))
			return true;
	return false;
}

/* True if the word at `at` stands as a keystroke does: "m mints", "Enter: sign", "(D: all". */
static bool names_key(const char *text, const char *at, size_t len)
{
	bool begins = at == text || strchr(" (", at[-1]), counts = at > text + 1 && strchr("0123456789", at[-2]);
	const char *end = at + len;

	return begins && !counts && (*end == ':' || (*end == ' ' && end[1] >= 'a' && end[1] <= 'z'));
}

static void assert_no_default(const struct help *help, size_t scene, const char *text, int input)
{
	bool is_word = input < 0x80 && strchr("aA12345", input);
	char name[INPUT_NAME_SIZE];

	input_name(name, input);
	if (is_word || holds(help, input))
		return;
	for (const char *at = strstr(text, name); at; at = strstr(at + 1, name))
		if (names_key(text, at, strlen(name)))
			fail_msg("scene %zu: '%.40s'", scene, at);
}

static void assert_no_default_of(const struct help *help, size_t scene, const char *text, const struct keybinds *first)
{
	struct keybind_at at = { .first = first };

	while (keybind_step(&at, NULL, NULL, NULL))
		for (size_t i = 0; keybind_name(&at.bind) && i < KEYBIND_INPUTS && at.bind.inputs[i]; i++)
			assert_no_default(help, scene, text, at.bind.inputs[i]);
}

static void no_default_key_is_left_anywhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(scenes); i++) {
		const struct keybinds *first;
		struct help help;
		char *text;

		open_scene(&help, i, &everything);
		text = mem_string(shown(&help));
		for (size_t table = 0; (first = keybind_all(table)); table++)
			assert_no_default_of(&help, i, text, first);
		free(text);
		help_close(&help);
	}
}

/* Each name is the name of a keystroke, and no text from outside can be taken for one. */
static void what_is_no_name_is_left_alone(void **state)
{
	char clean[64], *words;

	(void)state;
	words = keystroke_words(NULL, KEYSTROKE("no-such-name") " does");
	assert_string_equal(words, "no-such-name does");
	free(words);
	words = keystroke_words(NULL, "cut off " KEYSTROKE_BEGIN "mint");
	assert_string_equal(words, "cut off m");
	free(words);
	assert_null(keystroke_words(NULL, "{mint} mints"));
	text_sanitise(clean, sizeof(clean), KEYSTROKE("mint") " mints", strlen(KEYSTROKE("mint") " mints"));
	assert_null(keystroke_words(NULL, clean));
	for (size_t i = 0; i < ARRAY_LENGTH(scenes); i++)
		for (const char *at = scenes[i].words; at && (at = strstr(at, KEYSTROKE_BEGIN)); at++) {
			char name[KEYBIND_NAME_SIZE];

			snprintf(name, sizeof(name), "%.*s", (int)strcspn(at + 1, KEYSTROKE_END), at + 1);
			assert_true(is_listed(name));
		}
}

static int set_up(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C.UTF-8");
	list_names();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences_name_the_keys_that_hold),
		cmocka_unit_test(no_default_key_is_left_anywhere),
		cmocka_unit_test(what_is_no_name_is_left_alone),
	};

	return cmocka_run_group_tests_name("tui_keystroke", tests, set_up, NULL);
}
