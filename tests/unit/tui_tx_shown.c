/* The transactions that a filter leaves, sorted: what is kept is at any time what would be gathered anew. */
#include "tests/unit/tui_help.h"
#include "tui/pane/tx_order.h"
#include "tui/pane/tx_shown.h"

#define ROUNDS 1500

static unsigned seed;

static unsigned draw_lot(unsigned below)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % below;
}

static void add_line(struct help *help)
{
	static const char *const events[] = { "tx_mined", "tx_replaced", "tx_sent" };
	static const char *const amounts[] = { "12.5", "0", "1234567.000001", "3" };
	struct log_entry entry = { .time_ms = NOW_MS - (int64_t)draw_lot(9) * 3600000 };

	entry.address = help_address(draw_lot(4) ? ADDRESS_1 : ADDRESS_2);
	snprintf(entry.event, sizeof(entry.event), "%s", events[draw_lot(ARRAY_LENGTH(events))]);
	snprintf(entry.network, sizeof(entry.network), "%s", help->model.network.name);
	entry.tx = (struct log_tx){ .any = true, .purpose = draw_lot(2) ? PURPOSE_APPROVE : PURPOSE_STAKE };
	entry.tx.nonce = draw_lot(5);
	entry.tx.block = draw_lot(3) * 38201101;
	entry.tx.fee = u256_from_u64((uint64_t)draw_lot(4) * 1234567890);
	entry.tx.amount = help_amount(draw_lot(2) ? TOKEN_VVV : TOKEN_ETH, amounts[draw_lot(ARRAY_LENGTH(amounts))]);
	for (size_t i = 0; i < KECCAK_SIZE; i++)
		entry.tx.hash[i] = (uint8_t)draw_lot(256);
	log_entries_add(&help->model.log, &entry);
}

/* Returns false where nothing has happened to the model. */
static bool change(struct help *help, struct list *list)
{
	static const char *const filters[7] = { "", "", "stake", "VVV", "0x4", "mined", "nothing at all" };

	switch (draw_lot(9)) {
	case 0: case 1: add_line(help); return true;
	case 2: help->model.now_ms += (int64_t)draw_lot(9) * TX_FINAL_OLD_MS / 4; return true;
	case 3: help->model.selected = !help->model.selected; return true;
	case 4: help->model.tuning.decimals = (int)draw_lot(9); return true;
	case 5: help->model.tx_final.has_safe = true; help->model.tx_final.safe = draw_lot(2) * 38201101; return true;
	case 6: snprintf(list->filter, sizeof(list->filter), "%s", filters[draw_lot(7)]); return false;
	case 7: list->sort = draw_lot(TX_ORDERS); return false;
	default: list->reversed = !list->reversed; return false;
	}
}

static void assert_as_gathered_anew(const struct tx_shown *kept, const struct model *model, const struct list *list)
{
	struct tx_shown fresh = { 0 };

	tx_shown_find(&fresh, model, list);
	tx_shown_measure(&fresh, model);
	assert_int_equal(kept->count, fresh.count);
	assert_int_equal(kept->rows.count, fresh.rows.count);
	assert_null(tx_shown_at(kept, fresh.count));
	for (size_t i = 0; i < fresh.count; i++) {
		assert_memory_equal(tx_shown_at(kept, i)->hash, tx_shown_at(&fresh, i)->hash, KECCAK_SIZE);
		assert_string_equal(tx_row_word(tx_shown_at(kept, i)), tx_row_word(tx_shown_at(&fresh, i)));
	}
	assert_memory_equal(kept->measures, fresh.measures, sizeof(fresh.measures));
	tx_shown_free(&fresh);
}

static void assert_sorted(const struct tx_shown *shown, const struct list *list)
{
	for (size_t i = 1; i < shown->count; i++) {
		const struct tx_row *above = tx_shown_at(shown, i - 1), *below = tx_shown_at(shown, i);
		int order = tx_order_compare(list->sort, above, below);

		if (order == 0)		/* both are of the same array, the newest first */
			order = (above > below) - (above < below);
		assert_true(list->reversed ? order > 0 : order < 0);
	}
}

static void what_is_kept_is_what_would_be_gathered(void **state)
{
	struct help *help = *state;
	struct tx_shown kept = { 0 };
	struct list list = { 0 };

	for (unsigned round = 0; round < ROUNDS; round++) {
		if (help->model.log.count > 60)
			log_entries_free(&help->model.log);
		if (change(help, &list))
			help->model.updates++;
		tx_shown_find(&kept, &help->model, &list);
		tx_shown_measure(&kept, &help->model);
		assert_as_gathered_anew(&kept, &help->model, &list);
		assert_sorted(&kept, &list);
	}
	tx_shown_free(&kept);
}

/* Each order is the other way round the other way round. */
static void an_order_contradicts_itself_nowhere(void **state)
{
	struct help *help = *state;
	struct tx_shown all = { 0 };

	for (int i = 0; i < 40; i++)
		add_line(help);
	tx_shown_find(&all, &help->model, &(struct list){ 0 });
	for (unsigned order = 0; order < TX_ORDERS; order++)
		for (size_t i = 0; i < all.count * all.count; i++) {
			const struct tx_row *a = tx_shown_at(&all, i / all.count);
			const struct tx_row *b = tx_shown_at(&all, i % all.count);
			int one = tx_order_compare(order, a, b), other = tx_order_compare(order, b, a);

			assert_int_equal((one > 0) - (one < 0), (other < 0) - (other > 0));
		}
	tx_shown_free(&all);
}

static void they_are_gathered_once_an_action(void **state)
{
	struct help *help = *state;
	struct tx_shown shown = { 0 };
	struct list list = { 0 };
	const struct tx_row *before;

	add_line(help);
	assert_false(tx_shown_hold(&shown, &help->model, &list));
	tx_shown_find(&shown, &help->model, &list);
	before = shown.rows.items;
	list.cursor = 3;
	tx_shown_find(&shown, &help->model, &list);
	assert_ptr_equal(shown.rows.items, before);
	help->model.updates++;
	assert_false(tx_shown_hold(&shown, &help->model, &list));
	tx_shown_free(&shown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		help_test_of(wallets, what_is_kept_is_what_would_be_gathered),
		help_test_of(wallets, an_order_contradicts_itself_nowhere),
		help_test_of(wallets, they_are_gathered_once_an_action),
	};

	return cmocka_run_group_tests_name("tui_tx_shown", tests, NULL, NULL);
}
