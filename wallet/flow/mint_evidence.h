/*
 * mint_evidence: finds out, when a mint has failed, what can be checked here:
 * the token's age on the server's clock, whom the signature recovers to, and
 * the sVVV on chain.
 */
#ifndef WALLET_FLOW_MINT_EVIDENCE_H
#define WALLET_FLOW_MINT_EVIDENCE_H

#include "wallet/model/effect.h"

struct model;
struct mint_evidence;

/* What came to be signed: its parts that are no secret. */
void mint_evidence_note(struct mint_evidence *evidence, const char *text, bool is_challenge);

/* Asks the chain for the wallet's sVVV. */
void mint_evidence_ask(struct model *model, struct effects *effects);

void mint_evidence_gather(struct model *model, struct effects *effects);
bool mint_evidence_take(struct model *model, const struct action *action);

#endif
