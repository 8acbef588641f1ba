/* The pane of transactions, and the page of one of them. */
#include "tests/unit/tui_help.h"
#include "tui/pane/tx_order.h"

/* Puts a stake with this number into the journal, with a hash that consists of `byte`. */
static struct journal_entry *waits(struct help *help, uint64_t nonce, uint8_t byte)
{
	struct journal_entry entry = { .kind = JOURNAL_TX, .time_ms = NOW_MS - 90000, .purpose = PURPOSE_STAKE };
	struct tx tx = { .chain_id = help->model.network.chain_id, .nonce = nonce, .gas_limit = 60000,
			 .max_fee = u256_from_u64(2000000000), .max_priority_fee = u256_from_u64(1000000000),
			 .to = contract_address(CONTRACT_STAKING) };
	struct signature signature = { .r = { 1 }, .s = { 1 } };

	entry.amount = help_amount(TOKEN_VVV, "10");
	entry.address = help_address(ADDRESS_1);
	snprintf(entry.id, sizeof(entry.id), "id-%u", byte);
	snprintf(entry.network, sizeof(entry.network), "%s", help->model.network.name);
	memset(entry.hash, byte, sizeof(entry.hash));
	buf_init(&tx.data, 0);
	buf_init(&entry.raw, 0);
	assert_true(tx_encode_signed(&entry.raw, &tx, &signature));
	tx_free(&tx);
	journal_add(&help->model.journal, &entry);
	journal_entry_free(&entry);
	return &help->model.journal.items[help->model.journal.count - 1];
}

/* Makes the flow follow it, as after a look at it. */
static void follow(struct help *help, const struct journal_entry *entry, bool known)
{
	struct flow_tx *flow = &help->model.tx;
	const struct buf *raw = journal_entry_raw(entry, 0);
	struct err err;

	flow->state = TX_WAITING;
	journal_entry_copy(&flow->entry, entry);
	assert_true(tx_decode(&flow->tx, NULL, raw->data, raw->len, &err));
	flow->looks = 1;
	flow->view.known = known;
	flow->view.used = flow->view.pending = flow->tx.nonce;
}

/* Makes a line of the log about a transaction whose hash consists of `byte`. */
static struct log_entry *logged(struct help *help, const char *event, const char *code, uint8_t byte)
{
	struct log_entry entry = { .time_ms = NOW_MS - 3600000 - byte, .address = help_address(ADDRESS_1) };

	snprintf(entry.event, sizeof(entry.event), "%s", event);
	snprintf(entry.code, sizeof(entry.code), "%s", code);
	snprintf(entry.network, sizeof(entry.network), "%s", help->model.network.name);
	snprintf(entry.text, sizeof(entry.text), "what the log says of %u", byte);
	entry.tx = (struct log_tx){ .any = true, .purpose = PURPOSE_APPROVE, .nonce = byte };
	entry.tx.amount = help_amount(TOKEN_VVV, "12.5");
	memset(entry.tx.hash, byte, sizeof(entry.tx.hash));
	log_entries_add(&help->model.log, &entry);
	return &help->model.log.items[help->model.log.count - 1];
}

static void mined(struct log_entry *entry)
{
	entry->tx.block = 38201101;
	entry->tx.paid = (struct fee_paid){
		.has_gas = true, .gas = help_amount(TOKEN_ETH, "0.0000012").units,
		.has_l1 = true, .l1 = help_amount(TOKEN_ETH, "0.0000003").units,
	};
	entry->tx.fee = fee_paid_total(&entry->tx.paid);
}

static void an_empty_list_says_why(void **state)
{
	struct help *help = *state;

	help_type(help, "5");
	assert_shows(help, "No wallet yet. n makes or imports one.");
	help_wallets(help);
	assert_shows(help, "Nothing was sent from this wallet here, on this network.");
	help_type(help, "/stake\n");
	assert_shows(help, "Nothing was sent from this wallet here");
	help_key(help, INPUT_ESC);
	help->model.accounts.items[0].address = (struct address){ { 0 } };
	assert_shows(help, "u unlocks it");
}

