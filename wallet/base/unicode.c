#include "wallet/base/unicode.h"

#include <stddef.h>
#include <utf8proc.h>

#include "wallet/base/mem.h"

struct range {
	uint32_t first, last;
};

/* Characters that are not shown as they are, because they would move the cursor, reorder the line,
 * or hide in it: control characters, all of general category Cf (format), and others that are as
 * invisible.  The table is in order. */
static const struct {
	struct range range;
	char shown_as;
} unsafe[] = {
	{ { 0x0000, 0x0008 }, '?' },
	{ { 0x0009, 0x000d }, ' ' },	/* tab, line feed, carriage return, … */
	{ { 0x000e, 0x001f }, '?' },	/* the rest of C0, with ESC */
	{ { 0x007f, 0x009f }, '?' },	/* DEL and C1, with CSI and OSC */
	{ { 0x00ad, 0x00ad }, '?' },	/* soft hyphen */
	{ { 0x034f, 0x034f }, '?' },	/* combining grapheme joiner */
	{ { 0x0600, 0x0605 }, '?' },	/* Arabic signs that stand over what follows */
	{ { 0x061c, 0x061c }, '?' },	/* Arabic letter mark */
	{ { 0x06dd, 0x06dd }, '?' },	/* Arabic end of ayah */
	{ { 0x070f, 0x070f }, '?' },	/* Syriac abbreviation mark */
	{ { 0x0890, 0x0891 }, '?' },	/* Arabic pound and piastre marks */
	{ { 0x08e2, 0x08e2 }, '?' },	/* Arabic disputed end of ayah */
	{ { 0x115f, 0x1160 }, '?' },	/* Hangul fillers */
	{ { 0x17b4, 0x17b5 }, '?' },	/* Khmer vowels that are not written */
	{ { 0x180b, 0x180f }, '?' },	/* Mongolian selectors and separator */
	{ { 0x200b, 0x200f }, '?' },	/* zero-width space, joiners, direction marks */
	{ { 0x2028, 0x2029 }, ' ' },	/* line and paragraph separator */
	{ { 0x202a, 0x202e }, '?' },	/* bidirectional embeddings and overrides */
	{ { 0x2060, 0x206f }, '?' },	/* invisible operators, bidirectional isolates */
	{ { 0x3164, 0x3164 }, '?' },	/* Hangul filler */
	{ { 0xfe00, 0xfe0d }, '?' },	/* selectors that no emoji needs */
	{ { 0xfeff, 0xfeff }, '?' },	/* byte order mark */
	{ { 0xffa0, 0xffa0 }, '?' },	/* half-width Hangul filler */
	{ { 0xfff9, 0xfffb }, '?' },	/* interlinear annotation */
	{ { 0x110bd, 0x110bd }, '?' },	/* Kaithi number signs */
	{ { 0x110cd, 0x110cd }, '?' },
	{ { 0x13430, 0x1343f }, '?' },	/* Egyptian hieroglyph joiners */
	{ { 0x1bca0, 0x1bca3 }, '?' },	/* shorthand format controls */
	{ { 0x1d173, 0x1d17a }, '?' },	/* musical beams, ties, slurs and phrases */
	{ { 0xe0000, 0xe0fff }, '?' },	/* tags and supplementary selectors */
};

char unicode_replacement(uint32_t character)
{
	for (size_t i = 0; i < ARRAY_LENGTH(unsafe) && character >= unsafe[i].range.first; i++)
		if (character <= unsafe[i].range.last)
			return unsafe[i].shown_as;
	return 0;
}

bool unicode_is_blank(uint32_t character)
{
	static const struct range blanks[] = {
		{ '\t', '\r' }, { ' ', ' ' }, { 0x85, 0x85 }, { 0xa0, 0xa0 }, { 0x1680, 0x1680 }, { 0x2000, 0x200a },
		{ 0x2028, 0x2029 }, { 0x202f, 0x202f }, { 0x205f, 0x205f }, { 0x3000, 0x3000 },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(blanks) && character >= blanks[i].first; i++)
		if (character <= blanks[i].last)
			return true;
	return false;
}

/* UTS #51: a picture, which the selector or a skin colour may follow. */
static bool is_picture(uint32_t character)
{
	return character >= 0x80 && character <= 0x10ffff &&
	       utf8proc_get_property((utf8proc_int32_t)character)->boundclass ==
		       UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static bool is_skin(uint32_t character)
{
	return character >= 0x1f3fb && character <= 0x1f3ff;
}

bool unicode_joins(uint32_t before, uint32_t after)
{
	return is_picture(after) && (is_picture(before) || is_skin(before) || before == UNICODE_EMOJI_SELECTOR);
}
