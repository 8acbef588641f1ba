/* terminal: what terminfo knows.  Apart from the rest, as its header defines
 * hundreds of plain names. */
#ifndef APP_TERMINAL_H
#define APP_TERMINAL_H

/* Colours of a terminal type; 0 for none, -1 when terminfo does not know the type. */
int terminal_colors(const char *term);

#endif