static void newest_first_with_all_that_counts(void **state)
{
	struct help *help = *state;
	const char *text;

	help_size(help, 40, 140);
	mined(logged(help, "tx_mined", "", 3));
	logged(help, "tx_failed", "tx_reverted", 4);
	follow(help, waits(help, 9, 0xab), true);
	text = help_draw(help);
	assert_non_null(strstr(text, "PURPOSE"));
	assert_true(strstr(text, "pending") < strstr(text, "mined") && strstr(text, "mined") < strstr(text, "failed"));
	assert_shows(help, "0xabab…abab");
	assert_shows(help, "1m ago");
	assert_shows(help, "0.0000015");
	assert_shows(help, "38201101");
	assert_shows(help, "no block has taken it yet");
	assert_shows(help, "10 VVV");
	assert_shows(help, "12.5 VVV");
}

/* Transactions of other wallets and networks are not shown. */
static void those_of_this_wallet_and_network(void **state)
{
	struct help *help = *state;

	logged(help, "tx_mined", "", 3)->address = help_address(ADDRESS_2);
	snprintf(logged(help, "tx_mined", "", 4)->network, 32, "elsewhere");
	help_type(help, "5");
	assert_shows(help, "Nothing was sent from this wallet");
	help->model.selected = 1;
	assert_shows(help, "0x0303…0303");
	assert_hides(help, "0x0404…0404");
}

static void one_without_a_trace_was_dropped(void **state)
{
	struct help *help = *state;

	follow(help, waits(help, 9, 0xab), false);
	help_type(help, "5");
	assert_shows(help, "dropped");
	help_type(help, "\n");
	assert_shows(help, "the node does not have it; it is sent again");
}

static void the_page_has_everything(void **state)
{
	struct help *help = *state;

	help_size(help, 50, 140);
	snprintf(help->model.network.explorer_url, sizeof(help->model.network.explorer_url), "https://basescan.org/tx/");
	mined(logged(help, "tx_mined", "", 0xcd));
	help_type(help, "5\n");
	assert_shows(help, "https://basescan.org/tx/0xcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd");
	assert_shows(help, "0.0000015 ETH in all");
	assert_shows(help, "0.0000012 ETH for the gas on L2");
	assert_shows(help, "0.0000003 ETH for its data on L1");
	assert_hides(help, "for the operator");
	assert_shows(help, "what the log says of 205");
	assert_shows(help, "o copy the link");
	help_type(help, "y");
	assert_true(help_shows(help, "Copied the hash"));
	assert_int_equal(strlen(help->seen.copied), 66);
	help_type(help, "o");
	assert_shows(help, "Copied the link");
	assert_int_equal(strncmp(help->seen.copied, "https://basescan.org/tx/0xcdcd", 30), 0);
	assert_hides(help, "s speed up");
	help_key(help, INPUT_ESC);
	assert_hides(help, "+ speed up");
	help_type(help, "+");
	assert_shows(help, "nothing can take its place any more");
	assert_false(help_did(help, ACTION_TX_SPEED_UP));
}

static void no_link_is_offered_without_an_explorer(void **state)
{
	struct help *help = *state;

	help->model.network.explorer_url[0] = '\0';
	mined(logged(help, "tx_mined", "", 0xcd));
	help_type(help, "5\n");
	assert_shows(help, "y copy the hash");
	assert_hides(help, "o copy the link");
	help_type(help, "o");
	assert_shows(help, "This network has no explorer");
}

/* The two transactions of one number name each other. */
static void the_page_says_what_replaced_it(void **state)
{
	struct help *help = *state;

	help_size(help, 50, 140);
	logged(help, "tx_replaced", "", 0x11)->tx.nonce = 5;
	mined(logged(help, "tx_mined", "", 0x22));
	help->model.log.items[1].tx.nonce = 5;
	help_type(help, "5\n");
	assert_shows(help, "Replaced by  0x2222222222");
	help_type(help, "\njj\n");
	assert_shows(help, "Same nonce   0x1111111111");
}

