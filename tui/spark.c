#include "tui/spark.h"

#include "wallet/base/mem.h"

#define LOWEST 0x2581	/* lower one eighth block; the seven after it are higher ones */
#define LEVELS 7	/* not the full block, which would touch what is above it */

uint32_t spark_character(double value, double most, bool ascii)
{
	static const char plain[LEVELS + 1] = "_.,-~=+";
	int level = most > 0 ? (int)(value / most * (LEVELS - 1) + 0.5) : 0;

	if (value < 0)
		return ' ';
	if (value > 0 && level == 0)	/* little is not nothing */
		level = 1;
	if (level > LEVELS - 1)
		level = LEVELS - 1;
	return ascii ? (uint32_t)plain[level] : (uint32_t)(LOWEST + level);
}

int spark_draw(struct canvas *canvas, int row, int col, enum style style, const double *values, size_t count)
{
	double most = 0;

	for (size_t i = 0; i < count; i++)
		if (values[i] > most)
			most = values[i];
	for (size_t i = 0; i < count; i++)
		canvas_put(canvas, row, col + (int)i, values[i] > 0 ? style : STYLE_DIM,
			   spark_character(values[i], most, canvas->ascii));
	return col + (int)count;
}

int spark_filled(int64_t part, int64_t whole, int width)
{
	int64_t filled;

	if (part <= 0 || whole <= 0)
		return 0;
	if (part >= whole)
		return width;
	filled = (int64_t)((double)part / (double)whole * width + 0.5);
	if (filled < 1)
		return 1;
	return filled >= width ? width - 1 : (int)filled;
}
