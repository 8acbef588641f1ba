/*
 * buf: a growing byte string with a cap.
 *
 * A buf that would grow past its cap keeps what it has and is marked `full`.  Every later append is
 * refused, so a chain of appends needs only one check at its end.  A NUL that `len` does not count
 * always follows the bytes.  A secret does not belong in a buf: see secret.h.
 */
#ifndef WALLET_BASE_BUF_H
#define WALLET_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wallet/base/err.h"

struct buf {
	uint8_t *data;		/* owned; never NULL after buf_init */
	size_t len, size;
	size_t max;		/* cap on len, in bytes */
	bool full;		/* an append was refused */
};

#define BUF_DEFAULT_MAX ((size_t)16 << 20)

void buf_init(struct buf *buf, size_t max);	/* a max of 0 means BUF_DEFAULT_MAX */
void buf_free(struct buf *buf);			/* leaves it zeroed */
void buf_clear(struct buf *buf);		/* keeps the memory */

/* Each returns !buf->full. */
bool buf_add(struct buf *buf, const void *bytes, size_t len);
bool buf_add_byte(struct buf *buf, uint8_t byte);
bool buf_add_string(struct buf *buf, const char *s);
bool buf_add_format(struct buf *buf, const char *fmt, ...) PRINTF_LIKE(2, 3);

const char *buf_string(const struct buf *buf);	/* the bytes as a C string */

#endif
