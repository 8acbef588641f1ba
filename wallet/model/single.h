/*
 * single: wishes that are one transaction, as a table.  A row says what the wish
 * needs, what it calls and what is read afterwards; flow_single does the rest.
 */
#ifndef WALLET_MODEL_SINGLE_H
#define WALLET_MODEL_SINGLE_H

#include "wallet/eth/contracts.h"
#include "wallet/model/action.h"

enum single_id { SINGLE_DIEM_STAKE, SINGLE_DIEM_MINT, SINGLE_COUNT };

#define SINGLE_FIGURES 3
#define SINGLE_STAKED 1	/* DIEM_STAKE's figure that says how much is staked */

/* A figure that a contract gives for the wallet: the first word of the answer. */
struct single_figure {
	const char *name;		/* "diem_staked", as the command line has it */
	const char *label;		/* "DIEM staked" */
	enum contract contract;
	const char *signature;		/* of a view that takes the wallet's address; NULL: no figure */
	enum token token;
};

struct single {
	enum action_type wish;		/* its amount is of `token` */
	const char *purpose;		/* in the journal, the log and on the screen */
	enum token token;
	enum contract to;
	const char *signature;		/* takes the amount, and the least that must come of it where there is a quote */
	const char *verb, *rest;	/* around the amount: "Lock", "in the staking contract" */
	const char *done;		/* behind it: "locked for DIEM" */
	struct single_figure have;		/* what the amount is taken from */
	enum err_code too_little;
	const char *quote;		/* the view of `to` that says what comes of the amount; NULL: there is none */
	enum token gives;		/* what the quote is in */
	struct single_figure after[SINGLE_FIGURES];
};

const struct single *single_row(enum single_id id);

/* SINGLE_COUNT where there is none. */
enum single_id single_of_wish(enum action_type wish);
enum single_id single_of_purpose(const char *purpose);

#endif
