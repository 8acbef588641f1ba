/*
 * consent: the answer to a text before something is signed, spent or lost.  It is No until
 * somebody who could have read the whole text says otherwise: see dialog_hurries.
 */
#ifndef TUI_DIALOG_CONSENT_H
#define TUI_DIALOG_CONSENT_H

#include "tui/dialog/dialog.h"

/* What the state of such a dialog begins with. */
struct consent {
	bool yes;		/* the button that has the focus */
	uint64_t text;		/* a fingerprint of what was drawn last */
};

/* Answers, reading on, and going to the other button; says why a key is no answer. */
extern const struct keybinds consent_keys;

/* Before drawing: another text than was drawn last is one that nobody has seen.  True: it is. */
bool consent_begin(struct dialog *dialog, uint64_t text);
/* Shows the page and frees it; where nobody could read it there, says so instead. */
void consent_show_page(struct dialog *dialog, struct canvas *canvas, const char *title, struct page *page);
/* The same, with the buttons under it.  doing: what Yes does, "sign it". */
void consent_show(struct dialog *dialog, struct canvas *canvas, const char *title, const char *doing,
		  struct page *page);

#endif
