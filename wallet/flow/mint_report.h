/*
 * mint_report: why a mint failed, as text that a person can read and send to support.  Nothing in
 * it is of use to anybody else: it has a token's header, claims and hash, and the two ends of a
 * signature.
 */
#ifndef WALLET_FLOW_MINT_REPORT_H
#define WALLET_FLOW_MINT_REPORT_H

#include "wallet/base/buf.h"
#include "wallet/model/model.h"

#define MINT_REPORT_CAUSE 240

/* Writes one sentence that names the cause, from what was found here. */
void mint_report_cause(char out[MINT_REPORT_CAUSE], const struct model *model);

/* Venice sees no stake, but the chain shows one, so nothing needs to be staked again. */
bool mint_report_stake_unseen(const struct model *model);

/* Venice rejects the signature as another wallet's, but here it is this wallet's, so another wallet
 * would not help. */
bool mint_report_signed_here(const struct model *model);

/* Venice says that the token or challenge has expired, but by Venice's own clock it had not. */
bool mint_report_lives(const struct model *model);

/* Says what to do about it, from the same evidence. */
const char *mint_report_advice(const struct model *model);

/* Writes the whole report, as lines of "label: text". */
void mint_report(struct buf *out, const struct model *model);

#endif
