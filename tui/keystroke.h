/*
 * keystroke: puts the keystrokes into sentences that name them (wallet/model/keystroke.h).  The
 * canvas does that with all that is drawn, so a sentence follows the configuration's [keys] by
 * itself.
 */
#ifndef TUI_KEYSTROKE_H
#define TUI_KEYSTROKE_H

#include "tui/keybind.h"
#include "wallet/base/err.h"
#include "wallet/model/keystroke.h"

/* Which input was found for a name: the same few are drawn again and again. */
#define KEYSTROKES_KNOWN 32
struct keystrokes_known {
	struct {
		const struct keybinds *here, *panes;
		char name[KEYBIND_NAME_SIZE];
		int input;
	} items[KEYSTROKES_KNOWN];	/* the newest takes the place of the oldest */
	size_t count;			/* of all so far */
};

/* What holds where a sentence is drawn.  A name that stands in neither table is looked up in all. */
struct keystrokes {
	const struct keybinds *here;	/* of the pane or dialog that says it */
	const struct keybinds *panes;	/* of the focused pane, which the person comes back to */
	const struct keybind_changes *changes;
	struct keystrokes_known *known;	/* while the changes stay as they are; NULL: each is looked up */
};

/* Returns text with the keystrokes in it, which the caller frees; NULL: it names none.  Without
 * `keystrokes` it names those that hold by default. */
char *keystroke_words(const struct keystrokes *keystrokes, const char *text) MUST_USE;

#endif
