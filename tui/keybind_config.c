#include "tui/keybind_config.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "tui/dialog/consent.h"
#include "tui/pane/pane.h"

const struct keybinds *keybind_all(size_t index)
{
	static const struct pane_ops *const panes[] = {
#define PANE(id, table, name, help) &(table),
#include "tui/pane/panes.def"
#undef PANE
	};
	static const struct dialog_ops *const dialogs[] = {
#define DIALOG(ops) &(ops),
#include "tui/dialog/dialogs.def"
#undef DIALOG
	};

	if (index < ARRAY_LENGTH(panes))
		return panes[index]->keybinds;
	index -= ARRAY_LENGTH(panes);
	if (index-- == 0)
		return &keybinds_filter;
	for (size_t i = 0; i < ARRAY_LENGTH(dialogs); i++)
		for (size_t mode = 0; mode < DIALOG_MODES && dialogs[i]->keybinds[mode]; mode++)
			if (index-- == 0)
				return dialogs[i]->keybinds[mode];
	return NULL;
}

/* The settings kept so far, and the changes that they make. */
struct draft {
	struct keybind_changes changes;
	const struct keybind_setting *from[KEYBIND_SETTINGS_MAX];
	keybind_tell *tell;
	void *context;
};

static void tell(const struct draft *draft, const struct keybind_setting *setting, unsigned column, const char *fmt,
		 ...) PRINTF_LIKE(4, 5);
static void tell(const struct draft *draft, const struct keybind_setting *setting, unsigned column, const char *fmt,
		 ...)
{
	char why[128];
	va_list args;

	va_start(args, fmt);
	vsnprintf(why, sizeof(why), fmt, args);
	va_end(args);
	if (draft->tell)
		draft->tell(draft->context, setting, column, why);
}

static bool is_known(const char *name)
{
	const struct keybinds *first;

	for (size_t i = 0; (first = keybind_all(i)); i++) {
		struct keybind_at at = { .first = first };

		while (keybind_step(&at, NULL, NULL, NULL))
			if (keybind_name(&at.bind) && strcmp(keybind_name(&at.bind), name) == 0)
				return true;
	}
	return false;
}

/* Settings are handled in the order of their lines. */
static const struct keybind_setting *set_before(const struct draft *draft, const char *name)
{
	for (size_t i = 0; i < draft->changes.count; i++)
		if (strcmp(draft->changes.items[i].name, name) == 0)
			return draft->from[i];
	return NULL;
}

static size_t blanks(const char *text)
{
	return strspn(text, " \t");
}

/* Reads "?, F1": names between commas. */
static bool parse_inputs(int out[KEYBIND_INPUTS], const struct draft *draft, const struct keybind_setting *setting)
{
	const char *at = setting->inputs;
	size_t count = 0;

	for (at += blanks(at);; at += blanks(at)) {
		size_t len = strcspn(at, ",");
		unsigned column = setting->inputs_column + (unsigned)(at - setting->inputs);
		char name[INPUT_NAME_SIZE] = "";

		while (len > 0 && strchr(" \t", at[len - 1]))
			len--;
		if (len < sizeof(name))
			memcpy(name, at, len);
		if (!*name || count == KEYBIND_INPUTS || !input_parse(&out[count], name)) {
			if (count == KEYBIND_INPUTS)
				tell(draft, setting, column, "%s has no room for more than %d keys", setting->name, KEYBIND_INPUTS);
			else
				tell(draft, setting, column, "%s%.*s%s is no key that can be given to %s", len ? "'" : "nothing",
				     (int)len, at, len ? "'" : "", setting->name);
			return false;
		}
		count++;
		at += strcspn(at, ",");
		if (!*at++)
			return true;
	}
}

static void take(struct draft *draft, const struct keybind_setting *setting)
{
	struct keybind_change change = { .name = "" };
	const struct keybind_setting *before = set_before(draft, setting->name);

	memcpy(change.name, setting->name, sizeof(change.name));
	if (!is_known(setting->name)) {
		tell(draft, setting, setting->column, "nothing is called '%s'; rialto(1) lists the names", setting->name);
	} else if (before) {
		tell(draft, setting, setting->column, "%s is set already, in line %u", setting->name, before->line);
	} else if (parse_inputs(change.inputs, draft, setting)) {
		draft->from[draft->changes.count] = setting;
		draft->changes.items[draft->changes.count++] = change;
	}
}

