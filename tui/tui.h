/*
 * tui: the screen.  It draws the model and turns input into actions; it changes nothing in the
 * model and talks to nothing but the terminal.
 *
 * app/ sets the locale before tui_open, waits on tui_input_fd, calls tui_keys when that is
 * readable, and tui_draw after every change and every second.
 */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include "tui/column_choice.h"
#include "tui/keybind_config.h"
#include "tui/theme.h"
#include "wallet/model/model.h"
#include "wallet/model/setting.h"

struct tui;

struct tui_options {
	bool no_color;		/* as NO_COLOR or the setting asks */
	bool mouse;
	bool ascii;		/* use ASCII even in a UTF-8 locale */
	enum theme theme;
	struct column_choice keys_columns, tx_columns;
	/* Puts text on a clipboard.  NULL: tui_copy does. */
	enum copied (*copy)(void *context, const char *text, size_t len);
	void *copy_context;
	const struct keybind_setting *keybinds;	/* of the configuration */
	size_t keybind_count;
	const struct setting_rows *settings;	/* for the mistakes in it; NULL: there are none */
};

/* Puts the terminal into full-screen mode.  Fails with INPUT where there is no terminal. */
MUST_USE bool tui_open(struct tui **out, const struct tui_options *options, struct err *err);
/* Takes over what of the options may change while it is open: colours, mouse, characters, columns. */
void tui_configure(struct tui *tui, const struct tui_options *options);
/* Forgets all that it showed and what was typed ahead, and goes on with another model on the same terminal. */
void tui_begin_anew(struct tui *tui, const struct tui_options *options);
void tui_close(struct tui *tui);	/* restores the terminal, wipes and frees; NULL is fine */

/* For a crash handler: gives the terminal back with write() and tcsetattr() only.
 * Safe at any time, open or not. */
bool tui_restore_terminal(void);	/* false: there was nothing to restore */

/* For a question on the command line: the terminal of standard error marks what is pasted, until
 * the question is answered or the program crashes. */
void tui_mark_pastes(bool on);

/* Call it before stopping on Ctrl-Z: wipes secret input, because the person may not come back. */
void tui_suspend(struct tui *tui, const struct model *model);
void tui_resume(struct tui *tui);	/* call it on SIGCONT */

int tui_input_fd(void);
/* While the terminal has not taken what was drawn: wait until it can be written to.  -1: it has. */
int tui_output_fd(const struct tui *tui);

/* Reads every input that is waiting and hands each resulting action to `emit`, which runs
 * model_update on it, so the model may change between two inputs.  `emit` calls action_free. */
void tui_take_input(struct tui *tui, const struct model *model,
	      void (*emit)(void *context, struct action *action), void *context);

/* True while one of these waits until the home is read, with all that come after it. */
bool tui_holds_input(const struct tui *tui);

void tui_resize(struct tui *tui);	/* call it on SIGWINCH */

/* Draws what changed since the last time, or does nothing while the last drawing waits for the terminal. */
void tui_draw(struct tui *tui, const struct model *model);

/* Puts text on the terminal's clipboard (OSC 52).  No copy of it stays behind. */
void tui_copy(struct tui *tui, const char *text, size_t len);

/* Returns the milliseconds until the screen changes by itself; -1 for never. */
int tui_redraws_in(const struct tui *tui, const struct model *model);

/* True when something on the screen turns: draw about eight times a second. */
bool tui_animating(const struct tui *tui, const struct model *model);

#endif
