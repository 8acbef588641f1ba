/* Dialogs: what they ask, what their keystrokes do, and that they fit every screen. */
#include "tests/support/tui/scenes.h"

#define WORDS "abandon ability able about above absent absorb abstract absurd abuse access accident"

static void the_review_says_no_by_itself(void **state)
{
	struct help *help = *state;

	assert_shows(help, "exactly 10 VVV");
	assert_shows(help, "approve(address,uint256)");
	assert_shows(help, "10000000000000000000 (10 VVV)");
	assert_shows(help, "0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf");
	assert_shows(help, "0x321b7ff75154472B18EDb199033fF4D116F340Ff");
	assert_shows(help, "0.0000125 ETH at most");
	assert_shows(help, "0.000012 ETH at most");
	assert_shows(help, "Nonce       7");
	assert_shows(help, "A transaction has no undo.");
	assert_shows(help, "[ No ]");
	help_type(help, "\n");
	assert_true(help_did(help, ACTION_CANCEL));
	assert_false(help_did(help, ACTION_CONFIRM));
}

static void the_review_takes_no_answer_before_it_was_seen(void **state)
{
	struct help *help = *state;

	help_type(help, "yY\t\n");
	assert_false(help_did(help, ACTION_CONFIRM));
	assert_false(help_did(help, ACTION_CANCEL));
	help_draw(help);
	help_type(help, "y");
	assert_true(help_did(help, ACTION_CONFIRM));
}

static void the_review_is_confirmed_by_the_other_button(void **state)
{
	struct help *help = *state;

	help_draw(help);
	help_type(help, "\t");
	assert_shows(help, "[ Yes, sign it ]");
	help_type(help, "\n");
	assert_true(help_did(help, ACTION_CONFIRM));
}

/* If it does not fit, it must have been read to its end. */
static void a_small_review_must_be_read(void **state)
{
	struct help *help = *state;

	help_size(help, 10, 60);
	help_wallets(help);
	help_review(help);
	help->frozen = true;
	help_draw(help);
	help_type(help, "y");
	assert_false(help_did(help, ACTION_CONFIRM));
	for (int i = 0; i < 20; i++) {
		help_key(help, INPUT_PAGE_DOWN);
		help_draw(help);
	}
	help_type(help, "y");
	assert_true(help_did(help, ACTION_CONFIRM));
}

/* The calldata is what counts, not what it was called. */
static void the_review_shows_a_call_that_is_not_what_it_says(void **state)
{
	struct help *help = *state;

	help_review(help);
	help->model.tx.tx.data.data[0] ^= 1;
	assert_shows(help, "not the call it should be");
}

static void the_password_is_masked_and_handed_over(void **state)
{
	struct help *help = *state;

	help_type(help, "u" PASSWORD_TEXT);
	assert_shows(help, "Unlock agent-1");
	assert_shows(help, "•••••••••••••");
	assert_hides(help, "correct");
	help_type(help, "\n");
	assert_string_equal(help->seen.password, PASSWORD_TEXT);
	assert_shows(help, "Unlocking");
	help_type(help, "next");
	assert_shows(help, "••••");
	help->model.session.request = 0;
	(void)err_set(&help->model.session.err, ERR_WRONG_PASSWORD, "no");
	assert_shows(help, "Wrong password. Try again");
	help_type(help, "\n");
	assert_string_equal(help->seen.password, "next");
	help->model.session.request = 0;
	help->model.unlocked = true;
	help->model.unlocked_address = help->model.accounts.items[0].address;
	help->model.want_password = false;
	help->model.lock_at_ms = NOW_MS + 60000;
	assert_hides(help, "Unlock agent-1");
}

static void esc_leaves_the_password_prompt(void **state)
{
	struct help *help = *state;

	help_token(help, 800000);
	help_type(help, "\n");
	help_draw(help);
	help_type(help, "\n");
	assert_int_equal(help->model.mint.state, MINT_UNLOCK);
	assert_shows(help, "to sign the token");
	help_key(help, INPUT_ESC);
	assert_int_equal(help->model.mint.state, MINT_TOKEN);
	assert_hides(help, "Unlock agent-1");
	help_type(help, "u");
	assert_shows(help, "Unlock agent-1");
	help_key(help, INPUT_ESC);
	assert_hides(help, "Unlock agent-1");
}

static void the_error_panel_shows_why_and_what_to_do(void **state)
{
	struct help *help = *state;

	help_mint_failed(help, ERR_JWT_EXPIRED, "JWT has expired");
	help->frozen = true;
	assert_shows(help, "JWT has expired");
	assert_shows(help, "HTTP 400 · jwt_expired");
	assert_shows(help, "it lives 15 minutes");
	assert_shows(help, "n  new token: sign it and submit again  ← Enter");
	assert_shows(help, "03:12 old of 15:00");
	assert_shows(help, ADDRESS_1 " ✓ this wallet");
	assert_shows(help, "10 on chain at block 38201144");
	help_type(help, "c");
	assert_non_null(strstr(help->seen.copied, "JWT has expired"));
	help_type(help, "n");
	assert_true(help_did(help, ACTION_DISMISS));
	assert_true(help_did(help, ACTION_NEW_TOKEN));
}

