/* fields: JSON from disk, by json-c.  It never holds a secret. */
#include "keystore/fields.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/strict_json.h"

#define DEPTH_MAX 16
#define LENGTH_MAX (1 << 20)

struct json_object *fields_parse(const char *json, size_t len)
{
	struct json_object *object = NULL;

	/* Some editors put a byte order mark first. */
	if (len >= 3 && memcmp(json, "\xef\xbb\xbf", 3) == 0) {
		json += 3;
		len -= 3;
	}
	if (len > LENGTH_MAX || !strict_json_parse(&object, json, len, DEPTH_MAX))
		return NULL;
	if (json_object_is_type(object, json_type_object))
		return object;
	json_object_put(object);
	return NULL;
}

struct json_object *fields_get(struct json_object *object, const char *name)
{
	struct json_object *exact;

	if (!json_object_is_type(object, json_type_object))
		return NULL;
	if (json_object_object_get_ex(object, name, &exact))
		return exact;
	json_object_object_foreach(object, key, value) {
		if (strcasecmp(key, name) == 0)
			return value;
	}
	return NULL;
}

static struct json_object *get_typed(struct json_object *object, const char *name, enum json_type type)
{
	struct json_object *value = fields_get(object, name);

	return json_object_is_type(value, type) ? value : NULL;
}

bool fields_object(struct json_object **out, struct json_object *object, const char *name)
{
	struct json_object *value = get_typed(object, name, json_type_object);

	if (value)
		*out = value;
	return value;
}

bool fields_text(const char **out, struct json_object *object, const char *name)
{
	struct json_object *value = get_typed(object, name, json_type_string);

	if (!value)
		return false;
	/* A \u0000 inside would silently cut the text short. */
	if (strlen(json_object_get_string(value)) != (size_t)json_object_get_string_len(value))
		return false;
	*out = json_object_get_string(value);
	return true;
}

bool fields_i64(int64_t *out, struct json_object *object, const char *name)
{
	struct json_object *value = get_typed(object, name, json_type_int);

	if (!value)
		return false;
	*out = json_object_get_int64(value);
	return true;
}

bool fields_u64(uint64_t *out, struct json_object *object, const char *name)
{
	struct json_object *value = get_typed(object, name, json_type_int);

	if (!value || json_object_get_int64(value) < 0)
		return false;
	*out = json_object_get_uint64(value);
	return true;
}

/* Beyond 2^53 a double no longer tells one whole number from the next. */
static bool whole_number(uint64_t *out, struct json_object *value)
{
	double number = json_object_get_double(value);

	if (json_object_is_type(value, json_type_int) && json_object_get_int64(value) >= 0) {
		*out = json_object_get_uint64(value);
		return true;
	}
	if (!json_object_is_type(value, json_type_double) || !(number >= 0 && number < 0x1p53))
		return false;

	uint64_t whole = (uint64_t)number;

	if ((double)whole < number)
		return false;
	*out = whole;
	return true;
}

bool fields_number(uint64_t *out, struct json_object *object, const char *name)
{
	struct json_object *value = fields_get(object, name), *inner = NULL;
	const char *text;
	bool ok;

	if (!fields_text(&text, object, name))
		return whole_number(out, value);
	ok = strict_json_parse(&inner, text, strlen(text), 0) && whole_number(out, inner);
	json_object_put(inner);
	return ok;
}

bool fields_bool(bool *out, struct json_object *object, const char *name)
{
	struct json_object *value = get_typed(object, name, json_type_boolean);

	if (!value)
		return false;
	*out = json_object_get_boolean(value);
	return true;
}

static const char *without_prefix(const char *text)
{
	return text[0] == '0' && text[1] == 'X' ? text + 2 : text;	/* hex.h takes the 0x off */
}

bool fields_hex(struct buf *out, struct json_object *object, const char *name)
{
	const char *text;

	return fields_text(&text, object, name) && hex_decode_buf(out, without_prefix(text));
}

bool fields_hex_exact(uint8_t *out, size_t len, struct json_object *object, const char *name)
{
	const char *text;

	return fields_text(&text, object, name) && hex_decode(out, len, without_prefix(text));
}

bool fields_copy(char *out, size_t size, struct json_object *object, const char *name)
{
	const char *text;

	if (!fields_text(&text, object, name) || strlen(text) >= size)
		return false;
	memcpy(out, text, strlen(text) + 1);
	return true;
}

bool fields_address(struct address *out, struct json_object *object, const char *name)
{
	return fields_hex_exact(out->bytes, sizeof(out->bytes), object, name);
}

bool fields_write(struct buf *out, struct json_object *object)
{
	return buf_add_string(out, json_object_to_json_string_ext(object,
			      JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
}


void fields_add_hex(struct json_object *object, const char *name, const uint8_t *bytes, size_t len)
{
	char *text = mem_new(2 * len + 1, 1);

	hex_encode(text, bytes, len);
	json_object_object_add(object, name, json_object_new_string(text));
	free(text);
}

void fields_add_text(struct json_object *object, const char *name, const char *text)
{
	json_object_object_add(object, name, json_object_new_string(text));
}

void fields_add_i64(struct json_object *object, const char *name, int64_t value)
{
	json_object_object_add(object, name, json_object_new_int64(value));
}

void fields_add_bool(struct json_object *object, const char *name, bool value)
{
	json_object_object_add(object, name, json_object_new_boolean(value));
}
