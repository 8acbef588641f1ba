#include "tui/layout.h"

#include "wallet/base/mem.h"

#define FOUR_ROWS 18		/* rows of body from which on panes are shown side by side */
#define FOUR_COLS 72
#define BOTH_ROWS 34		/* and keys and transactions both */
#define DETAIL_COLS 130		/* and a column of detail beside them */
#define STACK_ROWS 24
#define FRAME_ROWS 5		/* a body with fewer rows has no room for frames */
#define FRAME_COLS 12
#define TOP_LEAST 10		/* rows for the balances over the keystore, and for the walkthrough */
#define LIST_LEAST 3
#define KEYSTORE_LEAST 3
#define BALANCES_LEAST 6
#define CLOCK_ROWS 6
#define CLOCK_ROWS_BIG 9

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

/* A part of a length that is shared out: it gets `least`, then as much as it has a use for. */
struct share { int least, wanted, got; };

/* Gives each its least, then in turn, first come first served, what they want up to `most` of it. */
static int give(struct share *shares, size_t count, int left, int most)
{
	for (size_t i = 0; i < count; i++) {
		int more = clamp((shares[i].wanted < most ? shares[i].wanted : most) - shares[i].got, 0, left);

		shares[i].got += more;
		left -= more;
	}
	return left;
}

/* The first has the first choice, but leaves the others a fair part.  What nobody wants is shared by all. */
static void share_out(struct share *shares, size_t count, int length)
{
	int left = length;

	for (size_t i = 0; i < count; i++) {
		shares[i].got = clamp(shares[i].least, 0, left);
		left -= shares[i].got;
	}
	left = give(shares + 1, count - 1, left, length / (2 + (int)count));
	left = give(shares, 1, left, length);
	left = give(shares + 1, count - 1, left, length);
	for (size_t i = 1; i < count; i++)
		shares[i].got += left / (int)count;
	shares[0].got += left - left / (int)count * ((int)count - 1);
}

/* The columns of the upper half: the keystore's and the balances', the walkthrough's, and the detail's. */
struct columns { int left, middle, right; };

static struct columns columns_of(int cols)
{
	struct columns columns = { .left = clamp(cols * 27 / 100, 26, 40) };

	if (cols >= DETAIL_COLS) {
		columns.left = clamp(cols * 24 / 100, 32, 46);
		columns.right = clamp(cols / 2 - 24, 46, 84);
	}
	columns.middle = cols - columns.left - columns.right + (columns.right ? 2 : 1);
	return columns;
}

/* Takes the rows of as many clocks as the keystore can spare; a single one may be big.  Returns the rows. */
static int take_clocks(struct layout *layout, int wanted, int spare)
{
	while (layout->clocks < (wanted > 1 ? wanted : 1) && spare >= (layout->clocks + 1) * (CLOCK_ROWS + 1))
		layout->clocks++;
	layout->clock_rows = layout->clocks == 1 && spare >= 2 * CLOCK_ROWS_BIG ? CLOCK_ROWS_BIG : CLOCK_ROWS;
	return layout->clocks * (layout->clock_rows + 1);
}

/* What is still to spare goes to whoever can fill it with explanations: the keystore, then the balances. */
static void share_spare(struct share shares[2], const struct layout_wants *wants, int spare)
{
	int keep = clamp(wants->could[PANE_KEYSTORE] - shares[0].got + spare, 0, spare);
	int given = clamp(wants->could[PANE_BALANCES] - shares[1].got, 0, spare - keep);

	shares[0].got -= given;
	shares[1].got += given;
}