/* It may still be mined: it has no block, cost nothing yet, and is not over. */
static void one_that_its_block_lost_has_none(void **state)
{
	struct help *help = *state;

	help_size(help, 50, 140);
	mined(logged(help, "tx_gone", "", 0x22));
	help_type(help, "5+");
	assert_shows(help, "reorged");
	assert_hides(help, "That is over");
	assert_shows(help, "That is followed no longer");
	help_type(help, "\n");
	assert_shows(help, "block 38201101, which had it, is no longer part of the chain");
	assert_hides(help, "Block  ");
	assert_hides(help, "Fee paid");
}

/* The wish is for the row under the cursor.  A transaction that is not followed cannot be changed. */
static void a_row_is_sped_up_or_cancelled(void **state)
{
	struct help *help = *state;

	follow(help, waits(help, 9, 0xab), true);
	waits(help, 10, 0xcd)->time_ms -= 1000;
	help->frozen = true;
	help_type(help, "5");
	assert_shows(help, "+ speed up");
	help_type(help, "+");
	assert_int_equal(help->seen.last.type, ACTION_TX_SPEED_UP);
	assert_int_equal(help->seen.last.index, 1);
	help_type(help, "X");
	assert_int_equal(help->seen.last.type, ACTION_TX_CANCEL);
	help->seen.count = 0;
	help_type(help, "j");
	assert_hides(help, "+ speed up");
	help_type(help, "X+");
	assert_shows(help, "Another one is followed first: x shows it");
	assert_int_equal(help->seen.count, 0);
	help_type(help, "k\n");
	assert_shows(help, "s offers a tenth more for the same; c puts");
	help_type(help, "c");
	assert_true(help_did(help, ACTION_TX_CANCEL));
	assert_null(dialog_top(&help->ui));
}

/* Another one comes above it while a person reaches for the key. */
static void the_cursor_stays_on_its_transaction(void **state)
{
	struct help *help = *state;

	help_size(help, 30, 120);
	follow(help, waits(help, 9, 0xab), true);
	waits(help, 8, 0xcd)->time_ms -= 1000;
	help->frozen = true;
	help_type(help, "5");
	help_draw(help);
	waits(help, 10, 0xef)->time_ms += 1000;
	help_type(help, "X");
	assert_int_equal(help->seen.last.type, ACTION_TX_CANCEL);
	help_draw(help);
	assert_int_equal(help->ui.panes[PANE_TRANSACTIONS].list.cursor, 1);
	help_type(help, "k\n");
	assert_shows(help, "0xefefefef");
	help_type(help, "\n");
	help_type(help, "jj\n");
	assert_shows(help, "0xcdcdcdcd");
}

static void one_that_nobody_follows_is_looked_at_first(void **state)
{
	struct help *help = *state;

	waits(help, 9, 0xab);
	help->frozen = true;
	help_type(help, "5+");
	assert_int_equal(help->seen.last.type, ACTION_TX_FOLLOW);
	assert_string_equal(help->seen.last.journal_id, "id-171");
}

/* With --readonly none is followed. */
static void the_page_blames_no_other_where_there_is_none(void **state)
{
	struct help *help = *state;

	help_size(help, 50, 140);
	waits(help, 9, 0xab);
	help_type(help, "5\n");
	assert_shows(help, "it is not looked at now");
	assert_hides(help, "another transaction is followed");
	help_key(help, INPUT_ESC);
	follow(help, waits(help, 8, 0xcd), true);
	help_key(help, INPUT_HOME);
	help_type(help, "\n");
	assert_shows(help, "it is not looked at now: another transaction is followed first");
}

