/* A stake for marked wallets on the screen: one review lists each, and one yes is for all of them. */
#include <stdlib.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define LIST "With each of 2 wallets: Stake 10 VVV"

static void add_wallet(struct stage *stage, const char *name)
{
	stage_wallet_named(stage, name);
	stage_money(stage);
}

/* Of three wallets the first and the last are marked.  Asks to stake 10 VVV. */
static struct terminal *begin(struct stage *stage, int rows, int cols)
{
	struct terminal *terminal;

	add_wallet(stage, "first");
	add_wallet(stage, "second");
	add_wallet(stage, "third");
	terminal = stage_start(stage, rows, cols, "");
	terminal_wait(terminal, "third");
	terminal_wait(terminal, "block");
	terminal_keys(terminal, "1<Space><Down><Space>");
	terminal_wait(terminal, "✓ first");
	terminal_wait(terminal, "✓ third");
	step_amount_form(terminal);
	terminal_wait(terminal, "For each of 2 marked: first, third");
	step_amount(terminal, "10");
	return terminal;
}

static size_t sent(const struct stage *stage)
{
	return network_count(stage->network).transactions;
}

static void has_staked(struct stage *stage, const char *name, const char *amount)
{
	char *output = stage_run(stage, "balance %s --json", name), *staked = stage_field(output, "svvv");

	assert_string_equal(staked, amount);
	free(staked);
	free(output);
}

/* What opened the first is tried on the next.  Each has its own approval before its stake. */
static void one_yes_is_for_each_that_is_listed(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = begin(stage, 44, 120);
	size_t before = sent(stage);

	terminal_wait(terminal, LIST);	/* it opens by itself, as any review of what was just asked for */
	terminal_keys(terminal, "y");
	terminal_wait(terminal, "Too early");
	step_ready(terminal);
	terminal_wait(terminal, "first: 10 VVV, fee at most 0.");
	terminal_wait(terminal, "third: 10 VVV, fee at most 0.");
	assert_false(terminal_shows(terminal, "second: "));
	assert_false(terminal_shows(terminal, "f fee"));	/* the fee of no one transaction */
	terminal_wait(terminal, "20 VVV of 2 wallets");
	assert_int_equal(sent(stage), before);
	step_yes(terminal);
	terminal_wait(terminal, "Unlock first");
	step_password(terminal, PROMPT_SIGN_TX);	/* third has the same password */
	terminal_wait(terminal, "stake: done with 2 of 2 wallets");
	assert_int_equal(sent(stage), before + 4);
	has_staked(stage, "first", "10");
	has_staked(stage, "second", "0");
	has_staked(stage, "third", "10");
}

static void a_no_signs_nothing(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = begin(stage, 44, 120);
	size_t before = sent(stage);

	terminal_wait(terminal, LIST);
	step_ready(terminal);
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "stake: nothing was signed or sent");
	assert_false(terminal_shows(terminal, LIST));
	assert_int_equal(sent(stage), before);
}

/* Where the end is not in sight, y does nothing. */
static void the_end_of_the_list_must_have_been_in_sight(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = begin(stage, 44, 120);
	size_t before = sent(stage);

	terminal_wait(terminal, LIST);
	terminal_resize(terminal, 5, 20);
	terminal_keys(terminal, "y");
	terminal_run(terminal, NULL, NULL, 1500);
	terminal_keys(terminal, "y");
	terminal_resize(terminal, 14, 60);
	terminal_wait(terminal, "Contract  Venice staking");
	terminal_keys(terminal, "y");
	assert_false(terminal_shows(terminal, " y yes"));
	assert_int_equal(sent(stage), before);
	terminal_keys(terminal, "<PageDown><PageDown><PageDown><PageDown><PageDown><PageDown><PageDown>");
	step_yes(terminal);
	terminal_wait(terminal, "Unlock first");
}

/* The command line tries what opened one wallet on the next, and asks only where that is another. */
static void one_password_is_typed_once(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	add_wallet(stage, "first");
	add_wallet(stage, "second");
	terminal = stage_start(stage, 30, 120, "stake 10 --wallets first,second --yes");
	terminal_wait(terminal, "Password of first");
	terminal_keys(terminal, "%s<Enter>", STAGE_PASSWORD);
	terminal_wait(terminal, "second: trying the password that opened another wallet");
	assert_int_equal(step_exit_code(terminal), 0);
	assert_false(terminal_shows(terminal, "Password of second"));
	has_staked(stage, "first", "10");
	has_staked(stage, "second", "10");
}

static void change_second(struct stage *stage, const char *password)
{
	struct terminal *terminal = stage_start(stage, 24, 80, "--light-kdf wallet passwd second");

	terminal_wait(terminal, "assword");
	terminal_keys(terminal, "%s<Enter>", STAGE_PASSWORD);
	terminal_wait(terminal, "New password:");
	terminal_keys(terminal, "%s<Enter>", password);
	terminal_wait(terminal, "once more");
	terminal_keys(terminal, "%s<Enter>", password);
	assert_int_equal(step_exit_code(terminal), 0);
}

static void another_password_is_asked_for(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	add_wallet(stage, "first");
	add_wallet(stage, "second");
	change_second(stage, "battery staple");
	terminal = stage_start(stage, 30, 120, "stake 10 --wallets first,second --yes");
	terminal_wait(terminal, "Password of first");
	terminal_keys(terminal, "%s<Enter>", STAGE_PASSWORD);
	terminal_wait(terminal, "What opened another wallet of the list does not open second");
	terminal_wait(terminal, "Password of second");
	terminal_keys(terminal, "battery staple<Enter>");
	assert_int_equal(step_exit_code(terminal), 0);
	has_staked(stage, "second", "10");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(one_yes_is_for_each_that_is_listed),
		stage_test(a_no_signs_nothing),
		stage_test(the_end_of_the_list_must_have_been_in_sight),
		stage_test(one_password_is_typed_once),
		stage_test(another_password_is_asked_for),
	};

	return cmocka_run_group_tests_name("plan_batch", tests, stage_open, stage_close);
}
