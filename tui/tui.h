/*
 * tui: the screen.  Draws the model and turns keys into actions; it changes
 * nothing in the model itself and talks to nothing but the terminal.
 *
 * app/ sets the locale before tui_open, waits on tui_input_fd, calls tui_keys
 * when it is readable and tui_draw after every change or second.
 */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "tui/keybind_config.h"
#include "wallet/model/model.h"

struct tui;

struct tui_options {
	bool no_color;		/* NO_COLOR, or the setting */
	bool mouse;
	bool ascii;		/* even where the locale is UTF-8 */
	int colors;		/* 0: as many as the terminal has; else 8, 16, 256 */
	/* Puts text where it can be pasted from; NULL: tui_copy does. */
	enum copied (*copy)(void *context, const char *text, size_t len);
	void *copy_context;
	const struct keybind_setting *keys;	/* of the configuration: what is wrong with one is said on the screen */
	size_t key_count;
};

/* Puts the terminal into full-screen mode.  INPUT where there is no terminal. */
MUST_USE bool tui_open(struct tui **out, const struct tui_options *options, struct err *err);
void tui_close(struct tui *tui);	/* restores the terminal, wipes, frees; NULL is fine */

/* For a crash handler: gives the terminal back with write() and tcsetattr() only.
 * Safe at any time, open or not. */
bool tui_restore_terminal(void);	/* false: there was nothing to restore */

/* For a question on the command line: the terminal marks what is pasted there, until the question is
 * answered or the program crashes.  It is that of standard error. */
void tui_mark_pastes(bool on);

/* Before stopping on Ctrl-Z: what was typed in secret is wiped, as nobody may come back. */
void tui_suspend(struct tui *tui, const struct model *model);
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

/* Milliseconds until the screen changes by itself, whatever happens; -1 for never. */
int tui_redraws_in(const struct tui *tui, const struct model *model);

/* Something on the screen turns: draw about eight times a second. */
bool tui_animating(const struct tui *tui, const struct model *model);

#endif
