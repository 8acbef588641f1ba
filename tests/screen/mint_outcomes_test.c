/* What else a mint can meet: general refusals, and answers that leave it unknown
 * whether a key exists.  The latter are never posted twice. */
#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define MINTED "minted and stored"
#define UNKNOWN "a key may exist"

static void refused(void **state, int status, const char *message, const char *meaning)
{
	char order[160];
	struct terminal *terminal;

	snprintf(order, sizeof(order), "\"mode\":\"status\",\"status\":%d,\"message\":\"%s\"", status, message);
	terminal = step_failing_mint(*state, order, "");
	terminal_wait(terminal, meaning);
	terminal_wait(terminal, message);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, meaning);
	step_mint_form(terminal);
	terminal_wait(terminal, MINTED);
}

static void authentication_401(void **state)
{
	refused(state, 401, "Authentication failed", "Venice does not know this API key");
}

static void payment_402(void **state)
{
	refused(state, 402, "Insufficient balance", "nothing left to spend");
}

static void forbidden_403(void **state)
{
	refused(state, 403, "Unauthorized", "may not do that");
}

/* The mint waits, counts down, and goes on by itself. */
static void passing(void **state, int status, const char *meaning)
{
	char order[160];
	struct terminal *terminal;

	snprintf(order, sizeof(order), "\"mode\":\"status\",\"status\":%d,\"resetIn\":1,\"message\":\"not now\"", status);
	terminal = step_failing_mint(*state, order, "");
	terminal_wait(terminal, meaning);
	terminal_wait(terminal, MINTED);
}

static void limited_429(void **state)
{
	passing(state, 429, "Too many requests");
}

/* The outcome is unknown.  Whatever is pressed, nothing is posted again before the person says that
 * they have looked. */
static void unknown(void **state, const char *order)
{
	struct stage *stage = *state;
	size_t posted = network_requests(stage->network, "mint");
	struct terminal *terminal = step_failing_mint(*state, order, "");

	terminal_wait(terminal, UNKNOWN);
	terminal_keys(terminal, "r");
	terminal_keys(terminal, "n");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "not known whether a key was minted");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, UNKNOWN);
	assert_int_equal(network_requests(stage->network, "mint"), posted + 1);
}

static void cut_after_the_work(void **state)
{
	unknown(state, "\"mode\":\"cut_after\"");
}

/* The answer held the key.  It is kept, and the screen says what is not known of it. */
static void salvaged(void **state, const char *order)
{
	struct stage *stage = *state;
	size_t posted = network_requests(stage->network, "mint");
	struct terminal *terminal = step_failing_mint(*state, order, "");

	terminal_wait(terminal, "could not be read whole");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "What to do");
	terminal_wait(terminal, "Your new API key");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, NEXT_KEY);
	assert_int_equal(network_requests(stage->network, "mint"), posted + 1);
}

static void cut_in_the_middle(void **state)
{
	salvaged(state, "\"mode\":\"cut_mid\"");
}

static void bad_json(void **state)
{
	salvaged(state, "\"mode\":\"bad_json\"");
}

/* Begins a mint with a limit in DIEM, which is the fifth field. */
static struct terminal *mint_with_limit(void **state, const char *order)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_staked(stage);
	if (order)
		network_post(stage->network, "fail", "{\"route\":\"mint\",%s}", order);
	terminal = stage_start(stage, 40, 110, "");
	terminal_wait(terminal, NEXT_TOKEN);
	terminal_keys(terminal, "m");
	terminal_wait(terminal, "Limit in DIEM");
	terminal_keys(terminal, "<Tab><Tab><Tab><Tab><Tab>10<Enter><Enter><Enter><Enter><Enter>");
	step_password(terminal, PROMPT_SIGN_TOKEN);
	return terminal;
}

/* Venice stores 10 but answers null.  That is no failure, and it is said. */
static void a_limit_that_is_not_repeated(void **state)
{
	struct terminal *terminal = mint_with_limit(state, NULL);

	terminal_wait(terminal, "Your new API key");
	terminal_wait(terminal, "10 DIEM a day");
	terminal_wait(terminal, "Not confirmed: Venice's answer did not repeat");
	terminal_wait(terminal, "It works, but");
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, NEXT_KEY);
	terminal_wait(terminal, "10? DIEM/day");
}

/* Another number is a difference, but the key is there in spite of that. */
static void another_limit_than_asked(void **state)
{
	struct terminal *terminal = mint_with_limit(state, "\"mode\":\"altered\",\"data\":{\"consumptionLimit\":{\"diem\":11}}");

	terminal_wait(terminal, "The key's diem limit is 11, but 10 was asked for");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "What to do");
	terminal_wait(terminal, "Your new API key");
	terminal_wait(terminal, "11 DIEM a day");
	terminal_keys(terminal, "v");
	terminal_wait(terminal, "VENICE_INFERENCE_KEY_");
}

