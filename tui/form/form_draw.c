/* Draws a form: its fields, what is wrong with them, and the button. */
#include <string.h>

#include "tui/form/check.h"
#include "tui/form/fields.h"
#include "tui/form/names.h"
#include "tui/form/words.h"

static void aim(struct page *page, int row, int col, int cols, size_t field, int part)
{
	struct target target = { TARGET_ROW, .value = (int)field, .part = part };

	canvas_target(&page->canvas, row, col, 1, cols, target);
}

/* Draws all choices side by side where they fit, the chosen one in brackets. */
static void draw_choice(const struct form *form, size_t field, struct page *page, int row, int col, int width)
{
	const struct field_spec *spec = &form->spec->fields[field];
	enum style on = form->focus == field ? STYLE_SELECTED : STYLE_STRONG;
	struct canvas *canvas = &page->canvas;
	int needed = 0, start = col;

	for (size_t i = 0; spec->choices[i]; i++)
		needed += (int)strlen(spec->choices[i]) + 3;
	for (size_t i = 0; spec->choices[i]; i++) {
		bool chosen = i == form->choices[field];
		int from = col;

		if (chosen)
			col = canvas_format(canvas, row, col, on, "[%s]", spec->choices[i]) + 1;
		else if (needed <= width)
			col = canvas_format(canvas, row, col, STYLE_DIM, " %s ", spec->choices[i]) + 1;
		aim(page, row, from, col - from - 1, field, (int)i + 1);
	}
	if (form->focus == field)
		canvas_rest(canvas, row, start);
}

static void draw_field(const struct form *form, size_t field, struct page *page)
{
	const struct field_spec *spec = &form->spec->fields[field];
	bool narrow = page->canvas.cols < FORM_LABEL_WIDTH + 14, focused = form->focus == field && !form->sent;
	int col = narrow ? 1 : FORM_LABEL_WIDTH, width = page->canvas.cols - col - 1, row = page_rows(page, 1);

	if (focused)
		page->keep = row;
	canvas_fit(&page->canvas, row, 0, narrow ? page->canvas.cols : FORM_LABEL_WIDTH - 1,
		   focused ? STYLE_STRONG : STYLE_TEXT, spec->label);
	if (narrow)
		row = page_rows(page, 1);
	aim(page, row, 0, page->canvas.cols, field, 0);
	if (focused)
		page->keep = row;
	if (focused && form_step(form, form->spec->count, 1) == field)
		page->from_top = true;
	if (width > FORM_FIELD_WIDTH)
		width = FORM_FIELD_WIDTH;
	if (spec->kind == FIELD_CHOICE)
		draw_choice(form, field, page, row, col, width);
	else
		line_draw(&form->lines[field], &page->canvas, row, col, width, focused);
}

void form_note(struct page *page, enum style style, const char *text)
{
	page_pair(page, FORM_LABEL_WIDTH, "", style, text);
}

static void draw_below_field(struct form *form, const struct model *model, size_t field, struct page *page)
{
	const struct field_spec *spec = &form->spec->fields[field];
	struct err err = { 0 };

	if (form->lines[field].full)
		form_note(page, STYLE_BAD, "There is no room for more.");
	else if (form_is_amount(form, field) && form->lines[field].masked)
		form_note(page, STYLE_BAD, "No amount has letters in it. They are hidden, in case a password was meant.");
	else if (form_has_words(form, field) && form->lines[field].s.len)
		form->bare |= form_words_draw(form, model, field, page);
	else if (form_names_draw(form, model, field, page))
		return;
	else if ((form->touched[field] || form->refused) && !form_valid(form, model, field, &err))
		form_note(page, STYLE_BAD, err.msg);
	else if (form->lines[field].dropped)
		form_note(page, STYLE_WARN, "Characters that do not show were left out.");
	else if (form->focus == field && spec->note)
		form_note(page, STYLE_DIM, spec->note);
}

static void draw_button(const struct form *form, struct page *page)
{
	bool focused = form->focus == form->spec->count;
	int row = page_rows(page, 1), end;

	if (form->sent) {
		canvas_spinner(&page->canvas, row, 0, STYLE_BUSY);
		canvas_fit(&page->canvas, row, 2, page->canvas.cols - 2, STYLE_BUSY,
			   form->spec->pending_words ? form->spec->pending_words : "");
		return;
	}
	if (focused) {
		page->keep = row;
		canvas_rest(&page->canvas, row, 0);
	}
	end = canvas_format(&page->canvas, row, 0, focused ? STYLE_SELECTED : STYLE_DIM, "[ %c%s ]",
			    form->spec->submit[0] & ~0x20, form->spec->submit + 1);
	aim(page, row, 0, end, form->spec->count, 0);
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
		if (form_shown(form, i)) {
			draw_field(form, i, page);
			draw_below_field(form, model, i, page);
		}
	if (form->spec->facts)
		form->spec->facts(form, model, page);
	if (form->spec->plan)
		form_facts_marked(model, form->spec->plan, page);
	page_blank(page);
	if (form->failed.code != ERR_NONE) {
		page_text(page, STYLE_BAD, form->failed.msg);
		page_text(page, STYLE_TEXT, err_info(form->failed.code)->advice);
	}
	draw_button(form, page);
}
