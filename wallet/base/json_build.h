/*
 * json_build: builds the tree of a text that strict_json has found to be JSON.
 *
 * json-c's own reader is not used.  It ends the process by a signal when memory runs out, and what
 * it accepts differs from version to version.
 */
#ifndef WALLET_BASE_JSON_BUILD_H
#define WALLET_BASE_JSON_BUILD_H

#include <stddef.h>

#include "wallet/base/json_made.h"

/* The caller frees the tree with json_object_put.  The text "null" gives NULL, as in json-c. Whole
 * numbers of up to 64 bits become integers; all others become doubles that keep their digits. */
struct json_object *json_build(const char *text, size_t len);

#endif
