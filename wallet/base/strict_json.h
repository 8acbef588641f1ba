/*
 * strict_json: the one place that decides which JSON is accepted, whether it comes from the wire,
 * from disk or out of a token.
 *
 * json-c only holds the tree.  What its own reader accepts differs from version to version: 0.16
 * lets "1.", NaN and bare control characters through even in its strict mode, 0.18 refuses every
 * byte above 0x7f there.  So a text passes the grammar of RFC 8259 first, and then json_build makes
 * json-c's values of it.
 */
#ifndef WALLET_BASE_STRICT_JSON_H
#define WALLET_BASE_STRICT_JSON_H

#include <stddef.h>

#include "wallet/base/err.h"
#include "wallet/base/json_made.h"

/* True for one value of RFC 8259 in well-formed UTF-8, nested at most `depth` deep, with nothing
 * but white space around it.  An integer of more than 64 bits is refused, because json-c would turn
 * it into another one.  If a name occurs twice in an object, the last one counts. */
bool strict_json_ok(const char *text, size_t len, unsigned depth);

/* Builds the tree of such a text; the caller frees it with json_object_put.  The text "null" gives
 * NULL, as in json-c.  Any other text returns false and leaves *out untouched. */
MUST_USE bool strict_json_parse(struct json_object **out, const char *text, size_t len, unsigned depth);

#endif
