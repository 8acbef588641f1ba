/*
 * form: a dialog made of fields.  A form is data: its fields, how each is
 * checked as one types, and what action they make in the end.
 */
#ifndef TUI_FORM_FORM_H
#define TUI_FORM_FORM_H

#include "tui/line.h"
#include "tui/ui.h"

#define FORM_FIELDS 12

enum field_kind { FIELD_TEXT, FIELD_MASKED, FIELD_CHOICE };

struct form;

struct field_spec {
	const char *label;
	enum field_kind kind;
	size_t size;			/* of text, bytes */
	const char *const *choices;	/* of a choice; NULL ends */
	const char *note;		/* what it is for, while it has the focus */
	bool (*shown)(const struct form *form);		/* NULL: always */
	/* NULL: anything goes. */
	bool (*check)(const struct form *form, const struct model *model, size_t field, struct err *err);
};

struct form_spec {
	const char *title, *intro, *submit;
	const struct field_spec *fields;
	size_t count;
	bool about_account;		/* says first which wallet it is about */
	const char *word;		/* what stands in fields where nothing is chosen, and is typed over */
	bool at_submit;			/* the focus starts on the button: everything may stay as it is */
	void (*fill)(struct form *form, const struct model *model);		/* NULL: all empty */
	/* Is Enter only a blank in that field, as what it holds goes on?  NULL: in none. */
	bool (*goes_on)(const struct form *form, size_t field);
	void (*facts)(const struct form *form, const struct model *model, struct page *page);
	/* The first field is an amount: all there is of it, which `a` fills in.  False: not known.  NULL: none. */
	bool (*most)(struct amount *out, const struct form *form, const struct model *model);
	bool (*words)(const struct form *form, size_t field);	/* a mnemonic is typed there; NULL: nowhere */
	const char *(*language)(const struct form *form);	/* that was chosen for it; NULL: to be found out */
	/* Makes the action out of checked fields; takes what is secret out of them. */
	void (*make)(struct form *form, const struct model *model, struct action *action);
	/* Where the result comes later: the form waits while it is pending, shows why it failed,
	 * and closes once it is done.  NULL: closes at once. */
	bool (*pending)(const struct model *model);
	const char *pending_words;
	const struct err *(*failure)(const struct model *model);
};

struct form {
	const struct form_spec *spec;
	struct account account;		/* the one selected when it was opened; zero without one */
	struct line lines[FORM_FIELDS];
	size_t choices[FORM_FIELDS];
	bool touched[FORM_FIELDS];
	size_t focus;			/* spec->count: the button */
	bool sent;			/* the action is out and its result awaited */
	bool refused;			/* submitting was tried with a bad field */
	bool bare;			/* a word like one that was typed is shown */
	struct err failed;		/* why the last attempt failed */
};

struct dialog *form_open(struct ui *ui, const struct model *model, const struct form_spec *spec);

/* For dialogs that are a form and more. */
void form_begin(struct form *form, const struct model *model, const struct form_spec *spec);
void form_end(struct form *form);		/* wipes */
void form_type(struct form *form, const struct model *model, int input);
struct line *form_field(struct form *form);	/* the one that is typed into; NULL for none */
struct line *form_paste_field(struct form *form);	/* the same, or the next: the focus goes there */
void form_edited(struct form *form);		/* the text of the field changed */
bool form_is_secret(const struct form *form);	/* something masked has been typed */
void form_draw(struct form *form, const struct model *model, struct page *page);
void form_note(struct page *page, enum style style, const char *text);		/* under a field */

const char *form_text(const struct form *form, size_t field);
/* Takes what was typed as a passphrase in guarded memory of its own; the field is wiped. */
struct passphrase *form_take(struct form *form, size_t field);
/* The same, and the field keeps it until the form closes: it need not be typed again after an error. */
struct passphrase *form_copy(const struct form *form, size_t field);

extern const struct form_spec form_new, form_new_special, form_import, form_watch, form_stake, form_mint,
	form_mint_many, form_rename, form_passwd, form_export, form_accounts, form_derive, form_backup, form_restore,
	form_key_add, form_log;

/* Writes only the records that contain the text. */
void form_log_fill(struct form *form, const char *text);
extern const struct form_spec form_diem_stake, form_diem_mint, form_topup;

/* Of an API key: made with the ADMIN key, and changed. */
extern const struct form_spec form_key_create;
void form_key_edit_open(struct ui *ui, const struct model *model, const struct key_info *key);

/* Writing a key to a file. */
extern const struct form_spec form_handover;
void form_handover_fill(struct form *form, const char *id);

#endif
