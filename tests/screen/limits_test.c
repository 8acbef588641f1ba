/* Whatever it is started with, it draws its screen, or says why not and ends; the terminal is as it was found. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/screen/check.h"
#include "tests/screen/lines.h"
#include "tests/screen/steps.h"

#define HINT "? help"		/* at the right end of the screen's last row */

static bool is_up(struct terminal *terminal)
{
	return terminal_shows(terminal, NEXT_WALLET) && terminal_shows(terminal, HINT);
}

static bool is_open(struct terminal *terminal, void *context)
{
	(void)context;
	return is_up(terminal) || terminal_ended(terminal);
}

/* Starts it, and ends it with q.  Returns false where it has said why it draws no screen. `what` tells the case. */
static bool opens(struct stage *stage, const char *what, const char *options)
{
	struct terminal *terminal = stage_start(stage, 30, 100, options);
	bool answered = terminal_run(terminal, is_open, NULL, TERMINAL_WAIT_MS), up = is_up(terminal);
	int status;

	if (!answered)
		terminal_dump(terminal);
	check(answered, "%s: neither a screen nor an end", what);
	if (up)
		terminal_keys(terminal, "q");
	status = terminal_exit_status(terminal);
	check(WIFEXITED(status), "%s: ended by signal %d", what, WTERMSIG(status));
	check(up == (WEXITSTATUS(status) == 0), "%s: status %d", what, WEXITSTATUS(status));
	terminal_assert_restored(terminal);
	terminal_stop(terminal);
	return up;
}

/* Tries limits one after the other, up to one that is enough. */
static void grow(struct stage *stage, const char *limit, int from, int (*next)(int), int most)
{
	char before[64];
	bool up = false;

	stage->before = before;
	for (int value = from; value <= most; value = next(value)) {
		snprintf(before, sizeof(before), "ulimit -%s %d;", limit, value);
		up = opens(stage, before, "");
	}
	assert_true(up);
}

static int one_more(int value)
{
	return value + 1;
}

static void descriptors(void **state)
{
	grow(*state, "n", 3, one_more, 48);
}

#ifndef __SANITIZE_ADDRESS__
static int a_sixth_more(int value)
{
	return value + value / 6;
}

static void memory(void **state)
{
	grow(*state, "v", 8000, a_sixth_more, 400000);
}

static void stack(void **state)
{
	grow(*state, "s", 256, a_sixth_more, 2048);
}
#endif

/* These are enough for the screen. */
static void small_limits(void **state)
{
	static const char *const limits[] = {
		"ulimit -f 0;", "ulimit -f 1;", "ulimit -f 64;", "ulimit -l 0;", "ulimit -c 0;", "ulimit -t 1000;",
	};
	struct stage *stage = *state;

	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
		stage->before = limits[i];
		check(opens(stage, limits[i], ""), "%s", limits[i]);
	}
}

/* The screen needs both ends of a terminal, and no standard error. */
static void streams(void **state)
{
	static const struct { const char *options; bool opens; } tried[] = {
		{ "<&-", false }, { ">&-", false }, { "2>&-", true }, { "<&- >&-", false }, { "<&- >&- 2>&-", false },
		{ "</dev/null", false }, { ">/dev/null", false }, { "2>/dev/null", true }, { "</dev/full", false },
		{ ">/dev/full", false }, { "2>/dev/full", true }, { ">&- 2>/dev/full", false },
		{ "</dev/tty >/dev/tty", true }, { "</dev/tty >/dev/tty 2>&-", true },
	};

	for (size_t i = 0; i < sizeof(tried) / sizeof(*tried); i++)
		check(opens(*state, tried[i].options, tried[i].options) == tried[i].opens, "%s", tried[i].options);
}

static const char *const sizes[][3] = {
	{ "COLUMNS=0", "LINES=0" }, { "COLUMNS=-1", "LINES=-1" }, { "COLUMNS=", "LINES=" },
	{ "COLUMNS=many", "LINES=few" }, { "COLUMNS=999999999", "LINES=999999999" },
	{ "COLUMNS=99999999999999999999", "LINES=1" }, { "COLUMNS=1", "LINES=1" }, { "COLUMNS=500", "LINES=200" },
	{ "COLUMNS=0x50", "LINES=1e3" },
};

/* The screen is as large as the terminal. */
static void sizes_in_the_environment(void **state)
{
	struct stage *stage = *state;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		stage->env = sizes[i];
		check(opens(stage, sizes[i][0], ""), "%s %s", sizes[i][0], sizes[i][1]);
	}
}

/* Returns what is shown from the start to the first question; the caller frees it. */
static char *first_lines(struct stage *stage, const char *const *env)
{
	struct terminal *terminal;
	char *text;

	stage->env = env;
	terminal = stage_start(stage, 60, 100, "--plain");
	terminal_wait(terminal, "(h: help)");
	text = terminal_text(terminal);
	terminal_keys(terminal, "q<Enter>");
	assert_int_equal(terminal_exit_status(terminal), 0);
	terminal_assert_restored(terminal);
	return text;
}

/* Lines are as wide as the terminal where COLUMNS is no width. */
static void widths_of_lines(void **state)
{
	static const char *const nonsense[] = { "COLUMNS=0", "COLUMNS=-1", "COLUMNS=", "COLUMNS=many", "COLUMNS=999999999" };
	char *usual = first_lines(*state, NULL);

	for (size_t i = 0; i < sizeof(nonsense) / sizeof(*nonsense); i++) {
		const char *const env[] = { nonsense[i], NULL };
		char *text = first_lines(*state, env);

		assert_string_equal(text, usual);
		free(text);
	}
	free(usual);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(descriptors),
#ifndef __SANITIZE_ADDRESS__
		stage_test(memory),
		stage_test(stack),
#endif
		stage_test(small_limits),
		stage_test(streams),
		stage_test(sizes_in_the_environment),
		stage_test(widths_of_lines),
	};

	return cmocka_run_group_tests_name("limits", tests, stage_open, stage_close);
}
