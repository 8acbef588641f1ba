/* Forms: checked as one types, secrets never on the screen, the right action in the end. */
#include "tests/unit/tui_help.h"
#include "tui/form/form.h"
#include "wallet/model/allowances.h"

static void new_wallet(void **state)
{
	struct help *help = *state;

	help->frozen = true;
	help_type(help, "\nn");
	assert_shows(help, "New wallet");
	help_type(help, "agent-1\n");
	help_key(help, INPUT_RIGHT);
	help_type(help, "\n" PASSWORD_TEXT "\n");
	help_type(help, "corect");
	assert_shows(help, "The two passwords are not the same");
	assert_hides(help, "correct");
	assert_hides(help, "corect");
	assert_shows(help, "•••••••••••••");
	help_key(help, INPUT_CTRL_U);
	help_type(help, PASSWORD_TEXT);
	assert_hides(help, "not the same");
	help_type(help, "\n");
	assert_int_equal(help->seen.last.type, ACTION_WALLET_NEW);
	assert_string_equal(help->seen.last.wallet.name, "agent-1");
	assert_int_equal(help->seen.last.wallet.words, 15);
	assert_string_equal(help->seen.password, PASSWORD_TEXT);
}

/* A Linux console underlines nothing that has a colour. */
static void a_field_is_seen_on_a_console(void **state)
{
	struct help *help = *state;

	help_type(help, "\nn");
	assert_hides(help, "________");
	help->ui.canvas.console = true;
	assert_shows(help, "________");
	help_type(help, "agent-1");
	assert_shows(help, "agent-1____");
}

/* The recipient is looked at while one types. */
static void send_to_somebody(void **state)
{
	struct help *help = *state;

	help_wallets(help);
	help_type(help, ":send\n");
	assert_shows(help, "What is sent is gone");
	help_type(help, "\n13");
	assert_shows(help, "The wallet has 12.5 VVV");
	help_key(help, INPUT_BACKSPACE);
	help_type(help, "\n" ADDRESS_1);
	assert_shows(help, "the wallet's own address");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0x0000000000000000000000000000000000000000");
	assert_shows(help, "The zero address is nobody's");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf");
	assert_shows(help, "a contract, the VVV token");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0x000000000022D473030F116dDEE9F6B43aC78BA3");
	assert_shows(help, "a contract, the Permit2");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0xDe709f2102306220921060314715629080e2fb77");
	assert_shows(help, "fails its checksum");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "nobody");
	assert_shows(help, "Neither a wallet nor the address book");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0xde7O9f2102306220921060314715629080e2fb77");
	assert_shows(help, "40 hexadecimal digits");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0xde709f2102306220921060314715629080e2fb00");
	assert_hides(help, "only looks like");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0xde70900000000000000000000000000000e2fb77");
	assert_shows(help, "Nothing was sent to it from here so far");
	assert_shows(help, "It only looks like cold");
	help_key(help, INPUT_CTRL_U);
	help_type(help, ADDRESS_2);
	assert_hides(help, "only looks like");
	help->frozen = true;
	help_type(help, "\n");
	assert_int_equal(help->seen.last.type, ACTION_SEND);
	assert_int_equal(help->seen.last.amount.token, TOKEN_VVV);
	assert_int_equal(amount_compare(help->seen.last.amount, help_amount(TOKEN_VVV, "1")), 0);
	assert_true(address_equal(help->seen.last.recipient, help_address(ADDRESS_2)));
	assert_false(help->seen.last.all);
}