static void each_remedy_has_its_key(void **state)
{
	static const struct { enum err_code code; int input; enum action_type does; const char *shows; } rows[] = {
		{ ERR_JWT_EXPIRED, 'n', ACTION_NEW_TOKEN, NULL },
		{ ERR_JWT_SIGNATURE, INPUT_ENTER, ACTION_NEW_TOKEN, NULL },
		{ ERR_NO_STAKE, 's', ACTION_DISMISS, "Amount of VVV" },
		{ ERR_NO_STAKE, INPUT_ENTER, ACTION_RETRY, NULL },	/* the evidence has a stake */
		{ ERR_INVALID_ADDRESS, 'e', ACTION_DISMISS, "Mint an API key" },
		/* the evidence has this wallet's signature */
		{ ERR_SIGNATURE_MISMATCH, INPUT_ENTER, ACTION_NEW_TOKEN, NULL },
		{ ERR_VERIFY_FAILED, 'r', ACTION_RETRY, NULL },
		{ ERR_MINT_UNKNOWN, 'k', ACTION_REFRESH, NULL },
		{ ERR_NEEDS_ETH, 'f', ACTION_DISMISS, "a little, for fees" },
		{ ERR_VERIFY_FAILED, INPUT_ESC, ACTION_DISMISS, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct help help;

		help_open(&help, 40, 100);
		help_staked(&help);
		help.model.balances[0].eth = amount_zero(TOKEN_ETH);
		help_mint_failed(&help, rows[i].code, "words");
		assert_shows(&help, "The mint did not succeed");
		help_key(&help, rows[i].input);
		assert_true(help_did(&help, rows[i].does));
		if (rows[i].shows)
			assert_shows(&help, rows[i].shows);
		help_close(&help);
	}
}

static void another_wallet_helps_only_where_this_one_did_not_sign(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 100);
	help_staked(help);
	help_mint_failed(help, ERR_SIGNATURE_MISMATCH, "words");
	assert_shows(help, "✓ this wallet");
	assert_shows(help, "checked here, it is");
	assert_shows(help, "n  new token: sign it and submit again  ← Enter");
	assert_hides(help, "another wallet");
	help->model.mint.evidence.recovered = help_address(ADDRESS_2);
	assert_shows(help, "✗ not this wallet");
	assert_shows(help, "w  switch to another wallet  ← Enter");
	help_key(help, 'w');
	assert_true(help_did(help, ACTION_DISMISS));
}

/* A failure about a key is mended at the key. */
static void what_helps_a_key(void **state)
{
	static const struct { enum err_code code; enum flow_id of; const char *offers, *hides; } rows[] = {
		{ ERR_INSUFFICIENT_BALANCE, FLOW_KEY_OPEN, "f  ways to fund the account  ← Enter", "receive" },
		{ ERR_NEEDS_ETH, FLOW_PLAN, "f  receive ETH or VVV  ← Enter", "fund the account" },
		{ ERR_DIEM_LIMIT, FLOW_KEY_OPEN, "e  change the key's limits  ← Enter", "ways to fund" },
		{ ERR_KEY_INACTIVE, FLOW_KEY_OPEN, "m  mint a new key  ← Enter", "another wallet" },
		{ ERR_KEY_UNKNOWN, FLOW_KEY_ADMIN, "k  list the keys again  ← Enter", "e  edit" },
		{ ERR_CONFLICT, FLOW_KEY_ADMIN, "r  try again now  ← Enter", "s  stake" },
		{ ERR_NO_ADMIN_KEY, FLOW_KEY_ADMIN, "m  mint an ADMIN key  ← Enter", "e  edit" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct help help;

		help_open(&help, 40, 100);
		help_staked(&help);
		help_keys(&help);
		snprintf(help.model.key_wished, sizeof(help.model.key_wished), "key-1");
		help.model.key_admin.wish = ACTION_KEY_DELETE;
		(void)err_set(&help.model.error, rows[i].code, "words");
		help.model.failed = rows[i].of;
		assert_shows(&help, rows[i].offers);
		assert_hides(&help, rows[i].hides);
		help_close(&help);
	}
}

/* The refused change is in the form again. */
static void a_refused_change_is_edited(void **state)
{
	struct flow_key_admin *flow;
	struct help *help = *state;

	help_size(help, 40, 100);
	help_staked(help);
	flow = &help->model.key_admin;
	flow->key = *help_keys(help);
	flow->wish = ACTION_KEY_UPDATE;
	key_options_init(&flow->changes.to);
	snprintf(flow->changes.to.description, sizeof(flow->changes.to.description), "what was typed");
	(void)err_set(&flow->err, ERR_BAD_REQUEST, "words");
	help->model.error = flow->err;
	help->model.failed = FLOW_KEY_ADMIN;
	assert_shows(help, "e  edit and try again  ← Enter");
	help_type(help, "e");
	assert_shows(help, "Change an API key");
	assert_shows(help, "what was typed");
}

/* With an ADMIN key nothing is signed, so the panel says nothing about signatures. */
static void a_key_that_an_admin_key_was_to_make(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 100);
	help_staked(help);
	help_mint_failed(help, ERR_AUTHENTICATION_FAILED, "words");
	snprintf(help->model.mint.admin_id, sizeof(help->model.mint.admin_id), "key-1");
	assert_shows(help, "m  mint a new key  ← Enter");
	assert_hides(help, "new token");
	assert_hides(help, "Signed by");
}

