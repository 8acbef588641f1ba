/*
 * dialog: something that lies over the panes and takes the keys.  Dialogs form
 * a stack.  Those with `wanted` open and close by themselves as the model asks
 * for them.
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
	const struct keybinds *keys[DIALOG_MODES];	/* what each key does, in each of its modes */
	/* Which of them holds now; NULL: the first. */
	size_t (*mode)(const struct dialog *dialog);
	bool leaves;			/* a command that is chosen here closes it */
	bool when_seen;			/* what was typed before it was seen was meant for something else */
	bool consents;			/* asks for an answer that must not be hurried: see dialog_hurries */
	/* It opens by itself only where the person asked for it; else it waits behind these words.  NULL: it
	 * opens as soon as nothing is being typed. */
	void (*waits)(struct opening_words *out, const struct model *model);
	/* The model asks for it: it opens; asks no longer: it closes.  NULL: opened by hand. */
	bool (*wanted)(const struct ui *ui, const struct model *model);
	/* Opened by hand: false closes it.  NULL: it closes itself. */
	bool (*alive)(const struct ui *ui, const struct dialog *dialog, const struct model *model);
	void (*open)(struct ui *ui, struct dialog *dialog, const struct model *model);
	/* COMMAND_UP, PAGE_DOWN and the like; NULL: they scroll the page. */
	void (*move)(struct ui *ui, struct dialog *dialog, const struct model *model, int command);
	/* What none of its keys is; NULL: a character goes into the field. */
	void (*type)(struct ui *ui, struct dialog *dialog, const struct model *model, int input);
	/* The answer to what consent.h asks; NULL: it is emitted, as CONFIRM or CANCEL. */
	void (*answered)(struct ui *ui, struct dialog *dialog, const struct model *model, bool yes);
	void (*draw)(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas);
	void (*close)(struct dialog *dialog);	/* wipes and frees what its state holds */
	/* The line that is typed into now; NULL for none.  Where a paste goes, if not there.  And: the text changed. */
	struct line *(*field)(const struct dialog *dialog);
	struct line *(*paste_field)(const struct dialog *dialog);
	void (*edited)(struct dialog *dialog);
	bool (*bares)(const struct dialog *dialog);	/* a part of it is in sight; NULL: never */
	/* Nobody is there any more: what is secret goes, and with it, as a rule, the dialog.  NULL: nothing is. */
	void (*wipe)(struct ui *ui, struct dialog *dialog, const struct model *model);
};

struct dialog {
	const struct dialog_ops *ops;
	struct dialog *below;
	unsigned number;	/* no other has it */
	bool drawn;		/* has been on the screen, on top: its question was seen */
	bool closing;		/* is freed once the key in hand is done with */
	bool consents;		/* as its ops have it; or as it does now */
	int scroll, page;	/* of a page shown; rows seen at once */
	bool whole, at_end;	/* as drawn last: it can be read at all; its last row is in sight */
	int64_t shown_ms;	/* since when it is on the terminal, on top, by the screen's clock; 0: is not */
	int64_t read_ms;	/* when its last row first was; 0: not yet */
	int input_before;		/* the last one before it was shown, where it may still be held down */
	void *state;
};

struct dialog *dialog_open(struct ui *ui, const struct dialog_ops *ops, const struct model *model);
void dialog_close(struct ui *ui, struct dialog *dialog);
/* The topmost, not counting those that close; NULL when none. */
struct dialog *dialog_top(const struct ui *ui);
struct dialog *dialog_find(const struct ui *ui, const struct dialog_ops *ops);
void dialog_reap(struct ui *ui);		/* frees those that closed */
bool dialog_is_automatic(const struct dialog_ops *ops);		/* one that the model opens */
/* What the model wants, and waits for the person: a dialog that can be opened now; NULL for none. */
const struct dialog_ops *dialog_waiting(const struct ui *ui, const struct model *model);

/* Opens and closes what the model asks for now. */
void dialog_sync(struct ui *ui, const struct model *model);

/*
 * Consent cannot be hurried.  An answer counts once the last row has been in sight, the
 * dialog has been on the terminal for DIALOG_DEAD_MS, and as long nothing was typed; where
 * a word is typed as the answer, its Enter must come by itself.
 */
#define DIALOG_DEAD_MS 700
void dialog_shown(struct dialog *dialog, const struct ui *ui);	/* it is on the terminal, on top */
void dialog_hidden(struct dialog *dialog);
void dialog_unread(struct dialog *dialog);	/* it is laid out anew: its last row may be elsewhere */
void dialog_restart(struct dialog *dialog);	/* it shows something else now, which nobody has seen */
/* Why the key in hand is no answer, in words; NULL: it is one. */
const char *dialog_hurries(const struct ui *ui, const struct dialog *dialog);
/* Milliseconds until an answer counts; 0: it does; -1: not before it is read to its end. */
int dialog_answers_in(const struct ui *ui, const struct dialog *dialog);

const struct keybinds *dialog_keys(const struct dialog *dialog);	/* that hold now */
/* A command that was chosen in it. */
void dialog_command(struct ui *ui, struct dialog *dialog, const struct model *model, int command);
void dialog_scroll(struct dialog *dialog, int command);
/* Moves the cursor of a menu: from its last entry the next is the first. */
void dialog_choose(size_t *cursor, size_t count, int command);
void dialog_leave(struct ui *ui, struct dialog *dialog, const struct model *model);	/* for keys: closes it */

/* Columns of a page that suits the screen; at most `most`. */
int dialog_width(const struct canvas *canvas, int most);
int dialog_rows(const struct canvas *canvas);	/* that a page can show at once */
/* Shows the page in a frame in the middle and frees it. */
void dialog_show(struct dialog *dialog, struct canvas *canvas, const char *title, enum style style, struct page *page);

#define DIALOG(ops) extern const struct dialog_ops ops;
#include "tui/dialog/dialogs.def"
#undef DIALOG

/* Everything known of a key, and what it can do now. */
void dialog_key_open(struct ui *ui, const struct model *model, const char *id);

/* The ways to fund the account of that wallet, which becomes the current one. */
void dialog_fund_open(struct ui *ui, const struct model *model, struct address address);

/* A page for the browser.  The texts stay the caller's. */
void dialog_link_open(struct ui *ui, const struct model *model, const char *title, const char *text, const char *url);

/* The ways to hand a stored key over. */
void dialog_handover_open(struct ui *ui, const struct model *model, const char *id);

/* Looks into a mint whose outcome is unknown. */
void dialog_orphan_open(struct ui *ui, const struct model *model);

#endif
