#include "wallet/model/journal_entry.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"

void journal_entry_free(struct journal_entry *entry)
{
	buf_free(&entry->raw);
	for (size_t i = 0; i < entry->replacement_count; i++)
		buf_free(&entry->replacements[i].raw);
	*entry = (struct journal_entry){ 0 };
}

bool journal_entry_known(const struct journal_entry *entry)
{
	return entry->kind == JOURNAL_TX && entry->purpose != PURPOSE_UNKNOWN && !entry->amount_unknown;
}

const char *journal_entry_purpose(const struct journal_entry *entry)
{
	return entry->purpose == PURPOSE_UNKNOWN ? entry->purpose_text : purpose_name(entry->purpose);
}

static void copy_raw(struct buf *out, const struct buf *in)
{
	*out = (struct buf){ 0 };
	if (!in->data)
		return;
	buf_init(out, in->max);
	buf_add(out, in->data, in->len);
}

void journal_entry_copy(struct journal_entry *out, const struct journal_entry *in)
{
	*out = *in;
	copy_raw(&out->raw, &in->raw);
	for (size_t i = 0; i < in->replacement_count; i++)
		copy_raw(&out->replacements[i].raw, &in->replacements[i].raw);
}

size_t journal_entry_variants(const struct journal_entry *entry)
{
	return 1 + entry->replacement_count;
}

const uint8_t *journal_entry_hash(const struct journal_entry *entry, size_t variant)
{
	return variant ? entry->replacements[variant - 1].hash : entry->hash;
}

const struct buf *journal_entry_raw(const struct journal_entry *entry, size_t variant)
{
	return variant ? &entry->replacements[variant - 1].raw : &entry->raw;
}

bool journal_entry_cancels(const struct journal_entry *entry, size_t variant)
{
	return variant && entry->replacements[variant - 1].cancels;
}

size_t journal_entry_variant(const struct journal_entry *entry, const uint8_t hash[KECCAK_SIZE])
{
	size_t variant = 0;

	while (variant < journal_entry_variants(entry) && memcmp(journal_entry_hash(entry, variant), hash, KECCAK_SIZE))
		variant++;
	return variant;
}

void journal_entry_replace(struct journal_entry *entry, const struct tx_replacement *replacement)
{
	if (entry->replacement_count == JOURNAL_REPLACEMENTS)
		abort();	/* the caller has checked that there is room */
	entry->replacements[entry->replacement_count++] = *replacement;
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
	struct journal_entry copy;

	journal_entry_copy(&copy, entry);	/* entry may be one of the list's own */
	journal->items = mem_grow(journal->items, journal->count + 1, sizeof(*journal->items));
	journal->items[journal->count++] = copy;
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
