#include "tui/input.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"

static const struct { int input; const char *name; } names[] = {
	{ INPUT_ENTER, "Enter" }, { INPUT_ESC, "Esc" }, { INPUT_TAB, "Tab" }, { INPUT_BACKTAB, "Shift-Tab" },
	{ ' ', "Space" }, { ',', "Comma" }, { INPUT_BACKSPACE, "Backspace" }, { INPUT_DELETE, "Delete" },
	{ INPUT_UP, "Up" }, { INPUT_DOWN, "Down" }, { INPUT_LEFT, "Left" }, { INPUT_RIGHT, "Right" },
	{ INPUT_HOME, "Home" }, { INPUT_END, "End" }, { INPUT_PAGE_UP, "PgUp" }, { INPUT_PAGE_DOWN, "PgDn" },
	{ INPUT_F1, "F1" }, { INPUT_F2, "F2" }, { INPUT_F3, "F3" }, { INPUT_F4, "F4" }, { INPUT_F5, "F5" },
	{ INPUT_F6, "F6" }, { INPUT_F7, "F7" }, { INPUT_F8, "F8" }, { INPUT_F9, "F9" }, { INPUT_F10, "F10" },
	{ INPUT_F11, "F11" }, { INPUT_F12, "F12" },
};

/* Letters that no Ctrl binding may use: these stop the program, or mean Backspace or Enter to a terminal. */
#define CTRL_KEPT "CZHIJM"

bool input_types(int input)
{
	return input >= ' ' && input < INPUT_BEYOND && input != INPUT_BACKSPACE;
}

void input_name(char out[INPUT_NAME_SIZE], int input)
{
	char bytes[4];

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (names[i].input == input) {
			snprintf(out, INPUT_NAME_SIZE, "%s", names[i].name);
			return;
		}
	if (input_types(input))
		snprintf(out, INPUT_NAME_SIZE, "%.*s", (int)text_encode(bytes, (uint32_t)input), bytes);
	else
		snprintf(out, INPUT_NAME_SIZE, "Ctrl-%c", input < ' ' ? input + '@' : '?');
}

static bool parse_ctrl(int *out, const char *name)
{
	char letter;

	if (strncasecmp(name, "Ctrl-", 5) != 0 || !name[5] || name[6])
		return false;
	letter = (char)(name[5] & ~0x20);
	if (letter < 'A' || letter > 'Z' || strchr(CTRL_KEPT, letter))
		return false;
	*out = letter - '@';
	return true;
}

bool input_parse(int *out, const char *name)
{
	uint32_t character = 0;
	size_t len = strlen(name);

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (strcasecmp(names[i].name, name) == 0) {
			*out = names[i].input;
			return true;
		}
	if (parse_ctrl(out, name))
		return true;
	if (!len || text_decode(&character, name, len) != len || !text_is_clean(name, len))
		return false;
	*out = (int)character;
	return input_types(*out);
}
