/* many_row: a wallet of a batch of mints, and what became of it. */
#ifndef WALLET_MANY_ROW_H
#define WALLET_MANY_ROW_H

#include "wallet/account.h"

struct model;

enum many_state {
	MANY_WAITING,
	MANY_WORKING,		/* the one in hand: flow_mint says more */
	MANY_DONE,
	MANY_SKIPPED,		/* nothing was tried; err says why */
	MANY_FAILED,
	MANY_UNKNOWN,		/* sent, and no answer came */
};

struct many_row {
	struct account account;
	enum many_state state;
	struct err err;			/* SKIPPED, FAILED, UNKNOWN; DONE where the key is not what was asked */
	char last6[7];			/* DONE; SKIPPED: of the key there is */
};

/* Makes it WAITING, or SKIPPED where it is known beforehand that nothing is to be tried:
 * no key to sign with, no stake, such a key already, an earlier mint of unknown outcome. */
void many_row_look_ahead(struct many_row *row, const struct model *model);

/* Where its wallet is in the keystore now; accounts.count where it is gone. */
size_t many_row_index(const struct model *model, const struct account *account);

#endif
