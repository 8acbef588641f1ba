#include "tui/screen.h"

#include <errno.h>
#include <langinfo.h>
#include <ncurses.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "tui/direct.h"
#include "tui/glyph.h"
#include "tui/link.h"
#include "tui/palette.h"
#include "tui/restore.h"
#include "tui/writer.h"
#include "wallet/base/mem.h"
#include "wallet/base/secret.h"

#define ESC_DELAY_MS 25
#define SILENCE_MS 500		/* no part of a sequence comes later than this */
#define SKIP_MS 50		/* nor does the rest of what is poured in */
#define TOGETHER_MS 20
#define ANSWER_MS 1000		/* a terminal that says its background does so by then */
#define LATE_MS 100
#define READS_MOST 256		/* a megabyte at once, so that endless input delays neither signals nor drawing */

struct screen {
	SCREEN *terminal;
	struct writer writer;
	struct decoder decoder;
	int64_t input_ms;	/* when bytes came last */
	int reads_left;		/* reads left before something else has its turn */
	bool gives_up;		/* Esc came by itself after a silence */
	bool skipped;		/* the last input was too much to be typed, and was dropped */
	struct canvas shown;	/* what the last blit left on the screen */
	struct palette palette;
	enum theme theme;
	struct ground ground;	/* the terminal's own background, as far as it is known */
	int64_t asked_ms;	/* when it was asked for */
	bool ascii, mouse, suspended, stale;
	bool console;		/* a Linux console, whose font has double lines in place of heavy ones */
	bool links;		/* the terminal takes links … */
	struct buf link;	/* … and this one is on it */
	int cursor;		/* as last passed to curs_set */
};

static const struct { const char *capability; int input; } capabilities[] = {
	{ "kcuu1", INPUT_UP }, { "kcud1", INPUT_DOWN }, { "kcub1", INPUT_LEFT }, { "kcuf1", INPUT_RIGHT },
	{ "khome", INPUT_HOME }, { "kend", INPUT_END }, { "kpp", INPUT_PAGE_UP }, { "knp", INPUT_PAGE_DOWN }, { "kcbt", INPUT_BACKTAB },
	{ "kdch1", INPUT_DELETE },
	{ "kent", INPUT_ENTER }, { "kbs", INPUT_BACKSPACE },
	{ "kf1", INPUT_F1 }, { "kf2", INPUT_F2 }, { "kf3", INPUT_F3 }, { "kf4", INPUT_F4 }, { "kf5", INPUT_F5 }, { "kf6", INPUT_F6 },
	{ "kf7", INPUT_F7 }, { "kf8", INPUT_F8 }, { "kf9", INPUT_F9 }, { "kf10", INPUT_F10 }, { "kf11", INPUT_F11 },
	{ "kf12", INPUT_F12 },
};

static void learn_keys(struct decoder *decoder)
{
	decoder_init(decoder);
	for (size_t i = 0; i < ARRAY_LENGTH(capabilities); i++) {
		const char *sequence = tigetstr(capabilities[i].capability);

		if (sequence && sequence != (const char *)-1)
			decoder_teach(decoder, sequence, capabilities[i].input);
	}
}

static bool has_capability(const char *name)
{
	const char *sequence = tigetstr(name);

	return sequence && sequence != (const char *)-1;
}

/* ncurses would ask for the encoding of its terminfo, which as a rule ends at column 223. */
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/* Pastes and the mouse come with marks of their own. */
static void ask_for_marks(struct screen *screen)
{
	writer_say(&screen->writer, PASTE_BRACKETS_ON);
	if (screen->mouse)
		writer_say(&screen->writer, MOUSE_ON);
}

static void leave_terminal(struct screen *screen)
{
	writer_direct(&screen->writer);
	if (screen->mouse)
		writer_say(&screen->writer, MOUSE_OFF);
	writer_say(&screen->writer, PASTE_BRACKETS_OFF);
	endwin();
}

static void set_mouse(struct screen *screen, bool on)
{
	bool can = on && has_capability("kmous");

	if (can != screen->mouse)
		writer_say(&screen->writer, can ? MOUSE_ON : MOUSE_OFF);
	screen->mouse = can;
}

