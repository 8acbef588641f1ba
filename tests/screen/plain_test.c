/* rialto --plain: the whole path in lines, on a terminal that knows nothing, in the C locale. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/screen/check.h"
#include "tests/screen/lines.h"
#include "tests/screen/steps.h"

#define WORDS 12

/* Reads the words from their list, " 1. word". */
static void read_words(char words[WORDS][32], struct lines *lines)
{
	size_t len;
	const char *bytes, *at;

	lines_hear(lines, "12. ");
	lines_hear(lines, "Type word ");
	bytes = terminal_bytes(lines->terminal, &len);
	for (unsigned i = 0; i < WORDS; i++) {
		char number[8];

		snprintf(number, sizeof(number), "\n%2u. ", i + 1);
		at = memmem(bytes, len, number, strlen(number));
		check(at, "word %u is not shown", i + 1);
		snprintf(words[i], sizeof(words[i]), "%.*s", (int)strcspn(at + 5, "\r\n"), at + 5);
	}
}

/* Types the word that is asked for; "Type word " was heard. */
static void type_word(char words[WORDS][32], struct lines *lines)
{
	size_t len, from = lines->heard;
	unsigned number;
	const char *bytes;

	lines_hear(lines, ": ");
	bytes = terminal_bytes(lines->terminal, &len);
	number = (unsigned)strtoul(bytes + from, NULL, 10);
	check(number >= 1 && number <= WORDS, "word %u is asked for", number);
	terminal_keys(lines->terminal, "%s<Enter>", words[number - 1]);
}

static void make_wallet(struct lines *lines)
{
	char words[WORDS][32];

	lines_answer(lines, "Enter: make or import a wallet. (h: help) ", "<Enter>");
	lines_answer(lines, WHICH, "<Enter>");
	lines_answer(lines, "A name for it, like agent-1: ", "agent-1<Enter>");
	lines_answer(lines, "A new password for it (it is not shown): ", STAGE_PASSWORD "<Enter>");
	lines_answer(lines, "The same once more: ", STAGE_PASSWORD "<Enter>");
	read_words(words, lines);
	type_word(words, lines);
	lines_hear(lines, "Type word ");
	type_word(words, lines);
	lines_hear(lines, "Wallet agent-1 is in the keystore");
}

static void get_money(struct lines *lines)
{
	lines_answer(lines, "Enter: show the address to send ETH and VVV to", "<Enter>");
	lines_answer(lines, "f: practice faucet: ", "c<Enter>");
	lines_answer(lines, "f: practice faucet: ", "f<Enter>");
	lines_hear(lines, "Both are there.");
}

static void stake(struct lines *lines)
{
	lines_answer(lines, "Enter: choose how much VVV to approve and stake", "<Enter>");
	lines_answer(lines, "Amount of VVV? (Enter: 1, Ctrl-C: back) ", "<Enter>");
	lines_agree(lines, "Review before signing");
	lines_agree(lines, "Review before signing");
}

/* The line after which the key stands alone. */
static void the_key_is_stored(struct stage *stage, const struct lines *lines)
{
	static const char before[] = "Whoever reads it can spend with it:\r\n";
	char *list = stage_run(stage, "key list --json"), *id = stage_field(list, "id");
	char *shown = stage_run(stage, "key show %s --reveal --json", id), *stored = stage_field(shown, "apiKey");
	size_t len;
	const char *bytes = terminal_bytes(lines->terminal, &len), *at = memmem(bytes, len, before, sizeof(before) - 1);

	assert_non_null(at);
	assert_memory_equal(at + sizeof(before) - 1, stored, strlen(stored));
	free(list);
	free(id);
	free(shown);
	free(stored);
}

