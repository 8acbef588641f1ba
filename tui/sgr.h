/*
 * sgr: the sequences that say how text looks (ECMA-48, SGR), joined.  ncurses sends the attributes, the colour and the
 * background each in a sequence of its own, and before a reset what the reset undoes.
 */
#ifndef TUI_SGR_H
#define TUI_SGR_H

#include <stddef.h>

/* Joins in place what stands side by side; each character looks as it did.  Returns the bytes that are left.  What
 * selects ASCII is left out: a drawing selects no other set of characters. */
size_t sgr_join(char *drawing, size_t len);

#endif
