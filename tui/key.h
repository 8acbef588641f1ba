/* key: one key as the panes and dialogs see it: a character's code point, or one of these. */
#ifndef TUI_KEY_H
#define TUI_KEY_H

enum {
	K_NONE = 0,
	K_CTRL_A = 0x01,
	K_CTRL_C = 0x03,
	K_CTRL_E = 0x05,
	K_TAB = 0x09,
	K_CTRL_K = 0x0b,
	K_REDRAW = 0x0c,	/* Ctrl-L */
	K_ENTER = 0x0d,
	K_CTRL_U = 0x15,
	K_CTRL_W = 0x17,
	K_CTRL_Z = 0x1a,
	K_ESC = 0x1b,
	K_CTRL_BACKSLASH = 0x1c,
	K_BACKSPACE = 0x7f,

	K_FIRST = 0x200000,	/* above every code point */
	K_UP = K_FIRST,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_BACKTAB,
	K_DELETE,
	K_HELP,			/* F1 */
	K_UNKNOWN,		/* a key without a meaning here */
};

#endif
