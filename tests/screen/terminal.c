#include "tests/screen/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include "tests/screen/check.h"
#include "tests/screen/terminal_private.h"

static struct terminal *all;

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Passes on what libvterm answers, and the sequences that it makes for keystrokes. */
static void to_program(const char *bytes, size_t len, void *context)
{
	struct terminal *terminal = context;

	while (len > 0) {
		ssize_t done = write(terminal->master, bytes, len);

		if (done < 0 && errno != EAGAIN && errno != EINTR)
			return;
		if (done < 0) {
			poll(&(struct pollfd){ .fd = terminal->master, .events = POLLOUT }, 1, 100);
			continue;
		}
		bytes += done;
		len -= (size_t)done;
	}
}

/* Since 0.2, libvterm hands a title over in pieces. */
#if VTERM_VERSION_MAJOR == 0 && VTERM_VERSION_MINOR < 2
static void take_title(struct terminal *terminal, const VTermValue *value)
{
	snprintf(terminal->title, sizeof(terminal->title), "%s", value->string);
}
#else
static void take_title(struct terminal *terminal, const VTermValue *value)
{
	size_t old = value->string.initial ? 0 : strlen(terminal->title);

	snprintf(terminal->title + old, sizeof(terminal->title) - old, "%.*s", (int)value->string.len,
		 value->string.str);
}
#endif

static int take_property(VTermProp property, VTermValue *value, void *context)
{
	if (property == VTERM_PROP_TITLE)
		take_title(context, value);
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = take_property };

/* libvterm 0.1.4 writes beyond its row if a character of two cells comes in a terminal of one
 * column, and so into whatever lies there in the test's memory.  Its own screen therefore stays
 * wider, whatever the program is told. */
static int bearable(int cols)
{
	return cols < 2 ? 2 : cols;
}

static void open_screen(struct terminal *terminal, int rows, int cols)
{
	terminal->vterm = vterm_new(rows, bearable(cols));
	terminal->screen = vterm_obtain_screen(terminal->vterm);
	vterm_set_utf8(terminal->vterm, 1);
	vterm_output_set_callback(terminal->vterm, to_program, terminal);
	vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
	vterm_screen_enable_altscreen(terminal->screen, 1);
	vterm_screen_reset(terminal->screen, 1);
}

