#include "tests/support/vector.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/hex.h"

#define FILE_MAX ((size_t)8 << 20)

const char *vector_path(const char *name)
{
	static char path[4096];
	const char *folder = getenv("RIALTO_VECTORS");

	snprintf(path, sizeof(path), "%s/%s", folder ? folder : "tests/vectors", name);
	return path;
}

void vector_read(struct buf *out, const char *name)
{
	const char *path = vector_path(name);
	FILE *file = fopen(path, "rb");
	uint8_t block[4096];
	size_t len;

	if (!file)
		fail_msg("%s cannot be read", path);
	buf_init(out, FILE_MAX);
	while ((len = fread(block, 1, sizeof(block), file)) > 0)
		buf_add(out, block, len);
	fclose(file);
	if (out->full)
		fail_msg("%s is too large", path);
}

struct json_object *vector_load(const char *name)
{
	struct buf text;

	vector_read(&text, name);

	struct json_object *object = json_tokener_parse(buf_string(&text));

	buf_free(&text);
	if (!object)
		fail_msg("%s is not JSON", name);
	return object;
}

const char *vector_string(const struct json_object *object, const char *name)
{
	struct json_object *value = json_object_object_get(object, name);

	return value ? json_object_get_string(value) : NULL;
}

void vector_from_hex(struct buf *out, const char *hex)
{
	buf_init(out, FILE_MAX);
	if (!hex || !hex_decode_buf(out, hex))
		fail_msg("not hexadecimal: %s", hex ? hex : "(absent)");
}

struct u256 vector_number(const struct json_object *object, const char *name)
{
	const char *text = vector_string(object, name);
	struct u256 value = U256_ZERO;

	if (text && !u256_from_hex(&value, text) && !u256_from_decimal(&value, text, strlen(text)))
		fail_msg("%s is not a number: %s", name, text);
	return value;
}

void vector_check_hex(const uint8_t *bytes, size_t len, const char *hex, const char *file, int line)
{
	struct buf expected, text;

	vector_from_hex(&expected, hex);
	if (expected.len != len || memcmp(expected.data, bytes, len) != 0) {
		buf_init(&text, 0);
		hex_append(&text, bytes, len);
		print_error("%s\nis not the expected\n%s\n", buf_string(&text), hex);
		_fail(file, line);
	}
	buf_free(&expected);
}
