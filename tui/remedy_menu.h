/*
 * remedy_menu: what a person can do about the failure that the error panel shows, each by a
 * keystroke.  One table says for whose failures an item is the remedy, for whose it is offered
 * besides, and when it fits.
 */
#ifndef TUI_REMEDY_MENU_H
#define TUI_REMEDY_MENU_H

#include "tui/ui.h"

/* What an item does; the screen and the prompts each do it in their way. */
enum remedy_do {
	REMEDY_DO_NEW_TOKEN,
	REMEDY_DO_RETRY,
	REMEDY_DO_STAKE,
	REMEDY_DO_MINT,
	REMEDY_DO_EDIT,
	REMEDY_DO_SETTLE,
	REMEDY_DO_EDIT_KEY,
	REMEDY_DO_SWITCH,
	REMEDY_DO_IMPORT,
	REMEDY_DO_LIST,
	REMEDY_DO_LOOK,
	REMEDY_DO_CHECK,
	REMEDY_DO_RECEIVE,
	REMEDY_DO_FUND,
	REMEDY_DO_UNLOCK,
	REMEDY_DO_STOP,
	REMEDY_DO_FEE,
};

struct remedy_item {
	int input;
	const char *words;		/* "try again now" */
	enum remedy remedy;
	unsigned helps, also;		/* bits: failures of which it is the remedy, or where it is offered besides */
	bool (*fits)(const struct model *model);	/* NULL: it fits every failure */
	enum remedy_do what;
};

/* Returns the remedy, which Enter takes.  NULL: only closing the panel helps; a form that was
 * sent is still open underneath. */
const struct remedy_item *remedy_menu_remedy(const struct model *model);

/* Steps through the items that are offered, the remedy included: NULL gives the first, and NULL ends. */
const struct remedy_item *remedy_menu_offered(const struct model *model, const struct remedy_item *after);

/* Does on the screen what the item says.  The panel is closed before. */
void remedy_menu_run(struct ui *ui, const struct model *model, const struct remedy_item *item);

/* What the failure means, and what to do about it, by what was found here. */
const char *remedy_menu_meaning(const struct model *model);
const char *remedy_menu_advice(const struct model *model);

/* The API key that the failure is about; NULL if it is about none. */
const struct key_info *remedy_menu_key(const struct model *model);

/* True when the mint that failed used an ADMIN key: it has no token and signs nothing. */
bool remedy_menu_by_admin(const struct model *model);

/* True when the chain shows a stake that Venice has not seen yet. */
bool remedy_menu_stake_unseen(const struct model *model);

/* True when the signature is this wallet's, whatever Venice says of it. */
bool remedy_menu_signed_here(const struct model *model);

/* True when the key is minted and in memory but not stored: only storing it helps. */
bool remedy_menu_unsealed(const struct model *model);

#endif
