/* Typing: names of keystrokes, as the terminal's modes want them sent. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/screen/check.h"
#include "tests/screen/terminal_private.h"

static const struct { const char *name; VTermKey key; VTermModifier modifier; } keys[] = {
	{ "Enter", VTERM_KEY_ENTER, VTERM_MOD_NONE }, { "Esc", VTERM_KEY_ESCAPE, VTERM_MOD_NONE },
	{ "Tab", VTERM_KEY_TAB, VTERM_MOD_NONE }, { "BackTab", VTERM_KEY_TAB, VTERM_MOD_SHIFT },
	{ "Backspace", VTERM_KEY_BACKSPACE, VTERM_MOD_NONE }, { "Delete", VTERM_KEY_DEL, VTERM_MOD_NONE },
	{ "Up", VTERM_KEY_UP, VTERM_MOD_NONE }, { "Down", VTERM_KEY_DOWN, VTERM_MOD_NONE },
	{ "Left", VTERM_KEY_LEFT, VTERM_MOD_NONE }, { "Right", VTERM_KEY_RIGHT, VTERM_MOD_NONE },
	{ "Home", VTERM_KEY_HOME, VTERM_MOD_NONE }, { "End", VTERM_KEY_END, VTERM_MOD_NONE },
	{ "PageUp", VTERM_KEY_PAGEUP, VTERM_MOD_NONE }, { "PageDown", VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE },
	{ "F2", VTERM_KEY_FUNCTION(2), VTERM_MOD_NONE }, { "Ctrl-F2", VTERM_KEY_FUNCTION(2), VTERM_MOD_CTRL },
	{ "F5", VTERM_KEY_FUNCTION(5), VTERM_MOD_NONE }, { "F12", VTERM_KEY_FUNCTION(12), VTERM_MOD_NONE },
};

void terminal_type(struct terminal *terminal, const char *bytes, size_t len)
{
	ssize_t done = write(terminal->master, bytes, len);

	check(done == (ssize_t)len, "the terminal takes no input");
}

void terminal_pour(struct terminal *terminal, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t done = write(terminal->master, bytes, len);

		check(done > 0 || errno == EAGAIN || errno == EINTR, "the terminal takes no input");
		terminal_run(terminal, NULL, NULL, done > 0 ? 0 : 1);
		bytes += done > 0 ? done : 0;
		len -= done > 0 ? (size_t)done : 0;
	}
}

void terminal_paste_bytes(struct terminal *terminal, const char *bytes, size_t len)
{
	vterm_keyboard_start_paste(terminal->vterm);
	terminal_pour(terminal, bytes, len);
	vterm_keyboard_end_paste(terminal->vterm);
}

static void press(struct terminal *terminal, const char *name, size_t len)
{
	char control;

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (strlen(keys[i].name) == len && memcmp(keys[i].name, name, len) == 0) {
			vterm_keyboard_key(terminal->vterm, keys[i].key, keys[i].modifier);
			return;
		}
	}
	if (len == 5 && memcmp(name, "Space", 5) == 0)
		control = ' ';
	else if (len == 2 && memcmp(name, "lt", 2) == 0)
		control = '<';
	else if (len == 3 && memcmp(name, "C-", 2) == 0)
		control = (char)(name[2] & 0x1f);
	else
		check(false, "no key is called <%.*s>", (int)len, name);
	terminal_type(terminal, &control, 1);
}

void terminal_keys(struct terminal *terminal, const char *fmt, ...)
{
	char text[4096];
	const char *at = text;
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	while (*at) {
		const char *end = *at == '<' ? strchr(at, '>') : NULL;
		size_t plain = strcspn(at + 1, "<") + 1;

		if (end)
			press(terminal, at + 1, (size_t)(end - at - 1));
		else
			terminal_type(terminal, at, plain);
		at = end ? end + 1 : at + plain;
	}
}

void terminal_paste(struct terminal *terminal, const char *text)
{
	char *bytes = strdup(text);

	check(bytes, "out of memory");
	for (char *at = bytes; (at = strchr(at, '\n'));)
		*at = '\r';	/* xterm sends Enter for a line feed */
	terminal_paste_bytes(terminal, bytes, strlen(bytes));
	free(bytes);
}

void terminal_press(struct terminal *terminal, int row, int col, int button)
{
	terminal_move(terminal, row, col);
	vterm_mouse_button(terminal->vterm, button, true, VTERM_MOD_NONE);
}

void terminal_move(struct terminal *terminal, int row, int col)
{
	vterm_mouse_move(terminal->vterm, row, col, VTERM_MOD_NONE);
}

void terminal_release(struct terminal *terminal, int button)
{
	vterm_mouse_button(terminal->vterm, button, false, VTERM_MOD_NONE);
}

void terminal_click(struct terminal *terminal, int row, int col, int button)
{
	terminal_press(terminal, row, col, button);
	terminal_release(terminal, button);
}
