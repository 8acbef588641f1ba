/* Nothing is signed by accident: reviews, passwords and the lock. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

static struct terminal *start(void **state, const char *options)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	terminal = stage_start(stage, 40, 110, options);
	terminal_wait(terminal, NEXT_APPROVE);
	return terminal;
}

static void nothing_was_sent(void **state, size_t before)
{
	struct stage *stage = *state;

	assert_int_equal(network_calls(stage->network, "eth_sendRawTransaction"), before);
}

static size_t sent(void **state)
{
	return network_calls(((struct stage *)*state)->network, "eth_sendRawTransaction");
}

static void shows_all_that_will_be_signed(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(state, "");

	step_stake_form(terminal, "10");
	terminal_wait(terminal, "take exactly 10 VVV");
	terminal_wait(terminal, "0xacfE6019Ed1A7Dc6f7B508C02d1b04ec88cC21bf");	/* the VVV token */
	terminal_wait(terminal, "0x321b7ff75154472B18EDb199033fF4D116F340Ff");	/* the staking contract */
	terminal_wait(terminal, "approve(address,uint256)");
	terminal_wait(terminal, "10000000000000000000 (10 VVV)");
	terminal_wait(terminal, stage->address);
	terminal_wait(terminal, "8453");
	terminal_wait(terminal, "ETH at most");
	terminal_wait(terminal, "Nonce");
	terminal_wait(terminal, "it succeeds");
	terminal_wait(terminal, "no undo");
}

static void enter_says_no(void **state)
{
	size_t before = sent(state);
	struct terminal *terminal = start(state, "");

	step_stake_form(terminal, "10");
	terminal_wait(terminal, "[ No ]");
	terminal_keys(terminal, "<Enter>");
	terminal_wait_gone(terminal, REVIEW);
	terminal_wait(terminal, NEXT_APPROVE);
	assert_false(terminal_shows(terminal, PROMPT_SIGN_TX));
	nothing_was_sent(state, before);
}

static void esc_says_no(void **state)
{
	size_t before = sent(state);
	struct terminal *terminal = start(state, "");

	step_stake_form(terminal, "10");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, REVIEW);
	terminal_wait(terminal, NEXT_APPROVE);
	nothing_was_sent(state, before);
}

/* Keystrokes typed ahead, before the review was on the screen, answer nothing. */
static void early_keys_do_not_confirm(void **state)
{
	struct stage *stage = *state;
	size_t before = sent(state), estimates = network_calls(stage->network, "eth_estimateGas");
	struct terminal *terminal = start(state, "");

	network_post(stage->network, "fail", "{\"route\":\"rpc\",\"mode\":\"held\",\"method\":\"eth_estimateGas\"}");
	terminal_keys(terminal, "s");
	terminal_wait(terminal, "Amount of VVV");
	terminal_keys(terminal, "<C-u>10<Enter>yyyyy");
	terminal_drain(terminal, TERMINAL_WAIT_MS);
	network_wait_calls(stage->network, "eth_estimateGas", estimates + 1);
	network_release(stage->network);
	terminal_wait(terminal, "Yes, sign it");
	terminal_settle(terminal, 100);
	terminal_wait(terminal, REVIEW);
	assert_false(terminal_shows(terminal, PROMPT_SIGN_TX));
	nothing_was_sent(state, before);
}

static void wrong_password_is_said_and_asked_again(void **state)
{
	struct terminal *terminal = start(state, "");

	step_stake_form(terminal, "10");
	step_yes(terminal);
	terminal_wait(terminal, PROMPT_SIGN_TX);
	terminal_keys(terminal, "wrong<Enter>");
	terminal_wait(terminal, "Wrong password");
	assert_false(terminal_shows(terminal, "wrong<"));
	terminal_keys(terminal, "%s<Enter>", STAGE_PASSWORD);
	terminal_wait_gone(terminal, PROMPT_SIGN_TX);
	step_next_review(terminal);
	terminal_wait(terminal, "Stake 10 VVV");
}

