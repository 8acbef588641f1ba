#include "app/cli/output.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "app/cli/table.h"
#include "tests/support/unit.h"
#include "wallet/base/mem.h"

/* Captures what `print` writes to the file descriptor. */
static void capture_from(int fd, char *out, size_t size, bool (*print)(const void *what), const void *what)
{
	FILE *file = tmpfile();
	int old = dup(fd);
	size_t len;

	fflush(stdout);
	dup2(fileno(file), fd);
	assert_true(print(what));
	dup2(old, fd);
	close(old);
	rewind(file);
	len = fread(out, 1, size - 1, file);
	out[len] = 0;
	fclose(file);
}

static void capture(char *out, size_t size, bool (*print)(const void *what), const void *what)
{
	capture_from(STDOUT_FILENO, out, size, print, what);
}

static bool flush(const void *what)
{
	struct err err;

	return output_flush(what, &err);
}

static bool say_failure(const void *what)
{
	struct output output = { .json = true };

	return output_failure(&output, what);
}

static struct apikey *new_key(const char *text)
{
	struct apikey *key = apikey_new(APIKEY_MAX);

	assert_true(secret_append(&key->s, text, strlen(text)));
	return key;
}

static void json_is_one_object(void **state)
{
	(void)state;
	struct output output;
	char text[512];

	output_init(&output, true);
	output_text(&output, "not for machines\n");
	capture(text, sizeof(text), flush, &output);
	assert_string_equal(text, "{\"ok\":true,\"data\":{}}\n");
	output_add(&output, "a", json_object_new_string("x/\"y\""));
	output_add(&output, "b", NULL);
	capture(text, sizeof(text), flush, &output);
	assert_string_equal(text, "{\"ok\":true,\"data\":{\"a\":\"x/\\\"y\\\"\",\"b\":null}}\n");
	output_free(&output);
}

static void the_key_is_the_first_member(void **state)
{
	(void)state;
	struct output output;
	char text[512];

	output_init(&output, true);
	output.key = new_key("VENICE_k-1");
	capture(text, sizeof(text), flush, &output);
	assert_string_equal(text, "{\"ok\":true,\"data\":{\"apiKey\":\"VENICE_k-1\"}}\n");
	output_add(&output, "id", json_object_new_string("1"));
	capture(text, sizeof(text), flush, &output);
	assert_string_equal(text, "{\"ok\":true,\"data\":{\"apiKey\":\"VENICE_k-1\",\"id\":\"1\"}}\n");
	output_free(&output);
}

static void an_odd_key_stays_one_string(void **state)
{
	(void)state;
	struct output output;
	char text[512];
	struct json_object *root, *data, *key;

	output_init(&output, true);
	output.key = new_key("a\"b\\c\nd\x7f");
	capture(text, sizeof(text), flush, &output);
	root = json_tokener_parse(text);
	assert_true(json_object_object_get_ex(root, "data", &data));
	assert_true(json_object_object_get_ex(data, "apiKey", &key));
	assert_string_equal(json_object_get_string(key), "a\"b\\c\nd\x7f");
	json_object_put(root);
	output_free(&output);
}

static void text_goes_around_the_key(void **state)
{
	(void)state;
	struct output output;
	char text[512];

	output_init(&output, false);
	output_add(&output, "for", json_object_new_string("machines"));
	output_text(&output, "before ");
	output.key = new_key("KEY");
	output_text(&output, " after\n");
	output_field(&output, "id", "%d", 7);
	output_field(&output, "claimed and staked", "0x%d", 8);		/* longer than the column */
	capture(text, sizeof(text), flush, &output);
	assert_string_equal(text, "before KEY after\nid              7\nclaimed and staked 0x8\n");
	output_free(&output);
}

static void a_long_text_is_written_to_its_end(void **state)
{
	(void)state;
	struct output output;
	char text[4096], report[2001];

	memset(report, 'x', sizeof(report) - 1);
	report[sizeof(report) - 1] = '\0';
	output_init(&output, false);
	output_text(&output, "%s END\n", report);
	capture(text, sizeof(text), flush, &output);
	assert_int_equal(strlen(text), 2005);
	assert_string_equal(text + 2000, " END\n");
	output_free(&output);
}

