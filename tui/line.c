#include "tui/line.h"

#include <string.h>

#include "tui/glyph.h"
#include "tui/input.h"
#include "wallet/base/text.h"
#include "wallet/base/unicode.h"

#define MASK 0x2022

void line_init(struct line *line, size_t size, bool masked)
{
	*line = (struct line){ .masked = masked };
	secret_init(&line->s, size);
}

void line_free(struct line *line)
{
	secret_free(&line->s);
	*line = (struct line){ 0 };
}

void line_clear(struct line *line)
{
	secret_clear(&line->s);
	line->cursor = 0;
	line->full = line->dropped = line->fresh = false;
}

void line_set(struct line *line, const char *text)
{
	line_clear(line);
	line->full = !secret_append(&line->s, text, strlen(text));
	line->cursor = line->s.len;
}

void line_fill(struct line *line, const char *text)
{
	line_set(line, text);
	line->fresh = line->s.len > 0;
}

const char *line_text(const struct line *line)
{
	return line->s.data ? line->s.data : "";
}

static bool starts_character(char c)
{
	return ((uint8_t)c & 0xc0) != 0x80;
}

size_t line_characters(const struct line *line)
{
	size_t count = 0;

	for (size_t i = 0; i < line->s.len; i++)
		count += starts_character(line->s.data[i]);
	return count;
}

/* The parts of an emoji come one by one, so its second half shows whether the joiner belongs. */
static bool is_taken(const char *bytes, size_t len, uint32_t character)
{
	return character == UNICODE_ZERO_WIDTH_JOINER || text_is_clean(bytes, len);
}

static void insert(struct line *line, uint32_t character)
{
	char bytes[4];
	size_t len = text_encode(bytes, character);

	if (line->fresh)
		line_clear(line);
	line->full = line->s.len + len > line->s.size;
	line->dropped |= !is_taken(bytes, len, character);
	if (!line->full && is_taken(bytes, len, character)) {
		memmove(line->s.data + line->cursor + len, line->s.data + line->cursor, line->s.len - line->cursor + 1);
		memcpy(line->s.data + line->cursor, bytes, len);
		line->s.len += len;
		line->cursor += len;
	}
	secret_wipe(bytes, sizeof(bytes));
}

static size_t left_of(const struct line *line, size_t at)
{
	while (at > 0 && !starts_character(line->s.data[--at]))
		;
	return at;
}

static size_t right_of(const struct line *line, size_t at)
{
	if (at < line->s.len)
		at++;
	while (at < line->s.len && !starts_character(line->s.data[at]))
		at++;
	return at;
}

static size_t word_left_of(const struct line *line, size_t at)
{
	while (at > 0 && line->s.data[at - 1] == ' ')
		at--;
	while (at > 0 && line->s.data[at - 1] != ' ')
		at--;
	return at;
}

/* Removes bytes, and wipes the room that they leave at the end. */
static void cut(struct line *line, size_t from, size_t to)
{
	size_t gone = to - from;

	memmove(line->s.data + from, line->s.data + to, line->s.len - to + 1);
	line->s.len -= gone;
	secret_wipe(line->s.data + line->s.len, gone);
	line->cursor = from;
	line->full = line->fresh = false;
}

void line_end_with(struct line *line, size_t from, const char *text, size_t len)
{
	if (from + len > line->s.size)
		return;
	cut(line, from, line->s.len);
	line->full = !secret_append(&line->s, text, len);
	line->cursor = line->s.len;
}

static void rub_out(struct line *line, size_t from, size_t to)
{
	if (line->fresh)
		line_clear(line);
	else
		cut(line, from, to);
}

void line_left(struct line *line)
{
	line->cursor = left_of(line, line->cursor);
	line->fresh = false;
}

void line_right(struct line *line)
{
	line->cursor = right_of(line, line->cursor);
	line->fresh = false;
}

void line_begin(struct line *line)
{
	line->cursor = 0;
	line->fresh = false;
}

void line_end(struct line *line)
{
	line->cursor = line->s.len;
	line->fresh = false;
}

void line_rub_left(struct line *line)
{
	rub_out(line, left_of(line, line->cursor), line->cursor);
}

void line_rub_right(struct line *line)
{
	rub_out(line, line->cursor, right_of(line, line->cursor));
}

void line_cut_left(struct line *line)
{
	cut(line, 0, line->cursor);
}

