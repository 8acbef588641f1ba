/* RFC 3339 section 5.6: what text_parse_time reads, plus decimals and offsets. */
#include <string.h>

#include "wallet/base/text.h"
#include "wallet/venice/siwe.h"

#define SECONDS_LEN 19		/* "2026-11-21T08:30:00" */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Decimals beyond milliseconds are dropped. */
static bool take_decimals(int64_t *ms, const char **text, const char *end)
{
	int64_t unit = 100;

	*ms = 0;
	if (*text == end || **text != '.')
		return true;
	if (++*text == end || !is_digit(**text))
		return false;
	for (; *text < end && is_digit(**text); ++*text, unit /= 10)
		*ms += (**text - '0') * unit;
	return true;
}

/* Takes "Z" or an offset such as "+02:30". */
static bool take_offset(int64_t *ms, const char *text, size_t len)
{
	int hours, minutes;

	*ms = 0;
	if (len == 1)
		return *text == 'Z' || *text == 'z';
	if (len != 6 || (*text != '+' && *text != '-') || text[3] != ':' || !is_digit(text[1]) || !is_digit(text[2]) ||
	    !is_digit(text[4]) || !is_digit(text[5]))
		return false;
	hours = (text[1] - '0') * 10 + text[2] - '0';
	minutes = (text[4] - '0') * 10 + text[5] - '0';
	*ms = (hours * 60 + minutes) * (*text == '-' ? -60000 : 60000);
	return hours < 24 && minutes < 60;
}

/* A NUL would end the text early, and make a date without a time of it. */
static bool has_form(const char *text)
{
	static const char form[] = "dddd-dd-ddTdd:dd:dd";

	for (size_t i = 0; i < SECONDS_LEN; i++)
		if (form[i] == 'd' ? !is_digit(text[i]) : text[i] != form[i])
			return false;
	return true;
}

bool siwe_parse_time(int64_t *unix_ms, struct siwe_part part)
{
	char seconds[SECONDS_LEN + 2] = "";
	const char *text = part.text + SECONDS_LEN, *end = part.text + part.len;
	int64_t at, decimals, offset;

	if (part.len <= SECONDS_LEN || !has_form(part.text))
		return false;
	memcpy(seconds, part.text, SECONDS_LEN);
	seconds[SECONDS_LEN] = 'Z';
	if (!text_parse_time(&at, seconds) || !take_decimals(&decimals, &text, end) ||
	    !take_offset(&offset, text, (size_t)(end - text)))
		return false;
	*unix_ms = at + decimals - offset;
	return true;
}
