/* batch_row: a wallet of a batch of mints, and what became of it. */
#ifndef WALLET_FLOW_BATCH_ROW_H
#define WALLET_FLOW_BATCH_ROW_H

#include "wallet/eth/account.h"

struct model;

enum batch_state {
	BATCH_WAITING,
	BATCH_WORKING,		/* the one in hand: flow_mint says more */
	BATCH_DONE,
	BATCH_SKIPPED,		/* nothing was tried; err says why */
	BATCH_FAILED,
	BATCH_UNKNOWN,		/* sent, and no answer came */
};

struct batch_row {
	struct account account;
	enum batch_state state;
	struct err err;			/* SKIPPED, FAILED, UNKNOWN; DONE where the key is not what was asked */
	char last6[7];			/* DONE; SKIPPED: of the key there is */
};

/* Makes it WAITING, or SKIPPED where it is known beforehand that nothing is to be tried:
 * no key to sign with, no stake, such a key already, an earlier mint of unknown outcome. */
void batch_row_look_ahead(struct batch_row *row, const struct model *model);

/* Where its wallet is in the keystore now; accounts.count where it is gone. */
size_t batch_row_index(const struct model *model, const struct account *account);

#endif
