#include "tui/ground.h"

#include <stdlib.h>
#include <string.h>

#include "tui/color.h"
#include "tui/link.h"

#define CHANNELS 3
#define DIGITS_MOST 4	/* of a channel */

static const char *const beginnings[] = { "11;rgb:", "11;rgba:" };

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Returns where the colours begin; 0 when text does not begin like an answer, or not as far as that. */
static size_t colors_at(const struct ground_answer *answer)
{
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++) {
		size_t len = strlen(beginnings[i]);

		if (answer->len >= len && memcmp(answer->text, beginnings[i], len) == 0)
			return len;
	}
	return 0;
}

static bool begins_like_one(const struct ground_answer *answer)
{
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++)
		if (answer->len < strlen(beginnings[i]) && memcmp(answer->text, beginnings[i], answer->len) == 0)
			return true;
	return false;
}

/* One to four digits, of which all ones are the most.  Returns 0 to 255; -1 where there is no number. */
static int read_channel(const struct ground_answer *answer, size_t *at)
{
	unsigned value = 0, most = 0;

	for (int digits = 0; digits < DIGITS_MOST && *at < answer->len; digits++, ++*at) {
		int digit = digit_value(answer->text[*at]);

		if (digit < 0)
			break;
		value = value * 16 + (unsigned)digit;
		most = most * 16 + 15;
	}
	return most ? (int)(value * 255 / most) : -1;
}

static bool read_color(uint32_t *color, const struct ground_answer *answer)
{
	size_t at = colors_at(answer);
	uint32_t read = 0;

	for (int i = 0; i < CHANNELS; i++) {
		int channel = at ? read_channel(answer, &at) : -1;

		if (channel < 0 || (i + 1 < CHANNELS && (at >= answer->len || answer->text[at++] != '/')))
			return false;
		read = read << 8 | (uint32_t)channel;
	}
	if (at < answer->len && answer->text[at] != '/')	/* what follows is how transparent it is */
		return false;
	*color = read;
	return true;
}

void ground_answer_begin(struct ground_answer *answer)
{
	answer->open = true;
	answer->ending = answer->after_esc = false;
	answer->len = 0;
}

void ground_answer_add(struct ground_answer *answer, char c)
{
	if (answer->len < sizeof(answer->text))
		answer->text[answer->len++] = c;
	else
		answer->open = false;
}

bool ground_answer_fits(const struct ground_answer *answer)
{
	size_t at = colors_at(answer);

	if (!answer->open || !answer->awaited)
		return false;
	for (size_t i = at; at && i < answer->len; i++)
		if (digit_value(answer->text[i]) < 0 && answer->text[i] != '/')
			return false;
	return at || begins_like_one(answer);
}

bool ground_answer_end(struct ground_answer *answer, uint32_t *color, bool more)
{
	bool is_one = ground_answer_fits(answer) && read_color(color, answer);

	answer->open = false;
	answer->awaited &= !is_one;
	answer->ending = is_one && more;
	return is_one;
}

bool ground_can_be_asked(const char *term)
{
	return link_is_taken(term, "");
}

struct ground ground_of_environment(const char *term, const char *colorfgbg)
{
	const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;
	long index;
	char *end;

	if (term && strcmp(term, "linux") == 0)
		return (struct ground){ true, 0x000000 };
	if (!last || digit_value(last[1]) < 0)
		return (struct ground){ 0 };
	index = strtol(last + 1, &end, 10);
	if (*end || index < 0 || index > 15)
		return (struct ground){ 0 };
	return (struct ground){ true, color_of_index((int)index) };
}
