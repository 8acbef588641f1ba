/* The dialogs, each in each of its modes. */
#include "tests/support/tui/scenes.h"

#define DAY_MS INT64_C(86400000)
#define WORDS "abandon ability able about above absent absorb abstract absurd abuse access accident"

void scene_waiting(struct help *help, int64_t ms)
{
	help_wallets(help);
	help_review(help);
	help->model.tx.state = TX_WAITING;
	help->model.tx.entry.time_ms = NOW_MS - ms;
	help->model.now_ms = NOW_MS;
}

void scene_review(struct help *help)
{
	help_wallets(help);
	help_review(help);
}

static void scene_error(struct help *help)
{
	help_staked(help);
	help_mint_failed(help, ERR_NO_STAKE, "Wallet has no staked VVV on Base");
}

static void scene_minted(struct help *help)
{
	help_staked(help);
	help_keys(help);
	help_minted(help, true);
	help->model.revealed = apikey_new(APIKEY_MAX);
	assert_true(secret_append(&help->model.revealed->s, ADDRESS_1 ADDRESS_2, 84));
	snprintf(help->model.revealed_id, KEY_ID_SIZE, "key-1");
}

static void scene_words(struct help *help)
{
	help_words(help, WORDS " " WORDS);
}

void scene_handover(struct help *help)
{
	static const struct handover_command commands[] = { { "pass", "pass insert --multiline --force venice/key" } };

	help_staked(help);
	help_keys(help);
	help->model.handover.commands = commands;
	help->model.handover.command_count = ARRAY_LENGTH(commands);
}

void scene_batch(struct help *help)
{
	struct flow_batch *batch = &help->model.batch;

	help_wallets(help);
	batch->count = 6;
	batch->at = 1;
	batch->running = true;
	batch->rows = mem_new(batch->count, sizeof(*batch->rows));
	for (size_t i = 0; i < batch->count; i++) {
		batch->rows[i].account = help->model.accounts.items[i % 2];
		batch->rows[i].state = (enum batch_state)i;
		memcpy(batch->rows[i].last6, "abcdef", 7);
	}
	(void)err_set(&batch->rows[BATCH_SKIPPED].err, ERR_KEY_EXISTS, "it has a key");
	(void)err_set(&batch->rows[BATCH_UNKNOWN].err, ERR_MINT_UNKNOWN, "no answer came");
	(void)err_set(&batch->rows[BATCH_FAILED].err, ERR_NO_STAKE, "Wallet has no staked VVV on Base");
	help->model.mint.state = MINT_BACKOFF;
	help->model.mint.retry_at_ms = NOW_MS + 12000;
	(void)err_set(&help->model.mint.err, ERR_RATE_LIMITED, "Too many requests");
}

static void scene_tx(struct help *help)
{
	scene_waiting(help, 25000);
}

static void scene_tx_page(struct help *help)
{
	struct log_entry mined = { .event = "tx_mined", .tx = { .any = true, .purpose = PURPOSE_STAKE, .block = 7 } };

	help_wallets(help);
	mined.address = help->model.accounts.items[0].address;
	snprintf(mined.network, sizeof(mined.network), "%s", help->model.network.name);
	log_entries_add(&help->model.log, &mined);
}

static bool may_be(const char *name, const char *value)
{
	(void)name;
	return strcmp(value, "yes") == 0 || strcmp(value, "no") == 0;
}

static struct setting_rows *some_settings(void)
{
	static struct setting_rows rows;

	rows = (struct setting_rows){
		.items = {
			{ .name = "max-tip", .help = "The most of a tip.", .form = "an amount", .usual = "0.00005", .value = "0.00005",
			  .from = "usual" },
			{ .name = "mouse", .help = "Whether the mouse chooses.", .form = "yes or no", .usual = "yes", .value = "no",
			  .from = "config, line 3", .changes = true, .switches = true },
		},
		.count = 2, .file = "/home/me/config", .rest = "2 policies", .may_be = may_be,
		.mistakes = { { 4, 1, "line 4, column 1: there is no setting 'frob'" } }, .mistake_count = 1,
	};
	return &rows;
}

