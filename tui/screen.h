/* screen: the terminal through ncurses.  Cells go out; what comes in is the reader's. */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "tui/canvas.h"
#include "tui/reader.h"
#include "tui/tui.h"

struct screen;

MUST_USE bool screen_open(struct screen **out, const struct tui_options *options, struct err *err);
void screen_close(struct screen *screen);
void screen_set_theme(struct screen *screen, enum theme theme);	/* shown with the next blit */
void screen_set_ground(struct screen *screen, uint32_t color);	/* the terminal has said its background */
bool screen_takes_mouse(const struct screen *screen);
bool screen_colorless(const struct screen *screen);
void screen_configure(struct screen *screen, const struct tui_options *options);
bool screen_ascii(const struct screen *screen);
bool screen_console(const struct screen *screen);
void screen_size(int *rows, int *cols);

/* Takes on the terminal's present size. */
void screen_resize(struct screen *screen);

enum blit {
	BLIT_WHOLE = 1,		/* everything, so that neither ncurses nor its buffer keeps what was shown before */
	BLIT_AWAITED = 2,	/* it answers an input */
};

/* Says that the next blit will change something: the terminal is told, and wakes while that is composed. */
void screen_begin(struct screen *screen);
/* Writes what differs from the last time; `how` are flags.  False when nothing can be shown now. */
bool screen_blit(struct screen *screen, const struct canvas *canvas, unsigned how);

/* Gives the terminal what was drawn, as far as it takes it; false: some of it waits. */
bool screen_flush(struct screen *screen);
int screen_output_fd(const struct screen *screen);	/* where to write what is no drawing, before screen_flush */
int screen_terminal_fd(const struct screen *screen);	/* what is waited for; -1: nothing */

struct reader *screen_reader(struct screen *screen);	/* reads what comes in, as long as it is open */

void screen_suspend(struct screen *screen);
void screen_resume(struct screen *screen);

#endif
