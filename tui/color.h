/* color: colours as 0xRRGGBB: how bright they are, how well they read, and which of 256 or 16 comes nearest. */
#ifndef TUI_COLOR_H
#define TUI_COLOR_H

#include <stdint.h>

double color_luminance(uint32_t color);		/* relative, from 0 to 1, as WCAG 2 defines it */
double color_contrast(uint32_t a, uint32_t b);	/* from 1 to 21; text needs 4.5, a line 3 */

/* Returns the nearest of the colours 16 to 255, which no terminal's own palette changes. */
int color_nearest(uint32_t color);
/* Returns what one of 256 looks like; the first 16 as xterm has them. */
uint32_t color_of_index(int index);

#endif
