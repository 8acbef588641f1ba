/*
 * topup_verdict: what Venice's answer to a payment says about the USDC.  "Nothing moved" is only
 * Venice's word: the signature is out and stays good until it expires.
 */
#ifndef WALLET_VENICE_TOPUP_VERDICT_H
#define WALLET_VENICE_TOPUP_VERDICT_H

#include "wallet/base/err.h"

enum topup_verdict {
	VERDICT_NOTHING,	/* nothing moved */
	VERDICT_SETTLING,	/* it may be moving right now: the chain will show it */
	VERDICT_UNSAID,		/* no usable answer */
};

enum topup_verdict topup_verdict_of(const struct err *refusal);

/* Does this refusal say that Venice's latest terms may differ from those that were signed? */
bool topup_verdict_wants_other_terms(const struct err *refusal);

#endif
