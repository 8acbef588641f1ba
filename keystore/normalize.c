#include "keystore/normalize.h"

#include <string.h>
#include <utf8proc.h>

static bool is_ascii(const struct secret *s)
{
	for (size_t i = 0; i < s->len; i++)
		if ((unsigned char)s->data[i] >= 0x80)
			return false;
	return true;
}

/* Makes code points of 4 bytes each, then turns them in place into UTF-8 and a NUL. */
static bool convert(struct secret *points, const struct secret *s, utf8proc_option_t options)
{
	void *aligned = points->data;
	utf8proc_int32_t *buffer = aligned;
	utf8proc_ssize_t room = (utf8proc_ssize_t)(points->size / sizeof(*buffer)), count;

	count = utf8proc_decompose((const utf8proc_uint8_t *)s->data, (utf8proc_ssize_t)s->len, buffer, room, options);
	if (count < 0 || count > room)
		return false;
	count = utf8proc_reencode(buffer, count, options);
	points->len = count < 0 ? 0 : (size_t)count;
	return count >= 0;
}

static void replace(struct secret *s, const struct secret *with)
{
	struct secret text;

	secret_init(&text, with->len > s->size ? with->len : s->size);
	memcpy(text.data, with->data, with->len);
	text.len = with->len;
	secret_free(s);
	*s = text;
}

static bool normalize(struct secret *s, utf8proc_option_t options, struct err *err)
{
	struct secret points;
	utf8proc_ssize_t count;
	bool ok;

	if (is_ascii(s))
		return true;
	count = utf8proc_decompose((const utf8proc_uint8_t *)s->data, (utf8proc_ssize_t)s->len, NULL, 0, options);
	if (count < 0)
		return err_set(err, ERR_INVALID_INPUT, "The text is not valid UTF-8.");
	/* Guarded memory ends at a boundary but does not begin at one.  With secret_init's NUL,
	 * this size is a multiple of the alignment of code points. */
	secret_init(&points, ((size_t)count + 2) * sizeof(utf8proc_int32_t) - 1);
	ok = convert(&points, s, options);
	if (ok)
		replace(s, &points);
	secret_free(&points);
	return ok || err_set(err, ERR_INVALID_INPUT, "The text is not valid UTF-8.");
}

bool normalize_nfkd(struct secret *s, struct err *err)
{
	return normalize(s, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, err);
}

bool normalize_nfc(struct secret *s, struct err *err)
{
	return normalize(s, UTF8PROC_STABLE | UTF8PROC_COMPOSE, err);
}

bool normalize_nfkc(struct secret *s, struct err *err)
{
	return normalize(s, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT, err);
}
