/* columns: which columns a table has, their widths, and their headings. */
#ifndef TUI_COLUMNS_H
#define TUI_COLUMNS_H

#include "tui/canvas.h"
#include "tui/column_choice.h"
#include "tui/figures.h"
#include "tui/list.h"

struct column {
	const char *title;
	int least, wanted;	/* cells */
	unsigned rank;		/* of several, the highest is kept longest, and grows first */
	unsigned order;		/* of the list, by which its heading sorts; 0: by none */
};

struct column_place { int col, width; };	/* no width: it is left out */

#define COLUMNS_GAP 2

/* The chosen columns; at[] is where each is in the table. */
struct columns_shown {
	size_t count, at[COLUMNS_MOST];
	struct column columns[COLUMNS_MOST];
	struct column_place places[COLUMNS_MOST];
};

/* How wide the cells of a column are where that is looked at, which is kept for as long as the rows hold. */
struct column_measure {
	struct figures figures;		/* of a column of numbers */
	int least, wanted;		/* cells; wanted 0: as the table has it */
};

/* Sets all but the places, for the caller to adapt before columns_place. */
void columns_show(struct columns_shown *out, const struct column_table *table, const struct column_choice *choice);

/* Gives the columns their measures, of which there is one for each column of the table. */
void columns_measured(struct columns_shown *shown, const struct column_measure *measures);

bool columns_have_order(const struct columns_shown *shown, unsigned order);	/* a heading sorts by it */
/* Keeps the list from an order that no column shows: rows are sorted by what is seen, or by nothing (0). */
void columns_check_order(const struct columns_shown *shown, struct list *list);
/* Sorts for SORT by the next column, and the other way round for REVERSE; false for any other command. */
bool columns_command(const struct columns_shown *shown, struct list *list, int command, unsigned orders);

/*
 * Gives out `width` cells, of which `gap` at least are between two columns.  Columns are left out, lowest rank first,
 * until the others have their least width.  What is left goes to them by rank, up to what they want, then into wider
 * gaps, then to the column of the highest rank.
 */
void columns_place(struct column_place *out, const struct column *columns, size_t count, int width, int gap);

/* Draws the headings from col on, marks the one that the list is sorted by, and lets them be clicked. */
void columns_draw_heads(struct canvas *canvas, int row, int col, const struct column *columns,
			const struct column_place *places, size_t count, const struct list *list);

/* Draws a table that has no row yet: its headings where there is room for them, and what list_draw_empty says. */
void columns_draw_empty(struct canvas *canvas, const struct columns_shown *shown, const struct list *list,
			const char *why, const char *about);

/* Returns the longest of a width so far and that of a text, at most `most` cells. */
int columns_longest(int so_far, const char *text, int most);

#endif
