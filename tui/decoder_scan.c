#include "tui/decoder_scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define ESC 0x1b
#define SEQUENCE_MOST 64	/* no keystroke's sequence is longer */

/* What terminals send in both modes of the cursor keys, whatever terminfo says of them. */
static const struct { const char *bytes; int input; } known[] = {
	{ "\033[A", INPUT_UP }, { "\033[B", INPUT_DOWN }, { "\033[C", INPUT_RIGHT }, { "\033[D", INPUT_LEFT },
	{ "\033OA", INPUT_UP }, { "\033OB", INPUT_DOWN }, { "\033OC", INPUT_RIGHT }, { "\033OD", INPUT_LEFT },
	{ "\033[H", INPUT_HOME }, { "\033[F", INPUT_END }, { "\033OH", INPUT_HOME }, { "\033OF", INPUT_END },
	{ "\033[1~", INPUT_HOME }, { "\033[4~", INPUT_END }, { "\033[7~", INPUT_HOME }, { "\033[8~", INPUT_END },
	{ "\033[3~", INPUT_DELETE }, { "\033[5~", INPUT_PAGE_UP }, { "\033[6~", INPUT_PAGE_DOWN },
	{ "\033[Z", INPUT_BACKTAB },
	{ "\033OM", INPUT_ENTER },
	/* xterm and the vt100 have the first four after O, rxvt and putty by number, the Linux console five after [. */
	{ "\033OP", INPUT_F1 }, { "\033OQ", INPUT_F2 }, { "\033OR", INPUT_F3 }, { "\033OS", INPUT_F4 },
	{ "\033[11~", INPUT_F1 }, { "\033[12~", INPUT_F2 }, { "\033[13~", INPUT_F3 }, { "\033[14~", INPUT_F4 },
	{ "\033[[A", INPUT_F1 }, { "\033[[B", INPUT_F2 }, { "\033[[C", INPUT_F3 }, { "\033[[D", INPUT_F4 },
	{ "\033[[E", INPUT_F5 },
	{ "\033[15~", INPUT_F5 }, { "\033[17~", INPUT_F6 }, { "\033[18~", INPUT_F7 }, { "\033[19~", INPUT_F8 },
	{ "\033[20~", INPUT_F9 }, { "\033[21~", INPUT_F10 }, { "\033[23~", INPUT_F11 }, { "\033[24~", INPUT_F12 },
};

/* Each function scan_… returns how many bytes at `at` make up one event, which it puts in *out;
 * 0 when more bytes must come. */

static size_t is_input(struct event *out, int input, size_t len)
{
	out->type = EVENT_INPUT;
	out->input = input;
	return len;
}

static enum event_type mouse_event(int button)
{
	switch (button & ~(4 | 8 | 16)) {	/* held with Shift, Alt or Ctrl */
	case 0:
		return EVENT_CLICK;
	case 32:
		return EVENT_DRAG;
	case 64:
		return EVENT_WHEEL_UP;
	case 65:
		return EVENT_WHEEL_DOWN;
	default:
		return EVENT_POINTER;
	}
}

static void is_mouse(struct event *out, int button, int col, int row)
{
	out->type = col < 1 || row < 1 ? EVENT_POINTER : mouse_event(button);
	if (out->type == EVENT_POINTER)
		return;
	out->row = row - 1;
	out->col = col - 1;
}

/* Reads digits up to `end`; -1 where something else comes. */
static int read_number(const char **at, char end)
{
	int number = 0;

	for (; **at >= '0' && **at <= '9' && number < 10000; ++*at)
		number = 10 * number + (**at - '0');
	return *(*at)++ == end ? number : -1;
}

/* ESC [ < button ; column ; row M, or m for a release. */
static size_t scan_mouse_sgr(struct event *out, const char *at, size_t len)
{
	const char *next = at + 3;
	int button = read_number(&next, ';'), col = button < 0 ? -1 : read_number(&next, ';');
	int row = col < 0 ? -1 : read_number(&next, at[len - 1] == 'm' ? 'm' : 'M');

	is_input(out, INPUT_UNKNOWN, len);
	if (row >= 0 && at[len - 1] == 'm')
		out->type = EVENT_POINTER;
	else if (row >= 0)
		is_mouse(out, button, col, row);
	return len;
}

/* The older encoding: three bytes, each 32 more than its value. */
static size_t scan_mouse_x10(struct event *out, const char *at, size_t len)
{
	if (len < 6)
		return 0;
	is_input(out, INPUT_UNKNOWN, 6);
	is_mouse(out, (unsigned char)at[3] - 32, (unsigned char)at[4] - 32, (unsigned char)at[5] - 32);
	return 6;
}

static int find_known(const char *at, size_t len)
{
	for (size_t i = 0; i < ARRAY_LENGTH(known); i++)
		if (strlen(known[i].bytes) == len && memcmp(known[i].bytes, at, len) == 0)
			return known[i].input;
	return INPUT_UNKNOWN;
}

/*
 * Finds the input that was typed together with Shift, Alt or Ctrl. xterm adds them to the number
 * (ESC [ 15 ; 5 ~, ESC [ 1 ; 2 P), older terminals put them alone before the letter (ESC O 2 P),
 * and rxvt changes the last byte (ESC [ 11 ^).  Enter is left out: it agrees to something, so it
 * must be exactly that.
 */
