/*
 * restore: giving the terminal back from a signal handler.  All it writes then
 * is prepared while the program is well.
 */
#ifndef TUI_RESTORE_H
#define TUI_RESTORE_H

void restore_save(void);	/* the terminal's modes, before they are changed */
void restore_learn(void);	/* the sequences that undo what ncurses did */
void restore_forget(void);	/* the terminal is given back already */
void restore_now(void);		/* only write() and tcsetattr() */

#endif
