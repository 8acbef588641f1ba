#include "tui/glyph.h"

#include <stdlib.h>
#include <utf8proc.h>
#include <wchar.h>

#include "wallet/base/unicode.h"

bool glyph_is_left_out(uint32_t character)
{
	return character == UNICODE_ZERO_WIDTH_JOINER || character == UNICODE_EMOJI_SELECTOR ||
	       (character >= 0x1f3fb && character <= 0x1f3ff);	/* colours of skin */
}

/* A locale of single bytes knows no width of what it cannot show. */
int glyph_width(uint32_t character)
{
	int width;

	if (character < 0x20 || (character >= 0x7f && character < 0xa0))
		return -1;
	if (character < 0x7f)
		return 1;
	if (glyph_is_left_out(character))
		return 0;
	width = wcwidth((wchar_t)character);
	return width < 0 && MB_CUR_MAX == 1 ? utf8proc_charwidth((utf8proc_int32_t)character) : width;
}
