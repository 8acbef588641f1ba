/*
 * restore: giving the terminal back from a signal handler.  All it writes then
 * is prepared while the program is well.
 */
#ifndef TUI_RESTORE_H
#define TUI_RESTORE_H

#include <stdbool.h>

/* DEC private mode 2004: the terminal marks where a paste begins and ends.  Terminals that
 * do not know it ignore it. */
#define PASTE_BRACKETS_ON "\033[?2004h"
#define PASTE_BRACKETS_OFF "\033[?2004l"

void restore_save(void);	/* the terminal's modes, before they are changed */
void restore_learn(void);	/* the sequences that undo what ncurses did */
void restore_mark_pastes(bool on);	/* for a question on standard error, whose modes are not changed yet */
void restore_forget(void);	/* the terminal is given back already */
bool restore_now(void);		/* only write() and tcsetattr() */

#endif
