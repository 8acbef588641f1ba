/*
 * json_made: json-c, made safe against running out of memory.  When there is no memory, json-c
 * silently returns NULL, drops the member or cuts a text off.  Here the reserve of mem.h is used
 * then, and if that is gone too, the process ends.
 *
 * Include this in place of <json-c/json.h>.  The names are the same, so callers need not care.
 */
#ifndef WALLET_BASE_JSON_MADE_H
#define WALLET_BASE_JSON_MADE_H

#include <json-c/json.h>
#include <stdbool.h>

struct json_object *json_made_object(void);
struct json_object *json_made_array(void);
struct json_object *json_made_string(const char *text, int len);
struct json_object *json_made_boolean(bool value);
struct json_object *json_made_int64(int64_t value);
struct json_object *json_made_uint64(uint64_t value);
struct json_object *json_made_double(double value, const char *digits);
void json_made_member(struct json_object *object, const char *name, struct json_object *value);
void json_made_item(struct json_object *array, struct json_object *value);
const char *json_made_text(struct json_object *value, int flags, size_t *len);	/* len may be NULL */

#define json_object_new_object() json_made_object()
#define json_object_new_array() json_made_array()
#define json_object_new_string(text) json_made_string(text, -1)
#define json_object_new_string_len(text, len) json_made_string(text, len)
#define json_object_new_boolean(value) json_made_boolean(value)
#define json_object_new_int(value) json_made_int64(value)
#define json_object_new_int64(value) json_made_int64(value)
#define json_object_new_uint64(value) json_made_uint64(value)
#define json_object_new_double_s(value, digits) json_made_double(value, digits)
#define json_object_object_add(object, name, value) json_made_member(object, name, value)
#define json_object_array_add(array, value) json_made_item(array, value)
#define json_object_to_json_string(value) json_made_text(value, JSON_C_TO_STRING_SPACED, NULL)
#define json_object_to_json_string_ext(value, flags) json_made_text(value, flags, NULL)
#define json_object_to_json_string_length(value, flags, len) json_made_text(value, flags, len)

#endif
