#include "wallet/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"

#define FIRST_SIZE 64

void buf_init(struct buf *buf, size_t max)
{
	*buf = (struct buf){
		.data = mem_new(FIRST_SIZE, 1),
		.size = FIRST_SIZE,
		.max = max ? max : BUF_DEFAULT_MAX,
	};
}

void buf_free(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){ 0 };
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	buf->full = false;
	buf->data[0] = 0;
}

/* Makes room for len more bytes and the NUL, or marks the buf full. */
static bool reserve(struct buf *buf, size_t len)
{
	if (buf->full || len > buf->max - buf->len) {
		buf->full = true;
		return false;
	}

	size_t need = buf->len + len + 1;
	size_t size = buf->size;

	while (size < need)
		size *= 2;
	if (size != buf->size) {
		buf->data = mem_grow(buf->data, size, 1);
		buf->size = size;
	}
	return true;
}

bool buf_add(struct buf *buf, const void *bytes, size_t len)
{
	if (!reserve(buf, len))
		return false;
	if (len)
		memcpy(buf->data + buf->len, bytes, len);
	buf->len += len;
	buf->data[buf->len] = 0;
	return true;
}

bool buf_add_byte(struct buf *buf, uint8_t byte)
{
	return buf_add(buf, &byte, 1);
}

bool buf_add_string(struct buf *buf, const char *s)
{
	return buf_add(buf, s, strlen(s));
}

bool buf_add_format(struct buf *buf, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (len < 0 || !reserve(buf, (size_t)len)) {
		buf->full = true;
		return false;
	}
	va_start(args, fmt);
	vsnprintf((char *)buf->data + buf->len, (size_t)len + 1, fmt, args);
	va_end(args);
	buf->len += (size_t)len;
	return true;
}

const char *buf_string(const struct buf *buf)
{
	return (const char *)buf->data;
}
