#include "wallet/base/csv.h"

#include "tests/support/unit.h"

static void assert_cell(const char *text, const char *cell)
{
	struct buf out;

	buf_init(&out, 0);
	csv_add(&out, true, text);
	assert_string_equal(buf_string(&out), cell);
	buf_free(&out);
}

static void quotes_what_must_be_quoted(void **state)
{
	(void)state;
	assert_cell("", "");
	assert_cell("12.5", "12.5");
	assert_cell("two words", "two words");
	assert_cell("a,b", "\"a,b\"");
	assert_cell("a\"b", "\"a\"\"b\"");
	assert_cell("a\nb", "\"a\nb\"");
	assert_cell("a\rb", "\"a\rb\"");
}

static void no_cell_is_a_formula(void **state)
{
	(void)state;
	assert_cell("=1+1", "'=1+1");
	assert_cell("+1", "'+1");
	assert_cell("-1", "'-1");
	assert_cell("@SUM(A1)", "'@SUM(A1)");
	assert_cell("\t=1", "'\t=1");
	assert_cell("\r=1", "\"'\r=1\"");
	assert_cell("=HYPERLINK(\"http://x\",1)", "\"'=HYPERLINK(\"\"http://x\"\",1)\"");
	assert_cell("a=b", "a=b");
}

static void rows_have_commas_between_and_crlf_at_the_end(void **state)
{
	(void)state;
	struct buf out;

	buf_init(&out, 0);
	csv_add(&out, true, "a");
	csv_add(&out, false, "");
	csv_add(&out, false, "c");
	csv_end(&out);
	assert_string_equal(buf_string(&out), "a,,c\r\n");
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_what_must_be_quoted),
		cmocka_unit_test(no_cell_is_a_formula),
		cmocka_unit_test(rows_have_commas_between_and_crlf_at_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
