/* Lines for a terminal that can do no more than write on. */
#include "app/plain/plain.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tui/glyph.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/keystroke.h"

#define WIDTH_USUAL 80
#define WIDTH_LEAST 20
#define WIDTH_MOST 400

/* What is typed here for the keystroke of that name.  All else is named as the screen's palette names it. */
static const struct { const char *name, *typed; } commands[] = {
	{ "next", "Enter" }, { "mint", "m" }, { "wallet", "w" }, { "refresh", "r" }, { "stake", "s" }, { "fund", "f" },
	{ "lock", "l" }, { "unlock", "u" }, { "transaction", "t" }, { "check-key", "k" }, { "retry", "r" }, { "keystore", "w" }, { "network", "n" },
};

void plain_measure(struct plain *plain)
{
	const char *columns = getenv("COLUMNS");
	unsigned long width = columns && *columns != '-' ? strtoul(columns, NULL, 10) : 0;
	struct winsize size;

	if ((!width || width > WIDTH_MOST) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
	if (!width)
		width = WIDTH_USUAL;
	plain->ascii = plain->app->settings.ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0 ||
		       glyph_on_console(getenv("TERM"));
	plain->width = width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
}

static const char *typed_for(const char *name)
{
	for (size_t i = 0; i < ARRAY_LENGTH(commands); i++)
		if (!strcmp(commands[i].name, name))
			return commands[i].typed;
	return name;
}

/* Takes the keystroke whose name begins at *text, and moves *text behind it. */
static void add_keystroke(struct buf *out, const char **text)
{
	size_t len = strcspn(*text, KEYSTROKE_END);
	char name[48];

	snprintf(name, sizeof(name), "%.*s", (int)len - 1, *text + 1);
	buf_add_string(out, typed_for(name));
	*text += len + ((*text)[len] != '\0');
}

/* What one character of ASCII says badly to who hears it. */
static const struct { uint32_t character; const char *ascii; } spelt[] = {
	{ 0x2026, "..." }, { 0x2192, "->" }, { 0x2190, "<-" },
};

static const char *find_spelt(uint32_t character)
{
	for (size_t i = 0; i < ARRAY_LENGTH(spelt); i++)
		if (spelt[i].character == character)
			return spelt[i].ascii;
	return NULL;
}

/* Returns the columns it takes. */
static size_t add_character(struct buf *out, uint32_t character, bool ascii)
{
	const char *words = ascii ? find_spelt(character) : NULL;
	int width = glyph_width(character);
	char bytes[4] = { 0 };

	if (words) {
		buf_add_string(out, words);
		return strlen(words);
	}
	if (glyph_is_left_out(character) || (ascii && width == 0))
		return 0;
	if (ascii && character > 0x7e) {
		buf_add_byte(out, (uint8_t)glyph_ascii(character));
		return 1;
	}
	buf_add(out, bytes, text_encode(bytes, character));
	return width < 0 ? 0 : (size_t)width;
}

/* Writes one character of *text for the terminal; what is no character, or must not be shown, is a question mark. */
static size_t take_character(struct buf *out, const char **text, bool ascii)
{
	uint32_t character;
	size_t len = text_decode(&character, *text, strlen(*text));

	*text += len ? len : 1;
	if (!len || character < ' ' || (character >= 0x7f && character < 0xa0))
		character = '?';
	return add_character(out, character, ascii);
}

/* A word, as it is shown. */
static size_t take_word(struct buf *out, const char **text, bool ascii)
{
	size_t width = 0;

	buf_clear(out);
	while (**text && **text != ' ' && **text != '\n')
		width += take_character(out, text, ascii);
	return width;
}

/* Lines after the first begin below the first word of the paragraph. */
static void wrap(struct buf *out, const struct plain *plain, const char *text)
{
	size_t indent = strspn(text, " "), col = 0;
	struct buf word;

	buf_init(&word, 0);
	buf_add_format(out, "%*s", (int)indent, "");
	col = indent;
	text += indent;
	while (*text) {
		size_t blanks = strspn(text, " "), width;

		text += blanks;
		width = take_word(&word, &text, plain->ascii);
		if (width && col > indent && col + blanks + width > plain->width) {
			buf_add_format(out, "\n%*s", (int)indent, "");
			col = indent;
			blanks = 0;
		}
		buf_add_format(out, "%*s", (int)blanks, "");
		buf_add(out, word.data, word.len);
		col += blanks + width;
		if (*text == '\n') {
			buf_add_byte(out, '\n');
			text++;
			col = 0;
		}
	}
	buf_free(&word);
}

/* Adds the text as the terminal shows it. */
static void add_text(struct buf *out, const struct plain *plain, const char *text)
{
	struct buf named;

	buf_init(&named, 0);
	while (*text) {
		size_t len = strcspn(text, KEYSTROKE_BEGIN);

		buf_add(&named, text, len);
		text += len;
		if (*text)
			add_keystroke(&named, &text);
	}
	wrap(out, plain, buf_string(&named));
	buf_free(&named);
}

static void write_out(const struct buf *text)
{
	struct err ignored;

	(void)!output_write(STDOUT_FILENO, text->data, text->len, &ignored);
}

static void say_text(const struct plain *plain, const char *text)
{
	struct buf out;

	buf_init(&out, 0);
	add_text(&out, plain, text);
	buf_add_byte(&out, '\n');
	write_out(&out);
	buf_free(&out);
}

static char *format(const char *fmt, va_list args)
{
	va_list again;
	char *text;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	text = mem_new((size_t)(len < 0 ? 0 : len) + 1, 1);
	vsnprintf(text, (size_t)(len < 0 ? 0 : len) + 1, fmt, args);
	return text;
}

void plain_say(const struct plain *plain, const char *fmt, ...)
{
	va_list args;
	char *text;

	va_start(args, fmt);
	text = format(fmt, args);
	va_end(args);
	say_text(plain, text);
	free(text);
}

void plain_sentence(const struct plain *plain, const char *text)
{
	size_t len = strlen(text);
	bool ends = len && strchr(".?!:", text[len - 1]);

	plain_say(plain, "%s%s", text, ends ? "" : ".");
}

void plain_pair(const struct plain *plain, const char *label, const char *fmt, ...)
{
	va_list args;
	char *text;

	va_start(args, fmt);
	text = format(fmt, args);
	va_end(args);
	plain_say(plain, "  %s: %s", label, text);
	free(text);
}

void plain_lines(const struct plain *plain, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		plain_say(plain, "%.*s", (int)len, text);
		text += len + (text[len] != '\0');
	}
}

