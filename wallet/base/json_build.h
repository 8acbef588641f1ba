/*
 * json_build: the tree of a text that strict_json has found to be JSON.
 *
 * json-c's own reader is not used: where there is no memory it ends the process by a
 * signal, and what it makes of a text differs from version to version.
 */
#ifndef WALLET_BASE_JSON_BUILD_H
#define WALLET_BASE_JSON_BUILD_H

#include <stddef.h>

#include "wallet/base/json_made.h"

/* The caller frees it with json_object_put; NULL for the text "null", as json-c has it.
 * Whole numbers of up to 64 bits are integers, all others doubles that keep their digits. */
struct json_object *json_build(const char *text, size_t len);

#endif