static void upper(struct layout *layout, struct rect body, int top, const struct layout_wants *wants)
{
	struct columns columns = columns_of(body.cols);
	struct share shares[] = {
		{ .least = KEYSTORE_LEAST, .wanted = wants->rows[PANE_KEYSTORE] },
		{ .least = BALANCES_LEAST, .wanted = wants->rows[PANE_BALANCES] },
	};
	int keystore, spare, clocks = 0, middle = body.col + columns.left - 1;

	share_out(shares, ARRAY_LENGTH(shares), top - 1);
	if (shares[1].got > shares[1].wanted && shares[1].wanted >= shares[1].least) {
		shares[0].got += shares[1].got - shares[1].wanted;
		shares[1].got = shares[1].wanted;
	}
	spare = shares[0].got - clamp(shares[0].wanted, shares[0].least, shares[0].got);
	if (columns.right)
		clocks = take_clocks(layout, wants->clocks, spare);
	shares[0].got -= clocks;
	top -= clocks;
	if (clocks)
		layout->clock = (struct rect){ body.row + top + 1, body.col, clocks + 1, columns.left };
	share_spare(shares, wants, spare - clocks);
	keystore = shares[0].got;
	layout->panes[PANE_KEYSTORE] = (struct rect){ body.row, body.col, keystore + 2, columns.left };
	layout->panes[PANE_BALANCES] =
		(struct rect){ body.row + keystore + 1, body.col, top - keystore + 1, columns.left };
	top += clocks;
	layout->panes[PANE_STAKING] = (struct rect){ body.row, middle, top + 2, columns.middle };
	if (columns.right)
		layout->detail = (struct rect){ body.row, middle + columns.middle - 1, top + 2, columns.right };
}

/* The keystore over the balances on the left, the walkthrough beside them, and below them the keys and
 * the transactions: both on a high screen, else one of them. */
static void four(struct layout *layout, struct rect body, enum pane_id below, const struct layout_wants *wants)
{
	bool both = body.rows >= BOTH_ROWS;
	const enum pane_id lists[] = { both ? PANE_KEYS : below, PANE_TRANSACTIONS };
	size_t count = both ? 2 : 1;
	struct share shares[3] = { { .least = TOP_LEAST, .wanted = wants->rows[PANE_STAKING] } };
	int row = body.row;

	for (size_t i = 0; i < count; i++)
		shares[i + 1] = (struct share){ .least = LIST_LEAST, .wanted = wants->rows[lists[i]] };
	share_out(shares, count + 1, body.rows - (int)count - 2);
	upper(layout, body, shares[0].got, wants);
	for (size_t i = 0; i < count; i++) {
		row += shares[i].got + 1;
		layout->panes[lists[i]] = (struct rect){ row, body.col, shares[i + 1].got + 2, body.cols };
	}
}

/* All panes one below the other, for a narrow, high screen. */
static void stack(struct layout *layout, struct rect body, enum pane_id below, const struct layout_wants *wants)
{
	const enum pane_id order[] = { PANE_KEYSTORE, PANE_BALANCES, PANE_STAKING, below };
	const enum pane_id choice[] = { PANE_STAKING, PANE_KEYSTORE, PANE_BALANCES, below };
	const int least[] = { 8, 2, 4, LIST_LEAST };
	struct share shares[ARRAY_LENGTH(choice)];
	int heights[PANE_COUNT] = { 0 }, row = body.row;

	for (size_t i = 0; i < ARRAY_LENGTH(choice); i++)
		shares[i] = (struct share){ .least = least[i], .wanted = wants->rows[choice[i]] };
	share_out(shares, ARRAY_LENGTH(choice), body.rows - 5);
	for (size_t i = 0; i < ARRAY_LENGTH(choice); i++)
		heights[choice[i]] = shares[i].got;
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

void layout_make(struct layout *layout, int rows, int cols, enum pane_id focus, enum pane_id below,
		 const struct layout_wants *wants)
{
	struct rect body;

	*layout = (struct layout){ 0 };
	body = place_bars(layout, rows, cols);
	layout->framed = body.rows >= FRAME_ROWS && cols >= FRAME_COLS;
	if (body.rows >= FOUR_ROWS && cols >= FOUR_COLS)
		four(layout, body, below, wants);
	else if (body.rows >= STACK_ROWS && layout->framed)
		stack(layout, body, below, wants);
	else
		layout->panes[focus] = body;
}
