#include "wallet/model/journal_entry.h"

#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

static void a_copy_owns_its_bytes(void **state)
{
	(void)state;
	struct journal_entry entry = { .id = "x", .kind = JOURNAL_TX, .time_ms = 7 }, copy;

	buf_init(&entry.raw, 100);
	buf_add(&entry.raw, "a\0b", 3);
	memset(&copy, 0xff, sizeof(copy));
	journal_entry_copy(&copy, &entry);
	assert_ptr_not_equal(copy.raw.data, entry.raw.data);
	assert_int_equal(copy.raw.len, 3);
	assert_memory_equal(copy.raw.data, "a\0b", 3);
	assert_int_equal(copy.raw.max, 100);
	assert_string_equal(copy.id, "x");
	assert_int_equal(copy.time_ms, 7);
	journal_entry_free(&entry);
	assert_null(entry.raw.data);
	assert_memory_equal(copy.raw.data, "a\0b", 3);
	journal_entry_free(&copy);
}

static void an_entry_without_bytes_copies(void **state)
{
	(void)state;
	struct journal_entry entry = { .kind = JOURNAL_MINT }, copy;

	journal_entry_copy(&copy, &entry);
	assert_null(copy.raw.data);
	journal_entry_free(&copy);
	journal_entry_free(&entry);
}

static void frees_every_entry(void **state)
{
	(void)state;
	struct journal journal = { .items = mem_new(2, sizeof(*journal.items)), .count = 2 };

	buf_init(&journal.items[0].raw, 0);
	journal_free(&journal);
	assert_null(journal.items);
	assert_int_equal(journal.count, 0);
	journal_free(&journal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_copy_owns_its_bytes),
		cmocka_unit_test(an_entry_without_bytes_copies),
		cmocka_unit_test(frees_every_entry),
	};

	return cmocka_run_group_tests_name("wallet_journal_entry", tests, NULL, NULL);
}
