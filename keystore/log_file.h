/*
 * log_file: the log of what was done, log/records.jsonl, one JSON object a line,
 * 0600.  When it is full it becomes records.1.jsonl, and what that was is gone.
 */
#ifndef KEYSTORE_LOG_FILE_H
#define KEYSTORE_LOG_FILE_H

#include "keystore/home.h"
#include "wallet/model/log_entry.h"

/* Adds one at the end. */
MUST_USE bool log_file_append(const struct home *home, const struct log_entry *entry, struct err *err);

/* All there are, oldest first; lines that cannot be read are left out. */
MUST_USE bool log_file_read(struct log_entries *out, const struct home *home, struct err *err);

/* Writes those that contain all of the texts to a new file (0600, never overwritten), one
 * JSON object a line; *written is how batch. */
MUST_USE bool log_file_export(size_t *written, const struct home *home, const struct log_entries *log,
			     const char *const *texts, size_t count, const char *path, struct err *err);

/* A record as one JSON object, without a line feed. */
void log_file_write(struct buf *out, const struct log_entry *entry);

#endif
