/* The settings: what each is, what holds, and another value for those that are changed while the program runs. */
#include "app/plain/plain.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"

#define AS_USUAL "-"
#define CHOICE_SIZE (SETTING_NAME_SIZE + SETTING_VALUE_SIZE + 80)

static void set(struct plain *plain, const char *name, const char *value)
{
	struct action action = { .type = ACTION_SETTING, .setting = mem_new(1, sizeof(*action.setting)) };

	snprintf(action.setting->name, sizeof(action.setting->name), "%s", name);
	snprintf(action.setting->value, sizeof(action.setting->value), "%s", value);
	plain->away = false;
	loop_apply(&plain->loop, &action);
	plain_work(plain);
}

static void print_setting(const struct plain *plain, const struct setting_row *row)
{
	plain_say(plain, "\n%s: %s (%s)", row->name, *row->value ? row->value : "nothing", row->from);
	plain_say(plain, "%s", row->help);
	plain_say(plain, "It may be %s%s%s.%s", row->form, *row->usual ? "; unless set it is " : "", row->usual,
		  row->changes ? "" : " It is changed in the file.");
}

/* Its rows are written anew when the value is saved. */
static void ask_value(struct plain *plain, const struct setting_row *row)
{
	const struct setting_rows *rows = plain->model->settings;
	char value[SETTING_VALUE_SIZE], name[SETTING_NAME_SIZE];

	snprintf(name, sizeof(name), "%s", row->name);
	while (plain_ask(value, sizeof(value), plain, "Which value? (Enter: leave it, " AS_USUAL ": as usual again, Ctrl-C: back) ") &&
	       *value) {
		if (!strcmp(value, AS_USUAL) || rows->may_be(name, value)) {
			set(plain, name, strcmp(value, AS_USUAL) != 0 ? value : "");
			return;
		}
		plain_say(plain, "%s must be %s.", row->name, row->form);
	}
}

static void say_file(const struct plain *plain, const struct setting_rows *rows)
{
	plain_say(plain, "The file is %s.%s%s%s Its manual page is rialto-config(5).", rows->file, *rows->rest ? " It also has " : "",
		  rows->rest, *rows->rest ? "." : "");
	for (size_t i = 0; i < rows->mistake_count; i++)
		plain_pair(plain, "Passed over", "%s", rows->mistakes[i].text);
}

static bool choose(size_t *out, struct plain *plain, const struct setting_rows *rows)
{
	char texts[SETTING_ROWS_MAX][CHOICE_SIZE];
	const char *choices[1 + SETTING_ROWS_MAX] = { "none: go back" };

	for (size_t i = 0; i < rows->count; i++) {
		const struct setting_row *row = &rows->items[i];

		snprintf(texts[i], CHOICE_SIZE, "%s, %s (%s)", row->name, *row->value ? row->value : "nothing", row->from);
		choices[1 + i] = texts[i];
	}
	return plain_choose(out, plain, choices, 1 + rows->count, "Which?") && *out;
}

void plain_settings(struct plain *plain)
{
	const struct setting_rows *rows = plain->model->settings;
	size_t choice;

	if (!rows) {
		plain_say(plain, "There is nothing to be set here.");
		return;
	}
	plain_say(plain, "\nThe settings. Colours, columns and the mouse are of the screen alone.");
	say_file(plain, rows);
	if (!choose(&choice, plain, rows))
		return;
	print_setting(plain, &rows->items[choice - 1]);
	if (!rows->items[choice - 1].changes)
		return;
	if (plain->model->readonly)
		plain_say(plain, "With --readonly no setting is changed.");
	else
		ask_value(plain, &rows->items[choice - 1]);
}
