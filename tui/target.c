#include "tui/target.h"

#include <stdlib.h>

#include "tui/canvas.h"
#include "wallet/base/mem.h"

void targets_add(struct targets *targets, const struct target *target)
{
	if (targets->count == targets->room) {
		targets->room = targets->room ? 2 * targets->room : 64;
		targets->items = mem_grow(targets->items, targets->room, sizeof(*targets->items));
	}
	targets->items[targets->count++] = *target;
}

void targets_drop(struct targets *targets, int pane)
{
	size_t left = 0;

	for (size_t i = 0; i < targets->count; i++)
		if (targets->items[i].pane != pane)
			targets->items[left++] = targets->items[i];
	targets->count = left;
}

void targets_free(struct targets *targets)
{
	free(targets->items);
	*targets = (struct targets){ 0 };
}

static bool covers(const struct target *target, int row, int col)
{
	return row >= target->row && row < target->row + target->rows && col >= target->col &&
	       col < target->col + target->cols;
}

const struct target *targets_at(const struct targets *targets, unsigned dialog, int row, int col)
{
	for (size_t i = targets->count; i > 0; i--)
		if (targets->items[i - 1].dialog == dialog && covers(&targets->items[i - 1], row, col))
			return &targets->items[i - 1];
	return NULL;
}

/* Cuts off what sticks out between 0 and `room`. */
static void clip(int *from, int *length, int room)
{
	int end = *from + *length;

	*from = *from < 0 ? 0 : *from;
	*length = (end > room ? room : end) - *from;
}

void canvas_target(struct canvas *canvas, int row, int col, int rows, int cols, struct target target)
{
	target.dialog = canvas->dialog;
	target.pane = canvas->pane;
	for (;;) {
		clip(&row, &rows, canvas->rows);
		clip(&col, &cols, canvas->cols);
		if (rows <= 0 || cols <= 0)
			return;
		if (!canvas->parent)
			break;
		row += canvas->row;
		col += canvas->col;
		canvas = canvas->parent;
	}
	target.row = row;
	target.col = col;
	target.rows = rows;
	target.cols = cols;
	targets_add(&canvas->targets, &target);
}