void line_cut_right(struct line *line)
{
	cut(line, line->cursor, line->s.len);
}

void line_cut_word(struct line *line)
{
	cut(line, word_left_of(line, line->cursor), line->cursor);
}

bool line_type(struct line *line, int input)
{
	if (!input_types(input))
		return false;
	insert(line, (uint32_t)input);
	line->fresh = false;
	return true;
}

static bool ends_line(char c)
{
	return c == '\n' || c == '\r';
}

static bool is_blank(uint32_t character)
{
	return character == ' ' || (character >= '\t' && character <= '\r') || character == 0x3000;
}

/* Inserts what can be shown; false when something was left out. */
static bool paste_text(struct line *line, const char *text, size_t len, bool *full)
{
	bool clean = true;

	while (len > 0 && !*full) {
		uint32_t character = 0;
		size_t step = text_decode(&character, text, len);

		if (step && is_blank(character))
			insert(line, ' ');
		else if (step && is_taken(text, step, character))
			insert(line, character);
		else
			clean = false;
		*full = line->full;
		step = step ? step : 1;
		text += step;
		len -= step;
	}
	return clean;
}

/* Puts one blank between two words, whatever was between them. */
static bool paste_words(struct line *line, const char *text, size_t len, bool *full)
{
	bool clean = true, apart = line->cursor > 0 && line->s.data[line->cursor - 1] != ' ';

	while (len > 0) {
		size_t word = 0;

		while (word < len && !is_blank((unsigned char)text[word]))
			word++;
		if (word && apart)
			insert(line, ' ');
		if (word)
			clean &= paste_text(line, text, word, full);
		apart |= word > 0;
		word += word < len;
		text += word;
		len -= word;
	}
	return clean;
}

static const char *paste_exactly(struct line *line, const char *text, size_t len, bool whole)
{
	if (!text_is_clean(text, len))
		return "Nothing was taken: a character of it cannot be typed";
	if (!whole || len > line->s.size - (line->fresh ? 0 : line->s.len))
		return "Nothing was taken: there is no room for all of it";
	for (size_t step; len > 0; text += step, len -= step) {
		uint32_t character = 0;

		step = text_decode(&character, text, len);
		insert(line, character);
	}
	return NULL;
}

static bool only_blanks(const char *text, size_t len)
{
	while (len > 0 && is_blank((unsigned char)*text)) {
		text++;
		len--;
	}
	return len == 0;
}

const char *line_paste(struct line *line, const char *text, size_t len, bool cut)
{
	bool full = false, clean, more;
	const char *told = NULL;
	size_t first = 0;

	while (len > 0 && ends_line(*text)) {
		text++;
		len--;
	}
	while (first < len && (line->words || !ends_line(text[first])))
		first++;
	more = !only_blanks(text + first, len - first);
	cut &= first == len;
	if (line->masked && !line->words) {
		told = paste_exactly(line, text, first, !cut);
	} else {
		clean = line->words ? paste_words(line, text, first, &full) : paste_text(line, text, first, &full);
		line->full = full;
		told = full || cut ? "There was no room for all of it" : clean ? NULL : "What does not show was left out";
	}
	line->fresh = false;
	return told ? told : more ? "Only the first line was taken: this field has one" : NULL;
}

static int width_between(const struct line *line, size_t from, size_t to)
{
	int width = 0;

	if (!line->masked)
		return canvas_width(line->s.data + from, to - from);
	for (size_t i = from; i < to; i++)
		width += starts_character(line->s.data[i]);
	return width;
}

void line_draw(const struct line *line, struct canvas *canvas, int row, int col, int width, bool focused)
{
	enum style style = focused ? STYLE_FIELD_FOCUS : STYLE_FIELD;
	struct canvas view = canvas_view(canvas, row, col, 1, width);
	size_t from = 0;

	for (int i = 0; i < width; i++)		/* a Linux console does not underline what has a colour */
		canvas_put(&view, 0, i, style, canvas->console ? '_' : ' ');
	while (from < line->cursor && width_between(line, from, line->cursor) >= width)
		from = right_of(line, from);
	if (line->masked)
		for (int i = 0, n = width_between(line, from, line->s.len); i < n && i < width; i++)
			canvas_put(&view, 0, i, style, MASK);
	else
		canvas_text_n(&view, 0, 0, style, line->s.data + from, line->s.len - from);
	if (focused)
		canvas_cursor(&view, 0, width_between(line, from, line->cursor));
}
