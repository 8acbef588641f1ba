/* A challenge (EIP-4361) in place of a token: read to its end, signed as it is, or refused. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

#define DIALOG "Read before signing"
#define BUTTONS "Yes, sign it"
#define NEW_KEY "Your new API key"

static size_t posts(const struct stage *stage)
{
	return network_requests(stage->network, "mint");
}

static struct terminal *start(struct stage *stage, int lines)
{
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	stage_stake(stage);
	terminal = stage_start(stage, lines, ROWS_COLS, "");
	terminal_wait(terminal, "agent-1");
	return terminal;
}

static void mint(struct terminal *terminal)
{
	terminal_keys(terminal, "m");
	terminal_wait(terminal, "Mint an API key");
	terminal_keys(terminal, "<Enter>");
	terminal_wait_gone(terminal, "Mint an API key");
}

/* All of the text is on the screen, and exactly that text is signed and sent. */
static void shown_in_full_and_signed_as_it_is(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, 60);
	char *screen, *message;

	mint(terminal);
	terminal_wait(terminal, BUTTONS);
	terminal_wait(terminal, "[ No ]");
	screen = terminal_text(terminal);
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	terminal_wait(terminal, NEW_KEY);
	message = network_body(stage->network, "mint", "message");
	assert_true(row_text_has(screen, message));
	assert_non_null(strstr(message, stage->address));
	free(message);
	free(screen);
}

/* The last words of a very long statement are shown, too, before a yes counts. */
static void a_long_statement_is_shown_in_full(void **state)
{
	enum { LEN = 3000 };
	struct stage *stage = *state;
	struct terminal *terminal = start(stage, ROWS_LINES);
	char words[LEN + 1];

	for (size_t i = 0; i < LEN; i++)
		words[i] = i % 10 ? 'w' : ' ';
	words[LEN] = '\0';
	network_post(stage->network, "fail", "{\"route\":\"token\",\"mode\":\"altered\",\"from\":\"your Venice account.\","
		     "\"to\":\"your Venice account.%s last words\",\"times\":0}", words);
	mint(terminal);
	terminal_wait(terminal, DIALOG);
	terminal_keys(terminal, "y");
	terminal_wait(terminal, "Read to the end first");
	terminal_keys(terminal, "G");
	terminal_wait(terminal, BUTTONS);
	terminal_wait(terminal, "last words");
	network_reset(stage->network);
}

/* On a screen too low for it, a yes counts once the end was seen. */
static void read_to_the_end(void **state)
{
	struct stage *stage = *state;
	size_t before = posts(stage);
	struct terminal *terminal = start(stage, 16);

	mint(terminal);
	terminal_wait(terminal, DIALOG);
	assert_false(terminal_shows(terminal, BUTTONS));
	terminal_keys(terminal, "y");
	terminal_wait(terminal, "Read to the end first");
	terminal_keys(terminal, "<Tab><Enter>");	/* the button that is not in sight */
	assert_false(terminal_shows(terminal, PROMPT_SIGN_TOKEN));
	terminal_keys(terminal, "G");
	terminal_wait(terminal, BUTTONS);
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	terminal_wait(terminal, NEW_KEY);
	assert_int_equal(posts(stage), before + 1);
}

static void says_no(void **state, const char *key)
{
	struct stage *stage = *state;
	size_t before = posts(stage);
	struct terminal *terminal = start(stage, ROWS_LINES);

	mint(terminal);
	step_ready(terminal);
	terminal_keys(terminal, "%s", key);
	terminal_wait(terminal, "Stopped; nothing was minted");
	assert_false(terminal_shows(terminal, DIALOG));
	assert_int_equal(posts(stage), before);
}

static void enter_says_no(void **state)
{
	says_no(state, "<Enter>");
}

static void esc_says_no(void **state)
{
	says_no(state, "<Esc>");
}

static void n_says_no(void **state)
{
	says_no(state, "n");
}

/* Keystrokes from before the text was on the screen agree to nothing. */
static void early_keys_do_not_sign(void **state)
{
	struct stage *stage = *state;
	size_t before = posts(stage), asked = network_requests(stage->network, "token");
	struct terminal *terminal = start(stage, ROWS_LINES);

	network_post(stage->network, "fail", "{\"route\":\"token\",\"mode\":\"held\"}");
	terminal_keys(terminal, "m");
	terminal_wait(terminal, "Mint an API key");
	terminal_keys(terminal, "<Enter>yyyy");
	terminal_drain(terminal, TERMINAL_WAIT_MS);
	network_wait_requests(stage->network, "token", asked + 1);
	network_release(stage->network);
	terminal_wait(terminal, BUTTONS);
	terminal_settle(terminal, 100);
	terminal_wait(terminal, DIALOG);
	assert_int_equal(posts(stage), before);
}

static void expires_while_it_is_read(void **state)
{
	struct stage *stage = *state;
	size_t before = posts(stage);
	struct terminal *terminal = start(stage, ROWS_LINES);

	network_post(stage->network, "token-life", "{\"seconds\":6}");
	mint(terminal);
	terminal_wait(terminal, BUTTONS);
	terminal_wait_gone(terminal, DIALOG);
	terminal_wait(terminal, "The token has expired");
	assert_int_equal(posts(stage), before);
}

/* A text that is not Venice's is not even shown for signing.  The panel says what signing it would
 * have done. */
static void refused(void **state, const char *from, const char *to, const char *warning)
{
	static const struct lead lead = { "STOP", ROW_CHALLENGE_REFUSED, NULL, NULL, NULL, NULL };
	struct stage *stage = *state;
	size_t before = posts(stage);
	struct terminal *terminal = start(stage, ROWS_LINES);

	network_post(stage->network, "fail", "{\"route\":\"token\",\"mode\":\"altered\",\"from\":\"%s\",\"to\":\"%s\",\"times\":0}", from,
		     to);
	mint(terminal);
	row_wait_words(terminal, warning);
	row_follow(terminal, ROW_CHALLENGE_REFUSED, &lead);
	assert_false(terminal_shows(terminal, DIALOG));
	assert_int_equal(posts(stage), before);
	network_reset(stage->network);
	mint(terminal);
	step_yes(terminal);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	terminal_wait(terminal, NEW_KEY);
}

static void another_domain(void **state)
{
	refused(state, "api.venice.ai wants", "evil.example wants", "sign in there as you");
}

static void another_purpose(void **state)
{
	refused(state, "/generate_web3_key", "/x402/top-up", "something else than a key");
}

static void another_permission(void **state)
{
	refused(state, "urn:venice:api-key:create", "urn:venice:funds:move", "urn:venice:funds:move");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(shown_in_full_and_signed_as_it_is),
		stage_test(a_long_statement_is_shown_in_full),
		stage_test(read_to_the_end),
		stage_test(enter_says_no),
		stage_test(esc_says_no),
		stage_test(n_says_no),
		stage_test(early_keys_do_not_sign),
		stage_test(expires_while_it_is_read),
		stage_test(another_domain),
		stage_test(another_purpose),
		stage_test(another_permission),
	};

	return cmocka_run_group_tests_name("challenge", tests, stage_open_challenging, stage_close);
}
