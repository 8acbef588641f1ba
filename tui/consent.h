/*
 * consent: the answer to a text before something is signed.  It is No until
 * somebody who has seen the whole text says otherwise.
 */
#ifndef TUI_CONSENT_H
#define TUI_CONSENT_H

#include "tui/dialog.h"

/* The state of such a dialog. */
struct consent {
	bool yes;		/* the button that has the focus */
	bool seen;		/* the end of the text has been on the screen */
};

extern const struct keybind consent_keys[];

/* Emits CONFIRM or CANCEL, scrolls, or changes the button. */
void consent_key(struct ui *ui, struct dialog *dialog, const struct model *model, int key);

/* Puts the buttons under the page, shows it and frees it.  doing: what Yes does, "sign it". */
void consent_show(struct ui *ui, struct dialog *dialog, struct canvas *canvas, const char *title, const char *doing,
		  struct page *page);

#endif
