#include "wallet/base/json_made.h"

#include <errno.h>
#include <string.h>

#include "wallet/base/mem.h"

/* A name in brackets calls json-c's own function instead of the macro of that name. */
#define MAKE(call) \
	struct json_object *made = call; \
\
	if (!made && mem_reserve_give()) \
		made = call; \
	if (!made) \
		mem_exhausted(); \
	return made

struct json_object *json_made_object(void)
{
	MAKE((json_object_new_object)());
}

struct json_object *json_made_array(void)
{
	MAKE((json_object_new_array)());
}

struct json_object *json_made_string(const char *text, int len)
{
	MAKE((json_object_new_string_len)(text, len < 0 ? (int)strlen(text) : len));
}

struct json_object *json_made_boolean(bool value)
{
	MAKE((json_object_new_boolean)(value));
}

struct json_object *json_made_int64(int64_t value)
{
	MAKE((json_object_new_int64)(value));
}

struct json_object *json_made_uint64(uint64_t value)
{
	MAKE((json_object_new_uint64)(value));
}

struct json_object *json_made_double(double value, const char *digits)
{
	MAKE((json_object_new_double_s)(value, digits));
}

void json_made_member(struct json_object *object, const char *name, struct json_object *value)
{
	if ((json_object_object_add)(object, name, value) == 0)
		return;
	if (!mem_reserve_give() || (json_object_object_add)(object, name, value) != 0)
		mem_exhausted();
}

void json_made_item(struct json_object *array, struct json_object *value)
{
	if ((json_object_array_add)(array, value) == 0)
		return;
	if (!mem_reserve_give() || (json_object_array_add)(array, value) != 0)
		mem_exhausted();
}

/* Only errno tells a text that ran out of memory half-way from a whole one. */
static const char *write_text(struct json_object *value, int flags, size_t *len)
{
	const char *text;

	errno = 0;
	text = (json_object_to_json_string_length)(value, flags, len);
	return errno == ENOMEM ? NULL : text;
}

const char *json_made_text(struct json_object *value, int flags, size_t *len)
{
	size_t unwanted;
	const char *text = write_text(value, flags, len ? len : &unwanted);

	if (!text && mem_reserve_give())
		text = write_text(value, flags, len ? len : &unwanted);
	if (!text)
		mem_exhausted();
	return text;
}