/* From the page that says what to send: what is typed is what is wished for. */
static void a_swap_says_what_it_takes_before_it_is_asked_for(void **state)
{
	struct help *help = *state;

	help_wallets(help);
	help->model.balances[0].usdc = help_amount(TOKEN_USDC, "20");
	help_type(help, ":receive\nb");
	assert_shows(help, "Swap for VVV");
	assert_shows(help, "One transaction, without an approval");
	help_key(help, INPUT_RIGHT);
	assert_shows(help, "Two transactions: an approval of exactly the amount");
	help_type(help, "\t1000000");
	assert_shows(help, "The wallet has 20 USDC");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "1.5\t");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "5.01");
	assert_shows(help, "A slippage of more than 5 % is never agreed to");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0.75");
	help->frozen = true;
	help_type(help, "\n");
	assert_int_equal(help->seen.last.type, ACTION_SWAP);
	assert_int_equal(amount_compare(help->seen.last.amount, help_amount(TOKEN_USDC, "1.5")), 0);
	assert_int_equal(help->seen.last.slippage, 75);
}

static void an_allowance_without_a_limit_is_written_out(void **state)
{
	struct help *help = *state;

	help_wallets(help);
	help_type(help, ":approve\n");
	assert_shows(help, "Venice staking (sVVV) is 0x321b7ff75154472B18EDb199033fF4D116F340Ff");
	assert_hides(help, "Aerodrome router");
	help_type(help, "\t100000000000");
	assert_shows(help, "as good as without a limit");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "unlimited");
	assert_shows(help, "It may then take all VVV that this wallet has, now and later.");
	help->frozen = true;
	help_type(help, "\n");
	assert_int_equal(help->seen.last.type, ACTION_APPROVE);
	assert_true(allowance_is_unlimited(help->seen.last.amount));
	assert_int_equal(help->seen.last.amount.token, TOKEN_VVV);
	assert_true(address_equal(help->seen.last.recipient, contract_address(CONTRACT_STAKING)));
}

/* Of the contracts only the router takes what is swapped. */
static void an_allowance_of_usdc_is_the_routers(void **state)
{
	struct help *help = *state;

	help_wallets(help);
	help_type(help, ":approve\n");
	help_key(help, INPUT_RIGHT);
	help_key(help, INPUT_RIGHT);
	assert_shows(help, "Aerodrome router");
	help_type(help, "\t25\t");
	help->frozen = true;
	help_type(help, "\n");
	assert_int_equal(help->seen.last.type, ACTION_APPROVE);
	assert_int_equal(amount_compare(help->seen.last.amount, help_amount(TOKEN_USDC, "25")), 0);
	assert_true(address_equal(help->seen.last.recipient, contract_address(CONTRACT_ROUTER)));
}

static void a_bad_field_holds_the_form(void **state)
{
	struct help *help = *state;

	help_type(help, "\nn\n\n\n\n");
	assert_int_equal(help->seen.count, 0);
	assert_shows(help, "A wallet needs a name");
	assert_shows(help, "A wallet needs a password");
	help_type(help, "a/b");
	assert_shows(help, "must not contain a slash");
	help_key(help, INPUT_ESC);
	assert_null(help->ui.dialog);
}

static void import_by_key(void **state)
{
	struct help *help = *state;

	help->frozen = true;
	help_type(help, "\ni\n0x12");
	assert_shows(help, "2 digits so far");
	help_type(help, "xx");
	assert_shows(help, "Character 3 is not a hexadecimal digit");
	help_key(help, INPUT_BACKSPACE);
	help_key(help, INPUT_BACKSPACE);
	help_type(help, "34567890123456789012345678901234567890123456789012345678901234");
	assert_hides(help, "123456");
	help_type(help, "\nhot\nab\nab\n");
	assert_int_equal(help->seen.last.type, ACTION_WALLET_IMPORT);
	assert_string_equal(help->seen.last.wallet.name, "hot");
	assert_string_equal(help->seen.password, "ab");
}

static void import_shows_the_fields_that_its_kind_needs(void **state)
{
	struct help *help = *state;

	help_type(help, "\ni");
	assert_hides(help, "Derivation path");
	help_key(help, INPUT_RIGHT);
	assert_shows(help, "Derivation path");
	help_type(help, "\none two three");
	assert_shows(help, "3 words so far");
	assert_hides(help, "one two");
	help_key(help, INPUT_UP);
	help_key(help, INPUT_RIGHT);
	assert_shows(help, "File's password");
	assert_hides(help, "Derivation path");
}

