/* venice_usage: what Venice says of an account's use, as its API file has it, and as nobody promised. */
#include "tests/support/unit.h"

#include <stdlib.h>
#include <string.h>

#include "net/venice_usage.h"
#include "wallet/base/buf.h"
#include "wallet/base/mem.h"

#define NOW_MS INT64_C(1705363200000)	/* 2024-01-16T00:00:00Z */
#define DOCUMENTED \
	"{\"lookback\":\"7d\",\"byDate\":[{\"date\":\"2024-01-16\",\"USD\":0.5,\"DIEM\":10.25},{\"date\":\"2024-01-15\",\"USD\":0.3," \
	"\"DIEM\":8.75}],\"byModel\":[{\"modelName\":\"GLM 5.1\",\"unitType\":\"tokens\",\"totalUsd\":0.4,\"totalDiem\":12.5}]," \
	"\"byKey\":[{\"apiKeyId\":\"k-1\",\"description\":\"Production Key\",\"totalUsd\":0.8,\"totalDiem\":15}," \
	"{\"apiKeyId\":null,\"description\":\"Web App\",\"totalUsd\":0,\"totalDiem\":4}],\"byKeyDaily\":[{\"date\":1705363200000," \
	"\"Production Key\":8.5,\"Web App\":2},{\"date\":1705276800000,\"Production Key\":7.3}],\"topKeyNames\":[" \
	"\"Production Key\",\"Web App\"]}"

/* The caller frees it; NULL where it is refused. */
static struct usage *read_answer(const char *text)
{
	struct json_object *body = NULL;
	struct usage *usage = NULL;
	struct err err;

	assert_true(json_read(&body, text, strlen(text), &err));
	if (!venice_usage(&usage, body, 7, NOW_MS, &err)) {
		assert_int_equal(err.code, ERR_BAD_ANSWER);
		assert_null(usage);
	}
	json_object_put(body);
	return usage;
}

static void the_documented_answer(void **state)
{
	struct usage *usage = read_answer(DOCUMENTED);
	struct usage_of_key key;

	(void)state;
	assert_non_null(usage);
	assert_int_equal(usage->by[USAGE_BY_KEY].count, 2);
	assert_string_equal(usage->by[USAGE_BY_MODEL].items[0].name, "GLM 5.1");
	assert_string_equal(usage->by[USAGE_BY_DAY].items[0].name, "2024-01-15");	/* in the order of days */
	assert_true(usage->by[USAGE_BY_DAY].items[1].diem == 10250000);
	usage_of_key(&key, usage, "k-1");
	assert_true(key.telling == USAGE_TOLD && key.has_total && key.usd == 800000 && key.diem == 15000000);
	assert_true(key.days[0] == 8500000 && key.days[1] == 7300000 && key.days[2] == 0);
	assert_true(usage_sum(&key, 1) == 8500000 && usage_sum(&key, 7) == 15800000);
	assert_string_equal(key.unit, "USD + DIEM");
	usage_of_key(&key, usage, "never-used");
	assert_true(key.telling == USAGE_TOLD && key.has_total && usage_sum(&key, 7) == 0);
	usage_of_key(&key, usage, "");
	assert_true(key.telling == USAGE_NOT_TOLD && !key.has_total);
	usage_free(usage);
}

/* Two thirds of a millionth for each of two keys are one and a third for the model of both. */
static void a_sum_is_the_same_by_key_and_by_model(void **state)
{
	struct usage *usage = read_answer("{\"byKey\":[{\"apiKeyId\":\"a\",\"totalUsd\":6.6666666666666667e-7},{\"apiKeyId\":\"b\","
					  "\"totalUsd\":\"0.00000066666666666666667\"}],"
					  "\"byModel\":[{\"model\":\"m\",\"totalUsd\":0.0000013333333333333333}]}");

	(void)state;
	assert_true(usage->by[USAGE_BY_KEY].items[0].usd == 1 && usage->by[USAGE_BY_KEY].items[1].usd == 1);
	assert_true(usage->by[USAGE_BY_KEY].usd == 1 && usage->by[USAGE_BY_MODEL].usd == 1);
	usage_free(usage);
}

static void what_is_no_answer(void **state)
{
	static const char *const bodies[] = {
		"{}", "[]", "7", "\"x\"", "null", "{\"byKey\":null}", "{\"byKey\":{},\"byDate\":3,\"byModel\":\"x\"}", "{\"data\":[]}",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++)
		assert_null(read_answer(bodies[i]));
}

