#include "wallet/base/buf.h"

#include <string.h>

#include "tests/support/unit.h"

static void grows_and_stays_a_string(void **state)
{
	(void)state;
	struct buf buf;

	buf_init(&buf, 0);
	assert_string_equal(buf_string(&buf), "");
	for (int i = 0; i < 1000; i++)
		assert_true(buf_add_byte(&buf, (uint8_t)('a' + i % 26)));
	assert_int_equal(buf.len, 1000);
	assert_int_equal(strlen(buf_string(&buf)), 1000);
	assert_int_equal(buf.data[999], 'a' + 999 % 26);
	buf_clear(&buf);
	assert_string_equal(buf_string(&buf), "");
	buf_free(&buf);
	assert_null(buf.data);
	assert_int_equal(buf.size, 0);
}

static void keeps_what_it_had_when_full(void **state)
{
	(void)state;
	struct buf buf;

	buf_init(&buf, 5);
	assert_true(buf_add_string(&buf, "12345"));
	assert_false(buf.full);
	assert_false(buf_add_byte(&buf, '6'));
	assert_true(buf.full);
	assert_string_equal(buf_string(&buf), "12345");
	buf_clear(&buf);
	assert_true(buf_add_string(&buf, "abc"));
	buf_free(&buf);
}

/* A short text must not be appended after a long one was refused. */
static void refuses_all_after_the_first_refusal(void **state)
{
	(void)state;
	struct buf buf;

	buf_init(&buf, 5);
	assert_false(buf_add_string(&buf, "123456"));
	assert_false(buf_add_byte(&buf, '1'));
	assert_false(buf_add_string(&buf, ""));
	assert_false(buf_add_format(&buf, "%d", 1));
	assert_int_equal(buf.len, 0);
	buf_free(&buf);
}

static void formats_past_its_first_room(void **state)
{
	(void)state;
	struct buf buf;

	buf_init(&buf, 300);
	assert_true(buf_add_format(&buf, "%0*d|", 200, 7));
	assert_int_equal(buf.len, 201);
	assert_int_equal(buf.data[199], '7');
	assert_true(buf_add_format(&buf, "%s", "end"));
	assert_string_equal(buf_string(&buf) + 200, "|end");
	assert_false(buf_add_format(&buf, "%0*d", 200, 7));
	assert_int_equal(buf.len, 204);
	assert_string_equal(buf_string(&buf) + 200, "|end");
	buf_free(&buf);
}

static void takes_a_length_that_would_overflow(void **state)
{
	(void)state;
	struct buf buf;

	buf_init(&buf, 100);
	buf_add_string(&buf, "x");
	assert_false(buf_add(&buf, "y", SIZE_MAX));
	assert_string_equal(buf_string(&buf), "x");
	buf_free(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows_and_stays_a_string),
		cmocka_unit_test(keeps_what_it_had_when_full),
		cmocka_unit_test(refuses_all_after_the_first_refusal),
		cmocka_unit_test(formats_past_its_first_room),
		cmocka_unit_test(takes_a_length_that_would_overflow),
	};

	return cmocka_run_group_tests_name("wallet_buf", tests, NULL, NULL);
}
