/*
 * help_entry: what the help lists: the keystrokes of the focused pane or of the dialog, those of the
 * other panes, and all commands by their names.  Each knows why it can do nothing now.
 */
#ifndef TUI_DIALOG_HELP_ENTRY_H
#define TUI_DIALOG_HELP_ENTRY_H

#include "tui/ui.h"

struct refusal;

struct help_entry {
	const char *section, *label, *help;
	struct keybind bind;		/* without a keystroke only its command; without that the entry is text */
	const struct refusal *refusal;	/* why it can do nothing now; NULL: nothing is known … */
	const char *lacks;		/* … and why its keystroke means nothing; NULL: it does mean something */
	int pane;			/* the pane that it belongs to; -1: it holds here */
};

typedef void help_visitor(void *context, const struct help_entry *entry);

/* `of` is the dialog that the help is about; NULL: the focused pane. */
void help_visit_here(const struct ui *ui, const struct dialog *of, const struct model *model, help_visitor *visit,
		     void *context);
/* Visits what only the other panes do.  What holds everywhere was said already. */
void help_visit_others(const struct ui *ui, const struct model *model, help_visitor *visit, void *context);
void help_visit_names(const struct ui *ui, const struct model *model, help_visitor *visit, void *context);

const char *help_reason(const struct help_entry *entry);	/* "needs a wallet"; NULL: it can be done */
/* Writes the help, the reason first, because it is short and the end may be cut. */
void help_words(char *out, size_t size, const char *reason, const char *help);

/* Goes to the pane of the entry and does it, or says why that cannot be. */
void help_run(struct ui *ui, const struct model *model, const struct help_entry *entry);

#endif