static void a_wait_that_was_asked_for_is_counted(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 100);
	help_staked(help);
	(void)err_set(&help->model.error, ERR_RATE_LIMITED, "words");
	help->model.error.retry_after = 30;
	help->model.failed = FLOW_KEY_OPEN;
	help->model.error_ms = NOW_MS - 10000;
	assert_shows(help, "asks to wait another 00:20");
}

static void a_stake_that_venice_has_not_seen(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 100);
	help_staked(help);
	help_mint_failed(help, ERR_NO_STAKE, "Wallet has no staked VVV on Base");
	assert_shows(help, "Venice has not seen the stake yet");
	assert_shows(help, "r  try again now  ← Enter");
	help->model.mint.evidence.svvv = amount_zero(TOKEN_SVVV);
	assert_shows(help, "has no sVVV, so it cannot mint");
	assert_shows(help, "s  stake VVV  ← Enter");
}

static void a_token_that_lives_by_the_clock_that_judges_it(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 100);
	help_staked(help);
	help_mint_failed(help, ERR_JWT_EXPIRED, "JWT has expired");
	assert_shows(help, "Venice says that the token has expired; by Venice's own");
	assert_hides(help, "too late");
	help->model.mint.evidence.token_age_ms = help->model.mint.evidence.token_life_ms;
	assert_shows(help, "The token was signed or sent too late");
	help_mint_failed(help, ERR_CHALLENGE_EXPIRED, "The challenge has expired");
	assert_shows(help, "Venice says that the challenge has expired");
}

/* A remedy that cannot help is not offered. */
static void only_what_may_help_is_offered(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 100);
	help_staked(help);
	help_mint_failed(help, ERR_UNAVAILABLE, "words");
	assert_hides(help, "s  stake VVV");
	assert_hides(help, "k  look at the keys");
	help->model.mint.evidence.posted = true;
	assert_shows(help, "k  look at the keys");
	help->model.mint.evidence.svvv = amount_zero(TOKEN_SVVV);
	assert_shows(help, "s  stake VVV");
}

static void backoff_counts_down(void **state)
{
	struct help *help = *state;

	help_mint_failed(help, ERR_VERIFY_FAILED, "later");
	help->model.mint.state = MINT_BACKOFF;
	help->model.mint.retry_at_ms = NOW_MS + 7000;
	assert_shows(help, "again by itself in 00:07");
	assert_shows(help, "x  stop");
}

static void a_fresh_key_is_masked_until_v(void **state)
{
	struct help *help = *state;

	help_minted(help, false);
	assert_shows(help, "Your new API key");
	assert_shows(help, "••••••••••••fV2jNW");
	assert_shows(help, "nothing to spend yet");
	help_type(help, "f");
	assert_shows(help, "Ways to fund the account");
	assert_shows(help, "x402");
	help_key(help, INPUT_ESC);
	help->frozen = true;
	help_type(help, "v");
	assert_int_equal(help->seen.last.type, ACTION_KEY_REVEAL);
	help->model.revealed = apikey_new(APIKEY_MAX);
	assert_true(secret_append(&help->model.revealed->s, "SECRETfV2jNW", 12));
	snprintf(help->model.revealed_id, KEY_ID_SIZE, "key-1");
	assert_shows(help, "SECRETfV2jNW");
	help_key(help, INPUT_ESC);
	assert_int_equal(help->seen.last.type, ACTION_KEY_HIDE);
	apikey_free(help->model.revealed);
	help->model.revealed = NULL;
	assert_hides(help, "SECRET");
	assert_true(help->ui.forget);
	assert_hides(help, "Your new API key");
}

static void a_revealed_key_goes_with_the_lock(void **state)
{
	struct help *help = *state;

	help->model.unlocked = true;
	help->model.unlocked_address = help->model.accounts.items[0].address;
	help->model.lock_at_ms = NOW_MS + 60000;
	help->model.revealed = apikey_new(APIKEY_MAX);
	assert_true(secret_append(&help->model.revealed->s, "SECRETfV2jNW", 12));
	snprintf(help->model.revealed_id, KEY_ID_SIZE, "key-1");
	assert_shows(help, "SECRETfV2jNW");
	help_type(help, "l");
	assert_hides(help, "SECRET");
	assert_true(help->ui.forget);
}