static void from_nothing_to_a_key(void **state)
{
	struct stage *stage = *state;
	size_t keys = network_keys(stage->network);
	struct lines lines = lines_start(stage, "");

	make_wallet(&lines);
	get_money(&lines);
	stake(&lines);
	lines_hear(&lines, "staked in block");
	lines_answer(&lines, "Enter: fetch a validation token from Venice", "<Enter>");
	assert_false(lines_have(&lines, "Step 4 of 8"));
	lines_answer(&lines, "Enter: sign the token and mint the key", "<Enter>");
	lines_answer(&lines, WHICH, "<Enter>");
	lines_hear(&lines, "Your new API key.");
	lines_answer(&lines, "What with this key?", "2<Enter>");
	lines_hear(&lines, "Whoever reads it can spend with it:");
	lines_answer(&lines, "What with this key?", "4<Enter>");
	lines_hear(&lines, "Can pay: no, the account has nothing to spend yet");
	lines_answer(&lines, "What with this key?", "5<Enter>");
	lines_hear(&lines, "There is no way here to copy");
	lines_answer(&lines, "What with this key?", "<Enter>");
	lines_answer(&lines, ASKED, "h<Enter>");
	lines_answer(&lines, ASKED, "q<Enter>");
	assert_int_equal(lines_end(&lines), 0);
	assert_false(lines_have(&lines, STAGE_PASSWORD));
	assert_int_equal(network_keys(stage->network), keys + 1);
	the_key_is_stored(stage, &lines);
}

static void begin_mint(struct lines *lines)
{
	lines_answer(lines, ASKED, "m<Enter>");
	lines_answer(lines, WHICH, "1<Enter>");
}

static void a_wrong_password_is_asked_again(void **state)
{
	struct lines lines = lines_start_staked(*state, "");

	begin_mint(&lines);
	lines_answer(&lines, "Password of agent-1, to sign the token (it is not shown): ", "wrong<Enter>");
	lines_answer(&lines, "Wrong password.", NULL);
	lines_answer(&lines, "to sign the token (it is not shown): ", STAGE_PASSWORD "<Enter>");
	lines_hear(&lines, "Your new API key.");
	lines_answer(&lines, "What with this key?", "<Enter>");
	lines_leave(&lines);
	assert_false(lines_have(&lines, "wrong"));
}

static void without_money_the_stake_is_refused(void **state)
{
	struct stage *stage = *state;
	struct lines lines;

	stage_wallet(stage);
	lines = lines_start(stage, "");
	lines_answer(&lines, ASKED, "s<Enter>");
	lines_answer(&lines, "Amount of VVV?", "5<Enter>");
	lines_hear(&lines, "The wallet has 0 VVV.");
	lines_answer(&lines, "Amount of VVV?", "much<Enter>");
	lines_answer(&lines, "Amount of VVV?", "<C-c>");
	lines_leave(&lines);
	assert_int_equal(network_count(stage->network).transactions, stage->sent);
}

/* An abandoned stake leaves what was approved for it; Enter alone leaves that as it is. */
static void what_contracts_may_take_is_taken_back(void **state)
{
	struct stage *stage = *state;
	struct lines lines;

	stage_funded(stage);
	lines = lines_start(stage, "");
	lines_answer(&lines, ASKED, "c<Enter>");
	lines_hear(&lines, "No contract that rialto knows may take anything of agent-1.");
	lines_answer(&lines, ASKED, "s<Enter>");
	lines_answer(&lines, "Amount of VVV?", "10<Enter>");
	lines_agree(&lines, "Review before signing");
	lines_answer(&lines, "to sign the transaction (it is not shown): ", STAGE_PASSWORD "<Enter>");
	lines_answer(&lines, "anything else is no: ", "no<Enter>");
	lines_answer(&lines, ASKED, "c<Enter>");
	lines_hear(&lines, "VVV: 10 at most, by Venice staking (sVVV)");
	lines_answer(&lines, WHICH, "<Enter>");
	lines_answer(&lines, ASKED, "c<Enter>");
	lines_answer(&lines, WHICH, "2<Enter>");
	lines_agree(&lines, "Take back the allowance of 10 VVV");
	lines_hear(&lines, "may be taken no more");
	lines_answer(&lines, ASKED, "c<Enter>");
	lines_hear(&lines, "No contract that rialto knows may take anything of agent-1.");
	lines_leave(&lines);
	assert_int_equal(network_count(stage->network).transactions, stage->sent + 2);
}

