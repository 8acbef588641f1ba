#include "wallet/base/mem.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say(void)
{
	fputs("rialto: out of memory\n", stderr);
}

static void (*last_words)(void) = say;

/* The memory that is kept back. glibc gives a block of this size a mapping of its own, so once it
 * is released anybody can have it, libsodium included.  Until then it takes nothing but address
 * space. */
static _Atomic(void *) reserve;

void mem_on_exhausted(void (*words)(void))
{
	last_words = words;
}

/* exit() is not called, because what it runs may need memory. */
void mem_exhausted(void)
{
	last_words();
	_Exit(EXIT_FAILURE);
}

bool mem_reserve_take(void)
{
	void *p;

	if (atomic_load(&reserve))
		return true;
	p = malloc(MEM_RESERVE);
	atomic_store(&reserve, p);
	return p;
}

bool mem_reserve_give(void)
{
	void *p = atomic_exchange(&reserve, NULL);
	bool was_kept = p;

	free(p);
	return was_kept;
}

static void *not_null(void *p)
{
	if (!p)
		mem_exhausted();
	return p;
}

void *mem_maybe(size_t count, size_t size)
{
	void *p = calloc(count, size);

	if (!p && mem_reserve_give())
		p = calloc(count, size);
	return p;
}

/* A request for nothing gets one byte, because malloc(0) may return NULL. */
void *mem_new(size_t count, size_t size)
{
	if (!count || !size)
		count = size = 1;
	return not_null(mem_maybe(count, size));
}

void *mem_grow(void *p, size_t count, size_t size)
{
	void *grown;

	if (!count || !size)
		count = size = 1;
	grown = reallocarray(p, count, size);
	if (!grown && mem_reserve_give())
		grown = reallocarray(p, count, size);
	return not_null(grown);
}

char *mem_string(const char *s)
{
	size_t size = s ? strlen(s) + 1 : 0;

	return s ? memcpy(mem_new(size, 1), s, size) : NULL;
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
