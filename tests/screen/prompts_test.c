/* What the command line asks on a terminal: typed words, and passwords twice. */
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

#define OTHER_PASSWORD "battery staple"

/* Removes a wallet, and types these keys as the answer to its name.  Returns the exit status. */
static int remove_answered(struct stage *stage, const char *keys)
{
	struct terminal *terminal = stage_start(stage, 24, 80, "wallet remove agent-1");

	terminal_wait(terminal, "This is the last copy here");
	terminal_wait(terminal, "Type agent-1 to remove it:");
	terminal_keys(terminal, "%s", keys);
	return step_exit_code(terminal);
}

static void removed_only_after_its_name(void **state)
{
	struct stage *stage = *state;

	stage_wallet(stage);
	assert_int_not_equal(remove_answered(stage, "yes<Enter>"), 0);
	assert_true(stage_lists(stage, "agent-1"));
	assert_int_equal(remove_answered(stage, "agent-1<Enter>"), 0);
	assert_false(stage_lists(stage, "agent-1"));
}

/* Gives a new password, and `again` when it is asked for once more. */
static struct terminal *changing_password(struct stage *stage, const char *again)
{
	struct terminal *terminal = stage_start(stage, 24, 80, "--light-kdf wallet passwd agent-1");

	terminal_wait(terminal, "assword");
	terminal_keys(terminal, "%s<Enter>", STAGE_PASSWORD);
	terminal_wait(terminal, "New password:");
	terminal_keys(terminal, "%s<Enter>", OTHER_PASSWORD);
	terminal_wait(terminal, "once more");
	terminal_keys(terminal, "%s<Enter>", again);
	return terminal;
}

static void a_new_password_is_asked_for_twice(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = changing_password(stage, "something else");
	assert_int_equal(step_exit_code(terminal), 2);
	terminal_wait(terminal, "not the same");
	assert_false(terminal_shows(terminal, OTHER_PASSWORD));
	terminal = changing_password(stage, OTHER_PASSWORD);
	assert_int_equal(step_exit_code(terminal), 0);
	assert_false(terminal_shows(terminal, STAGE_PASSWORD));
}

static struct terminal *list_of_wallets(struct stage *stage)
{
	struct terminal *terminal = stage_start(stage, 24, 80, "wallet list");

	assert_int_equal(step_exit_code(terminal), 0);
	return terminal;
}

static void open_home(const struct stage *stage)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/home", stage->folder);
	check(chmod(path, 0755) == 0, "the home cannot be opened to others");
}

/* rialto closes a home that others could read, and says so, because they may have read it. */
static void a_home_open_to_others_is_closed_and_that_is_said(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	open_home(stage);
	terminal = list_of_wallets(stage);
	terminal_wait(terminal, "was open to others");
	terminal = list_of_wallets(stage);
	assert_false(terminal_shows(terminal, "open to others"));
	open_home(stage);
	terminal = stage_start(stage, 24, 80, "");
	terminal_wait(terminal, "was open to others");
	terminal_keys(terminal, "q");
	assert_int_equal(step_exit_code(terminal), 0);
}

static void ctrl_c_at_a_prompt_changes_nothing(void **state)
{
	struct stage *stage = *state;

	stage_wallet(stage);
	assert_int_equal(remove_answered(stage, "agent-1<C-c>"), 130);
	assert_true(stage_lists(stage, "agent-1"));
}

/* Waits for the question for the new password, which nothing has answered. */
static void asks_one_thing_more(struct terminal *terminal)
{
	terminal_wait(terminal, "New password:");
	terminal_settle(terminal, 100);
	assert_false(terminal_shows(terminal, "once more"));
	terminal_keys(terminal, "<C-c>");
	assert_int_equal(step_exit_code(terminal), 130);
}

/* Several lines are pasted at a password.  The first line is the answer, and no other line answers
 * what comes next. */
static void a_paste_answers_one_question(void **state)
{
	static const char with_marks[] = STAGE_PASSWORD "\n" OTHER_PASSWORD "\n" OTHER_PASSWORD "\nyes\n";
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = stage_start(stage, 24, 80, "--light-kdf wallet passwd agent-1");
	terminal_wait(terminal, "Password of agent-1:");
	assert_true(terminal_mode_on(terminal, 2004));
	terminal_paste_bytes(terminal, with_marks, sizeof(with_marks) - 1);
	terminal_wait(terminal, "only the first line");
	terminal_keys(terminal, "<Enter>");
	asks_one_thing_more(terminal);
	terminal_assert_restored(terminal);
	terminal = stage_start(stage, 24, 80, "--light-kdf wallet passwd agent-1");
	terminal_wait(terminal, "Password of agent-1:");
	terminal_pour(terminal, with_marks, sizeof(with_marks) - 1);
	asks_one_thing_more(terminal);
}

static void a_paste_is_no_consent(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	terminal = stage_start(stage, 24, 80, "wallet remove agent-1");
	terminal_wait(terminal, "to remove it:");
	terminal_paste_bytes(terminal, "agent-1\n", 8);
	terminal_wait(terminal, "a paste is no answer");
	terminal_settle(terminal, 100);
	assert_false(terminal_ended(terminal));
	terminal_keys(terminal, "agent-1<Enter>");
	assert_int_equal(step_exit_code(terminal), 0);
	terminal_assert_restored(terminal);
	assert_false(stage_lists(stage, "agent-1"));
}

static void crashing_at_a_prompt(void **state)
{
	static const char *const env[] = { "ASAN_OPTIONS=handle_segv=0:detect_leaks=0", NULL };
	struct stage *stage = *state;
	struct terminal *terminal;

	stage_wallet(stage);
	stage->env = env;
	terminal = stage_start(stage, 24, 80, "wallet remove agent-1");
	terminal_wait(terminal, "to remove it:");
	kill(terminal_pid(terminal), SIGSEGV);
	assert_int_equal(WTERMSIG(terminal_exit_status(terminal)), SIGSEGV);
	terminal_assert_restored(terminal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(removed_only_after_its_name),
		stage_test(a_new_password_is_asked_for_twice),
		stage_test(a_home_open_to_others_is_closed_and_that_is_said),
		stage_test(ctrl_c_at_a_prompt_changes_nothing),
		stage_test(a_paste_answers_one_question),
		stage_test(a_paste_is_no_consent),
		stage_test(crashing_at_a_prompt),
	};

	return cmocka_run_group_tests_name("prompts", tests, stage_open, stage_close);
}