static bool is_named(const struct keybind *bind, const char *name)
{
	return keybind_name(bind) && strcmp(keybind_name(bind), name) == 0;
}

/* Finds a row of another name that has the input, in the tables that begin with `first`. */
static bool find_other(struct keybind_at *out, const struct draft *draft, const struct keybinds *first,
		       const char *name, int input)
{
	*out = (struct keybind_at){ .first = first };
	while (keybind_step(out, &draft->changes, NULL, NULL))
		if (!is_named(&out->bind, name) && keybind_has(&out->bind, input))
			return true;
	return false;
}

/* A later row may share an input that this row has by itself, but not one that it is given now. */
static bool clashes(struct keybind_at *other, int *input, const struct draft *draft, const struct keybinds *first,
		    const char *name)
{
	struct keybind_at at = { .first = first };

	while (keybind_step(&at, &draft->changes, NULL, NULL)) {
		if (!is_named(&at.bind, name))
			continue;
		for (size_t i = 0; i < KEYBIND_INPUTS && at.bind.inputs[i]; i++) {
			*input = at.bind.inputs[i];
			if (!keybind_has(&at.table->rows[at.index], *input) &&
			    find_other(other, draft, first, name, *input))
				return true;
		}
	}
	return false;
}

static bool is_default(const struct keybind_change *change, int input)
{
	const struct keybinds *first;

	for (size_t i = 0; (first = keybind_all(i)); i++) {
		struct keybind_at at = { .first = first };

		while (keybind_step(&at, NULL, NULL, NULL))
			if (is_named(&at.bind, change->name) && keybind_has(&at.bind, input))
				return true;
	}
	return false;
}

/* A letter that answers a review must not become a habit for anything else. */
static bool answers(int *input, const struct draft *draft, size_t change)
{
	const struct keybind_change *it = &draft->changes.items[change];
	struct keybind_at ignored;

	for (size_t i = 0; i < KEYBIND_INPUTS && it->inputs[i]; i++) {
		struct draft none = { .tell = NULL };

		*input = it->inputs[i];
		if (input_types(*input) && find_other(&ignored, &none, &consent_keybinds, "", *input) &&
		    !keybind_name(&ignored.bind) && !is_default(it, *input))
			return true;
	}
	return false;
}

/* Says why a change is refused; false: it is not. */
static bool is_refused(const struct draft *draft, size_t index)
{
	const struct keybind_setting *setting = draft->from[index];
	const struct keybinds *first;
	char name[INPUT_NAME_SIZE];
	struct keybind_at other;
	int input;

	if (answers(&input, draft, index)) {
		input_name(name, input);
		tell(draft, setting, setting->inputs_column, "%s answers what is asked, and nothing else can be given to it", name);
		return true;
	}
	for (size_t i = 0; (first = keybind_all(i)); i++) {
		const char *taken;

		if (!clashes(&other, &input, draft, first, setting->name))
			continue;
		input_name(name, input);
		taken = keybind_name(&other.bind) ? keybind_name(&other.bind) : keybind_help(&other.bind);
		tell(draft, setting, setting->inputs_column, "%s is there already: %s (%s); %s keeps its key", name, taken,
		     other.table->title, setting->name);
		return true;
	}
	return false;
}

static void drop(struct draft *draft, size_t index)
{
	draft->changes.count--;
	for (size_t i = index; i < draft->changes.count; i++) {
		draft->changes.items[i] = draft->changes.items[i + 1];
		draft->from[i] = draft->from[i + 1];
	}
}

void keybind_configure(struct keybind_changes *out, const struct keybind_setting *settings, size_t count,
		       keybind_tell *say, void *context)
{
	struct draft draft = { .tell = say, .context = context };

	for (size_t i = 0; i < count && i < KEYBIND_SETTINGS_MAX; i++)
		take(&draft, &settings[i]);
	/* The later line gives way.  Without it another may conflict with a line before it, so start again. */
	for (size_t i = draft.changes.count; i > 0;) {
		if (is_refused(&draft, --i)) {
			drop(&draft, i);
			i = draft.changes.count;
		}
	}
	if (out)
		*out = draft.changes;
}
