#include "tui/form/form.h"

#include <string.h>

#include "tui/form/words.h"
#include "wallet/base/mem.h"

#define LABEL_WIDTH 18
#define FIELD_WIDTH 48

void form_begin(struct form *form, const struct model *model, const struct form_spec *spec)
{
	const struct account *account = model_account(model);

	*form = (struct form){ .spec = spec };
	if (account)
		form->account = *account;
	for (size_t i = 0; i < spec->count; i++)
		if (spec->fields[i].kind != FIELD_CHOICE)
			line_init(&form->lines[i], spec->fields[i].size, spec->fields[i].kind == FIELD_MASKED);
	if (spec->fill)
		spec->fill(form, model);
	if (spec->at_submit)
		form->focus = spec->count;
}

void form_end(struct form *form)
{
	for (size_t i = 0; i < FORM_FIELDS; i++)
		if (form->lines[i].s.data)
			line_free(&form->lines[i]);
}

const char *form_text(const struct form *form, size_t field)
{
	return line_text(&form->lines[field]);
}

struct passphrase *form_copy(const struct form *form, size_t field)
{
	const struct line *line = &form->lines[field];
	struct passphrase *copy = passphrase_new(PASSPHRASE_MAX);

	if (!secret_append(&copy->s, line->s.data, line->s.len))
		secret_clear(&copy->s);
	return copy;
}

struct passphrase *form_take(struct form *form, size_t field)
{
	struct passphrase *taken = form_copy(form, field);

	line_clear(&form->lines[field]);
	form->touched[field] = false;
	return taken;
}

static bool shown(const struct form *form, size_t field)
{
	const struct field_spec *spec = &form->spec->fields[field];

	return field >= form->spec->count || !spec->shown || spec->shown(form);
}

static bool valid(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	const struct field_spec *spec = &form->spec->fields[field];

	return !shown(form, field) || !spec->check || spec->check(form, model, field, err);
}

/* The next field there is to go to; the button is one of them. */
static size_t step(const struct form *form, size_t from, int by)
{
	size_t places = form->spec->count + 1, at = from;

	do {
		at = (at + places + (size_t)by) % places;
	} while (!shown(form, at));
	return at;
}

static size_t first_bad(const struct form *form, const struct model *model)
{
	struct err ignored;

	for (size_t i = 0; i < form->spec->count; i++)
		if (!valid(form, model, i, &ignored))
			return i;
	return form->spec->count;
}

static bool has_words(const struct form *form, size_t field)
{
	return form->spec->words && form->spec->words(form, field);
}

static size_t choice_count(const struct field_spec *spec)
{
	size_t count = 0;

	while (spec->choices[count])
		count++;
	return count;
}

static void turn(struct form *form, bool forward)
{
	size_t count = choice_count(&form->spec->fields[form->focus]), *choice = &form->choices[form->focus];

	if (count)
		*choice = (*choice + (forward ? 1 : count - 1)) % count;
}

/* A blank turns it on; a letter goes to the next choice that starts with it. */
static void choose(struct form *form, int input)
{
	const struct field_spec *spec = &form->spec->fields[form->focus];
	size_t count = choice_count(spec), *choice = &form->choices[form->focus];

	if (input == ' ')
		turn(form, true);
	for (size_t i = 0; i < count && input > ' ' && input < 0x7f; i++) {
		size_t at = (*choice + 1 + i) % count;

		if ((spec->choices[at][0] | 0x20) == (input | 0x20)) {
			*choice = at;
			return;
		}
	}
}

static bool takes_text(const struct form *form, size_t field)
{
	return field < form->spec->count && shown(form, field) && form->spec->fields[field].kind != FIELD_CHOICE;
}

/* From a place where nothing is typed on; the place itself where there is none. */
static size_t next_text(const struct form *form, size_t from)
{
	size_t at = from;

	for (size_t tried = 0; tried <= form->spec->count; tried++) {
		at = step(form, at, 1);
		if (takes_text(form, at))
			return at;
	}
	return from;
}

