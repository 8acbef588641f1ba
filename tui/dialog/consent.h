/*
 * consent: asks for agreement before something is signed, spent or lost.  The answer is No until a
 * person who could have read the whole text says otherwise: see dialog_hurries.
 */
#ifndef TUI_DIALOG_CONSENT_H
#define TUI_DIALOG_CONSENT_H

#include "tui/dialog/dialog.h"

/* The state of every dialog that asks for consent begins with this. */
struct consent {
	bool yes;		/* the focus is on Yes */
	uint64_t text;		/* fingerprint of the text that was drawn last */
};

/* The keystrokes for answering, scrolling and changing the button.  After any other one the person
 * is told why it is no answer. */
extern const struct keybinds consent_keybinds;

/* Call it before drawing.  Returns true when this text differs from the one drawn last, so that
 * nobody has seen it yet. */
bool consent_begin(struct dialog *dialog, uint64_t text);
/* Shows the page and frees it.  If the screen is too small to read the page, says so instead. */
void consent_show_page(struct dialog *dialog, struct canvas *canvas, const char *title, struct page *page);
/* Does the same, with the buttons below.  `doing` is what Yes does, such as "sign it". */
void consent_show(struct dialog *dialog, struct canvas *canvas, const char *title, const char *doing,
		  struct page *page);

#endif
