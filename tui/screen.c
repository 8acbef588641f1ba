#include "tui/screen.h"

#include <langinfo.h>
#include <ncurses.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "tui/key.h"
#include "tui/restore.h"
#include "wallet/mem.h"
#include "wallet/secret.h"

#define ESC_DELAY_MS 25

struct screen {
	SCREEN *terminal;
	WINDOW *input;		/* a pad: reading from it never draws */
	struct canvas shown;	/* what the last blit left on the screen */
	attr_t attributes[STYLE_COUNT];
	short pairs[STYLE_COUNT];
	bool ascii, suspended, stale;
	int cursor;		/* as curs_set has it */
};

static attr_t attributes(unsigned theme)
{
	return ((theme & THEME_BOLD) ? A_BOLD : 0) | ((theme & THEME_DIM) ? A_DIM : 0) |
	       ((theme & THEME_REVERSE) ? A_REVERSE : 0) | ((theme & THEME_UNDERLINE) ? A_UNDERLINE : 0);
}

static void set_styles(struct screen *screen, const struct tui_options *options)
{
	bool colour = !options->no_color && has_colors() && start_color() == OK;
	int colours = options->colors ? options->colors : COLORS;

	if (colour)
		use_default_colors();
	for (int i = 0; i < STYLE_COUNT; i++) {
		const struct theme_row *row = theme_row((enum style)i);
		short foreground = colours >= 256 ? row->color256 : row->color16;

		screen->attributes[i] = attributes(colour ? row->attributes : row->mono);
		if (!colour || (foreground < 0 && row->background < 0))
			continue;
		screen->pairs[i] = (short)(i + 1);
		init_pair(screen->pairs[i], foreground, row->background);
	}
}

/*
 * Ctrl-Z comes as a key.  As the terminal's signal it would stop what started the
 * program first, and a shell take the terminal back before it is restored.
 */
static void take_stop_key(void)
{
	struct termios modes;

	if (tcgetattr(STDIN_FILENO, &modes))
		return;
	modes.c_cc[VSUSP] = _POSIX_VDISABLE;
	tcsetattr(STDIN_FILENO, TCSANOW, &modes);
	def_prog_mode();
}

/* ncurses has no codes of its own for them. */
enum { KEY_PASTE_BEGIN = KEY_MAX + 1, KEY_PASTE_END };

/* Terminals that have a screen of their own for programs know, or pass over, the mode in
 * which they mark what is pasted. */
static void mark_pastes(bool wanted)
{
	const char *own_screen = tigetstr("smcup");

	if (!own_screen || own_screen == (const char *)-1 || !strstr(own_screen, "\033[?"))
		return;
	putp(wanted ? "\033[?2004h" : "\033[?2004l");
	fflush(stdout);
}

static void set_input(struct screen *screen, const struct tui_options *options)
{
	cbreak();
	noecho();
	nonl();
	take_stop_key();
	typeahead(-1);
	set_escdelay(ESC_DELAY_MS);
	screen->input = newpad(1, 1);
	keypad(screen->input, TRUE);
	define_key("\033[200~", KEY_PASTE_BEGIN);
	define_key("\033[201~", KEY_PASTE_END);
	mark_pastes(true);
	nodelay(screen->input, TRUE);
	if (options->mouse) {
		mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
		mouseinterval(0);
	}
}

/* A "dumb" terminal only writes on. */
static bool can_place_text(void)
{
	const char *address = tigetstr("cup");

	return address && address != (const char *)-1;
}

bool screen_open(struct screen **out, const struct tui_options *options, struct err *err)
{
	struct screen *screen;
	int rows, cols;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_TERMINAL, "The screen needs a terminal");
	screen = mem_new(1, sizeof(*screen));
	restore_save();
	screen->terminal = newterm(NULL, stdout, stdin);
	if (!screen->terminal) {
		free(screen);
		return err_set(err, ERR_TERMINAL, "The terminal type in TERM is not known here");
	}
	if (!can_place_text()) {
		endwin();
		delscreen(screen->terminal);
		free(screen);
		return err_set(err, ERR_TERMINAL, "A terminal of the type in TERM cannot draw a screen");
	}
	restore_learn();
	set_input(screen, options);
	set_styles(screen, options);
	screen->ascii = options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	screen->cursor = -1;
	screen_size(&rows, &cols);
	canvas_init(&screen->shown, rows, cols, screen->ascii);
	*out = screen;
	return true;
}

