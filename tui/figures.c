#include "tui/figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"

/* A mark or a unit may follow. */
static int whole_of(const char *number)
{
	return (int)strcspn(number, ".?+ ");
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

#define DIGITS "0123456789"

/* Returns how many of the decimals are shown where not all are: fewer, the more digits stand before the point. */
static int decimals_kept(int whole)
{
	static const int kept[] = { 3, 3, 3, 2 };

	return whole < (int)ARRAY_LENGTH(kept) ? kept[whole] : 0;
}

/* What a mark stands for is cut, not rounded: a figure never reads as more than it is. */
void figures_short(char *out, size_t size, const char *number)
{
	int whole = (int)strspn(number, DIGITS), kept = decimals_kept(whole), len;
	const char *decimals = number[whole] == '.' ? number + whole + 1 : "";
	int count = (int)strspn(decimals, DIGITS), most = kept ? kept + 1 : 0;

	snprintf(out, size, "%s", number);
	if (decimals[count] || count == 0)
		return;
	while (count > 0 && decimals[count - 1] == '0')
		count--;
	len = count ? whole + 1 + count : whole;
	snprintf(out, size, "%.*s", len, number);
	if (count <= most)
		return;
	snprintf(out, size, "%.*s+", kept ? whole + 1 + kept : whole, number);
	if (strtod(out, NULL) <= 0)
		snprintf(out, size, "<%s", kept ? "0.001" : "1");
}