static void what_is_odd_is_left_out(void **state)
{
	struct usage *usage = read_answer(
		"{\"data\":{\"byKey\":[null,7,[],{},{\"apiKeyId\":\"a\\u0000b\",\"description\":\"x\\u001b[2J\\u202e\",\"totalUsd\":null,"
		"\"totalDiem\":1e300},{\"apiKeyId\":\"k-2\",\"name\":\"other\",\"usd\":\"2.25\",\"diem\":-1}],\"byDate\":[{\"date\":\"soon\","
		"\"USD\":1},{\"date\":\"2024-01-15T09:30:00Z\",\"USD\":1e-3}],\"byKeyDaily\":[null,4,{\"date\":\"x\",\"other\":1},"
		"{\"date\":\"2024-01-15\",\"other\":\"1.5\",\"bad\":null},{\"date\":1e15,\"other\":9},{\"date\":-5,\"other\":9},"
		"{\"date\":\"2023-12-01\",\"other\":9}]}}");
	struct usage_of_key key;

	(void)state;
	assert_non_null(usage);
	assert_int_equal(usage->by[USAGE_BY_KEY].count, 2);
	assert_string_equal(usage->by[USAGE_BY_KEY].items[0].name, "x?[2J?");
	assert_string_equal(usage->by[USAGE_BY_KEY].items[0].id, "");
	assert_true(usage->by[USAGE_BY_KEY].items[0].usd == USAGE_UNKNOWN);
	assert_true(usage->by[USAGE_BY_KEY].items[0].diem == USAGE_UNKNOWN);
	assert_true(usage->by[USAGE_BY_KEY].items[1].usd == 2250000);
	assert_true(usage->by[USAGE_BY_KEY].items[1].diem == USAGE_UNKNOWN);
	assert_int_equal(usage->by[USAGE_BY_DAY].count, 1);
	assert_true(usage->by[USAGE_BY_DAY].items[0].usd == 1000 && !usage->by[USAGE_BY_MODEL].told);
	usage_of_key(&key, usage, "k-2");
	assert_true(key.telling == USAGE_TOLD && key.days[1] == 1500000 && usage_sum(&key, 7) == 1500000);
	usage_free(usage);
}

static void days_go_by_description_so_two_keys_of_one_share_them(void **state)
{
	struct usage *usage = read_answer("{\"byKey\":[{\"apiKeyId\":\"a\",\"description\":\"web\",\"totalUsd\":1,\"totalDiem\":0},"
					  "{\"apiKeyId\":\"b\",\"description\":\"web\",\"totalUsd\":2,\"totalDiem\":0},"
					  "{\"apiKeyId\":\"c\",\"description\":\"rare\",\"totalUsd\":3,\"totalDiem\":0}],"
					  "\"byKeyDaily\":[{\"date\":1705363200000,\"web\":3}]}");
	struct usage_of_key key;

	(void)state;
	usage_of_key(&key, usage, "a");
	assert_true(key.telling == USAGE_SHARED && key.has_total && key.usd == 1000000);
	usage_of_key(&key, usage, "c");
	assert_true(key.telling == USAGE_NOT_TOLD && key.has_total && key.usd == 3000000);
	usage_free(usage);
}

static void more_than_there_is_room_for_is_cut(void **state)
{
	struct buf text;
	struct usage *usage;

	(void)state;
	buf_init(&text, 0);
	buf_add_string(&text, "{\"byKey\":[");
	for (int i = 0; i < 2 * USAGE_ROWS_MAX; i++)
		buf_add_format(&text, "%s{\"apiKeyId\":\"k-%d\",\"totalUsd\":1000000}", i ? "," : "", i);
	buf_add_string(&text, "],\"byKeyDaily\":[{\"date\":1705363200000");
	for (int i = 0; i < 2 * USAGE_SERIES_MAX; i++)
		buf_add_format(&text, ",\"key %d\":1", i);
	buf_add_string(&text, "}]}");
	usage = read_answer((const char *)text.data);
	assert_int_equal(usage->by[USAGE_BY_KEY].count, USAGE_ROWS_MAX);
	assert_true(usage->by[USAGE_BY_KEY].usd == 2 * USAGE_ROWS_MAX * INT64_C(1000000) * 1000000);
	assert_int_equal(usage->series_count, USAGE_SERIES_MAX);
	usage_free(usage);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_documented_answer),
		cmocka_unit_test(a_sum_is_the_same_by_key_and_by_model),
		cmocka_unit_test(what_is_no_answer),
		cmocka_unit_test(what_is_odd_is_left_out),
		cmocka_unit_test(days_go_by_description_so_two_keys_of_one_share_them),
		cmocka_unit_test(more_than_there_is_room_for_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
