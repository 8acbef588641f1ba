/*
 * funding: how an account comes by something to spend, as a table, and what is
 * known of whether it can pay already.
 */
#ifndef WALLET_MODEL_FUNDING_H
#define WALLET_MODEL_FUNDING_H

#include "wallet/model/model.h"

/* A new way is one row more: with a wish the page opens its form, with a url it
 * shows the link; with neither it is only told of. */
struct funding_way {
	const char *name;		/* "diem_stake", as the command line has it */
	char letter;			/* that picks it on the page; 0: none */
	const char *title, *text;
	enum action_type wish;		/* what does it here; NONE where nothing does */
	const char *command;		/* the same on the command line; NULL */
	const char *url;		/* where a browser does it; NULL */
	bool wallet_only;		/* no API key can spend it */
};

/* Over the ways that are. */
#define FUNDING_WALLET_ONLY "Not for API keys, but for requests that the wallet signs itself:"

extern const struct funding_way funding_ways[];
extern const size_t funding_way_count;

/* Below this much staked DIEM none of it can be spent. */
#define FUNDING_LEAST_DIEM "0.1"
bool funding_diem_spendable(struct amount staked);

/* There is no DIEM to stake, but sVVV to mint it from. */
bool funding_mint_first(const struct balances *balances);

/* A stored key of the current wallet, to ask Venice with; NULL where there is none. */
const struct key_info *funding_key(const struct model *model);

/* The newest answer of Venice's on the current wallet's account; NULL where it was not asked. */
const struct key_check *funding_check(const struct model *model);
/* It said that there is nothing to pay with. */
bool funding_needed(const struct model *model);
/* DIEM was staked after that answer. */
bool funding_check_stale(const struct model *model, const struct key_check *check);

#endif
