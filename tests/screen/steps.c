#include "tests/screen/steps.h"

#include <ctype.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/screen/check.h"

#define PAUSE_MS 50	/* as any person makes between two keys; without it they came together */

const struct step_place step_places[] = {
	{ "1", "Space mark" }, { "2", "2 Balances" }, { "3j", NEXT_KEY }, { "4", "v reveal" }, { "5", "5 Transactions" },
	{ "4/web", "/web" }, { "?", "do the next right thing" }, { ":", "Tab complete" }, { ":stak", ":stak" },
	{ "g", "Glossary" }, { ",", "The network to use" }, { ",jjjjj<Enter>", "Enter save" }, { "T", "as the terminal's background" },
	{ "N", "in use now" }, { "n", "Watch an address, without" }, { "w", "Rename it" }, { "a", "Send to agent-1" },
	{ "f", "Ways to fund the account" }, { "L", "What was done" }, { "M", "Messages" }, { ":new-wallet<Enter>", "Password again" },
	{ "s", "Amount of VVV" }, { "m", "Limit in DIEM" }, { "4<Enter>", "Description" },
	{ ":send<Enter>", "Token" }, { ":x402<Enter>", "x402" },
};
const size_t step_place_count = sizeof(step_places) / sizeof(*step_places);

static struct terminal *open_at(struct stage *stage, int rows, int cols, const char *options, const char *next)
{
	struct terminal *terminal = stage_start(stage, rows, cols, options);

	terminal_wait(terminal, next);
	return terminal;
}

struct terminal *step_open_empty(struct stage *stage, int rows, int cols)
{
	return open_at(stage, rows, cols, "", NEXT_WALLET);
}

struct terminal *step_open_funded(struct stage *stage, int rows, int cols, const char *options)
{
	stage_funded(stage);
	return open_at(stage, rows, cols, options, NEXT_APPROVE);
}

struct terminal *step_open_staked(struct stage *stage, int rows, int cols, const char *options)
{
	stage_staked(stage);
	return open_at(stage, rows, cols, options, NEXT_TOKEN);
}

struct terminal *step_kill_and_start(struct stage *stage, struct terminal *terminal, int rows, int cols)
{
	kill(terminal_pid(terminal), SIGKILL);
	terminal_exit_status(terminal);
	return stage_start(stage, rows, cols, "");
}

int step_exit_code(struct terminal *terminal)
{
	int status = terminal_exit_status(terminal);

	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

void step_password(struct terminal *terminal, const char *prompt)
{
	terminal_wait(terminal, prompt);
	terminal_keys(terminal, "%s<Enter>", STAGE_PASSWORD);
	terminal_wait_gone(terminal, prompt);
}

void step_token(struct terminal *terminal)
{
	terminal_wait(terminal, NEXT_TOKEN);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, NEXT_SIGN);
}

void step_mint(struct terminal *terminal)
{
	terminal_wait(terminal, NEXT_SIGN);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Mint an API key");
	terminal_keys(terminal, "<Enter>");
	terminal_wait_gone(terminal, "Mint an API key");
}

void step_mint_form(struct terminal *terminal)
{
	terminal_keys(terminal, "m");
	terminal_wait(terminal, "Mint an API key");
	terminal_keys(terminal, "<Enter>");
}

struct terminal *step_failing_mint(struct stage *stage, const char *order, const char *options)
{
	struct terminal *terminal;

	stage_staked(stage);
	network_post(stage->network, "fail", "{\"route\":\"mint\",%s}", order);
	terminal = stage_start(stage, 40, 110, options);
	step_token(terminal);
	step_mint(terminal);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	return terminal;
}

void step_stake_form(struct terminal *terminal, const char *amount)
{
	step_amount_form(terminal);
	step_amount(terminal, amount);
	step_ready(terminal);
}

void step_amount_form(struct terminal *terminal)
{
	terminal_keys(terminal, "s");
	terminal_wait(terminal, "Amount of VVV");
}

void step_amount(struct terminal *terminal, const char *amount)
{
	terminal_keys(terminal, "<C-u>%s<Enter>", amount);
}

void step_approve(struct terminal *terminal)
{
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TX);
	step_next_review(terminal);
	terminal_wait(terminal, "Stake 10 VVV");
}

void step_ready(struct terminal *terminal)
{
	terminal_wait(terminal, " y yes");
}

struct typed {
	const char *word;
	size_t before;	/* how often it stood on the screen before it was typed */
};

/* How often it stands on the screen. */
static size_t times_shown(struct terminal *terminal, const char *word)
{
	char *text = terminal_text(terminal);
	size_t count = 0;

	for (const char *at = text; (at = strstr(at, word)); at += strlen(word))
		count++;
	free(text);
	return count;
}

static bool is_typed(struct terminal *terminal, void *context)
{
	const struct typed *typed = context;

	return times_shown(terminal, typed->word) > typed->before;
}

void step_word(struct terminal *terminal, const char *word)
{
	struct typed typed = { word, times_shown(terminal, word) };

	terminal_type(terminal, word, strlen(word));
	check(terminal_run(terminal, is_typed, &typed, TERMINAL_WAIT_MS), "\"%s\" is not shown as it is typed", word);
	terminal_run(terminal, NULL, NULL, PAUSE_MS);
	terminal_wait_gone(terminal, "read on");
	terminal_keys(terminal, "<Enter>");
}

