#include "wallet/base/strict_json.h"

#include <stdint.h>
#include <string.h>

#include "wallet/base/json_build.h"
#include "wallet/base/text.h"

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

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static void skip_space(struct cursor *c)
{
	while (c->at < c->end && is_space(*c->at))
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

/* Do the digits between the two places make a number of at most `most`? */
static bool is_at_most(const char *at, const char *end, uint64_t most)
{
	uint64_t value = 0;

	for (; at < end; at++) {
		uint64_t digit = (uint64_t)(*at - '0');

		if (value > (most - digit) / 10)
			return false;
		value = 10 * value + digit;
	}
	return true;
}

/* RFC 8259, section 6.  A number without fraction and exponent is an integer to json-c. */
static bool take_number(struct cursor *c)
{
	bool negative = take(c, '-');
	const char *digits = c->at;

	if (!take(c, '0') && !take_digits(c))
		return false;
	if (!peek(c, '.') && !peek(c, 'e') && !peek(c, 'E'))
		return is_at_most(digits, c->at, negative ? (uint64_t)INT64_MAX + 1 : UINT64_MAX);
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

/* RFC 8259, section 7, and RFC 3629 for characters beyond ASCII. */
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

/* `depth` is how many more brackets and braces may open. */
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

/* Takes what stands between the brackets of an array or the braces of an object. */
static bool take_items(struct cursor *c, char close, unsigned depth)
{
	c->at++;
	if (!depth)
		return false;
	skip_space(c);
	if (take(c, close))
		return true;
	do {
		if (!take_item(c, close == '}', depth - 1))
			return false;
	} while (take(c, ','));
	return take(c, close);
}

static bool take_value(struct cursor *c, unsigned depth)
{
	bool ok;

	skip_space(c);
	if (peek(c, '{'))
		ok = take_items(c, '}', depth);
	else if (peek(c, '['))
		ok = take_items(c, ']', depth);
	else if (peek(c, '"'))
		ok = take_string(c);
	else
		ok = take_word(c, "true") || take_word(c, "false") || take_word(c, "null") || take_number(c);
	skip_space(c);
	return ok;
}

bool strict_json_ok(const char *text, size_t len, unsigned depth)
{
	struct cursor c = { .at = text, .end = text + len };

	return take_value(&c, depth) && c.at == c.end;
}

bool strict_json_parse(struct json_object **out, const char *text, size_t len, unsigned depth)
{
	if (len > INT32_MAX || !strict_json_ok(text, len, depth))
		return false;
	*out = json_build(text, len);
	return true;
}