/* Venice refuses the first time; the remedy that is named first helps. */
static void a_refused_mint_and_its_remedy(void **state)
{
	struct stage *stage = *state;
	struct lines lines = lines_start_staked(stage, "");

	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"status\",\"status\":400,\"message\":\"JWT has expired\"}");
	begin_mint(&lines);
	lines_answer(&lines, "to sign the token (it is not shown): ", STAGE_PASSWORD "<Enter>");
	lines_hear(&lines, "The mint did not succeed.");
	lines_hear(&lines, "Meaning: ");
	lines_hear(&lines, "What to do: ");
	lines_hear(&lines, "Checked here:");
	lines_hear(&lines, "1. new token: sign it and submit again");
	lines_answer(&lines, "What now? (Enter: 1, Ctrl-C: back) ", "<Enter>");
	lines_hear(&lines, "Your new API key.");
	lines_answer(&lines, "What with this key?", "<Enter>");
	lines_leave(&lines);
}

/* What was typed while nothing was asked answers no review, and nor does a paste; anything but yes is no. */
static void a_yes_from_before_the_review_does_not_count(void **state)
{
	struct stage *stage = *state;
	size_t asked = network_calls(stage->network, "eth_estimateGas");
	struct lines lines;

	stage_funded(stage);
	lines = lines_start(stage, "");
	lines_answer(&lines, ASKED, "s<Enter>");
	network_post(stage->network, "fail", "{\"route\":\"rpc\",\"mode\":\"held\",\"method\":\"eth_estimateGas\"}");
	lines_answer(&lines, "Amount of VVV?", "1<Enter>");
	network_wait_calls(stage->network, "eth_estimateGas", asked + 1);
	for (int i = 0; i < 2; i++) {
		terminal_keys(lines.terminal, "yes<Enter>");
		lines_hear(&lines, "yes\r\n");		/* by the terminal itself, because nothing is asked */
	}
	network_release(stage->network);
	lines_answer(&lines, "anything else is no: ", "no<Enter>");
	lines_answer(&lines, ASKED, "s<Enter>");
	lines_answer(&lines, "Amount of VVV?", "1<Enter>");
	lines_hear(&lines, "anything else is no: ");
	terminal_pour(lines.terminal, "yes\nmore\n", 9);	/* whichever is seen first, the paste or the haste */
	lines_answer(&lines, "anything else is no: ", "<C-c>");
	lines_leave(&lines);
	assert_int_equal(network_count(stage->network).transactions, stage->sent);
}

/* A mint that Venice keeps waiting: Ctrl-C stops the waiting only, and leaving is asked about, as it would lose
 * the key. */
static void ctrl_c_stops_waiting(void **state)
{
	struct stage *stage = *state;
	struct lines lines = lines_start_staked(stage, "");

	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"held\"}");
	begin_mint(&lines);
	lines_answer(&lines, "to sign the token (it is not shown): ", STAGE_PASSWORD "<Enter>");
	lines_hear(&lines, "Waiting for Venice's answer to the mint, ");
	lines_answer(&lines, "Ctrl-C stops waiting.", "<C-c>");
	lines_hear(&lines, "It goes on.");
	lines_answer(&lines, ASKED, "q<Enter>");
	lines_hear(&lines, "A key is being minted");
	lines_answer(&lines, "anything else is no: ", "no<Enter>");
	lines_hear(&lines, ASKED);
	network_release(stage->network);
	lines_answer(&lines, "Your new API key.", NULL);
	lines_answer(&lines, "What with this key?", "<Enter>");
	lines_leave(&lines);
}

/* No block takes the transaction: the person stops waiting, and offers more for it. */
static void a_transaction_that_waits(void **state)
{
	struct stage *stage = *state;
	struct lines lines;

	stage_funded(stage);
	network_post(stage->network, "chain", "{\"automine\":false}");
	lines = lines_start(stage, "");
	lines_answer(&lines, ASKED, "s<Enter>");
	lines_answer(&lines, "Amount of VVV?", "1<Enter>");
	lines_agree(&lines, "Review before signing");
	lines_answer(&lines, "to sign the transaction (it is not shown): ", STAGE_PASSWORD "<Enter>");
	lines_hear(&lines, "Waiting for the approve transaction to be mined");
	lines_answer(&lines, "Ctrl-C stops waiting.", "<C-c>");
	lines_answer(&lines, ASKED, "t<Enter>");
	lines_hear(&lines, "approve 1 VVV");
	lines_answer(&lines, "What? (Enter: 1, Ctrl-C: back) ", "2<Enter>");
	lines_agree(&lines, "Review before signing");
	lines_hear(&lines, "Waiting for the approve transaction to be mined");
	network_post(stage->network, "chain", "{\"automine\":true}");
	lines_answer(&lines, "Review before signing", NULL);
	lines_answer(&lines, "anything else is no: ", "<C-c>");
	lines_leave(&lines);
}

