/*
 * form: a dialog made of fields.  A form is data: its fields, how each is checked while one types,
 * and the action that they make in the end.
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
	size_t size;			/* bytes of a text */
	const char *const *choices;	/* of a choice; NULL ends them */
	const char *note;		/* shown while the field has the focus: what it is for */
	bool (*shown)(const struct form *form);		/* NULL: always */
	/* Checks the field's content.  NULL: anything goes. */
	bool (*check)(const struct form *form, const struct model *model, size_t field, struct err *err);
};

#define FORM_ALL "all"		/* as an amount: what each wallet has of it */

struct form_spec {
	const char *title, *intro;
	const char *submit;		/* "review it": the button, and what Enter does in the last field */
	const struct field_spec *fields;
	size_t count;
	bool about_account;		/* says first which wallet the form is about */
	const char *word;		/* shown in fields where nothing is chosen; typing replaces it */
	enum purpose plan;		/* the plan whose amount the first field is; UNKNOWN: of none */
	bool at_submit;			/* the focus starts on the button, because everything may stay as it is */
	void (*fill)(struct form *form, const struct model *model);		/* NULL: all empty */
	/* True where Enter is only a blank, because the field's content goes on.  NULL: in no field. */
	bool (*goes_on)(const struct form *form, size_t field);
	void (*facts)(const struct form *form, const struct model *model, struct page *page);
	/* When the first field is an amount: returns all there is of it, which `a` fills in.
	 * False: not known.  NULL: no amount. */
	bool (*most)(struct amount *out, const struct form *form, const struct model *model);
	bool (*words)(const struct form *form, size_t field);	/* the field takes a mnemonic; NULL: none does */
	bool (*names)(const struct form *form, size_t field);	/* it takes a recipient's name; NULL: none does */
	const char *(*language)(const struct form *form);	/* of the mnemonic; NULL: found out from it */
	/* Makes the action out of checked fields, and takes what is secret out of them. */
	void (*make)(struct form *form, const struct model *model, struct action *action);
	/* For a result that comes later: the form waits while it is pending, shows why it
	 * failed, and closes once it is done.  NULL: it closes at once. */
	bool (*pending)(const struct model *model);
	const char *pending_words;
	const struct err *(*failure)(const struct model *model);
};

struct form {
	const struct form_spec *spec;
	struct account account;		/* the account selected when it was opened; zero without one */
	struct line lines[FORM_FIELDS];
	size_t choices[FORM_FIELDS];
	bool touched[FORM_FIELDS];
	size_t focus;			/* a field's index; spec->count is the button */
	bool sent;			/* the action was sent and its result is awaited */
	bool refused;			/* a person tried to submit a bad field */
	bool bare;			/* a hint shows a word like one that was typed */
	struct err failed;		/* why the last attempt failed */
};

struct dialog *form_open(struct ui *ui, const struct model *model, const struct form_spec *spec);

/* These are for dialogs that hold a form and more. */
void form_begin(struct form *form, const struct model *model, const struct form_spec *spec);
void form_end(struct form *form);		/* wipes and frees */
/* Goes to a field that was clicked at, and takes that choice of it, from 1.  True: it is the button, which Enter
 * presses. */
bool form_point(struct form *form, size_t field, int choice);
void form_type(struct form *form, const struct model *model, int input);
struct line *form_field(struct form *form);	/* the field being typed into; NULL for none */
struct line *form_paste_field(struct form *form);	/* the same, or the next one, which is then focused */
void form_edited(struct form *form);		/* call it when the field's text changed */
bool form_is_secret(const struct form *form);	/* what was typed is masked: a password, or what may be one */
void form_draw(struct form *form, const struct model *model, struct page *page);
void form_note(struct page *page, enum style style, const char *text);		/* writes a note below a field */

bool form_is_amount(const struct form *form, size_t field);	/* an amount that `a` fills in */
const char *form_text(const struct form *form, size_t field);
/* Moves the typed passphrase into guarded memory of its own, and wipes the field. */
struct passphrase *form_take(struct form *form, size_t field);
/* Copies it.  The field keeps it until the form closes, so that it need not be typed again after an error. */
struct passphrase *form_copy(const struct form *form, size_t field);

#define RUN(command, function)
#define FORM(command, form) extern const struct form_spec form;
#include "tui/runs.def"
#undef RUN
#undef FORM
extern const struct form_spec form_stake, form_mint, form_mint_batch;

/* Fills the form for writing only the log entries that contain the text. */
void form_log_fill(struct form *form, const char *text);
extern const struct form_spec form_diem_stake, form_diem_mint, form_unstake, form_diem_unstake, form_diem_burn,
	form_topup, form_send, form_swap, form_approve, form_fee;

/* Fills in who something is sent to: a name that is known here, or an address. */
void form_send_fill(struct form *form, const char *to);

/* Another name for an entry of the address book. */
extern const struct form_spec form_book_rename;

/* Returns the form that asks for a plan's amount; NULL where nothing is asked. */
const struct form_spec *form_of_plan(enum purpose purpose);

/* An API key, made with the ADMIN key or changed. */
extern const struct form_spec form_key_create, form_key_edit;
void form_key_edit_fill(struct form *form, const struct model *model, const struct key_info *key);
void form_key_edit_open(struct ui *ui, const struct model *model, const struct key_info *key);

/* Writing a key to a file. */
extern const struct form_spec form_handover;
void form_handover_fill(struct form *form, const char *id);

#endif
