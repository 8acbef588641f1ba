/* The terminal of these tests, tried with programs that everyone knows. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/screen/check.h"
#include "tests/screen/terminal.h"
#include "tests/screen/terminal_state.h"

static struct terminal *shell(const char *script)
{
	const char *argv[] = { "sh", "-c", script, NULL };

	return terminal_start(argv, NULL, 24, 80);
}

static void shows_what_a_program_prints(void **state)
{
	struct terminal *terminal = shell("printf 'one\\n  two\\n'; read x; echo got $x; exit 3");
	int col = -1;

	(void)state;
	terminal_wait(terminal, "two");
	assert_string_equal(terminal_row(terminal, 0), "one");
	assert_int_equal(terminal_find(terminal, "two", &col), 1);
	assert_int_equal(col, 2);
	terminal_keys(terminal, "h%s<Enter>", "i");
	terminal_wait(terminal, "got hi");
	assert_int_equal(WEXITSTATUS(terminal_exit_status(terminal)), 3);
}

static void finds_columns_behind_wide_characters(void **state)
{
	struct terminal *terminal = shell("printf '\\344\\275\\240\\345\\245\\275 e\\314\\201x'");
	int col = -1;

	(void)state;
	terminal_wait(terminal, "x");
	assert_int_equal(terminal_find(terminal, "x", &col), 0);
	assert_int_equal(col, 6);
}

static void sends_keys_as_the_modes_want_them(void **state)
{
	struct terminal *terminal = shell("stty -icanon -echo; printf '\\033[?1hready'; "
					  "head -c 3 | od -An -c; printf '\\033[?1lagain'; head -c 3 | od -An -c");

	(void)state;
	terminal_wait(terminal, "ready");
	terminal_keys(terminal, "<Up>");
	terminal_wait(terminal, "033   O   A");
	terminal_wait(terminal, "again");
	terminal_keys(terminal, "<Up>");
	terminal_wait(terminal, "033   [   A");
}

static void knows_the_alternate_screen_and_the_modes(void **state)
{
	struct terminal *terminal = shell("printf 'before\\033[?1049h\\033[?25l\\033[?2004;1006hinside'; read x; "
					  "printf '\\033[?1049l\\033[?25h\\033[?2004;1006l'; stty -echo; read x");

	(void)state;
	terminal_wait(terminal, "inside");
	assert_true(terminal_mode_on(terminal, 1049));
	assert_true(terminal_mode_on(terminal, 1006));
	assert_false(terminal_mode_on(terminal, 25));
	assert_false(terminal_shows(terminal, "before"));
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "before");
	assert_true(terminal_mode_on(terminal, 25));
}

static void shows_a_drawing_when_all_of_it_is_there(void **state)
{
	struct terminal *terminal = shell("stty -echo; printf 'ready\\033[?2026hhalf'; read x; printf ' whole\\033[?20'; read x; "
					  "printf '26l\\033[?2026hlast'");

	(void)state;
	terminal_wait(terminal, "ready");
	terminal_keys(terminal, "<Enter>");
	terminal_settle(terminal, 50);
	assert_false(terminal_shows(terminal, "half"));
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "half");
	assert_true(terminal_shows(terminal, "half whole"));
	terminal_wait(terminal, "last");	/* with the program's end nothing more comes */
}

static void reads_the_clipboard_and_the_title(void **state)
{
	struct terminal *terminal = shell("printf '\\033]52;c;aGVsbG8=\\007\\033]2;named\\007done'");
	char *clipboard;

	(void)state;
	terminal_wait(terminal, "done");
	clipboard = terminal_clipboard(terminal);
	assert_string_equal(clipboard, "hello");
	assert_string_equal(terminal_title(terminal), "named");
	free(clipboard);
}

static void sees_colors(void **state)
{
	struct terminal *plain = shell("printf plain"), *red = shell("printf '\\033[31mred'");

	(void)state;
	terminal_wait(plain, "plain");
	terminal_wait(red, "red");
	assert_false(terminal_has_color(plain));
	assert_true(terminal_has_color(red));
}

static void tells_the_program_its_size(void **state)
{
	struct terminal *terminal = shell("trap 'stty size; exit' WINCH; stty size; read x; read x");

	(void)state;
	terminal_wait(terminal, "24 80");
	terminal_resize(terminal, 30, 100);
	terminal_wait(terminal, "30 100");
}

static void hangs_up(void **state)
{
	struct terminal *terminal = shell("echo up; read x");

	(void)state;
	terminal_wait(terminal, "up");
	terminal_hang_up(terminal);
	assert_int_equal(WTERMSIG(terminal_exit_status(terminal)), SIGHUP);
}

static int stop(void **state)
{
	(void)state;
	terminal_stop_all();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(shows_what_a_program_prints, stop),
		cmocka_unit_test_teardown(finds_columns_behind_wide_characters, stop),
		cmocka_unit_test_teardown(sends_keys_as_the_modes_want_them, stop),
		cmocka_unit_test_teardown(knows_the_alternate_screen_and_the_modes, stop),
		cmocka_unit_test_teardown(shows_a_drawing_when_all_of_it_is_there, stop),
		cmocka_unit_test_teardown(reads_the_clipboard_and_the_title, stop),
		cmocka_unit_test_teardown(sees_colors, stop),
		cmocka_unit_test_teardown(tells_the_program_its_size, stop),
		cmocka_unit_test_teardown(hangs_up, stop),
	};

	return cmocka_run_group_tests_name("terminal", tests, NULL, NULL);
}
