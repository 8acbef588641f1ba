/*
 * remedy_menu: what a person can do about the failure that the error panel shows, each by a
 * keystroke.  One table says for whose failures an item is the remedy, for whose it is offered
 * besides, and when it fits.
 */
#ifndef TUI_REMEDY_MENU_H
#define TUI_REMEDY_MENU_H

#include "tui/ui.h"

struct remedy_item {
	int input;
	const char *words;		/* "try again now" */
	enum remedy remedy;
	unsigned helps, also;		/* bits: failures of which it is the remedy, or where it is offered besides */
	bool (*fits)(const struct model *model);	/* NULL: it fits every failure */
	void (*run)(struct ui *ui, const struct model *model);	/* the panel is closed before */
};

/* Returns the remedy, which Enter takes.  NULL: only closing the panel helps; a form that was
 * sent is still open underneath. */
const struct remedy_item *remedy_menu_remedy(const struct model *model);

/* Steps through the items that are offered, the remedy included: NULL gives the first, and NULL ends. */
const struct remedy_item *remedy_menu_offered(const struct model *model, const struct remedy_item *after);

/* True when the mint that failed used an ADMIN key: it has no token and signs nothing. */
bool remedy_menu_by_admin(const struct model *model);

/* True when the chain shows a stake that Venice has not seen yet. */
bool remedy_menu_stake_unseen(const struct model *model);

/* True when the signature is this wallet's, whatever Venice says of it. */
bool remedy_menu_signed_here(const struct model *model);

/* True when the key is minted and in memory but not stored: only storing it helps. */
bool remedy_menu_unsealed(const struct model *model);

#endif
