/*
 * vector: the published test vectors under tests/vectors.
 *
 * They are looked for in $RIALTO_VECTORS, else in tests/vectors of the folder
 * the test is run in.  Whatever is missing or malformed fails the test.
 */
#ifndef TESTS_VECTOR_H
#define TESTS_VECTOR_H

#include <json-c/json.h>

#include "wallet/base/buf.h"
#include "wallet/base/u256.h"

/* Where a vector file is: "rlp/ethers/rlp.v6.json".  A static buffer. */
const char *vector_path(const char *name);

/* A whole file; the caller frees the buf. */
void vector_read(struct buf *out, const char *name);

/* A JSON file; the caller puts the object. */
struct json_object *vector_load(const char *name);

/* A member of an object: its text, or NULL where it is absent or null. */
const char *vector_string(const struct json_object *object, const char *name);

/* Hexadecimal text as bytes, in a buf that the caller frees. */
void vector_from_hex(struct buf *out, const char *hex);

/* A member that is a number, or text in hexadecimal or decimal; 0 where it is absent. */
struct u256 vector_number(const struct json_object *object, const char *name);

/* Fails the test unless the bytes are those of the hexadecimal text. */
#define assert_hex(bytes, len, hex) vector_check_hex(bytes, len, hex, __FILE__, __LINE__)
void vector_check_hex(const uint8_t *bytes, size_t len, const char *hex, const char *file, int line);

#endif
