/*
 * refusal: why a command can do nothing now.  The palette and the help dim it and show why; run all
 * the same, by a keystroke or by its name, it says so.
 */
#ifndef TUI_REFUSAL_H
#define TUI_REFUSAL_H

#include <stdbool.h>

struct ui;
struct model;

struct refusal {
	const char *brief;	/* "needs a wallet" */
	const char *why;	/* a sentence for the message line, and what helps */
};

/* NULL: nothing is in its way that is known here.  Without a screen ui is NULL, and nothing has a cursor on it. */
const struct refusal *refusal_of(const struct ui *ui, const struct model *model, int command);

/* "(needs a wallet) show the address": what a command does, behind what is in its way. */
#define REFUSAL_TEXT_SIZE 160
void refusal_text(char out[REFUSAL_TEXT_SIZE], const struct refusal *refusal, const char *what);

#endif
