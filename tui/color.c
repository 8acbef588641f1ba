#include "tui/color.h"

#include <limits.h>
#include <math.h>

#define CUBE 16		/* the first of the cube of 6 × 6 × 6 */
#define GREYS 232	/* the first of the 24 greys */

static double linear(uint32_t channel)
{
	double value = (double)(channel & 0xff) / 255;

	return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

double color_luminance(uint32_t color)
{
	return 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) + 0.0722 * linear(color);
}

double color_contrast(uint32_t a, uint32_t b)
{
	double one = color_luminance(a) + 0.05, other = color_luminance(b) + 0.05;

	return one > other ? one / other : other / one;
}

uint32_t color_of_index(int index)
{
	static const uint32_t first[CUBE] = {
		0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
		0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
	};
	static const uint32_t levels[] = { 0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff };
	unsigned at = (unsigned)index;

	if (at < CUBE)
		return first[at];
	if (at >= GREYS)
		return (8 + 10 * (at - GREYS)) * 0x010101;
	at -= CUBE;
	return levels[at / 36] << 16 | levels[at / 6 % 6] << 8 | levels[at % 6];
}

static int distance(uint32_t a, uint32_t b)
{
	int sum = 0;

	for (int shift = 0; shift <= 16; shift += 8) {
		int apart = (int)(a >> shift & 0xff) - (int)(b >> shift & 0xff);

		sum += apart * apart;
	}
	return sum;
}

int color_nearest(uint32_t color)
{
	int nearest = CUBE, least = INT_MAX;

	for (int i = CUBE; i < 256; i++)
		if (distance(color, color_of_index(i)) < least) {
			least = distance(color, color_of_index(i));
			nearest = i;
		}
	return nearest;
}
