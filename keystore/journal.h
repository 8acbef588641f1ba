/* journal: entries on disk, one JSON file each, journal/ID.json.  They hold no secrets. */
#ifndef KEYSTORE_JOURNAL_H
#define KEYSTORE_JOURNAL_H

#include "keystore/home.h"
#include "wallet/model/journal_entry.h"

/* Writes or rewrites an entry.  An empty id is first filled in with a random one. */
MUST_USE bool journal_write(const struct home *home, struct journal_entry *entry, struct err *err);
/* Removes an entry.  One that is gone already is closed, so this can be tried again where it failed. */
MUST_USE bool journal_close(const struct home *home, const char *id, struct err *err);

/* Reads every open entry, oldest first.  JOURNAL_BAD names a file that cannot be read. */
MUST_USE bool journal_read(struct journal *out, const struct home *home, struct err *err);

#endif
