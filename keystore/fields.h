/*
 * fields: reads JSON objects that may be damaged or hostile.  A name is looked up as it is, then in
 * any letter case, because other programs spell theirs differently.  Every getter returns false and
 * leaves out untouched if the field is absent or of another type.
 */
#ifndef KEYSTORE_FIELDS_H
#define KEYSTORE_FIELDS_H

#include "wallet/base/buf.h"
#include "wallet/base/json_made.h"
#include "wallet/eth/address.h"

/* Parses one JSON object with nothing after it, at most 16 deep; NULL for anything else.  The
 * caller calls json_object_put() on it. */
struct json_object *fields_parse(const char *json, size_t len);

/* Returns the value, which the object owns; NULL if it is absent or null. */
struct json_object *fields_get(struct json_object *object, const char *name);

MUST_USE bool fields_object(struct json_object **out, struct json_object *object, const char *name);
MUST_USE bool fields_text(const char **out, struct json_object *object, const char *name);
MUST_USE bool fields_i64(int64_t *out, struct json_object *object, const char *name);
MUST_USE bool fields_u64(uint64_t *out, struct json_object *object, const char *name);

/* Reads a whole number, also in the forms of other programs: 1024.0, which geth reads, and "1024". */
MUST_USE bool fields_number(uint64_t *out, struct json_object *object, const char *name);

MUST_USE bool fields_bool(bool *out, struct json_object *object, const char *name);

/* Reads hex digits of any case, with or without 0x.  The first takes any length up to out's cap,
 * the second exactly len bytes. */
MUST_USE bool fields_hex(struct buf *out, struct json_object *object, const char *name);
MUST_USE bool fields_hex_exact(uint8_t *out, size_t len, struct json_object *object, const char *name);

/* Copies a text that fits, with its NUL. */
MUST_USE bool fields_copy(char *out, size_t size, struct json_object *object, const char *name);

/* Reads an address in any letter case, with or without 0x.  It needs no checksum. */
MUST_USE bool fields_address(struct address *out, struct json_object *object, const char *name);

/* Serialises without white space; false if that does not fit out's cap. */
MUST_USE bool fields_write(struct buf *out, struct json_object *object);

/* Adds bytes as lower-case hex. */
void fields_add_hex(struct json_object *object, const char *name, const uint8_t *bytes, size_t len);
void fields_add_text(struct json_object *object, const char *name, const char *text);
void fields_add_i64(struct json_object *object, const char *name, int64_t value);
void fields_add_bool(struct json_object *object, const char *name, bool value);

#endif
