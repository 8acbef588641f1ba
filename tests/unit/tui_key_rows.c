/* The API keys that a filter leaves, sorted: what is kept is at any time what would be found anew. */
#include "tests/unit/tui_help.h"
#include "tui/pane/key_order.h"
#include "tui/pane/key_rows.h"
#include "wallet/venice/key_list.h"

#define ROUNDS 4000
#define MOST 40

static unsigned seed;

static unsigned draw_lot(unsigned below)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % below;
}

static void name_key(struct key_info *key)
{
	static const char *const names[] = { "web agent", "Batch", "batch job", "é", "", "agent 7" };

	snprintf(key->id, sizeof(key->id), "key-%u", draw_lot(1000));
	snprintf(key->last6, sizeof(key->last6), "%06u", draw_lot(1000));
	snprintf(key->description, sizeof(key->description), "%s", names[draw_lot(ARRAY_LENGTH(names))]);
	for (int i = 0; i < KEY_CURRENCIES; i++)
		key->limit[i] = draw_lot(3) ? KEY_NO_LIMIT : (int64_t)draw_lot(2000) * 12345;
	key->period = (enum key_period)draw_lot(KEY_LIFETIME + 1);
	key->unconfirmed = draw_lot(2);
	snprintf(key->period_diem, sizeof(key->period_diem), "%u.%u", draw_lot(3000), draw_lot(1000));
	snprintf(key->usage_usd, sizeof(key->usage_usd), "%s", draw_lot(2) ? "" : "31.25");
	key->type = draw_lot(2) ? KEY_ADMIN : KEY_INFERENCE;
	key->created_ms = draw_lot(9);
	key->expires_ms = draw_lot(4);
	key->stored = draw_lot(2);
}

/* As a LOADED does it: other keys, perhaps at the same place in memory. */
static void load_keys(struct model *model)
{
	size_t count = draw_lot(MOST);

	key_list_free(&model->keys);
	model->keys = (struct key_list){ mem_new(count + 1, sizeof(*model->keys.items)), count };
	for (size_t i = 0; i < count; i++)
		name_key(&model->keys.items[i]);
	model->keys_changes++;
}

/* A key is renamed or deleted: the list stays where it is. */
static void change_key(struct model *model)
{
	if (!model->keys.count)
		return;
	if (draw_lot(3))
		name_key(&model->keys.items[draw_lot((unsigned)model->keys.count)]);
	else
		model->keys.count--;
	model->keys_changes++;
}

static void change_list(struct list *list)
{
	static const char *const filters[] = { "", "", "batch", "É", "7", "admin", "nothing at all" };

	switch (draw_lot(3)) {
	case 0: snprintf(list->filter, sizeof(list->filter), "%s", filters[draw_lot(ARRAY_LENGTH(filters))]); break;
	case 1: list->sort = draw_lot(KEY_ORDERS); break;
	default: list->reversed = !list->reversed; break;
	}
}

/* The time a limit is renewed in gets shorter, and so does what says it. */
static void let_time_pass(struct model *model)
{
	model->now_ms += (int64_t)draw_lot(3 * 24) * 1200000 - (int64_t)draw_lot(2);
	model->server_offset_ms = draw_lot(3) * 3600000;
}

static void assert_measured_anew(const struct key_rows *kept, const struct key_rows *fresh)
{
	for (size_t i = 0; i < KEY_COLUMNS; i++) {
		assert_int_equal(kept->measures[i].least, fresh->measures[i].least);
		assert_int_equal(kept->measures[i].wanted, fresh->measures[i].wanted);
		assert_int_equal(kept->measures[i].figures.whole, fresh->measures[i].figures.whole);
		assert_int_equal(kept->measures[i].figures.rest, fresh->measures[i].figures.rest);
	}
}

static void assert_as_found_anew(const struct key_rows *kept, const struct model *model, const struct list *list)
{
	struct key_rows fresh = { 0 };

	key_rows_find(&fresh, model, list);
	key_rows_measure(&fresh, model);
	assert_measured_anew(kept, &fresh);
	assert_int_equal(kept->count, fresh.count);
	for (size_t i = 0; i <= fresh.count; i++)
		assert_ptr_equal(key_rows_at(kept, model, i), key_rows_at(&fresh, model, i));
	key_rows_free(&fresh);
}

static void what_is_kept_is_what_would_be_found(void **state)
{
	struct model model = { 0 };
	struct list list = { 0 };
	struct key_rows rows = { 0 };

	(void)state;
	for (unsigned round = 0; round < ROUNDS; round++) {
		unsigned lot = draw_lot(10);

		if (lot == 0)
			load_keys(&model);
		else if (lot < 4)
			change_key(&model);
		else if (lot < 7)
			change_list(&list);
		else if (lot < 9)
			let_time_pass(&model);
		if (lot < 9)
			model.updates++;
		key_rows_find(&rows, &model, &list);
		key_rows_measure(&rows, &model);
		assert_as_found_anew(&rows, &model, &list);
	}
	key_rows_free(&rows);
	key_list_free(&model.keys);
}

static void it_is_measured_once_an_action(void **state)
{
	struct model model = { 0 };
	struct list list = { 0 };
	struct key_rows rows = { 0 };

	(void)state;
	load_keys(&model);
	key_rows_find(&rows, &model, &list);
	key_rows_measure(&rows, &model);
	rows.measures[KEY_COLUMN_NAME].wanted = 999;
	key_rows_measure(&rows, &model);
	assert_int_equal(rows.measures[KEY_COLUMN_NAME].wanted, 999);
	model.updates++;
	key_rows_measure(&rows, &model);
	assert_int_not_equal(rows.measures[KEY_COLUMN_NAME].wanted, 999);
	key_rows_free(&rows);
	key_list_free(&model.keys);
}

static void it_is_looked_for_once_a_change(void **state)
{
	struct model model = { 0 };
	struct list list = { 0 };
	struct key_rows rows = { 0 };
	const size_t *before;

	(void)state;
	load_keys(&model);
	assert_false(key_rows_hold(&rows, &model, &list));
	key_rows_find(&rows, &model, &list);
	before = rows.indices;
	list.cursor = 3;
	key_rows_find(&rows, &model, &list);
	assert_ptr_equal(rows.indices, before);
	model.keys_changes++;
	assert_false(key_rows_hold(&rows, &model, &list));
	key_rows_free(&rows);
	key_list_free(&model.keys);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_kept_is_what_would_be_found),
		cmocka_unit_test(it_is_measured_once_an_action),
		cmocka_unit_test(it_is_looked_for_once_a_change),
	};

	return cmocka_run_group_tests_name("tui_key_rows", tests, NULL, NULL);
}
