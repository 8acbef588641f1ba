#include "wallet/journal_entry.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/mem.h"

void journal_entry_free(struct journal_entry *entry)
{
	buf_free(&entry->raw);
	*entry = (struct journal_entry){ 0 };
}

void journal_entry_copy(struct journal_entry *out, const struct journal_entry *in)
{
	*out = *in;
	out->raw = (struct buf){ 0 };
	if (!in->raw.data)
		return;
	buf_init(&out->raw, in->raw.max);
	buf_add(&out->raw, in->raw.data, in->raw.len);
}

bool journal_entry_nonce(uint64_t *nonce, const struct journal_entry *entry)
{
	struct err ignored;
	struct tx tx;

	if (entry->kind != JOURNAL_TX || !tx_decode(&tx, NULL, entry->raw.data, entry->raw.len, &ignored))
		return false;
	*nonce = tx.nonce;
	tx_free(&tx);
	return true;
}

void journal_add(struct journal *journal, const struct journal_entry *entry)
{
	journal->items = mem_grow(journal->items, journal->count + 1, sizeof(*journal->items));
	journal_entry_copy(&journal->items[journal->count++], entry);
}

struct journal_entry *journal_find(const struct journal *journal, const char *id)
{
	for (size_t i = 0; i < journal->count; i++)
		if (strcmp(journal->items[i].id, id) == 0)
			return &journal->items[i];
	return NULL;
}

bool journal_forget(struct journal *journal, const char *id)
{
	for (size_t i = 0; i < journal->count; i++) {
		if (strcmp(journal->items[i].id, id) != 0)
			continue;
		journal_entry_free(&journal->items[i]);
		memmove(&journal->items[i], &journal->items[i + 1], (journal->count - i - 1) * sizeof(*journal->items));
		journal->count--;
		return true;
	}
	return false;
}

void journal_free(struct journal *journal)
{
	for (size_t i = 0; i < journal->count; i++)
		journal_entry_free(&journal->items[i]);
	free(journal->items);
	*journal = (struct journal){ 0 };
}
