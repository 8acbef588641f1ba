/* Every documented failure of a mint: its panel says what it means, and its keystroke mends it. */
#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define MINTED "minted and stored"

/* Makes the first attempt of a staked wallet fail in `mode`, and leaves the panel open. */
static struct terminal *failed(void **state, const char *order, const char *meaning)
{
	struct terminal *terminal = step_failing_mint(*state, order, "--wallet agent-1");

	terminal_wait(terminal, meaning);
	return terminal;
}

/* One keystroke fetches a new token, signs and submits it. */
static void mended_by_a_new_token(void **state, const char *mode, const char *meaning)
{
	struct stage *stage = *state;
	char order[64];
	struct terminal *terminal;
	size_t tokens;

	snprintf(order, sizeof(order), "\"mode\":\"%s\"", mode);
	terminal = failed(state, order, meaning);
	tokens = network_requests(stage->network, "token");
	terminal_keys(terminal, "n");
	terminal_wait(terminal, MINTED);
	assert_int_equal(network_requests(stage->network, "token"), tokens + 1);
}

static void expired_token(void **state)
{
	mended_by_a_new_token(state, "jwt_expired", "it lives 15 minutes");
}

static void foreign_token(void **state)
{
	mended_by_a_new_token(state, "jwt_signature", "not issued by Venice, or was changed");
}

static void wrong_claims(void **state)
{
	mended_by_a_new_token(state, "jwt_claims", "names another issuer or audience");
}

static void malformed_token(void **state)
{
	mended_by_a_new_token(state, "jwt_malformed", "What was sent is not a token");
}

/* The form is open again, with what was asked for. */
static void refused_address(void **state)
{
	struct terminal *terminal = failed(state, "\"mode\":\"invalid_address\"", "does not take the address");

	terminal_keys(terminal, "e");
	terminal_wait(terminal, "Mint an API key");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, MINTED);
}

/* The signature is this wallet's in spite of that, so a new token is signed. */
static void refused_signature(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = failed(state, "\"mode\":\"signature_mismatch\"", "checked here, it is");

	terminal_wait(terminal, stage->address);
	terminal_keys(terminal, "n");
	terminal_wait(terminal, MINTED);
}

/* The mint goes on by itself, and the panel says when. */
static void venice_cannot_reach_base(void **state)
{
	struct terminal *terminal = failed(state, "\"mode\":\"verify_failed\"", "connection to Base failed");

	terminal_wait(terminal, MINTED);
}

static void retried_at_once_with_r(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = failed(state, "\"mode\":\"status\",\"status\":429,\"resetIn\":600", "Too many requests");

	terminal_wait(terminal, "trying again by itself in");
	terminal_keys(terminal, "r");
	terminal_wait(terminal, MINTED);
	assert_int_equal(network_keys(stage->network) > 0, 1);
}

static void nothing_staked(void **state)
{
	struct terminal *terminal = failed(state, "\"mode\":\"no_stake\"", "has not seen the stake yet");

	terminal_wait(terminal, "10 on chain at block");
	step_amount_form(terminal);
	step_amount(terminal, "5");
	step_yes_to_both(terminal, "5");
	terminal_wait(terminal, "5 VVV staked in block");
	step_mint_form(terminal);
	terminal_wait(terminal, MINTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(refused_address),
		stage_test(expired_token),
		stage_test(foreign_token),
		stage_test(wrong_claims),
		stage_test(malformed_token),
		stage_test(refused_signature),
		stage_test(venice_cannot_reach_base),
		stage_test(retried_at_once_with_r),
		stage_test(nothing_staked),
	};

	return cmocka_run_group_tests_name("mint_errors", tests, stage_open, stage_close);
}