void scene_settings(struct help *help)
{
	help->model.settings = some_settings();
}

void scene_unlock(struct help *help)
{
	help->model.unlocked = true;
	help->model.unlocked_address = help->model.accounts.items[0].address;
	help->model.tuning.lock_after_ms = DAY_MS;
	help->model.lock_at_ms = NOW_MS + DAY_MS;
}

static void scene_key(struct help *help)
{
	static const struct model_rates rates[] = {
		{ "glm-4.7", { { "RPM", "500" }, { "TPM", "1000000" } }, 2 },
		{ "qwen3-coder-480b", { { "RPM", "20" }, { "TPM", "500000" } }, 2 },
	};
	struct key_check *check = mem_new(1, sizeof(*check));

	help_staked(help);
	help_keys(help)->created_ms = NOW_MS - 40 * DAY_MS;
	help->model.keys.items[0].remote = true;
	*check = (struct key_check){
		.id = "key-1", .can_consume = true, .access_permitted = true, .has_limits = true, .has_account = true,
		.account_can_consume = true, .currency = "DIEM", .diem = "25.5", .usd = "5", .diem_allocation = "100",
		.tier = "paid", .charged = true, .next_epoch_ms = NOW_MS + 18000000, .checked_ms = NOW_MS - 180000,
	};
	check->rates.items = mem_new(ARRAY_LENGTH(rates), sizeof(*rates));
	check->rates.count = ARRAY_LENGTH(rates);
	memcpy(check->rates.items, rates, sizeof(rates));
	help->model.checks = check;
	help->model.check_count = 1;
}

static void scene_unstored_key(struct help *help)
{
	help_staked(help);
	help_keys(help)->stored = false;
	help->model.keys.items[0].remote = true;
}

static void scene_revealed(struct help *help)
{
	scene_minted(help);
	help->model.mint.state = MINT_IDLE;
}

static void scene_masked(struct help *help)
{
	help_staked(help);
	help_keys(help);
	help_minted(help, false);
}

static void scene_replaced(struct help *help)
{
	scene_masked(help);
	snprintf(help->model.key_admin.replaced, sizeof(help->model.key_admin.replaced), "key-0");
}

static void scene_batch_over(struct help *help)
{
	scene_batch(help);
	help->model.batch.running = false;
	help->model.batch.rows[BATCH_WORKING].state = BATCH_DONE;
	help->model.mint.state = MINT_IDLE;
}

static void scene_accounts(struct help *help)
{
	struct derived_accounts *derived = &help->model.task.derived;

	help_wallets(help);
	*derived = (struct derived_accounts){ mem_new(3, sizeof(*derived->items)), 3 };
	help->model.task.balances = mem_new(3, sizeof(struct balances));
	help->model.task.derived_of = help->model.accounts.items[0];
	for (size_t i = 0; i < derived->count; i++) {
		snprintf(derived->items[i].path, sizeof(derived->items[i].path), "m/44'/60'/0'/0/%zu", i);
		derived->items[i].address = i ? help_address(ADDRESS_2) : help_address(ADDRESS_1);
		derived->items[i].address.bytes[0] ^= (uint8_t)(i / 2);
	}
	help->model.task.balances[0] = help->model.balances[0];
}

/* A mint whose outcome is unknown, looked up with a stored ADMIN key. */
static void scene_orphan(struct help *help, bool found)
{
	struct key_info *keys = mem_new(2, sizeof(*keys));

	help_staked(help);
	keys[0] = (struct key_info){ .id = "key-1", .type = KEY_ADMIN, .stored = true, .network = "practice" };
	keys[1] = (struct key_info){ .id = "key-2", .last6 = "abcdef", .remote = true };
	keys[1].created_ms = found ? NOW_MS : NOW_MS - DAY_MS;
	keys[0].address = keys[1].address = help->model.accounts.items[0].address;
	snprintf(keys[1].description, sizeof(keys[1].description), "Web3 API Key");
	help->model.keys = (struct key_list){ keys, 2 };
	help->model.mint.account = help->model.accounts.items[0];
	help->model.mint.state = MINT_UNKNOWN;
	help->model.mint.intent_ms = NOW_MS - 1000;
	help->frozen = true;
	dialog_orphan_open(&help->ui, &help->model);
	help->model.key_admin.listed_ms = NOW_MS;
}

