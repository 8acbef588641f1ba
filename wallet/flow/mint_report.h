/*
 * mint_report: why a mint failed, as text that a person can read and send to
 * support.  There is nothing in it that would be good for anything in another's
 * hands: of a token its header, claims and hash, of a signature its two ends.
 */
#ifndef WALLET_FLOW_MINT_REPORT_H
#define WALLET_FLOW_MINT_REPORT_H

#include "wallet/base/buf.h"
#include "wallet/model/model.h"

#define MINT_REPORT_CAUSE 240

/* One sentence naming the cause, out of what was found here. */
void mint_report_cause(char out[MINT_REPORT_CAUSE], const struct model *model);

/* Venice sees no stake, but the chain shows one: nothing is to be staked again. */
bool mint_report_stake_unseen(const struct model *model);

/* Venice says that the signature is not this wallet's, but here it is: no other wallet helps. */
bool mint_report_signed_here(const struct model *model);

/* What to do about it, out of the same. */
const char *mint_report_advice(const struct model *model);

/* The whole report: lines of "label: text". */
void mint_report(struct buf *out, const struct model *model);

#endif