/* Adds the text with something to hear between its columns. */
static void add_columns(struct buf *out, const char *text, size_t len)
{
	for (size_t i = 0, blanks; i < len; i += blanks ? blanks : 1) {
		blanks = strspn(text + i, " ");
		if (blanks > 1 && i && i + blanks < len)
			buf_add_string(out, "; ");
		else if (blanks < 2)
			buf_add_byte(out, (uint8_t)text[i]);
	}
}

/* The report is laid out in columns, which mean nothing to who hears them. */
static void say_field(const struct plain *plain, const char *text, size_t len)
{
	size_t label = 0, between;
	struct buf rest;

	while (label < len && strncmp(text + label, "  ", 2) != 0)
		label++;
	between = label < len ? strspn(text + label, " ") : 0;
	buf_init(&rest, 0);
	add_columns(&rest, text + label + between, len - label - between);
	if (label && label < len)
		plain_say(plain, "  %.*s: %s", (int)label, text, buf_string(&rest));
	else
		plain_say(plain, "  %.*s%s", (int)label, text, buf_string(&rest));
	buf_free(&rest);
}

void plain_fields(const struct plain *plain, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		say_field(plain, text, len);
		text += len + (text[len] != '\0');
	}
}

char *plain_question(const struct plain *plain, const char *text)
{
	struct buf out;
	char *question;

	buf_init(&out, 0);
	add_text(&out, plain, text);
	question = mem_string(buf_string(&out));
	buf_free(&out);
	return question;
}
