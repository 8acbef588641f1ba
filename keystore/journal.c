/* journal: a file for each entry.  A signed transaction is no secret, and no key is in an entry. */
#include "keystore/journal.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keystore/journal_json.h"
#include "keystore/signer.h"
#include "wallet/base/hex.h"
#include "wallet/base/mem.h"

#define FILE_MAX ((size_t)512 << 10)

static bool is_id(const char *id)
{
	return strlen(id) == JOURNAL_ID_SIZE - 1 && strspn(id, "0123456789abcdef") == JOURNAL_ID_SIZE - 1;
}

static void file_name(char out[JOURNAL_ID_SIZE + 8], const char *id)
{
	snprintf(out, JOURNAL_ID_SIZE + 8, "%s.json", id);
}

bool journal_write(const struct home *home, struct journal_entry *entry, struct err *err)
{
	char name[JOURNAL_ID_SIZE + 8];
	bool is_new = !*entry->id, ok;
	struct err ignored;
	struct buf file;

	if (is_new) {
		uint8_t random[16];

		randombytes_buf(random, sizeof(random));
		hex_encode(entry->id, random, sizeof(random));
	}
	if (!is_id(entry->id))
		return err_set(err, ERR_INTERNAL, "A journal entry has a malformed id.");
	if (entry->kind == JOURNAL_TX && !journal_entry_known(entry))
		return err_set(err, ERR_INTERNAL, "A journal entry of another version is left as it is.");
	file_name(name, entry->id);
	buf_init(&file, FILE_MAX);
	ok = journal_json_write(&file, entry);
	if (!ok)
		err_set(err, ERR_INTERNAL, "A journal entry is too large to write down.");
	if (ok && !home_write(home, "journal", name, file.data, file.len, err)) {
		/* The entry may still be there, and would be sent at the next start. */
		if (is_new)
			(void)!home_remove(home, "journal", name, &ignored);
		ok = false;
	}
	buf_free(&file);
	return ok;
}

bool journal_close(const struct home *home, const char *id, struct err *err)
{
	char name[JOURNAL_ID_SIZE + 8];

	if (!is_id(id))
		return err_set(err, ERR_INTERNAL, "A journal entry has a malformed id.");
	file_name(name, id);
	return home_remove_again(home, "journal", name, err);
}

/* Whoever can write the file could put another transaction there, for a replacement to be made of. */
static bool is_foreign(const struct journal_entry *entry)
{
	for (size_t i = 0; i < journal_entry_variants(entry); i++) {
		const struct buf *raw = journal_entry_raw(entry, i);
		uint8_t hash[KECCAK_SIZE];
		struct address signer;

		keccak256(hash, raw->data, raw->len);
		if (memcmp(hash, journal_entry_hash(entry, i), sizeof(hash)) != 0 ||
		    !signer_recover_tx(&signer, raw->data, raw->len) || !address_equal(signer, entry->address))
			return true;
	}
	return false;
}

/* On failure nothing in out needs to be freed. */
static bool read_entry(struct journal_entry *out, const struct buf *file, const char *name)
{
	char expected[JOURNAL_ID_SIZE + 8] = "";
	bool ok = journal_json_read(out, file) && is_id(out->id);

	if (ok)
		file_name(expected, out->id);
	if (ok && strcmp(expected, name) == 0) {
		out->foreign = out->kind == JOURNAL_TX && is_foreign(out);
		return true;
	}
	journal_entry_free(out);
	return false;
}

struct reading {
	const struct home *home;
	struct journal *out;
	struct err *err;
	bool failed;
};

static bool read_one(void *context, const char *name)
{
	struct reading *reading = context;
	struct journal *out = reading->out;
	struct journal_entry entry;
	struct buf file;
	bool ok;

	buf_init(&file, FILE_MAX);
	ok = home_read(&file, reading->home, "journal", name, reading->err);
	if (ok && !read_entry(&entry, &file, name))
		ok = err_set(reading->err, ERR_JOURNAL_BAD, "The journal entry %s cannot be read.", name);
	buf_free(&file);
	if (ok) {
		out->items = mem_grow(out->items, out->count + 1, sizeof(*out->items));
		out->items[out->count++] = entry;
	}
	reading->failed = !ok;
	return ok;
}

static int oldest_first(const void *a, const void *b)
{
	const struct journal_entry *left = a, *right = b;

	if (left->time_ms != right->time_ms)
		return left->time_ms < right->time_ms ? -1 : 1;
	return strcmp(left->id, right->id);
}

bool journal_read(struct journal *out, const struct home *home, struct err *err)
{
	struct journal found = { 0 };
	struct reading reading = { .home = home, .out = &found, .err = err };

	if (!home_each(home, "journal", read_one, &reading, err) || reading.failed) {
		journal_free(&found);
		return false;
	}
	if (found.count)
		qsort(found.items, found.count, sizeof(*found.items), oldest_first);
	*out = found;
	return true;
}
