/* terminal_state: in which state a program has left its terminal. */
#ifndef TESTS_SCREEN_TERMINAL_STATE_H
#define TESTS_SCREEN_TERMINAL_STATE_H

#include "tests/screen/terminal.h"

/* A private mode (DECSET) as the program last set it: 1049 is the alternate screen,
 * 25 the cursor.  One never touched is as a fresh terminal has it. */
bool terminal_mode_on(const struct terminal *terminal, int mode);

/* Fails unless every private mode is as on a fresh terminal, and the terminal's own
 * modes are those of `before`. */
#define terminal_assert_restored(terminal, before) \
	terminal_assert_restored_at(terminal, before, __FILE__, __LINE__)
void terminal_assert_restored_at(struct terminal *terminal, const struct termios *before, const char *file, int line);

/* What the newest OSC 52 put on the clipboard; NULL for none.  The caller frees it. */
char *terminal_clipboard(const struct terminal *terminal);

#endif
