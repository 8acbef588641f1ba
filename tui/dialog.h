/*
 * dialog: something that lies over the panes and takes the keys.  Dialogs form
 * a stack.  Those with `wanted` open and close by themselves as the model asks
 * for them.
 */
#ifndef TUI_DIALOG_H
#define TUI_DIALOG_H

#include "tui/command.h"
#include "tui/page.h"
#include "wallet/model.h"

struct ui;
struct dialog;

struct dialog_ops {
	const char *name;
	size_t state_size;
	const struct keybind *keys;	/* for the footer and the help */
	bool takes_text;		/* ? and letters are typed, not commands */
	/* The model asks for it: it opens; asks no longer: it closes.  NULL: opened by hand. */
	bool (*wanted)(const struct ui *ui, const struct model *model);
	/* Opened by hand: false closes it.  NULL: it closes itself. */
	bool (*alive)(const struct ui *ui, const struct dialog *dialog, const struct model *model);
	void (*open)(struct ui *ui, struct dialog *dialog, const struct model *model);
	void (*key)(struct ui *ui, struct dialog *dialog, const struct model *model, int key);
	void (*draw)(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas);
	void (*close)(struct dialog *dialog);	/* wipes and frees what its state holds */
};

struct dialog {
	const struct dialog_ops *ops;
	struct dialog *below;
	bool drawn;		/* has been on the screen, on top: its question was seen */
	bool closing;		/* is freed once the key in hand is done with */
	int scroll, page;	/* of a page shown; rows seen at once */
	void *state;
};

struct dialog *dialog_open(struct ui *ui, const struct dialog_ops *ops, const struct model *model);
void dialog_close(struct ui *ui, struct dialog *dialog);
/* The topmost, not counting those that close; NULL when none. */
struct dialog *dialog_top(const struct ui *ui);
struct dialog *dialog_find(const struct ui *ui, const struct dialog_ops *ops);
void dialog_reap(struct ui *ui);		/* frees those that closed */

/* Opens and closes what the model asks for now. */
void dialog_sync(struct ui *ui, const struct model *model);

/* Scrolling keys of a dialog without fields; false when the key is none. */
bool dialog_scroll(struct dialog *dialog, int key);

/* Columns of a page that suits the screen; at most `most`. */
int dialog_width(const struct canvas *canvas, int most);
int dialog_rows(const struct canvas *canvas);	/* that a page can show at once */
/* Shows the page in a frame in the middle and frees it. */
void dialog_show(struct dialog *dialog, struct canvas *canvas, const char *title, enum style style, struct page *page);

extern const struct dialog_ops dialog_password, dialog_review, dialog_review_word, dialog_error, dialog_reveal, dialog_words, dialog_minted,
	dialog_receive, dialog_fund, dialog_help, dialog_palette, dialog_messages, dialog_menu, dialog_care, dialog_accounts, dialog_form, dialog_report, dialog_log, dialog_many, dialog_x402;

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
