#include "wallet/flow/tx_log.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/eth/tx_payee.h"
#include "wallet/model/log_watch.h"
#include "wallet/model/model.h"

static const char *event_of(enum tx_state from, const struct flow_tx *flow)
{
	if (from == TX_SENDING && flow->state == TX_WAITING)
		return "tx_sent";
	if (flow->state == TX_DONE)
		return "tx_mined";
	if (flow->state != TX_FAILED)
		return NULL;
	if (flow->err.code == ERR_CANCELLED)
		return flow->entry.id[0] ? "tx_forgotten" : NULL;
	return flow->err.code == ERR_TX_CANCELLED ? "tx_cancelled" : "tx_failed";
}

static void fill(struct log_tx *tx, const struct flow_tx *flow, size_t variant)
{
	*tx = (struct log_tx){ .any = true, .purpose = flow->purpose, .amount = flow->amount, .nonce = flow->tx.nonce,
				.recipient = flow->recipient };
	if (journal_entry_cancels(&flow->entry, variant))
		tx->purpose = PURPOSE_CANCEL;
	memcpy(tx->purpose_text, flow->entry.purpose_text, sizeof(tx->purpose_text));
	memcpy(tx->hash, journal_entry_hash(&flow->entry, variant), sizeof(tx->hash));
	if (journal_entry_cancels(&flow->entry, variant))
		tx->to = flow->account.address;
	else if (!tx_payee(&tx->to, &flow->tx))
		tx->to = flow->tx.to;
}

/* A transaction is sent again and again while the network has no trace of it, and the next run sees
 * its end again if that could not be told.  Each is worth only one line. */
static bool was_said(const struct model *model, const struct log_entry *entry)
{
	for (size_t i = model->log.count; i-- > 0 && entry->tx.any;) {
		const struct log_entry *other = &model->log.items[i];

		if (other->tx.any && !log_tx_is_result(&other->tx) &&
		    !memcmp(other->tx.hash, entry->tx.hash, KECCAK_SIZE))
			return !strcmp(other->event, entry->event) && !strcmp(other->code, entry->code) &&
			       other->tx.block == entry->tx.block;
	}
	return false;
}

static void write_once(struct model *model, struct log_entry *entry, struct effects *effects)
{
	if (!was_said(model, entry))
		log_watch_write(model, entry, effects);
}

static void describe(struct log_entry *entry, const struct flow_tx *flow)
{
	char hash[2 * KECCAK_SIZE + 1];

	hex_encode(hash, entry->tx.hash, KECCAK_SIZE);
	if (flow->state == TX_FAILED)
		log_watch_error(entry, &flow->err);
	else if (entry->tx.block)
		snprintf(entry->text, sizeof(entry->text), "%s 0x%s in block %llu", log_tx_purpose(&entry->tx), hash,
			 (unsigned long long)entry->tx.block);
	else
		snprintf(entry->text, sizeof(entry->text), "%s 0x%s", log_tx_purpose(&entry->tx), hash);
	if (flow->gave_up)	/* whatever keeps it now, it may still be mined */
		snprintf(entry->code, sizeof(entry->code), "%s", err_info(ERR_TX_UNKNOWN)->name);
}

static void write_losers(struct model *model, size_t mined, struct effects *effects)
{
	const struct flow_tx *flow = &model->tx;
	char hash[2 * KECCAK_SIZE + 1], by[2 * KECCAK_SIZE + 1];

	hex_encode(by, flow->proof.seen.hash, KECCAK_SIZE);
	for (size_t i = 0; i < journal_entry_variants(&flow->entry); i++) {
		struct log_entry entry = log_watch_entry(model, "tx_replaced", flow->entry.address);

		if (i == mined)
			continue;
		fill(&entry.tx, flow, i);
		hex_encode(hash, entry.tx.hash, KECCAK_SIZE);
		snprintf(entry.text, sizeof(entry.text), "%s 0x%s by 0x%s", log_tx_purpose(&entry.tx), hash, by);
		write_once(model, &entry, effects);
	}
}

/* The variant that the entry is about: the one that a block has, or the one that was sent last. */
static size_t variant_of(const struct flow_tx *flow)
{
	size_t count = journal_entry_variants(&flow->entry);
	size_t mined = flow->proof.times ? journal_entry_variant(&flow->entry, flow->proof.seen.hash) : count;

	return mined < count ? mined : count - 1;
}

void tx_log(struct model *model, unsigned was, struct effects *effects)
{
	const struct flow_tx *flow = &model->tx;
	const char *event = event_of((enum tx_state)was, flow);
	bool ended = flow->state == TX_DONE || flow->state == TX_FAILED;
	struct log_entry entry;

	if (!event)
		return;
	entry = log_watch_entry(model, event, flow->account.address);
	if (flow->entry.id[0])
		fill(&entry.tx, flow, variant_of(flow));
	if (ended && flow->proof.times && flow->proof.seen.fate != TX_FATE_TAKEN) {
		entry.tx.block = flow->proof.seen.block;
		entry.tx.block_time_s = flow->proof.seen.time_s;
		entry.tx.fee = flow->proof.seen.fee;
		entry.tx.paid = flow->proof.seen.paid;
	}
	describe(&entry, flow);
	write_once(model, &entry, effects);
	if (ended && flow->proof.times && flow->proof.seen.fate != TX_FATE_TAKEN)
		write_losers(model, variant_of(flow), effects);
}
