#include "app/cli/typed.h"

#include <string.h>

#include "tui/glyph.h"
#include "wallet/base/text.h"

enum { CTRL_C = 3, CTRL_D = 4, BACKSPACE = 8, CTRL_U = 21, ESC = 27, DELETE = 127 };

static void show(const struct typed *typed, const char *text)
{
	typed->show(text, strlen(text));
}

/* Shows the characters from there on.  It leaves out what is no character, and the parts of an emoji that terminals
 * disagree on, so that it is known how many columns to rub out. */
static void echo(const struct typed *typed, size_t from)
{
	const struct secret *line = typed->line;
	uint32_t character;
	size_t len;

	for (; typed->echo && from < line->len; from += len ? len : 1) {
		len = text_decode(&character, line->data + from, line->len - from);
		if (len && !glyph_is_left_out(character) && glyph_width(character) >= 0)
			typed->show(line->data + from, len);
	}
}

static void add(struct typed *typed, char byte)
{
	struct secret *line = typed->line;

	line->data[line->len++] = byte;
	line->data[line->len] = '\0';
}

static size_t last_character(const struct secret *line)
{
	size_t start = line->len - 1;

	while (start && ((unsigned char)line->data[start] & 0xc0) == 0x80)
		start--;
	return start;
}

/* Shows the last character once all its bytes are there. */
static void echo_last(const struct typed *typed)
{
	const struct secret *line = typed->line;
	size_t start = last_character(line);
	uint32_t character;

	if (text_decode(&character, line->data + start, line->len - start) == line->len - start)
		echo(typed, start);
}

static void cut(struct secret *line, size_t len)
{
	secret_wipe(line->data + len, line->size - len + 1);
	line->len = len;
}

/* Removes the last character, with all its bytes and columns, and with the marks upon it, which nobody could see. */
static void rub_out(struct typed *typed)
{
	struct secret *line = typed->line;
	uint32_t character;
	int columns = 0;

	while (line->len && columns <= 0) {
		size_t start = last_character(line);

		columns = text_decode(&character, line->data + start, line->len - start) ? glyph_width(character) : 0;
		cut(line, start);
	}
	for (; typed->echo && columns > 0; columns--)
		show(typed, "\b \b");
}

static enum typed_result take_typed(struct typed *typed, char byte)
{
	struct secret *line = typed->line;

	if (byte == CTRL_C)
		return TYPED_INTERRUPTED;
	if (byte == CTRL_D && !line->len)
		return TYPED_NONE;
	if (byte == '\n' || byte == '\r')
		return TYPED_WHOLE;
	if (byte == DELETE || byte == BACKSPACE) {
		rub_out(typed);
	} else if (byte == CTRL_U) {
		while (line->len)
			rub_out(typed);
	} else if ((unsigned char)byte >= ' ' && line->len < line->size) {
		add(typed, byte);
		echo_last(typed);
	}
	return TYPED_GOES_ON;
}

static void begin_paste(struct typed *typed)
{
	typed->pasting = true;
	typed->start = typed->line->len;
	typed->line_over = typed->more = typed->unfit = false;
}

static void take_pasted(struct typed *typed, char byte)
{
	struct secret *line = typed->line;
	bool ends_line = byte == '\n' || byte == '\r';

	if (typed->line_over || typed->consents)
		typed->more |= byte != ' ' && !ends_line;
	else if (ends_line)
		typed->line_over = line->len > typed->start;
	else if ((unsigned char)byte < ' ' || byte == DELETE || line->len == line->size)
		typed->unfit = true;
	else
		add(typed, byte);
}

static void end_paste(struct typed *typed)
{
	struct secret *line = typed->line;

	typed->pasting = false;
	if (typed->consents) {
		show(typed, "(a paste is no answer: type it) ");
		return;
	}
	if (typed->unfit || !text_is_clean(line->data + typed->start, line->len - typed->start)) {
		cut(line, typed->start);
		show(typed, "(nothing of the paste was taken: it cannot be typed, or is too long) ");
		return;
	}
	echo(typed, typed->start);
	if (typed->more)
		show(typed, " (only the first line of the paste was taken) ");
}

static bool is_sequence(const struct typed *typed, const char *wanted)
{
	return typed->sequence_len == strlen(wanted) && memcmp(typed->sequence, wanted, typed->sequence_len) == 0;
}

static void end_sequence(struct typed *typed)
{
	typed->in_sequence = false;
	if (is_sequence(typed, "[200~") && !typed->pasting)
		begin_paste(typed);
	else if (is_sequence(typed, "[201~") && typed->pasting)
		end_paste(typed);
	else
		typed->unfit |= typed->pasting;
}

/* Reads sequences of ECMA-48, and ESC O x of the cursor keys.  A sequence longer than any
 * keystroke's is dropped. */
static void take_sequence(struct typed *typed, char byte)
{
	bool first = typed->sequence_len == 0, last;

	if (typed->sequence_len < sizeof(typed->sequence))
		typed->sequence[typed->sequence_len++] = byte;
	if (first)
		last = byte != '[' && byte != 'O';
	else
		last = byte >= '@' && byte <= '~';
	if (last)
		end_sequence(typed);
}

enum typed_result typed_take(struct typed *typed, char byte)
{
	if (byte == ESC) {
		typed->in_sequence = true;
		typed->sequence_len = 0;
		return TYPED_GOES_ON;
	}
	if (typed->in_sequence && (unsigned char)byte >= ' ') {
		take_sequence(typed, byte);
		return TYPED_GOES_ON;
	}
	typed->in_sequence = false;
	if (!typed->pasting)
		return take_typed(typed, byte);
	take_pasted(typed, byte);
	return TYPED_GOES_ON;
}
