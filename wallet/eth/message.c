#include "wallet/eth/message.h"

#include <stdlib.h>

#include "wallet/base/buf.h"

#define PREFIX_MAX 64	/* the words, and the digits of a size_t */

void message_hash(uint8_t out[KECCAK_SIZE], const void *bytes, size_t len)
{
	struct buf buf;

	buf_init(&buf, len + PREFIX_MAX);
	buf_add_format(&buf, "\x19" "Ethereum Signed Message:\n%zu", len);
	if (!buf_add(&buf, bytes, len))
		abort();	/* the hash of half a message must never be signed */
	keccak256(out, buf.data, buf.len);
	buf_free(&buf);
}
