/* JSON from disk.  Every object that is accepted can be written, and the result is accepted again. */
#include <string.h>

#include "keystore/fields.h"
#include "tests/fuzz/fuzz.h"

static void get_everything(struct json_object *object, const char *name)
{
	struct json_object *child;
	struct address address;
	const char *text;
	struct buf bytes;
	char copy[8];
	uint64_t u;
	int64_t i;
	bool b;

	buf_init(&bytes, 64);
	if (fields_text(&text, object, name))
		FUZZ_HOLDS(strlen(text) < 1 << 20);
	(void)!fields_i64(&i, object, name);
	(void)!fields_u64(&u, object, name);
	(void)!fields_bool(&b, object, name);
	(void)!fields_hex(&bytes, object, name);
	(void)!fields_copy(copy, sizeof(copy), object, name);
	(void)!fields_address(&address, object, name);
	if (fields_object(&child, object, name))
		FUZZ_HOLDS(json_object_is_type(child, json_type_object));
	FUZZ_HOLDS(bytes.len <= 64);
	buf_free(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct json_object *object = fields_parse((const char *)data, len), *again;
	struct buf out;

	if (!object)
		return 0;
	json_object_object_foreach(object, name, value) {
		(void)value;
		get_everything(object, name);
	}
	get_everything(object, "crypto");
	buf_init(&out, 0);
	if (fields_write(&out, object) && out.len <= 1 << 20) {
		again = fields_parse(buf_string(&out), out.len);
		FUZZ_HOLDS(again && json_object_object_length(again) == json_object_object_length(object));
		json_object_put(again);
	}
	buf_free(&out);
	json_object_put(object);
	return 0;
}
