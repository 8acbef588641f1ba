#include "tui/decoder.h"

#include <stdio.h>
#include <string.h>

#include "tui/decoder_scan.h"

#define ESC 0x1b
#define BEL 0x07
#define OPENING 2		/* keystrokes that may come before the one that opens a field */
#define POURING 8		/* different characters in one read: nobody types that fast */

#define PASTE_BEGINS "\033[200~"
#define PASTE_ENDS "\033[201~"

void decoder_init(struct decoder *decoder)
{
	*decoder = (struct decoder){ 0 };
	secret_init(&decoder->pasted, DECODER_PASTE_MAX);
}

void decoder_free(struct decoder *decoder)
{
	secret_free(&decoder->pasted);
	secret_wipe(decoder, sizeof(*decoder));
}

void decoder_teach(struct decoder *decoder, const char *sequence, int input)
{
	if (!*sequence || strlen(sequence) >= DECODER_SEQUENCE_MAX || decoder->taught_count == DECODER_TAUGHT)
		return;
	snprintf(decoder->taught[decoder->taught_count].bytes, DECODER_SEQUENCE_MAX, "%s", sequence);
	decoder->taught[decoder->taught_count++].input = input;
}

void decoder_await_ground(struct decoder *decoder)
{
	decoder->answer = (struct ground_answer){ .awaited = true };
}

char *decoder_room(struct decoder *decoder, size_t *room)
{
	size_t left = decoder->len - decoder->at;

	memmove(decoder->bytes, decoder->bytes + decoder->at, left);
	secret_wipe(decoder->bytes + left, decoder->at);	/* beyond is nothing yet */
	decoder->at = 0;
	decoder->len = left;
	*room = sizeof(decoder->bytes) - left;
	return decoder->bytes + left;
}

void decoder_add(struct decoder *decoder, size_t len)
{
	decoder->len += len;
}

static void take(struct decoder *decoder, size_t len)
{
	secret_wipe(decoder->bytes + decoder->at, len);
	decoder->at += len;
}

bool decoder_waits(const struct decoder *decoder)
{
	return decoder->at < decoder->len;
}

/* The answer that is awaited may come in parts, with any time between them. */
void decoder_expire(struct decoder *decoder)
{
	decoder->swallowing = decoder->swallowing && ground_answer_fits(&decoder->answer);
	if (!decoder->pasting)
		take(decoder, decoder->len - decoder->at);
}

void decoder_end_paste(struct decoder *decoder)
{
	decoder->pasting = false;
	secret_clear(&decoder->pasted);
	take(decoder, decoder->len - decoder->at);
}

/* The end of the answer is ESC \, whose second byte may come later. */
static void end_answer(struct decoder *decoder)
{
	if (!decoder->answer.ending || !decoder_waits(decoder))
		return;
	decoder->answer.ending = false;
	if (decoder->bytes[decoder->at] == '\\')
		take(decoder, 1);
}

/* Skips a string to the terminal.  It ends with BEL, or with an escape character that begins
 * something else.  True when it was the answer that is awaited. */
static bool swallow(struct decoder *decoder, uint32_t *color)
{
	bool answered = false;

	end_answer(decoder);
	while (decoder->swallowing && decoder_waits(decoder)) {
		char c = decoder->bytes[decoder->at];

		decoder->swallowing = c != BEL && c != ESC;
		if (decoder->swallowing)
			ground_answer_add(&decoder->answer, c);
		else
			answered = ground_answer_end(&decoder->answer, color, c == ESC);
		if (c != ESC || answered)
			take(decoder, 1);
	}
	return answered;
}

static void keep(struct decoder *decoder, size_t len)
{
	size_t room = decoder->pasted.size - decoder->pasted.len, kept = len < room ? len : room;

	decoder->cut |= !secret_append(&decoder->pasted, decoder->bytes + decoder->at, kept) || kept < len;
	take(decoder, len);
}

/* Takes more of a paste; true once its end has come. */
static bool take_pasted(struct decoder *decoder)
{
	size_t mark = strlen(PASTE_ENDS);

	while (decoder_waits(decoder)) {
		const char *at = decoder->bytes + decoder->at, *escape = memchr(at, ESC, decoder->len - decoder->at);
		size_t left;

		keep(decoder, escape ? (size_t)(escape - at) : decoder->len - decoder->at);
		if (!escape)
			return false;
		left = decoder->len - decoder->at;
		if (left < mark && memcmp(escape, PASTE_ENDS, left) == 0)
			return false;
		if (left >= mark && memcmp(escape, PASTE_ENDS, mark) == 0) {
			take(decoder, mark);
			decoder->pasting = false;
			return true;
		}
		keep(decoder, 1);
	}
	return false;
}

static bool begins_paste(const struct decoder *decoder, size_t len)
{
	return len == strlen(PASTE_BEGINS) && memcmp(decoder->bytes + decoder->at, PASTE_BEGINS, len) == 0;
}

static void begin_paste(struct decoder *decoder, size_t len)
{
	take(decoder, len);
	decoder->pasting = true;
	decoder->cut = false;
}

/* ESC ]; or ] alone, where the escape character has come long before. */
static bool begins_answer(const struct decoder *decoder, size_t len)
{
	const char *at = decoder->bytes + decoder->at;

	if (len == 1)
		return *at == ']' && decoder->answer.awaited && decoder->answer.after_esc;
	return len == 2 && memcmp(at, "\033]", 2) == 0;
}

static void begin_answer(struct decoder *decoder, size_t len)
{
	take(decoder, len);
	decoder->swallowing = true;
	ground_answer_begin(&decoder->answer);
}

bool decoder_next(struct decoder *decoder, struct event *out, bool quiet)
{
	*out = (struct event){ .type = EVENT_INPUT, .input = INPUT_UNKNOWN };
	if (!decoder->pasting && decoder->pasted.len)
		secret_clear(&decoder->pasted);
	for (;;) {
		size_t len;

		if (decoder->pasting) {
			out->type = EVENT_PASTE;
			return take_pasted(decoder);
		}
		if (swallow(decoder, &out->color)) {
			out->type = EVENT_GROUND;
			return true;
		}
		len = decoder_waits(decoder) ? decoder_scan(decoder, out, quiet) : 0;
		if (!len)
			return false;
		if (begins_answer(decoder, len)) {
			begin_answer(decoder, len);
			continue;
		}
		decoder->answer.after_esc = out->input == INPUT_ESC && quiet;
		if (!begins_paste(decoder, len)) {
			take(decoder, len);
			return true;
		}
		begin_paste(decoder, len);
	}
}

bool decoder_pours(const struct decoder *decoder, int input)
{
	int last = input;
	unsigned changes = input > ' ';

	if (input != INPUT_ENTER && (input < ' ' || input >= INPUT_BEYOND))
		return false;
	for (size_t i = decoder->at; i < decoder->len; i++) {
		int c = (unsigned char)decoder->bytes[i];

		if (c == ESC || ((c == ':' || c == '/') && changes <= OPENING))
			break;
		changes += c > ' ' && c != 0x7f && c != last;
		last = c;
	}
	return changes > POURING;
}

void decoder_skip(struct decoder *decoder)
{
	const char *at = decoder->bytes + decoder->at, *escape = memchr(at, ESC, decoder->len - decoder->at);

	take(decoder, escape ? (size_t)(escape - at) : decoder->len - decoder->at);
}
