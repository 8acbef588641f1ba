#include "tui/pane/key_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/pane/key_order.h"
#include "wallet/base/mem.h"

struct row {
	const struct key_info *key;
	const struct list *list;	/* whose order holds */
};

bool key_rows_hold(const struct key_rows *rows, const struct model *model, const struct list *list)
{
	return rows->indices && rows->items == model->keys.items && rows->all == model->keys.count &&
	       rows->changes == model->keys_changes && rows->sort == list->sort &&
	       rows->reversed == list->reversed && strcmp(rows->filter, list->filter) == 0;
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

static void find_all(struct key_rows *rows, const struct list *list)
{
	struct row *found = mem_new(rows->all + 1, sizeof(*found));

	for (size_t i = 0; i < rows->all; i++)
		if (matches(list, &rows->items[i]))
			found[rows->count++] = (struct row){ &rows->items[i], list };
	qsort(found, rows->count, sizeof(*found), compare_rows);
	rows->indices = mem_new(rows->count + 1, sizeof(*rows->indices));
	for (size_t i = 0; i < rows->count; i++)
		rows->indices[i] = (size_t)(found[i].key - rows->items);
	free(found);
}

void key_rows_find(struct key_rows *rows, const struct model *model, const struct list *list)
{
	if (key_rows_hold(rows, model, list))
		return;
	key_rows_free(rows);
	rows->items = model->keys.items;
	rows->all = model->keys.count;
	rows->changes = model->keys_changes;
	rows->sort = list->sort;
	rows->reversed = list->reversed;
	snprintf(rows->filter, sizeof(rows->filter), "%s", list->filter);
	find_all(rows, list);
}

const struct key_info *key_rows_at(const struct key_rows *rows, const struct model *model, size_t row)
{
	return row < rows->count ? &model->keys.items[rows->indices[row]] : NULL;
}

void key_rows_free(struct key_rows *rows)
{
	free(rows->indices);
	*rows = (struct key_rows){ 0 };
}
