#include "tui/keybind.h"

#include <stdio.h>
#include <string.h>

#include "tui/ui.h"

const char *keybind_name(const struct keybind *bind)
{
	const char *name = bind->name;

	if (!name && bind->command)
		name = command_name(bind->command);
	return name && *name ? name : NULL;
}

const char *keybind_help(const struct keybind *bind)
{
	return bind->help ? bind->help : command_help(bind->command);
}

const char *keybind_hint(const struct keybind *bind, const struct dialog *dialog)
{
	return bind->says && dialog ? bind->says(dialog) : bind->hint;
}

bool keybind_has(const struct keybind *bind, int input)
{
	for (size_t i = 0; i < KEYBIND_INPUTS && bind->inputs[i]; i++)
		if (bind->inputs[i] == input)
			return true;
	return false;
}

void keybind_label(char out[KEYBIND_LABEL_SIZE], const struct keybind *bind)
{
	char name[INPUT_NAME_SIZE];
	size_t used = 0;

	*out = '\0';
	for (size_t i = 0; i < KEYBIND_INPUTS && bind->inputs[i] && used < KEYBIND_LABEL_SIZE; i++) {
		input_name(name, bind->inputs[i]);
		used += (size_t)snprintf(out + used, KEYBIND_LABEL_SIZE - used, "%s%s", i ? " " : "", name);
	}
}

typedef bool input_test(const void *context, int input);

/* Removes the inputs that the test is true for. */
static void leave_out(struct keybind *bind, input_test *test, const void *context)
{
	size_t kept = 0;

	for (size_t i = 0; i < KEYBIND_INPUTS && bind->inputs[i]; i++)
		if (!test(context, bind->inputs[i]))
			bind->inputs[kept++] = bind->inputs[i];
	while (kept < KEYBIND_INPUTS)
		bind->inputs[kept++] = INPUT_NONE;
}

static bool types(const void *context, int input)
{
	(void)context;
	return input_types(input);
}

static const struct keybind_change *change_of(const struct keybind_changes *changes, const struct keybind *bind)
{
	const char *name = changes && changes->count ? keybind_name(bind) : NULL;

	for (size_t i = 0; name && i < changes->count; i++)
		if (strcmp(changes->items[i].name, name) == 0)
			return &changes->items[i];
	return NULL;
}

/* Sets the inputs that a row of the table has of its own, or by the configuration. */
static void settle(struct keybind *bind, const struct keybind_at *at, const struct keybinds *table,
		   const struct keybind_changes *changes)
{
	const struct keybind_change *change = change_of(changes, bind);
	struct keybind changed = *bind;

	if (at->first->typed && table != at->first)
		leave_out(bind, types, NULL);
	if (!change || !bind->inputs[0])
		return;
	memcpy(changed.inputs, change->inputs, sizeof(changed.inputs));
	if (at->first->typed || table->made)	/* there a letter is text, or belongs to a made row */
		leave_out(&changed, types, NULL);
	if (changed.inputs[0])
		*bind = changed;
}

/* Goes to the next row, even to one without inputs. */
bool keybind_step(struct keybind_at *at, const struct keybind_changes *changes, const struct dialog *dialog,
		  const struct model *model)
{
	if (!at->table && !at->over)
		at->table = at->first;
	else
		at->index++;
	while (at->table) {
		const struct keybinds *table = at->table;

		if (at->index < table->count) {
			at->bind = table->rows[at->index];
			settle(&at->bind, at, table, changes);
			return true;
		}
		if (table->made && model && table->made(&at->bind, at->index - table->count, dialog, model))
			return true;
		at->table = table->then;
		at->index = 0;
	}
	at->over = true;
	return false;
}

/* Gives a row without inputs those of a later row with the same command, and what that row is hinted by. */
static void borrow(struct keybind_at *at, const struct keybind_changes *changes)
{
	size_t index = at->index + 1;

	if (!at->bind.command || at->bind.inputs[0])
		return;
	for (const struct keybinds *table = at->table; table; table = table->then, index = 0)
		for (; index < table->count && !at->bind.inputs[0]; index++) {
			struct keybind lender;

			if (table->rows[index].command != at->bind.command)
				continue;
			lender = table->rows[index];
			settle(&lender, at, table, changes);
			memcpy(at->bind.inputs, lender.inputs, sizeof(at->bind.inputs));
			at->bind.hinted = at->bind.hinted ? at->bind.hinted : lender.hinted;
		}
}

/* True when an earlier row has the input. */
static bool is_taken(const void *context, int input)
{
	const struct keybind_at *at = context;

	for (size_t i = 0; i < at->taken_count; i++)
		if (at->taken[i] == input)
			return true;
	return false;
}

static void take(struct keybind_at *at, const struct keybind *bind)
{
	for (size_t i = 0; i < KEYBIND_INPUTS && bind->inputs[i] && at->taken_count < KEYBIND_TAKEN; i++)
		at->taken[at->taken_count++] = bind->inputs[i];
}

bool keybind_next(struct keybind_at *at, const struct keybind_changes *changes, const struct dialog *dialog,
		  const struct model *model)
{
	while (keybind_step(at, changes, dialog, model)) {
		struct keybind bind;

		at->idle = at->ui && at->bind.fits && !at->bind.fits(at->ui, dialog, model);
		if (at->idle && !at->idle_too)
			continue;
		borrow(at, changes);
		bind = at->bind;
		leave_out(&at->bind, is_taken, at);
		if (!at->idle)
			take(at, &bind);
		if (at->bind.inputs[0])
			return true;
	}
	return false;
}

static void run(const struct keybind_at *at, struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (at->index >= at->table->count)
		at->table->pick(ui, dialog, model, at->index - at->table->count);
	else if (at->bind.run)
		at->bind.run(ui, dialog, model);
	else if (dialog)
		dialog_command(ui, dialog, model, at->bind.command);
	else
		ui_run(ui, model, at->bind.command);
}

bool keybind_input(const struct keybinds *first, int input, struct ui *ui, struct dialog *dialog,
		   const struct model *model)
{
	struct keybind_at at = { .first = first };

	while (keybind_step(&at, &ui->changes, dialog, model)) {
		borrow(&at, &ui->changes);
		if (!keybind_has(&at.bind, input) || (at.bind.fits && !at.bind.fits(ui, dialog, model)))
			continue;
		run(&at, ui, dialog, model);
		return true;
	}
	return false;
}

bool keybind_find(struct keybind_at *out, const struct keybinds *first, int command,
		  const struct keybind_changes *changes)
{
	*out = (struct keybind_at){ .first = first };
	while (keybind_next(out, changes, NULL, NULL))
		if (out->bind.command == command)
			return true;
	return false;
}
