#include "wallet/model/log_entry.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"

const char *log_tx_purpose(const struct log_tx *tx)
{
	return tx->purpose == PURPOSE_UNKNOWN ? tx->purpose_text : purpose_name(tx->purpose);
}

bool log_tx_is_result(const struct log_tx *tx)
{
	return tx->has_result || tx->has_besides;
}

void log_entry_free(struct log_entry *entry)
{
	free(entry->report);
	*entry = (struct log_entry){ 0 };
}

void log_entries_free(struct log_entries *log)
{
	for (size_t i = 0; i < log->count; i++)
		log_entry_free(&log->items[i]);
	free(log->items);
	*log = (struct log_entries){ 0 };
}

void log_entries_add(struct log_entries *log, struct log_entry *entry)
{
	if (log->count == LOG_ENTRIES_KEPT) {
		log_entry_free(&log->items[0]);
		memmove(log->items, log->items + 1, --log->count * sizeof(*log->items));
	}
	log_entries_append(log, entry);
}

void log_entries_append(struct log_entries *log, struct log_entry *entry)
{
	log->items = mem_grow(log->items, log->count + 1, sizeof(*log->items));
	log->items[log->count++] = *entry;
	*entry = (struct log_entry){ 0 };
}

bool log_entry_is_of_money(const struct log_entry *entry)
{
	return entry->tx.any || entry->payment.any;
}

struct log_entry log_entry_of_ledger(const struct log_entry *entry)
{
	struct log_entry copy = *entry;

	copy.report = NULL;
	return copy;
}

bool log_entry_contains(const struct log_entry *entry, const char *text)
{
	char address[ADDRESS_TEXT_SIZE], when[TEXT_TIME_SIZE];

	address_format(address, entry->address);
	text_time(when, entry->time_ms);
	return strcasestr(entry->event, text) || strcasestr(entry->text, text) || strcasestr(entry->code, text) ||
	       strcasestr(entry->network, text) || strcasestr(when, text) ||
	       (!address_is_zero(entry->address) && strcasestr(address, text));
}
