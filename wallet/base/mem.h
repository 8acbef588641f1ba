/*
 * mem: ordinary heap memory that is never NULL.  A process that cannot get memory says so and ends
 * with status 1.  What it had begun is in the journal.  Whatever comes from outside is capped
 * before it gets here.
 */
#ifndef WALLET_BASE_MEM_H
#define WALLET_BASE_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#define ARRAY_LENGTH(a) (sizeof(a) / sizeof((a)[0]))

void *mem_new(size_t count, size_t size);		/* zeroed; free() it */
void *mem_grow(void *p, size_t count, size_t size);	/* realloc, overflow checked */
char *mem_string(const char *s);			/* strdup; NULL gives NULL */

/* Returns all that vprintf would write, however long; free() it. */
char *mem_format(const char *fmt, va_list args) __attribute__((format(printf, 1, 0)));

/* Does as mem_new, but returns NULL when there is no memory.  It is for libraries that can do
 * without. */
void *mem_maybe(size_t count, size_t size);

/* Ends the process, for code that asked for memory elsewhere and got none.  `words` prints the
 * reason and must not need memory; without it, the reason goes to standard error. */
void mem_exhausted(void) __attribute__((noreturn));
void mem_on_exhausted(void (*words)(void));

/* A reserve of memory is kept back before work begins that must not end in the middle.  The first
 * request that fails afterwards is served from it.  mem_reserve_give releases it at once. */
#define MEM_RESERVE ((size_t)4 << 20)
bool mem_reserve_take(void);	/* false: there is not that much memory; true also if it is kept already */
bool mem_reserve_give(void);	/* false: nothing was kept */

#endif
