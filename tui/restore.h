/*
 * restore: gives the terminal back from a signal handler.  Everything it writes is prepared
 * beforehand.
 */
#ifndef TUI_RESTORE_H
#define TUI_RESTORE_H

#include <stdbool.h>

/* DEC private mode 2004: the terminal marks where a paste begins and ends.  Terminals that do not
 * know it ignore it. */
#define PASTE_BRACKETS_ON "\033[?2004h"
#define PASTE_BRACKETS_OFF "\033[?2004l"

/* DEC private mode 2026: the terminal shows what is drawn in between at once, when all of it has
 * come, so that no review is seen half.  Terminals that do not know it ignore it. */
#define DRAWING_BEGINS "\033[?2026h"
#define DRAWING_ENDS "\033[?2026l"

void restore_save(void);	/* saves the terminal's modes, before they are changed */
void restore_learn(void);	/* learns the sequences that undo what ncurses did */
void restore_look(void);	/* undoes what a drawing that broke off may have left: its colours, a hidden cursor */
void restore_mark_pastes(bool on);	/* for a question on standard error, while its modes are unchanged */
void restore_forget(void);	/* call it when the terminal has been given back */
bool restore_now(void);		/* uses only write() and tcsetattr() */

#endif
