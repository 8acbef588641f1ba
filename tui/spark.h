/* spark: numbers drawn as bars: a column for each of them, or a bar for a part of a whole. */
#ifndef TUI_SPARK_H
#define TUI_SPARK_H

#include "tui/canvas.h"

#define SPARK_UNKNOWN (-1.0)

/* The character for a value, of which `most` is the highest; a blank for an unknown one. */
uint32_t spark_character(double value, double most, bool ascii);

/* Draws a column for each value, the highest as a full one.  Returns the column after them. */
int spark_draw(struct canvas *canvas, int row, int col, enum style style, const double *values, size_t count);

/* How many of `width` columns stand for part of whole: none only if it is nothing, all only if it is all. */
int spark_filled(int64_t part, int64_t whole, int width);

#endif
