#include "wallet/base/csv.h"

#include <string.h>

static bool is_formula(const char *text)
{
	return *text && strchr("=+-@\t\r", *text);
}

static void add_quoted(struct buf *out, const char *text)
{
	buf_add_byte(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			buf_add_byte(out, '"');
		buf_add_byte(out, (uint8_t)*text);
	}
	buf_add_byte(out, '"');
}

void csv_add(struct buf *out, bool first, const char *text)
{
	struct buf safe;

	buf_init(&safe, 0);
	buf_add_string(&safe, is_formula(text) ? "'" : "");
	buf_add_string(&safe, text);
	if (!first)
		buf_add_byte(out, ',');
	if (strpbrk(text, ",\"\r\n"))
		add_quoted(out, buf_string(&safe));
	else
		buf_add(out, safe.data, safe.len);
	buf_free(&safe);
}

void csv_end(struct buf *out)
{
	buf_add_string(out, "\r\n");
}
