/* Any size at any moment breaks nothing, and what was there comes back. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

static const struct { int rows, cols;
} sizes[] = {
	{ 60, 200 }, { 40, 120 }, { 24, 80 }, { 12, 40 }, { 5, 20 },  { 3, 10 },
	{ 1, 80 },   { 24, 1 },	  { 1, 1 },   { 2, 2 },	  { 60, 20 }, { 5, 200 },
};

/* Goes through all sizes and back; `text` must be on the screen in the end. */
static void through_sizes(struct terminal *terminal, const char *text)
{
	int rows = terminal_rows(terminal), cols = terminal_cols(terminal);

	terminal_wait(terminal, text);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		terminal_resize(terminal, sizes[i].rows, sizes[i].cols);
		terminal_settle(terminal, 15);
		assert_false(terminal_ended(terminal));
	}
	terminal_resize(terminal, rows, cols);
	terminal_wait(terminal, text);
}

/* Sizes come faster than anything is drawn, the largest after the smallest. */
static void storm(struct terminal *terminal, const char *text)
{
	static const struct { int rows, cols; } gusts[] = {
		{ 1, 1 }, { 200, 500 }, { 500, 200 }, { 2, 500 }, { 200, 1 },
	};
	int rows = terminal_rows(terminal), cols = terminal_cols(terminal);

	for (int i = 0; i < 60; i++) {
		size_t at = (size_t)i % (sizeof(gusts) / sizeof(*gusts));

		terminal_resize(terminal, gusts[at].rows, gusts[at].cols);
	}
	terminal_resize(terminal, 200, 500);
	terminal_wait(terminal, text);
	terminal_resize(terminal, 1, 1);
	terminal_drain(terminal, TERMINAL_WAIT_MS);
	assert_false(terminal_ended(terminal));
	terminal_resize(terminal, rows, cols);
	terminal_wait(terminal, text);
}

/* The review that has been through it agrees to what it shows, and to nothing else. */
static void storms(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_funded(stage, 30, 100, "");

	storm(terminal, NEXT_APPROVE);
	terminal_keys(terminal, "?");
	terminal_wait(terminal, "do the next right thing");
	storm(terminal, "do the next right thing");
	terminal_keys(terminal, "<Esc>");
	step_stake_form(terminal, "10");
	storm(terminal, REVIEW);
	terminal_keys(terminal, "y");
	terminal_resize(terminal, 1, 1);
	terminal_keys(terminal, "yyy");
	terminal_resize(terminal, 40, 110);
	terminal_drain(terminal, TERMINAL_WAIT_MS);
	terminal_wait(terminal, "take exactly 10 VVV");
	assert_int_equal(network_calls(stage->network, "eth_sendRawTransaction"), stage->sent);
}

static void panes(void **state)
{
	struct terminal *terminal = step_open_funded(*state, 30, 100, "");

	for (int pane = 1; pane <= 4; pane++) {
		terminal_keys(terminal, "%d", pane);
		through_sizes(terminal, NEXT_APPROVE);
	}
}

static void dialogs_without_a_wallet(void **state)
{
	static const struct { const char *command, *text; } dialogs[] = {
		{ "wallet", "New wallet, from words" }, { "new-wallet", "Password again" },
		{ "import-wallet", "Key or words" }, { "watch-address", "You see what it holds" },
		{ "help", "do the next right thing" }, { "messages", "Messages" },
	};
	struct terminal *terminal = stage_start(*state, 40, 110, "");

	for (size_t i = 0; i < sizeof(dialogs) / sizeof(*dialogs); i++) {
		terminal_wait(terminal, NEXT_WALLET);
		terminal_keys(terminal, ":%s<Enter>", dialogs[i].command);
		through_sizes(terminal, dialogs[i].text);
		terminal_keys(terminal, "<Esc>");
		terminal_wait_gone(terminal, dialogs[i].text);
	}
	terminal_keys(terminal, ":");
	through_sizes(terminal, "Command");
	terminal_keys(terminal, "<Esc>new<Esc>");
}

