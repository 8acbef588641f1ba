/* From an empty keystore to a minted key, with keys only, reading what is shown. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define WORDS 12

/* The word that stands behind its number on the screen. */
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

static void read_words(char words[WORDS][32], struct terminal *terminal)
{
	for (size_t i = 0; i < WORDS; i++) {
		char *text = terminal_text(terminal);

		read_word(words[i], text, i + 1);
		free(text);
	}
}

/* Which word is asked for now; from 0. */
static size_t asked(struct terminal *terminal)
{
	int row = terminal_find(terminal, "Word ", NULL);

	assert_true(row >= 0);
	return strtoul(strstr(terminal_row(terminal, row), "Word ") + 5, NULL, 10) - 1;
}

static void make_wallet(struct terminal *terminal)
{
	char words[WORDS][32];

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
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "1 of 3");
	assert_false(terminal_shows(terminal, words[0]));
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

static void receive_money(struct terminal *terminal)
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

static void stake(struct terminal *terminal)
{
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Amount of VVV");
	terminal_keys(terminal, "<C-u>10<Enter>");
	terminal_wait(terminal, "take exactly 10 VVV");
	terminal_keys(terminal, "<Tab><Enter>");
	terminal_wait_gone(terminal, "take exactly 10 VVV");
	terminal_wait(terminal, "Stake 10 VVV");
	terminal_keys(terminal, "<Tab><Enter>");
	terminal_wait_gone(terminal, "Stake 10 VVV");
	terminal_wait(terminal, "10 VVV → sVVV");
	terminal_wait(terminal, NEXT_TOKEN);
}

/* The key: masked at first, then as it is; what is copied is the same. */
static char *reveal(struct terminal *terminal)
{
	char *key;

	terminal_wait(terminal, "Your new API key");
	terminal_settle(terminal, 50);
	assert_null(terminal_clipboard(terminal));
	terminal_keys(terminal, "y");
	terminal_wait(terminal, "opied");
	key = terminal_clipboard(terminal);
	assert_non_null(key);
	assert_false(terminal_shows(terminal, key));
	terminal_keys(terminal, "v");
	terminal_wait(terminal, key);
	return key;
}

static void the_vault_holds(struct stage *stage, const char *key)
{
	char *list = stage_run(stage, "key list --json"), *id = stage_field(list, "id");
	char *shown = stage_run(stage, "key show %s --reveal --json", id), *stored = stage_field(shown, "apiKey");

	assert_string_equal(stored, key);
	free(list);
	free(id);
	free(shown);
	free(stored);
}

static void from_nothing_to_a_key(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = stage_start(stage, 30, 100, "");
	size_t keys = network_keys(stage->network);
	char *key;

	make_wallet(terminal);
	receive_money(terminal);
	stake(terminal);
	step_token(terminal);
	assert_true(terminal_shows(terminal, "expires in 14:5") || terminal_shows(terminal, "expires in 15:00"));
	step_mint(terminal);
	key = reveal(terminal);
	terminal_keys(terminal, "c");
	terminal_wait(terminal, "the account has nothing to spend yet");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, key);
	terminal_wait(terminal, NEXT_KEY);
	assert_true(terminal_shows(terminal, "INFERENCE"));
	assert_int_equal(network_keys(stage->network), keys + 1);
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	assert_false(terminal_shows(terminal, key));
	the_vault_holds(stage, key);
	free(key);
}

/* A key that can pay is said to be able to; its options are those of the form. */
static void a_key_that_can_pay(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	stage_stake(stage);
	network_post(stage->network, "fund", "{\"address\":\"%s\",\"usd\":5,\"diem\":0}", stage->address);
	terminal = stage_start(stage, 40, 110, "");
	terminal_wait(terminal, NEXT_TOKEN);
	terminal_keys(terminal, "m");
	terminal_wait(terminal, "Mint an API key");
	terminal_keys(terminal, "<Down><Down>web agent<Down>2031-02-30");
	terminal_wait(terminal, "Expires");
	terminal_keys(terminal, "<Down><Down>2.5<Enter>");
	terminal_settle(terminal, 50);
	terminal_keys(terminal, "<C-u>");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Mint an API key");
	terminal_keys(terminal, "m");
	terminal_wait(terminal, "Mint an API key");
	terminal_keys(terminal, "<Down><Down>web agent<Down>2031-02-28<Down><Down>2.5");
	terminal_keys(terminal, "<Down><Down><Down><Down><Enter>");
	step_password(terminal, PROMPT_SIGN_TOKEN);
	terminal_wait(terminal, "it can pay now");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "web agent");
	terminal_wait(terminal, "2.5 DIEM");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(from_nothing_to_a_key),
		stage_test(a_key_that_can_pay),
	};

	return cmocka_run_group_tests_name("path", tests, stage_open, stage_close);
}
