#include "net/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/strict_json.h"
#include "wallet/base/text.h"

#define DECIMAL_MAX 1e15	/* six decimals are exact enough below this */

bool json_read(struct json_object **out, const char *text, size_t len, struct err *err)
{
	*out = NULL;
	if (!len)
		return err_set(err, ERR_BAD_ANSWER, "The answer is empty");
	if (!strict_json_parse(out, text, len, JSON_DEPTH))
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

/* A number that was cut would be another number, so one that does not fit is left out. */
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

/* JavaScript writes sums with more decimals than money has, and small numbers with an exponent. */
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
