/* reader: what comes in from the terminal, on standard input, as events. */
#ifndef TUI_READER_H
#define TUI_READER_H

#include "tui/decoder.h"

struct reader {
	struct decoder decoder;
	int64_t input_ms;	/* when bytes came last */
	int64_t asked_ms;	/* when the terminal was asked for its background */
	int reads_left;		/* reads left before something else has its turn */
	bool gives_up;		/* Esc came by itself after a silence */
	bool skipped;		/* the last input was too much to be typed, and was dropped */
};

void reader_open(struct reader *reader);	/* once ncurses knows the terminal: its sequences are learned */
void reader_close(struct reader *reader);	/* wipes and frees */

void reader_await_ground(struct reader *reader);	/* the terminal was asked for its background */
/* An answer to that which comes after the end would be typed into the shell, so it is waited for, a little. */
void reader_take_late_answer(struct reader *reader);

void reader_begin(struct reader *reader);	/* call it before reading: it bounds how much is read */
/* Reads the next event; false when there is none. */
bool reader_next(struct reader *reader, struct event *out);
/* Returns the text of a PASTE, valid until the next reader_next. */
const struct secret *reader_pasted(const struct reader *reader, bool *cut);
bool reader_pasting(const struct reader *reader);	/* a paste has begun and not ended */

/* True when `input`, the last that was read, came with more than a person can have typed; the
 * rest is then dropped. */
bool reader_pours(const struct reader *reader, int input);
void reader_skip(struct reader *reader);

bool reader_more(const struct reader *reader);	/* more follows the last input at once */
bool reader_hung_up(void);

#endif
