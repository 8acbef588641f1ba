/*
 * flow_tx: one transaction, from intention to receipt.
 *
 * preflight → review → unlock → preflight again → sign → journal → send → wait → done
 *
 * Preflight asks for the chain id, the code of every contract concerned, nonce,
 * fees, balance, a simulation (eth_call) and a gas estimate of each candidate
 * calldata in order; the first candidate that would succeed is taken.  Nothing
 * is signed before the person (or --yes) confirms, and nothing but what the review
 * showed: where the chain has moved on since, it is reviewed again, and where it would
 * fail by now, it is not signed until it is well.  Nothing is sent before the journal
 * has it.
 */
#ifndef WALLET_FLOW_TX_H
#define WALLET_FLOW_TX_H

#include "wallet/eth/contracts.h"
#include "wallet/eth/tx_changes.h"
#include "wallet/eth/tx_fees.h"
#include "wallet/eth/tx_search.h"
#include "wallet/model/effect.h"
#include "wallet/model/tx.h"
#include "wallet/model/tx_agreed.h"
#include "wallet/model/tx_look.h"
#include "wallet/model/tx_nonce.h"

struct model;

/* Begins; the flow must not be running.  Takes candidates from `flow` itself: the
 * caller fills in account, purpose, words, amount, to and candidates. */
void flow_tx_start(struct model *model, struct effects *effects);

/* Follows a transaction found in the journal. */
void flow_tx_resume(struct model *model, const struct journal_entry *entry, struct effects *effects);

/* Gives a transaction of the journal up: what becomes of it is nobody's business here. */
void flow_tx_forget(struct model *model, const char *journal_id, struct effects *effects);

void flow_tx_reset(struct flow_tx *flow);	/* to TX_IDLE, freeing what it held */

/* For its parts, tx_preflight and tx_follow. */
void flow_tx_fail(struct flow_tx *flow, const struct err *err);
void flow_tx_fail_code(struct flow_tx *flow, enum err_code code, const char *words);
struct chain_batch *flow_tx_ask(struct model *model, struct effects *effects);	/* a new request to the node */

#endif
