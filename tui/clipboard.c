#include "tui/clipboard.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <unistd.h>

#include "wallet/base/secret.h"

#define CHUNK 48	/* a multiple of 3 */

static void write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EAGAIN)
			poll(&(struct pollfd){ .fd = fd, .events = POLLOUT }, 1, 1000);
		else if (n < 0 && errno != EINTR)
			return;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
}

/* RFC 4648, section 4. */
static size_t encode(char *out, const char *in, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t used = 0;

	for (size_t i = 0; i < len; i += 3) {
		uint32_t three = (uint32_t)(uint8_t)in[i] << 16;

		three |= i + 1 < len ? (uint32_t)(uint8_t)in[i + 1] << 8 : 0;
		three |= i + 2 < len ? (uint32_t)(uint8_t)in[i + 2] : 0;
		out[used++] = digits[three >> 18];
		out[used++] = digits[three >> 12 & 63];
		out[used++] = i + 1 < len ? digits[three >> 6 & 63] : '=';
		out[used++] = i + 2 < len ? digits[three & 63] : '=';
	}
	return used;
}

void clipboard_write(int fd, const char *text, size_t len)
{
	char chunk[CHUNK / 3 * 4];

	write_all(fd, "\033]52;c;", 7);
	for (size_t at = 0; at < len; at += CHUNK) {
		size_t n = len - at < CHUNK ? len - at : CHUNK;
		size_t encoded = encode(chunk, text + at, n);

		write_all(fd, chunk, encoded);
	}
	write_all(fd, "\a", 1);
	secret_wipe(chunk, sizeof(chunk));
}
