#include "wallet/base/secret.h"

#include <sodium.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"

static atomic_bool unlocked;

bool secret_memory_locked(void)
{
	return !unlocked;
}

static void *guarded(size_t size)
{
	/* sodium_init may be called any number of times, from any thread. */
	void *p = sodium_init() < 0 ? NULL : sodium_malloc(size);

	if (!p && mem_reserve_give())
		p = sodium_malloc(size);
	if (!p)
		mem_exhausted();
	/* sodium_malloc tries to lock the memory but does not say whether it could. */
	if (sodium_mlock(p, size) != 0)
		unlocked = true;
	return p;
}

void secret_init(struct secret *secret, size_t size)
{
	*secret = (struct secret){ .size = size, .data = guarded(size + 1) };
	memset(secret->data, 0, size + 1);
}

/* sodium_free zeroes the pages before it gives them back. */
void secret_free(struct secret *secret)
{
	sodium_free(secret->data);
	*secret = (struct secret){ 0 };
}

/* The whole room is wiped, not only len bytes, because callers may write to data directly. */
void secret_clear(struct secret *secret)
{
	if (secret->data)
		secret_wipe(secret->data, secret->size + 1);
	secret->len = 0;
}

bool secret_append(struct secret *secret, const void *bytes, size_t len)
{
	if (len > secret->size - secret->len)
		return false;
	if (len)
		memcpy(secret->data + secret->len, bytes, len);
	secret->len += len;
	secret->data[secret->len] = 0;
	return true;
}

void secret_wipe(void *p, size_t len)
{
	sodium_memzero(p, len);
}

/* The types differ only in their name, which the compiler checks. */
#define DEFINE_HANDLE(type, params, room) \
	struct type *type##_new(params) \
	{ \
		struct type *handle = mem_new(1, sizeof(*handle)); \
\
		secret_init(&handle->s, room); \
		return handle; \
	} \
\
	void type##_free(struct type *handle) \
	{ \
		if (handle) \
			secret_free(&handle->s); \
		free(handle); \
	}

DEFINE_HANDLE(passphrase, size_t size, size)
DEFINE_HANDLE(mnemonic, size_t size, size)
DEFINE_HANDLE(apikey, size_t size, size)
DEFINE_HANDLE(seckey, void, 32)