static void words_that_are_left_alone_are_forgotten(void **state)
{
	struct lines lines = lines_start(*state, "--lock-after 4");

	lines_answer(&lines, ASKED, "<Enter>");
	lines_answer(&lines, "Which? ", "<Enter>");
	lines_answer(&lines, "A name for it", "n<Enter>");
	lines_answer(&lines, "A new password", "p<Enter>");
	lines_answer(&lines, "The same once more", "p<Enter>");
	lines_hear(&lines, "Type word");
	lines_hear(&lines, "Nobody has typed for a while");
	lines_hear(&lines, "No wallet was made");
	lines_leave(&lines);
}

/* Gives money to the wallet from outside, which the page says at once. */
static void money_that_arrives_is_said(void **state)
{
	struct stage *stage = *state;
	struct lines lines;

	stage_wallet(stage);
	lines = lines_start(stage, "");
	lines_answer(&lines, ASKED, "<Enter>");
	lines_hear(&lines, "practice faucet: ");
	stage_money(stage);
	lines_hear(&lines, "arrived.");
	lines_hear(&lines, "Both are there.");
	lines_leave(&lines);
}

/* The terminal is as it was, with its echo, when a signal ends a question for a password. */
static void a_signal_at_a_password(void **state)
{
	struct lines lines = lines_start_staked(*state, "");

	lines_answer(&lines, ASKED, "u<Enter>");
	lines_hear(&lines, "(it is not shown): ");
	kill(terminal_pid(lines.terminal), SIGTERM);
	assert_int_not_equal(lines_end(&lines), 0);
	assert_true(terminal_modes(lines.terminal).c_lflag & ECHO);
}

static void where_no_screen_can_be_plain_is_named(void **state)
{
	static const char leaks[] = "ASAN_OPTIONS=detect_leaks=0";	/* those of ncurses */
	static const char *const dumb[] = { "TERM=dumb", leaks, NULL }, *const unknown[] = { "TERM=none-such", leaks, NULL };
	struct stage *stage = *state;
	struct terminal *terminal;
	char *output;

	stage->env = dumb;
	terminal = stage_start(stage, 24, 80, "");
	assert_int_equal(step_exit_code(terminal), 2);
	terminal_wait(terminal, "rialto --plain");
	stage->env = unknown;
	terminal = stage_start(stage, 24, 80, "");
	assert_int_equal(step_exit_code(terminal), 2);
	terminal_wait(terminal, "rialto --plain");
	assert_int_equal(stage_try(stage, &output, "--plain 2>&1"), 2);
	assert_non_null(strstr(output, "rialto mint"));
	free(output);
}

/* Types what leads to a question, and ends the input there. */
static void end_of_input_after(struct stage *stage, const char *const *steps)
{
	struct lines lines = lines_start(stage, "");

	lines_go_to(&lines, steps, "<C-d>");
	lines_end_well(&lines);
}

#define ADD ASKED, "w<Enter>", "Which? ", "<Enter>"

static const char *const questions[][16] = {
	{ ASKED },
	{ ASKED, "w<Enter>", "Which? " },
	{ ADD, "A name for it" },
	{ ADD, "A name for it", "n<Enter>", "A new password" },
	{ ADD, "A name for it", "n<Enter>", "A new password", "p<Enter>", "The same once more" },
	{ ADD, "A name for it", "n<Enter>", "A new password", "p<Enter>", "The same once more", "p<Enter>", "Type word" },
	{ ASKED, "w<Enter>", "Which? ", "2<Enter>", "The private key" },
	{ ASKED, "w<Enter>", "Which? ", "4<Enter>", "The path of the file" },
	{ ASKED, "w<Enter>", "Which? ", "5<Enter>", "The address" },
};

static void the_end_of_the_input_at_each_question(void **state)
{
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
		end_of_input_after(*state, questions[i]);
	assert_false(stage_lists(*state, "\"n\""));
}

#define SIGN ASKED, "m<Enter>", "Which? ", "1<Enter>", "to sign the token"