/* A word that stands for nothing chosen goes at the first letter of something else. */
static void type_over(struct form *form)
{
	const char *word = form->spec->word;

	if (word && strcmp(form_text(form, form->focus), word) == 0)
		line_clear(&form->lines[form->focus]);
}

void form_edited(struct form *form)
{
	form->touched[form->focus] = true;
	form->failed.code = ERR_NONE;
}

/* A letter typed while the button has the focus is meant for the first field that takes text. */
void form_type(struct form *form, const struct model *model, int input)
{
	(void)model;
	if (!input_types(input))
		return;
	if (form->focus >= form->spec->count)
		form->focus = next_text(form, form->focus);
	if (form->focus >= form->spec->count)
		return;
	if (form->spec->fields[form->focus].kind == FIELD_CHOICE) {
		choose(form, input);
		form->failed.code = ERR_NONE;
		return;
	}
	type_over(form);
	line_type(&form->lines[form->focus], input);
	form_edited(form);
}

/* What is pasted into a choice is meant for the next field. */
static size_t pasted_into(const struct form *form)
{
	if (form->focus >= form->spec->count || takes_text(form, form->focus))
		return form->focus;
	return next_text(form, form->focus);
}

struct line *form_field(struct form *form)
{
	return takes_text(form, form->focus) && !form->sent ? &form->lines[form->focus] : NULL;
}

struct line *form_paste_field(struct form *form)
{
	size_t field = pasted_into(form);

	if (form->sent || !takes_text(form, field))
		return NULL;
	form->focus = field;
	form->lines[field].words = has_words(form, field);
	return &form->lines[field];
}

bool form_is_secret(const struct form *form)
{
	for (size_t i = 0; i < form->spec->count; i++)
		if (form->spec->fields[i].kind == FIELD_MASKED && form->lines[i].s.len)
			return true;
	return false;
}

/* All choices side by side where they fit, the chosen one in brackets. */
static void draw_choice(const struct form *form, size_t field, struct canvas *canvas, int row, int col, int width)
{
	const struct field_spec *spec = &form->spec->fields[field];
	enum style on = form->focus == field ? STYLE_SELECTED : STYLE_STRONG;
	int needed = 0, start = col;

	for (size_t i = 0; spec->choices[i]; i++)
		needed += (int)strlen(spec->choices[i]) + 3;
	for (size_t i = 0; spec->choices[i]; i++) {
		bool chosen = i == form->choices[field];

		if (chosen)
			col = canvas_format(canvas, row, col, on, "[%s]", spec->choices[i]) + 1;
		else if (needed <= width)
			col = canvas_format(canvas, row, col, STYLE_DIM, " %s ", spec->choices[i]) + 1;
	}
	if (form->focus == field)
		canvas_cursor(canvas, row, start);
}

static void draw_field(const struct form *form, size_t field, struct page *page)
{
	const struct field_spec *spec = &form->spec->fields[field];
	bool narrow = page->canvas.cols < LABEL_WIDTH + 14, focused = form->focus == field && !form->sent;
	int col = narrow ? 1 : LABEL_WIDTH, width = page->canvas.cols - col - 1, row = page_rows(page, 1);

	if (focused)
		page->keep = row;
	canvas_fit(&page->canvas, row, 0, narrow ? page->canvas.cols : LABEL_WIDTH - 1,
		   focused ? STYLE_STRONG : STYLE_TEXT, spec->label);
	if (narrow)
		row = page_rows(page, 1);
	if (focused)
		page->keep = row;
	if (focused && step(form, form->spec->count, 1) == field)
		page->from_top = true;
	if (width > FIELD_WIDTH)
		width = FIELD_WIDTH;
	if (spec->kind == FIELD_CHOICE)
		draw_choice(form, field, &page->canvas, row, col, width);
	else
		line_draw(&form->lines[field], &page->canvas, row, col, width, focused);
}

void form_note(struct page *page, enum style style, const char *text)
{
	page_pair(page, LABEL_WIDTH, "", style, text);
}