static void failures_have_the_contracts_members(void **state)
{
	(void)state;
	struct err err;
	char text[1024];

	(void)err_set_http(&err, 400, "JWT has expired. Request a new token and try again.");
	capture(text, sizeof(text), say_failure, &err);
	assert_non_null(strstr(text, "{\"ok\":false,\"error\":{\"code\":\"jwt_expired\",\"status\":400,\"message\":\"JWT has expired."));
	assert_non_null(strstr(text, "\"meaning\":\""));
	assert_non_null(strstr(text, "\"do\":\""));
	assert_non_null(strstr(text, "\"remedy\":\"new_token\"}}\n"));
	(void)err_set(&err, ERR_BUSY, "x");
	capture(text, sizeof(text), say_failure, &err);
	assert_non_null(strstr(text, "\"status\":null"));
}

static bool say_unsaved(const void *what)
{
	struct err err;

	(void)err_set(&err, ERR_DISK_FULL, "x");
	return output_failure(what, &err);
}

static void a_key_that_is_not_stored_leaves_with_the_failure(void **state)
{
	(void)state;
	struct output output;
	char text[1024];

	output_init(&output, true);
	output.unsaved = new_key("VENICE_k-2");
	capture(text, sizeof(text), say_unsaved, &output);
	assert_non_null(strstr(text, "{\"ok\":false,\"error\":{\"apiKey\":\"VENICE_k-2\",\"code\":\"disk_full\","));
	output.json = false;
	capture(text, sizeof(text), say_unsaved, &output);
	assert_string_equal(text, "VENICE_k-2\n");
	output_free(&output);
}

static void several_keys_have_a_list_of_their_own(void **state)
{
	struct output output;
	char text[1024];

	(void)state;
	output_init(&output, true);
	for (int i = 1; i <= 2; i++) {
		struct json_object *members = json_object_new_object();

		json_object_object_add(members, "id", json_object_new_int(i));
		output_add_key(&output, new_key("VENICE_k\"3"), members, "for %s ", "people");
	}
	capture(text, sizeof(text), flush, &output);
	assert_string_equal(text, "{\"ok\":true,\"data\":{\"keys\":[{\"apiKey\":\"VENICE_k\\u00223\",\"id\":1},"
			    "{\"apiKey\":\"VENICE_k\\u00223\",\"id\":2}]}}\n");
	capture(text, sizeof(text), say_unsaved, &output);
	assert_non_null(strstr(text, ",\"id\":2}],\"code\":\"disk_full\","));
	output_free(&output);
	output_init(&output, false);
	output_add_key(&output, new_key("VENICE_k-4"), NULL, "for %s ", "people");
	capture(text, sizeof(text), flush, &output);
	assert_string_equal(text, "for people VENICE_k-4\n");
	capture(text, sizeof(text), say_unsaved, &output);
	assert_string_equal(text, "for people VENICE_k-4\n");
	output_free(&output);
}

static void a_full_disk_is_noticed(void **state)
{
	(void)state;
	struct output output;
	struct err err = { 0 };
	int old = dup(STDOUT_FILENO);
	FILE *full = fopen("/dev/full", "w");
	bool ok;

	fflush(stdout);
	output_init(&output, true);
	dup2(fileno(full), STDOUT_FILENO);
	ok = output_flush(&output, &err);
	dup2(old, STDOUT_FILENO);
	close(old);
	fclose(full);
	assert_false(ok);
	assert_int_equal(err.code, ERR_DISK_FULL);
	output_free(&output);
}

static void tables_align_and_end_without_spaces(void **state)
{
	(void)state;
	struct output output;
	struct table table;

	output_init(&output, false);
	table_init(&table, 2);
	table_add(&table, "a");
	table_add(&table, "one");
	table_add(&table, "long");
	table_add(&table, "two");
	table_add(&table, "left out");
	table_end(&table, &output);
	assert_string_equal(buf_string(&output.text), "a     one\nlong  two\n");
	output_free(&output);
}