static void a_form_waits_and_says_what_went_wrong(void **state)
{
	struct help *help = *state;

	help->frozen = true;
	help_type(help, "\nw" "cold\t" ADDRESS_1);
	help->model.wallets.request = 5;
	help_type(help, "\n");
	assert_int_equal(help->seen.last.type, ACTION_WALLET_WATCH);
	assert_shows(help, "Writing it down");
	help->model.wallets.request = 0;
	(void)err_set(&help->model.wallets.err, ERR_IO, "no room on this disk");
	assert_shows(help, "no room on this disk");
	help->model.wallets.request = 6;
	help_key(help, INPUT_DOWN);
	help_key(help, INPUT_DOWN);
	help_type(help, "\n");
	help->model.wallets.request = 0;
	help->model.wallets.err.code = ERR_NONE;
	assert_hides(help, "Watch an address");
}

static void watch_checks_the_checksum(void **state)
{
	struct help *help = *state;

	help_type(help, "\nw" "cold\t" "0x52908400098527886E0F7030069857D2E4169Ee7");
	assert_shows(help, "checksum");
	help_key(help, INPUT_BACKSPACE);
	help_key(help, INPUT_BACKSPACE);
	help_type(help, "E7");
	help_type(help, "\n");
	assert_int_equal(help->seen.last.type, ACTION_WALLET_WATCH);
}

static void what_is_for_the_marked_wallets_says_so(void **state)
{
	struct help *help = *state;

	help_type(help, "s");
	assert_shows(help, "Stake VVV");
	assert_hides(help, "For each of");
	help->model.accounts.items[0].marked = true;
	help->model.marked = 1;
	assert_shows(help, "For each of 1 marked: ");
	help_key(help, INPUT_ESC);
	help_type(help, ":swap\n");
	assert_shows(help, "Swap for VVV");
	assert_hides(help, "For each of");
}

static void all_is_what_each_marked_wallet_has(void **state)
{
	struct help *help = *state;

	help->model.accounts.items[0].marked = true;
	help->model.marked = 1;
	help_type(help, "s");
	help_type(help, "a");
	help_type(help, "\n");
	assert_int_equal(help->seen.last.type, ACTION_STAKE);
	assert_true(help->seen.last.all);
	assert_true(amount_is_zero(help->seen.last.amount));
}

static void stake_knows_the_balance(void **state)
{
	struct help *help = *state;

	help->frozen = true;
	help_type(help, "\n");
	assert_shows(help, "Stake VVV");
	assert_shows(help, "12.5");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "99");
	assert_shows(help, "The wallet has 12.5 VVV");
	help_type(help, "\n");
	assert_false(help_did(help, ACTION_STAKE));
	help_key(help, INPUT_CTRL_U);
	help_type(help, "10.x");
	help_type(help, "\n");
	assert_false(help_did(help, ACTION_STAKE));
	help_key(help, INPUT_BACKSPACE);
	help_type(help, "5\n");
	assert_true(help_did(help, ACTION_STAKE));
	assert_int_equal(amount_compare(help->seen.last.amount, help_amount(TOKEN_VVV, "10.5")), 0);
}

/* `u` unlocks elsewhere: a password typed there into an amount is not shown. */
static void an_amount_shows_no_password(void **state)
{
	struct help *help = *state;

	help_wallets(help);
	help_type(help, ":unstake\n");
	assert_shows(help, "sVVV to unstake");
	help_type(help, "Correct-99 horse");
	assert_shows(help, "••••••••••••••••");
	assert_shows(help, "No amount has letters in it. They are hidden");
	assert_hides(help, "orrect");
	assert_hides(help, "99");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "0.25x");
	assert_hides(help, "0.25");
	help_key(help, INPUT_BACKSPACE);
	assert_shows(help, "0.25");
	assert_hides(help, "They are hidden");
}

