/*
 * ui: the whole screen, without a terminal: keys go in, actions come out, and
 * a canvas is drawn.  tui.c connects it to ncurses; tests drive it as it is.
 */
#ifndef TUI_UI_H
#define TUI_UI_H

#include "tui/dialog.h"
#include "tui/layout.h"
#include "tui/line.h"
#include "tui/pane.h"

struct ui {
	struct canvas canvas;
	struct layout layout;
	struct pane panes[PANE_COUNT];
	enum pane_id focus;
	struct dialog *dialog;		/* the topmost */

	enum { NOT_PASTING, PASTING, PASTING_BLANK } pasting;	/* BLANK: one is owed before the next character */
	bool filtering;			/* keys go to the focused pane's filter */
	struct line filter;

	char notice[160];		/* the screen's own message, while nothing newer was said */
	size_t notice_after;		/* model->message_count then */

	char minted_seen[KEY_ID_SIZE];	/* whose dialog was closed */
	bool secret_shown;		/* the last drawing had a secret in it */
	bool forget;			/* a secret went from the screen: nothing may remember it */
	bool redraw;			/* Ctrl-L */

	void (*emit)(void *context, struct action *action);
	void *emit_context;
	bool emitted;
	void (*copy)(void *context, const char *text, size_t len);
	void *copy_context;
};

void ui_init(struct ui *ui, int rows, int cols, bool ascii);
void ui_free(struct ui *ui);
void ui_resize(struct ui *ui, int rows, int cols);

void ui_key(struct ui *ui, const struct model *model, int key);
void ui_click(struct ui *ui, const struct model *model, int row, int col);
void ui_wheel(struct ui *ui, const struct model *model, int row, int col, bool down);
void ui_draw(struct ui *ui, const struct model *model, unsigned frame);

/* For panes' and dialogs' use. */
void ui_emit(struct ui *ui, const struct model *model, struct action *action);
void ui_do(struct ui *ui, const struct model *model, enum action_type type);	/* an action without more to it */
void ui_run(struct ui *ui, const struct model *model, int command);
void ui_notice(struct ui *ui, const struct model *model, const char *text);
void ui_copy(struct ui *ui, const struct model *model, const char *text, const char *what);
void ui_copy_address(struct ui *ui, const struct model *model);	/* of the current wallet */
void ui_key_action(struct ui *ui, const struct model *model, enum action_type type, const char *id);

#endif
