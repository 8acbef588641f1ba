/* canvas_text: how text runs over cells: which keystroke it names, and where it is cut or broken. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "tui/canvas.h"
#include "tui/glyph.h"
#include "tui/keystroke.h"
#include "wallet/base/text.h"

#define ELLIPSIS 0x2026

/* Reads the next character of text.  Malformed bytes are taken one by one, as '?'. */
static size_t next(uint32_t *character, const char *text, size_t len)
{
	size_t step;

	*character = (uint8_t)*text;
	if (*character < 0x80)
		return 1;
	step = text_decode(character, text, len);
	if (step)
		return step;
	*character = '?';
	return 1;
}

int canvas_text_n(struct canvas *canvas, int row, int col, enum style style, const char *text, size_t len)
{
	for (size_t step; len; text += step, len -= step) {
		uint32_t character;

		step = next(&character, text, len);
		col += canvas_put(canvas, row, col, style, character);
	}
	return col;
}

/* Returns the cells that the text takes when it stands at col, in any letter case; 0: it does not stand there. */
static int stands_at(const struct canvas *canvas, int row, int col, const char *text)
{
	const struct cell *cells = canvas->cells + (size_t)row * (size_t)canvas->stride;
	size_t len = strlen(text);
	int at = col;

	for (size_t step; len; text += step, len -= step) {
		uint32_t character;
		int width;

		step = next(&character, text, len);
		width = glyph_width(character);
		character = canvas->ascii ? glyph_ascii(character) : character;
		if (width == 0)		/* it is in the cell of the one before */
			continue;
		if (width < 0 || at >= canvas->cols ||
		    towlower((wint_t)cells[at].chars[0]) != towlower((wint_t)character))
			return 0;
		at += width;
	}
	return at - col;
}

void canvas_mark(struct canvas *canvas, int row, const char *text, enum style style)
{
	if (row < 0 || row >= canvas->rows)
		return;
	for (int col = 0; col < canvas->cols; col++) {
		int width = stands_at(canvas, row, col, text);

		canvas_restyle(canvas, row, col, width, style);
		col += width > 0 ? width - 1 : 0;
	}
}

int canvas_text(struct canvas *canvas, int row, int col, enum style style, const char *text)
{
	char *words = keystroke_words(canvas->keystrokes, text);

	col = canvas_text_n(canvas, row, col, style, words ? words : text, strlen(words ? words : text));
	free(words);
	return col;
}

int canvas_format(struct canvas *canvas, int row, int col, enum style style, const char *fmt, ...)
{
	char text[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	return canvas_text(canvas, row, col, style, text);
}

int canvas_width(const char *text, size_t len)
{
	int width = 0;

	for (size_t step; len; text += step, len -= step) {
		uint32_t character;
		int columns;

		step = next(&character, text, len);
		columns = glyph_width(character);
		width += columns < 0 ? 1 : columns;
	}
	return width;
}

/* Returns how many bytes of text fit in width columns. */
static size_t fitting(const char *text, size_t len, int width)
{
	size_t used = 0;

	while (used < len) {
		uint32_t character;
		size_t step = next(&character, text + used, len - used);
		int columns = glyph_width(character);

		width -= columns < 0 ? 1 : columns;
		if (width < 0)
			break;
		used += step;
	}
	return used;
}

static int fit(struct canvas *canvas, int row, int col, int width, enum style style, const char *text)
{
	size_t len = strlen(text);

	if (width <= 0)
		return col;
	if (len <= (size_t)width || fitting(text, len, width) == len)	/* no character is wider than its bytes */
		return canvas_text_n(canvas, row, col, style, text, len);
	col = canvas_text_n(canvas, row, col, style, text, fitting(text, len, width - 1));
	canvas_put(canvas, row, col, style, ELLIPSIS);
	return col + 1;
}

int canvas_fit(struct canvas *canvas, int row, int col, int width, enum style style, const char *text)
{
	char *words = keystroke_words(canvas->keystrokes, text);

	col = fit(canvas, row, col, width, style, words ? words : text);
	free(words);
	return col;
}

void canvas_right(struct canvas *canvas, int row, int right, enum style style, const char *text)
{
	char *words = keystroke_words(canvas->keystrokes, text);
	size_t len = strlen(words ? words : text);

	canvas_text_n(canvas, row, right - canvas_width(words ? words : text, len), style, words ? words : text, len);
	free(words);
}

/* Returns the bytes of the next line, and sets *skip to the blanks after it. */
static size_t line_length(size_t *skip, const char *text, size_t len, int width)
{
	size_t fits = fitting(text, len, width), end = fits;

	*skip = 0;
	if (fits < len) {
		while (end > 0 && text[end] != ' ')
			end--;
		if (end == 0)
			end = fits ? fits : 1;	/* the word is longer than the line, or there is no room at all */
	}
	while (end + *skip < len && text[end + *skip] == ' ')
		(*skip)++;
	return end;
}

static int wrap(struct canvas *canvas, int row, int col, int width, enum style style, const char *text)
{
	size_t len = strlen(text);
	int lines = 0;

	if (width < 1)
		width = 1;
	while (len) {
		size_t skip, end = line_length(&skip, text, len, width);

		canvas_text_n(canvas, row + lines++, col, style, text, end);
		text += end + skip;
		len -= end + skip;
	}
	return lines;
}

#define EVEN_LEAST 20	/* narrower lines are ragged anyway */

/* Returns the lines that text takes; sets *lone where a short word stands alone on the last one.  Zero lines: a word
 * is longer than a line. */
static int measure(bool *lone, const char *text, int width)
{
	size_t len = strlen(text);
	int lines = 0;

	*lone = false;
	while (len) {
		size_t skip, end = line_length(&skip, text, len, width);

		if (!skip && end < len)
			return 0;
		*lone = lines++ && !memchr(text, ' ', end) && canvas_width(text, end) * 3 <= width;
		text += end + skip;
		len -= end + skip;
	}
	return lines;
}

/* Returns the greatest width at which no word is left alone, and which takes no more lines. */
static int even_width(const char *text, int width)
{
	bool lone;
	int lines = measure(&lone, text, width);

	if (!lone)
		return width;
	for (int narrow = width - 1; narrow >= EVEN_LEAST; narrow--)
		if (measure(&lone, text, narrow) != lines)
			return width;
		else if (!lone)
			return narrow;
	return width;
}

int canvas_wrap_even(struct canvas *canvas, int row, int col, int width, enum style style, const char *text)
{
	char *words = keystroke_words(canvas->keystrokes, text);
	const char *all = words ? words : text;
	int lines = wrap(canvas, row, col, even_width(all, width), style, all);

	free(words);
	return lines;
}

int canvas_wrap(struct canvas *canvas, int row, int col, int width, enum style style, const char *text)
{
	char *words = keystroke_words(canvas->keystrokes, text);
	int lines = wrap(canvas, row, col, width, style, words ? words : text);

	free(words);
	return lines;
}
