/* The terminal that is given back: what was typed meanwhile. */
#include "tui/screen.h"

#include <poll.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include "tests/support/unit.h"

static bool has_input(int wait_ms)
{
	return poll(&(struct pollfd){ .fd = STDIN_FILENO, .events = POLLIN }, 1, wait_ms) == 1;
}

/* In a process of its own on a terminal of its own.  Exits with 0 if nothing of what was typed is left. */
static void suspend_with_typed(int master, int slave, const char *typed)
{
	struct screen *screen;
	struct err err;

	setenv("TERM", "xterm", 1);
	if (login_tty(slave) || !screen_open(&screen, &(struct tui_options){ 0 }, &err))
		_exit(2);
	if (write(master, typed, strlen(typed)) < 0 || !has_input(-1))
		_exit(3);
	screen_suspend(screen);
	_exit(has_input(0));
}

/* The second Ctrl-Z of somebody who holds it down is read by no one; it must not begin the shell's next line. */
static void nothing_is_left_for_the_shell(void **state)
{
	int master, slave, status;
	pid_t pid;

	(void)state;
	assert_int_equal(openpty(&master, &slave, NULL, NULL, &(struct winsize){ .ws_row = 24, .ws_col = 80 }), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid)
		suspend_with_typed(master, slave, "\032");
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(master);
	close(slave);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_left_for_the_shell),
	};

	return cmocka_run_group_tests_name("tui_screen", tests, NULL, NULL);
}
