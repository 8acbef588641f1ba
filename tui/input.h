/*
 * input: a keystroke as panes and dialogs see it: a character's code point, or one of these.  The
 * word "key" alone means an API key.
 */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include <stdbool.h>

enum {
	INPUT_NONE = 0,
	INPUT_CTRL_A = 0x01,
	INPUT_CTRL_C = 0x03,
	INPUT_CTRL_E = 0x05,
	INPUT_TAB = 0x09,
	INPUT_CTRL_K = 0x0b,
	INPUT_CTRL_L = 0x0c,
	INPUT_ENTER = 0x0d,
	INPUT_CTRL_U = 0x15,
	INPUT_CTRL_W = 0x17,
	INPUT_CTRL_Z = 0x1a,
	INPUT_ESC = 0x1b,
	INPUT_CTRL_BACKSLASH = 0x1c,
	INPUT_BACKSPACE = 0x7f,

	INPUT_BEYOND = 0x200000,	/* above every code point */
	INPUT_UP = INPUT_BEYOND,
	INPUT_DOWN,
	INPUT_LEFT,
	INPUT_RIGHT,
	INPUT_HOME,
	INPUT_END,
	INPUT_PAGE_UP,
	INPUT_PAGE_DOWN,
	INPUT_BACKTAB,
	INPUT_DELETE,
	INPUT_F1, INPUT_F2, INPUT_F3, INPUT_F4, INPUT_F5, INPUT_F6,
	INPUT_F7, INPUT_F8, INPUT_F9, INPUT_F10, INPUT_F11, INPUT_F12,
	INPUT_UNKNOWN,		/* a key without a meaning here */
};

bool input_types(int input);	/* true for a character, which a field takes as text */

#define INPUT_NAME_SIZE 16
/* Writes "Enter", "Ctrl-L" or "m", as in the footer and the configuration. */
void input_name(char out[INPUT_NAME_SIZE], int input);

/* Reads such a name.  False when there is no such key, or the terminal or the system keeps it (Ctrl-C). */
bool input_parse(int *out, const char *name);

#endif
