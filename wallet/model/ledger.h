/*
 * ledger: what a wallet signed away, and what became of it.  A line is added before a transaction is
 * sent or a payment handed over, and one for its end.  Bookkeeping (money.h) and the caps of a policy
 * (policy.h) are reckoned from these lines.
 */
#ifndef WALLET_MODEL_LEDGER_H
#define WALLET_MODEL_LEDGER_H

#include "wallet/model/journal_entry.h"
#include "wallet/model/log_entry.h"

#define LEDGER_TX "tx_signed"
#define LEDGER_REPLACEMENT "tx_signed_again"	/* under the number of one that waits, and in its place */
#define LEDGER_PAYMENT "payment_signed"

/* Makes the line that is written before what the journal's entry is about leaves this machine: of a
 * transaction that was replaced, about the last replacement.  False: it needs none, because it signs
 * nothing away. */
MUST_USE bool ledger_line(struct log_entry *out, const struct journal_entry *entry);

#endif
