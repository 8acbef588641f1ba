/* terminal_state: the state in which a program has left its terminal. */
#ifndef TESTS_SCREEN_TERMINAL_STATE_H
#define TESTS_SCREEN_TERMINAL_STATE_H

#include "tests/screen/terminal.h"

/* True when a private mode (DECSET) is on: 1049 is the alternate screen, 25 the cursor.  A mode
 * that was never set is as in a new terminal. */
bool terminal_mode_on(const struct terminal *terminal, int mode);

/* Fails unless the terminal is as before the program: its private modes and its own. */
#define terminal_assert_restored(terminal) terminal_assert_restored_at(terminal, __FILE__, __LINE__)
void terminal_assert_restored_at(struct terminal *terminal, const char *file, int line);

/* Returns what the newest OSC 52 put on the clipboard; NULL for none.  The caller frees it. */
char *terminal_clipboard(const struct terminal *terminal);

#endif
