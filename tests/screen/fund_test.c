/* The ways to fund: from that page to staked DIEM and a key that can pay; links and their QR codes. */
#include <signal.h>
#include <stdlib.h>

#include "tests/screen/check.h"
#include "tests/screen/golden.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

#define KEY "0x7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d"
#define LINK "https://venice.ai/settings/api"
#define PAGE "Ways to fund the account"

static void diem(struct stage *stage, const char *amount)
{
	network_post(stage->network, "faucet", "{\"address\":\"%s\",\"diem\":\"%s\"}", stage->address, amount);
}

/* Reads the review that is shown to its end, and confirms it. */
static void confirm(struct terminal *terminal, const char *words)
{
	terminal_wait(terminal, words);
	terminal_keys(terminal, "G");
	terminal_wait(terminal, "Yes, sign it");
	step_yes(terminal);
	terminal_wait_gone(terminal, REVIEW);
}

/* This works with keystrokes alone, at the smallest usual size. */
static void from_svvv_to_a_key_that_can_pay(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	stage_stake(stage);
	stage_mint(stage);
	terminal = stage_start(stage, 24, 80, "");
	terminal_wait(terminal, NEXT_KEY);
	terminal_keys(terminal, "f");
	terminal_wait(terminal, PAGE);
	terminal_wait(terminal, "is not known yet: c asks Venice");
	terminal_keys(terminal, "c");
	step_password(terminal, "Unlock agent-1");
	terminal_wait(terminal, "The account has nothing to spend");
	terminal_wait(terminal, "The wallet has no DIEM yet");

	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "sVVV to lock      1 ");
	terminal_keys(terminal, "a<Enter>");
	terminal_wait(terminal, "mintDiem(uint256,uint256)");
	terminal_wait(terminal, "(10 sVVV)");
	terminal_wait(terminal, "(at least 0.111111111111111111");
	confirm(terminal, "Lock 10 sVVV in the staking contract");
	terminal_wait(terminal, "10 sVVV locked for DIEM");
	terminal_wait(terminal, "0 DIEM staked, 0.1111 DIEM, 0 unlocked sVVV");

	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Amount of DIEM");
	terminal_keys(terminal, "<C-u>0.11");
	terminal_wait_gone(terminal, "nothing of it could be spent");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "stake(uint256)");
	confirm(terminal, "Stake 0.11 DIEM");
	terminal_wait(terminal, "0.11 DIEM staked,");
	terminal_wait(terminal, "DIEM was staked since");
	terminal_keys(terminal, "c");
	terminal_wait(terminal, "The account can pay now, from DIEM: 0.11 DIEM");

	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, PAGE);
	row_wait_words(terminal, "DIEM staked 0.11");
	terminal_wait(terminal, "agent-1 · can pay now");
	terminal_wait(terminal, NEXT_KEY);
}

/* Starts with 2 DIEM that are not staked. */
static struct terminal *with_diem(struct stage *stage)
{
	struct terminal *terminal;

	stage_funded(stage);
	diem(stage, "2");
	terminal = stage_start(stage, 30, 100, "");
	terminal_wait(terminal, "DIEM not staked: 2");
	return terminal;
}

static void too_little_is_said_in_the_form(void **state)
{
	struct stage *stage = *state;
	size_t asked = network_calls(stage->network, "eth_estimateGas");
	struct terminal *terminal = with_diem(stage);

	terminal_keys(terminal, ":diem-stake<Enter>");
	terminal_wait(terminal, "Amount of DIEM");
	terminal_keys(terminal, "<C-u>0.05");
	terminal_wait(terminal, "nothing of it could be spent");
	terminal_keys(terminal, "<C-u>2.5");
	terminal_wait(terminal, "The wallet has 2 DIEM");
	terminal_keys(terminal, "<Enter>");
	terminal_settle(terminal, 50);
	terminal_wait(terminal, "Amount of DIEM");
	terminal_keys(terminal, "<Esc>:diem-mint<Enter>");
	terminal_wait(terminal, "sVVV to lock");
	terminal_keys(terminal, "1");
	terminal_wait(terminal, "The wallet has 0 sVVV");
	assert_int_equal(network_calls(stage->network, "eth_estimateGas"), asked);
}