static const char *const with_stake[][16] = {
	{ ASKED, "m<Enter>", "Which? " },
	{ ASKED, "m<Enter>", "Which? ", "2<Enter>", "Type: ", "<Enter>", "Description, " },
	{ ASKED, "s<Enter>", "Amount of VVV?" },
	{ ASKED, "s<Enter>", "Amount of VVV?", "1<Enter>", "anything else is no: " },
	{ ASKED, "u<Enter>", "Password of agent-1" },
	{ SIGN },
	{ SIGN, STAGE_PASSWORD "<Enter>", "What with this key?", "3<Enter>", "The path of the new file" },
	{ ASKED, "k<Enter>", "Which? ", "<Enter>", "What with this key?" },
};

static void the_end_of_the_input_with_a_stake(void **state)
{
	struct stage *stage = *state;

	stage_staked(stage);
	for (size_t i = 0; i < sizeof(with_stake) / sizeof(with_stake[0]); i++)
		end_of_input_after(stage, with_stake[i]);
}

/* Goes back from each, which leads to the first question again; from what comes after the mint, twice. */
static void ctrl_c_with_a_stake(void **state)
{
	struct lines lines = lines_start_staked(*state, "");

	for (size_t i = 0; i < 6; i++)
		lines_go_to(&lines, with_stake[i], "<C-c>");
	lines_leave(&lines);
}

/* Starts --plain under a shell, which has the terminal while it is stopped. */
static struct lines start_in_shell(struct stage *stage)
{
	static const char *const env[] = { "PS1=ready$((n=n+1))> ", "ENV=", "TERM=dumb", "LC_ALL=C", NULL };
	static const char *const argv[] = { "dash", "-i", "-m", NULL };
	struct lines lines = { .terminal = terminal_start(argv, env, 30, 100) };
	char command[512];

	snprintf(command, sizeof(command), "%s --plain --home %s/home --network practice --rpc-url %s --api-url %s<Enter>",
		 getenv("RIALTO") ? getenv("RIALTO") : "./rialto", stage->folder, stage->network->rpc_url, stage->network->api_url);
	lines_answer(&lines, "ready1> ", command);
	return lines;
}

static void leave_shell(struct lines *lines)
{
	lines_hear(lines, "rialto ends here.");
	lines_answer(lines, "ready3> ", "exit<Enter>");
	terminal_exit_status(lines->terminal);
}

/* The question is asked again. */
static void ctrl_z_at_a_question(void **state)
{
	struct lines lines = start_in_shell(*state);

	lines_answer(&lines, ASKED, "<C-z>");
	lines_answer(&lines, "ready2> ", "fg<Enter>");
	lines_answer(&lines, ASKED, "q<Enter>");
	leave_shell(&lines);
}

static bool echoes(const struct lines *lines)
{
	return terminal_modes(lines->terminal).c_lflag & ECHO;
}

/* The shell gets its echo back, the question takes it off again, and what was half typed is forgotten. */
static void ctrl_z_at_a_password(void **state)
{
	struct lines lines;

	stage_wallet(*state);
	lines = start_in_shell(*state);
	lines_answer(&lines, ASKED, "u<Enter>");
	lines_answer(&lines, "(it is not shown): ", "half<C-z>");
	lines_hear(&lines, "ready2> ");
	assert_true(echoes(&lines));
	terminal_keys(lines.terminal, "fg<Enter>");
	lines_hear(&lines, "(it is not shown): ");
	assert_false(echoes(&lines));
	terminal_keys(lines.terminal, STAGE_PASSWORD "<Enter>");
	lines_answer(&lines, ASKED, "u<Enter>");
	lines_hear(&lines, "unlocked already");
	lines_answer(&lines, ASKED, "q<Enter>");
	leave_shell(&lines);
	assert_false(lines_have(&lines, "half"));
	assert_false(lines_have(&lines, STAGE_PASSWORD));
}

