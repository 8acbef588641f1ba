#include "tui/layout.h"

#include "wallet/base/mem.h"

#define FOUR_ROWS 18		/* rows of body from which on panes are shown side by side */
#define FOUR_COLS 72
#define BOTH_ROWS 34		/* and keys and transactions both */
#define STACK_ROWS 24
#define FRAME_ROWS 5		/* a body with fewer rows has no room for frames */
#define FRAME_COLS 12

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

/* The keystore over the balances on the left, the walkthrough beside them, and below them the keys and
 * the transactions: both on a high screen, else one of them. */
static void four(struct layout *layout, struct rect body, enum pane_id below)
{
	int content = body.rows - 3;
	int high = body.rows >= BOTH_ROWS ? content / 5 : 0;
	int keys = clamp(content / (high ? 5 : 3), 3, 12), top = content - keys - (high ? high + 1 : 0);
	int left = clamp(body.cols * 27 / 100, 26, 40);
	int keystore = clamp(top - 10, 3, 12);

	layout->panes[PANE_KEYSTORE] = (struct rect){ body.row, body.col, keystore + 2, left };
	layout->panes[PANE_BALANCES] = (struct rect){ body.row + keystore + 1, body.col, top - keystore + 1, left };
	layout->panes[PANE_STAKING] = (struct rect){ body.row, body.col + left - 1, top + 2, body.cols - left + 1 };
	layout->panes[high ? PANE_KEYS : below] = (struct rect){ body.row + top + 1, body.col, keys + 2, body.cols };
	if (high)
		layout->panes[PANE_TRANSACTIONS] =
			(struct rect){ body.row + top + keys + 2, body.col, high + 2, body.cols };
}

/* All panes one below the other, for a narrow, high screen. */
static void stack(struct layout *layout, struct rect body, enum pane_id below)
{
	const enum pane_id order[] = { PANE_KEYSTORE, PANE_BALANCES, PANE_STAKING, below };
	int content = body.rows - 5, row = body.row;
	int heights[PANE_COUNT];

	heights[PANE_STAKING] = clamp(content * 4 / 10, 8, 14);
	heights[PANE_KEYSTORE] = clamp(content / 8, 2, 8);
	heights[below] = clamp(content / 6, 3, 10);
	heights[PANE_BALANCES] = content - heights[PANE_STAKING] - heights[PANE_KEYSTORE] - heights[below];
	for (size_t i = 0; i < ARRAY_LENGTH(order); i++) {
		layout->panes[order[i]] = (struct rect){ row, body.col, heights[order[i]] + 2, body.cols };
		row += heights[order[i]] + 1;
	}
}

/* On a low screen the message line goes first, then the title, then the footer; the body stays. */
static struct rect place_bars(struct layout *layout, int rows, int cols)
{
	struct rect body = { 0, 0, rows, cols };

	layout->title_row = layout->message_row = layout->footer_row = -1;
	if (rows >= 2) {
		layout->footer_row = rows - 1;
		body.rows--;
	}
	if (rows >= 4) {
		layout->title_row = 0;
		body.row = 1;
		body.rows--;
	}
	if (rows >= 5) {
		layout->message_row = rows - 2;
		body.rows--;
	}
	return body;
}

void layout_make(struct layout *layout, int rows, int cols, enum pane_id focus, enum pane_id below)
{
	struct rect body;

	*layout = (struct layout){ 0 };
	body = place_bars(layout, rows, cols);
	layout->framed = body.rows >= FRAME_ROWS && cols >= FRAME_COLS;
	if (body.rows >= FOUR_ROWS && cols >= FOUR_COLS)
		four(layout, body, below);
	else if (body.rows >= STACK_ROWS && layout->framed)
		stack(layout, body, below);
	else
		layout->panes[focus] = body;
}
