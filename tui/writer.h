/*
 * writer: what goes to the terminal.  ncurses writes at each move of the cursor, so what it writes is gathered in
 * memory, and a drawing goes out in one write.
 *
 * A terminal that takes nothing for a while delays the drawing and nothing else: what it has not taken waits.
 */
#ifndef TUI_WRITER_H
#define TUI_WRITER_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

struct writer {
	FILE *file;		/* for ncurses */
	int terminal;		/* written to; it does not block where the terminal can be opened once more */
	int memory;		/* what is gathered; -1: there is no such file, and nothing is */
	char *seen;		/* … and here it is seen */
	bool gathers, waits;	/* waits: the terminal has not taken all of it */
	bool marked;		/* the mark that begins a drawing was sent, and the one that ends it is to follow */
	size_t sent;		/* so much of it has gone out */
};

bool writer_open(struct writer *writer);	/* false where even a file descriptor is too much */
void writer_close(struct writer *writer);

/* From here on what ncurses writes is gathered.  Only while nothing is, ncurses can set the terminal's modes. */
void writer_gather(struct writer *writer);
/* Gives the terminal a moment to take what waits, and then drops it. */
void writer_direct(struct writer *writer);

/* Where to write what belongs between two drawings, and call writer_flush afterwards. */
int writer_fd(const struct writer *writer);
void writer_say(struct writer *writer, const char *sequence);
/* What is written in between is one drawing, and marked as such unless it is so short that it comes at once anyway.
 * Where a person waits for it, the mark goes out first: a terminal wakes while the rest is composed.  A drawing that
 * has begun begins no second time. */
void writer_begin(struct writer *writer, bool awaited);
void writer_end(struct writer *writer);
bool writer_flush(struct writer *writer);	/* false: some of it waits for the terminal */

#endif
