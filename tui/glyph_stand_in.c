/* What is shown in place of characters that a terminal lacks: in ASCII, and on a Linux console. */
#include <string.h>
#include <utf8proc.h>

#include "tui/glyph.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

/* `console` is for the Linux console: its usual fonts (Lat15 and Uni2 of Debian, and the kernel's own) have together
 * no more than these of the signs here. */
static const struct {
	uint32_t character;
	char ascii;
	uint32_t console;	/* 0: as in ASCII */
} signs[] = {
	{ 0x2500, '-', 0x2500 }, { 0x2502, '|', 0x2502 },	/* light lines; the heavy ones are double there */
	{ 0x2501, '=', 0x2550 }, { 0x2503, '|', 0x2551 },
	{ 0x2591, '.', 0x2591 }, { 0x2593, '#', 0x2588 },	/* light and dark shade */
	{ 0x2588, '#', 0x2588 }, { 0x2580, '"', 0 }, { 0x2584, '_', 0 },
	{ 0x2581, '_', 0 }, { 0x2582, '.', 0 }, { 0x2583, ',', 0 },
	{ 0x2585, '~', 0 }, { 0x2586, '=', 0 }, { 0x2587, '+', 0 },
	{ 0x25cf, '*', 0x2022 }, { 0x25cb, 'o', 0 },		/* circles, black and white */
	{ 0x2713, '+', 0 }, { 0x2717, 'x', 0 },			/* check mark, ballot x */
	{ 0x25b8, '>', 0 }, { 0x25c2, '<', 0 }, { 0x25be, 'v', 0 }, { 0x25b4, '^', 0 },	/* small triangles */
	{ 0x21bb, '@', 0 },					/* clockwise arrow */
	{ 0x2026, '~', 0 }, { 0x00b7, '-', 0x00b7 }, { 0x2022, '*', 0x2022 }, { 0x2014, '-', 0 }, { 0x2013, '-', 0 },
	{ 0x2192, '>', 0x2192 }, { 0x2190, '<', 0x2190 }, { 0x2191, '^', 0x2191 }, { 0x2193, 'v', 0x2193 },
	{ 0x2018, '\'', 0 }, { 0x2019, '\'', 0 }, { 0x201c, '"', 0 }, { 0x201d, '"', 0 },
	{ 0x00d7, 'x', 0 }, { 0x2265, '>', 0x2265 }, { 0x2264, '<', 0x2264 }, { 0x00a0, ' ', ' ' },
};

/* Letters that are no Latin letter with a mark, in the order of Unicode, and the Latin one by which each is read. */
static const struct { const char *from, *ascii; } letters[] = {
	{ "ÆÐØÞßæðøþ", "ADOTsadot" },
	{ "ĐđĦħıĸŁłŊŋŒœŦŧſ", "DdHhikLlNnOoTts" },
	{ "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", "AVGDEZITIKLMNXOPRSTYFHPO" },
	{ "αβγδεζηθικλμνξοπρςστυφχψω", "avgdezitiklmnxoprsstyfhpo" },
	{ "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "ABVGDEZZIJKLMNOPRSTUFHCCSS'Y'EUA" },
	{ "абвгдежзийклмнопрстуфхцчшщъыьэюя", "abvgdezzijklmnoprstufhccss'y'eua" },
	{ "ЄІЇЈЉЊЋЏєіїјљњћџҐґ", "EIIJLNCDeiijlncdGg" },
};

static char sign_of(uint32_t character)
{
	for (size_t i = 0; i < ARRAY_LENGTH(signs); i++)
		if (signs[i].character == character)
			return signs[i].ascii;
	return 0;
}

static char letter_in(const char *from, const char *ascii, uint32_t character)
{
	uint32_t letter;

	for (size_t len; *ascii; from += len, ascii++) {
		len = text_decode(&letter, from, 4);
		if (letter == character)
			return *ascii;
	}
	return 0;
}

static char letter_of(uint32_t character)
{
	for (size_t i = 0; i < ARRAY_LENGTH(letters); i++) {
		char letter = letter_in(letters[i].from, letters[i].ascii, character);

		if (letter)
			return letter;
	}
	return 0;
}

/* Returns the letter under the marks of one that has some, and of a ligature or a wide form the first. */
static uint32_t base_of(uint32_t character)
{
	utf8proc_int32_t parts[32] = { 0 };
	int boundclass = UTF8PROC_BOUNDCLASS_START;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)character, parts, ARRAY_LENGTH(parts),
							 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundclass);

	return count > 0 && count <= (utf8proc_ssize_t)ARRAY_LENGTH(parts) ? (uint32_t)parts[0] : character;
}

uint32_t glyph_ascii(uint32_t character)
{
	uint32_t base;

	if (character < 0x7f)
		return character;
	if (sign_of(character))
		return (uint32_t)sign_of(character);
	if (glyph_directions(character))
		return '+';
	base = base_of(character);
	if (base > 0x20 && base < 0x7f)
		return base;
	return letter_of(base) ? (uint32_t)letter_of(base) : '?';
}

bool glyph_is_typed(const char *typed, const char *text, bool ascii)
{
	size_t len = strlen(text);

	if (!strcmp(typed, text))
		return true;
	if (!ascii)
		return false;
	for (size_t step; len; text += step, len -= step) {
		uint32_t character;

		step = text_decode(&character, text, len);
		if (!step)
			return false;
		for (int i = 0; i < glyph_width(character); i++)
			if ((unsigned char)*typed++ != glyph_ascii(character))
				return false;
	}
	return !*typed;
}

#define SPINNER_FIRST 0x2800	/* braille patterns, of which a spinner is made */
#define SPINNER_LAST 0x28ff

uint32_t glyph_console(uint32_t character)
{
	if (character >= SPINNER_FIRST && character <= SPINNER_LAST)
		return '*';
	for (size_t i = 0; i < ARRAY_LENGTH(signs); i++)
		if (signs[i].character == character)
			return signs[i].console ? signs[i].console : (uint32_t)signs[i].ascii;
	return glyph_double(character);
}

bool glyph_on_console(const char *term)
{
	return term && strncmp(term, "linux", strlen("linux")) == 0 && (term[5] == '\0' || term[5] == '-');
}