static void scene_orphan_found(struct help *help)
{
	scene_orphan(help, true);
}

static void scene_no_orphan(struct help *help)
{
	scene_orphan(help, false);
}

static void scene_cannot_look(struct help *help)
{
	scene_orphan(help, false);
	help->model.keys.items[0].type = KEY_INFERENCE;
	help->model.key_admin.listed_ms = 0;
}

static void scene_report(struct help *help)
{
	scene_error(help);
	help_draw(help);
	dialog_open(&help->ui, &dialog_report, &help->model);
}

static void scene_credit(struct help *help)
{
	struct flow_x402 *x402 = &help->model.x402;

	help_staked(help);
	help->frozen = true;
	x402->of = help->model.accounts.items[0].address;
	x402->has_balance = true;
	x402->balance = (struct x402_balance){ .minimum = "5", .usd = "12.5", .can_consume = true };
	x402->has_ledger = true;
	x402->ledger = (struct x402_ledger){ .items = mem_new(2, sizeof(*x402->ledger.items)), .count = 2 };
	x402->ledger.items[0] =
		(struct x402_entry){ .type = "CHARGE", .amount = "-0.15", .balance_after = "12.5", .model = "glm" };
	x402->ledger.items[1] = (struct x402_entry){ .type = "TOP_UP", .amount = "12.65", .balance_after = "12.65" };
	for (size_t i = 0; i < x402->ledger.count; i++)
		x402->ledger.items[i].time_ms = NOW_MS - (int64_t)(i + 1) * 3600000;
	dialog_open(&help->ui, &dialog_x402, &help->model);
}

/* What contracts may take, as it was read of the current wallet. */
static struct flow_allowances *open_allowances(struct help *help, enum allowances_state read)
{
	struct flow_allowances *flow = &help->model.allowances;

	help_staked(help);
	help->frozen = true;
	dialog_open(&help->ui, &dialog_allowances, &help->model);
	flow->state = read;
	flow->account = help->model.accounts.items[0];
	return flow;
}

void scene_allowances(struct help *help)
{
	struct flow_allowances *flow = open_allowances(help, ALLOWANCES_READ);

	flow->items[0] = (struct allowance){ CONTRACT_STAKING, help_amount(TOKEN_VVV, "12.5") };
	flow->items[1] = (struct allowance){ CONTRACT_STAKING, { TOKEN_USDC, { { ~0ull, ~0ull, ~0ull, ~0ull } } } };
	flow->items[2] = (struct allowance){ CONTRACT_ROUTER, help_amount(TOKEN_USDC, "1000.000001") };
	flow->count = 3;
}

/* As long as amounts get, below those that are as good as without a limit. */
static void scene_long_allowances(struct help *help)
{
	scene_allowances(help);
	help->model.allowances.items[0].amount.units = (struct u256){ { ~0ull - 1, UINT32_MAX, 0, 0 } };
	help->model.allowances.items[2].amount.units = (struct u256){ { ~0ull - 1, UINT32_MAX, 0, 0 } };
}

static void scene_no_allowances(struct help *help)
{
	(void)open_allowances(help, ALLOWANCES_READ);
}

static void scene_allowances_asked(struct help *help)
{
	(void)open_allowances(help, ALLOWANCES_ASKING);
}

static void scene_allowances_failed(struct help *help)
{
	(void)err_set(&open_allowances(help, ALLOWANCES_FAILED)->err, ERR_UNREACHABLE, "127.0.0.1:8545: Couldn't connect to server");
}

static void scene_allowances_kept(struct help *help)
{
	scene_allowances(help);
	help->model.readonly = true;
}

