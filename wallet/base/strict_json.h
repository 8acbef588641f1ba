/*
 * strict_json: the one place that decides what JSON is taken, from the wire, from
 * disk and out of a token.
 *
 * json-c only holds the tree. What its own reader takes differs from version to
 * version: 0.16 lets "1.", NaN and bare control characters through even in its strict
 * mode, 0.18 refuses every byte above 0x7f there. So a text passes the grammar of
 * RFC 8259 first, and then json_build makes json-c's values of it.
 */
#ifndef WALLET_BASE_STRICT_JSON_H
#define WALLET_BASE_STRICT_JSON_H

#include <stddef.h>

#include "wallet/base/err.h"
#include "wallet/base/json_made.h"

/* True for one value of RFC 8259 in well-formed UTF-8, nested at most `depth` deep, with
 * nothing but white space around it. An integer of more than 64 bits is refused:
 * json-c would make another one of it. Of names that are there twice, the last counts. */
bool strict_json_ok(const char *text, size_t len, unsigned depth);

/* The tree of such a text, which the caller frees with json_object_put; it is NULL for
 * the text "null", as json-c has it. False with *out untouched for any other text. */
MUST_USE bool strict_json_parse(struct json_object **out, const char *text, size_t len, unsigned depth);

#endif
