#include "net/curl_memory.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/secret.h"

static void wipe_free(void *p)
{
	if (p)
		secret_wipe(p, malloc_usable_size(p));
	free(p);
}

static void *take(size_t size)
{
	return mem_maybe(1, size);
}

static void *take_many(size_t count, size_t size)
{
	return mem_maybe(count, size);
}

static char *take_string(const char *s)
{
	size_t size = strlen(s) + 1;
	char *copy = take(size);

	return copy ? memcpy(copy, s, size) : NULL;
}

/* Memory never grows in place, because realloc would leave the old bytes behind. */
static void *wipe_realloc(void *old, size_t size)
{
	size_t had = old ? malloc_usable_size(old) : 0;
	void *new;

	if (old && size <= had)
		return old;
	new = take(size);
	if (!new)
		return NULL;
	if (old)
		memcpy(new, old, had);
	wipe_free(old);
	return new;
}

void curl_memory_taken(CURLcode code)
{
	if (code == CURLE_OUT_OF_MEMORY)
		mem_exhausted();
}

bool curl_memory_init(void)
{
	return curl_global_init_mem(CURL_GLOBAL_DEFAULT, take, wipe_free, wipe_realloc, take_string, take_many) ==
	       CURLE_OK;
}
