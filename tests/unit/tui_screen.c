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

#define ROWS 24
#define COLS 80
#define PATIENCE_MS 20000
#define MARK "\033[?2026"	/* with it a drawing begins or ends */
#define LAST "that is all"

static bool has_input_on(int fd, int wait_ms)
{
	return poll(&(struct pollfd){ .fd = fd, .events = POLLIN }, 1, wait_ms) == 1;
}

static bool has_input(int wait_ms)
{
	return has_input_on(STDIN_FILENO, wait_ms);
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

	assert_int_equal(openpty(&master, &slave, NULL, NULL, &(struct winsize){ .ws_row = ROWS, .ws_col = COLS }), 0);
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

static size_t take_output(int master, char *out, size_t size, int exit_code)
{
	ssize_t taken = has_input_on(master, PATIENCE_MS) ? read(master, out, size) : -1;

	if (taken <= 0)
		_exit(exit_code);
	return (size_t)taken;
}

/* Takes what comes to the terminal up to `end`, which must begin as said; with both empty, expects that nothing comes. */
static void expect_output(int master, int exit_code, const char *begin, const char *end)
{
	static char out[1 << 16];
	size_t len = 0;

	if (!*end && has_input_on(master, 0))
		_exit(exit_code);
	while (!ends_with(out, len, end))
		len += take_output(master, out + len, sizeof(out) - len, exit_code);
	if (len < strlen(begin) || memcmp(out, begin, strlen(begin)) != 0)
		_exit(exit_code);
}

static void blit(struct screen *screen, const struct canvas *canvas, unsigned how)
{
	if (!screen_blit(screen, canvas, how) || !screen_flush(screen))
		_exit(4);
}

static void say_last(int fd)
{
	if (write(fd, LAST, strlen(LAST)) < 0)
		_exit(3);
}

static struct canvas blank(void)
{
	struct canvas canvas;

	canvas_init(&canvas, ROWS, COLS, false);
	canvas.changed = (struct rect){ 0, 0, ROWS, COLS };
	return canvas;
}

static void draw_first(int master, struct screen *screen, const struct canvas *canvas)
{
	blit(screen, canvas, BLIT_WHOLE);
	expect_output(master, 5, "", "\033[J\033[m");
}

static void draw_several(int master, struct screen *screen)
{
	struct canvas canvas = blank();

	draw_first(master, screen, &canvas);
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

/* A drawing that cannot be shown is not left open, nor is one that a stop comes before. */
static void break_off(int master, struct screen *screen)
{
	struct canvas canvas = blank(), small;

	draw_first(master, screen, &canvas);
	canvas_init(&small, ROWS / 2, COLS, false);
	screen_begin(screen);
	expect_output(master, 6, DRAWING_BEGINS, DRAWING_BEGINS);
	if (screen_blit(screen, &small, BLIT_AWAITED) || !screen_flush(screen))
		_exit(7);
	expect_output(master, 8, DRAWING_ENDS, DRAWING_ENDS);
	screen_begin(screen);
	expect_output(master, 9, DRAWING_BEGINS, DRAWING_BEGINS);
	screen_suspend(screen);
	say_last(STDOUT_FILENO);
	expect_output(master, 10, DRAWING_ENDS, LAST);
	screen_begin(screen);
	if (screen_blit(screen, &canvas, BLIT_AWAITED))
		_exit(11);
	say_last(STDOUT_FILENO);
	expect_output(master, 12, LAST, LAST);
	_exit(0);
}

static void what_has_begun_ends(void **state)
{
	(void)state;
	assert_int_equal(on_a_terminal(break_off), 0);
}

/* Takes all that waits, and says whether each drawing began after the last one had ended. */
static bool comes_in_order(int master, struct screen *screen)
{
	static char out[1 << 20];
	size_t len = 0;
	bool open = false;

	say_last(screen_output_fd(screen));
	while (!ends_with(out, len, LAST)) {
		(void)screen_flush(screen);
		len += take_output(master, out + len, sizeof(out) - 1 - len, 6);
	}
	for (const char *at = out; (at = strstr(at, MARK)) != NULL; at++) {
		if (open == (strncmp(at, DRAWING_BEGINS, strlen(DRAWING_BEGINS)) == 0))
			return false;
		open = !open;
	}
	return !open;
}

/* Draws until the terminal, of which nobody reads, takes no more. */
static void draw_to_no_one(int master, struct screen *screen)
{
	struct canvas canvas = blank();

	do
		(void)screen_blit(screen, &canvas, BLIT_WHOLE);
	while (screen_flush(screen));
	screen_begin(screen);
	if (screen_blit(screen, &canvas, BLIT_AWAITED))
		_exit(5);
	_exit(comes_in_order(master, screen) ? 0 : 7);
}

static void nothing_goes_into_what_waits(void **state)
{
	(void)state;
	assert_int_equal(on_a_terminal(draw_to_no_one), 0);
}

/* Draws, and reads nothing of it, until the terminal is full: what comes then is dropped, as the cursor here. */
static void leave_in_a_drawing(int master, struct screen *screen)
{
	static char out[1 << 20];
	static const char end[] = "\033[?1l\033>", look[] = "\030" DRAWING_ENDS "\033(B\033[m\033[39;49m\033[?12l\033[?25h";
	struct canvas canvas;
	size_t len = 0;

	canvas_init(&canvas, ROWS, COLS, false);
	canvas.changed = (struct rect){ 0, 0, ROWS, COLS };
	for (int row = 0; row < ROWS; row++)
		for (int col = 0; col < COLS; col++)
			canvas_text(&canvas, row, col, (row + col) % 2 ? STYLE_BAD : STYLE_SELECTED, "x");
	while (screen_blit(screen, &canvas, BLIT_WHOLE) && screen_flush(screen))
		;
	canvas.cursor_row = canvas.cursor_col = 1;
	screen_blit(screen, &canvas, 0);
	screen_close(screen);
	while (len < sizeof(end) || !ends_with(out, len, end)) {
		ssize_t more = read(master, out + len, sizeof(out) - len);

		if (more <= 0)
			_exit(5);
		len += (size_t)more;
	}
	canvas_free(&canvas);
	if (!memmem(out, len, look, strlen(look)))
		_exit(6);
}

/* A shell that comes back on such a terminal has neither the drawing's colours nor a hidden cursor. */
static void what_was_dropped_leaves_no_look(void **state)
{
	(void)state;
	assert_int_equal(on_a_terminal(leave_in_a_drawing), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_left_for_the_shell),
		cmocka_unit_test(an_answer_begins_at_once),
		cmocka_unit_test(what_was_dropped_leaves_no_look),
		cmocka_unit_test(what_has_begun_ends),
		cmocka_unit_test(nothing_goes_into_what_waits),
	};

	return cmocka_run_group_tests_name("tui_screen", tests, NULL, NULL);
}
