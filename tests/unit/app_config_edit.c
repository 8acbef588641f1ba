/* The editor of the configuration: it changes one value, and no other byte. */
#include "app/config_edit.h"

#include <string.h>

#include "app/config.h"
#include "app/config_settings.h"
#include "tests/support/unit.h"
#include "wallet/base/mem.h"

static void edit(struct buf *out, const char *text, const char *name, const char *value)
{
	buf_init(out, 2 * CONFIG_FILE_MAX);
	config_edit(out, text, strlen(text), name, value);
}

static void all_else_stays(void **state)
{
	(void)state;
	static const struct { const char *text, *value, *want; } cases[] = {
		{ "", "no", "mouse = no\n" },
		{ "# mine", "no", "# mine\nmouse = no\n" },
		{ "mouse = yes", "no", "mouse = no" },
		{ "  mouse=yes  \r\ncolor = no\r\n", "no", "  mouse=no  \r\ncolor = no\r\n" },
		{ "color = no\r\n", "no", "color = no\r\nmouse = no\r\n" },
		{ "mouse =\n", "no", "mouse = no\n" },
		{ "mouse =   \n", "no", "mouse = no   \n" },
		{ "# mouse = yes\nmouse = yes # not a comment\n", "no", "# mouse = yes\nmouse = no\n" },
		{ "mouse = yes\nmouse = yes\n", "no", "mouse = no\nmouse = yes\n" },
		{ "color = no\n\n# my node\n[network base]\nrpc-url = https://a\nmouse = x\n", "no",
		  "color = no\nmouse = no\n\n# my node\n[network base]\nrpc-url = https://a\nmouse = x\n" },
		{ "# my node\n[network base]\n", "no", "mouse = no\n\n# my node\n[network base]\n" },
		{ "# mine\n\n[keys]\n", "no", "# mine\n\nmouse = no\n\n[keys]\n" },
		{ "\xef\xbb\xbf[keys]\n", "no", "\xef\xbb\xbfmouse = no\n\n[keys]\n" },
		{ "\xef\xbb\xbfmouse = yes\n", "no", "\xef\xbb\xbfmouse = no\n" },
		{ "\xef\xbb\xbfmouse = yes\ncolor = no\n", "", "\xef\xbb\xbf" "color = no\n" },
		{ "color = no\n mouse = yes\n# end\n", "", "color = no\n# end\n" },
		{ "color = no\n", "", "color = no\n" },
		{ "just words\n", "no", "just words\nmouse = no\n" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct buf out;

		edit(&out, cases[i].text, "mouse", cases[i].value);
		assert_string_equal(buf_string(&out), cases[i].want);
		buf_free(&out);
	}
}

static void a_network_s_section_is_edited_and_no_other(void **state)
{
	(void)state;
	static const struct { const char *text, *value, *want; } cases[] = {
		{ "", "a", "[network base]\nrpc-url = a\n" },
		{ "", "", "" },
		{ "mouse = no", "a", "mouse = no\n\n[network base]\nrpc-url = a\n" },
		{ "mouse = no\r\n", "a", "mouse = no\r\n\r\n[network base]\r\nrpc-url = a\r\n" },
		{ "[network base]", "a", "[network base]\nrpc-url = a\n" },
		{ "[network  base]\nrpc-url=b\n", "a", "[network  base]\nrpc-url=a\n" },
		{ "[network base]\nrpc-url = b\napi-url = c\n", "", "[network base]\napi-url = c\n" },
		{ "\xef\xbb\xbf[network base]\n", "a", "\xef\xbb\xbf[network base]\nrpc-url = a\n" },
		{ "rpc-url = x\n[network based]\nrpc-url = y\n[network base]\napi-url = c\n\n# keys\n[keys]\nrpc-url = z\n", "a",
		  "rpc-url = x\n[network based]\nrpc-url = y\n[network base]\napi-url = c\nrpc-url = a\n\n# keys\n[keys]\n"
		  "rpc-url = z\n" },
		{ "[network base]\n[keys]\nrpc-url = z\n", "a", "[network base]\nrpc-url = a\n\n[keys]\nrpc-url = z\n" },
		{ "# [network base]\n[policy base]\n", "a",
		  "# [network base]\n[policy base]\n\n[network base]\nrpc-url = a\n" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct buf out;

		buf_init(&out, 0);
		config_edit_network(&out, cases[i].text, strlen(cases[i].text), "base", "rpc-url", cases[i].value);
		assert_string_equal(buf_string(&out), cases[i].want);
		buf_free(&out);
	}
}

/* A text put together by chance, of what such files are made of. */
static void compose(struct buf *out, uint32_t *random)
{
	static const char *const parts[] = {
		"mouse = yes\n", "mouse=no\r\n", "\n", "# a comment = b\n", " \t color =off \n", "lock-after = 60", "\n", "[keys]\n",
		"[network base]\n", "help = ?\n", "wallet = a b\n", "  # more\n", "mouse\n", "=\n", "\r\n", "lock-after = 1 \n", "[policy a]\n",
	};

	buf_init(out, 0);
	for (unsigned i = 0; i < 12; i++) {
		*random = *random * 1664525 + 1013904223;
		buf_add_string(out, parts[(*random >> 16) % ARRAY_LENGTH(parts)]);
	}
}

static void parse(struct config *config, struct buf *text)
{
	struct err err;

	config_init(config);
	assert_true(config_parse(config, buf_string(text), text->len, "config", &err));
}

/* Whatever the file: afterwards it says the value, no other setting says anything else, and there is no new mistake. */
static void what_is_edited_is_read(void **state)
{
	(void)state;
	static const char *const values[][2] = { { "mouse", "off" }, { "color", "yes" }, { "lock-after", "77" } };
	uint32_t random = 1;

	for (unsigned round = 0; round < 3000; round++) {
		const char *const *to = values[round % ARRAY_LENGTH(values)];
		struct config before, after;
		struct buf text, out;

		compose(&text, &random);
		edit(&out, buf_string(&text), to[0], to[1]);
		parse(&before, &text);
		parse(&after, &out);
		for (size_t i = 0; i < CONFIG_SETTINGS; i++) {
			bool meant = strcmp(config_settings[i].key, to[0]) == 0;

			assert_string_equal(after.values[i].text, meant ? to[1] : before.values[i].text);
		}
		assert_true(after.mistake_count <= before.mistake_count);
		assert_int_equal(after.keybind_count, before.keybind_count);
		buf_free(&text);
		buf_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_else_stays),
		cmocka_unit_test(a_network_s_section_is_edited_and_no_other),
		cmocka_unit_test(what_is_edited_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
