/* Each setting of the table, a new one included: read, taken over, changed, and still there at the next start. */
#include "app/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/config_settings.h"
#include "app/settings_node.h"
#include "tests/support/unit.h"
#include "wallet/base/mem.h"
#include "wallet/eth/node_urls.h"

static char folder[64], file[80];

/* Of these each setting takes one. */
static const char *const values[] = {
	"practice", "0.00004", "fast", "no", "yes", "7", "mono", "key, description", "hash, purpose", "/tmp/some", "agent-1",
};

static int set_up(void **state)
{
	(void)state;
	unsetenv("NO_COLOR");
	unsetenv("RIALTO_WALLET");
	unsetenv("RIALTO_NETWORK");
	snprintf(folder, sizeof(folder), "/tmp/rialto-settings.XXXXXX");
	assert_non_null(mkdtemp(folder));
	snprintf(file, sizeof(file), "%s/config", folder);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unlink(file);
	return rmdir(folder);
}

static void write_file(const char *text)
{
	FILE *out = fopen(file, "w");

	assert_non_null(out);
	fputs(text, out);
	fclose(out);
	assert_int_equal(chmod(file, 0600), 0);
}

static const char *read_file(void)
{
	static char text[4096];
	FILE *in = fopen(file, "r");
	size_t len = in ? fread(text, 1, sizeof(text) - 1, in) : 0;

	text[len] = '\0';
	if (in)
		fclose(in);
	return text;
}

/* What a program that is started now goes by. */
struct start {
	struct settings settings;
	struct options options;
	struct home home;
	struct err err;
};

/* What lies between its members is not compared. */
static void fill_gaps(struct amount *amount)
{
	struct amount copy = *amount;

	memset(amount, 0, sizeof(*amount));
	amount->token = copy.token;
	amount->units = copy.units;
}

static bool begin(struct start **out)
{
	static char name[] = "rialto", option[] = "--home";
	char *const argv[] = { name, option, folder, NULL };
	struct start *start = mem_new(1, sizeof(*start));
	bool ok;

	*out = start;
	assert_true(options_parse(&start->options, 3, argv, &start->err));
	ok = settings_load(&start->settings, &start->home, &start->options, &start->err);
	fill_gaps(&start->settings.max_tip);
	return ok;
}

static const struct setting_row *row_of(const struct start *start, const char *name)
{
	for (size_t i = 0; i < start->settings.rows.count; i++)
		if (!strcmp(start->settings.rows.items[i].name, name))
			return &start->settings.rows.items[i];
	fail_msg("%s is in no row", name);
	return NULL;
}

/* A value that it may have and does not have anyway. */
static const char *another(const struct config_setting *setting)
{
	for (size_t i = 0; i < ARRAY_LENGTH(values); i++)
		if (strcmp(values[i], setting->usual) != 0 && config_may_be(setting, values[i]))
			return values[i];
	fail_msg("%s takes none of the values that are tried here", setting->key);
	return NULL;
}

static void assert_row(const struct start *start, const char *name, const char *value, const char *from)
{
	assert_string_equal(row_of(start, name)->value, value);
	assert_string_equal(row_of(start, name)->from, from);
}

/* Whether the program goes by the same, whatever a person is shown of it. */
static bool same(const struct start *one, const struct start *other)
{
	return !memcmp(&one->settings, &other->settings, offsetof(struct settings, rows)) &&
	       !strcmp(one->home.other, other->home.other);
}

static void each_is_read_and_goes_somewhere(void **state)
{
	struct start *usual, *again;

	(void)state;
	assert_true(begin(&usual));
	assert_true(begin(&again));
	assert_true(same(usual, again));
	for (size_t i = 0; i < CONFIG_SETTINGS; i++) {
		const struct config_setting *setting = &config_settings[i];
		struct start *changed;
		char text[256];

		snprintf(text, sizeof(text), "# mine\n%s = %s\n", setting->key, another(setting));
		write_file(text);
		assert_true(begin(&changed));
		assert_row(changed, setting->key, another(setting), "config, line 2");
		assert_row(usual, setting->key, setting->usual, "usual");
		if (same(usual, changed))
			fail_msg("nothing goes by %s", setting->key);
		free(changed);
	}
	free(usual);
	free(again);
}

static bool change(struct start *start, const char *name, const char *value)
{
	struct setting_change change;

	snprintf(change.name, sizeof(change.name), "%s", name);
	snprintf(change.value, sizeof(change.value), "%s", value);
	return settings_change(&start->settings, &start->home, &start->options, &change, &start->err);
}

/* On the page, and at the next start; and then as usual again. */
static void try_change(const struct config_setting *setting)
{
	struct start *start, *next;

	write_file("# mine\n");
	assert_true(begin(&start));
	assert_true(change(start, setting->key, another(setting)));
	assert_row(start, setting->key, another(setting), "config, line 2");
	assert_true(begin(&next));
	assert_row(next, setting->key, another(setting), "config, line 2");
	if (!same(start, next))
		fail_msg("%s does not hold at once as at the next start", setting->key);
	assert_true(change(next, setting->key, ""));
	assert_row(next, setting->key, setting->usual, "usual");
	assert_string_equal(read_file(), "# mine\n");
	free(start);
	free(next);
}

static void each_that_can_be_changed_stays_so(void **state)
{
	(void)state;
	for (size_t i = 0; i < CONFIG_SETTINGS; i++)
		if (config_settings[i].care != SETTING_FILE)
			try_change(&config_settings[i]);
}

