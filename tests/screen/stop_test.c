/* Ctrl-Z anywhere: when it goes on, what was there is there, and only what is typed at it counts. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

static const char *const shell_env[] = { "PS1=ready$((n=n+1))> ", "ENV=", NULL };

/* The program as a job of a shell, whose prompts are numbered. */
struct job {
	struct terminal *terminal;
	int prompts;
};

static void wait_prompt(struct job *job)
{
	char prompt[32];

	snprintf(prompt, sizeof(prompt), "ready%d>", ++job->prompts);
	terminal_wait(job->terminal, prompt);
}

static struct job start(struct stage *stage, const char *next)
{
	static const char *const argv[] = { "dash", "-i", "-m", NULL };
	const char *program = getenv("RIALTO") ? getenv("RIALTO") : "./rialto";
	struct job job = { .terminal = terminal_start(argv, shell_env, 40, 110) };

	wait_prompt(&job);
	terminal_keys(job.terminal, "%s --home %s/home --network practice --rpc-url %s --api-url %s<Enter>", program,
		      stage->folder, stage->network->rpc_url, stage->network->api_url);
	terminal_wait(job.terminal, next);
	return job;
}

/* `more` is typed in the same breath as fg, when the screen is not back yet. */
static void stop_and_go_on(struct job *job, const char *text, const char *more)
{
	terminal_wait(job->terminal, text);
	terminal_keys(job->terminal, "<C-z>");
	wait_prompt(job);
	assert_false(terminal_shows(job->terminal, text));
	terminal_assert_restored(job->terminal);
	terminal_keys(job->terminal, "fg<Enter>%s", more);
	terminal_wait(job->terminal, text);
}

/* Left to itself, it would find out only later that the terminal is gone, and meet the next one in its home. */
static void kill_stopped(struct job *job)
{
	terminal_keys(job->terminal, "kill -9 %%1; wait %%1<Enter>");
	wait_prompt(job);
	terminal_stop(job->terminal);
}

static void end(struct job *job)
{
	terminal_keys(job->terminal, "q");
	wait_prompt(job);
	terminal_assert_restored(job->terminal);
}

/* Neither a yes that waited for the program nor one in a window that became too small to show the review counts. */
static void in_a_review(void **state)
{
	struct stage *stage = *state;
	struct job job;

	stage_funded(stage);
	job = start(stage, NEXT_APPROVE);
	step_stake_form(job.terminal, "10");
	step_ready(job.terminal);
	stop_and_go_on(&job, REVIEW, "yyy");
	terminal_drain(job.terminal, TERMINAL_WAIT_MS);
	terminal_wait(job.terminal, REVIEW);
	assert_false(terminal_shows(job.terminal, PROMPT_SIGN_TX));
	step_yes(job.terminal);
	terminal_wait(job.terminal, PROMPT_SIGN_TX);
	assert_int_equal(network_calls(stage->network, "eth_sendRawTransaction"), stage->sent);
}

/* The window becomes too small to show the review while the program is stopped: it is to be read again. */
static void in_a_review_of_another_size(void **state)
{
	struct stage *stage = *state;
	struct job job;

	stage_funded(stage);
	job = start(stage, NEXT_APPROVE);
	step_stake_form(job.terminal, "10");
	step_ready(job.terminal);
	terminal_keys(job.terminal, "<C-z>");
	wait_prompt(&job);
	terminal_resize(job.terminal, 12, 60);
	terminal_keys(job.terminal, "fg<Enter>");
	terminal_wait(job.terminal, "take exactly 10 VVV");
	terminal_keys(job.terminal, "y");
	terminal_drain(job.terminal, TERMINAL_WAIT_MS);
	terminal_wait(job.terminal, "take exactly 10 VVV");
	assert_false(terminal_shows(job.terminal, PROMPT_SIGN_TX));
	terminal_keys(job.terminal, "<PageDown><PageDown><PageDown><PageDown>");
	terminal_wait(job.terminal, "no undo");
	step_yes(job.terminal);
	terminal_wait(job.terminal, PROMPT_SIGN_TX);
}

static void in_a_form_and_a_prompt(void **state)
{
	struct stage *stage = *state;
	struct job job;

	stage_funded(stage);
	job = start(stage, NEXT_APPROVE);
	step_amount_form(job.terminal);
	terminal_keys(job.terminal, "7.25");
	terminal_wait(job.terminal, "7.25");
	stop_and_go_on(&job, "7.25", "");
	terminal_wait(job.terminal, "Amount of VVV");
	terminal_keys(job.terminal, "<Enter>");
	terminal_wait(job.terminal, "exactly 7.25 VVV");
	step_yes(job.terminal);
	terminal_wait(job.terminal, PROMPT_SIGN_TX);
	terminal_keys(job.terminal, "half of it");
	stop_and_go_on(&job, PROMPT_SIGN_TX, "");
	assert_false(terminal_shows(job.terminal, "half of it"));
	terminal_keys(job.terminal, "<C-u>");
	step_password(job.terminal, PROMPT_SIGN_TX);
	terminal_wait(job.terminal, NEXT_REVIEW_STAKE);
}

static size_t written(const struct terminal *terminal)
{
	size_t len;

	(void)terminal_bytes(terminal, &len);
	return len;
}

