/*
 * Every row of errors.def that a server's answer leads to.  Its panel says what it means and what
 * to do, and its keystroke leads on, to where the same thing works.
 *
 * The rows come from the table.  A new row is tried without any change here, or fails because no
 * way out is known.  One run of rialto meets them all.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/rows.h"
#include "tests/screen/steps.h"

#define NEW_KEY "Your new API key"
#define MINT_FORM "Mint an API key"
#define WORKS "The key works"

/* The leads after asking what a key can do. */
static const struct lead of_a_key[] = {
	{ "FIX_INPUT", ROW_NONE, "k list the keys again", NULL, NULL, NULL },
	{ "FIX_INPUT", ROW_ADMIN_REQUIRED, "m mint an ADMIN key", MINT_FORM, "<Esc>", NULL },
	{ "FIX_INPUT", ROW_NOT_PRIVATE, "e change the key", "Change an API key", "<Esc>", NULL },
	{ "NEW_TOKEN", ROW_NONE, "n new token: sign it and submit again", "Token received", NULL, NULL },
	{ "RETRY", ROW_NONE, "r try again now", WORKS, NULL, NULL },
	{ "STAKE", ROW_NONE, "s stake VVV", "Amount of VVV", "<Esc>", NULL },
	{ "FUND", ROW_NONE, "f ways to fund the account", "Ways to fund the account", "<Esc>", NULL },
	{ "FUND", ROW_DIEM_LIMIT, "e change the key's limits", "Change an API key", "<Esc>", NULL },
	{ "FUND", ROW_USD_LIMIT, "e change the key's limits", "Change an API key", "<Esc>", NULL },
	{ "CHECK_KEYS", ROW_NONE, "k look at the keys", NULL, NULL, NULL },
	{ "SWITCH_WALLET", ROW_NONE, "w switch to another wallet", NULL, "j<Enter>", "▸agent-2" },
	{ "SWITCH_WALLET", ROW_KEY_INACTIVE, "m mint a new key", MINT_FORM, "<Esc>", NULL },
	{ "SWITCH_WALLET", ROW_AUTHENTICATION_FAILED, "m mint a new key", MINT_FORM, "<Esc>", NULL },
	{ "STOP", ROW_NONE, NULL, NULL, NULL, NULL },
	{ NULL, ROW_NONE, NULL, NULL, NULL, NULL },
};

/* The leads after minting with a token, and with a challenge. */
static const struct lead of_a_mint[] = {
	{ "FIX_INPUT", ROW_ADMIN_REQUIRED, "m mint an ADMIN key", MINT_FORM, "<Enter>", NEW_KEY },
	{ "FIX_INPUT", ROW_NONE, "e edit and try again", MINT_FORM, "<Enter>", NEW_KEY },
	{ "NEW_TOKEN", ROW_NONE, "n new token: sign it and submit again", NEW_KEY, NULL, NULL },
	{ "RETRY", ROW_NONE, "r try again now", NEW_KEY, NULL, NULL },
	{ "FUND", ROW_NONE, "f ways to fund the account", "Ways to fund the account", "<Esc>", NULL },
	{ "SWITCH_WALLET", ROW_NONE, "w switch to another wallet", NULL, "j<Enter>", "▸agent-2" },
	{ "STOP", ROW_NONE, NULL, NULL, NULL, NULL },
	{ NULL, ROW_NONE, NULL, NULL, NULL, NULL },
};

static const struct lead of_a_challenge[] = {
	{ "NEW_TOKEN", ROW_NONE, "n new token: sign it and submit again", "Read before signing", "y", NEW_KEY },
	{ NULL, ROW_NONE, NULL, NULL, NULL, NULL },
};

/* The leads when it is not known whether a key was made. */
static const struct lead of_an_unknown_mint[] = {
	{ "CHECK_KEYS", ROW_NONE, "k look at the keys", "What became of the mint?", "x", "Have you looked" },
	{ NULL, ROW_NONE, NULL, NULL, NULL, NULL },
};

static struct stage *challenging;	/* the stage where Venice hands out challenges */
static char agent_1[64];		/* the address of this test's agent-1 */

static int open_both(void **state)
{
	static const char *const options[] = { "--protocol", "challenge", NULL };

	challenging = calloc(1, sizeof(*challenging));
	check(challenging, "out of memory");
	challenging->network = network_start(options);
	return stage_open(state);
}

static int close_both(void **state)
{
	network_stop(challenging->network);
	free(challenging);
	return stage_close(state);
}

static int end_challenging(void **state)
{
	void *other = challenging;

	return stage_end(state) | stage_end(&other);
}

/* Starts with agent-1, which is open and has a stake and a key, and agent-2. */
static struct terminal *start(struct stage *stage)
{
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	stage_stake(stage);
	snprintf(agent_1, sizeof(agent_1), "%s", stage->address);
	stage_wallet_named(stage, "agent-2");
	free(stage_run(stage, "mint --json --wallet agent-1 --yes"));
	terminal = stage_start(stage, ROWS_LINES, ROWS_COLS, "--wallet agent-1");
	terminal_wait(terminal, NEXT_KEY);
	terminal_keys(terminal, "u");
	step_password(terminal, "Unlock agent-1");
	return terminal;
}

