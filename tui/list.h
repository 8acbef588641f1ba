/* list: cursor, scroll and filter of a pane that shows rows. */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list {
	size_t cursor, scroll;
	size_t page;		/* rows shown when last drawn */
	char filter[64];	/* "": every row */
	unsigned sort;		/* which of the pane's orders the rows are in; 0: as they come */
};

/* Moves the cursor for UP, DOWN, …; false when the command is none of these. */
bool list_move(struct list *list, int command, size_t count);

/* Before drawing: puts cursor and scroll where `count` rows in `room` lines allow. */
void list_settle(struct list *list, size_t count, size_t room);

/* True when one of the texts contains the filter, whatever the letter case. */
bool list_matches(const struct list *list, const char *text, const char *other);

#endif
