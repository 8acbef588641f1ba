#include "tui/form/fields.h"

#include <ctype.h>
#include <string.h>

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

bool form_shown(const struct form *form, size_t field)
{
	const struct field_spec *spec = &form->spec->fields[field];

	return field >= form->spec->count || !spec->shown || spec->shown(form);
}

bool form_valid(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	const struct field_spec *spec = &form->spec->fields[field];

	return !form_shown(form, field) || !spec->check || spec->check(form, model, field, err);
}

/* Returns the next field that is shown; the button counts as one. */
size_t form_step(const struct form *form, size_t from, int by)
{
	size_t places = form->spec->count + 1, at = from;

	do {
		at = (at + places + (size_t)by) % places;
	} while (!form_shown(form, at));
	return at;
}

size_t form_first_bad(const struct form *form, const struct model *model)
{
	struct err ignored;

	for (size_t i = 0; i < form->spec->count; i++)
		if (!form_valid(form, model, i, &ignored))
			return i;
	return form->spec->count;
}

bool form_has_words(const struct form *form, size_t field)
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

void form_turn(struct form *form, bool forward)
{
	size_t count = choice_count(&form->spec->fields[form->focus]), *choice = &form->choices[form->focus];

	if (count)
		*choice = (*choice + (forward ? 1 : count - 1)) % count;
}

bool form_point(struct form *form, size_t field, int choice)
{
	if (form->sent || field > form->spec->count || !form_shown(form, field))
		return false;
	if (form->focus < form->spec->count && form->focus != field)
		form->touched[form->focus] = true;
	form->focus = field;
	if (choice && field < form->spec->count && (size_t)choice <= choice_count(&form->spec->fields[field]))
		form->choices[field] = (size_t)choice - 1;
	return field == form->spec->count;
}

/* A blank goes to the next choice.  A letter goes to the next one that starts with it. */
static void choose(struct form *form, int input)
{
	const struct field_spec *spec = &form->spec->fields[form->focus];
	size_t count = choice_count(spec), *choice = &form->choices[form->focus];

	if (input == ' ')
		form_turn(form, true);
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
	return field < form->spec->count && form_shown(form, field) && form->spec->fields[field].kind != FIELD_CHOICE;
}

/* Returns the next field after `from` that takes text; `from` itself when there is none. */
static size_t next_text(const struct form *form, size_t from)
{
	size_t at = from;

	for (size_t tried = 0; tried <= form->spec->count; tried++) {
		at = form_step(form, at, 1);
		if (takes_text(form, at))
			return at;
	}
	return from;
}

/* A word that stands for "nothing chosen" goes when another word is begun. */
static void type_over(struct form *form)
{
	const char *word = form->spec->word;

	if (word && strcmp(form_text(form, form->focus), word) == 0)
		line_clear(&form->lines[form->focus]);
}

bool form_is_amount(const struct form *form, size_t field)
{
	return field == 0 && form->spec->most;
}

static bool has_letters(const struct line *line)
{
	for (size_t i = 0; i < line->s.len; i++)
		if (isalpha((unsigned char)line->s.data[i]) || (unsigned char)line->s.data[i] >= 0x80)
			return true;
	return false;
}

/* No amount has letters in it but the word for all.  Who types them may mean another prompt, and type a password. */
void form_edited(struct form *form)
{
	struct line *line = &form->lines[form->focus];

	if (form_is_amount(form, form->focus))
		line->masked = has_letters(line) && strcmp(line_text(line), FORM_ALL) != 0;
	form->touched[form->focus] = true;
	form->failed.code = ERR_NONE;
}

/* A letter typed on the button is meant for the first field that takes text. */
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

/* What is pasted into a choice is meant for the next text field. */
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
	form->lines[field].words = form_has_words(form, field);
	return &form->lines[field];
}

bool form_is_secret(const struct form *form)
{
	for (size_t i = 0; i < form->spec->count; i++)
		if (form->lines[i].masked && form->lines[i].s.len)
			return true;
	return false;
}
