#include "tui/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "tui/key.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define ESC 0x1b
#define BEL 0x07
#define SEQUENCE_MOST 64	/* no key's is longer */
#define OPENING 2		/* keys that may come before one that opens a field */
#define POURING 8		/* different characters in one read: nobody types so fast */

#define PASTE_BEGINS "\033[200~"
#define PASTE_ENDS "\033[201~"

/* What terminals send whatever terminfo says of them: in both modes of the cursor keys. */
static const struct { const char *bytes; int key; } known[] = {
	{ "\033[A", K_UP }, { "\033[B", K_DOWN }, { "\033[C", K_RIGHT }, { "\033[D", K_LEFT },
	{ "\033OA", K_UP }, { "\033OB", K_DOWN }, { "\033OC", K_RIGHT }, { "\033OD", K_LEFT },
	{ "\033[H", K_HOME }, { "\033[F", K_END }, { "\033OH", K_HOME }, { "\033OF", K_END },
	{ "\033[1~", K_HOME }, { "\033[4~", K_END }, { "\033[7~", K_HOME }, { "\033[8~", K_END },
	{ "\033[3~", K_DELETE }, { "\033[5~", K_PAGE_UP }, { "\033[6~", K_PAGE_DOWN }, { "\033[Z", K_BACKTAB },
	{ "\033OM", K_ENTER }, { "\033OP", K_HELP }, { "\033[11~", K_HELP }, { "\033[[A", K_HELP },
};

void input_init(struct input *input)
{
	*input = (struct input){ 0 };
	secret_init(&input->pasted, INPUT_PASTE_MAX);
}

void input_free(struct input *input)
{
	secret_free(&input->pasted);
	secret_wipe(input, sizeof(*input));
}

void input_teach(struct input *input, const char *sequence, int key)
{
	if (!*sequence || strlen(sequence) >= INPUT_SEQUENCE_MAX || input->taught_count == INPUT_TAUGHT)
		return;
	snprintf(input->taught[input->taught_count].bytes, INPUT_SEQUENCE_MAX, "%s", sequence);
	input->taught[input->taught_count++].key = key;
}

char *input_room(struct input *input, size_t *room)
{
	size_t left = input->len - input->at;

	memmove(input->bytes, input->bytes + input->at, left);
	secret_wipe(input->bytes + left, sizeof(input->bytes) - left);
	input->at = 0;
	input->len = left;
	*room = sizeof(input->bytes) - left;
	return input->bytes + left;
}

void input_add(struct input *input, size_t len)
{
	input->len += len;
}

static void take(struct input *input, size_t len)
{
	secret_wipe(input->bytes + input->at, len);
	input->at += len;
}

bool input_waits(const struct input *input)
{
	return input->at < input->len;
}

void input_expire(struct input *input)
{
	input->swallowing = false;
	if (!input->pasting)
		take(input, input->len - input->at);
}

void input_end_paste(struct input *input)
{
	input->pasting = false;
	secret_clear(&input->pasted);
	take(input, input->len - input->at);
}

/* A string to the terminal ends with BEL, or with an escape character that begins the next thing. */
static void swallow(struct input *input)
{
	while (input->swallowing && input_waits(input)) {
		char c = input->bytes[input->at];

		input->swallowing = c != BEL && c != ESC;
		if (c != ESC)
			take(input, 1);
	}
}

static void keep(struct input *input, size_t len)
{
	size_t room = input->pasted.size - input->pasted.len, kept = len < room ? len : room;

	input->cut |= !secret_append(&input->pasted, input->bytes + input->at, kept) || kept < len;
	take(input, len);
}

/* Takes what came of a paste; true once its end has. */
static bool take_pasted(struct input *input)
{
	size_t mark = strlen(PASTE_ENDS);

	while (input_waits(input)) {
		const char *at = input->bytes + input->at, *escape = memchr(at, ESC, input->len - input->at);
		size_t left;

		keep(input, escape ? (size_t)(escape - at) : input->len - input->at);
		if (!escape)
			return false;
		left = input->len - input->at;
		if (left < mark && memcmp(escape, PASTE_ENDS, left) == 0)
			return false;
		if (left >= mark && memcmp(escape, PASTE_ENDS, mark) == 0) {
			take(input, mark);
			input->pasting = false;
			return true;
		}
		keep(input, 1);
	}
	return false;
}

/* What follows is a function `scan_…`: how many bytes at `at` are one thing, which `out`
 * then is; 0 when more of them must come. */

static size_t is_key(struct input_event *out, int key, size_t len)
{
	out->type = INPUT_KEY;
	out->key = key;
	return len;
}

static void is_mouse(struct input_event *out, int button, int col, int row)
{
	button &= ~(4 | 8 | 16);	/* with Shift, Alt, Ctrl */
	if ((button != 0 && button != 64 && button != 65) || col < 1 || row < 1)
		return;
	out->type = button == 0 ? INPUT_CLICK : button == 64 ? INPUT_WHEEL_UP : INPUT_WHEEL_DOWN;
	out->row = row - 1;
	out->col = col - 1;
}

/* Digits up to `end`; -1 where something else comes. */
static int read_number(const char **at, char end)
{
	int number = 0;

	for (; **at >= '0' && **at <= '9' && number < 10000; ++*at)
		number = 10 * number + (**at - '0');
	return *(*at)++ == end ? number : -1;
}

/* ESC [ < button ; column ; row M; an m is its release. */
static size_t scan_mouse_sgr(struct input_event *out, const char *at, size_t len)
{
	const char *next = at + 3;
	int button = read_number(&next, ';'), col = button < 0 ? -1 : read_number(&next, ';');
	int row = col < 0 ? -1 : read_number(&next, 'M');

	is_key(out, K_UNKNOWN, len);
	if (row >= 0)
		is_mouse(out, button, col, row);
	return len;
}