static void draw_below_field(struct form *form, const struct model *model, size_t field, struct page *page)
{
	const struct field_spec *spec = &form->spec->fields[field];
	struct err err = { 0 };

	if (form->lines[field].full)
		form_note(page, STYLE_BAD, "There is no room for more.");
	else if (has_words(form, field) && form->lines[field].s.len)
		form->bare |= form_words_draw(form, model, field, page);
	else if ((form->touched[field] || form->refused) && !valid(form, model, field, &err))
		form_note(page, STYLE_BAD, err.msg);
	else if (form->lines[field].dropped)
		form_note(page, STYLE_WARN, "Characters that do not show were left out.");
	else if (form->focus == field && spec->note)
		form_note(page, STYLE_DIM, spec->note);
}

static void draw_button(const struct form *form, struct page *page)
{
	bool focused = form->focus == form->spec->count;
	int row = page_rows(page, 1);

	if (form->sent) {
		canvas_spinner(&page->canvas, row, 0, STYLE_BUSY);
		canvas_fit(&page->canvas, row, 2, page->canvas.cols - 2, STYLE_BUSY,
			   form->spec->pending_words ? form->spec->pending_words : "");
		return;
	}
	if (focused) {
		page->keep = row;
		canvas_cursor(&page->canvas, row, 0);
	}
	canvas_format(&page->canvas, row, 0, focused ? STYLE_SELECTED : STYLE_DIM, "[ %s ]", form->spec->submit);
}

static void draw_account(const struct form *form, struct page *page)
{
	char address[ADDRESS_TEXT_SIZE];

	account_format_address(address, &form->account);
	page_format(page, STYLE_STRONG, "%s  %s", form->account.name, address);
}

void form_draw(struct form *form, const struct model *model, struct page *page)
{
	form->bare = false;
	if (form->spec->about_account)
		draw_account(form, page);
	if (form->spec->intro) {
		page_text(page, STYLE_TEXT, form->spec->intro);
		page_blank(page);
	}
	for (size_t i = 0; i < form->spec->count; i++)
		if (shown(form, i)) {
			draw_field(form, i, page);
			draw_below_field(form, model, i, page);
		}
	if (form->spec->facts)
		form->spec->facts(form, model, page);
	page_blank(page);
	if (form->failed.code != ERR_NONE) {
		page_text(page, STYLE_BAD, form->failed.msg);
		page_text(page, STYLE_TEXT, err_info(form->failed.code)->advice);
	}
	draw_button(form, page);
}

/* Where one Enter is enough, nobody means it who has not seen the form. */
static void send(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;
	struct action action = { 0 };

	if (form->spec->at_submit && !dialog->drawn)
		return;
	form->spec->make(form, model, &action);
	form->sent = form->spec->pending != NULL;
	if (!form->sent)
		dialog_close(ui, dialog);
	ui_emit(ui, model, &action);
}

/* The first bad field gets the focus. */
static void submit(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;
	size_t bad = first_bad(form, model);

	form->refused = bad < form->spec->count;
	if (form->refused)
		form->focus = bad;
	else
		send(ui, dialog, model);
}

static void enter(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;
	size_t next = step(form, form->focus, 1);

	if (form->focus < form->spec->count && form->spec->goes_on && form->spec->goes_on(form, form->focus)) {
		line_type(&form->lines[form->focus], ' ');
	} else if (form->focus >= form->spec->count || next >= form->spec->count) {
		submit(ui, dialog, model);
	} else {
		form->touched[form->focus] = true;
		form->focus = next;
	}
}

static void next_field(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;

	(void)ui;
	(void)model;
	form->focus = step(form, form->focus, 1);
}

static void previous_field(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;

	(void)ui;
	(void)model;
	form->focus = step(form, form->focus, -1);
}

static void complete_or_next(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;

	if (!has_words(form, form->focus) || !form_words_complete(form, model, form->focus))
		next_field(ui, dialog, model);
}

static void next_choice(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	turn(dialog->state, true);
}

static void previous_choice(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	turn(dialog->state, false);
}

static void fill_most(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;
	char text[AMOUNT_TEXT_SIZE];
	struct amount most;

	(void)ui;
	if (!form->spec->most(&most, form, model))
		return;
	amount_format(text, most);
	line_fill(&form->lines[form->focus], text);
	form->refused = false;
	form_edited(form);
}

