/*
 * vector: the published test vectors in tests/vectors.
 *
 * They are looked for in $RIALTO_VECTORS, else in tests/vectors of the folder where the test runs.
 * Whatever is missing or malformed fails the test.
 */
#ifndef TESTS_VECTOR_H
#define TESTS_VECTOR_H

#include <json-c/json.h>

#include "wallet/base/buf.h"
#include "wallet/base/u256.h"

/* Returns the path of a vector file, such as "rlp/ethers/rlp.v6.json", in a static buffer. */
const char *vector_path(const char *name);

/* Reads a whole file.  The caller frees the buf. */
void vector_read(struct buf *out, const char *name);

/* Reads a JSON file.  The caller puts the object. */
struct json_object *vector_load(const char *name);

/* Returns the text of an object's member; NULL when it is absent or null. */
const char *vector_string(const struct json_object *object, const char *name);

/* Turns hexadecimal text into bytes.  The caller frees the buf. */
void vector_from_hex(struct buf *out, const char *hex);

/* Returns a member that is a number, or text in hexadecimal or decimal; 0 when it is absent. */
struct u256 vector_number(const struct json_object *object, const char *name);

/* Fails the test unless the bytes are those of the hexadecimal text. */
#define assert_hex(bytes, len, hex) vector_check_hex(bytes, len, hex, __FILE__, __LINE__)
void vector_check_hex(const uint8_t *bytes, size_t len, const char *hex, const char *file, int line);

#endif