static int find_held(const char *at, size_t len)
{
	char plain[DECODER_SEQUENCE_MAX], last = at[len - 1];
	int number = 0;

	for (const char *digit = at + 2; *digit >= '0' && *digit <= '9' && number < 100; digit++)
		number = 10 * number + (*digit - '0');
	if (strchr("~^$@", last))
		snprintf(plain, sizeof(plain), "\033[%d~", number);
	else if (number > 0 && last != 'M' && (number == 1 || at[1] == 'O'))
		snprintf(plain, sizeof(plain), "\033O%c", last);
	else
		return INPUT_UNKNOWN;
	return find_known(plain, strlen(plain));
}

static size_t look_up(struct event *out, const char *at, size_t len)
{
	int input = find_known(at, len);

	return is_input(out, input != INPUT_UNKNOWN ? input : find_held(at, len), len);
}

/* A control character in place of the last letter belongs to the next keystroke: this one was broken off. */
static size_t look_up_letter(struct event *out, const char *at, size_t end)
{
	return (unsigned char)at[end] < ' ' ? is_input(out, INPUT_UNKNOWN, end) : look_up(out, at, end + 1);
}

/* True for rxvt's keystrokes with Shift, ESC [ number $, which no other byte ends. */
static bool is_shifted(const char *at, size_t len)
{
	return len >= 4 && at[len - 1] == '$' && strspn(at + 2, "0123456789") == len - 3;
}

/* ECMA-48, 5.4: parameter and intermediate bytes, then one byte from @ to ~. */
static size_t scan_control(struct event *out, const char *at, size_t len)
{
	size_t end = 2;

	if (len > 2 && at[2] == 'M')
		return scan_mouse_x10(out, at, len);
	if (len > 2 && at[2] == '[')	/* a function key of the Linux console */
		return len > 3 ? look_up_letter(out, at, 3) : 0;
	while (end < len && end < SEQUENCE_MOST && at[end] >= ' ' && at[end] <= '?')
		end++;
	if (is_shifted(at, end))
		return look_up(out, at, end);
	if (end == len && end < SEQUENCE_MOST)
		return 0;
	if (end == SEQUENCE_MOST || at[end] < '@' || at[end] > '~')
		return is_input(out, INPUT_UNKNOWN, end);	/* the sequence was broken off */
	end++;
	return at[2] == '<' ? scan_mouse_sgr(out, at, end) : look_up(out, at, end);
}

/* ESC O, a modifier's digits in old terminals, and one letter. */
static size_t scan_single_shift(struct event *out, const char *at, size_t len)
{
	size_t end = 2;

	while (end < len && end < SEQUENCE_MOST && ((at[end] >= '0' && at[end] <= '9') || at[end] == ';'))
		end++;
	return end < len ? look_up_letter(out, at, end) : 0;
}

static size_t scan_escape(struct decoder *decoder, struct event *out, const char *at, size_t len, bool quiet)
{
	if (len == 1)
		return quiet ? is_input(out, INPUT_ESC, 1) : 0;
	switch (at[1]) {
	case '[':
		return scan_control(out, at, len);
	case 'O':
		return scan_single_shift(out, at, len);
	case ']':
	case 'P':
	case '^':
	case '_':
	case '\\':	/* the end of such a string */
		decoder->swallowing = at[1] != '\\';
		return is_input(out, INPUT_UNKNOWN, 2);
	default:
		return is_input(out, INPUT_ESC, 1);
	}
}

/* A character in UTF-8, or a byte where the locale has one byte for each character. */
static size_t scan_character(struct event *out, const char *at, size_t len, bool quiet)
{
	unsigned char first = (unsigned char)*at;
	size_t needed = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1, step;
	uint32_t character = 0;

	step = text_decode(&character, at, len);
	if (step)
		return is_input(out, character == '\n' ? INPUT_ENTER : character == '\b' ? INPUT_BACKSPACE : (int)character,
				step);
	if (MB_CUR_MAX == 1 && btowc(first) != WEOF)
		return is_input(out, (int)btowc(first), 1);
	return len < needed && !quiet ? 0 : is_input(out, INPUT_UNKNOWN, 1);
}

static size_t scan_taught(const struct decoder *decoder, struct event *out, const char *at, size_t len, bool quiet)
{
	for (size_t i = 0; i < decoder->taught_count; i++) {
		const char *bytes = decoder->taught[i].bytes;
		size_t whole = strlen(bytes);

		if (len >= whole && memcmp(at, bytes, whole) == 0)
			return is_input(out, decoder->taught[i].input, whole);
		if (len < whole && memcmp(at, bytes, len) == 0 && !quiet)
			return 0;
	}
	return SIZE_MAX;
}

size_t decoder_scan(struct decoder *decoder, struct event *out, bool quiet)
{
	const char *at = decoder->bytes + decoder->at;
	size_t len = decoder->len - decoder->at, taught = scan_taught(decoder, out, at, len, quiet);

	if (taught != SIZE_MAX)
		return taught;
	return *at == ESC ? scan_escape(decoder, out, at, len, quiet) : scan_character(out, at, len, quiet);
}
