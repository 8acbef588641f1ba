/*
 * mem: ordinary heap memory that is never NULL.  A process that cannot get a
 * few kilobytes says so and aborts; the signal handler of app/ puts the
 * terminal back.  What comes from outside is capped before it gets here.
 */
#ifndef WALLET_MEM_H
#define WALLET_MEM_H

#include <stdarg.h>
#include <stddef.h>

#define ARRAY_LENGTH(a) (sizeof(a) / sizeof((a)[0]))

void *mem_new(size_t count, size_t size);		/* zeroed; free() it */
void *mem_grow(void *p, size_t count, size_t size);	/* realloc, overflow checked */
char *mem_string(const char *s);			/* strdup; NULL gives NULL */

/* All that vprintf would write, however long; free() it. */
char *mem_format(const char *fmt, va_list args) __attribute__((format(printf, 1, 0)));

#endif
