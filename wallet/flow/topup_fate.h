/*
 * topup_fate: the part of flow_topup that acts on what became of a payment.
 */
#ifndef WALLET_FLOW_TOPUP_FATE_H
#define WALLET_FLOW_TOPUP_FATE_H

#include "wallet/flow/topup.h"

enum topup_fate {
	FATE_UNTOLD,		/* the node could not be asked */
	FATE_OPEN,		/* it may still be taken */
	FATE_CLAIMED,		/* the node says that it is decided, but that does not count yet */
	FATE_TAKEN,
	FATE_EXPIRED,		/* it was not taken and can no longer be */
};

/* err says why, if fate is UNTOLD. */
void topup_fate_take(struct model *model, enum topup_fate fate, const struct err *err, struct effects *effects);

/* Ends the flow for now: the open payment may still be taken.  `why` says what is known of it. */
void topup_fate_unknown(struct model *model, const char *why);

/* Closes the entry of a payment that is decided. */
void topup_fate_close(struct model *model, struct effects *effects);

#endif