static void scene_log(struct help *help)
{
	static const char *const events[] = { "wallet_added", "tx_sent", "tx_mined", "token", "key_minted" };

	help_staked(help);
	for (size_t i = 0; i < ARRAY_LENGTH(events); i++) {
		struct log_entry entry = { .time_ms = NOW_MS - 600000 + (int64_t)i * 60000, .network = "practice" };

		snprintf(entry.event, sizeof(entry.event), "%s", events[i]);
		snprintf(entry.text, sizeof(entry.text), "what the log says of %s", events[i]);
		entry.address = help->model.accounts.items[0].address;
		log_entries_add(&help->model.log, &entry);
	}
}

/* Something was sent to the second. */
void scene_book(struct help *help)
{
	struct log_entry sent = { .event = "tx_mined", .tx = { .any = true, .purpose = PURPOSE_SEND } };

	help_wallets(help);
	help->model.book = (struct accounts){ mem_new(2, sizeof(struct account)), 2 };
	for (size_t i = 0; i < help->model.book.count; i++) {
		struct account *entry = &help->model.book.items[i];

		*entry = (struct account){ .kind = ACCOUNT_WATCH, .address = help_address(i ? BOOK_2 : BOOK_1) };
		snprintf(entry->name, sizeof(entry->name), "%s", i ? "exchange" : "anna");
		snprintf(entry->file, sizeof(entry->file), "%s.json", i ? BOOK_2 : BOOK_1);
	}
	sent.time_ms = NOW_MS - 5 * DAY_MS;
	sent.tx.recipient = help_address(BOOK_2);
	snprintf(sent.network, sizeof(sent.network), "%s", help->model.network.name);
	log_entries_add(&help->model.log, &sent);
}

static void scene_book_damaged(struct help *help)
{
	scene_book(help);
	help->model.book_damaged = 1;
}

static void scene_messages(struct help *help)
{
	help_staked(help);
	for (int i = 0; i < MESSAGE_HISTORY + 8; i++)
		model_say(&help->model, i % 5 == 0, "message %d", i);
}

static void scene_locked(struct help *help)
{
	help_staked(help);
	(void)err_set(&help->model.session.err, ERR_WRONG_PASSWORD, "no");
}

/* The command was chosen, and has the key. */
static void scene_handing_over(struct help *help)
{
	scene_handover(help);
	help_type(help, "4h");
	help_draw(help);
	help->frozen = true;
	help->model.handover.request = 1;
	help_type(help, "1");
	help_draw(help);
}

static void scene_handed_over(struct help *help)
{
	scene_handing_over(help);
	help->model.handover.request = 0;
}

static void scene_handover_failed(struct help *help)
{
	scene_handed_over(help);
	(void)err_set(&help->model.handover.err, ERR_HANDOVER_FAILED, "pass ended with status 1");
	help->model.handover.output = mem_string("gpg: no such recipient");
}

/* More than the wallet's policy lets go, so the answer is a word. */
static void scene_exceeds(struct help *help)
{
	static struct policy policy;

	scene_review(help);
	policy = (struct policy){ .wallet = "agent-1", .caps_tx[TOKEN_VVV] = true };
	policy.per_tx[TOKEN_VVV] = help_amount(TOKEN_VVV, "5");
	help->model.policies = &policy;
	help->model.policy_count = 1;
	help->model.tx.purpose = help->model.plan.steps[0] = PURPOSE_STAKE;
}

