/* A form of the screen, asked in lines: its fields one after the other, each checked as it is on the screen, and what
 * the screen says beside them. */
#include "app/plain/plain.h"

#include <stdio.h>
#include <string.h>

#include "tui/form/check.h"
#include "tui/form/fields.h"

#define PAGE_WIDTH 1000		/* columns: no line of what the screen says is wrapped before it is said here */
#define CHOICES_MOST 16
#define TEXT_SIZE 1024

/* What was said is not said again. */
static void say_new(const struct plain *plain, struct buf *said, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		struct buf line;

		buf_init(&line, 0);
		buf_add_format(&line, "\n%.*s\n", (int)len, text);
		if (len && !strstr(buf_string(said), buf_string(&line))) {
			plain_fields(plain, buf_string(&line) + 1);
			buf_add(said, line.data, line.len);
		}
		buf_free(&line);
		text += len + (text[len] != '\0');
	}
}

static void say_facts(const struct plain *plain, struct buf *said, const struct form *form)
{
	struct canvas like = { 0 };
	struct page page;
	struct buf text;

	if (!form->spec->facts)
		return;
	page_init(&page, &like, PAGE_WIDTH);
	form->spec->facts(form, plain->model, &page);
	buf_init(&text, 0);
	canvas_dump(&text, &page.canvas);
	say_new(plain, said, buf_string(&text));
	buf_free(&text);
	page_free(&page);
}

static bool ask_choice(struct form *form, size_t field, struct plain *plain)
{
	const struct field_spec *spec = &form->spec->fields[field];
	char question[128];
	size_t count = 0;

	while (count < CHOICES_MOST && spec->choices[count])
		count++;
	snprintf(question, sizeof(question), "%s?", spec->label);
	return plain_choose_from(&form->choices[field], plain, spec->choices, count, form->choices[field], question);
}

/* What does not fit is not cut, and is not nothing. */
static bool ask_masked(struct form *form, size_t field, struct plain *plain)
{
	struct line *line = &form->lines[field];
	struct passphrase *typed;
	const char *fault;

	do {
		if (!plain_ask_secret(&typed, plain, "%s (it is not shown; Ctrl-C: back): ", form->spec->fields[field].label))
			return false;
		line_clear(line);
		fault = line_paste(line, typed->s.data, typed->s.len, false);
		passphrase_free(typed);
		if (fault)
			plain_sentence(plain, fault);
	} while (fault);
	return true;
}

static bool is_all(const char *text)
{
	return !strcmp(text, "a") || !strcmp(text, FORM_ALL);
}

/* What does not fit is not cut, and does not take the place of what is filled in. */
static bool take_text(struct form *form, size_t field, const char *text, const struct plain *plain)
{
	struct line *line = &form->lines[field];
	char most[AMOUNT_TEXT_SIZE], before[TEXT_SIZE];
	const char *fault;
	struct amount amount;

	if (form_is_amount(form, field) && is_all(text) && form->spec->most(&amount, form, plain->model)) {
		amount_format(most, amount);
		text = most;
	}
	snprintf(before, sizeof(before), "%s", line_text(line));
	line_clear(line);
	fault = line_paste(line, text, strlen(text), false);
	if (fault) {
		line_fill(line, before);
		plain_sentence(plain, fault);
	}
	return !fault;
}

/* Enter alone takes what is filled in. */
static bool ask_text(struct form *form, size_t field, struct plain *plain)
{
	const char *label = form->spec->fields[field].label;
	char text[TEXT_SIZE];

	do {
		const char *filled = form_text(form, field);

		if (!plain_ask(text, sizeof(text), plain, *filled ? "%s? (Enter: %s, Ctrl-C: back) " : "%s?%s (Ctrl-C: back) ", label,
			       filled))
			return false;
	} while (*text && !take_text(form, field, text, plain));
	return true;
}

static bool repeats(const struct form *form, size_t field)
{
	return field > 0 && form->spec->fields[field].check == form_check_again;
}