/* Goes back from the other wallet, if the last row has led there. */
static void back_to_agent_1(struct terminal *terminal)
{
	if (terminal_shows(terminal, "▸agent-1"))
		return;
	terminal_keys(terminal, "1k<Enter>");
	terminal_wait(terminal, "▸agent-1");
}

static void mint(struct terminal *terminal, struct stage *stage)
{
	terminal_keys(terminal, "m");
	terminal_wait(terminal, MINT_FORM);
	terminal_keys(terminal, "<Enter>");
	if (stage != challenging)
		return;
	step_yes(terminal);
}

/* Answers the last question before a mint is given up, if one is asked. */
static void give_up(struct terminal *terminal)
{
	if (!terminal_shows(terminal, "Have you looked"))
		return;
	step_yes(terminal);
	terminal_wait(terminal, "a new one can begin");
}

static void close_new_key(struct terminal *terminal)
{
	terminal_wait(terminal, NEW_KEY);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, NEW_KEY);
}

static bool leads_to(const struct lead *lead, const char *end)
{
	const char *last = lead->ends ? lead->ends : lead->shows;

	return last && strcmp(last, end) == 0;
}

static void asked_what_a_key_can_do(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage);

	for (enum row_id id = ROW_NONE + 1; id < ROW_COUNT; id++) {
		const struct lead *lead;

		if (!row_is_answer(id))
			continue;
		lead = row_lead(of_a_key, id);
		row_order(stage->network, "rate_limits", id, "");
		row_order(stage->network, "balance", id, "");
		terminal_keys(terminal, "4c");
		row_follow(terminal, id, lead);
		give_up(terminal);
		if (leads_to(lead, WORKS))
			continue;
		back_to_agent_1(terminal);
		terminal_keys(terminal, "4c");
		terminal_wait(terminal, WORKS);
	}
}

/* Venice's answers of today: words without a code, and a demand for payment from a request without a key. */
static void in_venices_own_words(void **state)
{
	static const struct { const char *mode; enum row_id id; } said[] = {
		{ "no_credentials", ROW_NO_CREDENTIALS }, { "key_not_known", ROW_AUTHENTICATION_FAILED },
		{ "not_admin", ROW_ADMIN_REQUIRED }, { "not_pro", ROW_PRO_MODEL }, { "not_private", ROW_NOT_PRIVATE },
		{ "account_empty", ROW_INSUFFICIENT_BALANCE }, { "limit_diem", ROW_DIEM_LIMIT }, { "limit_usd", ROW_USD_LIMIT },
		{ "gone", ROW_GONE },
	};
	struct stage *stage = *state;
	struct terminal *terminal = start(stage);

	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		network_post(stage->network, "fail", "{\"route\":\"rate_limits\",\"mode\":\"%s\"}", said[i].mode);
		terminal_keys(terminal, "4c");
		row_follow(terminal, said[i].id, row_lead(of_a_key, said[i].id));
		back_to_agent_1(terminal);
	}
	network_post(stage->network, "fail", "{\"route\":\"rate_limits\",\"mode\":\"status\",\"status\":429,\"resetIn\":20,"
		     "\"resets\":\"budget\"}");
	terminal_keys(terminal, "4c");
	row_wait_words(terminal, "Too many requests failed");
	row_wait_words(terminal, "the server asks to wait another");
	row_follow(terminal, ROW_ERROR_BUDGET, row_lead(of_a_key, ROW_ERROR_BUDGET));
}

static bool leaves_it_open(enum row_id id)
{
	return rows[id].status == 408 || rows[id].status >= 500;
}

static bool is_of_challenge(enum row_id id)
{
	return strncmp(rows[id].name, "challenge_", 10) == 0;
}

/* With a stake on the chain or a correct signature, these rows have panels of their own: see below,
 * and mint_errors_test.  The rows that leave an outcome open have that of a_key_may_exist. */
static bool is_tried(enum row_id id, const struct stage *stage)
{
	return row_is_answer(id) && rows[id].status < 500 && rows[id].status != 408 && id != ROW_NO_STAKE &&
	       id != ROW_SIGNATURE_MISMATCH && is_of_challenge(id) == (stage == challenging) &&
	       strcmp(rows[id].remedy, "CHECK_KEYS") != 0;
}

/* Here every token and challenge is fresh when Venice says that it has expired. */
static const char *meaning_of(enum row_id id)
{
	if (id == ROW_JWT_EXPIRED)
		return "Venice says that the token has expired; by Venice's own clock it has not: it lives 15 minutes.";
	if (id == ROW_CHALLENGE_EXPIRED)
		return "Venice says that the challenge has expired; by Venice's own clock it has not.";
	return rows[id].meaning;
}