static void words_of_a_new_wallet(void **state)
{
	struct terminal *terminal = step_open_empty(*state, 40, 110);

	terminal_keys(terminal, ":new-wallet<Enter>");
	terminal_wait(terminal, "Password again");
	terminal_keys(terminal, "one<Tab><Tab>%s<Tab>%s<Enter>", STAGE_PASSWORD, STAGE_PASSWORD);
	through_sizes(terminal, "Write these words on paper");
	terminal_keys(terminal, "<Enter>");
	through_sizes(terminal, "1 of 3");
}

static void receiving_and_staking(void **state)
{
	struct terminal *terminal = step_open_funded(*state, 40, 110, "");

	terminal_keys(terminal, "a");
	through_sizes(terminal, "Send to agent-1");
	terminal_keys(terminal, "<Esc>f");
	through_sizes(terminal, "x402");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "x402");
	terminal_keys(terminal, "s");
	through_sizes(terminal, "Amount of VVV");
	step_amount(terminal, "10");
	through_sizes(terminal, REVIEW);
	step_yes(terminal);
	through_sizes(terminal, PROMPT_SIGN_TX);
	step_password(terminal, PROMPT_SIGN_TX);
	step_next_review(terminal);
	terminal_wait(terminal, "Stake 10 VVV");
}

/* A yes needs a text that could be read, so a tiny screen wants it scrolled. */
static void a_review_too_small_to_read(void **state)
{
	struct terminal *terminal = step_open_funded(*state, 40, 110, "");

	step_amount_form(terminal);
	terminal_resize(terminal, 12, 60);
	terminal_wait(terminal, "Amount of VVV");
	step_amount(terminal, "10");
	terminal_wait(terminal, "take exactly 10 VVV");
	terminal_keys(terminal, "y");
	terminal_settle(terminal, 50);
	terminal_wait(terminal, "take exactly 10 VVV");
	assert_false(terminal_shows(terminal, PROMPT_SIGN_TX));
	terminal_keys(terminal, "<PageDown><PageDown><PageDown><PageDown>");
	terminal_wait(terminal, "no undo");
	step_yes(terminal);
	terminal_wait(terminal, PROMPT_SIGN_TX);
}

static void minting_and_keys(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = step_open_staked(stage, 40, 110, "");

	step_token(terminal);
	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"jwt_expired\"}");
	terminal_keys(terminal, "<Enter>");
	through_sizes(terminal, "Limit in DIEM");
	terminal_keys(terminal, "<Enter>");
	through_sizes(terminal, PROMPT_SIGN_TOKEN);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	through_sizes(terminal, "it lives 15 minutes");
	terminal_keys(terminal, "n");
	through_sizes(terminal, "Your new API key");
	terminal_keys(terminal, "v");
	through_sizes(terminal, "VENICE_INFERENCE_KEY_");
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, "VENICE_INFERENCE_KEY_");
	terminal_keys(terminal, "4v");
	through_sizes(terminal, "VENICE_INFERENCE_KEY_");
}

/* At the sizes that the design names, the whole walkthrough and its hint are there. */
static void all_four_panes_at_80_by_24(void **state)
{
	static const char *const texts[] = {
		"1 Keystore", "2 Balances", "3 Staking", "4 API keys", "5 Transactions", "Fund", "Approve", "Stake", "Token", "Sign", "Mint",
		NEXT_WALLET, "? help", "epoch resets",
	};
	struct terminal *terminal = step_open_empty(*state, 24, 80);

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		terminal_wait(terminal, texts[i]);
}

static void at_20_by_5(void **state)
{
	struct terminal *terminal = stage_start(*state, 5, 20, "");

	terminal_wait(terminal, "make or");
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(panes),
		stage_test(storms),
		stage_test(dialogs_without_a_wallet),
		stage_test(words_of_a_new_wallet),
		stage_test(receiving_and_staking),
		stage_test(a_review_too_small_to_read),
		stage_test(minting_and_keys),
		stage_test(all_four_panes_at_80_by_24),
		stage_test(at_20_by_5),
	};

	return cmocka_run_group_tests_name("resize", tests, stage_open, stage_close);
}