static void waits_are_beside_the_data_and_the_error(void **state)
{
	struct output output;
	char text[512];

	(void)state;
	output_init(&output, true);
	output_add(&output, "tx", json_object_new_string("0x1"));
	for (int i = 1; i <= 2; i++) {
		struct json_object *wait = json_object_new_object();

		json_object_object_add(wait, "seconds", json_object_new_int(i));
		output_waited(&output, wait);
	}
	capture(text, sizeof(text), flush, &output);
	assert_string_equal(text, "{\"ok\":true,\"data\":{\"tx\":\"0x1\"},\"waited\":[{\"seconds\":1},{\"seconds\":2}]}\n");
	output_free(&output);
	output_init(&output, false);
	output_waited(&output, json_object_new_object());
	assert_null(output.waits);
	output_free(&output);
}

/* The second column begins in the same cell, whatever the first one is written in. */
static void columns_align_in_every_script(void **state)
{
	static const char *const names[] = {
		"agent", "冷钱包", "👩\xe2\x80\x8d💻 dev", "👩🏽\xe2\x80\x8d🚀", "🇩🇪", "नमस्ते", "محفظة", "שלום",
		"e\xcc\x81\xcc\x82\xcc\x83\xcc\x84 many",
	};
	struct output output;
	struct table table;
	char *line, *rest;
	size_t rows = 0;

	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	output_init(&output, false);
	table_init(&table, 2);
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		table_add(&table, names[i]);
		table_add(&table, "0x1");
	}
	table_end(&table, &output);
	rest = mem_string(buf_string(&output.text));
	for (line = strtok(rest, "\n"); line; line = strtok(NULL, "\n"), rows++) {
		wchar_t wide[64];
		size_t len = mbstowcs(wide, line, ARRAY_LENGTH(wide));

		assert_true(len < ARRAY_LENGTH(wide));
		assert_int_equal(wcswidth(wide, len), 13);
	}
	assert_int_equal(rows, ARRAY_LENGTH(names));
	free(rest);
	output_free(&output);
	assert_non_null(setlocale(LC_ALL, "C"));
}

static bool say(const void *what)
{
	return output_say("%s\n", (const char *)what);
}

/* Standard error is for people wherever it goes; what a pipe gets from standard output is not changed. */
static void standard_error_is_ascii_where_the_locale_is(void **state)
{
	static const char name[] = "Zo\u00eb \u51b7 \u2026";
	char text[2600], longer[2000], *before = mem_string(setlocale(LC_ALL, NULL));
	struct output output;

	(void)state;
	snprintf(longer, sizeof(longer), "%0*d", (int)sizeof(longer) - 1, 0);
	setlocale(LC_ALL, "C");
	capture_from(STDERR_FILENO, text, sizeof(text), say, name);
	assert_string_equal(text, "Zoe ?\? ~\n");
	capture_from(STDERR_FILENO, text, sizeof(text), say, longer);
	assert_int_equal(strlen(text), sizeof(longer));
	output_init(&output, false);
	output_text(&output, "%s", name);
	capture(text, sizeof(text), flush, &output);
	assert_string_equal(text, name);
	output_free(&output);
	setlocale(LC_ALL, "C.UTF-8");
	capture_from(STDERR_FILENO, text, sizeof(text), say, name);
	assert_memory_equal(text, name, sizeof(name) - 1);
	setlocale(LC_ALL, before);
	free(before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(waits_are_beside_the_data_and_the_error),
		cmocka_unit_test(json_is_one_object),
		cmocka_unit_test(the_key_is_the_first_member),
		cmocka_unit_test(an_odd_key_stays_one_string),
		cmocka_unit_test(text_goes_around_the_key),
		cmocka_unit_test(a_long_text_is_written_to_its_end),
		cmocka_unit_test(failures_have_the_contracts_members),
		cmocka_unit_test(a_key_that_is_not_stored_leaves_with_the_failure),
		cmocka_unit_test(several_keys_have_a_list_of_their_own),
		cmocka_unit_test(a_full_disk_is_noticed),
		cmocka_unit_test(tables_align_and_end_without_spaces),
		cmocka_unit_test(columns_align_in_every_script),
		cmocka_unit_test(standard_error_is_ascii_where_the_locale_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
