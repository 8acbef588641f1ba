/* screen: the terminal through ncurses: cells out, keys in. */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include "tui/canvas.h"
#include "tui/tui.h"

struct screen;

MUST_USE bool screen_open(struct screen **out, const struct tui_options *options, struct err *err);
void screen_close(struct screen *screen);
bool screen_ascii(const struct screen *screen);
void screen_size(int *rows, int *cols);

/* Takes on the terminal's present size. */
void screen_resize(struct screen *screen);

/* Writes what differs from the last time; all of it with `whole`, so that neither
 * ncurses nor its output buffer keeps what was shown before. */
void screen_blit(struct screen *screen, const struct canvas *canvas, bool whole);

void screen_suspend(struct screen *screen);
void screen_resume(struct screen *screen);

/* What came in: a key, or a place that the mouse points at. */
enum screen_input { SCREEN_NOTHING, SCREEN_KEY, SCREEN_CLICK, SCREEN_WHEEL_UP, SCREEN_WHEEL_DOWN };
enum screen_input screen_read(struct screen *screen, int *key, int *row, int *col);
bool screen_hung_up(void);


#endif
