#include "tui/pane/tx_shown.h"

#include <stdlib.h>
#include <string.h>

#include "tui/pane/tx_order.h"
#include "tui/tx_row.h"
#include "wallet/base/mem.h"

#define PURPOSE_FIRM 24		/* cells of a purpose that no other column takes */
#define PURPOSE_MOST 120

struct row {
	const struct tx_row *tx;
	const struct list *list;	/* whose order holds */
};

/* What a row says depends on the journal, the log, what is followed, the selected wallet and the time. */
bool tx_shown_hold(const struct tx_shown *shown, const struct model *model, const struct list *list)
{
	return shown->indices && list_basis_holds(&shown->basis, list, model, 0, model->updates);
}

static bool matches(const struct list *list, const struct model *model, const struct tx_row *row)
{
	char hash[TX_ROW_HASH_SIZE], amount[TX_CELL_SIZE] = "";

	if (!list->filter[0])
		return true;
	tx_row_hash(hash, row);
	tx_cells[TX_COLUMN_AMOUNT](amount, model, row);
	return list_matches(list, row->purpose, tx_row_word(row)) || list_matches(list, hash, amount) ||
	       list_matches(list, row->reason, NULL);
}

static int compare_rows(const void *a, const void *b)
{
	const struct row *one = a, *other = b;
	int order = tx_order_compare(one->list->sort, one->tx, other->tx);

	if (order == 0)		/* the newest first */
		order = (one->tx > other->tx) - (one->tx < other->tx);
	return one->list->reversed ? -order : order;
}

static void choose(struct tx_shown *shown, const struct model *model, const struct list *list)
{
	struct row *found = mem_new(shown->rows.count + 1, sizeof(*found));

	for (size_t i = 0; i < shown->rows.count; i++)
		if (matches(list, model, &shown->rows.items[i]))
			found[shown->count++] = (struct row){ &shown->rows.items[i], list };
	qsort(found, shown->count, sizeof(*found), compare_rows);
	shown->indices = mem_new(shown->count + 1, sizeof(*shown->indices));
	for (size_t i = 0; i < shown->count; i++)
		shown->indices[i] = (size_t)(found[i].tx - shown->rows.items);
	free(found);
}

void tx_shown_find(struct tx_shown *shown, const struct model *model, const struct list *list)
{
	const struct account *account = model_account(model);

	if (tx_shown_hold(shown, model, list))
		return;
	tx_shown_free(shown);
	list_basis_set(&shown->basis, list, model, 0, model->updates);
	if (account && account_has_address(account))
		tx_list_of(&shown->rows, model, account->address);
	choose(shown, model, list);
}

static void measure_purposes(struct tx_shown *shown)
{
	struct column_measure *measure = &shown->measures[TX_COLUMN_PURPOSE];

	measure->wanted = TX_PURPOSE_LEAST;
	for (size_t i = 0; i < shown->count; i++)
		measure->wanted = columns_longest(measure->wanted, tx_shown_at(shown, i)->purpose, PURPOSE_MOST);
	measure->least = measure->wanted < PURPOSE_FIRM ? measure->wanted : PURPOSE_FIRM;
}

/* An amount is shown whole or not at all: part of one would be another. */
static void measure_figures(struct tx_shown *shown, const struct model *model, enum tx_column column)
{
	struct column_measure *measure = &shown->measures[column];
	char cell[TX_CELL_SIZE] = "";
	int width;

	for (size_t i = 0; i < shown->count; i++) {
		tx_cells[column](cell, model, tx_shown_at(shown, i));
		figures_add(&measure->figures, cell);
	}
	width = figures_width(&measure->figures);
	measure->least = columns_of_transactions.columns[column].least;
	measure->wanted = columns_of_transactions.columns[column].wanted;
	if (measure->least < width)
		measure->least = width;
	if (measure->wanted < measure->least)
		measure->wanted = measure->least;
}

void tx_shown_measure(struct tx_shown *shown, const struct model *model)
{
	if (shown->measures[TX_COLUMN_PURPOSE].wanted)
		return;
	measure_purposes(shown);
	for (int column = 0; column < TX_COLUMNS; column++)
		if (tx_cell_has_figures((enum tx_column)column))
			measure_figures(shown, model, (enum tx_column)column);
}

const struct tx_row *tx_shown_at(const struct tx_shown *shown, size_t row)
{
	return row < shown->count ? &shown->rows.items[shown->indices[row]] : NULL;
}

void tx_shown_free(struct tx_shown *shown)
{
	tx_list_free(&shown->rows);
	free(shown->indices);
	*shown = (struct tx_shown){ 0 };
}