void step_next_review(struct terminal *terminal)
{
	terminal_wait(terminal, NEXT_REVIEW_STAKE);
	terminal_keys(terminal, "<Enter>");
	step_ready(terminal);
}

void step_yes(struct terminal *terminal)
{
	step_ready(terminal);
	terminal_keys(terminal, "y");
	terminal_wait_gone(terminal, " y yes");
}

void step_yes_to_both(struct terminal *terminal, const char *amount)
{
	char approval[64], stake[64];

	snprintf(approval, sizeof(approval), "take exactly %s VVV", amount);
	snprintf(stake, sizeof(stake), "Stake %s VVV", amount);
	terminal_wait(terminal, approval);
	step_yes(terminal);
	terminal_wait_gone(terminal, approval);
	step_next_review(terminal);
	terminal_wait(terminal, stake);
	step_yes(terminal);
}

/* Reads the word behind its number on the screen. */
static void read_word(char out[32], char *text, size_t number)
{
	char *rest = text, wanted[8];

	snprintf(wanted, sizeof(wanted), "%zu", number);
	for (char *token = strtok_r(text, " \n", &rest); token; token = strtok_r(NULL, " \n", &rest)) {
		const char *word = rest + strspn(rest, " ");
		size_t len = strspn(word, "abcdefghijklmnopqrstuvwxyz");

		if (strcmp(token, wanted) != 0 || len < 3 || (word[len] && !isspace((unsigned char)word[len])))
			continue;
		snprintf(out, 32, "%.*s", (int)len, word);
		return;
	}
	check(false, "word %zu is not on the screen", number);
}

/* Returns what the dialog says from that sentence on: no pane beside it is read.  The caller frees it. */
static char *text_of_dialog(struct terminal *terminal, const char *sentence)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	int col, row = terminal_find(terminal, sentence, &col);

	check(out && row >= 0, "there is no %s", sentence);
	for (; row < terminal_rows(terminal); row++) {
		const char *at = terminal_row(terminal, row), *end;

		for (int left = col; *at && left > 0; left--)
			for (at++; ((unsigned char)*at & 0xc0) == 0x80; at++)
				;
		end = strstr(at, "│");
		fprintf(out, "%.*s\n", end ? (int)(end - at) : (int)strlen(at), at);
	}
	fclose(out);
	return text;
}

static void read_words(char words[STEP_WORDS][32], struct terminal *terminal)
{
	for (size_t i = 0; i < STEP_WORDS; i++) {
		char *text = text_of_dialog(terminal, "Write these words");

		read_word(words[i], text, i + 1);
		free(text);
	}
}

/* Returns which word is asked for now, from 0. */
static size_t asked(struct terminal *terminal)
{
	int row = terminal_find(terminal, "Word ", NULL);

	assert_true(row >= 0);
	return strtoul(strstr(terminal_row(terminal, row), "Word ") + 5, NULL, 10) - 1;
}

void step_new_words(char words[STEP_WORDS][32], struct terminal *terminal)
{
	terminal_wait(terminal, NEXT_WALLET);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "New wallet, from words");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Password again");
	terminal_keys(terminal, "agent-1<Tab><Tab>%s<Tab>%s<Enter>", STAGE_PASSWORD, STAGE_PASSWORD);
	terminal_wait(terminal, "Write these words on paper");
	terminal_wait(terminal, "they are written down");
	assert_false(terminal_shows(terminal, STAGE_PASSWORD));
	read_words(words, terminal);
}

void step_new_wallet(char words[STEP_WORDS][32], struct terminal *terminal)
{
	char first[48];

	step_new_words(words, terminal);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "1 of 3");
	snprintf(first, sizeof(first), " 1 %s ", words[0]);	/* without its number it may be a word of any sentence */
	assert_false(terminal_shows(terminal, first));
	terminal_keys(terminal, "nonsense<Enter>");
	terminal_wait(terminal, "That is another word");
	for (int i = 1; i <= 3; i++) {
		char progress[16];

		terminal_keys(terminal, "%s<Enter>", words[asked(terminal)]);
		snprintf(progress, sizeof(progress), "%d of 3", i + 1);
		if (i < 3)
			terminal_wait(terminal, progress);
	}
	terminal_wait(terminal, "Wallet agent-1 is in the keystore");
}

void step_receive_money(struct terminal *terminal)
{
	terminal_wait(terminal, NEXT_FUND);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Send to agent-1");
	terminal_wait(terminal, "ETH and VVV are still missing");
	terminal_keys(terminal, "f");
	terminal_wait(terminal, "Both are there");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, NEXT_APPROVE);
}

void step_stake(struct terminal *terminal)
{
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Amount of VVV");
	terminal_keys(terminal, "10<Enter>");
	step_yes_to_both(terminal, "10");
	terminal_wait_gone(terminal, "Stake 10 VVV");
	terminal_wait(terminal, "10 VVV → sVVV");
	terminal_wait(terminal, NEXT_TOKEN);
}
