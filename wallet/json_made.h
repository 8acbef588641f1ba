/*
 * json_made: json-c, but for what it does where there is no memory: it returns NULL, takes
 * nothing into an object and cuts a text off, one as silently as the other.  Here the
 * process ends instead, as it does for mem.h.
 *
 * In place of <json-c/json.h>.  The names are the same, so that nobody needs to know.
 */
#ifndef WALLET_JSON_MADE_H
#define WALLET_JSON_MADE_H

#include <json-c/json.h>

struct json_object *json_made(struct json_object *object);
int json_added(int failed);
const char *json_written(struct json_object *value, int flags, size_t *len);	/* len may be NULL */

#define json_object_new_object() json_made(json_object_new_object())
#define json_object_new_array() json_made(json_object_new_array())
#define json_object_new_string(text) json_made(json_object_new_string(text))
#define json_object_new_string_len(text, len) json_made(json_object_new_string_len(text, len))
#define json_object_new_boolean(value) json_made(json_object_new_boolean(value))
#define json_object_new_int(value) json_made(json_object_new_int(value))
#define json_object_new_int64(value) json_made(json_object_new_int64(value))
#define json_object_new_uint64(value) json_made(json_object_new_uint64(value))
#define json_object_new_double_s(value, text) json_made(json_object_new_double_s(value, text))
#define json_object_object_add(object, name, value) json_added(json_object_object_add(object, name, value))
#define json_object_array_add(array, value) json_added(json_object_array_add(array, value))
#define json_object_to_json_string(value) json_written(value, JSON_C_TO_STRING_SPACED, NULL)
#define json_object_to_json_string_ext(value, flags) json_written(value, flags, NULL)
#define json_object_to_json_string_length(value, flags, len) json_written(value, flags, len)

#endif