static void run_program(const char *const *argv, const char *const *env)
{
	/* A shell's background job, as the tests may be, ignores some of what a terminal sends. */
	static const int heard[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE };
	const char *kept[] = { "PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TMPDIR" };
	const char *values[5];

	for (size_t i = 0; i < 5; i++)
		values[i] = getenv(kept[i]) ? strdup(getenv(kept[i])) : NULL;
	for (size_t i = 0; i < sizeof(heard) / sizeof(heard[0]); i++)
		signal(heard[i], SIG_DFL);
	clearenv();
	for (size_t i = 0; i < 5; i++)
		if (values[i])
			setenv(kept[i], values[i], 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LANG", "C.UTF-8", 1);
	for (; env && *env; env++)
		putenv(strdup(*env));
	execvp(argv[0], (char *const *)(uintptr_t)argv);
	fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

struct terminal *terminal_start(const char *const *argv, const char *const *env, int rows, int cols)
{
	struct terminal *terminal = calloc(1, sizeof(*terminal));
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	check(terminal && openpty(&terminal->master, &terminal->slave, NULL, NULL, &size) == 0, "no pseudo-terminal");
	fcntl(terminal->master, F_SETFD, FD_CLOEXEC);
	fcntl(terminal->slave, F_SETFD, FD_CLOEXEC);
	fcntl(terminal->master, F_SETFL, O_NONBLOCK);
	terminal->found = terminal_modes(terminal);
	open_screen(terminal, rows, cols);
	fflush(NULL);
	terminal->pid = fork();
	check(terminal->pid >= 0, "no process");
	if (terminal->pid == 0) {
		login_tty(terminal->slave);
		run_program(argv, env);
	}
	terminal->pidfd = pidfd_open(terminal->pid, 0);
	check(terminal->pidfd >= 0, "no pidfd");
	terminal->next = all;
	all = terminal;
	return terminal;
}

static void unlink_terminal(struct terminal *terminal)
{
	struct terminal **at = &all;

	while (*at && *at != terminal)
		at = &(*at)->next;
	if (*at)
		*at = terminal->next;
}

void terminal_stop(struct terminal *terminal)
{
	if (!terminal)
		return;
	unlink_terminal(terminal);
	if (!terminal->reaped) {
		kill(terminal->pid, SIGKILL);
		waitpid(terminal->pid, NULL, 0);
	}
	if (terminal->master >= 0)
		close(terminal->master);
	if (terminal->slave >= 0)
		close(terminal->slave);
	close(terminal->pidfd);
	vterm_free(terminal->vterm);
	free(terminal->bytes);
	free(terminal);
}

void terminal_stop_all(void)
{
	while (all)
		terminal_stop(all);
}

static void keep_bytes(struct terminal *terminal, const char *bytes, size_t len)
{
	if (terminal->len + len > terminal->room) {
		terminal->room = (terminal->len + len) * 2;
		terminal->bytes = realloc(terminal->bytes, terminal->room);
		check(terminal->bytes, "out of memory");
	}
	memcpy(terminal->bytes + terminal->len, bytes, len);
	terminal->len += len;
}

#define DRAWING_BEGINS "\033[?2026h"
#define DRAWING_ENDS "\033[?2026l"

/* Returns where the next mark begins, from `at` on, whole or cut off by the end; `len` if there is none. */
static size_t find_mark(const struct terminal *terminal, size_t at, const char *mark)
{
	while (at < terminal->len) {
		const char *escape = memchr(terminal->bytes + at, *mark, terminal->len - at);
		size_t left, size = strlen(mark);

		if (!escape)
			break;
		at = (size_t)(escape - terminal->bytes);
		left = terminal->len - at;
		if (memcmp(escape, mark, left < size ? left : size) == 0)
			return at;
		at++;
	}
	return terminal->len;
}

/* Returns the end of the next piece of output that can be shown, which has one drawing at most.  A
 * drawing waits until all of it is there, as in a terminal that knows mode 2026. */
static size_t end_of_piece(const struct terminal *terminal)
{
	size_t begins = find_mark(terminal, terminal->drawn, DRAWING_BEGINS);
	size_t ends = find_mark(terminal, begins, DRAWING_ENDS) + strlen(DRAWING_ENDS);

	if (ends <= terminal->len)
		return ends;
	return terminal->reaped ? terminal->len : begins;
}

static bool draw_piece(struct terminal *terminal)
{
	size_t end = end_of_piece(terminal);

	if (end == terminal->drawn)
		return false;
	vterm_input_write(terminal->vterm, terminal->bytes + terminal->drawn, end - terminal->drawn);
	vterm_screen_flush_damage(terminal->screen);
	terminal->drawn = end;
	return true;
}

static void take_output(struct terminal *terminal)
{
	char bytes[65536];
	ssize_t len;

	if (terminal->master < 0)
		return;
	while ((len = read(terminal->master, bytes, sizeof(bytes))) > 0)
		keep_bytes(terminal, bytes, (size_t)len);
}

static void draw_all(struct terminal *terminal)
{
	take_output(terminal);
	while (draw_piece(terminal))
		;
}

static void reap(struct terminal *terminal)
{
	if (!terminal->reaped && waitpid(terminal->pid, &terminal->status, WNOHANG) == terminal->pid)
		terminal->reaped = true;
}

bool terminal_run(struct terminal *terminal, bool (*until)(struct terminal *, void *), void *context, int timeout_ms)
{
	int64_t deadline = now_ms() + timeout_ms;

	for (;;) {
		int64_t left = deadline - now_ms();
		struct pollfd fds[2] = { { .fd = terminal->master, .events = POLLIN },
					 { .fd = terminal->reaped ? -1 : terminal->pidfd, .events = POLLIN } };

		reap(terminal);
		take_output(terminal);
		do {
			if (until && until(terminal, context))
				return true;
		} while (draw_piece(terminal));
		if (left <= 0 || (terminal->reaped && until))
			return false;
		poll(fds, 2, (int)left);
	}
}

void terminal_settle(struct terminal *terminal, int quiet_ms)
{
	struct pollfd output = { .fd = terminal->master, .events = POLLIN };

	do {
		draw_all(terminal);
	} while (poll(&output, 1, quiet_ms) > 0 && !(output.revents & POLLHUP));
	reap(terminal);
}

static bool untaken(const struct terminal *terminal)
{
	int bytes = 0;

	return terminal->slave >= 0 && !terminal->reaped && ioctl(terminal->slave, FIONREAD, &bytes) == 0 && bytes > 0;
}

void terminal_drain(struct terminal *terminal, int timeout_ms)
{
	int64_t deadline = now_ms() + timeout_ms;

	do {
		terminal_settle(terminal, 1);
	} while (untaken(terminal) && now_ms() < deadline);
}

bool terminal_full(const struct terminal *terminal)
{
	return poll(&(struct pollfd){ .fd = terminal->slave, .events = POLLOUT }, 1, 0) == 0;
}

static bool shows(struct terminal *terminal, void *text)
{
	return terminal_shows(terminal, text);
}

static bool hides(struct terminal *terminal, void *text)
{
	return !terminal_shows(terminal, text);
}

static bool ended(struct terminal *terminal, void *context)
{
	(void)context;
	return terminal->reaped;
}

static void give_up(struct terminal *terminal, const char *what, const char *text, const char *file, int line)
{
	fprintf(stderr, "%s:%d: %s \"%s\"\n", file, line, what, text);
	if (terminal->reaped)
		fprintf(stderr, "the program has ended: status 0x%x\n", (unsigned)terminal->status);
	terminal_dump(terminal);
	check_fail(file, line);
}

void terminal_wait_at(struct terminal *terminal, const char *text, int timeout_ms, const char *file, int line)
{
	if (!terminal_run(terminal, shows, (void *)(uintptr_t)text, timeout_ms))
		give_up(terminal, "not seen:", text, file, line);
}

void terminal_wait_gone_at(struct terminal *terminal, const char *text, int timeout_ms, const char *file, int line)
{
	if (!terminal_run(terminal, hides, (void *)(uintptr_t)text, timeout_ms))
		give_up(terminal, "still there:", text, file, line);
}

int terminal_exit_status_at(struct terminal *terminal, int timeout_ms, const char *file, int line)
{
	if (!terminal_run(terminal, ended, NULL, timeout_ms))
		give_up(terminal, "it has not ended", "", file, line);
	draw_all(terminal);
	return terminal->status;
}

/* As in xterm, a new size ends a scroll region and leaves the cursor where it is. libvterm would
 * keep a region outside of the new size, and the next line feed would write there. */
static void end_scroll_region(struct terminal *terminal)
{
	char bytes[32];
	VTermPos at;
	int len;

	vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &at);
	len = snprintf(bytes, sizeof(bytes), "\033[r\033[%d;%dH", at.row + 1, at.col + 1);
	vterm_input_write(terminal->vterm, bytes, (size_t)len);
}

void terminal_resize(struct terminal *terminal, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	draw_all(terminal);
	end_scroll_region(terminal);
	vterm_set_size(terminal->vterm, rows, bearable(cols));
	ioctl(terminal->master, TIOCSWINSZ, &size);
}

int terminal_rows(const struct terminal *terminal)
{
	int rows, cols;

	vterm_get_size(terminal->vterm, &rows, &cols);
	return rows;
}

int terminal_cols(const struct terminal *terminal)
{
	int rows, cols;

	vterm_get_size(terminal->vterm, &rows, &cols);
	return cols;
}

pid_t terminal_pid(const struct terminal *terminal)
{
	return terminal->pid;
}

bool terminal_ended(const struct terminal *terminal)
{
	return terminal->reaped;
}

void terminal_hang_up(struct terminal *terminal)
{
	close(terminal->slave);
	close(terminal->master);
	terminal->master = terminal->slave = -1;
}

struct termios terminal_modes(const struct terminal *terminal)
{
	struct termios modes = { 0 };

	check(tcgetattr(terminal->slave, &modes) == 0, "tcgetattr");
	return modes;
}

const char *terminal_bytes(const struct terminal *terminal, size_t *len)
{
	*len = terminal->len;
	return terminal->bytes;
}

const char *terminal_title(const struct terminal *terminal)
{
	return terminal->title;
}