/*
 * Ctrl-C, Ctrl-\ and Ctrl-Z come in as input, because in a paste nobody means them.  As the
 * terminal's signal, Ctrl-Z would also stop the program's parent first, and a shell would take the
 * terminal back before it is restored.
 */
static void set_input(struct screen *screen, const struct tui_options *options)
{
	raw();
	noecho();
	nonl();
	typeahead(-1);
	learn_keys(&screen->decoder);
	keypad(stdscr, TRUE);
	screen->mouse = options->mouse && has_capability("kmous");
	ask_for_marks(screen);
}

/* With `why` NULL for a lack of memory. */
static bool give_up(struct screen *screen, struct err *err, const char *why)
{
	if (screen->terminal) {
		endwin();
		delscreen(screen->terminal);
	}
	writer_close(&screen->writer);
	restore_forget();
	free(screen);
	return why ? err_set(err, ERR_TERMINAL, "%s", why)
		   : err_set(err, ERR_OUT_OF_MEMORY, "There is not enough memory for the screen");
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool readable(int wait_ms)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&fd, 1, wait_ms) > 0 && (fd.revents & POLLIN);
}

static void repaint(struct screen *screen)
{
	palette_set(&screen->palette, screen->theme, screen->ground);
	screen->stale = true;
}

static void ask_ground(struct screen *screen)
{
	if (!ground_can_be_asked(getenv("TERM")))
		return;
	decoder_await_ground(&screen->decoder);
	screen->asked_ms = now_ms();
	writer_say(&screen->writer, GROUND_QUESTION);
}

static SCREEN *new_terminal(FILE *out, const struct tui_options *options)
{
	char name[64];
	bool direct = !options->no_color && direct_name(name, sizeof(name), getenv("TERM"), getenv("COLORTERM"));

	errno = 0;
	return newterm(direct ? name : NULL, out, stdin);
}

bool screen_open(struct screen **out, const struct tui_options *options, struct err *err)
{
	struct screen *screen;
	int rows, cols;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_TERMINAL, "The screen needs a terminal");
	screen = mem_new(1, sizeof(*screen));
	restore_save();
	if (!writer_open(&screen->writer))
		return give_up(screen, err, "The terminal cannot be opened");
	screen->terminal = new_terminal(screen->writer.file, options);
	if (!screen->terminal)
		return give_up(screen, err, errno == ENOMEM ? NULL : "The terminal type in TERM is not known here: "
								     "'rialto --plain' asks in lines instead");
	if (!has_capability("cup"))	/* a "dumb" terminal cannot place text, it only writes on */
		return give_up(screen, err, "A terminal of the type in TERM cannot draw a screen: 'rialto --plain' asks in "
					    "lines instead");
	restore_learn();
	set_input(screen, options);
	palette_open(&screen->palette, options->no_color);
	screen->theme = options->theme;
	screen->ground = ground_of_environment(getenv("TERM"), getenv("COLORFGBG"));
	repaint(screen);
	ask_ground(screen);
	writer_gather(&screen->writer);
	screen->ascii = options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	screen->stale = true;	/* a theme may paint blanks, too */
	screen->cursor = -1;
	screen->console = getenv("TERM") && strcmp(getenv("TERM"), "linux") == 0;
	screen->links = link_is_taken(getenv("TERM"), getenv("TMUX"));
	buf_init(&screen->link, 0);
	screen_size(&rows, &cols);
	canvas_init(&screen->shown, rows, cols, screen->ascii);
	*out = screen;
	return true;
}

/* An answer that comes after the end would be typed into the shell. */
static void take_late_answer(struct screen *screen)
{
	struct event ignored;

	while (screen->decoder.answer.awaited && now_ms() - screen->asked_ms < ANSWER_MS && readable(LATE_MS)) {
		screen_begin(screen);
		if (!screen_read(screen, &ignored) && screen_hung_up())
			return;
	}
}

/* endwin leaves the screen's text in ncurses' memory, so blanks are drawn over it first. */
void screen_close(struct screen *screen)
{
	if (!screen)
		return;
	take_late_answer(screen);
	erase();
	wnoutrefresh(stdscr);
	doupdate();
	leave_terminal(screen);
	buf_free(&screen->link);
	decoder_free(&screen->decoder);
	delscreen(screen->terminal);
	writer_close(&screen->writer);
	restore_forget();
	canvas_free(&screen->shown);
	free(screen);
}

