/* figures: numbers one below the other, with their decimal points in one column. */
#ifndef TUI_FIGURES_H
#define TUI_FIGURES_H

#include <stddef.h>

struct figures { int whole, rest; };	/* the most columns before the decimal points, and from them on */

void figures_add(struct figures *figures, const char *number);
int figures_width(const struct figures *figures);
/* The column where a number begins, if the longest of them ends before column `right`. */
int figures_col(const struct figures *figures, const char *number, int right);
/* Writes the number with the blanks before and behind it that make all of them equally wide. */
void figures_text(char *out, size_t size, const struct figures *figures, const char *number);
/* Copies a figure of Venice's with a few of its decimals, and a "+" for what was cut off: "2.345+", and "<0.001" for
 * less than those decimals can say.  Text that is no such figure stays as it is. */
void figures_short(char *out, size_t size, const char *number);

#endif