/* A stake that is in the journal, and waits to be mined. */
static void scene_sent(struct help *help)
{
	struct journal_entry entry = { .kind = JOURNAL_TX, .time_ms = NOW_MS - 90000, .purpose = PURPOSE_STAKE };
	struct tx tx = { .nonce = 7, .gas_limit = 60000, .max_fee = u256_from_u64(2000000000),
			 .max_priority_fee = u256_from_u64(1000000000), .to = contract_address(CONTRACT_STAKING) };
	struct signature signature = { .r = { 1 }, .s = { 1 } };

	help_wallets(help);
	tx.chain_id = help->model.network.chain_id;
	entry.amount = help_amount(TOKEN_VVV, "10");
	entry.address = help_address(ADDRESS_1);
	snprintf(entry.id, sizeof(entry.id), "id-7");
	snprintf(entry.network, sizeof(entry.network), "%s", help->model.network.name);
	memset(entry.hash, 0x7a, sizeof(entry.hash));
	buf_init(&tx.data, 0);
	buf_init(&entry.raw, 0);
	assert_true(tx_encode_signed(&entry.raw, &tx, &signature));
	tx_free(&tx);
	journal_add(&help->model.journal, &entry);
	journal_entry_free(&entry);
}

static void scene_base(struct help *help)
{
	assert_true(network_builtin(&help->model.network, "base"));
}

/* One of the two keys is stored here. */
static void scene_node(struct help *help)
{
	struct key_info *keys;

	help_staked(help);
	keys = help_keys(help);
	keys[0].stored = true;
	snprintf(keys[0].network, sizeof(keys[0].network), "%s", help->model.network.name);
	help->model.rpc_cost = (struct rpc_cost){ .requests = 21, .nano_usd = 294000 };
}

static void scene_no_network(struct help *help)
{
	help->model.arrived = true;
	help->model.rpc = (struct health){ .known = true };
	(void)err_set(&help->model.rpc.err, ERR_UNREACHABLE, "127.0.0.1:8545: Couldn't connect to server");
}

static void scene_only_watched(struct help *help)
{
	help_wallets(help);
	help->model.accounts.items[0].kind = ACCOUNT_WATCH;
}

static void scene_signing_out(struct help *help)
{
	scene_review(help);
	help->model.tx.state = TX_WAITING;
}

void scene_rich(struct help *help)
{
	help_staked(help);
	help_keys(help);
	help->model.balances[0].usdc = help_amount(TOKEN_USDC, "20");
	help->model.balances[0].diem = help_amount(TOKEN_DIEM, "2");
	help->model.balances[0].diem_staked = help_amount(TOKEN_DIEM, "1.25");
	help->model.balances[0].svvv_unlocked = help_amount(TOKEN_SVVV, "10");
}