/* In each field the footer says what Enter does there. */
static void the_footer_says_what_enter_does_in_this_field(void **state)
{
	struct help *help = *state;

	help_wallets(help);
	help_type(help, ":send\n");
	assert_shows(help, "Enter next field");
	help_type(help, "\n");
	assert_shows(help, "Enter next field");
	help_type(help, "1\n");
	assert_shows(help, "Enter review it");
	assert_hides(help, "Enter next field");
	help_key(help, INPUT_TAB);
	assert_shows(help, "[ Review it ]");
	assert_shows(help, "Enter review it");
	help_key(help, INPUT_ESC);
	help_type(help, ":unstake\n");
	assert_shows(help, "Enter review it");
	help_key(help, INPUT_ESC);
	help_type(help, ":receive\n");
	assert_shows(help, "Enter Esc close");
}

static void mint_takes_every_option(void **state)
{
	struct key_options *options;
	struct help *help = *state;

	help_size(help, 40, 100);
	help_staked(help);
	help->frozen = true;
	help_type(help, "mweb agent\n2020-01-01");	/* typing on the button goes to the first text field */
	assert_shows(help, "has passed already");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "2030-01-31\n1.5\n10\n\n");
	help_key(help, 'M');
	help_type(help, "\n");
	help_key(help, 'P');
	help_key(help, INPUT_UP);
	help_type(help, "\n\n");
	options = &help->seen.last.options;
	assert_int_equal(help->seen.last.type, ACTION_MINT);
	assert_string_equal(options->description, "web agent");
	assert_string_equal(options->expires, "2030-01-31");
	assert_int_equal(options->limit[KEY_USD], 1500000);
	assert_int_equal(options->limit[KEY_DIEM], 10000000);
	assert_int_equal(options->limit[KEY_VCU], KEY_NO_LIMIT);
	assert_true(options->has_period);
	assert_int_equal(options->period, KEY_MONTH);
	assert_true(options->has_privacy);
	assert_int_equal(options->privacy, KEY_PRIVATE_TEXT);
}

static void mint_with_everything_as_it_is(void **state)
{
	struct help *help = *state;

	help_size(help, 24, 80);
	help_staked(help);
	help->frozen = true;
	help_type(help, "m\n");	/* nobody can mean what was not on the screen yet */
	assert_false(help_did(help, ACTION_MINT));
	help_draw(help);
	help_type(help, "\n");
	assert_int_equal(help->seen.last.type, ACTION_MINT);
	assert_int_equal(help->seen.last.options.type, KEY_INFERENCE);
	assert_false(help->seen.last.options.has_period);
	assert_null(help->ui.dialog);
}

static void nothing_in_a_field_is_no_choice(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 100);
	help_staked(help);
	help->frozen = true;
	help_type(help, "m");
	assert_shows(help, "Limit in USD      none");
	assert_shows(help, "Expires           none");
	help_type(help, "agent\n");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "\n");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "\n\n\n\n\n");
	assert_shows(help, "Write none for never");
	assert_shows(help, "Write none for no limit");
	assert_false(help_did(help, ACTION_MINT));
	help_key(help, INPUT_UP);		/* the first bad field has the focus: from it to the limit and back */
	help_key(help, INPUT_DOWN);
	help_type(help, "none\n");
	help_type(help, "7\n\n\n\n\n");
	assert_int_equal(help->seen.last.type, ACTION_MINT);
	assert_int_equal(help->seen.last.options.limit[KEY_USD], 7000000);
	assert_int_equal(help->seen.last.options.limit[KEY_DIEM], KEY_NO_LIMIT);
	assert_string_equal(help->seen.last.options.expires, "");
}

