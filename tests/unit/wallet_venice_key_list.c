#include "tests/support/unit.h"

#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/venice/key_list.h"

static const struct address mine = { { 1 } }, other = { { 2 } }, nobody;

static struct key_info items[] = {
	{ .id = "old", .network = "base", .address = { { 1 } }, .created_ms = 100, .stored = true },
	{ .id = "new", .network = "base", .address = { { 1 } }, .created_ms = 200, .stored = true },
	{ .id = "expired", .network = "base", .address = { { 1 } }, .created_ms = 300, .expires_ms = 900, .stored = true },
	{ .id = "practice", .network = "practice", .address = { { 1 } }, .created_ms = 400, .stored = true },
	{ .id = "far", .network = "base", .address = { { 1 } }, .created_ms = 500, .remote = true },
	{ .id = "gone", .network = "base", .address = { { 1 } }, .created_ms = 600, .stored = true, .missing = true },
	{ .id = "admin", .venice_id = "v-admin", .network = "base", .address = { { 1 } }, .type = KEY_ADMIN, .created_ms = 700,
	  .stored = true },
	{ .id = "theirs", .network = "base", .address = { { 2 } }, .created_ms = 800, .stored = true },
};

static const char *found(const char *id, struct address address)
{
	const struct key_list keys = { .items = items, .count = ARRAY_LENGTH(items) };
	const struct key_info *key = key_list_rpc(&keys, id, address, "base", 1000);

	return key ? key->id : "none";
}

static void the_rpc_is_paid_for_with_the_newest_key_of_use(void **state)
{
	(void)state;
	assert_string_equal(found("", mine), "new");
	assert_string_equal(found("", other), "theirs");
	assert_string_equal(found("", nobody), "theirs");
	assert_string_equal(found("", (struct address){ { 3 } }), "none");
}

static void a_key_that_is_named_may_be_any(void **state)
{
	(void)state;
	assert_string_equal(found("admin", other), "admin");
	assert_string_equal(found("v-admin", other), "admin");
	assert_string_equal(found("old", mine), "old");
	assert_string_equal(found("expired", mine), "none");
	assert_string_equal(found("practice", mine), "none");
	assert_string_equal(found("far", mine), "none");
	assert_string_equal(found("nowhere", mine), "none");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rpc_is_paid_for_with_the_newest_key_of_use),
		cmocka_unit_test(a_key_that_is_named_may_be_any),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
