/*
 * decoder: turns bytes from the terminal into inputs, mouse positions and pastes.  It has no
 * terminal of its own, so tests feed it bytes.
 *
 * An unknown sequence is swallowed whole, so that its letters are never taken for commands.
 * Everything inside a paste is text, whatever it looks like.
 */
#ifndef TUI_DECODER_H
#define TUI_DECODER_H

#include "tui/ground.h"
#include "tui/input.h"
#include "wallet/base/secret.h"

#define DECODER_ROOM 4096		/* bytes taken at once: as many as a terminal gives in one read */
#define DECODER_PASTE_MAX 4096	/* bytes kept of a paste: more than any field takes */
#define DECODER_TAUGHT 32
#define DECODER_SEQUENCE_MAX 16

enum event_type {
	EVENT_INPUT, EVENT_CLICK, EVENT_WHEEL_UP, EVENT_WHEEL_DOWN,
	EVENT_DRAG,		/* the pointer moved while the left button was down */
	EVENT_POINTER,		/* another button, or a release: it means nothing but that no drag goes on */
	EVENT_PASTE, EVENT_PASTE_LOST,
	EVENT_GROUND,		/* the terminal has said its background */
};

struct event {
	enum event_type type;
	int input;		/* of an INPUT; else UNKNOWN */
	int row, col;		/* of the mouse, from 0 */
	uint32_t color;		/* of a GROUND: the terminal's background */
};

struct decoder {
	struct { char bytes[DECODER_SEQUENCE_MAX]; int input; } taught[DECODER_TAUGHT];
	size_t taught_count;
	char bytes[DECODER_ROOM];	/* bytes from `at` to `len` are still to be read; the others are wiped */
	size_t at, len;
	bool swallowing;	/* inside a string that is meant for the terminal */
	struct ground_answer answer;	/* that string, as far as it may say what the background is */
	bool pasting;		/* between the marks that begin and end a paste */
	struct secret pasted;	/* the text of a paste; valid after a PASTE until the next decoder_next */
	bool cut;		/* the paste was longer than what is kept */
};

void decoder_init(struct decoder *decoder);
void decoder_free(struct decoder *decoder);		/* wipes and frees */

/* The terminal was asked for its background: one answer becomes an event, whenever it comes. */
void decoder_await_ground(struct decoder *decoder);

/* Tells the decoder which sequence this terminal sends for an input, by terminfo. */
void decoder_teach(struct decoder *decoder, const char *sequence, int input);

/* Returns where the next bytes go and sets *room to how many fit.  Call decoder_add with the
 * number put there. */
char *decoder_room(struct decoder *decoder, size_t *room);
void decoder_add(struct decoder *decoder, size_t len);

/* Takes the next event; false when there is none, or only a part of one.  `quiet` says that
 * nothing follows for now, so an escape character is the Esc key. */
bool decoder_next(struct decoder *decoder, struct event *out, bool quiet);

bool decoder_waits(const struct decoder *decoder);	/* a part of a sequence is there */
void decoder_expire(struct decoder *decoder);		/* drops that part, because the rest did not come */
void decoder_end_paste(struct decoder *decoder);	/* drops a paste whose end did not come */

/*
 * True when `input` and what waits behind it, up to where a command or a filter may begin, are more
 * than a person types within one read.  A keystroke that repeats because it is held down does not
 * count.
 */
bool decoder_pours(const struct decoder *decoder, int input);
void decoder_skip(struct decoder *decoder);		/* drops what waits, up to the next escape character */

#endif