const struct scene scenes_dialogs[] = {
	{ "accounts", &dialog_accounts, scene_accounts, "" },
	{ "allowances", &dialog_allowances, scene_allowances, "" },
	{ "allowances-long", &dialog_allowances, scene_long_allowances, "" },
	{ "allowances-marked", &dialog_allowances, scene_allowances, "j" },
	{ "allowances-readonly", &dialog_allowances, scene_allowances_kept, "" },
	{ "allowances-none", &dialog_allowances, scene_no_allowances, "" },
	{ "allowances-asked", &dialog_allowances, scene_allowances_asked, "" },
	{ "allowances-failed", &dialog_allowances, scene_allowances_failed, "" },
	{ "batch", &dialog_batch, scene_batch, "" },
	{ "batch-over", &dialog_batch, scene_batch_over, "" },
	{ "minted", &dialog_minted, scene_minted, "" },
	{ "minted-masked", &dialog_minted, scene_masked, "" },
	{ "minted-in-place", &dialog_minted, scene_replaced, "" },
	{ "reveal", &dialog_reveal, scene_revealed, "" },
	{ "words", &dialog_words, scene_words, "" },
	{ "words-asked", &dialog_words, scene_words, "\n" },
	{ "words-discarded", &dialog_words, scene_words, "\033" },
	{ "review", &dialog_review, scene_review, "" },
	{ "review-yes", &dialog_review, scene_review, "\t" },
	{ "review-word", &dialog_review_word, help_wallets, ":remove-wallet\n" },
	{ "review-exceeds", &dialog_review_word, scene_exceeds, "" },
	{ "password", &dialog_password, help_wallets, "u" },
	{ "password-idle", &dialog_password, scene_only_watched, "u" },
	{ "password-wrong", &dialog_password, scene_locked, "usecret" },
	{ "error", &dialog_error, scene_error, "" },
	{ "book", &dialog_book, scene_book, ":addresses\nj" },
	{ "book-empty", &dialog_book, help_wallets, ":addresses\n" },
	{ "book-damaged", &dialog_book, scene_book_damaged, ":addresses\n" },
	{ "first", &dialog_first, scene_base, "\n" },
	{ "first-practice", &dialog_first, NULL, "\n" },
	{ "fund", &dialog_fund, scene_rich, "f" },
	{ "glossary", &dialog_glossary, NULL, "g" },
	{ "glossary-searched", &dialog_glossary, NULL, "gcool" },
	{ "handover", &dialog_handover, scene_handover, "4h" },
	{ "handing-over", &dialog_handover, scene_handing_over, "" },
	{ "handed-over", &dialog_handover, scene_handed_over, "" },
	{ "handover-failed", &dialog_handover, scene_handover_failed, "" },
	{ "help", &dialog_help, scene_rich, "?" },
	{ "help-keys", &dialog_help, scene_rich, "4?" },
	{ "help-searched", &dialog_help, scene_rich, "?/stake" },
	{ "help-of-dialog", &dialog_help, scene_rich, "f?" },
	{ "key-page", &dialog_key, scene_key, "4\n" },
	{ "key-page-filter", &dialog_key, scene_key, "4\n/glm" },
	{ "key-page-unstored", &dialog_key, scene_unstored_key, "4\n" },
	{ "link", &dialog_link, help_wallets, "fp" },
	{ "log", &dialog_log, scene_log, "L" },
	{ "log-filtered", &dialog_log, scene_log, "Ltx" },
	{ "menu", &dialog_menu, help_wallets, "n" },
	{ "messages", &dialog_messages, scene_messages, "M" },
	{ "messages-scrolled", &dialog_messages, scene_messages, "Mjjj" },
	{ "network", &dialog_network, help_wallets, "N" },
	{ "network-real", &dialog_network, scene_base, "Nj" },
	{ "node", &dialog_node, scene_node, "Nv" },
	{ "node-venice", &dialog_node, scene_node, "Nvj" },
	{ "orphan", &dialog_orphan, scene_orphan_found, "" },
	{ "orphan-none", &dialog_orphan, scene_no_orphan, "" },
	{ "orphan-unlisted", &dialog_orphan, scene_cannot_look, "" },
	{ "palette", &dialog_palette, help_wallets, ":" },
	{ "palette-typed", &dialog_palette, help_wallets, ":sta" },
	{ "palette-begun", &dialog_palette, help_wallets, ":sta\001" },
	{ "palette-nothing", &dialog_palette, help_wallets, ":zzz" },
	{ "practise", &dialog_practise, NULL, ":practise\n" },
	{ "practise-real", &dialog_practise, scene_base, ":practise\n" },
	{ "practise-waiting", &dialog_practise, scene_no_network, "" },
	{ "receive", &dialog_receive, help_wallets, "a" },
	{ "report", &dialog_report, scene_report, "" },
	{ "settings", &dialog_settings, scene_settings, "," },
	{ "settings-changed", &dialog_settings, scene_settings, ",j" },
	{ "settings-answered", &dialog_settings, scene_settings, ",j\n\025yes" },
	{ "settings-edited", &dialog_settings, scene_settings, ",j\nperhaps" },
	{ "task", &dialog_task, help_wallets, "w" },
	{ "task-watched", &dialog_task, scene_only_watched, "w" },
	{ "theme", &dialog_theme, NULL, "T" },
	{ "theme-light", &dialog_theme, NULL, "Tjj" },
	{ "tx", &dialog_tx, scene_tx, "x" },
	{ "tx-page-open", &dialog_tx_page, scene_sent, "5\n" },
	{ "tx-page", &dialog_tx_page, scene_tx_page, "5\n" },
	{ "quit", &dialog_review, scene_signing_out, "q" },
	{ "x402", &dialog_x402, scene_credit, "" },
};

const size_t scenes_dialog_count = ARRAY_LENGTH(scenes_dialogs);
