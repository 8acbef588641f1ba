/* glyphs: characters that are drawn as lines and areas, because as letters of a font they would not meet. */
#ifndef TESTS_SCREEN_GLYPHS_H
#define TESTS_SCREEN_GLYPHS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define CELL_COLS 9	/* the size of a cell in units of the picture */
#define CELL_ROWS 18

/* Draws a line or an area, and returns true; false for any other character. */
bool glyph_draw(FILE *out, uint32_t character, int row, int col, uint32_t rgb);

#endif
