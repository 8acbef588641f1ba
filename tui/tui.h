/*
 * tui: the screen.  Draws the model and turns keys into actions; it changes
 * nothing in the model itself and talks to nothing but the terminal.
 *
 * app/ sets the locale before tui_open, waits on tui_input_fd, calls tui_keys
 * when it is readable and tui_draw after every change or second.
 */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "wallet/model.h"

struct tui;

struct tui_options {
	bool no_color;		/* NO_COLOR, or the setting */
	bool mouse;
	bool ascii;		/* even where the locale is UTF-8 */
	int colors;		/* 0: as many as the terminal has; else 8, 16, 256 */
};

/* Puts the terminal into full-screen mode.  INPUT where there is no terminal. */
MUST_USE bool tui_open(struct tui **out, const struct tui_options *options, struct err *err);
void tui_close(struct tui *tui);	/* restores the terminal, wipes, frees; NULL is fine */

/* For a crash handler: gives the terminal back with write() and tcsetattr() only.
 * Safe at any time, open or not. */
void tui_restore_terminal(void);

void tui_suspend(struct tui *tui);	/* before stopping on Ctrl-Z */
void tui_resume(struct tui *tui);	/* on SIGCONT */

int tui_input_fd(void);

/* Reads every key that is waiting and hands each resulting action to `emit`, which
 * runs model_update on it: the model may change between two keys.  `emit` takes
 * care of action_free. */
void tui_keys(struct tui *tui, const struct model *model,
	      void (*emit)(void *context, struct action *action), void *context);

void tui_resize(struct tui *tui);	/* on SIGWINCH */

/* Draws what changed, and nothing where nothing did. */
void tui_draw(struct tui *tui, const struct model *model);

/* Puts text on the terminal's clipboard (OSC 52).  No copy of it stays behind. */
void tui_copy(struct tui *tui, const char *text, size_t len);

/* Something on the screen turns: draw about eight times a second. */
bool tui_animating(const struct tui *tui, const struct model *model);

#endif
