/* Screens without their footers, at the sizes that the design names, kept as text in tests/unit/golden: UPDATE_GOLDEN=1
 * writes them anew. */
#include "tests/unit/tui_help.h"

#define FOLDER "tests/unit/golden"
#define DAY_MS INT64_C(86400000)

static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 30, 100 }, { 40, 140 }, { 60, 200 } };

/* Terms of a day on which all stakes earn 0.01 VVV a second. */
static void set_terms(struct help *help)
{
	struct staking_terms *terms = &help->model.terms;

	terms->yield_known = true;
	terms->a_second = help_amount(TOKEN_VVV, "0.01");
	terms->staked = help_amount(TOKEN_SVVV, "1000000");
	terms->locked = amount_zero(TOKEN_SVVV);
	terms->cooldown_ms = 7 * DAY_MS;
	terms->diem_cooldown_ms = DAY_MS;
	help->model.server_clock_known = true;
}

static void scene_empty(struct help *help)
{
	(void)help;
}

static void scene_fresh(struct help *help)
{
	help_wallets(help);
	help->model.balances[0].eth = help->model.balances[0].vvv = amount_zero(TOKEN_ETH);
	help->model.balances[0].vvv.token = TOKEN_VVV;
	help->model.balances[0].pending_rewards = amount_zero(TOKEN_VVV);
}

/* Unlocked, staked, and with a token that has 13:27 left. */
static void scene_token(struct help *help)
{
	help_staked(help);
	set_terms(help);
	help_token(help, 807000);
	help->model.unlocked = true;
	help->model.unlocked_address = help->model.accounts.items[0].address;
	help->model.tuning.lock_after_ms = 300000;
	help->model.lock_at_ms = NOW_MS + 271000;
}

static const struct {
	const char *description, *last6, *week, *period;
	int64_t limit, expires_in, used_ago;
} key_rows[] = {
	{ "web agent", "fV2jNW", "14.2", "2.5", 10000000, 12 * DAY_MS + 4 * 3600000, 180000 },
	{ "nightly summaries", "hjIP38", "0.9", "0.4", 5000000, 0, 7 * 3600000 },
	{ "research, long runs", "pQ8xZa", "31.75", "20", 20000000, 20 * 3600000, 4000 },
	{ "", "k02mLs", "", "", KEY_NO_LIMIT, 90 * DAY_MS, 0 },
	{ "draft: newsletter translator", "Yt71bb", "3", "0", 1000000, 2 * DAY_MS, 2 * DAY_MS },
};

static void add_keys(struct help *help)
{
	size_t count = ARRAY_LENGTH(key_rows);
	struct key_info *keys = mem_new(count, sizeof(*keys));

	for (size_t i = 0; i < count; i++) {
		snprintf(keys[i].id, sizeof(keys[i].id), "key-%zu", i);
		snprintf(keys[i].description, sizeof(keys[i].description), "%s", key_rows[i].description);
		snprintf(keys[i].last6, sizeof(keys[i].last6), "%s", key_rows[i].last6);
		snprintf(keys[i].usage_diem, sizeof(keys[i].usage_diem), "%s", key_rows[i].week);
		snprintf(keys[i].period_diem, sizeof(keys[i].period_diem), "%s", key_rows[i].period);
		snprintf(keys[i].network, sizeof(keys[i].network), "practice");
		keys[i].limit[KEY_USD] = keys[i].limit[KEY_VCU] = KEY_NO_LIMIT;
		keys[i].limit[KEY_DIEM] = key_rows[i].limit;
		keys[i].created_ms = NOW_MS - 18 * DAY_MS;
		keys[i].expires_ms = key_rows[i].expires_in ? NOW_MS + key_rows[i].expires_in : 0;
		keys[i].used_ms = key_rows[i].used_ago ? NOW_MS - key_rows[i].used_ago : 0;
		keys[i].stored = keys[i].remote = true;
		keys[i].address = help_address(ADDRESS_1);
	}
	help->model.keys = (struct key_list){ keys, count };
}

static void add_transaction(struct help *help, uint8_t n, enum purpose purpose, const char *amount, int64_t ago,
			    const char *fee)
{
	struct log_entry entry = {
		.time_ms = NOW_MS - ago, .event = "tx_mined", .network = "practice", .address = help_address(ADDRESS_1),
		.tx = { .any = true, .purpose = purpose, .hash = { 0x8f, 0x2c, n }, .nonce = n, .block = 38201000 + n },
	};

	entry.tx.amount = help_amount(TOKEN_VVV, amount);
	entry.tx.fee = help_amount(TOKEN_ETH, fee).units;
	entry.tx.paid = (struct fee_paid){ .has_gas = true, .gas = entry.tx.fee, .has_l1 = true };
	log_entries_add(&help->model.log, &entry);
}

