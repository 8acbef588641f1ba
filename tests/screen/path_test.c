/* From an empty keystore to a minted key, with keystrokes only, reading what is shown. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

/* Shows the key: masked at first, then in clear.  The copy is the same text. */
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
	char words[STEP_WORDS][32], *key;

	step_new_wallet(words, terminal);
	step_receive_money(terminal);
	step_stake(terminal);
	step_token(terminal);
	assert_true(terminal_shows(terminal, "░ 14:") || terminal_shows(terminal, "▓ 15:00 left"));
	step_mint(terminal);
	key = reveal(terminal);
	terminal_keys(terminal, "c");
	terminal_wait(terminal, "the account has nothing to spend yet");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, key);
	terminal_wait(terminal, NEXT_KEY);
	terminal_wait(terminal, "INFERENCE");
	assert_int_equal(network_keys(stage->network), keys + 1);
	terminal_wait(terminal, "cannot pay yet");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Ways to fund the account");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Ways to fund the account");
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	assert_false(terminal_shows(terminal, key));
	the_vault_holds(stage, key);
	free(key);
}

/* The screen says that a key can pay.  Its options are those of the form. */
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