static void esc_at_the_password_sends_nothing(void **state)
{
	size_t before = sent(state);
	struct terminal *terminal = start(state, "");

	step_stake_form(terminal, "10");
	step_yes(terminal);
	terminal_wait(terminal, PROMPT_SIGN_TX);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, PROMPT_SIGN_TX);
	terminal_wait(terminal, NEXT_APPROVE);
	nothing_was_sent(state, before);
}

/* The y before may be from before the review, and held down since, or may have come after it. */
static bool asks_again_or_signs(struct terminal *terminal, void *context)
{
	(void)context;
	return terminal_shows(terminal, "Once more, if you mean it") || terminal_shows(terminal, PROMPT_SIGN_TX);
}

/* A yes right after another fee was chosen is a yes to a review that nobody has read. */
static void another_fee_is_reviewed_anew(void **state)
{
	static const char own_fee[] = "\0255\r\0250.001\ry";		/* the y in the same breath */
	size_t before = sent(state);
	struct terminal *terminal = start(state, "--max-tip 0.01");

	step_stake_form(terminal, "10");
	terminal_wait(terminal, "normal: ");
	step_ready(terminal);
	terminal_keys(terminal, "fy");
	terminal_wait(terminal, "fast: ");
	terminal_settle(terminal, 100);
	assert_false(terminal_shows(terminal, PROMPT_SIGN_TX));
	assert_true(terminal_shows(terminal, REVIEW));
	step_ready(terminal);
	terminal_keys(terminal, "f");
	terminal_wait(terminal, "slow: ");
	terminal_keys(terminal, "o");
	terminal_wait(terminal, "An own fee");
	terminal_keys(terminal, "<C-u>0.004");
	terminal_wait(terminal, "The fee of each gas must be");
	terminal_type(terminal, own_fee, strlen(own_fee));
	terminal_wait(terminal, "own: 5 gwei a gas at most, 0.001 of it tip");
	terminal_settle(terminal, 100);
	assert_false(terminal_shows(terminal, PROMPT_SIGN_TX));
	nothing_was_sent(state, before);
	step_yes(terminal);
	assert_true(terminal_run(terminal, asks_again_or_signs, NULL, TERMINAL_WAIT_MS));
	if (!terminal_shows(terminal, PROMPT_SIGN_TX))
		step_yes(terminal);
	terminal_wait(terminal, PROMPT_SIGN_TX);
	terminal_keys(terminal, "%s<Enter>", STAGE_PASSWORD);
	terminal_wait_gone(terminal, PROMPT_SIGN_TX);
	step_next_review(terminal);
	terminal_wait(terminal, "normal: ");	/* the choice was for the one transaction */
	assert_true(sent(state) > before);
}

/* The form takes no more than there is, and says so as one types. */
static void refuses_more_than_there_is(void **state)
{
	struct terminal *terminal = start(state, "");

	terminal_keys(terminal, "s");
	terminal_wait(terminal, "Amount of VVV");
	terminal_keys(terminal, "<C-u>100.5");
	terminal_wait(terminal, "The wallet has 100 VVV");
	terminal_keys(terminal, "<Enter>");
	terminal_keys(terminal, "<C-u>ten");
	terminal_wait_gone(terminal, "The wallet has 100 VVV");
	terminal_keys(terminal, "<Enter><C-u>0<Enter>");
	terminal_wait(terminal, "An amount of 0 does nothing");
}

static void locks_by_itself(void **state)
{
	struct terminal *terminal = start(state, "--lock-after 4");

	terminal_wait(terminal, "locked");
	terminal_keys(terminal, "u");
	step_password(terminal, "Unlock agent-1");
	terminal_wait(terminal, "unlocked");
	terminal_wait_gone(terminal, "unlocked");
	terminal_wait(terminal, "locked");
}

static void locking_hides_a_shown_key_and_q_works_then(void **state)
{
	struct stage *stage = *state;
	char *output, *id, *key;
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	stage_stake(stage);
	output = stage_run(stage, "mint --json");
	id = stage_field(output, "id");
	key = stage_field(output, "apiKey");
	terminal = stage_start(stage, 40, 110, "--lock-after 4");
	terminal_wait(terminal, NEXT_KEY);
	terminal_keys(terminal, "4");
	terminal_keys(terminal, "v");
	step_password(terminal, "to open its API key");
	terminal_wait(terminal, key);
	terminal_wait_gone(terminal, key);
	terminal_wait_gone(terminal, "unlocked");
	terminal_wait(terminal, "locked");
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	free(output);
	free(id);
	free(key);
}

