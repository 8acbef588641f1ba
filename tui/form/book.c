/* The forms of the address book: a name for an address, and another name. */
#include <stdio.h>

#include "tui/form/check.h"
#include "wallet/base/mem.h"
#include "wallet/eth/entry.h"
#include "wallet/model/book.h"
#include "wallet/model/recipient.h"

static bool pending(const struct model *model)
{
	return model->task.request != 0;
}

static const struct err *failure(const struct model *model)
{
	return &model->task.err;
}

static struct task *begin(struct action *action, enum action_type type, enum task_kind kind, const char *name)
{
	struct task *task = mem_new(1, sizeof(*task));

	task->kind = kind;
	snprintf(task->name, sizeof(task->name), "%s", name);
	action->type = type;
	action->task = task;
	return task;
}

/* Add */

enum { ADD_NAME, ADD_ADDRESS };

static bool check_name(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	return book_check_name(model, form_text(form, field), NULL, err);
}

static bool check_address(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	struct address address;

	return entry_address(&address, form_text(form, field), err) && book_check_address(model, address, err);
}

static const struct field_spec add_fields[] = {
	{ "Name", FIELD_TEXT, ACCOUNT_NAME_MAX, NULL, "What you call it, like exchange.", NULL, check_name },
	{ "Address", FIELD_TEXT, ENTRY_SIZE - 1, NULL, "Of whoever gets it, on Base. Compare every character.", NULL, check_address },
};

/* Whoever wants to be paid by mistake would like best to be in the book. */
static void add_facts(const struct form *form, const struct model *model, struct page *page)
{
	char like[ADDRESS_TEXT_SIZE];
	struct recipient recipient;
	struct address address;
	struct err ignored;

	if (!entry_address(&address, form_text(form, ADD_ADDRESS), &ignored))
		return;
	recipient_look(&recipient, model, address);
	if (!recipient.is_like)
		return;
	address_format(like, recipient.like);
	page_blank(page);
	page_format(page, STYLE_BAD, "It only looks like %s%s%s, and is another address: such addresses are made to be mistaken "
		    "for one.", recipient.like_name, *recipient.like_name ? " " : "", like);
}

static void add_make(struct form *form, const struct model *model, struct action *action)
{
	struct task *task = begin(action, ACTION_BOOK_ADD, TASK_BOOK_ADD, form_text(form, ADD_NAME));
	struct err ignored;

	(void)model;
	task->account.kind = ACCOUNT_WATCH;
	snprintf(task->account.name, sizeof(task->account.name), "%s", task->name);
	if (!entry_address(&task->account.address, form_text(form, ADD_ADDRESS), &ignored))
		action->type = ACTION_NONE;
}

const struct form_spec form_book_add = {
	.title = "Add an address", .submit = "add it",
	.intro = "From then on its name stands for it: here, on the command line and in every review.",
	.fields = add_fields, .count = ARRAY_LENGTH(add_fields), .facts = add_facts, .make = add_make,
	.pending = pending, .pending_words = "Writing it down…", .failure = failure,
};

/* Rename: the form's account is the entry. */

static bool check_new_name(const struct form *form, const struct model *model, size_t field, struct err *err)
{
	return book_check_name(model, form_text(form, field), &form->account, err);
}

static const struct field_spec rename_fields[] = {
	{ "New name", FIELD_TEXT, ACCOUNT_NAME_MAX, NULL, "What you call it, like exchange.", NULL, check_new_name },
};

static void rename_make(struct form *form, const struct model *model, struct action *action)
{
	struct task *task = begin(action, ACTION_BOOK_RENAME, TASK_BOOK_RENAME, form_text(form, 0));

	(void)model;
	task->account = form->account;
}

const struct form_spec form_book_rename = {
	.title = "Rename the address", .submit = "rename", .about_account = true,
	.fields = rename_fields, .count = ARRAY_LENGTH(rename_fields), .make = rename_make,
	.pending = pending, .pending_words = "Writing it down…", .failure = failure,
};