static void a_revert_is_shown_and_tried_again(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = with_diem(stage);

	network_post(stage->network, "fail", "{\"route\":\"rpc\",\"mode\":\"error\",\"method\":\"eth_estimateGas\","
		     "\"code\":3,\"message\":\"execution reverted: DIEM is paused\",\"times\":0}");
	terminal_keys(terminal, "fd");
	terminal_wait(terminal, "Amount of DIEM");
	terminal_keys(terminal, "<C-u>1.5<Enter>");
	terminal_wait(terminal, "DIEM is paused");
	terminal_keys(terminal, "e");
	terminal_wait(terminal, "Amount of DIEM    1.5");
	network_reset(stage->network);
	terminal_keys(terminal, "<Enter>");
	confirm(terminal, "Stake 1.5 DIEM");
	step_password(terminal, PROMPT_SIGN_TX);
	terminal_wait(terminal, "1.5 DIEM staked,");
}

static void in_flight_when_killed(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;
	size_t sent;

	terminal = with_diem(stage);
	network_post(stage->network, "chain", "{\"automine\":false}");
	sent = network_calls(stage->network, "eth_sendRawTransaction");
	terminal_keys(terminal, ":diem-stake<Enter>");
	terminal_wait(terminal, "Amount of DIEM");
	terminal_keys(terminal, "a<Enter>");
	confirm(terminal, "Stake 2 DIEM");
	step_password(terminal, PROMPT_SIGN_TX);
	network_wait_calls(stage->network, "eth_sendRawTransaction", sent + 1);
	kill(terminal_pid(terminal), SIGKILL);
	terminal_exit_status(terminal);
	terminal = stage_start(stage, 30, 100, "");
	terminal_wait(terminal, "diem stake: sent; waiting for a block");
	network_post(stage->network, "chain", "{\"mine\":1,\"automine\":true}");
	terminal_wait(terminal, "DIEM staked: 2 = $2 of API credit a day");
	assert_int_equal(network_calls(stage->network, "eth_sendRawTransaction"), sent + 1);
}

/* Starts with a wallet that is always the same, so that the screen is, too. */
static struct terminal *same_wallet(struct stage *stage, int lines, int cols, const char *options)
{
	struct terminal *terminal;

	free(stage_run(stage, "wallet import agent-1 --light-kdf --key-file '%s'", stage_file(stage, "key", KEY)));
	terminal = stage_start(stage, lines, cols, options);
	terminal_wait(terminal, NEXT_FUND);
	terminal_keys(terminal, "f");
	terminal_wait(terminal, PAGE);
	terminal_wait(terminal, "On chain:");
	return terminal;
}

static void golden_of_the_ways(void **state)
{
	struct terminal *terminal = same_wallet(*state, 24, 80, "");

	golden_match(terminal, "fund-80x24");
}

static void a_link_is_copied_and_shown_as_a_code(void **state)
{
	struct terminal *terminal = same_wallet(*state, 24, 80, "");
	char *copied;

	terminal_keys(terminal, "o");
	terminal_wait(terminal, LINK);
	terminal_wait(terminal, "The wallet to sign in with is agent-1");
	golden_match(terminal, "link-80x24");
	terminal_keys(terminal, "y");
	terminal_wait(terminal, "Sent the link to the terminal");
	copied = terminal_clipboard(terminal);
	assert_string_equal(copied, LINK);
	free(copied);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, LINK);
	terminal_wait(terminal, PAGE);
}

static void on_a_small_screen(void **state)
{
	struct terminal *terminal = same_wallet(*state, 12, 44, "");

	terminal_keys(terminal, "<Up>");
	terminal_wait(terminal, "SIGN-IN-WITH-X");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "Top up the x402 credit");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "Top up the x402 credit");
	terminal_keys(terminal, "p");
	terminal_wait(terminal, LINK);
	terminal_keys(terminal, "G");
	terminal_wait(terminal, "there is no room for it");
	terminal_resize(terminal, 40, 100);
	terminal_wait(terminal, LINK);
	terminal_wait_gone(terminal, "there is no room for it");
}

static void in_ascii_the_code_is_larger(void **state)
{
	struct terminal *terminal = same_wallet(*state, 24, 80, "--ascii");

	terminal_keys(terminal, "p");
	terminal_wait(terminal, LINK);
	terminal_wait(terminal, "there is no room for it");
	terminal_resize(terminal, 50, 120);
	terminal_wait(terminal, "##########");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(from_svvv_to_a_key_that_can_pay),
		stage_test(too_little_is_said_in_the_form),
		stage_test(a_revert_is_shown_and_tried_again),
		stage_test(in_flight_when_killed),
		stage_test(golden_of_the_ways),
		stage_test(a_link_is_copied_and_shown_as_a_code),
		stage_test(on_a_small_screen),
		stage_test(in_ascii_the_code_is_larger),
	};

	return cmocka_run_group_tests_name("fund", tests, stage_open, stage_close);
}