static void garbage(void **state)
{
	unknown(state, "\"mode\":\"garbage\"");
}

static void request_timeout_408(void **state)
{
	unknown(state, "\"mode\":\"status\",\"status\":408,\"message\":\"Timed out\"");
}

static void server_error_500(void **state)
{
	unknown(state, "\"mode\":\"status\",\"status\":500,\"message\":\"Inference processing failed\"");
}

/* It is still unknown at the next start, and can be given up there. */
static void killed_while_posting(void **state)
{
	struct stage *stage = *state;
	size_t posted = network_requests(stage->network, "mint");
	struct terminal *terminal = step_failing_mint(*state, "\"mode\":\"hang\"", "");

	network_wait_requests(stage->network, "mint", posted + 1);
	terminal = step_kill_and_start(stage, terminal, 40, 110);
	terminal_wait(terminal, UNKNOWN);
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "not known whether a key was minted");
	terminal_keys(terminal, ":forget-mint<Enter>");
	terminal_wait(terminal, "Have you looked");
	step_yes(terminal);
	terminal_wait(terminal, "a new one can begin");
	assert_int_equal(network_requests(stage->network, "mint"), posted + 1);
	step_token(terminal);
	step_mint(terminal);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	terminal_wait(terminal, MINTED);
}

/* The window is closed while Venice makes the key.  Nobody asks for it twice, and the next start says what is known. */
static void window_closed_while_posting(void **state)
{
	struct stage *stage = *state;
	size_t posted = network_requests(stage->network, "mint");
	struct terminal *terminal = step_failing_mint(stage, "\"mode\":\"held\"", "");

	network_wait_requests(stage->network, "mint", posted + 1);
	terminal_hang_up(terminal);
	terminal_exit_status(terminal);
	network_release(stage->network);
	terminal = stage_start(stage, 40, 110, "");
	terminal_wait(terminal, UNKNOWN);
	terminal_keys(terminal, "<Esc>");
	terminal_wait(terminal, "not known whether a key was minted");
	assert_int_equal(network_requests(stage->network, "mint"), posted + 1);
}

static void killed_after_it_was_minted(void **state)
{
	struct stage *stage = *state;
	size_t posted = network_requests(stage->network, "mint");
	struct terminal *terminal = step_failing_mint(*state, "\"mode\":\"cut_after\"", "");

	terminal_wait(terminal, UNKNOWN);
	terminal = step_kill_and_start(stage, terminal, 40, 110);
	terminal_wait(terminal, UNKNOWN);
	assert_int_equal(network_requests(stage->network, "mint"), posted + 1);
}

/* No server's words move the cursor, clear the screen or set the title. */
static void hostile_words(void **state)
{
	struct terminal *terminal = step_failing_mint(*state, "\"mode\":\"escape\"", "");

	terminal_wait(terminal, "did not succeed");
	terminal_wait(terminal, "no staked VVV on Base");
	assert_string_equal(terminal_title(terminal), "");
	terminal_wait(terminal, "Keystore");
	assert_true(terminal_mode_on(terminal, 1049));
	assert_null(terminal_clipboard(terminal));
}

static void hostile_garbage(void **state)
{
	struct terminal *terminal = step_failing_mint(*state, "\"mode\":\"garbage\"", "");

	terminal_wait(terminal, UNKNOWN);
	assert_string_equal(terminal_title(terminal), "");
	terminal_wait(terminal, "Keystore");
}

/* A text that is not a token is never signed. */
static void something_else_to_sign(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_staked(stage);
	network_post(stage->network, "fail", "{\"route\":\"token\",\"mode\":\"not_jwt\"}");
	terminal = stage_start(stage, 40, 110, "");
	terminal_wait(terminal, NEXT_TOKEN);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "is not a token");
	terminal_keys(terminal, "<Esc>");
	step_token(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(authentication_401),
		stage_test(payment_402),
		stage_test(forbidden_403),
		stage_test(limited_429),
		stage_test(cut_after_the_work),
		stage_test(cut_in_the_middle),
		stage_test(bad_json),
		stage_test(a_limit_that_is_not_repeated),
		stage_test(another_limit_than_asked),
		stage_test(garbage),
		stage_test(request_timeout_408),
		stage_test(server_error_500),
		stage_test(killed_while_posting),
		stage_test(window_closed_while_posting),
		stage_test(killed_after_it_was_minted),
		stage_test(hostile_words),
		stage_test(hostile_garbage),
		stage_test(something_else_to_sign),
	};

	return cmocka_run_group_tests_name("mint_outcomes", tests, stage_open, stage_close);
}
