#include "tests/support/unit.h"

#include <stdio.h>
#include <string.h>

#include "net/venice_call.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

static struct json_object *parse(const char *text)
{
	struct json_object *value = NULL;
	struct err err;

	assert_true(json_read(&value, text, strlen(text), &err));
	return value;
}

/* The caller frees them. */
static struct ai_models read_models(const char *text)
{
	struct json_object *body = parse(text);
	struct ai_models models = { 0 };
	struct err err;

	assert_true(venice_call_models(&models, body, &err));
	json_object_put(body);
	return models;
}

static void reads_models_and_prices(void **state)
{
	struct ai_models models = read_models(
		"{\"object\":\"list\",\"data\":[{\"id\":\"glm\",\"type\":\"text\",\"model_spec\":{\"privacy\":\"private\",\"offline\":"
		"false,\"pricing\":{\"input\":{\"usd\":0.7,\"diem\":7},\"output\":{\"usd\":2.8,\"diem\":1e-7}}}},"
		"{\"id\":\"image\",\"type\":\"image\",\"model_spec\":{\"pricing\":{\"generation\":{\"usd\":1,\"diem\":1}}}},"
		"{\"id\":\"off\",\"type\":\"text\",\"model_spec\":{\"privacy\":\"anonymized\",\"offline\":true}}]}");

	(void)state;
	assert_int_equal(models.count, 2);
	assert_string_equal(models.items[0].id, "glm");
	assert_true(models.items[0].is_private && !models.items[0].offline);
	assert_int_equal(models.items[0].in[PRICE_USD], 700000);
	assert_int_equal(models.items[0].in[PRICE_DIEM], 7000000);
	assert_int_equal(models.items[0].out[PRICE_USD], 2800000);
	assert_int_equal(models.items[0].out[PRICE_DIEM], 1);	/* rounded up */
	assert_true(!models.items[1].is_private && models.items[1].offline);
	assert_int_equal(models.items[1].in[PRICE_USD], PROBE_UNKNOWN);
	ai_models_free(&models);
}

static int64_t price(const char *value)
{
	char text[256];
	struct ai_models models;
	int64_t found;

	snprintf(text, sizeof(text), "{\"data\":[{\"id\":\"m\",\"type\":\"text\",\"model_spec\":{\"pricing\":{\"input\":{\"usd\":%s}}}}]}",
		 value);
	models = read_models(text);
	found = models.items[0].in[PRICE_USD];
	ai_models_free(&models);
	return found;
}

/* A model without a proper price is not called. */
static void prices_are_numbers_within_reason(void **state)
{
	static const struct { const char *value; int64_t price; } cases[] = {
		{ "0", 0 }, { "0.15", 150000 }, { "0.1234567", 123457 }, { "13.75", 13750000 }, { "1000000", INT64_C(1000000000000) },
		{ "1000001", PROBE_UNKNOWN }, { "1e300", PROBE_UNKNOWN }, { "-1", PROBE_UNKNOWN },
		{ "null", PROBE_UNKNOWN }, { "\"0.7\"", PROBE_UNKNOWN }, { "{}", PROBE_UNKNOWN }, { "true", PROBE_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++)
		assert_int_equal(price(cases[i].value), cases[i].price);
}

static void odd_models_are_left_out(void **state)
{
	struct ai_models models = read_models(
		"{\"data\":[7,null,[],{},{\"id\":\"a\"},{\"type\":\"text\"},{\"id\":5,\"type\":\"text\"},{\"id\":\"\",\"type\":\"text\"},"
		"{\"id\":\"\\u001b[2J\",\"type\":\"text\"},{\"id\":\"b\",\"type\":\"text\",\"model_spec\":7},"
		"{\"id\":\"0123456789012345678901234567890123456789012345678901234567890123456789012\",\"type\":\"text\"}]}");

	(void)state;
	assert_int_equal(models.count, 1);
	assert_string_equal(models.items[0].id, "b");
	ai_models_free(&models);
}

static void a_list_without_end_is_cut(void **state)
{
	struct ai_models models;
	struct buf text;

	(void)state;
	buf_init(&text, 0);
	buf_add_string(&text, "{\"data\":[");
	for (int i = 0; i < AI_MODELS_MAX + 5; i++)
		buf_add_format(&text, "%s{\"id\":\"m%d\",\"type\":\"text\"}", i ? "," : "", i);
	buf_add_string(&text, "]}");
	models = read_models(buf_string(&text));
	assert_int_equal(models.count, AI_MODELS_MAX);
	ai_models_free(&models);
	buf_free(&text);
}

static void what_is_no_list_is_an_error(void **state)
{
	static const char *const bodies[] = { "{}", "{\"data\":{}}", "{\"data\":\"glm\"}", "[]", "null", "{\"error\":\"gone\"}" };
	struct ai_models models = { 0 };
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++) {
		struct json_object *body = parse(bodies[i]);

		assert_false(venice_call_models(&models, body, &err));
		assert_int_equal(err.code, ERR_BAD_ANSWER);
		assert_null(models.items);
		json_object_put(body);
	}
}

