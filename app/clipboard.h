/*
 * clipboard: puts a text where it can be pasted from, by the best way there is, and knows
 * how sure that is.  A program gets it on its standard input, never on its command line or
 * in its environment.
 */
#ifndef APP_CLIPBOARD_H
#define APP_CLIPBOARD_H

#include "tui/tui.h"
#include "wallet/model/handover.h"

struct clipboard {
	struct tui *tui;		/* whose terminal is the last way; NULL: there is none */
	const struct clipboard_tool *tool;	/* with which the last text was copied for certain; NULL */
	uint8_t salt[32], digest[32];	/* of that text, to know it again; it is not kept itself */
	size_t len;
};

enum copied clipboard_copy(struct clipboard *clipboard, const char *text, size_t len);

/* Takes the last text off again where it is certain that it is still there; else says why not. */
MUST_USE bool clipboard_clear(struct clipboard *clipboard, struct err *err);

#endif
