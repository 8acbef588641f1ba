/* terminal: what terminfo knows.  It is a file of its own because terminfo's header defines
 * hundreds of plain names. */
#ifndef APP_TERMINAL_H
#define APP_TERMINAL_H

/* Returns the colours of a terminal type; 0 for none, -1 when terminfo does not know the type. */
int terminal_colors(const char *term);

#endif