static void a_limit_of_0_is_asked_about(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 100);
	help_staked(help);
	help_type(help, "m");
	assert_shows(help, "Mint an API key");
	help_type(help, "agent\n\n0\n0\n\n\n");
	help_draw(help);
	help_type(help, "\n");
	assert_shows(help, "A limit of 0?");
	assert_shows(help, "could pay for nothing");
	assert_int_equal(help->model.mint.state, MINT_IDLE);
	help_key(help, INPUT_ESC);
	assert_int_equal(help->model.mint.state, MINT_IDLE);
}

static void edits_utf8_and_wide_text(void **state)
{
	struct help *help = *state;

	help_type(help, "\nw");
	help_key(help, 0x51b7);
	help_key(help, 0xe9);
	help_key(help, INPUT_LEFT);
	help_key(help, INPUT_LEFT);
	help_key(help, 'a');
	assert_shows(help, "a冷é");
	help_key(help, INPUT_DELETE);
	assert_shows(help, "aé");
	help_key(help, INPUT_END);
	help_key(help, INPUT_BACKSPACE);
	help_key(help, 0x200b);		/* characters that do not show are not taken */
	for (int i = 0; i < 100; i++)
		help_key(help, 0x51b7);
	assert_shows(help, "There is no room for more");
	help_key(help, INPUT_CTRL_W);
	assert_hides(help, "冷冷");
}

static void each_secret_goes_where_it_belongs(void **state)
{
	static const char key[] = "0x4c1d7f2a95e0b3d86c1f42a79e5b08d3c6f714a2b9e05d8371c6fa2e49b7d015";
	static const char words[] = "legal winner thank year wave sausage worth useful legal winner thank yellow";
	struct help *help = *state;

	help_size(help, 30, 110);
	help_wallets(help);
	help->frozen = true;
	help_type(help, "4A");
	assert_shows(help, "Add an API key");
	help_type(help, key);
	assert_shows(help, "That reads as a private key, not as an API key");
	help_key(help, INPUT_CTRL_U);
	help_type(help, words);
	assert_shows(help, "That reads as a wallet's words");
	help_type(help, "\t\t\tpassword\n");
	assert_int_equal(help->seen.count, 0);
	help_key(help, INPUT_CTRL_U);
	help_type(help, "VENICE_API_KEY=VENICE_ADMIN_KEY_0123456789");
	assert_shows(help, "By its beginning it is an ADMIN key");
	help_type(help, "\n");
	help_key(help, INPUT_RIGHT);
	help_type(help, "\n\n\n");
	assert_int_equal(help->seen.last.type, ACTION_KEY_ADD);
	help_key(help, INPUT_ESC);
	help_type(help, ":import-wallet\n\t");
	assert_shows(help, "Import a wallet");
	help_type(help, words);
	assert_shows(help, "Those are words: choose mnemonic words above");
	help_key(help, INPUT_CTRL_U);
	help_type(help, "VENICE_ADMIN_KEY_0123456789");
	assert_shows(help, "That is a Venice API key");
	help_key(help, INPUT_CTRL_U);
	help_type(help, " PRIVATE_KEY=");
	help_type(help, key);
	assert_hides(help, "digit");
}

static void no_new_password_that_nobody_sees(void **state)
{
	struct help *help = *state;

	help->frozen = true;
	help_type(help, "\nn" "agent-1\n\nsecret1 \n");
	assert_shows(help, "begins or ends with a blank");
	help_type(help, "secret1 \n");
	assert_int_equal(help->seen.count, 0);
}

