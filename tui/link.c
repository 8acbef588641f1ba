#include "tui/link.h"

#include <string.h>

#include "wallet/base/mem.h"

#define HASH_LENGTH 66		/* 0x and 64 digits */
#define HEX_DIGITS "0123456789abcdef"
#define HOST_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.:"
#define URL_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"

bool link_is_taken(const char *term, const char *tmux)
{
	static const char *const others[] = { "linux", "dumb", "vt", "cons", "ansi" };

	for (size_t i = 0; term && i < ARRAY_LENGTH(others); i++)
		if (!strncmp(term, others[i], strlen(others[i])))
			return false;
	return term && (tmux || strncmp(term, "screen", strlen("screen")) != 0);
}

static bool is_link(const struct cell *cell)
{
	return cell->style == STYLE_LINK;
}

/* Adds the characters from a cell on, up to the first that is no link's or is in another row. */
static size_t add_run(struct buf *out, const struct canvas *canvas, size_t at)
{
	size_t cols = (size_t)canvas->cols, end = at - at % cols + cols, i = at;

	for (; i < end && is_link(&canvas->cells[i]); i++) {
		wchar_t c = canvas->cells[i].chars[0];

		buf_add_byte(out, c > ' ' && c < 0x7f && !canvas->cells[i].chars[1] ? (uint8_t)c : ' ');
	}
	return i - at;
}

/* A character that cannot be shown is drawn as '?', which must not end the host's name. */
static bool has_host(const char *url)
{
	const char *host = strstr(url, "://") + strlen("://");

	return host[strspn(host, HOST_CHARACTERS)] == '/';
}

static bool is_whole(const char *url)
{
	size_t len = strlen(url);
	const char *hash = len > HASH_LENGTH ? url + len - HASH_LENGTH : "";

	if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0)
		return false;
	return has_host(url) && strspn(url, URL_CHARACTERS) == len && !strncmp(hash, "0x", 2) &&
	       strspn(hash + 2, HEX_DIGITS) == HASH_LENGTH - 2;
}

static void write_runs(struct buf *out, const struct canvas *canvas, const char *url, const char *look)
{
	size_t count = (size_t)canvas->rows * (size_t)canvas->cols;

	for (size_t i = 0; i < count; i++) {
		if (!is_link(&canvas->cells[i]))
			continue;
		buf_add_format(out, "\033[%zu;%zuH%s\033]8;;%s\033\\", i / (size_t)canvas->cols + 1,
			       i % (size_t)canvas->cols + 1, look, url);
		i += add_run(out, canvas, i) - 1;
		buf_add_string(out, "\033]8;;\033\\");
	}
}

void link_write(struct buf *out, const struct canvas *canvas, const char *look)
{
	size_t count = (size_t)canvas->rows * (size_t)canvas->cols;
	struct buf url;

	buf_init(&url, 0);
	for (size_t i = 0; i < count; i++)
		if (is_link(&canvas->cells[i]))
			i += add_run(&url, canvas, i) - 1;
	if (is_whole(buf_string(&url))) {
		buf_add_string(out, "\0337");
		write_runs(out, canvas, buf_string(&url), look);
		buf_add_string(out, "\0338");
	}
	buf_free(&url);
}
