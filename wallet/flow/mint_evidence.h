/*
 * mint_evidence: collects what can be checked here after a mint has failed: the token's age by the
 * server's clock, the address that the signature recovers to, and the sVVV on chain.
 */
#ifndef WALLET_FLOW_MINT_EVIDENCE_H
#define WALLET_FLOW_MINT_EVIDENCE_H

#include "wallet/model/effect.h"

struct model;
struct mint_evidence;

/* Notes the parts of what is to be signed that are no secret. */
void mint_evidence_note(struct mint_evidence *evidence, const char *text, bool is_challenge);

/* Asks the chain for the wallet's sVVV. */
void mint_evidence_ask(struct model *model, struct effects *effects);

void mint_evidence_gather(struct model *model, struct effects *effects);
bool mint_evidence_take(struct model *model, const struct action *action);

#endif
