/*
 * ui: the whole screen, without a terminal: keys go in, actions come out, and
 * a canvas is drawn.  tui.c connects it to ncurses; tests drive it as it is.
 */
#ifndef TUI_UI_H
#define TUI_UI_H

#include "tui/dialog/dialog.h"
#include "tui/dialog/opening.h"
#include "tui/layout.h"
#include "tui/line.h"
#include "tui/pane/pane.h"

struct ui {
	struct canvas canvas;
	struct layout layout;
	struct pane panes[PANE_COUNT];
	enum pane_id focus;
	struct dialog *dialog;		/* the topmost */
	unsigned dialogs_opened;	/* so far */

	bool filtering;			/* keys go to the focused pane's filter */
	struct line filter;

	char notice[160];		/* the screen's own message, while nothing newer was said */
	size_t notice_after;		/* model->message_count then */

	char minted_seen[KEY_ID_SIZE];	/* whose dialog was closed */
	bool secret_shown;		/* the last drawing had a secret in it */
	bool forget;			/* a secret went from the screen: nothing may remember it */
	bool redraw;			/* Ctrl-L */

	/* By a clock that never jumps, ms. */
	int64_t now_ms;			/* of the key in hand, or the drawing */
	int64_t input_ms;		/* when something last came in */
	int64_t quiet_ms;		/* how long nothing had, before what is in hand */
	int input;			/* in hand */
	int last_input;
	bool last_repeats;		/* so was the one before it: held down, it would go on doing so */
	bool (*more)(void *context);	/* something follows the key in hand at once; NULL: nothing does */
	void *more_context;

	struct keybind_changes changes;	/* of the configuration's [keys] */

	unsigned locks;			/* model->locks, when it was last seen */

	struct opening opening;

	void (*emit)(void *context, struct action *action);
	void *emit_context;
	bool emitted;
	enum copied (*copy)(void *context, const char *text, size_t len);
	void *copy_context;
};

void ui_init(struct ui *ui, int rows, int cols, bool ascii);
void ui_free(struct ui *ui);
void ui_resize(struct ui *ui, int rows, int cols);

void ui_input(struct ui *ui, const struct model *model, int input);
void ui_paste(struct ui *ui, const struct model *model, const char *text, size_t len, bool cut);
/* something came in, and does nothing */
void ui_ignore(struct ui *ui, const struct model *model, const char *why);
/* What is typed now goes into a field; `input` is the first of it. */
bool ui_takes_text(const struct ui *ui, int input);
void ui_click(struct ui *ui, const struct model *model, int row, int col);
void ui_wheel(struct ui *ui, const struct model *model, int row, int col, bool down);
void ui_draw(struct ui *ui, const struct model *model, unsigned frame);
void ui_shown(struct ui *ui);		/* what was drawn is on the terminal now */
void ui_hidden(struct ui *ui);		/* nothing is, until it is drawn again */
/* What time does, and the lock: wipes what was typed when nobody was there for long. */
void ui_step(struct ui *ui, const struct model *model);
void ui_wipe(struct ui *ui, const struct model *model);		/* at once */
/* Milliseconds until something must be drawn again, whatever else happens; -1 for never. */
int ui_redraws_in(const struct ui *ui, const struct model *model);

/* For panes' and dialogs' use. */
const struct keybinds *ui_keys(const struct ui *ui);	/* of the topmost dialog, else of the focused pane */
struct line *ui_field(const struct ui *ui);		/* the line that is typed into now; NULL for none */
void ui_edited(struct ui *ui);				/* it has changed */
bool ui_together(const struct ui *ui);	/* the key in hand came with others: nobody types so fast */
void ui_emit(struct ui *ui, const struct model *model, struct action *action);
void ui_do(struct ui *ui, const struct model *model, enum action_type type);	/* an action without more to it */
void ui_run(struct ui *ui, const struct model *model, int command);
void ui_notice(struct ui *ui, const struct model *model, const char *text);
void ui_copy(struct ui *ui, const struct model *model, const char *text, const char *what);
void ui_copy_address(struct ui *ui, const struct model *model);	/* of the current wallet */
void ui_key_action(struct ui *ui, const struct model *model, enum action_type type, const char *id);

#endif