/* The dialog closes by itself, with its help open over it. */
static void help_goes_with_what_it_is_about(void **state)
{
	struct help *help = *state;

	help->model.revealed = apikey_new(APIKEY_MAX);
	snprintf(help->model.revealed_id, KEY_ID_SIZE, "key-1");
	assert_shows(help, "Esc hides it");
	help_key(help, '?');
	assert_shows(help, "hide the key again");
	apikey_free(help->model.revealed);
	help->model.revealed = NULL;
	assert_hides(help, "hide the key again");
	assert_null(dialog_top(&help->ui));
	help_key(help, '?');
	assert_hides(help, "hide the key again");
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_help);
}

static void type_asked_words(struct help *help)
{
	static const char *const words[] = { "abandon", "ability", "able", "about", "above", "absent", "absorb",
					     "abstract", "absurd", "abuse", "access", "accident" };

	for (int asked = 0; asked < 3; asked++) {
		const char *at = strstr(help_draw(help), "│ Word ");

		assert_non_null(at);
		help_type(help, words[atoi(at + strlen("│ Word ")) - 1]);
		help_type(help, "\n");
	}
}

static void the_words_are_asked_back(void **state)
{
	struct help *help = *state;

	help_size(help, 24, 80);
	help_words(help, WORDS);
	help_type(help, "\n");			/* typed before it was seen */
	assert_shows(help, "1 abandon");
	assert_shows(help, "12 accident");
	help_type(help, "\n");
	assert_hides(help, "abandon");
	help_type(help, "wrong\n");
	assert_shows(help, "That is another word");
	help_key(help, INPUT_ESC);
	assert_shows(help, "1 abandon");
	help_type(help, "\n");
	type_asked_words(help);
	assert_true(help_did(help, ACTION_WALLET_CONFIRMED));
	assert_hides(help, "The words of your new wallet");
	assert_true(help->ui.forget);
}

static void words_are_not_thrown_away_by_one_key(void **state)
{
	struct help *help = *state;

	help_size(help, 24, 80);
	help_words(help, WORDS);
	help_draw(help);
	help_key(help, INPUT_ESC);
	assert_shows(help, "Throw these words away?");
	help_type(help, "n");
	assert_shows(help, "1 abandon");
	assert_false(help_did(help, ACTION_CANCEL));
	help_key(help, INPUT_ESC);
	help_draw(help);
	help_type(help, "y");
	assert_true(help_did(help, ACTION_CANCEL));
	assert_hides(help, "abandon");
}

static void words_do_not_stay_where_nobody_is(void **state)
{
	struct help *help = *state;

	help_size(help, 24, 80);
	help_words(help, WORDS);
	assert_shows(help, "They are wiped");
	help->ui.now_ms += help->model.tuning.lock_after_ms;
	assert_hides(help, "abandon");
	assert_true(help_did(help, ACTION_CANCEL));
	assert_null(help->model.mnemonic);
	assert_shows(help, "no wallet was made of them");
}

/* A URL may carry a password, which may have the sign that ends it. */
static void networks_name_servers_without_a_password(void **state)
{
	struct help *help = *state;
	struct network secretive;

	assert_true(network_builtin(&secretive, "base"));
	snprintf(secretive.rpc_urls[0], sizeof(secretive.rpc_urls[0]), "https://me:p@ss@node.example/v2/api-key?more");
	help->model.networks = &secretive;
	help->model.network_count = 1;
	help_type(help, "N");
	assert_shows(help, "Node: node.example.");
	assert_hides(help, "ss@");
	assert_hides(help, "api-key");
}

static void receive_shows_what_is_missing(void **state)
{
	struct help *help = *state;

	help->model.balances[0].vvv = amount_zero(TOKEN_VVV);
	help_type(help, "\n");
	assert_shows(help, ADDRESS_1);
	assert_shows(help, "▄▄▄▄▄");
	assert_shows(help, "✓ arrived: 0.004187");
	assert_shows(help, "○ none yet: what you want to stake");
	assert_shows(help, "VVV is still missing");
	assert_shows(help, "VVV is sold on exchanges, and on Aerodrome");
	help_type(help, "y");
	assert_string_equal(help->seen.copied, ADDRESS_1);
	help_type(help, "f");
	assert_int_equal(help_did(help, ACTION_FAUCET), help->model.network.faucet_url[0] != 0);
}

/* What is staked is not missing. */
static void receive_knows_what_is_staked(void **state)
{
	struct help *help = *state;

	help->model.balances[0].vvv = amount_zero(TOKEN_VVV);
	help->model.balances[0].svvv = help_amount(TOKEN_SVVV, "100");
	help_type(help, ":receive\n");
	assert_shows(help, "Both are there");
	assert_shows(help, "✓ staked: 100");
	assert_hides(help, "none yet");
}

static void help_is_searched_and_runs(void **state)
{
	struct help *help = *state;

	help_type(help, "?");
	assert_shows(help, "Everywhere");
	help_type(help, "/stake VVV");
	assert_hides(help, "go to the next pane");
	assert_shows(help, "approve and stake VVV");
	help_type(help, "\n");
	assert_shows(help, "Amount of VVV");
}

