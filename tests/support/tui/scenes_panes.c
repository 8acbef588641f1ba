/* The panes, as they are in some weeks of an agent's life. */
#include "tests/support/tui/scenes.h"

#define DAY_MS INT64_C(86400000)

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

static void scene_fresh(struct help *help)
{
	help_wallets(help);
	help->model.balances[0].eth = help->model.balances[0].vvv = amount_zero(TOKEN_ETH);
	help->model.balances[0].vvv.token = TOKEN_VVV;
	help->model.balances[0].pending_rewards = amount_zero(TOKEN_VVV);
}

/* Approved and staked from here, some minutes ago. */
static void scene_sent(struct help *help)
{
	static const enum purpose purposes[] = { PURPOSE_APPROVE, PURPOSE_STAKE };

	help_staked(help);
	set_terms(help);
	for (size_t i = 0; i < ARRAY_LENGTH(purposes); i++)
		help->model.plan.sent[purposes[i]] = (struct sent_tx){
			.sent = true, .owner = help->model.accounts.items[0].address, .block = 38201101 + i,
			.hash = { 0x8f, 0x2c, [31] = (uint8_t)(0x21 + i) }, .amount = help_amount(TOKEN_VVV, "10"),
			.time_ms = NOW_MS - 245000,
		};
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

/* Thousandths of a DIEM, today first: the first seven days are what key_rows say. */
static const struct { bool told; int64_t days[14]; } key_days[] = {
	{ true, { 2500, 1100, 3300, 4100, 1600, 900, 700, 0, 0, 2200, 5200, 3000, 0, 400 } },
	{ true, { 400, 0, 0, 100, 100, 300, 0, 200, 200, 200 } },
	{ true, { 20000, 1750, 10000, 0, 0, 0, 0, 12500 } },
	{ true, { 0 } },
	{ false, { 0, 0, 3000 } },	/* Venice tells no days of it */
};

/* What Venice told an ADMIN key of them. */
static void add_usage(struct help *help)
{
	struct usage *usage = mem_new(1, sizeof(*usage));
	struct usage_rows *rows = &usage->by[USAGE_BY_KEY];

	usage->of = help_address(ADDRESS_1);
	usage->days = 30;
	usage->today = NOW_MS / DAY_MS;
	rows->told = true;
	rows->count = ARRAY_LENGTH(key_days);
	rows->items = mem_new(rows->count, sizeof(*rows->items));
	usage->series = mem_new(ARRAY_LENGTH(key_days), sizeof(*usage->series));
	for (size_t i = 0; i < ARRAY_LENGTH(key_days); i++) {
		struct usage_series *series = &usage->series[usage->series_count];

		snprintf(rows->items[i].id, KEY_ID_SIZE, "key-%zu", i);
		snprintf(rows->items[i].name, KEY_DESCRIPTION_SIZE, "%s", key_rows[i].description);
		memcpy(series->name, rows->items[i].name, KEY_DESCRIPTION_SIZE);
		for (size_t day = 0; day < ARRAY_LENGTH(key_days[i].days); day++) {
			series->days[day] = key_days[i].days[day] * 1000;
			rows->items[i].diem += series->days[day];
		}
		usage->series_count += key_days[i].told;
	}
	help->model.usage.got = usage;
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
void scene_lived(struct help *help)
{
	help_staked(help);
	set_terms(help);
	add_keys(help);
	add_usage(help);
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

/* More than any screen shows. */
static void scene_many(struct help *help)
{
	struct model *model = &help->model;
	struct balances known;
	size_t count = 80;

	scene_lived(help);
	known = model->balances[0];
	free(model->accounts.items);
	free(model->balances);
	model->accounts = (struct accounts){ mem_new(count, sizeof(struct account)), count };
	model->balances = mem_new(count, sizeof(*model->balances));
	for (size_t i = 0; i < count; i++) {
		snprintf(model->accounts.items[i].name, ACCOUNT_NAME_MAX, "agent-%03zu", i + 1);
		model->accounts.items[i].address = help_address(i ? ADDRESS_2 : ADDRESS_1);
		model->accounts.items[i].address.bytes[19] ^= (uint8_t)i;
		model->accounts.items[i].marked = i % 7 == 3;
		model->marked += model->accounts.items[i].marked;
		model->balances[i] = known;
	}
	free(model->keys.items);
	model->keys = (struct key_list){ mem_new(count, sizeof(*model->keys.items)), count };
	for (size_t i = 0; i < count; i++) {
		struct key_info *key = &model->keys.items[i];

		snprintf(key->id, sizeof(key->id), "key-%03zu", i);
		snprintf(key->description, sizeof(key->description), "worker %zu", i);
		snprintf(key->last6, sizeof(key->last6), "k%05zu", i);
		snprintf(key->network, sizeof(key->network), "practice");
		key->limit[KEY_USD] = key->limit[KEY_VCU] = key->limit[KEY_DIEM] = KEY_NO_LIMIT;
		key->stored = true;
		key->address = help_address(ADDRESS_1);
	}
	for (unsigned i = 0; i < count; i++)
		add_transaction(help, (uint8_t)(10 + i), PURPOSE_STAKE, "1", 3 * DAY_MS - i * 60000, "0.000001");
}

/* What can be taken out, and what could be unstaked, since the wallet is open. */
static void scene_cooled(struct help *help)
{
	scene_lived(help);
	help->model.balances[0].cooldown.ends_ms = NOW_MS - 60000;
	help->model.balances[0].svvv_unlocked = help_amount(TOKEN_SVVV, "10");
	scene_unlock(help);
}

static void scene_watched(struct help *help)
{
	help_staked(help);
	help->model.accounts.items[0].kind = ACCOUNT_WATCH;
}

static void scene_readonly(struct help *help)
{
	help_wallets(help);
	help->model.readonly = true;
}

static void scene_backoff(struct help *help)
{
	help_staked(help);
	set_terms(help);
	help_token(help, 200000);
	help->model.mint.state = MINT_BACKOFF;
	help->model.mint.retry_at_ms = NOW_MS + 12000;
	(void)err_set(&help->model.mint.err, ERR_RATE_LIMITED, "Too many requests");
}

static void scene_real(struct help *help)
{
	scene_lived(help);
	assert_true(network_builtin(&help->model.network, "base"));
	help->model.balances[0].read_ms = NOW_MS - 600000;
	(void)err_set(&help->model.refresh.err, ERR_TIMEOUT, "no answer");
	help->model.rpc.ok = false;
}

static void scene_review_waits(struct help *help)
{
	help_wallets(help);
	help_review(help);
	help->ui.opening.begun = 0;
}

const struct scene scenes_panes[] = {
	{ "empty", NULL, NULL, "" },
	{ "fresh", NULL, scene_fresh, "" },
	{ "sent", NULL, scene_sent, "" },
	{ "token", NULL, scene_token, "" },
	{ "wallet", NULL, scene_lived, "1" },
	{ "balances", NULL, scene_lived, "2" },
	{ "lived", NULL, scene_lived, "3" },
	{ "key", NULL, scene_lived, "4" },
	{ "transaction", NULL, scene_lived, "5" },
	{ "no-keys", NULL, help_staked, "4" },
	{ "no-transactions", NULL, help_staked, "5" },
	{ "cooled", NULL, scene_cooled, "" },
	{ "watched", NULL, scene_watched, "" },
	{ "readonly", NULL, scene_readonly, "" },
	{ "backoff", NULL, scene_backoff, "" },
	{ "real", NULL, scene_real, "" },
	{ "review-waits", NULL, scene_review_waits, "" },
	{ "filter", NULL, scene_lived, "4/res" },
	{ "filter-kept", NULL, scene_lived, "4/e\n" },
	{ "filter-hides-all", NULL, scene_lived, "4/zzz" },
	{ "many-wallets", NULL, scene_many, "1jjjjjjjjjjjj" },
	{ "many-keys", NULL, scene_many, "4G" },
	{ "many-transactions", NULL, scene_many, "5jjjjjjjjjjjjjjjjjjjjjjjj" },
};

const size_t scenes_pane_count = ARRAY_LENGTH(scenes_panes);
