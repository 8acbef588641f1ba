/* The form for writing an API key to a file. */
#include <stdio.h>

#include "tui/form/check.h"
#include "wallet/base/mem.h"
#include "wallet/model/asked.h"

/* The first field is never shown.  It holds the id of the key. */
enum { HANDOVER_ID, HANDOVER_WHERE, HANDOVER_WHAT, HANDOVER_FIELDS };

/* In the order of enum handover_form. */
static const char *const forms[] = { "the key alone", ".env line", "JSON", NULL };

static bool never(const struct form *form)
{
	(void)form;
	return false;
}

static const struct field_spec fields[HANDOVER_FIELDS] = {
	{ "Id", FIELD_TEXT, KEY_ID_SIZE - 1, NULL, NULL, never, NULL },
	{ "Write it to", FIELD_TEXT, 1023, NULL, "A new file, which only you may read. ~ is your home folder.", NULL, form_check_file },
	{ "What", FIELD_CHOICE, 0, forms, "An .env line is VENICE_API_KEY=…; JSON has what is known of the key beside it.", NULL, NULL },
};

static bool pending(const struct model *model)
{
	return model->handover.request || model->handover.waits || asked_waits(model);
}

static const struct err *failure(const struct model *model)
{
	return &model->handover.err;
}

static void facts(const struct form *form, const struct model *model, struct page *page)
{
	(void)form;
	(void)model;
	page_text(page, STYLE_WARN, "The file will hold the key itself. Whoever reads it spends what the key may spend.");
}

static void make(struct form *form, const struct model *model, struct action *action)
{
	struct handover *wish = mem_new(1, sizeof(*wish));

	(void)model;
	action->type = ACTION_KEY_HANDOVER;
	action->handover = wish;
	wish->way = HANDOVER_FILE;
	wish->form = (enum handover_form)form->choices[HANDOVER_WHAT];
	snprintf(wish->id, sizeof(wish->id), "%s", form_text(form, HANDOVER_ID));
	snprintf(wish->to, sizeof(wish->to), "%s", form_text(form, HANDOVER_WHERE));
}

void form_handover_fill(struct form *form, const char *id)
{
	line_set(&form->lines[HANDOVER_ID], id);
	form->focus = HANDOVER_WHERE;
}

const struct form_spec form_handover = {
	.title = "Write the API key to a file", .submit = "write the file",
	.fields = fields, .count = HANDOVER_FIELDS, .facts = facts, .make = make,
	.pending = pending, .pending_words = "Opening the key…", .failure = failure,
};