/* After the screen was small, what stands before the first entry or field is seen again. */
static void small_and_large_again(void **state)
{
	static const struct { const char *keys, *first; } rows[] = {
		{ "?", "Everywhere" }, { ":import-wallet\n", "Name" }, { ":stake\n", "Staked VVV becomes" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct help help;

		help_open(&help, 24, 80);
		help_wallets(&help);
		help_type(&help, rows[i].keys);
		assert_shows(&help, rows[i].first);
		ui_resize(&help.ui, 2, 20);
		help_draw(&help);
		ui_resize(&help.ui, 24, 80);
		assert_shows(&help, rows[i].first);
		assert_hides(&help, "▴");
		help_close(&help);
	}
}

static void help_never_says_yes(void **state)
{
	struct help *help = *state;

	help_draw(help);
	help_type(help, "?");
	assert_shows(help, "agree to what is shown, once it could be read");
	help_type(help, "j\n");
	assert_shows(help, "Review before signing");
	assert_false(help_did(help, ACTION_CONFIRM));
}

static void the_palette_completes(void **state)
{
	struct help *help = *state;

	help_type(help, ":wat\t");
	assert_shows(help, ":watch-address");
	help_type(help, "\n");
	assert_shows(help, "Watch an address");
	help_key(help, INPUT_ESC);
	help_type(help, ":confirm\n");
	assert_false(help_did(help, ACTION_CONFIRM));
	assert_shows(help, "There is no such command");
	help_type(help, ":refresh\n");
	assert_true(help_did(help, ACTION_REFRESH));
}

/* What leaving would lose is said once, and one yes is enough. */
static void quitting_while_a_key_is_minted(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 100);
	help_staked(help);
	help->model.mint.state = MINT_POSTING;
	help_type(help, "q");
	assert_shows(help, "leaving now loses it");
	help_type(help, "\n");
	assert_false(help->model.quitting);
	help_type(help, "q");
	assert_shows(help, "leaving now loses it");
	help_type(help, "y");
	assert_true(help->model.quitting);
}

/* The notice was about the keystroke before. */
static void a_notice_goes_with_the_next_key(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 100);
	help_wallets(help);
	help_type(help, "v");
	assert_shows(help, "There is no API key yet");
	help_type(help, "j");
	assert_hides(help, "There is no API key yet");
}

static void quitting_asks_only_in_flight(void **state)
{
	struct help *help = *state;

	help_review(help);
	help->model.tx.state = TX_WAITING;
	help_type(help, "q");
	assert_shows(help, "Leave now?");
	help_type(help, "\n");
	assert_false(help->model.quitting);
	help_type(help, "q");
	help_draw(help);
	help_type(help, "y");
	assert_true(help->model.quitting);
}

static void a_transaction_that_waits_has_ways_out(void **state)
{
	struct help help;

	(void)state;
	help_open(&help, 40, 120);
	scene_waiting(&help, 5000);
	assert_hides(&help, "x: speed it up");
	help_close(&help);
	help_open(&help, 40, 120);
	scene_waiting(&help, 25000);
	assert_shows(&help, "sent 25 s ago: no block has taken it yet; x: speed it up or cancel it");
	help_type(&help, "s");		/* elsewhere this letter means something else */
	assert_false(help_did(&help, ACTION_TX_SPEED_UP));
	help_type(&help, "x");
	assert_shows(&help, "The transaction that waits");
	help.frozen = true;
	help_type(&help, "s");
	assert_true(help_did(&help, ACTION_TX_SPEED_UP));
	assert_hides(&help, "The transaction that waits");	/* it makes room for the review */
	help_type(&help, "x");
	help_draw(&help);
	help_type(&help, "c");
	assert_true(help_did(&help, ACTION_TX_CANCEL));
	help_type(&help, "x");
	help_draw(&help);
	help_type(&help, "g");
	assert_true(help_did(&help, ACTION_TX_FORGET));
	help_close(&help);
}

static void without_one_there_is_nothing_to_do(void **state)
{
	struct help *help = *state;

	help_type(help, "x");
	assert_shows(help, "No transaction waits to be mined");
	help_type(help, ":forget-transaction\n");
	assert_false(help_did(help, ACTION_TX_FORGET));
}

static void messages_have_a_history(void **state)
{
	struct help *help = *state;

	for (int i = 0; i < 100; i++)
		model_say(&help->model, i % 2, "message %d", i);
	assert_shows(help, "message 99");
	help_type(help, "M");
	assert_shows(help, "message 98");
	help_type(help, "g");
	assert_shows(help, "message 36");
}

static void many_wallets_have_a_row_each(void **state)
{
	struct help *help = *state;

	help_size(help, 30, 110);
	scene_batch(help);
	help->frozen = true;
	assert_shows(help, "6 wallets: 1 minted, 1 left out, 1 failed, 1 unknown, 1 in hand, 1 to go");
	assert_shows(help, "again in 00:12: Too many requests");
	assert_shows(help, "✓ key …abcdef");
	assert_shows(help, "✗ Wallet has no staked VVV on Base");
	help_type(help, "gjjjj");
	assert_shows(help, "Stake VVV, then try again.");
	help_key(help, INPUT_ESC);
	assert_true(help_did(help, ACTION_CANCEL));
	assert_false(help_did(help, ACTION_BATCH_CLOSE));
	help->model.batch.running = false;
	help_type(help, "r");
	assert_true(help_did(help, ACTION_BATCH_RETRY));
	help_key(help, INPUT_ESC);
	assert_true(help_did(help, ACTION_BATCH_CLOSE));
}

