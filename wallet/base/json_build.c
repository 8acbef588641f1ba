#include "wallet/base/json_build.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/buf.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define REPLACEMENT 0xfffd

/* Everything up to `end` is known to be well-formed. */
struct reader {
	const char *at, *end;
	struct buf text;	/* the string or number that is being read */
};

static struct json_object *read_value(struct reader *r);

static char skip_space(struct reader *r)
{
	while (*r->at == ' ' || *r->at == '\t' || *r->at == '\r' || *r->at == '\n')
		r->at++;
	return *r->at;
}

/* Moves to the next item of a list; false at its end. */
static bool goes_on(struct reader *r, char end)
{
	if (skip_space(r) == ',')
		r->at++;
	return skip_space(r) != end;
}

static uint32_t read_unit(struct reader *r)
{
	char digits[5] = { 0 };

	memcpy(digits, r->at, 4);
	r->at += 4;
	return (uint32_t)strtoul(digits, NULL, 16);
}

static bool is_high(uint32_t unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low(uint32_t unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

/* Reads what follows "\u".  Half of a surrogate pair becomes a replacement character, because
 * JavaScript may cut a text in the middle of a character. */
static uint32_t read_character(struct reader *r)
{
	uint32_t unit = read_unit(r), second;
	const char *behind = r->at;

	if (!is_high(unit))
		return is_low(unit) ? REPLACEMENT : unit;
	if (r->at[0] != '\\' || r->at[1] != 'u')
		return REPLACEMENT;
	r->at += 2;
	second = read_unit(r);
	if (is_low(second))
		return 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00);
	r->at = behind;
	return REPLACEMENT;
}

static void read_escape(struct reader *r)
{
	static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
	char kind = *r->at++, bytes[4];

	if (kind == 'u') {
		size_t len = text_encode(bytes, read_character(r));

		buf_add(&r->text, bytes, len);
	} else {
		buf_add_byte(&r->text, (uint8_t)meanings[strchr(names, kind) - names]);
	}
}

/* Reads the string into r->text. */
static void read_string(struct reader *r)
{
	buf_clear(&r->text);
	r->at++;
	while (*r->at != '"') {
		size_t plain = strcspn(r->at, "\"\\");

		buf_add(&r->text, r->at, plain);
		r->at += plain;
		if (*r->at == '\\') {
			r->at++;
			read_escape(r);
		}
	}
	r->at++;
}

static struct json_object *make_number(const char *digits)
{
	if (digits[strspn(digits, "-0123456789")])
		return json_object_new_double_s(strtod(digits, NULL), digits);
	errno = 0;
	long long value = strtoll(digits, NULL, 10);

	return errno ? json_object_new_uint64(strtoull(digits, NULL, 10)) : json_object_new_int64(value);
}

static struct json_object *read_number(struct reader *r)
{
	const char *start = r->at;

	while (r->at < r->end && strchr("+-.0123456789eE", *r->at))
		r->at++;
	buf_clear(&r->text);
	buf_add(&r->text, start, (size_t)(r->at - start));
	return make_number(buf_string(&r->text));
}

static struct json_object *read_array(struct reader *r)
{
	struct json_object *array = json_object_new_array();

	r->at++;
	while (goes_on(r, ']'))
		json_object_array_add(array, read_value(r));
	r->at++;
	return array;
}

/* If a name occurs twice, the last one counts. */
static struct json_object *read_object(struct reader *r)
{
	struct json_object *object = json_object_new_object();

	r->at++;
	while (goes_on(r, '}')) {
		char *name;

		read_string(r);
		name = mem_string(buf_string(&r->text));
		skip_space(r);
		r->at++;	/* the colon */
		json_object_object_add(object, name, read_value(r));
		free(name);
	}
	r->at++;
	return object;
}

static struct json_object *read_value(struct reader *r)
{
	switch (skip_space(r)) {
	case '{':
		return read_object(r);
	case '[':
		return read_array(r);
	case '"':
		read_string(r);
		return json_object_new_string_len(buf_string(&r->text), (int)r->text.len);
	case 't':
		r->at += strlen("true");
		return json_object_new_boolean(true);
	case 'f':
		r->at += strlen("false");
		return json_object_new_boolean(false);
	case 'n':
		r->at += strlen("null");
		return NULL;
	default:
		return read_number(r);
	}
}

struct json_object *json_build(const char *text, size_t len)
{
	struct reader r = { .at = text, .end = text + len };
	struct json_object *tree;

	buf_init(&r.text, len + 1);
	tree = read_value(&r);
	buf_free(&r.text);
	return tree;
}
