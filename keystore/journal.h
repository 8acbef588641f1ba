/* journal: entries on disk, one JSON file each, journal/ID.json.  No secrets. */
#ifndef KEYSTORE_JOURNAL_H
#define KEYSTORE_JOURNAL_H

#include "keystore/home.h"
#include "wallet/model/journal_entry.h"

/* Writes (or rewrites) an entry; an empty id is filled in with a random one first. */
MUST_USE bool journal_write(const struct home *home, struct journal_entry *entry, struct err *err);
MUST_USE bool journal_close(const struct home *home, const char *id, struct err *err);

/* Every open entry, oldest first; JOURNAL_BAD, naming the file, for one that cannot be read. */
MUST_USE bool journal_read(struct journal *out, const struct home *home, struct err *err);

#endif
