/*
 * log_file: the log of what was done, in log/records.jsonl, one JSON object a line, 0600.  A full
 * file becomes records.1.jsonl, and replaces the one that had this name.  What is about money is in
 * log/ledger.jsonl, too, which grows for as long as it is kept.
 */
#ifndef KEYSTORE_LOG_FILE_H
#define KEYSTORE_LOG_FILE_H

#include "keystore/home.h"
#include "wallet/model/log_entry.h"

/* Appends one entry, and one about money to the ledger as well. */
MUST_USE bool log_file_append(const struct home *home, const struct log_entry *entry, struct err *err);

/* Appends one entry to the ledger only, and waits until the disk has it. */
MUST_USE bool log_file_book(const struct home *home, const struct log_entry *entry, struct err *err);

/* Reads the ledger, oldest first. */
MUST_USE bool log_file_read_ledger(struct log_entries *out, const struct home *home, struct err *err);

/* Reads all entries, oldest first.  Lines that cannot be read are left out. */
MUST_USE bool log_file_read(struct log_entries *out, const struct home *home, struct err *err);

/* Writes the entries that contain all of the texts to a new file (0600, never overwritten), one
 * JSON object a line.  *written is their number. */
MUST_USE bool log_file_export(size_t *written, const struct home *home, const struct log_entries *log,
			     const char *const *texts, size_t count, const char *path, struct err *err);

#endif
