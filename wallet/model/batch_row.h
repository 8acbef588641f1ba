/* batch_row: a wallet of a batch of mints, and what became of it. */
#ifndef WALLET_MODEL_BATCH_ROW_H
#define WALLET_MODEL_BATCH_ROW_H

#include "wallet/eth/account.h"

enum batch_state {
	BATCH_WAITING,
	BATCH_WORKING,		/* the one in hand: see flow_mint */
	BATCH_DONE,
	BATCH_SKIPPED,		/* nothing was tried; err says why */
	BATCH_FAILED,
	BATCH_UNKNOWN,		/* sent, but no answer came */
};

struct batch_row {
	struct account account;
	enum batch_state state;
	struct err err;			/* SKIPPED, FAILED, UNKNOWN; DONE if the key is not what was asked for */
	char last6[7];			/* DONE; SKIPPED: those of the key that the wallet has */
};

#endif
