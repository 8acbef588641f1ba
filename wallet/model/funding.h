/*
 * funding: a table of the ways an account gets something to spend, and what is known of whether it
 * can pay already.
 */
#ifndef WALLET_MODEL_FUNDING_H
#define WALLET_MODEL_FUNDING_H

#include "wallet/model/model.h"

/* A new way is one more row.  If it has a wish, the page opens its form; if it has a url, the page
 * shows the link; if it has neither, the page only describes it. */
struct funding_way {
	const char *name;		/* the command line's name: "diem_stake" */
	char letter;			/* picks it on the page; 0: none */
	const char *title, *text;
	enum action_type wish;		/* does it here; NONE if nothing does */
	const char *command;		/* does it on the command line; NULL if nothing does */
	const char *url;		/* where it is done in a browser; NULL if nowhere */
	bool wallet_only;		/* no API key can spend it */
};

/* The heading over the ways of a wallet only. */
#define FUNDING_WALLET_ONLY "Not for API keys, but for requests that the wallet signs itself:"

extern const struct funding_way funding_ways[];
extern const size_t funding_way_count;

/* Staked DIEM below this amount cannot be spent. */
#define FUNDING_LEAST_DIEM "0.1"
bool funding_diem_spendable(struct amount staked);

/* True if there is no DIEM to stake, but sVVV to mint it from. */
bool funding_mint_first(const struct balances *balances);

/* A stored key of the current wallet to ask Venice with; NULL if there is none. */
const struct key_info *funding_key(const struct model *model);

/* Venice's newest answer about the current wallet's account; NULL if it was not asked. */
const struct key_check *funding_check(const struct model *model);
/* True if that answer says that there is nothing to pay with. */
bool funding_needed(const struct model *model);
/* True if DIEM was staked after that answer. */
bool funding_check_stale(const struct model *model, const struct key_check *check);

#endif
