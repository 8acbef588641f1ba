/* log_json: an entry of the log as one JSON object, which is a line of its file. */
#ifndef KEYSTORE_LOG_JSON_H
#define KEYSTORE_LOG_JSON_H

#include "wallet/base/buf.h"
#include "wallet/model/log_entry.h"

/* Writes no line feed. */
void log_json_write(struct buf *out, const struct log_entry *entry);

/* False if it is no entry.  What else is not as it should be is left out.  The caller owns what it holds. */
MUST_USE bool log_json_read(struct log_entry *out, const char *text, size_t len);

#endif
