/* Venice's RPC as the node: nothing is asked while the wallet is locked, and what it costs is on the title line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define VENICE "--rpc-url venice"
#define LOCKED "Venice's RPC is asked with an API key, and its wallet is locked"

static void give_credit(struct stage *stage, const char *usd)
{
	network_post(stage->network, "fund", "{\"address\":\"%s\",\"usd\":%s}", stage->address, usd);
}

static struct terminal *start(struct stage *stage)
{
	stage_staked(stage);
	stage_mint(stage);
	give_credit(stage, "1");
	return stage_start(stage, 40, 130, VENICE);
}

static void unlock(struct terminal *terminal)
{
	terminal_keys(terminal, "U");
	step_password(terminal, "Unlock agent-1");
}

static void a_locked_wallet_is_asked_to_be_unlocked(void **state)
{
	struct terminal *terminal = start(*state);

	terminal_wait(terminal, "Balances not refreshed: " LOCKED);
	assert_true(terminal_shows(terminal, "✗ no key"));
	assert_true(terminal_shows(terminal, "u unlocks it"));
	assert_false(terminal_shows(terminal, "$0."));
	terminal_keys(terminal, "u");
	step_password(terminal, "Unlock agent-1");
	terminal_wait_gone(terminal, LOCKED);
	terminal_wait(terminal, "agent-1 is unlocked");
	terminal_wait(terminal, " sVVV");
	terminal_wait(terminal, " $0.000");
	terminal_keys(terminal, "l");
	terminal_wait(terminal, "Locked");
	terminal_keys(terminal, "r");
	terminal_wait(terminal, "✗ no key");
}

static void a_stake_of_a_locked_wallet_says_what_to_do(void **state)
{
	struct terminal *terminal = start(*state);

	terminal_wait(terminal, "Balances not refreshed");
	terminal_keys(terminal, "s");
	step_amount(terminal, "1");
	terminal_wait(terminal, "That did not work");
	assert_true(terminal_shows(terminal, LOCKED));
	terminal_keys(terminal, "u");
	step_password(terminal, "Unlock agent-1");
	terminal_wait(terminal, " $0.000");
	step_stake_form(terminal, "1");
	terminal_wait(terminal, REVIEW);
}

static void an_account_without_credits_is_said(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage);

	give_credit(stage, "0");
	terminal_wait(terminal, "Balances not refreshed");
	unlock(terminal);
	terminal_wait(terminal, "Insufficient USD or Diem balance");
	assert_true(terminal_shows(terminal, "✗ refuses"));
}

static void a_wallet_without_a_key_is_told_so(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_funded(stage);
	terminal = stage_start(stage, 40, 130, VENICE);
	terminal_wait(terminal, "Balances not refreshed");
	unlock(terminal);
	terminal_wait(terminal, "There is no stored INFERENCE key of this wallet");
}

static void assert_config(struct stage *stage, const char *wanted)
{
	char path[128], text[1024] = "";
	FILE *file;

	snprintf(path, sizeof(path), "%s/home/config", stage->folder);
	file = fopen(path, "r");
	assert_non_null(file);
	(void)!fread(text, 1, sizeof(text) - 1, file);
	fclose(file);
	assert_string_equal(text, wanted);
}

static void open_networks(struct terminal *terminal)
{
	terminal_keys(terminal, "N");
	terminal_wait(terminal, "in use now");
}

static void open_choice(struct terminal *terminal)
{
	open_networks(terminal);
	terminal_keys(terminal, "v");
	terminal_wait(terminal, "Who is asked about PRACTICE");
	terminal_wait(terminal, "in use now");
}

/* Chosen, it holds at once: the own node is asked until the wallet is open, and what was paid stays in sight. */
static void it_is_chosen_on_the_screen_and_left_again(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_staked(stage);
	stage_mint(stage);
	give_credit(stage, "1");
	terminal = stage_start(stage, 30, 100, "");
	terminal_wait(terminal, " sVVV");
	open_choice(terminal);
	terminal_keys(terminal, "j");
	terminal_wait(terminal, "It costs credit");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Until you unlock");
	terminal_wait(terminal, " sVVV");
	assert_false(terminal_shows(terminal, "$0.000"));
	assert_config(stage, "[network practice]\nrpc-url = venice, http://127.0.0.1:8545\n");
	unlock(terminal);
	terminal_wait_gone(terminal, "Until you unlock");
	terminal_wait(terminal, "RPC $0.000");
	open_choice(terminal);
	terminal_keys(terminal, "k");
	terminal_wait(terminal, "It costs nothing");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "This is PRACTICE");
	terminal_wait(terminal, "RPC $0.000");
	assert_config(stage, "[network practice]\n");
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
}

/* The key that pays is one of those that are stored here. */
static void the_key_that_pays_is_chosen(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;
	char *list, *id, text[512];

	stage_staked(stage);
	stage_mint(stage);
	give_credit(stage, "1");
	list = stage_run(stage, "key list --json");
	id = stage_field(list, "id");
	terminal = stage_start(stage, 24, 80, "");
	terminal_wait(terminal, " sVVV");
	open_choice(terminal);
	terminal_keys(terminal, "jj");
	terminal_wait(terminal, "of agent-1 pays");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Until you unlock");
	snprintf(text, sizeof(text), "[network practice]\nrpc-url = venice, http://127.0.0.1:8545\nrpc-key = %s\n", id);
	assert_config(stage, text);
	unlock(terminal);
	open_networks(terminal);
	terminal_wait(terminal, "has taken $0.000");
	terminal_keys(terminal, "v<Enter>");
	terminal_wait(terminal, "That is asked already");
	free(id);
	free(list);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		stage_test(a_locked_wallet_is_asked_to_be_unlocked),
		stage_test(a_stake_of_a_locked_wallet_says_what_to_do),
		stage_test(an_account_without_credits_is_said),
		stage_test(it_is_chosen_on_the_screen_and_left_again),
		stage_test(the_key_that_pays_is_chosen),
		stage_test(a_wallet_without_a_key_is_told_so),
	};

	return cmocka_run_group_tests(tests, stage_open, stage_close);
}
