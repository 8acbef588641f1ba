/*
 * remedy_menu: what a person can do about the failure that the error panel shows, each by a
 * key.  One table says of whose failures each is the remedy, of whose it is offered
 * besides, and in which of them it fits.
 */
#ifndef TUI_REMEDY_MENU_H
#define TUI_REMEDY_MENU_H

#include "tui/ui.h"

struct remedy_item {
	int input;
	const char *words;		/* "try again now" */
	enum remedy remedy;
	unsigned helps, also;		/* bits: of whose failures it is the remedy, or offered besides */
	bool (*fits)(const struct model *model);	/* NULL: all of them */
	void (*run)(struct ui *ui, const struct model *model);	/* the panel is closed before */
};

/* What helps: Enter takes it.  NULL: nothing but closing the panel; what a form has sent
 * stays there underneath. */
const struct remedy_item *remedy_menu_remedy(const struct model *model);

/* Steps through what is offered, the remedy among it: after NULL the first; NULL ends. */
const struct remedy_item *remedy_menu_offered(const struct model *model, const struct remedy_item *after);

/* A mint failed that an ADMIN key vouches for: there is no token and nothing is signed. */
bool remedy_menu_by_admin(const struct model *model);

/* The chain knows better than Venice, which has not looked again yet. */
bool remedy_menu_stake_unseen(const struct model *model);

/* The signature is this wallet's, whatever Venice says of it. */
bool remedy_menu_signed_here(const struct model *model);

/* The key is minted and in hand, but not stored: nothing helps but storing it. */
bool remedy_menu_unsealed(const struct model *model);

#endif
