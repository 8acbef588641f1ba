/*
 * flow_topup: turns USDC on Base into prepaid credit at Venice, by x402.
 *
 * ask Venice for its terms → check them and the chain → review → unlock → ask and check again → sign →
 * journal → pay → done
 *
 * What the second look finds must be what was shown: see topup_agreed.
 *
 * What is signed is an authorisation that Venice may use once, until it expires
 * (wallet/eth/payment.h).  If anything goes wrong after it has left, rialto asks the chain whether
 * it was used (topup_look), and does not trust the word of one node.  Until that is decided, no
 * other number is signed for this wallet: a second try has the same number, so only one of the two
 * can ever be taken.
 */
#ifndef WALLET_FLOW_TOPUP_H
#define WALLET_FLOW_TOPUP_H

#include "wallet/model/effect.h"
#include "wallet/model/topup.h"
#include "wallet/venice/topup_proof.h"

struct model;

void flow_topup_start(struct model *model, struct amount amount, struct effects *effects);	/* X402_TOP_UP */

/* For the flow's parts.  True if the failure will pass: the flow goes on by itself after a while. */
MUST_USE bool flow_topup_waits(struct model *model, const struct err *err, bool paying);
/* Each of these ends the flow.  After a failure, an open payment is still watched. */
void flow_topup_fail(struct model *model, enum topup_state state, const struct err *err);
void flow_topup_fail_code(struct model *model, enum err_code code, const char *words);
void flow_topup_finish(struct model *model, const struct x402_receipt *receipt, struct effects *effects);

#endif
