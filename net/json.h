/*
 * json: JSON from the wire, taken only as wallet/strict_json has it, and looked at with
 * json-c.
 */
#ifndef NET_JSON_H
#define NET_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "wallet/base/err.h"
#include "wallet/base/json_made.h"

#define JSON_DEPTH 32

/* BAD_ANSWER with a sentence when it is not strict JSON.  The caller frees *out
 * with json_object_put.  *out is NULL for the text "null", as json-c has it. */
MUST_USE bool json_read(struct json_object **out, const char *text, size_t len, struct err *err);

/* The member of an object, or NULL when there is none, it is null, or `object` is
 * not an object (NULL is fine). */
struct json_object *json_member(struct json_object *object, const char *name);

/* A string without NUL inside, or NULL.  It belongs to the value. */
const char *json_text(struct json_object *value);

/* A number's own digits, as the server wrote them, or NULL. */
const char *json_digits(struct json_object *value);

/* What the server wrote, copied and made safe to show.  A text is cut where it is too
 * long; a number's exponent is written out.  *out stays as it is where there is none,
 * or a number does not fit. */
void json_take_text(char *out, size_t size, struct json_object *value);
void json_take_number(char *out, size_t size, struct json_object *value);	/* or a text */

/* A number, or the text of one, as decimal digits that have at most six decimals and no
 * exponent ("-0.15"); "" for anything else. */
#define JSON_DECIMAL_SIZE 32
void json_decimal(char out[JSON_DECIMAL_SIZE], struct json_object *value);

/* A member that is a boolean: its value; any other: false and *out untouched. */
MUST_USE bool json_flag(bool *out, struct json_object *object, const char *name);

#endif
