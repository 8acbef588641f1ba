#include "wallet/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *not_null(void *p)
{
	if (!p) {
		fputs("rialto: out of memory\n", stderr);
		abort();
	}
	return p;
}

/* A request for nothing gets one byte, as malloc(0) may return NULL. */
void *mem_new(size_t count, size_t size)
{
	if (!count || !size)
		count = size = 1;
	return not_null(calloc(count, size));
}

void *mem_grow(void *p, size_t count, size_t size)
{
	if (!count || !size)
		count = size = 1;
	return not_null(reallocarray(p, count, size));
}

char *mem_string(const char *s)
{
	return s ? not_null(strdup(s)) : NULL;
}

char *mem_format(const char *fmt, va_list args)
{
	va_list again;
	char *out;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	out = mem_new(len > 0 ? (size_t)len + 1 : 1, 1);
	if (len > 0)
		vsnprintf(out, (size_t)len + 1, fmt, args);
	return out;
}