/* An invisible character would become part of the key for good. */
static void no_new_passphrase_that_nobody_sees(void **state)
{
	struct help help;

	(void)state;
	help_open(&help, 40, 110);
	help.frozen = true;
	help_type(&help, "\nmo");
	assert_shows(&help, "in another way");
	help_type(&help, "agent-1\n\nsecret1\nsecret1\n\nriver \nriver \n");
	assert_shows(&help, "begins or ends with a blank");
	assert_int_equal(help.seen.count, 0);
	help_close(&help);
	help_open(&help, 40, 110);
	help.frozen = true;
	help_type(&help, "\nmoagent-1\n\nsecret1\nsecret1\n\n\n\n");
	assert_int_equal(help.seen.last.type, ACTION_WALLET_NEW);	/* no passphrase is fine */
	help_close(&help);
}

#define LINES "legal\nwinner\nthank\nyear\nwave\nsausage\nworth\nuseful\nlegal\nwinner\nthank\nyellow\n"
#define ONE_LINE "legal winner thank year wave sausage worth useful legal winner thank yellow"

static void check_words_taken(struct help *help)
{
	help_type(help, "\n\n\nwords\nab\nab\n");
	assert_int_equal(help->seen.last.type, ACTION_WALLET_IMPORT);
	assert_string_equal(help->seen.last.wallet.name, "words");
	assert_string_equal(help->seen.typed, ONE_LINE);
}

static void words_pasted_one_a_line_are_all_in_their_field(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 110);
	help->frozen = true;
	help_type(help, "\ni");
	help_key(help, INPUT_RIGHT);
	ui_paste(&help->ui, &help->model, LINES, strlen(LINES), false);	/* pasted while a choice has the focus */
	assert_shows(help, "[mnemonic words]");
	help_type(help, "\n");
	check_words_taken(help);
}

/* Not every terminal marks what is pasted. */
static void words_typed_one_a_line_too(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 110);
	help->frozen = true;
	help_type(help, "\ni");
	help_key(help, INPUT_RIGHT);
	help_type(help, "\t" LINES);
	check_words_taken(help);
}

/* Looks at words as the keystore does, with a list of a few words. */
static void look_at_words(struct words_look *out, const char *language, const char *text)
{
	static const char *const list[] = { "thank", "that", "winner", "yellow" };
	const char *last = strrchr(text, ' ') ? strrchr(text, ' ') + 1 : text;

	*out = (struct words_look){ .words = 3, .language = language ? language : "english", .typing = *last };
	for (size_t i = 0; i < ARRAY_LENGTH(list); i++)
		if (*last && strncmp(list[i], last, strlen(last)) == 0) {
			out->common = out->fitting ? 3 : strlen(list[i]);
			out->fits[out->fitting++] = list[i];
		}
	out->whole = out->meant = out->fitting == 1 && strcmp(out->fits[0], last) == 0;
	if (strstr(text, "winnre "))
		(void)err_set(&out->wrong, ERR_MNEMONIC_BAD, "Word 1 is not in the list: did you mean winner?");
}

static void words_are_completed_and_the_wrong_one_is_named(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 110);
	help->frozen = true;
	help->model.look_at_words = look_at_words;
	help_type(help, "\ni");
	help_key(help, INPUT_RIGHT);
	help_type(help, "\twin");
	assert_shows(help, "winner  (Tab)");
	help_type(help, "\ttha");
	assert_shows(help, "thank, that");
	help_type(help, "\tn\t");		/* as far as they agree, which adds nothing; then all of it */
	assert_string_equal(line_text(&((struct form *)help->ui.dialog->state)->lines[1]), "winner thank ");
	help_type(help, "winnre ");
	assert_shows(help, "did you mean winner?");
	assert_hides(help, "winnre");
}

/* A wrong word can be corrected without typing the rest again. */
static void words_stay_after_an_error(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 110);
	help->frozen = true;
	help_type(help, "\ni");
	help_key(help, INPUT_RIGHT);
	help_type(help, "\t" LINES "\n\n\nwords\nab\nab");
	help->model.wallets.request = 5;
	help_type(help, "\n");
	assert_string_equal(help->seen.typed, ONE_LINE);
	help->seen.typed[0] = '\0';
	help->model.wallets.request = 0;
	(void)err_set(&help->model.wallets.err, ERR_MNEMONIC_BAD, "The checksum does not fit");
	assert_shows(help, "The checksum does not fit");
	help->model.wallets.request = 6;
	for (int i = 0; i < 8; i++)
		help_key(help, INPUT_DOWN);
	help_type(help, "\n");
	assert_string_equal(help->seen.typed, ONE_LINE);
	assert_string_equal(help->seen.password, "ab");
}

