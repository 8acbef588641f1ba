#include "wallet/base/text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "wallet/base/mem.h"
#include "wallet/base/unicode.h"

/* RFC 3629 allows no overlong form, no surrogate and nothing above U+10FFFF. */
size_t text_decode(uint32_t *out, const char *in, size_t len)
{
	static const struct {
		uint8_t mask, lead;
		uint32_t least;
	} forms[] = {
		{ 0x80, 0x00, 0 }, { 0xe0, 0xc0, 0x80 }, { 0xf0, 0xe0, 0x800 }, { 0xf8, 0xf0, 0x10000 },
	};
	const uint8_t *bytes = (const uint8_t *)in;
	size_t form = 0;

	if (!len)
		return 0;
	while (form < ARRAY_LENGTH(forms) && (bytes[0] & forms[form].mask) != forms[form].lead)
		form++;
	if (form >= len || form == ARRAY_LENGTH(forms))
		return 0;

	uint32_t value = bytes[0] & (uint8_t)~forms[form].mask;

	for (size_t i = 1; i <= form; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (bytes[i] & 0x3f);
	}
	if (value < forms[form].least || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*out = value;
	return form + 1;
}

size_t text_encode(char out[4], uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

/* Returns what to show in place of the character that text begins with, or 0 if it can stay, and
 * sets *step to its length in bytes.  `before` is the character that came last. */
static char substitute_for(size_t *step, uint32_t *character, uint32_t before, const char *in, size_t len)
{
	uint32_t after;

	if (*in >= ' ' && *in < 0x7f) {		/* nearly all of what is read */
		*step = 1;
		*character = (uint32_t)*in;
		return 0;
	}
	*step = text_decode(character, in, len);
	if (!*step) {
		*step = 1;
		*character = '?';
		return '?';
	}
	if (*character == UNICODE_ZERO_WIDTH_JOINER && text_decode(&after, in + *step, len - *step) &&
	    unicode_joins(before, after))
		return 0;
	return unicode_replacement(*character);
}

static const char joiner[] = "\xe2\x80\x8d";

/* An emoji that is cut behind a joiner would join with whatever follows it. */
static size_t without_joiner(const char *out, size_t used)
{
	return used >= 3 && memcmp(out + used - 3, joiner, 3) == 0 ? used - 3 : used;
}

void text_sanitise(char *out, size_t size, const char *in, size_t len)
{
	size_t used = 0, step;
	uint32_t character = 0;

	for (; len; in += step, len -= step) {
		char substitute = substitute_for(&step, &character, character, in, len);
		const char *shown = substitute ? &substitute : in;
		size_t shown_len = substitute ? 1 : step;

		if (used + shown_len >= size)
			break;
		memcpy(out + used, shown, shown_len);
		used += shown_len;
	}
	if (size)
		out[without_joiner(out, used)] = 0;
}

bool text_is_label(const char *in, size_t len)
{
	uint32_t character = 0;

	while (len) {
		size_t step;

		if (substitute_for(&step, &character, character, in, len))
			return false;
		in += step;
		len -= step;
	}
	return true;
}

bool text_is_clean(const char *in, size_t len)
{
	while (len) {
		uint32_t character;
		size_t step = text_decode(&character, in, len);

		if (!step || unicode_replacement(character))
			return false;
		in += step;
		len -= step;
	}
	return true;
}

/* U+1F3FB to U+1F3FF */
static bool is_skin(const char *text)
{
	return strncmp(text, "\xf0\x9f\x8f", 3) == 0 && (unsigned char)text[3] >= 0xbb;
}

static const char *past_joiners(const char *text)
{
	while (strncmp(text, joiner, 3) == 0 || is_skin(text))
		text += *text == *joiner ? 3 : 4;
	return text;
}

void text_part_emoji(char *text)
{
	char *out = text;

	for (const char *in = past_joiners(text); *in; in = past_joiners(in + 1))
		*out++ = *in;
	*out = 0;
}

bool text_same_shown(const char *a, const char *b)
{
	for (;;) {
		a = past_joiners(a);
		b = past_joiners(b);
		if (*a != *b || !*a)
			return *a == *b;
		a++;
		b++;
	}
}

void text_trim(const char **text, size_t *len)
{
	uint32_t character;
	size_t step, end = 0;

	while ((step = text_decode(&character, *text, *len)) && unicode_is_blank(character)) {
		*text += step;
		*len -= step;
	}
	for (size_t at = 0; at < *len; at += step) {
		step = text_decode(&character, *text + at, *len - at);
		if (!step || !unicode_is_blank(character))
			end = at + (step ? step : 1);
		step = step ? step : 1;
	}
	*len = end;
}

/* This division rounds towards the past even before 1970. */
static int64_t floor_seconds(int64_t ms)
{
	return ms / 1000 - (ms % 1000 < 0);
}

void text_time(char out[TEXT_TIME_SIZE], int64_t unix_ms)
{
	time_t seconds = (time_t)floor_seconds(unix_ms);
	struct tm tm;

	if (!gmtime_r(&seconds, &tm) || !strftime(out, TEXT_TIME_SIZE, "%Y-%m-%dT%H:%M:%SZ", &tm))
		snprintf(out, TEXT_TIME_SIZE, "(no date)");
}

/* Takes exactly `count` decimal digits off the front of *text. */
static bool take_number(int *out, const char **text, int count)
{
	int value = 0;

	for (; count; count--, (*text)++) {
		if (**text < '0' || **text > '9')
			return false;
		value = value * 10 + (**text - '0');
	}
	*out = value;
	return true;
}

static bool take_literal(const char **text, const char *literal)
{
	size_t len = strlen(literal);

	if (strncmp(*text, literal, len) != 0)
		return false;
	*text += len;
	return true;
}

static bool take_clock(struct tm *tm, const char **text)
{
	return take_number(&tm->tm_hour, text, 2) && take_literal(text, ":") &&
	       take_number(&tm->tm_min, text, 2) && take_literal(text, ":") &&
	       take_number(&tm->tm_sec, text, 2);
}

/* timegm corrects what is out of range, so a date that exists is one that it leaves unchanged. */
static bool to_unix_ms(int64_t *unix_ms, const struct tm *tm, int ms)
{
	struct tm mended = *tm;
	int64_t seconds = timegm(&mended);

	if (mended.tm_mday != tm->tm_mday || mended.tm_mon != tm->tm_mon || mended.tm_hour != tm->tm_hour ||
	    mended.tm_min != tm->tm_min || mended.tm_sec != tm->tm_sec)
		return false;
	*unix_ms = seconds * 1000 + ms;
	return true;
}

bool text_parse_time(int64_t *unix_ms, const char *text)
{
	struct tm tm = { 0 };
	int ms = 0;

	if (!take_number(&tm.tm_year, &text, 4) || !take_literal(&text, "-") ||
	    !take_number(&tm.tm_mon, &text, 2) || !take_literal(&text, "-") ||
	    !take_number(&tm.tm_mday, &text, 2))
		return false;
	if (*text) {
		if (!take_literal(&text, "T") || !take_clock(&tm, &text))
			return false;
		if (take_literal(&text, ".") && !take_number(&ms, &text, 3))
			return false;
		if (!take_literal(&text, "Z") || *text)
			return false;
	}
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	return to_unix_ms(unix_ms, &tm, ms);
}

/* Takes one of the names, of three letters each, off the front of *text. */
static bool take_name(int *out, const char **text, const char *names)
{
	for (*out = 0; *names; names += 3, (*out)++) {
		if (strncmp(*text, names, 3) != 0)
			continue;
		*text += 3;
		return true;
	}
	return false;
}

bool text_parse_http_date(int64_t *unix_ms, const char *text)
{
	struct tm tm = { 0 };

	if (!take_name(&tm.tm_wday, &text, "SunMonTueWedThuFriSat") || !take_literal(&text, ", ") ||
	    !take_number(&tm.tm_mday, &text, 2) || !take_literal(&text, " ") ||
	    !take_name(&tm.tm_mon, &text, "JanFebMarAprMayJunJulAugSepOctNovDec") || !take_literal(&text, " ") ||
	    !take_number(&tm.tm_year, &text, 4) || !take_literal(&text, " ") || !take_clock(&tm, &text) ||
	    !take_literal(&text, " GMT") || *text)
		return false;
	tm.tm_year -= 1900;
	return to_unix_ms(unix_ms, &tm, 0);
}

#define MINUTE 60u
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* Whole seconds, at least zero and at most what a span has room for. */
static unsigned span_seconds(int64_t ms)
{
	const int64_t most = 9999 * (int64_t)DAY;
	int64_t seconds = ms / 1000;

	if (seconds < 0)
		return 0;
	return (unsigned)(seconds < most ? seconds : most);
}

void text_countdown(char out[TEXT_SPAN_SIZE], int64_t ms)
{
	unsigned s = span_seconds(ms);

	if (s >= DAY)
		snprintf(out, TEXT_SPAN_SIZE, "%ud %02uh", s / DAY, s % DAY / HOUR);
	else if (s >= HOUR)
		snprintf(out, TEXT_SPAN_SIZE, "%02u:%02u:%02u", s / HOUR, s % HOUR / MINUTE, s % MINUTE);
	else
		snprintf(out, TEXT_SPAN_SIZE, "%02u:%02u", s / MINUTE, s % MINUTE);
}

/* A rest of less than a sixtieth of the unit is dropped: a day and a second read as 24 hours. */
static unsigned rounded_up(unsigned s, unsigned unit)
{
	return (s + unit - 1 - unit / MINUTE) / unit;
}

void text_duration(char out[TEXT_SPAN_SIZE], int64_t ms)
{
	unsigned s = span_seconds(ms + 999);

	if (s < 2 * MINUTE)
		snprintf(out, TEXT_SPAN_SIZE, "%u s", s);
	else if (s < 2 * HOUR)
		snprintf(out, TEXT_SPAN_SIZE, "%u min", rounded_up(s, MINUTE));
	else if (s < 2 * DAY)
		snprintf(out, TEXT_SPAN_SIZE, "%u h", rounded_up(s, HOUR));
	else
		snprintf(out, TEXT_SPAN_SIZE, "%u days", rounded_up(s, DAY));
}

#define AGE_STEP 20	/* seconds: what grows old on the screen is not written anew each second */

void text_age(char out[TEXT_SPAN_SIZE], int64_t ms)
{
	unsigned s = span_seconds(ms);

	if (s < AGE_STEP)
		snprintf(out, TEXT_SPAN_SIZE, "just now");
	else if (s < 2 * MINUTE)
		snprintf(out, TEXT_SPAN_SIZE, "%u s ago", s - s % AGE_STEP);
	else if (s < 2 * HOUR)
		snprintf(out, TEXT_SPAN_SIZE, "%u min ago", s / MINUTE);
	else if (s < 2 * DAY)
		snprintf(out, TEXT_SPAN_SIZE, "%u h ago", s / HOUR);
	else
		snprintf(out, TEXT_SPAN_SIZE, "%u days ago", s / DAY);
}

void text_ago(char out[TEXT_SPAN_SIZE], int64_t ms)
{
	unsigned s = span_seconds(ms);

	if (s >= DAY)
		snprintf(out, TEXT_SPAN_SIZE, "%ud ago", s / DAY);
	else if (s >= HOUR)
		snprintf(out, TEXT_SPAN_SIZE, "%uh ago", s / HOUR);
	else if (s >= MINUTE)
		snprintf(out, TEXT_SPAN_SIZE, "%um ago", s / MINUTE);
	else
		snprintf(out, TEXT_SPAN_SIZE, "just now");
}
