/* Minting for many wallets on the screen: a row for each, one password, and no key twice. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define PROMPT "the others, too."

/* Adds a wallet, with a stake of 1 VVV or without. */
static void add_wallet(struct stage *stage, const char *name, bool staked)
{
	stage_wallet_named(stage, name);
	stage_money(stage);
	if (staked)
		free(stage_run(stage, "stake 1 --json --wallet %s", name));
}

static struct terminal *start(struct stage *stage)
{
	struct terminal *terminal = stage_start(stage, 40, 120, "");

	terminal_wait(terminal, "third");
	terminal_wait(terminal, "block");	/* the balances are known */
	terminal_keys(terminal, "1");
	return terminal;
}

static struct terminal *begin(struct stage *stage, bool second_staked)
{
	add_wallet(stage, "first", true);
	add_wallet(stage, "second", second_staked);
	add_wallet(stage, "third", true);
	return start(stage);
}

/* Presses Enter in the form, which says whom it is for. */
static void mint(struct terminal *terminal, const char *whom)
{
	terminal_keys(terminal, "M");
	terminal_wait(terminal, "Mint a key for each of many wallets");
	terminal_wait(terminal, whom);
	terminal_keys(terminal, "<Enter>");
}

static void each_gets_one_but_the_one_without_a_stake(void **state)
{
	struct stage *stage = *state;
	size_t keys = network_keys(stage->network);
	struct terminal *terminal = begin(stage, false);

	network_post(stage->network, "fail", "{\"route\":\"token\",\"mode\":\"status\",\"status\":429,\"resetIn\":3,\"times\":1}");
	mint(terminal, "3 with a key (none is marked): first, second, third");
	terminal_wait(terminal, "again in 00:0");
	step_password(terminal, PROMPT);
	terminal_wait(terminal, "INFERENCE keys, 3 wallets: 2 minted, 1 left out");
	terminal_wait(terminal, "– left out: It has no staked VVV");
	terminal_keys(terminal, "gj");
	terminal_wait(terminal, "Stake VVV, then try again.");
	check(network_keys(stage->network) == keys + 2, "%zu keys", network_keys(stage->network) - keys);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "A key for each");
	terminal_wait(terminal, "2 of 3 wallets got their key");
}

static void marked_wallets_alone(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = begin(stage, true);
	size_t keys = network_keys(stage->network);

	terminal_keys(terminal, "<Space><Down><Space>");
	terminal_wait(terminal, "✓ first");
	terminal_wait(terminal, "✓ third");
	mint(terminal, "2 marked: first, third");
	step_password(terminal, PROMPT);
	terminal_wait(terminal, "2 wallets: 2 minted");
	check(network_keys(stage->network) == keys + 2, "%zu keys", network_keys(stage->network) - keys);
}

/* The first mint is in Venice's hands when Esc is pressed.  That wallet gets its key, and the others wait. */
static void stopped_and_gone_on_with(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = begin(stage, true);
	size_t keys = network_keys(stage->network), mints = network_requests(stage->network, "mint");

	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"held\"}");
	mint(terminal, "3 with a key");
	step_password(terminal, PROMPT);
	network_wait_requests(stage->network, "mint", mints + 1);
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "Stops after the one in hand.");
	network_release(stage->network);
	terminal_wait(terminal, "1 minted, 2 to go");
	terminal_wait(terminal, "r goes on");
	network_reset(stage->network);
	terminal_keys(terminal, "r");
	step_password(terminal, PROMPT);
	terminal_wait(terminal, "3 minted");
	check(network_keys(stage->network) == keys + 3, "%zu keys", network_keys(stage->network) - keys);
}

static void killed_and_the_same_again(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = begin(stage, true);
	size_t keys = network_keys(stage->network);

	network_post(stage->network, "fail", "{\"route\":\"token\",\"mode\":\"status\",\"status\":429,\"resetIn\":600,\"after\":1,\"times\":0}");
	mint(terminal, "3 with a key");
	step_password(terminal, PROMPT);
	terminal_wait(terminal, "1 minted");
	terminal_wait(terminal, "again in ");
	kill(terminal_pid(terminal), SIGKILL);
	terminal_exit_status(terminal);
	network_reset(stage->network);
	terminal = start(stage);
	mint(terminal, "3 with a key");
	step_password(terminal, PROMPT);
	terminal_wait(terminal, "2 minted, 1 left out");
	terminal_wait(terminal, "It has such a key already");	/* before that, the prompt covered it */
	check(network_keys(stage->network) == keys + 3, "%zu keys", network_keys(stage->network) - keys);
}

/* A wallet with another password is asked for by its name. */
static void another_password(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	add_wallet(stage, "first", true);
	add_wallet(stage, "third", true);
	free(stage_run(stage, "wallet passwd third --json --new-password-file '%s'", stage_file(stage, "other", "battery staple\n")));
	terminal = start(stage);
	mint(terminal, "2 with a key");
	step_password(terminal, PROMPT);
	terminal_wait(terminal, "Unlock third, which no password");
	terminal_keys(terminal, "battery staple<Enter>");
	terminal_wait(terminal, "2 minted");
}

static void one_of_unknown_outcome(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = begin(stage, true);
	size_t keys = network_keys(stage->network);

	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"cut_after\"}");
	mint(terminal, "3 with a key");
	step_password(terminal, PROMPT);
	terminal_wait(terminal, "2 minted, 1 unknown");
	terminal_wait(terminal, "The mint was sent, but");
	terminal_keys(terminal, "r<Esc>");
	terminal_wait_gone(terminal, "A key for each");
	mint(terminal, "3 with a key");
	terminal_wait(terminal, "An earlier mint may have made a key");
	terminal_wait(terminal, "3 wallets: 3 left out");
	check(network_keys(stage->network) == keys + 3, "%zu keys", network_keys(stage->network) - keys);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(each_gets_one_but_the_one_without_a_stake),
		stage_test(marked_wallets_alone),
		stage_test(stopped_and_gone_on_with),
		stage_test(killed_and_the_same_again),
		stage_test(another_password),
		stage_test(one_of_unknown_outcome),
	};

	return cmocka_run_group_tests_name("batch", tests, stage_open, stage_close);
}