/* Whether the program has written the text after it had written so much. */
static bool writes(const struct terminal *terminal, size_t before, const char *text)
{
	size_t len;
	const char *bytes = terminal_bytes(terminal, &len);

	return memmem(bytes + before, len - before, text, strlen(text));
}

/* Whoever comes back to the shell, or goes on, sees none of it. */
static void stop_with_secret(struct job *job, const char *secret, const char *next)
{
	size_t before;

	assert_true(terminal_shows(job->terminal, secret));
	terminal_keys(job->terminal, "<C-z>");
	before = written(job->terminal);
	wait_prompt(job);
	assert_false(terminal_shows(job->terminal, secret));
	terminal_assert_restored(job->terminal);
	terminal_keys(job->terminal, "fg<Enter>");
	terminal_wait(job->terminal, next);
	assert_false(terminal_shows(job->terminal, secret));
	assert_false(writes(job->terminal, before, secret));
}

static void while_words_are_shown(void **state)
{
	struct job job = start(*state, NEXT_WALLET);
	char words[STEP_WORDS][32], row[48];

	step_new_words(words, job.terminal);
	snprintf(row, sizeof(row), " 1 %s", words[0]);
	assert_true(terminal_shows(job.terminal, row));
	stop_with_secret(&job, row, "The words are wiped");
	assert_false(terminal_shows(job.terminal, "Write these words"));
	assert_false(stage_lists(*state, "agent-1"));
	end(&job);
}

static void while_a_key_is_shown(void **state)
{
	struct stage *stage = *state;
	char *list, *id, *shown, *key;
	struct job job;

	stage_staked(stage);
	stage_mint(stage);
	list = stage_run(stage, "key list --json");
	id = stage_field(list, "id");
	shown = stage_run(stage, "key show %s --reveal --json", id);
	key = stage_field(shown, "apiKey");
	job = start(stage, NEXT_KEY);
	terminal_keys(job.terminal, "4v");
	step_password(job.terminal, "to open its API key");
	terminal_wait(job.terminal, key);
	stop_with_secret(&job, key, NEXT_KEY);
	end(&job);
	free(list);
	free(id);
	free(shown);
	free(key);
}

/* Venice answers while nobody reads; the key is there afterwards, once. */
static void while_a_key_is_minted(void **state)
{
	struct stage *stage = *state;
	size_t keys, posted = network_requests(stage->network, "mint");
	struct job job;

	stage_staked(stage);
	keys = network_keys(stage->network);
	job = start(stage, NEXT_TOKEN);
	step_token(job.terminal);
	network_post(stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"held\"}");
	step_mint(job.terminal);
	step_password(job.terminal, PROMPT_SIGN_TOKEN);
	network_wait_requests(stage->network, "mint", posted + 1);
	terminal_keys(job.terminal, "<C-z>");
	wait_prompt(&job);
	network_release(stage->network);
	terminal_keys(job.terminal, "fg<Enter>");
	terminal_wait(job.terminal, "Your new API key");
	terminal_keys(job.terminal, "<Esc>");
	terminal_wait(job.terminal, NEXT_KEY);
	assert_int_equal(network_keys(stage->network), keys + 1);
	end(&job);
}

/* A second one before the program could stop is the same wish; one fg brings it back. */
static void twice_quickly(void **state)
{
	struct stage *stage = *state;
	struct job job = start(stage, NEXT_WALLET);

	terminal_type(job.terminal, "\032\032", 2);	/* in one go: after the prompt, the second would wipe it */
	wait_prompt(&job);
	terminal_drain(job.terminal, TERMINAL_WAIT_MS);
	terminal_keys(job.terminal, "fg<Enter>");
	terminal_wait(job.terminal, NEXT_WALLET);
	terminal_keys(job.terminal, "?");
	terminal_wait(job.terminal, "do the next right thing");
	terminal_keys(job.terminal, "<Esc>");
	terminal_wait(job.terminal, NEXT_WALLET);
	for (int i = 0; i < 3; i++)
		stop_and_go_on(&job, NEXT_WALLET, "");
	end(&job);
}

/* Wherever a person is: it stops at once, comes back as it was, and goes on from there. */
static void anywhere(void **state)
{
	struct stage *stage = *state;
	struct job job;

	stage_staked(stage);
	stage_mint(stage);
	for (size_t i = 0; i < step_place_count; i++) {
		job = start(stage, NEXT_KEY);
		terminal_keys(job.terminal, "%s", step_places[i].keys);
		stop_and_go_on(&job, step_places[i].text, "");
		terminal_keys(job.terminal, "<Esc>");
		terminal_drain(job.terminal, TERMINAL_WAIT_MS);
		terminal_keys(job.terminal, "<C-z>");
		wait_prompt(&job);
		terminal_assert_restored(job.terminal);
		kill_stopped(&job);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(in_a_review),
		stage_test(in_a_review_of_another_size),
		stage_test(in_a_form_and_a_prompt),
		stage_test(while_words_are_shown),
		stage_test(while_a_key_is_shown),
		stage_test(while_a_key_is_minted),
		stage_test(twice_quickly),
		stage_test(anywhere),
	};

	return cmocka_run_group_tests_name("stop", tests, stage_open, stage_close);
}