static size_t marked(struct help *help)
{
	size_t count = 0;

	(void)help_draw(help);
	for (int row = 0; row < help->ui.canvas.rows; row++)
		for (int col = 0; col < help->ui.canvas.cols; col++)
			count += help->ui.canvas.cells[row * help->ui.canvas.stride + col].style == STYLE_MATCH;
	return count;
}

/* A person who begins a filter with a slash, as in the panes, gets the filter. */
static void the_log_is_filtered_as_one_types(void **state)
{
	struct help *help = *state;
	struct log_entry minted = { .event = "key_minted" }, sent = { .event = "tx_sent" };

	log_entries_add(&help->model.log, &minted);
	log_entries_add(&help->model.log, &sent);
	help_type(help, ":log\n");
	assert_shows(help, "tx_sent");
	assert_hides(help, "hidden");
	help_type(help, "/kEy_");
	assert_shows(help, "key_minted");
	assert_hides(help, "tx_sent");
	assert_shows(help, "1 of 2; 1 hidden by \"kEy_\", Esc shows all");
	assert_int_equal(marked(help), strlen("key_"));
	help_type(help, "z");
	assert_shows(help, "No record contains that.");
	assert_shows(help, "0 of 2; 2 hidden");
	help_key(help, INPUT_ESC);
	assert_shows(help, "tx_sent");
	assert_int_equal(marked(help), 0);
}

/* Returns the wish that the last keystrokes made. */
static const struct setting_change *setting_wish(struct help *help)
{
	assert_true(help_did(help, ACTION_SETTING));
	help->model.setting.request = 0;
	return &help->model.setting_wish;
}

/* What the cursor is on is shown at once; Esc brings back what was there. */
static void a_theme_is_seen_before_it_is_kept(void **state)
{
	const struct setting_change *wish;
	struct help *help = *state;

	help_type(help, "T");
	assert_shows(help, "▸ auto");
	help_type(help, "jj");
	assert_int_equal(help->ui.theme, THEME_LIGHT);
	assert_shows(help, "configuration: theme = light.");
	help_key(help, INPUT_ESC);
	assert_int_equal(help->ui.theme, THEME_AUTO);
	help_type(help, ":theme\njjj\n");
	assert_int_equal(help->ui.theme, THEME_CONTRAST);
	wish = setting_wish(help);
	assert_string_equal(wish->name, "theme");
	assert_string_equal(wish->value, "contrast");
	help_type(help, "Tk");
	help_key(help, INPUT_ESC);
	assert_int_equal(help->ui.theme, THEME_CONTRAST);
	assert_int_equal(help->model.setting.request, 0);
	help->ui.colorless = true;
	help_type(help, "T");
	assert_shows(help, "There are no colours here");
}

static enum style style_at(const struct help *help, int row, int col)
{
	const struct canvas *canvas = &help->ui.canvas;

	return (enum style)canvas->cells[(size_t)row * (size_t)canvas->stride + (size_t)col].style;
}

/* The panes are dimmed, and so is a dialog that has another over it; the bars are not. */
static void an_allowance_is_taken_back_from_the_list(void **state)
{
	struct help *help = *state;

	help_type(help, ":allowances\n");
	assert_true(help_did(help, ACTION_ALLOWANCES));
	help->frozen = true;
	help_key(help, INPUT_ESC);
	scene_allowances(help);
	assert_shows(help, "12.5 VVV at most");
	assert_shows(help, "unlimited");
	assert_shows(help, "Aerodrome router");
	help_type(help, "j");
	assert_shows(help, "without a limit: all there is of it");
	help_type(help, "\n");
	assert_int_equal(help->seen.last.type, ACTION_REVOKE);
	assert_int_equal(help->seen.last.amount.token, TOKEN_USDC);
	assert_true(address_equal(help->seen.last.recipient, contract_address(CONTRACT_STAKING)));
	help_type(help, "G\n");
	assert_true(address_equal(help->seen.last.recipient, contract_address(CONTRACT_ROUTER)));
	help_type(help, "r");
	assert_int_equal(help->seen.last.type, ACTION_ALLOWANCES);
}

/* It may be read again before the screen shows that; then Enter would mean another row. */
static void only_an_allowance_that_was_seen_is_taken_back(void **state)
{
	struct help *help = *state;

	scene_allowances(help);
	help_draw(help);
	help->model.allowances.items[0] = help->model.allowances.items[2];
	help->model.allowances.count = 1;
	help_type(help, "\n");
	assert_false(help_did(help, ACTION_REVOKE));
	help_draw(help);
	help_type(help, "\n");
	assert_true(help_did(help, ACTION_REVOKE));
	assert_true(address_equal(help->seen.last.recipient, contract_address(CONTRACT_ROUTER)));
}

