/* output_charset: what is written for people is ASCII where the locale is not UTF-8, as on the screen. */
#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/cli/output.h"
#include "tui/glyph.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define CHUNK_SIZE 512
#define USUAL_SIZE 1024

/* Standard error is always for people; what goes from standard output to a file or a pipe stays as it is. */
bool output_is_ascii(int fd)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && (fd != STDOUT_FILENO || isatty(fd));
}

/* Adds what stands for the first character, and returns how many bytes that one had. */
static size_t add_ascii(char *out, size_t *out_len, const char *text, size_t len)
{
	uint32_t character;
	size_t step = text_decode(&character, text, len);

	if (step < 2)	/* ASCII, or no character */
		out[(*out_len)++] = step ? *text : '?';
	for (int i = 0; step > 1 && i < glyph_width(character); i++)
		out[(*out_len)++] = (char)glyph_ascii(character);
	return step ? step : 1;
}

/* It works without memory of its own, because it also says that there is none. */
static bool write_ascii(int fd, const char *text, size_t len, struct err *err)
{
	char chunk[CHUNK_SIZE] = "";
	size_t used = 0;

	for (size_t step; len; text += step, len -= step) {
		step = add_ascii(chunk, &used, text, len);
		if (used < sizeof(chunk) - 1)	/* a character has two columns at most */
			continue;
		if (!output_write(fd, chunk, used, err))
			return false;
		used = 0;
	}
	return output_write(fd, chunk, used, err);
}

bool output_write_text(int fd, const char *text, size_t len, struct err *err)
{
	return output_is_ascii(fd) ? write_ascii(fd, text, len, err) : output_write(fd, text, len, err);
}

bool output_say(const char *fmt, ...)
{
	char usual[USUAL_SIZE], *longer = NULL;
	struct err ignored;
	va_list args;
	int len;
	bool ok;

	va_start(args, fmt);
	len = vsnprintf(usual, sizeof(usual), fmt, args);
	va_end(args);
	if (len >= (int)sizeof(usual)) {
		va_start(args, fmt);
		longer = mem_format(fmt, args);
		va_end(args);
	}
	ok = len >= 0 && output_write_text(STDERR_FILENO, longer ? longer : usual, (size_t)len, &ignored);
	free(longer);
	return ok;
}

/* Returns how many bytes at the start go into JSON as they are.  A zero-width joiner does not, because a terminal must
 * not get it. */
static size_t plain_json(const char *text, size_t len, bool ascii)
{
	static const char joiner[] = "\xe2\x80\x8d";
	const char *found = memmem(text, len, joiner, strlen(joiner));
	size_t plain = found ? (size_t)(found - text) : len;

	for (size_t i = 0; ascii && i < plain; i++)
		if ((unsigned char)text[i] >= 0x80)
			return i;
	return plain;
}

static bool write_escape(uint32_t character, struct err *err)
{
	char escape[16];

	if (character < 0x10000)
		snprintf(escape, sizeof(escape), "\\u%04x", character);
	else
		snprintf(escape, sizeof(escape), "\\u%04x\\u%04x", 0xd800 + ((character - 0x10000) >> 10),
			 0xdc00 + ((character - 0x10000) & 0x3ff));
	return output_write(STDOUT_FILENO, escape, strlen(escape), err);
}

bool output_write_json(const char *text, size_t len, struct err *err)
{
	bool ascii = output_is_ascii(STDOUT_FILENO), ok = true;

	while (ok && len) {
		size_t plain = plain_json(text, len, ascii), step = 0;
		uint32_t character;

		ok = output_write(STDOUT_FILENO, text, plain, err);
		text += plain;
		len -= plain;
		if (!ok || !len)
			break;
		step = text_decode(&character, text, len);
		ok = step ? write_escape(character, err) : output_write(STDOUT_FILENO, text, 1, err);
		text += step ? step : 1;
		len -= step ? step : 1;
	}
	return ok;
}