/* The older way: three bytes, each 32 more than it means. */
static size_t scan_mouse_x10(struct input_event *out, const char *at, size_t len)
{
	if (len < 6)
		return 0;
	is_key(out, K_UNKNOWN, 6);
	is_mouse(out, (unsigned char)at[3] - 32, (unsigned char)at[4] - 32, (unsigned char)at[5] - 32);
	return 6;
}

static size_t look_up(struct input_event *out, const char *at, size_t len)
{
	for (size_t i = 0; i < ARRAY_LENGTH(known); i++)
		if (strlen(known[i].bytes) == len && memcmp(known[i].bytes, at, len) == 0)
			return is_key(out, known[i].key, len);
	return is_key(out, K_UNKNOWN, len);
}

/* ECMA-48, 5.4: parameters and the like, then one byte from @ to ~. */
static size_t scan_control(struct input_event *out, const char *at, size_t len)
{
	size_t end = 2;

	if (len > 2 && at[2] == 'M')
		return scan_mouse_x10(out, at, len);
	if (len > 2 && at[2] == '[')	/* the console's function keys */
		return len > 3 ? look_up(out, at, 4) : 0;
	while (end < len && end < SEQUENCE_MOST && at[end] >= ' ' && at[end] <= '?')
		end++;
	if (end == len && end < SEQUENCE_MOST)
		return 0;
	if (end == SEQUENCE_MOST || at[end] < '@' || at[end] > '~')
		return is_key(out, K_UNKNOWN, end);	/* broken off */
	end++;
	return at[2] == '<' ? scan_mouse_sgr(out, at, end) : look_up(out, at, end);
}

static size_t scan_escape(struct input *input, struct input_event *out, const char *at, size_t len, bool quiet)
{
	if (len == 1)
		return quiet ? is_key(out, K_ESC, 1) : 0;
	switch (at[1]) {
	case '[':
		return scan_control(out, at, len);
	case 'O':
		return len > 2 ? look_up(out, at, 3) : 0;
	case ']':
	case 'P':
	case '^':
	case '_':
	case '\\':	/* the end of such a string */
		input->swallowing = at[1] != '\\';
		return is_key(out, K_UNKNOWN, 2);
	default:
		return is_key(out, K_ESC, 1);
	}
}

/* UTF-8; or one byte a character, where the locale has that. */
static size_t scan_character(struct input_event *out, const char *at, size_t len, bool quiet)
{
	unsigned char first = (unsigned char)*at;
	size_t needed = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1, step;
	uint32_t character = 0;

	step = text_decode(&character, at, len);
	if (step)
		return is_key(out, character == '\n' ? K_ENTER : character == '\b' ? K_BACKSPACE : (int)character, step);
	if (MB_CUR_MAX == 1 && btowc(first) != WEOF)
		return is_key(out, (int)btowc(first), 1);
	return len < needed && !quiet ? 0 : is_key(out, K_UNKNOWN, 1);
}

static size_t scan_taught(const struct input *input, struct input_event *out, const char *at, size_t len, bool quiet)
{
	for (size_t i = 0; i < input->taught_count; i++) {
		const char *bytes = input->taught[i].bytes;
		size_t whole = strlen(bytes);

		if (len >= whole && memcmp(at, bytes, whole) == 0)
			return is_key(out, input->taught[i].key, whole);
		if (len < whole && memcmp(at, bytes, len) == 0 && !quiet)
			return 0;
	}
	return SIZE_MAX;
}

static size_t scan(struct input *input, struct input_event *out, bool quiet)
{
	const char *at = input->bytes + input->at;
	size_t len = input->len - input->at, taught = scan_taught(input, out, at, len, quiet);

	if (taught != SIZE_MAX)
		return taught;
	return *at == ESC ? scan_escape(input, out, at, len, quiet) : scan_character(out, at, len, quiet);
}

static bool begins_paste(const struct input *input, size_t len)
{
	return len == strlen(PASTE_BEGINS) && memcmp(input->bytes + input->at, PASTE_BEGINS, len) == 0;
}

static void begin_paste(struct input *input, size_t len)
{
	take(input, len);
	input->pasting = true;
	input->cut = false;
}

bool input_next(struct input *input, struct input_event *out, bool quiet)
{
	*out = (struct input_event){ .type = INPUT_KEY, .key = K_UNKNOWN };
	if (!input->pasting && input->pasted.len)
		secret_clear(&input->pasted);
	for (;;) {
		size_t len;

		if (input->pasting) {
			out->type = INPUT_PASTE;
			return take_pasted(input);
		}
		swallow(input);
		len = input_waits(input) ? scan(input, out, quiet) : 0;
		if (!len)
			return false;
		if (!begins_paste(input, len)) {
			take(input, len);
			return true;
		}
		begin_paste(input, len);
	}
}

bool input_pours(const struct input *input, int key)
{
	int last = key;
	unsigned changes = key > ' ';

	if (key != K_ENTER && (key < ' ' || key >= K_FIRST))
		return false;
	for (size_t i = input->at; i < input->len; i++) {
		int c = (unsigned char)input->bytes[i];

		if (c == ESC || ((c == ':' || c == '/') && changes <= OPENING))
			break;
		changes += c > ' ' && c != 0x7f && c != last;
		last = c;
	}
	return changes > POURING;
}

void input_skip(struct input *input)
{
	const char *at = input->bytes + input->at, *escape = memchr(at, ESC, input->len - input->at);

	take(input, escape ? (size_t)(escape - at) : input->len - input->at);
}
