/* direct: terminfo's description of a terminal that takes colours by their red, green and blue. */
#ifndef TUI_DIRECT_H
#define TUI_DIRECT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Writes the name of that description: "xterm-direct" for xterm-256color.  False where COLORTERM does not say that the
 * terminal takes such colours, or this machine has no such description.  Both may be NULL.
 */
bool direct_name(char *out, size_t size, const char *term, const char *colorterm);

#endif
