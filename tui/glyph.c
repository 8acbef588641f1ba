#include "tui/glyph.h"

#include <wchar.h>

#include "wallet/base/mem.h"

int glyph_width(uint32_t character)
{
	if (character < 0x20 || (character >= 0x7f && character < 0xa0))
		return -1;
	if (character < 0x7f)
		return 1;
	return wcwidth((wchar_t)character);
}

static const struct {
	uint32_t character;
	char ascii;
} stand_ins[] = {
	{ 0x2500, '-' }, { 0x2502, '|' }, { 0x2501, '=' }, { 0x2503, '|' },	/* light lines, heavy ones */
	{ 0x2591, '.' },	/* light shade */
	{ 0x2593, '#' },	/* dark shade */
	{ 0x2588, '#' }, { 0x2580, '"' }, { 0x2584, '_' },
	{ 0x25cf, '*' },	/* black circle */
	{ 0x25cb, 'o' },	/* white circle */
	{ 0x2713, '+' },	/* check mark */
	{ 0x2717, 'x' },	/* ballot x */
	{ 0x25b8, '>' }, { 0x25c2, '<' },	/* small triangles */
	{ 0x25be, 'v' }, { 0x25b4, '^' },
	{ 0x2026, '~' },	/* ellipsis */
	{ 0x00b7, '-' },	/* middle dot */
	{ 0x2022, '*' },	/* bullet */
	{ 0x2014, '-' }, { 0x2013, '-' },
	{ 0x2192, '>' }, { 0x2190, '<' }, { 0x2191, '^' }, { 0x2193, 'v' },
	{ 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201c, '"' }, { 0x201d, '"' },
	{ 0x00d7, 'x' }, { 0x2265, '>' }, { 0x2264, '<' }, { 0x00a0, ' ' },
};

uint32_t glyph_ascii(uint32_t character)
{
	if (character < 0x7f)
		return character;
	for (size_t i = 0; i < ARRAY_LENGTH(stand_ins); i++)
		if (stand_ins[i].character == character)
			return (uint32_t)stand_ins[i].ascii;
	return glyph_directions(character) ? '+' : '?';
}
