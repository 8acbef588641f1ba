/*
 * dialog: something that lies over the panes and takes the input.  Dialogs form a stack.  A dialog
 * with `wanted` opens and closes by itself, as the model asks for it.
 */
#ifndef TUI_DIALOG_DIALOG_H
#define TUI_DIALOG_DIALOG_H

#include "tui/dialog/page.h"
#include "tui/keybind.h"
#include "wallet/model/model.h"

struct ui;
struct line;
struct dialog;
struct opening_words;

#define DIALOG_MODES 3

struct dialog_ops {
	size_t state_size;
	const struct keybinds *keybinds[DIALOG_MODES];	/* the table of keystrokes of each of its modes */
	/* Returns the index of the mode that is on.  NULL: always the first. */
	size_t (*mode)(const struct dialog *dialog);
	bool leaves;			/* choosing a command closes it */
	bool keeps;			/* closing it by itself would lose what was typed or chosen there: see room.h */
	bool when_seen;			/* what was typed before it was seen meant something else */
	bool consents;			/* it asks for an answer that must not be hurried: see dialog_hurries */
	/* It opens by itself only where the person asked for it; elsewhere these words announce
	 * it, and it waits.  NULL: it opens as soon as nothing is being typed. */
	void (*waits)(struct opening_words *out, const struct model *model);
	/* True while the model asks for it, which opens and closes it.  NULL: a person opens it. */
	bool (*wanted)(const struct ui *ui, const struct model *model);
	/* For a dialog that a person opened: false closes it.  NULL: it stays until it is closed. */
	bool (*alive)(const struct ui *ui, const struct dialog *dialog, const struct model *model);
	void (*open)(struct ui *ui, struct dialog *dialog, const struct model *model);
	/* Handles COMMAND_UP, PAGE_DOWN and the like.  NULL: they scroll the page. */
	void (*move)(struct ui *ui, struct dialog *dialog, const struct model *model, int command);
	/* Goes to a row that was clicked at (and its part); true: it was there already, so Enter follows.  NULL: there
	 * are none. */
	bool (*point)(struct ui *ui, struct dialog *dialog, size_t row, int part);
	/* Takes an input that stands in none of its tables.  NULL: a character goes into the field. */
	void (*type)(struct ui *ui, struct dialog *dialog, const struct model *model, int input);
	/* Takes the answer of a dialog of consent.  NULL: the answer is emitted, as CONFIRM or CANCEL. */
	void (*answered)(struct ui *ui, struct dialog *dialog, const struct model *model, bool yes);
	void (*draw)(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas);
	void (*close)(struct dialog *dialog);	/* wipes and frees what its state holds */
	/* field: the line being typed into; NULL for none.  paste_field: the one that takes a paste, if not that.
	 * edited is called when its text has changed. */
	struct line *(*field)(const struct dialog *dialog);
	struct line *(*paste_field)(const struct dialog *dialog);
	void (*edited)(struct dialog *dialog);
	bool (*bares)(const struct dialog *dialog);	/* it shows a part of its secret; NULL: never */
	/* Called when nobody is there any more: wipes what is secret and, as a rule, closes the
	 * dialog.  NULL: it holds no secret. */
	void (*wipe)(struct ui *ui, struct dialog *dialog, const struct model *model);
};

struct dialog {
	const struct dialog_ops *ops;
	struct dialog *below;
	unsigned number;	/* unique among all dialogs */
	bool drawn;		/* it was on the screen, on top, so its question was seen */
	bool closing;		/* it is freed after the input in hand */
	bool consents;		/* asks for consent: copied from its ops, or set while it does */
	int scroll, page, rows;	/* scroll: first row of the page; page: rows seen at once; rows: of the whole page */
	bool scrolled;		/* the last input turned the page, so what is chosen need not be in sight */
	size_t of;		/* rows of a list on it, which `point` goes to; 0: it has none */
	bool whole, at_end;	/* at the last drawing: it could be read at all; its last row was in sight */
	int64_t shown_ms;	/* since when it is on the terminal, on top, by the screen's clock; 0: it is not */
	int64_t read_ms;	/* when its last row first came into sight; 0: it has not */
	int input_before;		/* the last input before it was shown, which may still be held down */
	void *state;
};