static void readonly_signs_nothing(void **state)
{
	size_t before = sent(state);
	struct terminal *terminal;

	stage_wallet(*state);
	stage_money(*state);
	terminal = stage_start(*state, 40, 110, "--readonly");
	terminal_wait(terminal, "With --readonly nothing is signed");
	terminal_keys(terminal, "s");
	terminal_wait(terminal, "With --readonly nothing is signed or changed");
	assert_false(terminal_shows(terminal, "Amount of VVV"));
	assert_false(terminal_shows(terminal, REVIEW));
	nothing_was_sent(state, before);
}

#define REVERTS "{\"route\":\"rpc\",\"mode\":\"error\",\"method\":\"eth_estimateGas\",\"code\":3," \
	"\"message\":\"execution reverted: the pool is paused\",\"times\":0}"

static void see_why(struct terminal *terminal)
{
	terminal_wait(terminal, "Not signed. Enter: see why");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "It would fail now: the pool is paused");
	terminal_wait(terminal, "Not signed: something has changed");
	terminal_wait(terminal, "Yes, look again");
}

/* Between the yes and the signature a password is typed, and the chain goes on. */
static void what_would_fail_by_now_comes_back_as_a_review(void **state)
{
	size_t before = sent(state);
	struct stage *stage = *state;
	struct terminal *terminal = start(state, "");

	step_stake_form(terminal, "10");
	step_yes(terminal);
	terminal_wait(terminal, PROMPT_SIGN_TX);
	terminal_run(terminal, NULL, NULL, 1200);	/* by then, what was read before the review is out of date */
	network_post(stage->network, "fail", REVERTS);
	terminal_keys(terminal, "%s<Enter>", STAGE_PASSWORD);
	see_why(terminal);
	step_yes(terminal);
	terminal_wait_gone(terminal, "It would fail now");
	see_why(terminal);
	nothing_was_sent(state, before);
	network_reset(stage->network);
	step_yes(terminal);
	terminal_wait(terminal, "Enter: review the approve");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, REVIEW);
	nothing_was_sent(state, before);
	step_yes(terminal);
	step_next_review(terminal);
	assert_true(sent(state) > before);
}

/* On the command line it is asked again, and with --yes it is refused at once. */
static void a_command_looks_again_too(void **state)
{
	size_t before = sent(state);
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	terminal = stage_start(stage, 50, 120, "stake 10");
	terminal_wait(terminal, "Type yes to sign it:");
	terminal_run(terminal, NULL, NULL, 1200);
	network_post(stage->network, "fail", REVERTS);
	terminal_keys(terminal, "yes<Enter>");
	terminal_wait(terminal, "Password of agent-1");
	terminal_keys(terminal, "%s<Enter>", STAGE_PASSWORD);
	terminal_wait(terminal, "It would fail now: the pool is paused");
	terminal_wait(terminal, "Type yes to look again:");
	terminal_keys(terminal, "no<Enter>");
	terminal_wait(terminal, "The transaction was not confirmed");
	assert_int_equal(WEXITSTATUS(terminal_exit_status(terminal)), 1);
	nothing_was_sent(state, before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(shows_all_that_will_be_signed),
		stage_test(enter_says_no),
		stage_test(esc_says_no),
		stage_test(early_keys_do_not_confirm),
		stage_test(wrong_password_is_said_and_asked_again),
		stage_test(esc_at_the_password_sends_nothing),
		stage_test(another_fee_is_reviewed_anew),
		stage_test(refuses_more_than_there_is),
		stage_test(locks_by_itself),
		stage_test(locking_hides_a_shown_key_and_q_works_then),
		stage_test(readonly_signs_nothing),
		stage_test(what_would_fail_by_now_comes_back_as_a_review),
		stage_test(a_command_looks_again_too),
	};

	return cmocka_run_group_tests_name("review", tests, stage_open, stage_close);
}
