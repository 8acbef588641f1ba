/* list: the cursor, scroll position and filter of a pane that shows rows. */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/canvas.h"

#define LIST_FILTER_SIZE 64

struct list {
	size_t cursor, scroll;
	size_t page;		/* rows shown at the last drawing */
	char filter[LIST_FILTER_SIZE];	/* "": every row */
	unsigned sort;		/* which of the pane's orders holds; 0: the model's own */
	bool reversed;		/* from its end */
	size_t count;		/* rows at the last drawing … */
	size_t all;		/* … and those that the filter hides as well; the drawer sets it */
};

/* What rows were found for: they are kept from one drawing to the next for as long as it holds. */
struct list_basis {
	const void *items;	/* these, … */
	size_t all;
	unsigned changes;	/* … in this state … */
	unsigned sort;		/* … in this order, … */
	bool reversed;
	char filter[LIST_FILTER_SIZE];	/* … those of them that it leaves */
};

void list_basis_set(struct list_basis *basis, const struct list *list, const void *items, size_t all, unsigned changes);
bool list_basis_holds(const struct list_basis *basis, const struct list *list, const void *items, size_t all,
		      unsigned changes);

/* Puts the cursor on a row that is elsewhere now.  It stays on its line of the screen, as far as there are rows above
 * it. */
void list_follow(struct list *list, size_t row);

/* Moves the cursor for UP, DOWN and the like; false for any other command. */
bool list_move(struct list *list, int command, size_t count);

/* Call it before drawing: puts cursor and scroll where `count` rows in `room` lines allow. */
void list_settle(struct list *list, size_t count, size_t room);

bool list_point(struct list *list, size_t row);	/* puts the cursor there; true: it was there already */

/* Sorts by that order; by the one that holds already, the other way round. */
void list_order(struct list *list, unsigned order);

/* Writes "3/10 002"; where a filter hides rows "3/12 of 500 · 488 hidden by "abc"", or less of that, to fit into
 * `width` cells; "" where nothing fits or there is nothing to say. */
#define LIST_COUNTER_SIZE 256
void list_counter(char out[LIST_COUNTER_SIZE], const struct list *list, int width);

/* Draws "3/10 002" so that it ends before column `right` of the upper line of a frame. */
void list_draw_counter(struct canvas *frame, int right, enum style style, const char *counter);

/* Where the slider is, for `count` rows of which `page` are seen from `scroll` on, on a bar of `length` cells. */
struct slider { int from, length; };	/* no length: all is seen */
struct slider list_slider(int length, size_t scroll, size_t page, size_t count);

/* Returns what list_slider was told as `scroll` to have the slider there. */
size_t list_scroll_at(int from, int length, size_t page, size_t count);

/* Puts the slider there, and the cursor into what is seen then. */
void list_slide(struct list *list, int from, int length);

/* Draws it on the right line of a frame.  A click above or below it turns a page, and it can be dragged. */
void list_draw_slider(struct canvas *frame, enum style style, size_t scroll, size_t page, size_t count);

/* Draws the cursor, if the row has it, and lets the row be clicked. */
void list_draw_row(const struct list *list, struct canvas *canvas, int row, size_t index, bool focused);

/* Says that the filter leaves none of the "key"s, and what shows them again. */
void list_draw_none(const struct list *list, struct canvas *canvas, const char *what);

/* Says on an empty list why it is empty and, where there is room for all of it, what will stand there.  Returns the
 * rows that it takes, or would take. */
int list_draw_empty(struct canvas *canvas, int row, const char *why, const char *about);

/* Says how many the filter hides, and what shows them again, where a row is free for it. */
void list_draw_hidden(const struct list *list, struct canvas *canvas, int row);

/* In any letter case, of letters beyond ASCII as well: what canvas_mark marks. */
bool list_contains(const char *text, const char *wanted);
/* True when one of the texts contains the filter. */
bool list_matches(const struct list *list, const char *text, const char *other);

#endif
