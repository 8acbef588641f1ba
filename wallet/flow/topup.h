/*
 * flow_topup: USDC on Base becomes prepaid credit at Venice, by x402.
 *
 * ask Venice for its terms → check them and the chain → review → unlock → sign →
 * journal → pay → done
 *
 * What is signed is an authorisation that Venice may use once, until it expires
 * (wallet/eth/payment.h).  Whatever goes wrong after it left, the chain is asked whether
 * it was used (topup_look), and no single word of a node's is enough; while that is
 * open, no other number is signed for this wallet: a payment tried again has the same
 * number, so that only one of them can ever be taken.
 */
#ifndef WALLET_FLOW_TOPUP_H
#define WALLET_FLOW_TOPUP_H

#include "wallet/model/effect.h"
#include "wallet/model/topup.h"
#include "wallet/venice/topup_proof.h"

struct model;

void flow_topup_start(struct model *model, struct amount amount, struct effects *effects);	/* X402_TOP_UP */

/* For the flow's parts.  True where the failure passes: it goes on by itself after a while. */
MUST_USE bool flow_topup_waits(struct model *model, const struct err *err, bool paying);
/* Each ends it.  A failure leaves an open payment watched. */
void flow_topup_fail(struct model *model, enum topup_state state, const struct err *err);
void flow_topup_fail_code(struct model *model, enum err_code code, const char *words);
void flow_topup_finish(struct model *model, const struct x402_receipt *receipt, struct effects *effects);

#endif
