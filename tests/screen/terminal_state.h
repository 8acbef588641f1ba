/* terminal_state: in which state a program has left its terminal. */
#ifndef TESTS_SCREEN_TERMINAL_STATE_H
#define TESTS_SCREEN_TERMINAL_STATE_H

#include "tests/screen/terminal.h"

/* A private mode (DECSET) as the program last set it: 1049 is the alternate screen,
 * 25 the cursor.  One never touched is as a fresh terminal has it. */
bool terminal_mode_on(const struct terminal *terminal, int mode);

/* Fails unless everything is as before the program: its private modes, and the
 * terminal's own. */
#define terminal_assert_restored(terminal) terminal_assert_restored_at(terminal, __FILE__, __LINE__)
void terminal_assert_restored_at(struct terminal *terminal, const char *file, int line);

/* What the newest OSC 52 put on the clipboard; NULL for none.  The caller frees it. */
char *terminal_clipboard(const struct terminal *terminal);

#endif