struct dialog *dialog_open(struct ui *ui, const struct dialog_ops *ops, const struct model *model);
void dialog_close(struct ui *ui, struct dialog *dialog);
/* Returns the topmost dialog that is not closing; NULL when there is none. */
struct dialog *dialog_top(const struct ui *ui);
struct dialog *dialog_find(const struct ui *ui, const struct dialog_ops *ops);
void dialog_reap(struct ui *ui);		/* frees the dialogs that have closed */
bool dialog_is_automatic(const struct dialog_ops *ops);		/* the model opens it */
/* Returns a dialog that the model wants, that waits for the person, and that can be opened now;
 * NULL for none. */
const struct dialog_ops *dialog_waiting(const struct ui *ui, const struct model *model);

/* Opens and closes dialogs as the model asks for them now. */
void dialog_sync(struct ui *ui, const struct model *model);

/*
 * Consent cannot be hurried.  An answer counts when the last row has been in sight, the dialog has
 * been on the terminal for DIALOG_DEAD_MS, and nothing was typed for that long.  Where the answer is
 * a typed word, the Enter after it must come by itself.
 */
#define DIALOG_DEAD_MS 700
void dialog_shown(struct dialog *dialog, const struct ui *ui);	/* tells it that it is on the terminal, on top */
void dialog_hidden(struct dialog *dialog);
void dialog_unread(struct dialog *dialog);	/* its layout changed, so its last row may be elsewhere */
void dialog_restart(struct dialog *dialog);	/* it shows something new, which nobody has seen */
/* Says why the input in hand is no answer; NULL: it is one. */
const char *dialog_hurries(const struct ui *ui, const struct dialog *dialog);
/* Returns the milliseconds until an answer counts; 0: it counts now; -1: not before the end was read. */
int dialog_answers_in(const struct ui *ui, const struct dialog *dialog);

const struct keybinds *dialog_keybinds(const struct dialog *dialog);	/* the table that holds now */
/* Runs a command that was chosen in the dialog. */
void dialog_command(struct ui *ui, struct dialog *dialog, const struct model *model, int command);
void dialog_scroll(struct dialog *dialog, int command);
/* Moves the cursor of a menu.  After the last entry comes the first again. */
void dialog_choose(size_t *cursor, size_t count, int command);
/* Moves it to the entry that is pointed at; true when it was there already. */
bool dialog_choose_row(size_t *cursor, size_t row);
void dialog_leave(struct ui *ui, struct dialog *dialog, const struct model *model);	/* a keybind_run; closes it */

/* Clears the dialog's filter; where nothing is in it, closes the dialog. */
void dialog_clear_or_close(struct ui *ui, struct dialog *dialog, struct line *filter);

/* Returns the width of a page that suits the screen, at most `most` columns. */
int dialog_width(const struct canvas *canvas, int most);
int dialog_rows(const struct canvas *canvas);	/* rows that a page can show at once */
/* Shows the page in a frame in the middle of the screen, and frees it. */
void dialog_show(struct dialog *dialog, struct canvas *canvas, const char *title, enum style style, struct page *page);

#define DIALOG(ops) extern const struct dialog_ops ops;
#include "tui/dialog/dialogs.def"
#undef DIALOG

/* Shows everything that is known of a key, and what it can do now. */
void dialog_key_open(struct ui *ui, const struct model *model, const char *id);

/* Shows the ways to fund that wallet's account.  The wallet becomes the current one. */
void dialog_fund_open(struct ui *ui, const struct model *model, struct address address);

/* Shows a page for the browser.  The texts stay the caller's. */
void dialog_link_open(struct ui *ui, const struct model *model, const char *title, const char *text, const char *url);

/* Shows the ways to hand over a stored key. */
void dialog_handover_open(struct ui *ui, const struct model *model, const char *id);

/* Shows who can be asked in that one of the model's networks. */
void dialog_node_open(struct ui *ui, const struct model *model, size_t network);

/* Shows everything that is known of a transaction of the list. */
struct tx_row;
void dialog_tx_page_open(struct ui *ui, const struct model *model, const struct tx_row *row);

/* Looks into a mint whose outcome is unknown. */
void dialog_orphan_open(struct ui *ui, const struct model *model);

#endif