void screen_set_ground(struct screen *screen, uint32_t color)
{
	screen->ground = (struct ground){ true, color };
	repaint(screen);
}

void screen_set_theme(struct screen *screen, enum theme theme)
{
	if (theme == screen->theme)
		return;
	screen->theme = theme;
	repaint(screen);
}

bool screen_colorless(const struct screen *screen)
{
	return screen->palette.depth == DEPTH_NONE;
}

void screen_configure(struct screen *screen, const struct tui_options *options)
{
	set_mouse(screen, options->mouse);
	palette_open(&screen->palette, options->no_color);
	repaint(screen);
	screen->ascii = options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	screen->shown.ascii = screen->ascii;
}

bool screen_ascii(const struct screen *screen)
{
	return screen->ascii;
}

void screen_size(int *rows, int *cols)
{
	getmaxyx(stdscr, *rows, *cols);
}

/* ncurses gives rows back without wiping them, so they are blanked first. */
void screen_resize(struct screen *screen)
{
	struct winsize size;
	int rows, cols;

	werase(stdscr);
	werase(newscr);
	werase(curscr);
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
	screen_size(&rows, &cols);
	canvas_free(&screen->shown);
	canvas_init(&screen->shown, rows, cols, screen->ascii);
	screen->stale = true;
	clearok(curscr, TRUE);
}

static void put(const struct screen *screen, int row, int col, const struct cell *cell)
{
	wchar_t text[CELL_CHARS + 1] = { 0 };
	cchar_t wide;

	for (size_t i = 0; i < CELL_CHARS; i++)
		text[i] = screen->console ? (wchar_t)glyph_double((uint32_t)cell->chars[i]) : cell->chars[i];
	if (setcchar(&wide, text, screen->palette.attributes[cell->style],
		     screen->palette.pairs[cell->style], NULL) == OK)
		mvadd_wch(row, col, &wide);
	secret_wipe(text, sizeof(text));
	secret_wipe(&wide, sizeof(wide));
}

static bool put_changes(struct screen *screen, const struct canvas *canvas)
{
	size_t count = (size_t)canvas->rows * (size_t)canvas->cols;
	bool changed = false;

	for (size_t i = 0; i < count; i++) {
		const struct cell *now = &canvas->cells[i];

		if (!screen->stale && cell_equal(now, &screen->shown.cells[i]))
			continue;
		changed = true;
		if (now->chars[0])
			put(screen, (int)(i / (size_t)canvas->cols), (int)(i % (size_t)canvas->cols), now);
		screen->shown.cells[i] = *now;
	}
	screen->stale = false;
	return changed;
}

/* The cursor is shown only where a person types; elsewhere it rests, hidden, on what is selected. */
static bool place_cursor(struct screen *screen, const struct canvas *canvas)
{
	bool shown = canvas->cursor_row >= 0 && !canvas->cursor_rests;
	bool moved = canvas->cursor_row != screen->shown.cursor_row || canvas->cursor_col != screen->shown.cursor_col ||
		     screen->cursor != (int)shown;

	if (screen->cursor != (int)shown)
		curs_set(shown);
	screen->cursor = shown;
	screen->shown.cursor_row = canvas->cursor_row;
	screen->shown.cursor_col = canvas->cursor_col;
	leaveok(stdscr, canvas->cursor_row < 0);
	if (canvas->cursor_row >= 0)
		move(canvas->cursor_row, canvas->cursor_col);
	return moved;
}

/* Where another link was, the rows are written anew, so that no cell keeps it. */
static void take_link(struct screen *screen, const struct canvas *canvas)
{
	struct buf now, look;

	buf_init(&now, 0);
	buf_init(&look, 0);
	palette_write(&look, &screen->palette, STYLE_LINK);
	if (screen->links)
		link_write(&now, canvas, buf_string(&look));
	if (screen->link.len && strcmp(buf_string(&screen->link), buf_string(&now)) != 0)
		redrawwin(stdscr);
	buf_free(&look);
	buf_free(&screen->link);
	screen->link = now;
}

