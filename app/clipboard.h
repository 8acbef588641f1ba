/*
 * clipboard: puts a text where it can be pasted from, in the best way available, and knows how sure
 * that is.  A program gets the text on its standard input, never on its command line or in its
 * environment.
 */
#ifndef APP_CLIPBOARD_H
#define APP_CLIPBOARD_H

#include "tui/tui.h"
#include "wallet/model/handover.h"

struct clipboard {
	struct tui *tui;		/* whose terminal is the last resort; NULL: there is none */
	const struct clipboard_tool *tool;	/* the tool that certainly took the last text; NULL: none */
	uint8_t salt[32], digest[32];	/* recognise that text, which is not kept itself */
	size_t len;
};

enum copied clipboard_copy(struct clipboard *clipboard, const char *text, size_t len);

/* Removes the last text if it is certainly still there; otherwise says why not. */
MUST_USE bool clipboard_clear(struct clipboard *clipboard, struct err *err);

#endif
