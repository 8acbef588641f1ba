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

static enum form_result submit(struct form *form, const struct model *model)
{
	size_t bad = first_bad(form, model);

	form->refused = bad < form->spec->count;
	if (!form->refused)
		return FORM_SUBMIT;
	form->focus = bad;
	return FORM_GOES_ON;
}

static enum form_result enter(struct form *form, const struct model *model)
{
	size_t next = step(form, form->focus, 1);

	if (form->focus < form->spec->count && form->spec->goes_on && form->spec->goes_on(form, form->focus)) {
		line_input(&form->lines[form->focus], ' ');
		return FORM_GOES_ON;
	}
	if (form->focus >= form->spec->count || next >= form->spec->count)
		return submit(form, model);
	form->touched[form->focus] = true;
	form->focus = next;
	return FORM_GOES_ON;
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

static void choose(struct form *form, int input)
{
	const struct field_spec *spec = &form->spec->fields[form->focus];
	size_t count = choice_count(spec), *choice = &form->choices[form->focus];

	if (count == 0)
		return;
	if (input == INPUT_RIGHT || input == ' ')
		*choice = (*choice + 1) % count;
	else if (input == INPUT_LEFT)
		*choice = (*choice + count - 1) % count;
	for (size_t i = 0; i < count && input > ' ' && input < 0x7f; i++) {
		size_t at = (*choice + 1 + i) % count;	/* the next one that starts with this letter */

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
static void type_over(struct form *form, int input)
{
	const char *word = form->spec->word;
	bool types = input >= ' ' && input < INPUT_BEYOND && input != 0x7f;

	if (word && types && strcmp(form_text(form, form->focus), word) == 0)
		line_clear(&form->lines[form->focus]);
}

/* A letter typed while the button has the focus is meant for the first field that takes text. */
static void leave_button(struct form *form, int input)
{
	if (form->focus >= form->spec->count && input >= ' ' && input < INPUT_BEYOND && input != 0x7f)
		form->focus = next_text(form, form->focus);
}

/* A letter is no part of an amount. */
static bool fill_most(struct form *form, const struct model *model, int input)
{
	char text[AMOUNT_TEXT_SIZE];
	struct amount most;

	if (input != 'a' || form->focus != 0 || !form->spec->most || !form->spec->most(&most, form, model))
		return false;
	amount_format(text, most);
	line_fill(&form->lines[form->focus], text);
	form->touched[form->focus] = true;
	return true;
}

static void edit(struct form *form, const struct model *model, int input)
{
	leave_button(form, input);
	if (form->focus >= form->spec->count)
		return;
	type_over(form, input);
	if (form->spec->fields[form->focus].kind == FIELD_CHOICE)
		choose(form, input);
	else if (fill_most(form, model, input))
		form->refused = false;
	else if (line_input(&form->lines[form->focus], input))
		form->touched[form->focus] = true;
	form->failed.code = ERR_NONE;
}

enum form_result form_input(struct form *form, const struct model *model, int input)
{
	switch (input) {
	case INPUT_ESC:
		return FORM_LEFT;
	case INPUT_ENTER:
		return enter(form, model);
	case INPUT_TAB:
		if (has_words(form, form->focus) && form_words_complete(form, model, form->focus))
			return FORM_GOES_ON;
		form->focus = step(form, form->focus, 1);
		return FORM_GOES_ON;
	case INPUT_DOWN:
		form->focus = step(form, form->focus, 1);
		return FORM_GOES_ON;
	case INPUT_BACKTAB:
	case INPUT_UP:
		form->focus = step(form, form->focus, -1);
		return FORM_GOES_ON;
	default:
		edit(form, model, input);
		return FORM_GOES_ON;
	}
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
	size_t field = pasted_into(form);

	if (form->sent || !takes_text(form, field))
		return NULL;
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

void form_pasted(struct form *form)
{
	form->focus = pasted_into(form);
	form->touched[form->focus] = true;
	form->failed.code = ERR_NONE;
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
static void submit_dialog(struct ui *ui, struct dialog *dialog, const struct model *model)
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

static void dialog_input(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	struct form *form = dialog->state;
	enum form_result result;

	if (form->sent) {
		if (input == INPUT_ESC)
			dialog_close(ui, dialog);
		return;
	}
	result = form_input(form, model, input);
	if (result == FORM_LEFT)
		dialog_close(ui, dialog);
	else if (result == FORM_SUBMIT)
		submit_dialog(ui, dialog, model);
}

static struct line *dialog_field(const struct dialog *dialog)
{
	return form_field(dialog->state);
}

static void dialog_pasted(struct dialog *dialog)
{
	form_pasted(dialog->state);
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

static const struct keybind keys[] = {
	{ INPUT_ENTER, COMMAND_NONE, "Enter", "next field, or send", "go to the next field; on the last one, send the form" },
	{ INPUT_TAB, COMMAND_NONE, "Tab", "next field", "go to the next field; Shift-Tab to the one before" },
	{ INPUT_RIGHT, COMMAND_NONE, "Left Right", "choose", "change a choice, or move within the text" },
	{ INPUT_ESC, COMMAND_NONE, "Esc", "cancel", "close the form; nothing happens" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_form = {
	.name = "Form", .state_size = sizeof(struct form), .keys = keys, .takes_text = true,
	.alive = alive, .input = dialog_input, .draw = dialog_draw, .close = dialog_end, .field = dialog_field,
	.pasted = dialog_pasted, .wipe = dialog_wipe, .bares = dialog_bares,
};

struct dialog *form_open(struct ui *ui, const struct model *model, const struct form_spec *spec)
{
	struct dialog *dialog = dialog_open(ui, &dialog_form, model);

	form_begin(dialog->state, model, spec);
	return dialog;
}
