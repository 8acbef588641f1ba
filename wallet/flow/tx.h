/*
 * flow_tx: one transaction, from intention to receipt.
 *
 * preflight → review → unlock → preflight again → sign → journal → send → wait → done
 *
 * Preflight asks for the chain id, the code of every contract concerned, nonce, fees, balance, and
 * a simulation (eth_call) and gas estimate of each candidate calldata in order.  The first
 * candidate that would succeed is taken.  Nothing is signed before the person (or --yes) confirms,
 * and nothing but what the review showed.  If the chain has moved on since, the transaction is
 * reviewed again; if it would fail now, it is not signed until that is over.  Nothing is sent
 * before the journal has it.
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

/* Begins; the flow must not be running.  The caller has filled in account, purpose, words, amount,
 * to and candidates in model->tx. */
void flow_tx_start(struct model *model, struct effects *effects);

/* Follows a transaction found in the journal. */
void flow_tx_resume(struct model *model, const struct journal_entry *entry, struct effects *effects);

/* Gives up a transaction of the journal: rialto no longer looks what becomes of it. */
void flow_tx_forget(struct model *model, const char *journal_id, struct effects *effects);

void flow_tx_reset(struct flow_tx *flow);	/* goes to TX_IDLE and frees what it held */

/* For its parts, tx_preflight, tx_costs and tx_follow. */
void flow_tx_fail(struct flow_tx *flow, const struct err *err);
void flow_tx_fail_code(struct flow_tx *flow, enum err_code code, const char *words);
struct chain_batch *flow_tx_ask(struct model *model, struct effects *effects);	/* a new request to the node */

#endif