static void the_others_are_changed_in_the_file_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < CONFIG_SETTINGS; i++) {
		const struct config_setting *setting = &config_settings[i];
		struct start *start;

		if (setting->care != SETTING_FILE)
			continue;
		write_file("# mine\n");
		assert_true(begin(&start));
		assert_false(row_of(start, setting->key)->changes);
		assert_false(change(start, setting->key, another(setting)));
		assert_string_equal(read_file(), "# mine\n");
		free(start);
	}
}

/* It is named with its place; what only the screen sees is passed over there, and the rest holds. */
static void a_mistake_in_each_is_named_with_its_place(void **state)
{
	char wrong[1201];

	(void)state;
	memset(wrong, '7', sizeof(wrong) - 1);
	wrong[sizeof(wrong) - 1] = '\0';
	for (size_t i = 0; i < CONFIG_SETTINGS; i++) {
		const struct config_setting *setting = &config_settings[i];
		char text[1400], place[48];
		struct start *start;
		bool ok;

		assert_false(config_may_be(setting, wrong));
		snprintf(text, sizeof(text), "# mine\n  %s =  %s\n[keys]\nhelp = H\n", setting->key, wrong);
		snprintf(place, sizeof(place), "line 2, column %zu: %s", strlen(setting->key) + 7, setting->key);
		write_file(text);
		ok = begin(&start);
		assert_int_equal(ok, setting->care == SETTING_SCREEN);
		if (!strstr(ok ? start->settings.rows.mistakes[0].text : start->err.msg, place))
			fail_msg("%s is not in: %s", place, ok ? start->settings.rows.mistakes[0].text : start->err.msg);
		if (ok) {
			assert_int_equal(start->settings.rows.mistake_count, 1);
			assert_int_equal(start->settings.keybind_count, 1);
			assert_string_equal(row_of(start, setting->key)->value, setting->usual);
		}
		free(start);
	}
}

/* Of the built-in networks the first is Base. */
static bool ask(struct start *start, bool venice, const char *key)
{
	struct node_choice choice = { .venice = venice };

	snprintf(choice.key, sizeof(choice.key), "%s", key);
	return settings_node(&start->settings, &start->home, &start->options, &choice, &start->err);
}

static void assert_nodes(const struct start *start, const char *want, const char *key)
{
	const struct network *network = &start->settings.networks[0];
	struct buf list;

	assert_string_equal(network->name, "base");
	buf_init(&list, 0);
	node_urls_write(&list, network);
	assert_string_equal(buf_string(&list), want);
	assert_string_equal(network->rpc_key, key);
	buf_free(&list);
}

/* Before what the file says, whose other lines stay, and out again. */
static void try_venice(const char *text, const char *with, const char *list)
{
	struct start *start, *next;
	char all[128];

	snprintf(all, sizeof(all), "venice, %s", list);
	write_file(text);
	assert_true(begin(&start));
	assert_true(ask(start, true, "key-1"));
	assert_string_equal(read_file(), with);
	assert_nodes(start, all, "key-1");
	assert_true(begin(&next));
	assert_nodes(next, all, "key-1");
	assert_true(ask(next, false, ""));
	assert_nodes(next, list, "key-1");
	assert_true(ask(next, true, ""));
	assert_nodes(next, all, "");
	assert_true(ask(next, false, ""));
	free(start);
	free(next);
}

#define BASE "https://mainnet.base.org"
static void venices_rpc_is_put_before_the_nodes_of_the_network(void **state)
{
	(void)state;
	try_venice("mouse = no\n", "mouse = no\n\n[network base]\nrpc-url = venice, " BASE "\nrpc-key = key-1\n", BASE);
	assert_string_equal(read_file(), "mouse = no\n\n[network base]\n");
	try_venice("[network base]\n# mine\nrpc-url = https://a.example\n[keys]\nhelp = H\n",
		   "[network base]\n# mine\nrpc-url = venice, https://a.example\nrpc-key = key-1\n\n[keys]\nhelp = H\n",
		   "https://a.example");
	assert_string_equal(read_file(), "[network base]\n# mine\nrpc-url = https://a.example\n\n[keys]\nhelp = H\n");
}

/* Where the file names nobody else, the network's usual node is the other one. */
static void venices_rpc_alone_is_left_for_the_usual_node(void **state)
{
	struct start *start;

	(void)state;
	write_file("[network base]\nrpc-url = venice\n");
	assert_true(begin(&start));
	assert_true(ask(start, false, ""));
	assert_nodes(start, BASE, "");
	assert_string_equal(read_file(), "[network base]\n");
	free(start);
}

/* A setting that stands in a second section of the network cannot be set in the first as well. */
static void a_file_that_would_be_wrong_is_not_written(void **state)
{
	static const char text[] = "[network base]\napi-url = https://a.example/api/v1\n"
				   "[network base]\nrpc-url = https://b.example\n";
	struct start *start;

	(void)state;
	write_file(text);
	assert_true(begin(&start));
	assert_false(ask(start, true, ""));
	assert_non_null(strstr(start->err.msg, "rpc-url is set already"));
	assert_string_equal(read_file(), text);
	assert_nodes(start, "https://b.example", "");
	free(start);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_is_read_and_goes_somewhere, set_up, tear_down),
		cmocka_unit_test_setup_teardown(each_that_can_be_changed_stays_so, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_others_are_changed_in_the_file_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(venices_rpc_is_put_before_the_nodes_of_the_network, set_up, tear_down),
		cmocka_unit_test_setup_teardown(venices_rpc_alone_is_left_for_the_usual_node, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_that_would_be_wrong_is_not_written, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_mistake_in_each_is_named_with_its_place, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("app_settings", tests, NULL, NULL);
}
