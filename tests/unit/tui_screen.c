/* What the terminal gets, and how it is given back. */
#include "tui/screen.h"

#include <poll.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include "tests/support/unit.h"
#include "tui/restore.h"

#define PATIENCE_MS 20000

static bool has_input(int wait_ms)
{
	return poll(&(struct pollfd){ .fd = STDIN_FILENO, .events = POLLIN }, 1, wait_ms) == 1;
}

static struct screen *open_on(int slave)
{
	struct screen *screen;
	struct err err;

	setenv("TERM", "xterm", 1);
	if (login_tty(slave) || !screen_open(&screen, &(struct tui_options){ 0 }, &err))
		_exit(2);
	return screen;
}

/* Runs `act` in a process of its own on a terminal of its own, and returns what it exits with. */
static int on_a_terminal(void (*act)(int master, struct screen *screen))
{
	int master, slave, status;
	pid_t pid;

	assert_int_equal(openpty(&master, &slave, NULL, NULL, &(struct winsize){ .ws_row = 24, .ws_col = 80 }), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		act(master, open_on(slave));
		_exit(0);
	}
	close(slave);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(master);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void suspend_with_typed(int master, struct screen *screen)
{
	if (write(master, "\032", 1) < 0 || !has_input(-1))
		_exit(3);
	screen_suspend(screen);
	_exit(has_input(0));
}

/* The second Ctrl-Z of somebody who holds it down is read by no one; it must not begin the shell's next line. */
static void nothing_is_left_for_the_shell(void **state)
{
	(void)state;
	assert_int_equal(on_a_terminal(suspend_with_typed), 0);
}

static bool ends_with(const char *out, size_t len, const char *end)
{
	return len >= strlen(end) && memcmp(out + len - strlen(end), end, strlen(end)) == 0;
}

/* Takes what comes to the terminal up to `end`, which must begin as said; with both empty, expects that nothing comes. */
static void expect_output(int master, int exit_code, const char *begin, const char *end)
{
	static char out[1 << 16];
	struct pollfd fd = { .fd = master, .events = POLLIN };
	size_t len = 0;

	if (!*end && poll(&fd, 1, 0) > 0)
		_exit(exit_code);
	while (!ends_with(out, len, end)) {
		ssize_t more = poll(&fd, 1, PATIENCE_MS) == 1 ? read(master, out + len, sizeof(out) - len) : -1;

		if (more <= 0)
			_exit(exit_code);
		len += (size_t)more;
	}
	if (len < strlen(begin) || memcmp(out, begin, strlen(begin)) != 0)
		_exit(exit_code);
}

static void blit(struct screen *screen, const struct canvas *canvas, unsigned how)
{
	if (!screen_blit(screen, canvas, how) || !screen_flush(screen))
		_exit(4);
}

static void draw_several(int master, struct screen *screen)
{
	struct canvas canvas;

	canvas_init(&canvas, 24, 80, false);
	canvas.drawn = (struct rect){ 0, 0, 24, 80 };
	blit(screen, &canvas, BLIT_WHOLE);
	expect_output(master, 5, "", "\033[J\033[m");
	screen_begin(screen);
	expect_output(master, 6, DRAWING_BEGINS, DRAWING_BEGINS);
	canvas_text(&canvas, 3, 3, STYLE_TEXT, "moved");
	blit(screen, &canvas, BLIT_AWAITED);
	expect_output(master, 7, "\033[4;4H", "moved\033[m" DRAWING_ENDS);
	canvas_text(&canvas, 5, 3, STYLE_TEXT, "typed");
	blit(screen, &canvas, BLIT_AWAITED);
	expect_output(master, 8, DRAWING_BEGINS, "typed\033[m" DRAWING_ENDS);
	canvas_text(&canvas, 7, 3, STYLE_TEXT, "short");
	blit(screen, &canvas, 0);
	expect_output(master, 9, "\033[8;4H", "short\033[m");
	screen_begin(screen);
	blit(screen, &canvas, BLIT_AWAITED);
	expect_output(master, 10, DRAWING_BEGINS DRAWING_ENDS, DRAWING_BEGINS DRAWING_ENDS);
	blit(screen, &canvas, BLIT_AWAITED);
	expect_output(master, 11, "", "");
	canvas_free(&canvas);
	screen_close(screen);
}

/* The terminal wakes while the answer to a keystroke is composed, and no drawing is left open. */
static void an_answer_begins_at_once(void **state)
{
	(void)state;
	assert_int_equal(on_a_terminal(draw_several), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_left_for_the_shell),
		cmocka_unit_test(an_answer_begins_at_once),
	};

	return cmocka_run_group_tests_name("tui_screen", tests, NULL, NULL);
}