static void minting_fails(struct stage *stage, const struct lead *leads)
{
	struct terminal *terminal = start(stage);

	for (enum row_id id = ROW_NONE + 1; id < ROW_COUNT; id++) {
		const struct lead *lead;

		if (!is_tried(id, stage))
			continue;
		lead = row_lead(leads, id);
		row_order(stage->network, "mint", id, ",\"resetIn\":600");
		mint(terminal, stage);
		row_follow_as(terminal, id, lead, meaning_of(id));
		give_up(terminal);
		if (!leads_to(lead, NEW_KEY)) {
			back_to_agent_1(terminal);
			mint(terminal, stage);
		}
		close_new_key(terminal);
	}
}

static void minting_with_a_token(void **state)
{
	minting_fails(*state, of_a_mint);
}

static void minting_with_a_challenge(void **state)
{
	void *other = challenging;

	(void)state;
	stage_begin(&other);
	minting_fails(challenging, of_a_challenge);
}

/* Whatever the answer says, a key may exist, and nothing is posted again before somebody has looked. */
static void outcome_unknown(struct stage *stage, bool (*is_one)(enum row_id id))
{
	struct terminal *terminal = start(stage);

	for (enum row_id id = ROW_NONE + 1; id < ROW_COUNT; id++) {
		if (!is_one(id))
			continue;
		row_order(stage->network, "mint", id, "");
		mint(terminal, stage);
		row_follow(terminal, ROW_MINT_UNKNOWN, row_lead(of_an_unknown_mint, ROW_MINT_UNKNOWN));
		give_up(terminal);
	}
	mint(terminal, stage);
	close_new_key(terminal);
}

static void a_key_may_exist(void **state)
{
	outcome_unknown(*state, leaves_it_open);
}

static bool is_used_challenge(enum row_id id)
{
	return id == ROW_CHALLENGE_USED;
}

static void the_challenge_was_used(void **state)
{
	void *other = challenging;

	(void)state;
	stage_begin(&other);
	outcome_unknown(challenging, is_used_challenge);
}

/* The remedies that take more than one keystroke, to their end. */

static void nothing_staked(void **state)
{
	static const struct lead lead = { "STAKE", ROW_NO_STAKE, "s stake VVV", "Amount of VVV", NULL, NULL };
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	stage_money(stage);
	terminal = stage_start(stage, ROWS_LINES, ROWS_COLS, "");
	terminal_wait(terminal, NEXT_APPROVE);
	mint(terminal, stage);
	step_password(terminal, PROMPT_SIGN_TOKEN);
	terminal_wait(terminal, "0 on chain at block");
	row_follow(terminal, ROW_NO_STAKE, &lead);
	terminal_keys(terminal, "<C-u>10<Enter>");
	step_yes_to_both(terminal, "10");
	terminal_wait(terminal, "10 VVV staked in block");
	mint(terminal, stage);
	close_new_key(terminal);
}

static void nothing_to_spend(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage);

	row_order(stage->network, "rate_limits", ROW_INSUFFICIENT_BALANCE, "");
	row_order(stage->network, "balance", ROW_INSUFFICIENT_BALANCE, "");
	terminal_keys(terminal, "4c");
	row_follow(terminal, ROW_INSUFFICIENT_BALANCE, row_lead(of_a_key, ROW_INSUFFICIENT_BALANCE));
	network_post(stage->network, "fund", "{\"address\":\"%s\",\"usd\":5}", agent_1);
	terminal_keys(terminal, "4c");
	terminal_wait(terminal, "can pay");
}

/* Venice says that the signature is another wallet's.  Checked here it is this wallet's, so another
 * wallet would not help. */
static void a_signature_that_venice_does_not_take(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage);

	row_order(stage->network, "mint", ROW_SIGNATURE_MISMATCH, "");
	mint(terminal, stage);
	row_wait_words(terminal, "Venice says that the signature is not by this address over this token; checked here, it is.");
	row_wait_words(terminal, "n new token: sign it and submit again ← Enter");
	row_wait_words(terminal, "✓ this wallet");
	assert_false(terminal_shows(terminal, "another wallet"));
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, NEW_KEY);
}

static void another_wallet_mints(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal = start(stage);

	stage_money(stage);	/* money for agent-2 */
	row_order(stage->network, "mint", ROW_UNAUTHORIZED, "");
	mint(terminal, stage);
	row_follow(terminal, ROW_UNAUTHORIZED, row_lead(of_a_mint, ROW_UNAUTHORIZED));
	terminal_keys(terminal, "r");
	terminal_wait(terminal, NEXT_APPROVE);
	step_stake_form(terminal, "10");
	step_approve(terminal);
	step_yes(terminal);
	terminal_wait(terminal, "10 VVV staked in block");
	mint(terminal, stage);
	close_new_key(terminal);
}

#define both_test(function) cmocka_unit_test_setup_teardown(function, stage_begin, end_challenging)

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(asked_what_a_key_can_do),
		stage_test(in_venices_own_words),
		stage_test(minting_with_a_token),
		both_test(minting_with_a_challenge),
		stage_test(a_key_may_exist),
		both_test(the_challenge_was_used),
		stage_test(nothing_staked),
		stage_test(nothing_to_spend),
		stage_test(a_signature_that_venice_does_not_take),
		stage_test(another_wallet_mints),
	};

	return cmocka_run_group_tests_name("errors_answers", tests, open_both, close_both);
}