static void one_token_is_asked_for(void **state)
{
	struct buf body;

	(void)state;
	buf_init(&body, 0);
	venice_call_body(&body, "a/\"b\"");
	assert_string_equal(buf_string(&body),
			    "{\"model\":\"a/\\\"b\\\"\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],"
			    "\"max_completion_tokens\":1,\"venice_parameters\":{\"include_venice_system_prompt\":false}}");
	buf_free(&body);
}

static bool read_answer(struct probe *out, const char *text)
{
	struct json_object *body = parse(text);
	struct err err;
	bool ok;

	*out = (struct probe){ 0 };
	ok = venice_call_answer(out, body, &err);
	if (!ok)
		assert_int_equal(err.code, ERR_BAD_ANSWER);
	json_object_put(body);
	return ok;
}

static void reads_the_answer(void **state)
{
	struct probe test;

	(void)state;
	assert_true(read_answer(&test, "{\"model\":\"glm\",\"choices\":[{\"message\":{\"content\":\"He\\u001bllo\"}}],"
				       "\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":1,\"total_tokens\":9}}"));
	assert_string_equal(test.model, "glm");
	assert_true(text_is_clean(test.reply, strlen(test.reply)));
	assert_int_equal(test.in, 8);
	assert_int_equal(test.out, 1);
}

/* An odd answer is still an answer; whatever else is missing counts as unknown. */
static void odd_answers_are_answers(void **state)
{
	static const char *const bodies[] = {
		"{\"choices\":[{}]}", "{\"choices\":[7],\"model\":5,\"usage\":[]}",
		"{\"choices\":[{\"message\":{\"content\":null}}],\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":1e12}}",
		"{\"choices\":[{\"message\":[]}],\"usage\":{\"prompt_tokens\":\"8\",\"completion_tokens\":99999999999999}}",
	};
	struct probe test;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++) {
		assert_true(read_answer(&test, bodies[i]));
		assert_string_equal(test.model, "");
		assert_string_equal(test.reply, "");
		assert_int_equal(test.in, PROBE_UNKNOWN);
		assert_int_equal(test.out, PROBE_UNKNOWN);
	}
}

static void what_is_no_completion_is_an_error(void **state)
{
	static const char *const bodies[] = { "{}", "{\"choices\":[]}", "{\"choices\":{}}", "null", "[1]", "{\"error\":\"no\"}" };
	struct probe test;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++)
		assert_false(read_answer(&test, bodies[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_models_and_prices),
		cmocka_unit_test(prices_are_numbers_within_reason),
		cmocka_unit_test(odd_models_are_left_out),
		cmocka_unit_test(a_list_without_end_is_cut),
		cmocka_unit_test(what_is_no_list_is_an_error),
		cmocka_unit_test(one_token_is_asked_for),
		cmocka_unit_test(reads_the_answer),
		cmocka_unit_test(odd_answers_are_answers),
		cmocka_unit_test(what_is_no_completion_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