static void the_filter_and_the_mouse(void **state)
{
	struct help *help = *state;

	logged(help, "tx_mined", "", 3);
	logged(help, "tx_failed", "tx_reverted", 4);
	help_size(help, 30, 120);
	help_type(help, "5/FAIL");
	assert_hides(help, "0x0303…0303");
	assert_shows(help, "0x0404…0404");
	help_key(help, INPUT_ESC);
	help_type(help, "/0x0303\n");
	assert_hides(help, "0x0404…0404");
	help_key(help, INPUT_ESC);
	help_draw(help);
	ui_click(&help->ui, &help->model, help->ui.layout.panes[PANE_TRANSACTIONS].row + 3, 5);
	help_draw(help);
	assert_int_equal(help->ui.panes[PANE_TRANSACTIONS].list.cursor, 1);
}

/* The row that a person looks at stays under the cursor. */
static void a_heading_sorts_them(void **state)
{
	struct help *help = *state;
	struct list *list = &help->ui.panes[PANE_TRANSACTIONS].list;
	int row;

	help_size(help, 30, 140);
	logged(help, "tx_mined", "", 3)->tx.amount = help_amount(TOKEN_VVV, "7");
	logged(help, "tx_mined", "", 4)->tx.amount = help_amount(TOKEN_VVV, "9");
	help_type(help, "5");
	assert_shows(help, "AGE▾");
	row = help->ui.layout.panes[PANE_TRANSACTIONS].row + 1;
	for (int col = 0; col < 140 && list->sort != TX_ORDER_AMOUNT; col++) {
		const struct target *target = targets_at(&help->ui.canvas.targets, 0, row, col);

		if (target && target->kind == TARGET_ORDER && target->value == TX_ORDER_AMOUNT)
			ui_click(&help->ui, &help->model, row, col);
	}
	assert_shows(help, "AMOUNT▾");
	assert_int_equal(tx_shown_at(&help->ui.panes[PANE_TRANSACTIONS].txs, 0)->hash[0], 4);
	assert_int_equal(list->cursor, 1);
	help_type(help, "O");
	assert_shows(help, "AMOUNT▴");
	assert_int_equal(list->cursor, 0);
	help_type(help, "oooooo");
	assert_shows(help, "AGE▾");
}

static void any_size_is_survived(void **state)
{
	struct help *help = *state;

	follow(help, waits(help, 9, 0xab), true);
	for (uint8_t i = 1; i < 60; i++)
		mined(logged(help, "tx_mined", "", i));
	for (int rows = 1; rows <= 60; rows += rows < 30 ? 1 : 10)
		for (int cols = 1; cols <= 200; cols += cols < 30 ? 1 : 17) {
			ui_resize(&help->ui, rows, cols);
			help_type(help, "5G");
			help_draw(help);
			help_key(help, INPUT_HOME);
			help_draw(help);
			help_type(help, "\n");
			help_draw(help);
			help_key(help, INPUT_ESC);
		}
	help_size(help, 5, 20);
	help_type(help, "5");
	help_key(help, INPUT_HOME);
	assert_shows(help, "pending");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		help_test(an_empty_list_says_why),
		help_test_of(wallets, newest_first_with_all_that_counts),
		help_test_of(wallets, those_of_this_wallet_and_network),
		help_test_of(wallets, one_without_a_trace_was_dropped),
		help_test_of(wallets, the_page_has_everything),
		help_test_of(wallets, no_link_is_offered_without_an_explorer),
		help_test_of(wallets, the_page_says_what_replaced_it),
		help_test_of(wallets, one_that_its_block_lost_has_none),
		help_test_of(wallets, a_row_is_sped_up_or_cancelled),
		help_test_of(wallets, the_cursor_stays_on_its_transaction),
		help_test_of(wallets, one_that_nobody_follows_is_looked_at_first),
		help_test_of(wallets, the_page_blames_no_other_where_there_is_none),
		help_test_of(wallets, the_filter_and_the_mouse),
		help_test_of(wallets, a_heading_sorts_them),
		help_test_of(wallets, any_size_is_survived),
	};

	return cmocka_run_group_tests_name("tui_transactions", tests, NULL, NULL);
}
