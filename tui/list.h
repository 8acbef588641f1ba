/* list: the cursor, scroll position and filter of a pane that shows rows. */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list {
	size_t cursor, scroll;
	size_t page;		/* rows shown at the last drawing */
	char filter[64];	/* "": every row */
	unsigned sort;		/* which of the pane's orders holds; 0: the model's own */
};

/* Moves the cursor for UP, DOWN and the like; false for any other command. */
bool list_move(struct list *list, int command, size_t count);

/* Call it before drawing: puts cursor and scroll where `count` rows in `room` lines allow. */
void list_settle(struct list *list, size_t count, size_t room);

/* True when one of the texts contains the filter, in any letter case. */
bool list_matches(const struct list *list, const char *text, const char *other);

#endif
