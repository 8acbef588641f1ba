#include "tui/kept.h"

#include <string.h>

#include "tui/keystroke.h"

void kept_free(struct kept *kept)
{
	canvas_free(&kept->cells);
	targets_free(&kept->targets);
	*kept = (struct kept){ 0 };
}

void kept_basis_set(struct kept_basis *out, const struct pane *pane, const struct model *model,
		    const struct canvas *canvas, bool focused)
{
	*out = (struct kept_basis){
		.changes = model->changes, .list = pane->list, .columns = pane->columns, .detailed = pane->detailed,
		.looked = pane->looked, .rows = canvas->rows, .cols = canvas->cols, .focused = focused,
		.ascii = canvas->ascii, .console = canvas->console, .spoken = canvas->keystrokes->panes,
	};
	memcpy(out->hint, pane->hint, sizeof(out->hint));
	for (; canvas->parent; canvas = canvas->parent) {
		out->row += canvas->row;
		out->col += canvas->col;
	}
}

static bool same_list(const struct list *a, const struct list *b)
{
	return a->cursor == b->cursor && a->scroll == b->scroll && a->page == b->page && a->sort == b->sort &&
	       a->reversed == b->reversed && a->count == b->count && a->all == b->all &&
	       strcmp(a->filter, b->filter) == 0;
}

static bool same_columns(const struct column_choice *a, const struct column_choice *b)
{
	return a->count == b->count && memcmp(a->at, b->at, sizeof(a->at)) == 0;
}

static bool same_place(const struct kept_basis *a, const struct kept_basis *b)
{
	return a->row == b->row && a->col == b->col && a->rows == b->rows && a->cols == b->cols;
}

bool kept_holds(const struct kept *kept, const struct kept_basis *basis)
{
	const struct kept_basis *had = &kept->basis;

	return kept->holds && had->changes == basis->changes && same_list(&had->list, &basis->list) &&
	       same_columns(&had->columns, &basis->columns) && had->detailed == basis->detailed &&
	       had->looked == basis->looked && strcmp(had->hint, basis->hint) == 0 && same_place(had, basis) &&
	       had->focused == basis->focused && had->ascii == basis->ascii && had->console == basis->console &&
	       had->spoken == basis->spoken;
}

static void copy_cells(struct canvas *to, const struct canvas *from)
{
	for (int row = 0; row < from->rows; row++)
		memcpy(to->cells + (size_t)row * (size_t)to->stride, from->cells + (size_t)row * (size_t)from->stride,
		       (size_t)from->cols * sizeof(*from->cells));
}

static void add_targets(struct targets *to, const struct targets *from, size_t first)
{
	for (size_t i = first; i < from->count; i++)
		targets_add(to, &from->items[i]);
}

void kept_give(const struct kept *kept, struct canvas *canvas)
{
	struct canvas *root = canvas;

	while (root->parent)
		root = root->parent;
	copy_cells(canvas, &kept->cells);
	add_targets(&root->targets, &kept->targets, 0);
	if (kept->cells.cursor_rests)
		canvas_rest(canvas, kept->cells.cursor_row, kept->cells.cursor_col);
	else if (kept->cells.cursor_row >= 0)
		canvas_cursor(canvas, kept->cells.cursor_row, kept->cells.cursor_col);
}

/* What turns is drawn each time. */
void kept_take(struct kept *kept, const struct kept_basis *basis, const struct canvas *canvas,
	       const struct targets *targets, size_t first)
{
	kept->holds = canvas->rows > 0 && canvas->cols > 0 && !canvas->turns;
	if (!kept->holds)
		return;
	if (kept->cells.rows != canvas->rows || kept->cells.cols != canvas->cols) {
		canvas_free(&kept->cells);
		canvas_init(&kept->cells, canvas->rows, canvas->cols, canvas->ascii);
	}
	copy_cells(&kept->cells, canvas);
	kept->cells.cursor_row = canvas->cursor_row;
	kept->cells.cursor_col = canvas->cursor_col;
	kept->cells.cursor_rests = canvas->cursor_row >= 0 && canvas->cursor_rests;
	kept->targets.count = 0;
	add_targets(&kept->targets, targets, first);
	kept->basis = *basis;
}