/* A narrow terminal, as one with large letters is. */
static void the_words_at_forty_columns(void **state)
{
	static const char *const env[] = { "TERM=dumb", "LC_ALL=C", "COLUMNS=40", NULL };
	struct stage *stage = *state;
	struct lines lines;
	const char *bytes;
	size_t from, len;

	stage->env = env;
	lines = (struct lines){ .terminal = stage_start(stage, 24, 80, "--plain --light-kdf") };
	lines_answer(&lines, "make or import a wallet", "<Enter>");
	lines_answer(&lines, "Which?", "<Enter>");
	lines_answer(&lines, "A name for it", "agent-1<Enter>");
	lines_answer(&lines, "A new password for it", STAGE_PASSWORD "<Enter>");
	lines_answer(&lines, "The same once more: ", STAGE_PASSWORD "<Enter>");
	lines_hear(&lines, "Now the words");
	from = lines.heard;
	lines_answer(&lines, "Type word ", "<C-c>");
	bytes = terminal_bytes(lines.terminal, &len);
	for (size_t width; from < lines.heard; from += width + 1) {
		const char *end = memchr(bytes + from, '\n', len - from);

		width = end ? (size_t)(end - bytes) - from : len - from;
		check(width <= 41, "%.*s", (int)width, bytes + from);	/* with the CR of the terminal */
	}
	lines_hear(&lines, "make or import a wallet");
	terminal_keys(lines.terminal, "q<Enter>");
	assert_int_equal(lines_end(&lines), 0);
	stage->env = NULL;
}

/* The program that copies gets the key on its standard input; nothing of it is written here. */
static void a_key_is_copied(void **state)
{
	static char path[4096];
	static const char *const env[] = { path, "DISPLAY=:9", "TERM=dumb", "LC_ALL=C", NULL };
	struct stage *stage = *state;
	struct lines lines;
	char stub[256];

	stage_staked(stage);
	stage_mint(stage);
	snprintf(path, sizeof(path), "%s/bin", stage->folder);
	mkdir(path, 0700);
	snprintf(stub, sizeof(stub), "#!/bin/sh\ncase \"$*\" in *-o*) ;; *) cat >%s/got ;; esac\n", stage->folder);
	chmod(stage_file(stage, "bin/xclip", stub), 0700);
	snprintf(path, sizeof(path), "PATH=%s/bin:%s", stage->folder, getenv("PATH"));
	stage->env = env;
	lines = (struct lines){ .terminal = stage_start(stage, 24, 80, "--plain --light-kdf") };
	lines_answer(&lines, ASKED, "k<Enter>");
	lines_answer(&lines, WHICH, "<Enter>");
	lines_answer(&lines, "What with this key?", "5<Enter>");
	lines_answer(&lines, "(it is not shown): ", STAGE_PASSWORD "<Enter>");
	lines_hear(&lines, "Copied");
	lines_answer(&lines, "What with this key?", "<Enter>");
	lines_leave(&lines);
	assert_false(lines_have(&lines, "VENICE_"));
	snprintf(path, sizeof(path), "grep -q VENICE_ %s/got", stage->folder);
	assert_int_equal(system(path), 0);
	stage->env = NULL;
}

/* Ctrl-C goes back from each to the first question, and there it leaves. */
static void ctrl_c_at_each_question(void **state)
{
	struct lines lines = lines_start(*state, "");

	for (size_t i = 1; i < sizeof(questions) / sizeof(questions[0]); i++)
		lines_go_to(&lines, questions[i], "<C-c>");
	lines_answer(&lines, ASKED, "<C-c>");
	lines_end_well(&lines);
	assert_false(stage_lists(*state, "\"n\""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(from_nothing_to_a_key),
		stage_test(a_wrong_password_is_asked_again),
		stage_test(without_money_the_stake_is_refused),
		stage_test(what_contracts_may_take_is_taken_back),
		stage_test(a_refused_mint_and_its_remedy),
		stage_test(a_yes_from_before_the_review_does_not_count),
		stage_test(ctrl_c_stops_waiting),
		stage_test(a_transaction_that_waits),
		stage_test(words_that_are_left_alone_are_forgotten),
		stage_test(money_that_arrives_is_said),
		stage_test(a_signal_at_a_password),
		stage_test(where_no_screen_can_be_plain_is_named),
		stage_test(the_end_of_the_input_at_each_question),
		stage_test(the_end_of_the_input_with_a_stake),
		stage_test(ctrl_c_with_a_stake),
		stage_test(ctrl_z_at_a_question),
		stage_test(ctrl_z_at_a_password),
		stage_test(the_words_at_forty_columns),
		stage_test(a_key_is_copied),
		stage_test(ctrl_c_at_each_question),
	};

	return cmocka_run_group_tests_name("plain", tests, stage_open, stage_close);
}