/* Until it can be what it is.  What was filled in stays for Enter, what was wrong does not. */
static bool ask_field(struct form *form, size_t field, struct plain *plain)
{
	static bool (*const asks[])(struct form *form, size_t field, struct plain *plain) = {
		[FIELD_TEXT] = ask_text, [FIELD_MASKED] = ask_masked, [FIELD_CHOICE] = ask_choice,
	};
	const struct field_spec *spec = &form->spec->fields[field];
	char filled[TEXT_SIZE];
	struct err err;

	snprintf(filled, sizeof(filled), "%s", spec->kind == FIELD_TEXT ? form_text(form, field) : "");
	if (spec->note)
		plain_sentence(plain, spec->note);
	while (asks[spec->kind](form, field, plain)) {
		form->touched[field] = true;
		if (form_valid(form, plain->model, field, &err))
			return true;
		plain_sentence(plain, err.msg);
		if (repeats(form, field))
			return true;
		if (spec->kind != FIELD_CHOICE)
			line_fill(&form->lines[field], filled);
	}
	return false;
}

/* What no review follows is agreed to here. */
static bool agrees(const struct form *form, struct plain *plain)
{
	char answer[16];

	return !form->spec->pending || (plain_ask(answer, sizeof(answer), plain, "Enter: %s, Ctrl-C: back ", form->spec->submit) && !*answer);
}

/* What was right when it was asked may not be any more, once all is. */
static size_t next_field(const struct form *form, size_t field, const struct plain *plain)
{
	struct err err;
	size_t bad;

	if (field + 1 < form->spec->count)
		return field + 1;
	bad = form_first_bad(form, plain->model);
	if (bad < form->spec->count && !form_valid(form, plain->model, bad, &err))
		plain_sentence(plain, err.msg);
	return bad;
}

/* A password that was repeated wrongly is typed anew, both times: nobody can see which of the two was wrong. */
static bool ask_fields(struct form *form, struct buf *said, struct plain *plain)
{
	struct err ignored;
	size_t field = 0;

	while (field < form->spec->count) {
		if (form_shown(form, field) && !ask_field(form, field, plain))
			return false;
		if (repeats(form, field) && !form_valid(form, plain->model, field, &ignored)) {
			field--;
			continue;
		}
		say_facts(plain, said, form);
		field = next_field(form, field, plain);
	}
	return agrees(form, plain);
}

/* False: it failed, and is asked once more with what was typed. */
static bool send_form(struct form *form, struct plain *plain)
{
	struct action action = { 0 };
	const struct err *failure;

	form->spec->make(form, plain->model, &action);
	if (action.type == ACTION_NONE) {
		plain_say(plain, "There is nothing to change.");
		return true;
	}
	plain->away = false;
	loop_apply(&plain->loop, &action);
	plain_work(plain);
	failure = form->spec->failure ? form->spec->failure(plain->model) : NULL;
	if (!failure || failure->code == ERR_NONE || failure->code == ERR_CANCELLED)
		return true;
	plain_sentence(plain, err_info(failure->code)->advice);
	return false;
}

static void print_head(const struct plain *plain, const struct form *form)
{
	char address[ADDRESS_TEXT_SIZE];

	plain_say(plain, "%s", "");
	plain_sentence(plain, form->spec->title);
	if (form->spec->intro)
		plain_say(plain, "%s", form->spec->intro);
	if (!form->account.name[0] || !(form->spec->about_account || form->spec->plan))
		return;
	account_format_address(address, &form->account);
	plain_pair(plain, "Wallet", "%s, %s", form->account.name, address);
}

void plain_form_ask(struct plain *plain, struct form *form)
{
	struct buf said;

	buf_init(&said, 0);
	print_head(plain, form);
	say_facts(plain, &said, form);
	while (!plain_ended(plain) && ask_fields(form, &said, plain) && !send_form(form, plain))
		;
	buf_free(&said);
	form_end(form);
}

void plain_form(struct plain *plain, const struct form_spec *spec)
{
	struct form form;

	form_begin(&form, plain->model, spec);
	plain_form_ask(plain, &form);
}