/* All that an agent of some weeks has. */
static void scene_lived(struct help *help)
{
	help_staked(help);
	set_terms(help);
	add_keys(help);
	help->model.balances[0].diem = help_amount(TOKEN_DIEM, "0.05");
	help->model.balances[0].diem_staked = help_amount(TOKEN_DIEM, "1.25");
	help->model.balances[0].usdc = help_amount(TOKEN_USDC, "45");
	help->model.balances[0].cooldown.amount = help_amount(TOKEN_VVV, "3");
	help->model.balances[0].cooldown.ends_ms = NOW_MS + 3 * DAY_MS + 5000000;
	add_transaction(help, 1, PURPOSE_APPROVE, "10", 20 * DAY_MS, "0.00000031");
	add_transaction(help, 2, PURPOSE_STAKE, "10", 20 * DAY_MS - 60000, "0.00000102");
	add_transaction(help, 3, PURPOSE_CLAIM, "0.0131", 6 * DAY_MS, "0.00000064");
	add_transaction(help, 4, PURPOSE_UNSTAKE, "3", 4 * DAY_MS, "0.00000088");
}

static const struct scene {
	const char *name;
	void (*make)(struct help *help);
	char focus;
} scenes[] = {
	{ "empty", scene_empty, '3' }, { "fresh", scene_fresh, '3' }, { "token", scene_token, '3' },
	{ "wallet", scene_lived, '1' }, { "balances", scene_lived, '2' }, { "lived", scene_lived, '3' },
	{ "key", scene_lived, '4' }, { "transaction", scene_lived, '5' },
};

static void compare(const char *name, const char *got)
{
	char path[128], *wanted = NULL;
	size_t size = 0;
	FILE *file;

	snprintf(path, sizeof(path), FOLDER "/%s.txt", name);
	file = fopen(path, getenv("UPDATE_GOLDEN") ? "w" : "r");
	assert_non_null(file);
	if (getenv("UPDATE_GOLDEN")) {
		fputs(got, file);
	} else {
		assert_true(getdelim(&wanted, &size, '\0', file) > 0);
		if (strcmp(wanted, got) != 0)
			fail_msg("%s is not the screen. Wanted:\n%s\nGot:\n%s", path, wanted, got);
	}
	free(wanted);
	fclose(file);
}

/* Cuts the last line off, which changes with every keystroke and is tested elsewhere. */
static const char *without_footer(struct help *help)
{
	const char *text = help_draw(help);
	char *last = memrchr(help->text.data, '\n', help->text.len - 1);

	assert_non_null(last);
	last[1] = '\0';
	return text;
}

static void every_scene_at_every_size(void **state)
{
	(void)state;
	for (size_t scene = 0; scene < ARRAY_LENGTH(scenes); scene++)
		for (size_t size = 0; size < ARRAY_LENGTH(sizes); size++) {
			struct help help;
			char name[64];

			help_open(&help, sizes[size].rows, sizes[size].cols);
			scenes[scene].make(&help);
			help_draw(&help);
			help.ui.focus = (enum pane_id)(scenes[scene].focus - '1');
			snprintf(name, sizeof(name), "%s-%dx%d", scenes[scene].name, sizes[size].cols, sizes[size].rows);
			compare(name, without_footer(&help));
			help_close(&help);
		}
}

/* Nothing but ASCII, and nothing that has no stand-in but is a question mark. */
static void every_scene_in_ascii(void **state)
{
	(void)state;
	for (size_t scene = 0; scene < ARRAY_LENGTH(scenes); scene++)
		for (size_t size = 0; size < ARRAY_LENGTH(sizes); size++) {
			struct help help;

			help_open(&help, sizes[size].rows, sizes[size].cols);
			ui_free(&help.ui);
			ui_init(&help.ui, sizes[size].rows, sizes[size].cols, true);
			scenes[scene].make(&help);
			help.ui.focus = (enum pane_id)(scenes[scene].focus - '1');
			help_draw(&help);
			for (const char *c = help_draw(&help); *c; c++)
				assert_true((*c >= ' ' && *c < 0x7f) || *c == '\n');
			assert_hides(&help, "?????");
			help_close(&help);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_scene_at_every_size),
		cmocka_unit_test(every_scene_in_ascii),
	};

	return cmocka_run_group_tests_name("tui_pictures", tests, NULL, NULL);
}
