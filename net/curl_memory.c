#include "net/curl_memory.h"

#include <curl/curl.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/secret.h"

static void wipe_free(void *p)
{
	if (p)
		secret_wipe(p, malloc_usable_size(p));
	free(p);
}

/* Never grown in place: realloc would leave the old bytes where they were. */
static void *wipe_realloc(void *old, size_t size)
{
	size_t had = old ? malloc_usable_size(old) : 0;
	void *new;

	if (old && size <= had)
		return old;
	new = malloc(size);
	if (!new)
		return NULL;
	if (old)
		memcpy(new, old, had);
	wipe_free(old);
	return new;
}

bool curl_memory_init(void)
{
	return curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, wipe_free, wipe_realloc, strdup, calloc) == CURLE_OK;
}
