/*
 * ui: the whole screen without a terminal: input goes in, actions come out, and a canvas is drawn.
 * tui.c connects it to ncurses; tests drive it as it is.
 */
#ifndef TUI_UI_H
#define TUI_UI_H

#include "tui/dialog/dialog.h"
#include "tui/dialog/opening.h"
#include "tui/kept.h"
#include "tui/keystroke.h"
#include "tui/layout.h"
#include "tui/line.h"
#include "tui/pane/pane.h"

#define UI_LATE_MS 50	/* the answer to an input may be this much earlier than what follows from it elsewhere */

/* What the last whole drawing was of: while all of it holds, an input has changed no more than the focused pane. */
struct drawn {
	bool panes;			/* of panes alone, each in its place */
	unsigned changes;		/* of the model */
	enum pane_id focus;
	char filter[LIST_FILTER_SIZE];	/* of the focused pane … */
	size_t cursor;			/* … and the row that was selected there */
};

/* Where a pane's upper line is free, beside its title: columns of the pane. */
struct border { int from, end; };

struct ui {
	struct canvas canvas;
	struct layout layout;
	int clocks;			/* ends that may be shown large */
	struct pane panes[PANE_COUNT];
	struct border borders[PANE_COUNT];
	struct kept kept[PANE_COUNT];
	bool keeps;			/* what panes drew may be kept: nothing but model_update changes the model */
	bool hurries;			/* an input waits for its drawing, which may leave things for a later one … */
	int64_t late_ms;		/* … and did so first at this time; 0: it did not */
	struct drawn drawn;
	enum pane_id focus;
	enum pane_id below;		/* of the keys and the transactions, the one that had the focus last */
	struct dialog *dialog;		/* the topmost */
	unsigned dialogs_opened;	/* counts every dialog opened so far */

	bool filtering;			/* input goes to the focused pane's filter */
	struct line filter;

	char notice[160];		/* the screen's own message, until a newer one comes */
	size_t notice_after;		/* model->message_count at that time */

	char minted_seen[KEY_ID_SIZE];	/* id of the minted key whose dialog was closed */
	bool practise_closed;		/* the page that opens while the practice network does not run was closed */
	bool secret_shown;		/* the last drawing had a secret in it */
	bool forget;			/* a secret left the screen, so no buffer may keep it */
	bool redraw;			/* Ctrl-L: draw everything anew */
	enum theme theme;		/* the screen takes it on before it shows the next drawing */
	bool colorless;			/* no colours can be shown, or none may be */

	/* Times in ms, by a clock that never jumps. */
	int64_t now_ms;			/* of the input in hand, or of the drawing */
	int64_t input_ms;		/* when something last came in */
	int64_t quiet_ms;		/* how long nothing had come in before that */
	int input;			/* the one in hand */
	int last_input;
	bool last_repeats;		/* the one before it was the same, so it may be held down */
	bool (*more)(void *context);	/* more input follows at once; NULL: none does */
	void *more_context;

	struct target held;		/* the slider that the pointer holds, … */
	int held_at;			/* … by this of its rows; its `rows` is 0 while it holds none */
	bool clicked;			/* the input in hand is a click, which agrees to nothing */
	unsigned seen_dialog;		/* the number of the dialog that is on the terminal, on top; 0: none is … */
	int64_t seen_ms;		/* … and since when */

	struct keybind_changes changes;	/* from the configuration's [keys] */
	struct keystrokes_known known;

	unsigned locks;			/* model->locks when it was last seen */

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
struct layout_wants ui_wants(const struct ui *ui);	/* of the panes' last drawings */
void ui_place(struct ui *ui);		/* gives everything its place, by what the panes have to show */

void ui_input(struct ui *ui, const struct model *model, int input);
void ui_paste(struct ui *ui, const struct model *model, const char *text, size_t len, bool cut);
/* Takes an input that does nothing, and says why. */
void ui_ignore(struct ui *ui, const struct model *model, const char *why);
/* True while the home is not read yet and what the input does here depends on what is in it. */
bool ui_must_wait(const struct ui *ui, const struct model *model, int input);
/* True when what is typed now, from `input` on, goes into a field. */
bool ui_takes_text(const struct ui *ui, const struct model *model, int input);
void ui_click(struct ui *ui, const struct model *model, int row, int col);
void ui_drag(struct ui *ui, const struct model *model, int row);	/* moves the slider that a click took */
void ui_drop(struct ui *ui);		/* lets go of it */
void ui_pass_over(struct ui *ui);	/* lets go of it: the pointer did something that means nothing here */
void ui_wheel(struct ui *ui, const struct model *model, int row, int col, bool down);
bool ui_moves(const struct ui *ui, const struct model *model);	/* the next drawing selects another row */
void ui_draw(struct ui *ui, const struct model *model, unsigned frame);
void ui_shown(struct ui *ui);		/* call it when the drawing is on the terminal */
void ui_hidden(struct ui *ui);		/* call it when the terminal shows nothing of it any more */
/* Does what time and the lock bring: wipes what was typed when nobody was there for long. */
void ui_step(struct ui *ui, const struct model *model);
void ui_wipe(struct ui *ui, const struct model *model);		/* wipes at once */
/* Returns the milliseconds until something must be drawn again; -1 for never. */
int ui_redraws_in(const struct ui *ui, const struct model *model);

/* These are for what comes in by other ways than ui_input: it lies between them. */
void ui_begin_input(struct ui *ui, const struct model *model);
void ui_type(struct ui *ui, const struct model *model, int input);	/* does what the keystroke does */
void ui_end_input(struct ui *ui, const struct model *model);

/* These are for panes and dialogs. */
const struct keybinds *ui_keybinds(const struct ui *ui);	/* the topmost dialog's, else the focused pane's */
/* True while only panes are shown, and neither the model nor what is shown has changed since they were drawn. */
bool ui_as_drawn(const struct ui *ui, const struct model *model);
bool ui_has_field(const struct ui *ui);		/* a line is being typed into */
struct line *ui_field(struct ui *ui);			/* the line being typed into; NULL for none */
void ui_edited(struct ui *ui);				/* call it when that line changed */
bool ui_together(const struct ui *ui);	/* the input in hand came with others, faster than anybody types */
void ui_emit(struct ui *ui, const struct model *model, struct action *action);
void ui_do(struct ui *ui, const struct model *model, enum action_type type);	/* an action without a payload */
void ui_run(struct ui *ui, const struct model *model, int command);
void ui_notice(struct ui *ui, const struct model *model, const char *text);
void ui_copy(struct ui *ui, const struct model *model, const char *text, const char *what);
void ui_copy_address(struct ui *ui, const struct model *model);	/* copies the current wallet's address */
void ui_set(struct ui *ui, const struct model *model, const char *setting, const char *value);	/* and writes it */
void ui_key_action(struct ui *ui, const struct model *model, enum action_type type, const char *id);

#endif
