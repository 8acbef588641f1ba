#include "tui/figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DECIMALS_MOST 4

/* A question mark or a unit may follow. */
static int whole_of(const char *number)
{
	return (int)strcspn(number, ".? ");
}

void figures_add(struct figures *figures, const char *number)
{
	int whole = whole_of(number), rest = (int)strlen(number) - whole;

	if (whole > figures->whole)
		figures->whole = whole;
	if (rest > figures->rest)
		figures->rest = rest;
}

int figures_width(const struct figures *figures)
{
	return figures->whole + figures->rest;
}

int figures_col(const struct figures *figures, const char *number, int right)
{
	return right - figures->rest - whole_of(number);
}

void figures_text(char *out, size_t size, const struct figures *figures, const char *number)
{
	size_t before = (size_t)(figures->whole - whole_of(number)), used = strlen(number);
	size_t width = (size_t)figures_width(figures);

	if (size == 0)
		return;
	width = width < size ? width : size - 1;
	memset(out, ' ', width);
	out[width] = '\0';
	if (before + used <= width)
		memcpy(out + before, number, used);
}

void figures_short(char *out, size_t size, const char *number)
{
	int whole = (int)strcspn(number, "."), most = whole < DECIMALS_MOST ? DECIMALS_MOST + 2 - whole : 0;

	if (most > DECIMALS_MOST)
		most = DECIMALS_MOST;
	snprintf(out, size, "%.*s", most ? whole + 1 + most : whole, number);
	if (strtod(number, NULL) > 0 && strtod(out, NULL) <= 0)
		snprintf(out, size, "<0.001");
}
