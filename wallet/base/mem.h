/*
 * mem: ordinary heap memory that is never NULL.  A process that cannot get a
 * few kilobytes says so and ends with status 1: what it had begun is in the journal.
 * What comes from outside is capped before it gets here.
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

/* All that vprintf would write, however long; free() it. */
char *mem_format(const char *fmt, va_list args) __attribute__((format(printf, 1, 0)));

/* mem_new for libraries that can do without: NULL where there is none. */
void *mem_maybe(size_t count, size_t size);

/* Ends the process: for what asks for memory elsewhere and got none.  The words are
 * standard error's unless a program has others; they must not need memory. */
void mem_exhausted(void) __attribute__((noreturn));
void mem_on_exhausted(void (*words)(void));

/* Memory that is kept back before something is begun that must not end in the middle.
 * Whoever gets none afterwards is given it, once; mem_reserve_give gives it at once. */
#define MEM_RESERVE ((size_t)4 << 20)
bool mem_reserve_take(void);	/* false: there is not as much; true also where it is kept already */
bool mem_reserve_give(void);	/* false: none was kept */

#endif