/* No amount is cut off, however long another one is. */
static void long_allowances_are_shown_in_full(void **state)
{
	struct help *help = *state;

	help_size(help, 24, 80);
	scene_allowances(help);
	help->model.allowances.items[2].amount.units = (struct u256){ { UINT64_MAX - 1, UINT32_MAX, 0, 0 } };
	help->model.allowances.items[0].amount.units = (struct u256){ { 1, 0, 0, 0 } };
	assert_shows(help, " 0.000000000000000001   Venice staking (sVVV)");
	assert_shows(help, " unlimited                      Venice staking (sVVV)");
	assert_shows(help, " 79228162514264337593543.950334               Aerodrome router");
}

static void where_nothing_may_be_signed_none_is_taken_back(void **state)
{
	struct help *help = *state;

	scene_allowances(help);
	help->model.readonly = true;
	assert_shows(help, "Nothing can be taken back here: read only.");
	assert_hides(help, "Enter revoke");
	help_type(help, "\n");
	assert_false(help_did(help, ACTION_REVOKE));
	assert_shows(help, "With --readonly nothing is signed or changed");
	help->model.readonly = false;
	assert_shows(help, "Enter revoke");
	help->model.accounts.items[0].kind = ACCOUNT_WATCH;
	assert_shows(help, "Nothing can be taken back here: watch-only wallet.");
}

/* Without an address there is nobody to ask about. */
static void allowances_need_an_address(void **state)
{
	struct help *help = *state;

	memset(&help->model.accounts.items[0].address, 0, sizeof(struct address));
	help_type(help, ":allowances\n");
	assert_shows(help, "Unlock agent-1");
	assert_false(help_did(help, ACTION_ALLOWANCES));
	help_key(help, INPUT_ESC);
	help->model.accounts.count = 0;
	help_type(help, ":allowances\n");
	assert_shows(help, "There is no wallet yet");
	assert_false(help_did(help, ACTION_ALLOWANCES));
}

/* What was read of one wallet says nothing of another. */
static void allowances_of_another_wallet_are_not_shown(void **state)
{
	struct help *help = *state;

	scene_allowances(help);
	assert_shows(help, "12.5");
	help->model.selected = 1;
	assert_hides(help, "12.5");
	assert_shows(help, "What contracts may take is not known. r asks the chain again.");
	help_type(help, "\n");
	assert_false(help_did(help, ACTION_REVOKE));
}

static void what_lies_behind_is_dimmed(void **state)
{
	struct help *help = *state;
	int last;

	help_type(help, "n");
	help_draw(help);
	last = help->ui.layout.message_row - 1;
	for (int col = 0; col < help->ui.canvas.cols; col++) {
		assert_int_equal(style_at(help, 1, col), STYLE_BEHIND);
		assert_int_equal(style_at(help, last, col), STYLE_BEHIND);
	}
	assert_int_not_equal(style_at(help, help->ui.layout.footer_row, 1), STYLE_BEHIND);
	assert_int_not_equal(style_at(help, help->ui.layout.title_row, 1), STYLE_BEHIND);
	help_key(help, INPUT_ESC);
	help_draw(help);
	assert_int_not_equal(style_at(help, 1, 0), STYLE_BEHIND);
}

/* tests/unit/tui_room.c tries all of them. */
static void a_third_dialog_takes_the_place_of_the_lowest(void **state)
{
	struct help *help = *state;

	dialog_open(&help->ui, &dialog_log, &help->model);
	assert_shows(help, "What was done");
	dialog_open(&help->ui, &dialog_theme, &help->model);
	dialog_open(&help->ui, &dialog_theme, &help->model);
	assert_hides(help, "What was done");
	help_key(help, INPUT_ESC);
	assert_hides(help, "What was done");
	assert_ptr_equal(dialog_top(&help->ui)->ops, &dialog_theme);
}

static void the_settings_say_what_they_are(void **state)
{
	struct help help;

	(void)state;
	help_open(&help, 30, 100);
	scene_settings(&help);
	help_type(&help, ",");
	assert_shows(&help, "The most of a tip.");
	assert_shows(&help, "It may be an amount; unless set it is 0.00005. It is changed in the file.");
	assert_shows(&help, "config, line 3");
	assert_shows(&help, "line 4, column 1: there is no setting 'frob'");
	assert_shows(&help, "The file is /home/me/config. It also has 2 policies.");
	help_type(&help, "\n d");
	assert_false(help_did(&help, ACTION_SETTING));
	assert_hides(&help, "Enter change");
	help_type(&help, "jj");
	help_type(&help, "\n d");
	assert_false(help_did(&help, ACTION_SETTING));
	help_close(&help);
}

static void a_setting_is_changed_in_place(void **state)
{
	struct help help;

	(void)state;
	help_open(&help, 30, 100);
	scene_settings(&help);
	help_type(&help, ",j\n");
	help_type(&help, "perhaps");
	assert_shows(&help, "mouse must be yes or no");
	help_type(&help, "\n");
	assert_false(help_did(&help, ACTION_SETTING));
	help_key(&help, INPUT_CTRL_U);
	help_type(&help, "yes\n");
	assert_string_equal(setting_wish(&help)->name, "mouse");
	assert_string_equal(setting_wish(&help)->value, "yes");
	help_type(&help, " ");
	assert_string_equal(setting_wish(&help)->value, "yes");
	help_type(&help, "d");
	assert_string_equal(setting_wish(&help)->value, "");
	help_close(&help);
}

