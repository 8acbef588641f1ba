/*
 * A paste is text for the field that is typed into, or nothing: with the marks that most
 * terminals put around it, and without, on every kind of terminal.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define IGNORED "aste ignored here"
#define FASTER "faster than anybody types"
#define WORDS_FILE "tests/vectors/faults/paste-words-one-per-line.txt"
#define WORDS_ADDRESS "0x58A57ed9d8d624cBD12e2C467D34787555bB1b25"

/* What somebody might have on the clipboard: letters that are commands, line ends that are Enters. */
static const char notes[] =
	"shopping: milk, eggs; my keys\n"
	"my agent needs 1000 VVV, yes\n"
	"y\n\n\n"
	"make a key\nmmm\n\n\nyes\n";

static void paste(struct terminal *terminal, const char *text)
{
	terminal_paste_bytes(terminal, text, strlen(text));
}

static void pour(struct terminal *terminal, const char *text)
{
	terminal_pour(terminal, text, strlen(text));
}

/* Gives something that must not happen the time to happen. */
static void let_pass(struct terminal *terminal, int ms)
{
	terminal_run(terminal, NULL, NULL, ms);
}

/* Starts with an unlocked wallet that could stake and mint at once. */
static struct terminal *start_unlocked(struct stage *stage)
{
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	terminal = stage_start(stage, 40, 110, "");
	terminal_wait(terminal, NEXT_APPROVE);
	terminal_keys(terminal, "u");
	step_password(terminal, "Unlock agent-1");
	terminal_wait(terminal, "unlocked");
	return terminal;
}

struct sent { size_t transactions, mints; };

static struct sent sent(const struct stage *stage)
{
	return (struct sent){ network_calls(stage->network, "eth_sendRawTransaction"), network_requests(stage->network, "mint") };
}

static void nothing_was_sent(const struct stage *stage, struct sent before)
{
	assert_int_equal(sent(stage).transactions, before.transactions);
	assert_int_equal(sent(stage).mints, before.mints);
}

static void on_the_main_screen(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start_unlocked(stage);
	struct sent before = sent(stage);

	paste(terminal, notes);
	terminal_wait(terminal, IGNORED);
	terminal_settle(terminal, 100);
	terminal_wait(terminal, NEXT_APPROVE);
	nothing_was_sent(stage, before);
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	terminal_assert_restored(terminal);
}

/* GNU screen passes no marks on. */
static void on_the_main_screen_without_marks(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start_unlocked(stage);
	struct sent before = sent(stage);

	for (int i = 0; i < 20; i++)
		pour(terminal, notes);
	terminal_wait(terminal, FASTER);
	let_pass(terminal, 1500);
	nothing_was_sent(stage, before);
	assert_false(terminal_shows(terminal, REVIEW));
}

static const char *const texts[] = { "hello my friend", "yes please", "y\n", "yy", "y y y y y y y y y y y y", "y" };
#define WITHOUT_MARKS 5		/* letters: a single one without marks is no paste */

static void in_a_review(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start_unlocked(stage);
	struct sent before = sent(stage);

	step_stake_form(terminal, "10");
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		step_ready(terminal);
		paste(terminal, texts[i]);
		terminal_wait(terminal, IGNORED);
		terminal_wait_gone(terminal, " y yes");	/* reading begins anew */
	}
	nothing_was_sent(stage, before);
	step_yes(terminal);
	terminal_wait_gone(terminal, REVIEW);
	network_wait_calls(stage->network, "eth_sendRawTransaction", before.transactions + 1);
}

static void in_a_review_without_marks(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start_unlocked(stage);
	struct sent before = sent(stage);

	step_stake_form(terminal, "10");
	for (size_t i = 0; i < WITHOUT_MARKS; i++) {
		step_ready(terminal);
		pour(terminal, texts[i]);
		terminal_wait_gone(terminal, " y yes");	/* the answer was taken, and reading begins anew */
		terminal_wait(terminal, REVIEW);
	}
	nothing_was_sent(stage, before);
	step_yes(terminal);
	terminal_wait_gone(terminal, REVIEW);
}

static void words_one_a_line(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = stage_start(stage, 40, 110, "--light-kdf");
	char words[256] = "";
	FILE *file = fopen(WORDS_FILE, "r");
	size_t len = file ? fread(words, 1, sizeof(words) - 1, file) : 0;

	check(len > 0, WORDS_FILE " cannot be read");
	fclose(file);
	terminal_wait(terminal, NEXT_WALLET);
	terminal_keys(terminal, ":import-wallet<Enter>");
	terminal_wait(terminal, "Import a wallet");
	terminal_keys(terminal, "<Right><Tab>");
	terminal_wait(terminal, "Derivation path");
	paste(terminal, words);
	terminal_wait(terminal, "12 words, all in the BIP-39 list (english)");
	assert_false(terminal_shows(terminal, "legal") || terminal_shows(terminal, "winner") || terminal_shows(terminal, "yellow"));
	terminal_keys(terminal, "<Tab><Tab><Tab><Tab>pasted<Tab>%s<Tab>%s<Enter>", STAGE_PASSWORD, STAGE_PASSWORD);
	terminal_wait(terminal, "pasted is in the keystore");
	terminal_keys(terminal, "q");
	terminal_exit_status(terminal);
	assert_true(stage_lists(stage, WORDS_ADDRESS));
}