bool screen_blit(struct screen *screen, const struct canvas *canvas, bool whole)
{
	bool changed;

	if (screen->suspended || canvas->rows != screen->shown.rows || canvas->cols != screen->shown.cols)
		return false;
	changed = put_changes(screen, canvas);
	changed |= place_cursor(screen, canvas);
	if (!changed && !whole)
		return true;
	if (whole)
		clearok(curscr, TRUE);
	take_link(screen, canvas);
	wnoutrefresh(stdscr);
	writer_say(&screen->writer, DRAWING_BEGINS);
	doupdate();
	writer_say(&screen->writer, buf_string(&screen->link));
	writer_say(&screen->writer, DRAWING_ENDS);
	return true;
}

bool screen_flush(struct screen *screen)
{
	return writer_flush(&screen->writer);
}

int screen_output_fd(const struct screen *screen)
{
	return writer_fd(&screen->writer);
}

int screen_terminal_fd(const struct screen *screen)
{
	return screen->writer.waits ? screen->writer.terminal : -1;
}

void screen_suspend(struct screen *screen)
{
	screen->suspended = true;
	leave_terminal(screen);
}

/* Meanwhile the shell may have changed the terminal, and the window its size. */
void screen_resume(struct screen *screen)
{
	screen->suspended = false;
	writer_direct(&screen->writer);
	reset_prog_mode();
	ask_for_marks(screen);
	writer_gather(&screen->writer);
	screen_resize(screen);
	ask_ground(screen);
	screen->cursor = -1;
}

/* Bytes that came before a silence belong to nothing that comes after it. */
static bool read_bytes(struct screen *screen)
{
	int64_t now = now_ms();
	size_t room;
	char *bytes;
	ssize_t len;

	if (screen->reads_left <= 0 || !readable(0))
		return false;
	screen->reads_left--;
	if (now - screen->input_ms > SILENCE_MS)
		decoder_expire(&screen->decoder);
	if (now - screen->input_ms > SKIP_MS)
		screen->skipped = false;
	bytes = decoder_room(&screen->decoder, &room);
	len = read(STDIN_FILENO, bytes, room);
	if (len <= 0)
		return false;
	if (len == 1 && *bytes == INPUT_ESC && now - screen->input_ms > SILENCE_MS)
		screen->gives_up = true;
	screen->input_ms = now;
	decoder_add(&screen->decoder, (size_t)len);
	return true;
}

/* Esc alone between two silences ends a paste: a person presses it when the end of the paste never comes. */
static bool end_paste(struct screen *screen, struct event *out)
{
	bool lost = screen->decoder.pasting && screen->gives_up && !readable(ESC_DELAY_MS);

	screen->gives_up = false;
	if (!lost)
		return false;
	decoder_end_paste(&screen->decoder);
	out->type = EVENT_PASTE_LOST;
	return true;
}

void screen_begin(struct screen *screen)
{
	screen->reads_left = READS_MOST;
}

bool screen_read(struct screen *screen, struct event *out)
{
	do {
		if (decoder_next(&screen->decoder, out, false))
			return true;
	} while (read_bytes(screen));
	if (end_paste(screen, out))
		return true;
	return decoder_waits(&screen->decoder) && !readable(ESC_DELAY_MS) && decoder_next(&screen->decoder, out, true);
}

const struct secret *screen_pasted(const struct screen *screen, bool *cut)
{
	*cut = screen->decoder.cut;
	return &screen->decoder.pasted;
}

bool screen_pasting(const struct screen *screen)
{
	return screen->decoder.pasting;
}

bool screen_pours(const struct screen *screen, int input)
{
	return screen->skipped || decoder_pours(&screen->decoder, input);
}

void screen_skip(struct screen *screen)
{
	screen->skipped = true;
	decoder_skip(&screen->decoder);
}

/* True when more comes at once.  A keystroke that a person types next comes later than TOGETHER_MS. */
bool screen_more(const struct screen *screen)
{
	return decoder_waits(&screen->decoder) || readable(TOGETHER_MS);
}

bool screen_hung_up(void)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&fd, 1, 0) > 0 && (fd.revents & (POLLHUP | POLLERR | POLLNVAL));
}