/* endwin leaves the screen's text in ncurses' memory, so it is drawn over first. */
void screen_close(struct screen *screen)
{
	if (!screen)
		return;
	erase();
	wnoutrefresh(stdscr);
	doupdate();
	delwin(screen->input);
	mark_pastes(false);
	endwin();
	delscreen(screen->terminal);
	restore_forget();
	canvas_free(&screen->shown);
	free(screen);
}

bool screen_ascii(const struct screen *screen)
{
	return screen->ascii;
}

void screen_size(int *rows, int *cols)
{
	getmaxyx(stdscr, *rows, *cols);
}

/* ncurses gives rows back without wiping them, so they are blanked before. */
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
		text[i] = cell->chars[i];
	if (setcchar(&wide, text, screen->attributes[cell->style], screen->pairs[cell->style], NULL) == OK)
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

/* The cursor is shown only where something is typed. */
static bool place_cursor(struct screen *screen, const struct canvas *canvas)
{
	bool wanted = canvas->cursor_row >= 0;
	bool moved = wanted && (canvas->cursor_row != screen->shown.cursor_row ||
				canvas->cursor_col != screen->shown.cursor_col);

	if (screen->cursor != (int)wanted)
		curs_set(wanted);
	moved |= screen->cursor != (int)wanted;
	screen->cursor = wanted;
	screen->shown.cursor_row = canvas->cursor_row;
	screen->shown.cursor_col = canvas->cursor_col;
	leaveok(stdscr, !wanted);
	if (wanted)
		move(canvas->cursor_row, canvas->cursor_col);
	return moved;
}

void screen_blit(struct screen *screen, const struct canvas *canvas, bool whole)
{
	bool changed;

	if (screen->suspended || canvas->rows != screen->shown.rows || canvas->cols != screen->shown.cols)
		return;
	changed = put_changes(screen, canvas);
	changed |= place_cursor(screen, canvas);
	if (!changed && !whole)
		return;
	if (whole)
		clearok(curscr, TRUE);
	wnoutrefresh(stdscr);
	doupdate();
}

void screen_suspend(struct screen *screen)
{
	screen->suspended = true;
	mark_pastes(false);
	endwin();
}

/* The shell may have changed the terminal, and its window another size by now. */
void screen_resume(struct screen *screen)
{
	screen->suspended = false;
	reset_prog_mode();
	mark_pastes(true);
	screen_resize(screen);
	screen->cursor = -1;
}

static const struct { int ncurses, key; } names[] = {
	{ KEY_UP, K_UP }, { KEY_DOWN, K_DOWN }, { KEY_LEFT, K_LEFT }, { KEY_RIGHT, K_RIGHT },
	{ KEY_HOME, K_HOME }, { KEY_END, K_END }, { KEY_PPAGE, K_PAGE_UP }, { KEY_NPAGE, K_PAGE_DOWN },
	{ KEY_BTAB, K_BACKTAB }, { KEY_DC, K_DELETE }, { KEY_F(1), K_HELP }, { KEY_ENTER, K_ENTER },
	{ KEY_BACKSPACE, K_BACKSPACE }, { KEY_PASTE_BEGIN, K_PASTE_BEGIN }, { KEY_PASTE_END, K_PASTE_END },
};

static int translate(bool special, wint_t code)
{
	if (!special)
		return code == '\n' ? K_ENTER : code == '\b' ? K_BACKSPACE : code < K_FIRST ? (int)code : K_UNKNOWN;
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (names[i].ncurses == (int)code)
			return names[i].key;
	return K_UNKNOWN;
}

static enum screen_input read_mouse(int *row, int *col)
{
	MEVENT event;

	if (getmouse(&event) != OK)
		return SCREEN_KEY;
	*row = event.y;
	*col = event.x;
	if (event.bstate & BUTTON4_PRESSED)
		return SCREEN_WHEEL_UP;
	return (event.bstate & BUTTON5_PRESSED) ? SCREEN_WHEEL_DOWN : SCREEN_CLICK;
}

enum screen_input screen_read(struct screen *screen, int *key, int *row, int *col)
{
	wint_t code = 0;
	int got = wget_wch(screen->input, &code);

	*key = K_UNKNOWN;
	if (got == ERR)
		return SCREEN_NOTHING;
	if (got == KEY_CODE_YES && code == KEY_MOUSE)
		return read_mouse(row, col);
	*key = translate(got == KEY_CODE_YES, code);
	return SCREEN_KEY;
}

/* ncurses queues 139 keys, and never empties again once they are all taken. */
#define KEY_QUEUE 128

bool screen_hung_up(void)
{
	struct pollfd fd = { .fd = STDIN_FILENO, .events = POLLIN };

	return poll(&fd, 1, 0) > 0 && (fd.revents & (POLLHUP | POLLERR | POLLNVAL));
}
