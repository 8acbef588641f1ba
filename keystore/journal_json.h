/* journal_json: a journal entry as JSON text, which is the whole of its file. */
#ifndef KEYSTORE_JOURNAL_JSON_H
#define KEYSTORE_JOURNAL_JSON_H

#include "wallet/base/buf.h"
#include "wallet/model/journal_entry.h"

/* False if the entry is too large to write down. */
MUST_USE bool journal_json_write(struct buf *out, const struct journal_entry *entry);

/* False if it is no entry.  What was read until then is in out, to be freed in that case, too. */
MUST_USE bool journal_json_read(struct journal_entry *out, const struct buf *file);

#endif
