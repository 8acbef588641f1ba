/*
 * records: the log of what was done, log/records.jsonl, one JSON object a line,
 * 0600.  When it is full it becomes records.1.jsonl, and what that was is gone.
 */
#ifndef KEYSTORE_RECORDS_H
#define KEYSTORE_RECORDS_H

#include "keystore/home.h"
#include "wallet/record.h"

/* Adds one at the end. */
MUST_USE bool records_append(const struct home *home, const struct record *record, struct err *err);

/* All there are, oldest first; lines that cannot be read are left out. */
MUST_USE bool records_read(struct records *out, const struct home *home, struct err *err);

/* A record as one JSON object, without a line feed. */
void records_write(struct buf *out, const struct record *record);

#endif
