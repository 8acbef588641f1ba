#include "wallet/json_made.h"

#include <errno.h>

#include "wallet/mem.h"

struct json_object *json_made(struct json_object *object)
{
	if (!object)
		mem_exhausted();
	return object;
}

int json_added(int failed)
{
	if (failed)
		mem_exhausted();
	return failed;
}

/* A text that ran out of memory half-way differs from a whole one in nothing else. */
const char *json_written(struct json_object *value, int flags, size_t *len)
{
	const char *text;
	size_t ignored;

	errno = 0;
	text = (json_object_to_json_string_length)(value, flags, len ? len : &ignored);
	if (!text || errno == ENOMEM)
		mem_exhausted();
	return text;
}