static void typed_in_secret_goes(struct help *help)
{
	help_type(help, "\ni");
	help_key(help, INPUT_RIGHT);
	help_type(help, "\tlegal winner");
	assert_shows(help, "Import a wallet");
}

/* After the lock, a long absence or Ctrl-Z, secret text and its form are gone. */
static void what_was_typed_goes_with_who_typed_it(void **state)
{
	struct help *help = *state;

	help_size(help, 40, 110);
	typed_in_secret_goes(help);
	help->model.locks++;
	assert_hides(help, "Import a wallet");
	typed_in_secret_goes(help);
	help->ui.now_ms += help->model.tuning.lock_after_ms;
	assert_hides(help, "Import a wallet");
	typed_in_secret_goes(help);
	ui_wipe(&help->ui, &help->model);
	assert_hides(help, "Import a wallet");
	help_type(help, "\nw" "cold");	/* a name is no secret */
	ui_wipe(&help->ui, &help->model);
	assert_shows(help, "Watch an address");
}

static void takes_joined_emoji(void **state)
{
	static const char name[] = "👩\xe2\x80\x8d💻";
	struct help *help = *state;

	help->frozen = true;
	help_type(help, "\nw");
	help_key(help, 0x1f469);
	help_key(help, 0x200d);
	help_type(help, "\t");
	assert_shows(help, "invisible characters");	/* half of an invisible character counts as one */
	help_key(help, INPUT_UP);
	help_key(help, 0x1f4bb);
	help_type(help, "\t" ADDRESS_1 "\n");
	assert_int_equal(help->seen.last.type, ACTION_WALLET_WATCH);
	assert_string_equal(help->seen.last.wallet.name, name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		help_test(new_wallet),
		help_test(a_field_is_seen_on_a_console),
		help_test(send_to_somebody),
		help_test(a_swap_says_what_it_takes_before_it_is_asked_for),
		help_test(an_allowance_without_a_limit_is_written_out),
		help_test(an_allowance_of_usdc_is_the_routers),
		help_test(a_bad_field_holds_the_form),
		help_test(import_by_key),
		help_test(import_shows_the_fields_that_its_kind_needs),
		help_test(a_form_waits_and_says_what_went_wrong),
		help_test(watch_checks_the_checksum),
		help_test_of(wallets, stake_knows_the_balance),
		help_test_of(wallets, what_is_for_the_marked_wallets_says_so),
		help_test_of(wallets, all_is_what_each_marked_wallet_has),
		help_test(an_amount_shows_no_password),
		help_test(the_footer_says_what_enter_does_in_this_field),
		help_test(mint_takes_every_option),
		help_test(mint_with_everything_as_it_is),
		help_test(nothing_in_a_field_is_no_choice),
		help_test(a_limit_of_0_is_asked_about),
		help_test(edits_utf8_and_wide_text),
		help_test(each_secret_goes_where_it_belongs),
		help_test(no_new_password_that_nobody_sees),
		cmocka_unit_test(no_new_passphrase_that_nobody_sees),
		help_test(words_pasted_one_a_line_are_all_in_their_field),
		help_test(words_typed_one_a_line_too),
		help_test(words_are_completed_and_the_wrong_one_is_named),
		help_test(words_stay_after_an_error),
		help_test(what_was_typed_goes_with_who_typed_it),
		help_test(takes_joined_emoji),
	};

	return cmocka_run_group_tests_name("tui_forms", tests, NULL, NULL);
}
