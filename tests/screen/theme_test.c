/* Themes on a terminal: the background that it has, is asked for, and gets. */
#include <stdlib.h>
#include <string.h>

#include "tests/screen/steps.h"
#include "tests/support/unit.h"

#define QUESTION "\033]11;?"

enum background { OWN, PAINTED_DARK, PAINTED_LIGHT };

static bool has_background(struct terminal *terminal, void *context)
{
	int color = terminal_background(terminal, 5, 40);
	enum background seen = color < 0 ? OWN : (color & 0xff) < 0x80 ? PAINTED_DARK : PAINTED_LIGHT;

	return seen == *(const enum background *)context;
}

static void wait_background(struct terminal *terminal, enum background background)
{
	assert_true(terminal_run(terminal, has_background, &background, TERMINAL_WAIT_MS));
}

static bool asked(struct terminal *terminal)
{
	size_t len;
	const char *bytes = terminal_bytes(terminal, &len);

	return memmem(bytes, len, QUESTION, strlen(QUESTION)) != NULL;
}

static void answer(struct terminal *terminal, const char *bytes)
{
	terminal_type(terminal, bytes, strlen(bytes));
}

/* The screen does not wait for the answer; where it comes, a background that suits stays as it is. */
static void the_terminals_background_stays(void **state)
{
	struct terminal *terminal = step_open_empty(*state, 30, 100);

	assert_true(asked(terminal));
	wait_background(terminal, PAINTED_DARK);
	answer(terminal, "\033]11;rgb:0000/0000/0000\033\\");
	wait_background(terminal, OWN);
	terminal_keys(terminal, "T");
	terminal_wait(terminal, "configuration: theme = auto.");
	terminal_keys(terminal, "jj");
	terminal_wait(terminal, "configuration: theme = light.");
	wait_background(terminal, PAINTED_LIGHT);
	terminal_keys(terminal, "<Esc>");
	wait_background(terminal, OWN);
}

/* An answer that is cut is no keystroke: q would have ended the program, n opened a menu. */
static void a_broken_answer_types_nothing(void **state)
{
	struct terminal *terminal = step_open_empty(*state, 30, 100);

	answer(terminal, "\033]11;qnT\033\\\033]11;rgb:ff");
	answer(terminal, "ff/ffff/ffff\a");
	wait_background(terminal, OWN);
	terminal_keys(terminal, "?");
	terminal_wait(terminal, "Everywhere");
	assert_false(terminal_ended(terminal));
}

static void the_console_is_not_asked(void **state)
{
	static const char *const env[] = { "TERM=linux", "ASAN_OPTIONS=detect_leaks=0", NULL };
	struct stage *stage = *state;
	struct terminal *terminal;

	stage->env = env;
	terminal = step_open_empty(stage, 30, 100);
	assert_false(asked(terminal));
	wait_background(terminal, OWN);
}

static void the_configuration_names_one(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	free(stage_run(stage, "wallet list"));
	stage_file(stage, "home/config", "theme = light\n");
	terminal = step_open_empty(stage, 30, 100);
	wait_background(terminal, PAINTED_LIGHT);
	answer(terminal, "\033]11;rgb:ffff/ffff/ffff\033\\");
	wait_background(terminal, OWN);
}

/* What Enter keeps is in the file, and holds in the next run; where it can't be written that is said. */
static void what_is_kept_is_kept_for_good(void **state)
{
	struct stage *stage = *state;
	struct terminal *terminal;

	free(stage_run(stage, "wallet list"));
	stage_file(stage, "home/config", "# mine\nmouse = no\n");
	terminal = step_open_empty(stage, 30, 100);
	terminal_keys(terminal, "Tjj<Enter>");
	terminal_wait(terminal, "theme = light is saved");
	wait_background(terminal, PAINTED_LIGHT);
	terminal_keys(terminal, "q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	terminal = step_open_empty(stage, 30, 100);
	wait_background(terminal, PAINTED_LIGHT);
	terminal_keys(terminal, ",");
	terminal_wait(terminal, "config, line 3");
	terminal_keys(terminal, "<Esc>q");
	assert_int_equal(terminal_exit_status(terminal), 0);
	terminal = stage_start(stage, 30, 100, "--readonly");
	terminal_wait(terminal, "No wallet yet");
	terminal_keys(terminal, "Tk<Enter>");
	terminal_wait(terminal, "theme is not saved:");
	wait_background(terminal, PAINTED_DARK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		stage_test(the_terminals_background_stays),
		stage_test(a_broken_answer_types_nothing),
		stage_test(the_console_is_not_asked),
		stage_test(the_configuration_names_one),
		stage_test(what_is_kept_is_kept_for_good),
	};

	return cmocka_run_group_tests_name("theme", tests, stage_open, stage_close);
}
