/*
 * input: bytes from the terminal become keys, places that the mouse points at, and
 * pastes.  There is no terminal in it: tests feed it.
 *
 * A sequence that is not known is swallowed whole, so that its letters are never taken
 * for commands; what a paste holds is text, whatever it looks like.
 */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include "wallet/base/secret.h"

#define INPUT_ROOM 4096		/* bytes taken at once: all that a terminal has for one read */
#define INPUT_PASTE_MAX 4096	/* bytes kept of a paste: more than any field takes */
#define INPUT_TAUGHT 16
#define INPUT_SEQUENCE_MAX 16

enum input_type { INPUT_KEY, INPUT_CLICK, INPUT_WHEEL_UP, INPUT_WHEEL_DOWN, INPUT_PASTE, INPUT_PASTE_LOST };

struct input_event {
	enum input_type type;
	int key;		/* of a KEY */
	int row, col;		/* of the mouse, from 0 */
};

struct input {
	struct { char bytes[INPUT_SEQUENCE_MAX]; int key; } taught[INPUT_TAUGHT];
	size_t taught_count;
	char bytes[INPUT_ROOM];	/* those from `at` to `len` are still to be read; the others are wiped */
	size_t at, len;
	bool swallowing;	/* inside a string that is meant for terminals, up to its end */
	bool pasting;		/* between the marks of a paste */
	struct secret pasted;	/* what came of it; after a PASTE, until the next input_next */
	bool cut;		/* more came than is kept */
};

void input_init(struct input *input);
void input_free(struct input *input);		/* wipes */

/* What this terminal sends for a key, from terminfo. */
void input_teach(struct input *input, const char *sequence, int key);

/* Where the next bytes are to be put, and how many may be; input_add says how many were. */
char *input_room(struct input *input, size_t *room);
void input_add(struct input *input, size_t len);

/* The next thing that came in; false when there is none, or only a part of one.  With
 * `quiet` nothing follows for now: an escape character is then the Esc key. */
bool input_next(struct input *input, struct input_event *out, bool quiet);

bool input_waits(const struct input *input);	/* a part of something is there */
void input_expire(struct input *input);		/* the rest of that did not come: it is dropped */
void input_end_paste(struct input *input);	/* nor did a paste's end: it is dropped */

/* `key` and what waits behind it, up to where a command or a filter may begin, are more than a
 * person types within one read; a held key, which repeats itself, is not. */
bool input_pours(const struct input *input, int key);
void input_skip(struct input *input);		/* drops what waits, up to the next escape character */

#endif
