#include "tui/screen.h"

#include <errno.h>
#include <langinfo.h>
#include <ncurses.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "tui/direct.h"
#include "tui/glyph.h"
#include "tui/link.h"
#include "tui/restore.h"
#include "tui/shown.h"
#include "tui/writer.h"
#include "wallet/base/mem.h"

struct screen {
	SCREEN *terminal;
	struct writer writer;
	struct reader reader;
	struct shown shown;
	struct palette palette;
	enum theme theme;
	struct ground ground;	/* the terminal's own background, as far as it is known */
	bool ascii, mouse, suspended;
	bool links;		/* the terminal takes links … */
	struct buf link;	/* … and this one is on it */
};

static bool has_capability(const char *name)
{
	const char *sequence = tigetstr(name);

	return sequence && sequence != (const char *)-1;
}

/* ncurses would ask for the encoding of its terminfo, which as a rule ends at column 223. */
#define MOUSE_ON "\033[?1000h\033[?1002h\033[?1006h"	/* clicks, and moves while a button is down */
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"

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
	reader_open(&screen->reader);
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

static void repaint(struct screen *screen)
{
	palette_set(&screen->palette, screen->theme, screen->ground);
	screen->shown.stale = true;
}

static void ask_ground(struct screen *screen)
{
	if (!ground_can_be_asked(getenv("TERM")))
		return;
	reader_await_ground(&screen->reader);
	writer_say(&screen->writer, GROUND_QUESTION);
}

static SCREEN *new_terminal(FILE *out, const struct tui_options *options)
{
	char name[64];
	bool direct = !options->no_color && direct_name(name, sizeof(name), getenv("TERM"), getenv("COLORTERM"));

	use_tioctl(TRUE);	/* the terminal knows its size better than LINES and COLUMNS of the environment */
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
	screen->links = link_is_taken(getenv("TERM"), getenv("TMUX"));
	buf_init(&screen->link, 0);
	screen_size(&rows, &cols);
	shown_init(&screen->shown, &screen->palette, rows, cols, glyph_on_console(getenv("TERM")));
	*out = screen;
	return true;
}

/* endwin leaves the screen's text in ncurses' memory, so blanks are drawn over it first. */
void screen_close(struct screen *screen)
{
	if (!screen)
		return;
	reader_take_late_answer(&screen->reader);
	werase(newscr);
	doupdate();
	leave_terminal(screen);
	buf_free(&screen->link);
	reader_close(&screen->reader);
	delscreen(screen->terminal);
	writer_close(&screen->writer);
	restore_forget();
	shown_free(&screen->shown);
	free(screen);
}

struct reader *screen_reader(struct screen *screen)
{
	return &screen->reader;
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

bool screen_takes_mouse(const struct screen *screen)
{
	return screen->mouse;
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
}

bool screen_ascii(const struct screen *screen)
{
	return screen->ascii;
}

bool screen_console(const struct screen *screen)
{
	return screen->shown.console;
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

	werase(newscr);
	werase(curscr);
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
	screen_size(&rows, &cols);
	shown_resize(&screen->shown, rows, cols);
	clearok(curscr, TRUE);
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
		redrawwin(newscr);
	buf_free(&look);
	buf_free(&screen->link);
	screen->link = now;
	screen->shown.link_changes = false;
}

static bool takes_drawing(const struct screen *screen)
{
	return !screen->suspended && !screen->writer.waits;
}

void screen_begin(struct screen *screen)
{
	if (takes_drawing(screen))
		writer_begin(&screen->writer, true);
}

static void compose(struct screen *screen, const struct canvas *canvas, unsigned how)
{
	if (how & BLIT_WHOLE)
		clearok(curscr, TRUE);
	if (screen->link.len || screen->shown.link_changes)
		take_link(screen, canvas);
	writer_begin(&screen->writer, how & BLIT_AWAITED);
	doupdate();
	if (screen->link.len)
		writer_say(&screen->writer, buf_string(&screen->link));
}

bool screen_blit(struct screen *screen, const struct canvas *canvas, unsigned how)
{
	bool fits = shown_fits(&screen->shown, canvas);

	if (!takes_drawing(screen))
		return false;
	if (fits && (shown_change(&screen->shown, canvas) || (how & BLIT_WHOLE)))
		compose(screen, canvas, how);
	writer_end(&screen->writer);	/* also of what has begun in vain */
	return fits;
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

/* As after the terminal's own Ctrl-Z, nothing of what was typed is left: a second one would begin the shell's next line. */
void screen_suspend(struct screen *screen)
{
	screen->suspended = true;
	leave_terminal(screen);
	tcflush(STDIN_FILENO, TCIFLUSH);
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
	screen->shown.cursor = -1;
}
