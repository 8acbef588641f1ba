/*
 * decoder: bytes from the terminal become inputs, places that the mouse points at, and
 * pastes.  There is no terminal in it: tests feed it.
 *
 * A sequence that is not known is swallowed whole, so that its letters are never taken
 * for commands; what a paste holds is text, whatever it looks like.
 */
#ifndef TUI_DECODER_H
#define TUI_DECODER_H

#include "tui/input.h"
#include "wallet/base/secret.h"

#define DECODER_ROOM 4096		/* bytes taken at once: all that a terminal has for one read */
#define DECODER_PASTE_MAX 4096	/* bytes kept of a paste: more than any field takes */
#define DECODER_TAUGHT 16
#define DECODER_SEQUENCE_MAX 16

enum event_type { EVENT_INPUT, EVENT_CLICK, EVENT_WHEEL_UP, EVENT_WHEEL_DOWN, EVENT_PASTE, EVENT_PASTE_LOST };

struct event {
	enum event_type type;
	int input;		/* of an INPUT */
	int row, col;		/* of the mouse, from 0 */
};

struct decoder {
	struct { char bytes[DECODER_SEQUENCE_MAX]; int input; } taught[DECODER_TAUGHT];
	size_t taught_count;
	char bytes[DECODER_ROOM];	/* those from `at` to `len` are still to be read; the others are wiped */
	size_t at, len;
	bool swallowing;	/* inside a string that is meant for terminals, up to its end */
	bool pasting;		/* between the marks of a paste */
	struct secret pasted;	/* what came of it; after a PASTE, until the next decoder_next */
	bool cut;		/* more came than is kept */
};

void decoder_init(struct decoder *decoder);
void decoder_free(struct decoder *decoder);		/* wipes */

/* What this terminal sends for a key, from terminfo. */
void decoder_teach(struct decoder *decoder, const char *sequence, int input);

/* Where the next bytes are to be put, and how many may be; decoder_add says how many were. */
char *decoder_room(struct decoder *decoder, size_t *room);
void decoder_add(struct decoder *decoder, size_t len);

/* The next thing that came in; false when there is none, or only a part of one.  With
 * `quiet` nothing follows for now: an escape character is then the Esc key. */
bool decoder_next(struct decoder *decoder, struct event *out, bool quiet);

bool decoder_waits(const struct decoder *decoder);	/* a part of something is there */
void decoder_expire(struct decoder *decoder);		/* the rest of that did not come: it is dropped */
void decoder_end_paste(struct decoder *decoder);	/* nor did a paste's end: it is dropped */

/* `input` and what waits behind it, up to where a command or a filter may begin, are more than a
 * person types within one read; a held key, which repeats itself, is not. */
bool decoder_pours(const struct decoder *decoder, int input);
void decoder_skip(struct decoder *decoder);		/* drops what waits, up to the next escape character */

#endif
