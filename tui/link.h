/*
 * link: the link to a transaction's page, for terminals that can follow one (OSC 8).  The cells of
 * STYLE_LINK are the link: what is read is what is followed.  ncurses knows nothing of links, so the
 * same cells are written once more, after it has drawn, and the cursor comes back to where it was.
 */
#ifndef TUI_LINK_H
#define TUI_LINK_H

#include "tui/canvas.h"

/* False for a terminal that is known to show such a sequence, or to choke on it.  `tmux` is what the
 * environment has of it, or NULL. */
bool link_is_taken(const char *term, const char *tmux);

/* Appends the bytes that make the link on the canvas one that can be followed: none if there is no
 * link, if a part of it is out of sight, or if it is not http(s), up to a transaction's hash.
 * `look` is the sequence of STYLE_LINK. */
void link_write(struct buf *out, const struct canvas *canvas, const char *look);

#endif
