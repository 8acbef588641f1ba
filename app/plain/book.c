/* The address book: who is in it, and what can be done with an entry. */
#include "app/plain/plain.h"

#include <stdio.h>
#include <stdlib.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/recipient.h"

#define CHOICE_SIZE (ACCOUNT_NAME_MAX + ADDRESS_TEXT_SIZE + 8)

/* The name stands for the address wherever it can mean no other. */
static void send_to(struct plain *plain, const struct account *entry)
{
	char text[ADDRESS_TEXT_SIZE];
	struct address address;
	struct err ignored;
	bool named = recipient_find(&address, plain->model, entry->name, &ignored) &&
		     address_equal(address, entry->address);

	address_format(text, entry->address);
	plain_send_to(plain, named ? entry->name : text);
}

static void rename_it(struct plain *plain, const struct account *entry)
{
	struct form form;

	form_begin(&form, plain->model, &form_book_rename);
	form.account = *entry;
	plain_form_ask(plain, &form);
}

static void remove_it(struct plain *plain, const struct account *entry)
{
	struct action action = { .type = ACTION_BOOK_REMOVE, .task = mem_new(1, sizeof(*action.task)) };

	action.task->kind = TASK_BOOK_REMOVE;
	action.task->account = *entry;
	plain->away = false;
	loop_apply(&plain->loop, &action);
	plain_work(plain);
}

static void print_entry(const struct plain *plain, const struct account *entry)
{
	char address[ADDRESS_TEXT_SIZE], when[TEXT_TIME_SIZE];
	struct recipient recipient;

	recipient_count(&recipient, plain->model, entry->address);
	address_format(address, entry->address);
	text_time(when, recipient.last_ms);
	plain_say(plain, "\n%s is %s.", entry->name, address);
	if (recipient.times)
		plain_say(plain, "Sent to it %u time%s, last on %s.", recipient.times, recipient.times == 1 ? "" : "s", when);
	else
		plain_say(plain, "Nothing was sent to it from here so far.");
}

/* The entry is copied, because the book is read anew after a change. */
static void ask_entry(struct plain *plain, struct account entry)
{
	static const char *const choices[] = { "go back", "send something to it", "give it another name", "remove it" };
	static void (*const does[ARRAY_LENGTH(choices)])(struct plain *plain, const struct account *entry) = {
		[1] = send_to, [2] = rename_it, [3] = remove_it,
	};
	size_t choice;

	print_entry(plain, &entry);
	if (!plain_choose(&choice, plain, choices, ARRAY_LENGTH(choices), "What with it?") || !choice)
		return;
	if (choice == 1 || plain_may(plain, ACTION_BOOK_ADD))
		does[choice](plain, &entry);
}

/* False: go back.  *out is the entry, or the number of entries: add one. */
static bool choose(size_t *out, struct plain *plain)
{
	const struct accounts *book = &plain->model->book;
	char (*texts)[CHOICE_SIZE] = mem_new(book->count + 1, sizeof(*texts)), address[ADDRESS_TEXT_SIZE];
	const char **choices = mem_new(book->count + 2, sizeof(*choices));
	size_t choice = 0;
	bool chosen;

	choices[0] = "go back";
	choices[1] = "add an address";
	for (size_t i = 0; i < book->count; i++) {
		address_format(address, book->items[i].address);
		snprintf(texts[i], CHOICE_SIZE, "%s, %s", book->items[i].name, address);
		choices[2 + i] = texts[i];
	}
	chosen = plain_choose(&choice, plain, choices, book->count + 2, "Which?") && choice;
	*out = choice < 2 ? book->count : choice - 2;
	free(choices);
	free(texts);
	return chosen;
}

void plain_book(struct plain *plain)
{
	const struct model *model = plain->model;
	size_t chosen;

	plain_say(plain, "\nThe address book. An address that has a name here is sent to by that name, and what only looks like it is "
		  "warned of.");
	if (!model->book.count)
		plain_say(plain, "Nobody is in it yet.");
	if (model->book_damaged)
		plain_say(plain, "%zu file%s in the home folder's addresses/ cannot be read.", model->book_damaged,
			  model->book_damaged == 1 ? "" : "s");
	if (!choose(&chosen, plain))
		return;
	if (chosen < model->book.count)
		ask_entry(plain, model->book.items[chosen]);
	else
		plain_ask_form(plain, ACTION_BOOK_ADD, &form_book_add);
}
