#include "wallet/model/ledger.h"

#include <stdio.h>
#include <string.h>

#include "wallet/eth/tx_payee.h"

static bool take_tx(struct log_entry *out, const struct journal_entry *entry)
{
	size_t last = journal_entry_variants(entry) - 1;
	const struct buf *raw = journal_entry_raw(entry, last);
	struct log_tx *line = &out->tx;
	struct err ignored;
	struct tx tx;

	if (!tx_decode(&tx, NULL, raw->data, raw->len, &ignored))
		return false;
	snprintf(out->event, sizeof(out->event), "%s", last ? LEDGER_REPLACEMENT : LEDGER_TX);
	if (last)
		out->time_ms = entry->replacements[last - 1].time_ms;
	*line = (struct log_tx){ .any = true, .purpose = entry->purpose, .amount = entry->amount, .nonce = tx.nonce,
				 .recipient = entry->recipient, .fee_most = entry->fee_most };
	if (journal_entry_cancels(entry, last))
		line->purpose = PURPOSE_CANCEL;
	memcpy(line->hash, journal_entry_hash(entry, last), sizeof(line->hash));
	memcpy(line->purpose_text, entry->purpose_text, sizeof(line->purpose_text));
	if (!tx_payee(&line->to, &tx))
		line->to = tx.to;
	tx_free(&tx);
	return true;
}

static bool take_payment(struct log_entry *out, const struct payment *payment)
{
	snprintf(out->event, sizeof(out->event), "%s", LEDGER_PAYMENT);
	out->payment = (struct log_payment){ .any = true, .amount = payment->amount, .to = payment->to };
	memcpy(out->payment.nonce, payment->nonce, sizeof(out->payment.nonce));
	return true;
}

bool ledger_line(struct log_entry *out, const struct journal_entry *entry)
{
	*out = (struct log_entry){ .time_ms = entry->time_ms, .address = entry->address, .chain_s = entry->chain_s };
	snprintf(out->network, sizeof(out->network), "%s", entry->network);
	switch (entry->kind) {
	case JOURNAL_TX:
		return take_tx(out, entry);
	case JOURNAL_PAYMENT:
		return take_payment(out, &entry->payment);
	case JOURNAL_MINT:
	case JOURNAL_KINDS:
		break;
	}
	return false;
}