static bool is_open(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	return !((const struct form *)dialog->state)->sent;
}

static bool is_choice(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct form *form = dialog->state;

	return is_open(ui, dialog, model) && form->focus < form->spec->count &&
	       form->spec->fields[form->focus].kind == FIELD_CHOICE;
}

/* A letter is no part of an amount. */
static bool is_amount(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct form *form = dialog->state;

	return is_open(ui, dialog, model) && form->focus == 0 && form->spec->most;
}

static void dialog_type(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	if (is_open(ui, dialog, model))
		form_type(dialog->state, model, input);
}

static struct line *dialog_field(const struct dialog *dialog)
{
	return form_field(dialog->state);
}

static struct line *dialog_paste_field(const struct dialog *dialog)
{
	return form_paste_field(dialog->state);
}

static void dialog_edited(struct dialog *dialog)
{
	form_edited(dialog->state);
}

/* Sent and no longer pending: it is done, or shows what was wrong. */
static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;
	const struct err *failure;

	(void)ui;
	if (!form->sent || form->spec->pending(model))
		return true;
	failure = form->spec->failure ? form->spec->failure(model) : NULL;
	if (!failure || failure->code == ERR_NONE)
		return false;
	form->sent = false;
	form->failed = *failure;
	form->focus = step(form, form->spec->count, 1);
	return true;
}

static void dialog_draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct form *form = dialog->state;
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, LABEL_WIDTH + FIELD_WIDTH + 2));
	form_draw(form, model, &page);
	dialog_show(dialog, canvas, form->spec->title, STYLE_DIALOG, &page);
}

static bool dialog_bares(const struct dialog *dialog)
{
	return ((const struct form *)dialog->state)->bare;
}

static void dialog_wipe(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (!form_is_secret(dialog->state))
		return;
	dialog_close(ui, dialog);
	ui_notice(ui, model, "The form is closed, and what was typed there is wiped");
}

static void dialog_end(struct dialog *dialog)
{
	form_end(dialog->state);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "next field, or send",
	  .help = "go to the next field; on the last one, send the form", .run = enter, .fits = is_open },
	{ .inputs = { INPUT_TAB }, .hint = "next field",
	  .help = "go to the next field; among a mnemonic's words, complete the last", .run = complete_or_next,
	  .fits = is_open },
	{ .inputs = { INPUT_DOWN }, .help = "go to the next field", .run = next_field, .fits = is_open },
	{ .inputs = { INPUT_BACKTAB, INPUT_UP }, .help = "go to the field before", .run = previous_field,
	  .fits = is_open },
	{ .inputs = { INPUT_LEFT }, .hint = "choose", .help = "the choice before", .run = previous_choice,
	  .fits = is_choice },
	{ .inputs = { INPUT_RIGHT }, .hint = "choose",
	  .help = "the next choice; so does Space, and a letter goes to what begins with it", .run = next_choice,
	  .fits = is_choice },
	{ .inputs = { 'a' }, .hint = "all", .help = "in an amount: all there is", .run = fill_most, .fits = is_amount },
	{ .inputs = { INPUT_ESC }, .hint = "cancel", .help = "close the form; what was not sent does not happen",
	  .run = dialog_leave },
};

static const struct keybinds keys = { .title = "Form", KEYBIND_ROWS(rows), .then = &keybinds_line, .typed = true };

const struct dialog_ops dialog_form = {
	.state_size = sizeof(struct form), .keys = { &keys }, .alive = alive, .type = dialog_type, .draw = dialog_draw,
	.close = dialog_end, .field = dialog_field, .paste_field = dialog_paste_field, .edited = dialog_edited,
	.wipe = dialog_wipe,
	.bares = dialog_bares,
};

struct dialog *form_open(struct ui *ui, const struct model *model, const struct form_spec *spec)
{
	struct dialog *dialog = dialog_open(ui, &dialog_form, model);

	form_begin(dialog->state, model, spec);
	return dialog;
}
