/* key_text: the forms of an API key, also of one that a server has made up to do harm. */
#include "app/cli/key_text.h"

#include <json-c/json.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

static const struct key_info info = { .id = "an-id", .description = "say \"hi\"" };

static void written(char out[KEY_TEXT_MAX + 1], enum handover_form form, const char *text)
{
	struct apikey *key = apikey_new(APIKEY_MAX);
	struct secret secret;

	assert_true(secret_append(&key->s, text, strlen(text)));
	key_text_write(&secret, form, &info, key);
	snprintf(out, KEY_TEXT_MAX + 1, "%s", secret.data);
	secret_free(&secret);
	apikey_free(key);
}

/* Writes what a shell that reads the line makes of it. */
static void read_by_a_shell(char *out, size_t size, const char *line)
{
	char command[KEY_TEXT_MAX + 64];
	size_t len;
	FILE *shell;

	snprintf(command, sizeof(command), "%s\nprintf %%s \"$VENICE_API_KEY\"\n", line);
	shell = popen(command, "r");
	assert_non_null(shell);
	len = fread(out, 1, size - 1, shell);
	out[len] = '\0';
	assert_int_equal(pclose(shell), 0);
}

static void plain_keys_stay_as_they_are(void **state)
{
	char text[KEY_TEXT_MAX + 1];

	(void)state;
	written(text, HANDOVER_RAW, "VENICE-INFERENCE-KEY_a1b2");
	assert_string_equal(text, "VENICE-INFERENCE-KEY_a1b2");
	written(text, HANDOVER_ENV, "VENICE-INFERENCE-KEY_a1b2");
	assert_string_equal(text, "VENICE_API_KEY=VENICE-INFERENCE-KEY_a1b2");
}

static void a_shell_takes_every_key_for_text(void **state)
{
	static const char *const keys[] = {
		"k;exit${IFS}7", "$(exit${IFS}7)", "`exit`", "a'b", "'", "''$HOME''", "~root", "a#b&c|d>e", "!x*?[y]", "plain-1.2",
	};
	char line[KEY_TEXT_MAX + 1], seen[KEY_TEXT_MAX + 1], quotes[APIKEY_MAX + 1];

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
		written(line, HANDOVER_ENV, keys[i]);
		read_by_a_shell(seen, sizeof(seen), line);
		assert_string_equal(seen, keys[i]);
	}
	memset(quotes, '\'', APIKEY_MAX);
	quotes[APIKEY_MAX] = '\0';
	written(line, HANDOVER_ENV, quotes);
	read_by_a_shell(seen, sizeof(seen), line);
	assert_string_equal(seen, quotes);
}

static void json_has_the_key_and_what_is_known_of_it(void **state)
{
	char text[KEY_TEXT_MAX + 1];
	struct json_object *root;

	(void)state;
	written(text, HANDOVER_JSON, "k;$(x)'y");
	root = json_tokener_parse(text);
	assert_non_null(root);
	assert_string_equal(json_object_get_string(json_object_object_get(root, "apiKey")), "k;$(x)'y");
	assert_string_equal(json_object_get_string(json_object_object_get(root, "description")), "say \"hi\"");
	json_object_put(root);
}

static int start(void **state)
{
	(void)state;
	return sodium_init() < 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_keys_stay_as_they_are),
		cmocka_unit_test(a_shell_takes_every_key_for_text),
		cmocka_unit_test(json_has_the_key_and_what_is_known_of_it),
	};

	return cmocka_run_group_tests_name("app_key_text", tests, start, NULL);
}