static void a_password_with_a_line_end(void **state)
{
	struct terminal *terminal = start_unlocked(*state);

	terminal_keys(terminal, "l");
	terminal_wait(terminal, "Locked");
	terminal_keys(terminal, "u");
	terminal_wait(terminal, "Unlock agent-1");
	paste(terminal, STAGE_PASSWORD "\n");
	terminal_wait(terminal, "•••••••••••••");
	terminal_settle(terminal, 50);
	terminal_wait(terminal, "Unlock agent-1");	/* the paste does not send it */
	terminal_keys(terminal, "<Enter>");
	terminal_wait_gone(terminal, "Unlock agent-1");
	terminal_wait(terminal, "unlocked");
}

/* Control characters that stop a program or freeze a terminal are text in a paste. */
static void control_characters(void **state)
{
	static const char text[] = "a\003\032\034\023\021\033[A\033[201\033[200~\004\0b\xff\xc3" "c\nrest";
	struct terminal *terminal = stage_start(*state, 30, 100, "");

	terminal_wait(terminal, NEXT_WALLET);
	terminal_paste_bytes(terminal, text, sizeof(text) - 1);
	terminal_wait(terminal, IGNORED);
	terminal_keys(terminal, ":watch-address<Enter>");
	terminal_wait(terminal, "Watch an address");
	terminal_paste_bytes(terminal, text, sizeof(text) - 1);
	terminal_wait(terminal, "a[A[201[200~bc");
	terminal_keys(terminal, "<Esc>q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	terminal_assert_restored(terminal);
}

static void a_megabyte(void **state)
{
	enum { SIZE = 1 << 20 };
	struct terminal *terminal = stage_start(*state, 30, 100, "");
	char *text = malloc(SIZE);

	check(text, "out of memory");
	memset(text, 'y', SIZE);
	terminal_wait(terminal, NEXT_WALLET);
	terminal_paste_bytes(terminal, text, SIZE);
	terminal_wait(terminal, IGNORED);
	terminal_keys(terminal, ":watch-address<Enter>");
	terminal_wait(terminal, "Watch an address");
	terminal_paste_bytes(terminal, text, SIZE);
	terminal_wait(terminal, "There was no room for all of it");
	terminal_keys(terminal, "<C-u>");
	terminal_pour(terminal, text, SIZE);		/* the same without marks */
	terminal_wait(terminal, "There is no room for more");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Watch an address");
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	free(text);
}

static void one_that_never_ends(void **state)
{
	struct terminal *terminal = stage_start(*state, 30, 100, "");

	terminal_wait(terminal, NEXT_WALLET);
	pour(terminal, "\033[200~qqq");
	terminal_wait(terminal, "A paste is coming in");
	let_pass(terminal, 700);
	pour(terminal, "q");			/* it may belong to the paste */
	terminal_drain(terminal, TERMINAL_WAIT_MS);
	let_pass(terminal, 700);
	assert_false(terminal_ended(terminal));
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "The paste had no end");
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
}

/* Marked or not, whatever the terminal is. */
static void on_every_terminal(void **state)
{
	static const char *const terms[] = { "TERM=xterm", "TERM=tmux-256color", "TERM=screen", "TERM=linux", "TERM=vt100" };
	struct stage *stage = *state;

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		const char *env[] = { terms[i], NULL };
		struct terminal *terminal;

		stage->env = env;
		terminal = stage_start(stage, 24, 80, "");
		terminal_wait(terminal, "make or import a wallet");
		assert_true(terminal_mode_on(terminal, 2004));
		paste(terminal, notes);
		terminal_wait(terminal, IGNORED);
		terminal_keys(terminal, "<Down><Up>?");
		terminal_wait(terminal, "type to search all commands");
		terminal_keys(terminal, "<Esc>");
		terminal_wait(terminal, "make or import a wallet");
		terminal_keys(terminal, "q");
		assert_int_equal(terminal_exit_status(terminal), 0);
		terminal_assert_restored(terminal);
	}
	stage->env = NULL;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(on_the_main_screen),
		stage_test(on_the_main_screen_without_marks),
		stage_test(in_a_review),
		stage_test(in_a_review_without_marks),
		stage_test(words_one_a_line),
		stage_test(a_password_with_a_line_end),
		stage_test(control_characters),
		stage_test(a_megabyte),
		stage_test(one_that_never_ends),
		stage_test(on_every_terminal),
	};

	return cmocka_run_group_tests_name("paste", tests, stage_open, stage_close);
}