static void what_is_not_saved_is_dropped(void **state)
{
	struct help help;

	(void)state;
	help_open(&help, 30, 100);
	scene_settings(&help);
	help_type(&help, ",j\nyes");
	help_key(&help, INPUT_ESC);
	assert_shows(&help, "Settings");
	help_type(&help, "\nyes");
	help_key(&help, INPUT_UP);
	assert_false(help_did(&help, ACTION_SETTING));
	assert_shows(&help, "The most of a tip.");
	help_close(&help);
}

static void fits_every_screen(const struct scene *scene)
{
	struct help help;

	scene_open(&help, scene, 30, 100);
	for (int rows = 1; rows <= 60; rows += rows < 8 ? 1 : 11)
		for (int cols = 1; cols <= 200; cols += cols < 8 ? 1 : 13) {
			ui_resize(&help.ui, rows, cols);
			help_draw(&help);
			assert_non_null(help.ui.dialog);
			help_key(&help, INPUT_DOWN);
		}
	help_close(&help);
}

static void every_dialog_fits_every_screen(void **state)
{
	(void)state;
	for (size_t i = 0; i < scenes_dialog_count; i++)
		fits_every_screen(&scenes_dialogs[i]);
	for (size_t i = 0; i < scenes_form_count; i++)
		fits_every_screen(&scenes_forms[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		help_test_of(review, the_review_says_no_by_itself),
		help_test_of(review, the_review_takes_no_answer_before_it_was_seen),
		help_test_of(review, the_review_is_confirmed_by_the_other_button),
		help_test(a_small_review_must_be_read),
		help_test_of(wallets, the_review_shows_a_call_that_is_not_what_it_says),
		help_test_of(wallets, the_password_is_masked_and_handed_over),
		help_test_of(staked, esc_leaves_the_password_prompt),
		help_test_of(staked, the_error_panel_shows_why_and_what_to_do),
		cmocka_unit_test(each_remedy_has_its_key),
		help_test(another_wallet_helps_only_where_this_one_did_not_sign),
		cmocka_unit_test(what_helps_a_key),
		help_test(a_refused_change_is_edited),
		help_test(a_key_that_an_admin_key_was_to_make),
		help_test(a_wait_that_was_asked_for_is_counted),
		help_test(a_stake_that_venice_has_not_seen),
		help_test(a_token_that_lives_by_the_clock_that_judges_it),
		help_test(only_what_may_help_is_offered),
		help_test_of(staked, backoff_counts_down),
		help_test_of(keys, a_fresh_key_is_masked_until_v),
		help_test_of(keys, help_goes_with_what_it_is_about),
		help_test_of(keys, a_revealed_key_goes_with_the_lock),
		help_test(the_words_are_asked_back),
		help_test(words_are_not_thrown_away_by_one_key),
		help_test(words_do_not_stay_where_nobody_is),
		help_test_of(wallets, networks_name_servers_without_a_password),
		help_test_of(wallets, receive_shows_what_is_missing),
		help_test_of(wallets, receive_knows_what_is_staked),
		help_test_of(wallets, help_is_searched_and_runs),
		cmocka_unit_test(small_and_large_again),
		help_test_of(review, help_never_says_yes),
		help_test_of(wallets, the_palette_completes),
		help_test_of(wallets, quitting_asks_only_in_flight),
		help_test(quitting_while_a_key_is_minted),
		help_test(a_notice_goes_with_the_next_key),
		help_test(messages_have_a_history),
		cmocka_unit_test(a_transaction_that_waits_has_ways_out),
		help_test_of(wallets, without_one_there_is_nothing_to_do),
		help_test(many_wallets_have_a_row_each),
		help_test_of(wallets, the_log_is_filtered_as_one_types),
		help_test_of(wallets, an_allowance_is_taken_back_from_the_list),
		help_test(only_an_allowance_that_was_seen_is_taken_back),
		help_test(long_allowances_are_shown_in_full),
		help_test(where_nothing_may_be_signed_none_is_taken_back),
		help_test_of(wallets, allowances_need_an_address),
		help_test(allowances_of_another_wallet_are_not_shown),
		help_test_of(wallets, what_lies_behind_is_dimmed),
		help_test_of(wallets, a_third_dialog_takes_the_place_of_the_lowest),
		help_test(a_theme_is_seen_before_it_is_kept),
		cmocka_unit_test(the_settings_say_what_they_are),
		cmocka_unit_test(a_setting_is_changed_in_place),
		cmocka_unit_test(what_is_not_saved_is_dropped),
		cmocka_unit_test(every_dialog_fits_every_screen),
	};

	return cmocka_run_group_tests_name("tui_dialogs", tests, NULL, NULL);
}
