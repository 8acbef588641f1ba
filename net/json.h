/*
 * json: JSON from the wire. wallet/strict_json decides what is accepted, and json-c reads it.
 */
#ifndef NET_JSON_H
#define NET_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "wallet/base/err.h"
#include "wallet/base/json_made.h"

#define JSON_DEPTH 32

/* BAD_ANSWER with a sentence when it is not strict JSON.  Free *out with json_object_put.  Like
 * json-c, it sets *out to NULL for the text "null". */
MUST_USE bool json_read(struct json_object **out, const char *text, size_t len, struct err *err);

/* Returns the member of an object; NULL when there is none, it is null, or `object` is not an
 * object (NULL is fine). */
struct json_object *json_member(struct json_object *object, const char *name);

/* Returns a string without NUL inside, which belongs to the value; NULL when it is none. */
const char *json_text(struct json_object *value);

/* Returns a number's digits as the server wrote them; NULL when it is none. */
const char *json_digits(struct json_object *value);

/*
 * Copies what the server wrote, made safe to show.  A text that is too long is cut, and a number's
 * exponent is written out. *out stays as it is when there is none, or when a number does not fit.
 */
void json_take_text(char *out, size_t size, struct json_object *value);
void json_take_number(char *out, size_t size, struct json_object *value);	/* the same for a number, or a text */

/* Writes a number, or the text of one, in decimal digits with at most six decimals and no
 * exponent ("-0.15"); "" for anything else. */
#define JSON_DECIMAL_SIZE 32
void json_decimal(char out[JSON_DECIMAL_SIZE], struct json_object *value);

/* Reads a member that is a boolean.  For anything else returns false and leaves *out alone. */
MUST_USE bool json_flag(bool *out, struct json_object *object, const char *name);

#endif
