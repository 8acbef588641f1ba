/* Venice's RPC as the node: nothing is asked while the wallet is locked, and what it costs is on the title line. */
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

int main(void)
{
	static const struct CMUnitTest tests[] = {
		stage_test(a_locked_wallet_is_asked_to_be_unlocked),
		stage_test(a_stake_of_a_locked_wallet_says_what_to_do),
		stage_test(an_account_without_credits_is_said),
		stage_test(a_wallet_without_a_key_is_told_so),
	};

	return cmocka_run_group_tests(tests, stage_open, stage_close);
}
