#include "net/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/text.h"

#define DECIMAL_MAX 1e15	/* so that six decimals are exact enough */

struct cursor {
	const char *at, *end;
};

static bool peek(const struct cursor *c, char wanted)
{
	return c->at < c->end && *c->at == wanted;
}

static bool take(struct cursor *c, char wanted)
{
	if (!peek(c, wanted))
		return false;
	c->at++;
	return true;
}

static void skip_space(struct cursor *c)
{
	while (c->at < c->end && (*c->at == ' ' || *c->at == '\t' || *c->at == '\n' || *c->at == '\r'))
		c->at++;
}

static bool take_word(struct cursor *c, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(c->end - c->at) < len || memcmp(c->at, word, len) != 0)
		return false;
	c->at += len;
	return true;
}

static bool take_digits(struct cursor *c)
{
	const char *start = c->at;

	while (c->at < c->end && *c->at >= '0' && *c->at <= '9')
		c->at++;
	return c->at > start;
}

/* RFC 8259, section 6. */
static bool take_number(struct cursor *c)
{
	take(c, '-');
	if (!take(c, '0') && !take_digits(c))
		return false;
	if (take(c, '.') && !take_digits(c))
		return false;
	if (!take(c, 'e') && !take(c, 'E'))
		return true;
	if (!take(c, '+'))
		take(c, '-');
	return take_digits(c);
}

static bool take_escape(struct cursor *c)
{
	static const char hex[] = "0123456789abcdefABCDEF";

	if (c->at == c->end)
		return false;

	char kind = *c->at++;

	if (kind != 'u')
		return kind && strchr("\"\\/bfnrt", kind);
	for (int i = 0; i < 4; i++, c->at++)
		if (c->at == c->end || !*c->at || !strchr(hex, *c->at))
			return false;
	return true;
}

/* RFC 8259, section 7, and RFC 3629 for what is not ASCII. */
static bool take_string(struct cursor *c)
{
	if (!take(c, '"'))
		return false;
	while (c->at < c->end && !peek(c, '"')) {
		uint32_t character;
		unsigned char byte = (unsigned char)*c->at;
		size_t step = byte < 0x80 ? 1 : text_decode(&character, c->at, (size_t)(c->end - c->at));

		if (byte < 0x20 || !step)
			return false;
		c->at += step;
		if (byte == '\\' && !take_escape(c))
			return false;
	}
	return take(c, '"');
}

static bool take_value(struct cursor *c, unsigned depth);

static bool take_item(struct cursor *c, bool named, unsigned depth)
{
	skip_space(c);
	if (named) {
		if (!take_string(c))
			return false;
		skip_space(c);
		if (!take(c, ':'))
			return false;
	}
	return take_value(c, depth);
}

/* What stands between the brackets of an array or the braces of an object. */
static bool take_items(struct cursor *c, char close, unsigned depth)
{
	c->at++;
	if (depth > JSON_DEPTH)
		return false;
	skip_space(c);
	if (take(c, close))
		return true;
	do {
		if (!take_item(c, close == '}', depth))
			return false;
	} while (take(c, ','));
	return take(c, close);
}

static bool take_value(struct cursor *c, unsigned depth)
{
	bool ok;

	skip_space(c);
	if (peek(c, '{'))
		ok = take_items(c, '}', depth + 1);
	else if (peek(c, '['))
		ok = take_items(c, ']', depth + 1);
	else if (peek(c, '"'))
		ok = take_string(c);
	else
		ok = take_word(c, "true") || take_word(c, "false") || take_word(c, "null") || take_number(c);
	skip_space(c);
	return ok;
}

bool json_is_strict(const char *text, size_t len)
{
	struct cursor c = { .at = text, .end = text + len };

	return take_value(&c, 0) && c.at == c.end;
}

/* The white space around the value is kept from json-c, whose strict mode takes
 * some of it for an error; the NUL ends a bare number. */
static bool tokenise(struct json_object **out, const char *text, size_t len)
{
	struct json_tokener *tokener = json_tokener_new_ex(JSON_DEPTH + 1);
	struct cursor c = { .at = text, .end = text + len };

	if (!tokener)
		return false;
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	skip_space(&c);
	while (c.end > c.at && strchr(" \t\n\r", c.end[-1]))
		c.end--;
	*out = json_tokener_parse_ex(tokener, c.at, (int)(c.end - c.at));
	if (json_tokener_get_error(tokener) == json_tokener_continue)
		*out = json_tokener_parse_ex(tokener, "", 1);

	bool ok = json_tokener_get_error(tokener) == json_tokener_success;

	json_tokener_free(tokener);
	return ok;
}

bool json_read(struct json_object **out, const char *text, size_t len, struct err *err)
{
	if (!len)
		return err_set(err, ERR_BAD_ANSWER, "The answer is empty");
	if (len > INT32_MAX || !json_is_strict(text, len) || !tokenise(out, text, len))
		return err_set(err, ERR_BAD_ANSWER, "The answer is not JSON, or only a part of it");
	return true;
}

struct json_object *json_member(struct json_object *object, const char *name)
{
	struct json_object *value;

	if (!json_object_is_type(object, json_type_object) || !json_object_object_get_ex(object, name, &value))
		return NULL;
	return value;
}

const char *json_text(struct json_object *value)
{
	if (!json_object_is_type(value, json_type_string))
		return NULL;

	const char *text = json_object_get_string(value);

	return strlen(text) == (size_t)json_object_get_string_len(value) ? text : NULL;
}

const char *json_digits(struct json_object *value)
{
	if (!json_object_is_type(value, json_type_int) && !json_object_is_type(value, json_type_double))
		return NULL;
	return json_object_to_json_string(value);
}

void json_take_text(char *out, size_t size, struct json_object *value)
{
	const char *text = json_text(value);

	if (text)
		text_sanitise(out, size, text, strlen(text));
}

/* A number that does not fit would be another one if it were cut. */
void json_take_number(char *out, size_t size, struct json_object *value)
{
	const char *digits = json_digits(value);
	char written[400];

	if (!digits)
		digits = json_text(value);
	if (!digits)
		return;
	if (json_digits(value) && strpbrk(digits, "eE"))
		snprintf(written, sizeof(written), "%.6f", strtod(digits, NULL));
	else
		snprintf(written, sizeof(written), "%s", digits);
	if (strlen(written) < size)
		text_sanitise(out, size, written, strlen(written));
}

/* JavaScript writes sums with more decimals than money has, and small numbers with an
 * exponent. */
void json_decimal(char out[JSON_DECIMAL_SIZE], struct json_object *value)
{
	const char *digits = json_digits(value);
	char *end;
	double number;
	size_t len;

	out[0] = '\0';
	if (!digits)
		digits = json_text(value);
	if (!digits || !*digits || digits[strspn(digits, "0123456789.eE+-")])
		return;
	number = strtod(digits, &end);
	if (*end || !(number < DECIMAL_MAX && number > -DECIMAL_MAX))
		return;
	snprintf(out, JSON_DECIMAL_SIZE, "%.6f", number);
	for (len = strlen(out); out[len - 1] == '0'; len--)
		out[len - 1] = '\0';
	if (out[len - 1] == '.')
		out[len - 1] = '\0';
	if (strcmp(out, "-0") == 0)
		memcpy(out, "0", 2);
}

bool json_flag(bool *out, struct json_object *object, const char *name)
{
	struct json_object *value = json_member(object, name);

	if (!json_object_is_type(value, json_type_boolean))
		return false;
	*out = json_object_get_boolean(value);
	return true;
}
