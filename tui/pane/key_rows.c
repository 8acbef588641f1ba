#include "tui/pane/key_rows.h"

#include <stdlib.h>
#include <string.h>

#include "tui/pane/key_order.h"
#include "wallet/base/mem.h"

#define NAME_FIRM 24		/* cells of a description that no other column takes */

struct row {
	const struct key_info *key;
	const struct list *list;	/* whose order holds */
};

bool key_rows_hold(const struct key_rows *rows, const struct model *model, const struct list *list)
{
	return rows->indices &&
	       list_basis_holds(&rows->basis, list, model->keys.items, model->keys.count, model->keys_changes);
}

static bool matches(const struct list *list, const struct key_info *key)
{
	return list_matches(list, key->description, key->last6) ||
	       list_matches(list, key_type_name(key->type), key->id);
}

static int compare_rows(const void *a, const void *b)
{
	const struct row *one = a, *other = b;
	int order = key_order_compare(one->list->sort, one->key, other->key);

	if (order == 0)		/* the model's own order */
		order = (one->key > other->key) - (one->key < other->key);
	return one->list->reversed ? -order : order;
}

static void find_all(struct key_rows *rows, const struct key_list *keys, const struct list *list)
{
	struct row *found = mem_new(keys->count + 1, sizeof(*found));

	for (size_t i = 0; i < keys->count; i++)
		if (matches(list, &keys->items[i]))
			found[rows->count++] = (struct row){ &keys->items[i], list };
	qsort(found, rows->count, sizeof(*found), compare_rows);
	rows->indices = mem_new(rows->count + 1, sizeof(*rows->indices));
	for (size_t i = 0; i < rows->count; i++)
		rows->indices[i] = (size_t)(found[i].key - keys->items);
	free(found);
}

void key_rows_find(struct key_rows *rows, const struct model *model, const struct list *list)
{
	if (key_rows_hold(rows, model, list))
		return;
	key_rows_free(rows);
	list_basis_set(&rows->basis, list, model->keys.items, model->keys.count, model->keys_changes);
	find_all(rows, &model->keys, list);
}

const struct key_info *key_rows_at(const struct key_rows *rows, const struct model *model, size_t row)
{
	return row < rows->count ? &model->keys.items[rows->indices[row]] : NULL;
}

/* The decimal points of a column must be known before it is known how wide that makes it. */
static void add_figures(struct key_rows *rows, const struct model *model, enum key_column column)
{
	char text[KEY_CELL_SIZE];

	for (size_t i = 0; i < rows->count; i++) {
		key_cells[column](text, model, key_rows_at(rows, model, i));
		text[key_cell_figure(text)] = '\0';
		figures_add(&rows->measures[column].figures, text);
	}
}

/* A figure is shown whole or not at all: part of an amount would be another amount.  The longest that a bar stands
 * before, in the column of the period, is measured with it. */
static void measure_figures(struct key_rows *rows, const struct model *model, enum key_column column)
{
	key_cell *const least = column == KEY_COLUMN_LIMIT ? key_cell_limit_short : key_cells[column];
	int bar = column == KEY_COLUMN_PERIOD ? KEY_BAR_WIDTH + 1 : 0;
	int days = column == KEY_COLUMN_WEEK ? KEY_WEEK_WIDTH : bar;
	struct column_measure *measure = &rows->measures[column];
	char text[KEY_CELL_SIZE];

	measure->least = columns_of_keys.columns[column].least;
	measure->wanted = columns_of_keys.columns[column].wanted;
	for (size_t i = 0; i < rows->count; i++) {
		const struct key_info *key = key_rows_at(rows, model, i);

		key_cell_aligned(text, least, &measure->figures, model, key);
		measure->least = columns_longest(measure->least - bar, text, KEY_CELL_SIZE) + bar;
		if (least != key_cells[column])
			key_cell_aligned(text, key_cells[column], &measure->figures, model, key);
		measure->wanted = columns_longest(measure->wanted - days, text, KEY_CELL_SIZE) + days;
	}
}

static void measure_names(struct key_rows *rows, const struct model *model)
{
	struct column_measure *measure = &rows->measures[KEY_COLUMN_NAME];

	measure->wanted = KEY_NAME_LEAST;
	for (size_t i = 0; i < rows->count; i++)
		measure->wanted = columns_longest(measure->wanted, key_cell_name(key_rows_at(rows, model, i)),
						  KEY_DESCRIPTION_MAX);
	measure->least = measure->wanted < NAME_FIRM ? measure->wanted : NAME_FIRM;
}

void key_rows_measure(struct key_rows *rows, const struct model *model)
{
	if (rows->measured && rows->updates == model->updates)
		return;
	rows->measured = true;
	rows->updates = model->updates;
	memset(rows->measures, 0, sizeof(rows->measures));
	measure_names(rows, model);
	for (int column = 0; column < KEY_COLUMNS; column++) {
		if (!key_cell_has_figures((enum key_column)column))
			continue;
		add_figures(rows, model, (enum key_column)column);
		measure_figures(rows, model, (enum key_column)column);
	}
}

void key_rows_free(struct key_rows *rows)
{
	free(rows->indices);
	*rows = (struct key_rows){ 0 };
}
