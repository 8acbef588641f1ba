#include "tui/keystroke.h"

#include <stdio.h>
#include <string.h>

#include "tui/keybind_config.h"
#include "wallet/base/buf.h"
#include "wallet/base/mem.h"

static bool find_in(int *input, const struct keybinds *first, const char *name, const struct keybind_changes *changes)
{
	struct keybind_at at = { .first = first };

	while (first && keybind_next(&at, changes, NULL, NULL)) {
		const char *own = keybind_name(&at.bind);

		if (!own || strcmp(own, name) != 0)
			continue;
		*input = at.bind.inputs[0];
		return true;
	}
	return false;
}

static bool find(int *input, const struct keystrokes *keystrokes, const char *name)
{
	const struct keybind_changes *changes = keystrokes->changes;
	const struct keybinds *first;

	if (find_in(input, keystrokes->here, name, changes) || find_in(input, keystrokes->panes, name, changes))
		return true;
	for (size_t i = 0; (first = keybind_all(i)); i++)
		if (find_in(input, first, name, changes))
			return true;
	return false;
}

static bool recall(int *input, const struct keystrokes *keystrokes, const char *name)
{
	const struct keystrokes_known *known = keystrokes->known;

	for (size_t i = 0; known && i < known->count && i < KEYSTROKES_KNOWN; i++)
		if (known->items[i].here == keystrokes->here && known->items[i].panes == keystrokes->panes &&
		    strcmp(known->items[i].name, name) == 0) {
			*input = known->items[i].input;
			return true;
		}
	return false;
}

static bool learn(int *input, const struct keystrokes *keystrokes, const char *name)
{
	struct keystrokes_known *known = keystrokes->known;
	size_t at;

	if (!find(input, keystrokes, name))
		return false;
	if (!known)
		return true;
	at = known->count++ % KEYSTROKES_KNOWN;
	known->items[at].here = keystrokes->here;
	known->items[at].panes = keystrokes->panes;
	known->items[at].input = *input;
	snprintf(known->items[at].name, sizeof(known->items[at].name), "%s", name);
	return true;
}

/* A name that nothing has is shown as it is. */
static void add_input(struct buf *out, const struct keystrokes *keystrokes, const char *name)
{
	char label[INPUT_NAME_SIZE];
	int input;

	if (!recall(&input, keystrokes, name) && !learn(&input, keystrokes, name)) {
		buf_add_string(out, name);
		return;
	}
	input_name(label, input);
	buf_add_string(out, label);
}

char *keystroke_words(const struct keystrokes *keystrokes, const char *text)
{
	static const struct keystrokes defaults = { .here = &keybinds_panes };
	struct buf out;
	char *words;

	if (!strchr(text, *KEYSTROKE_BEGIN))
		return NULL;
	buf_init(&out, 0);
	while (*text) {
		size_t plain = strcspn(text, KEYSTROKE_BEGIN), len = strcspn(text + plain, KEYSTROKE_END);
		char name[KEYBIND_NAME_SIZE];

		buf_add(&out, text, plain);
		text += plain;
		if (!*text)
			break;
		snprintf(name, sizeof(name), "%.*s", (int)len - 1, text + 1);
		add_input(&out, keystrokes ? keystrokes : &defaults, name);
		text += len + (text[len] != '\0');
	}
	words = mem_string(buf_string(&out));
	buf_free(&out);
	return words;
}
