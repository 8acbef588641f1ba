/* clipboard: writes to the terminal's clipboard with OSC 52, which works over any connection. */
#ifndef TUI_CLIPBOARD_H
#define TUI_CLIPBOARD_H

#include <stddef.h>

/* Streams text to fd.  No copy of it stays in memory. */
void clipboard_write(int fd, const char *text, size_t len);

#endif
