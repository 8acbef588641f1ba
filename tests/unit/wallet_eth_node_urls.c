#include "tests/support/unit.h"

#include <stdio.h>
#include <string.h>

#include "wallet/eth/node_urls.h"

static void check(const char *list, size_t count, const char *const *urls)
{
	struct network network = { .rpc_urls = { "before" }, .node_count = 1 };

	assert_true(node_urls_read(&network, list));
	assert_int_equal(network.node_count, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(network.rpc_urls[i], urls[i]);
}

static void commas_and_blanks_part_them(void **state)
{
	static const char *const three[] = { "https://a.example/v2/x", "https://b.example", "http://127.0.0.1:8545" };

	(void)state;
	check("https://a.example/v2/x", 1, three);
	check("https://a.example/v2/x, https://b.example, http://127.0.0.1:8545", 3, three);
	check("https://a.example/v2/x,https://b.example,http://127.0.0.1:8545", 3, three);
	check(" https://a.example/v2/x https://b.example\t,  http://127.0.0.1:8545, ", 3, three);
}

/* A single URL with commas in it stays one URL. */
static void a_comma_within_a_url_is_its_own(void **state)
{
	static const char *const urls[] = { "https://a.example/?keys=a,b", "https://b.example/c,d" };

	(void)state;
	check("https://a.example/?keys=a,b", 1, urls);
	check("https://a.example/?keys=a,b,https://b.example/c,d", 2, urls);
}

static void a_word_names_venice(void **state)
{
	static const char *const urls[] = { "venice", "https://a.example/?keys=a,venices", "https://b.example" };
	static const char *const turned[] = { "https://b.example", "venice" };
	struct network network = { 0 };

	(void)state;
	check("venice", 1, urls);
	check("venice,https://a.example/?keys=a,venices,https://b.example", 3, urls);
	check("https://b.example,venice", 2, turned);
	assert_true(node_urls_read(&network, "https://b.example,venice"));
	assert_true(network_asks_venice(&network));
	assert_true(node_urls_read(&network, "https://b.example/venice"));
	assert_false(network_asks_venice(&network));
}

static void what_is_no_list_leaves_the_network_as_it_was(void **state)
{
	char long_url[NETWORK_URL_SIZE + 16] = "https://", many[512] = "";
	const char *const lists[] = {
		"", " , ,", "https://a.example, https://a.example", "venice, venice", "https://a.example\x1b[0m", long_url, many,
	};

	(void)state;
	memset(long_url + 8, 'a', NETWORK_URL_SIZE);
	for (unsigned i = 0; i <= NETWORK_NODES_MAX; i++)
		snprintf(many + strlen(many), sizeof(many) - strlen(many), "https://%u.example ", i);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct network network = { .rpc_urls = { "before" }, .node_count = 1 };

		if (node_urls_read(&network, lists[i]))
			fail_msg("'%s' is a list", lists[i]);
		assert_int_equal(network.node_count, 1);
		assert_string_equal(network.rpc_urls[0], "before");
	}
}

static void assert_list(const struct network *network, const char *want)
{
	struct buf list;

	buf_init(&list, 0);
	node_urls_write(&list, network);
	assert_string_equal(buf_string(&list), want);
	buf_free(&list);
}

static void venice_is_put_before_the_others_and_taken_out(void **state)
{
	struct network network = { 0 };

	(void)state;
	assert_true(node_urls_read(&network, "https://a.example https://b.example"));
	for (int i = 0; i < 2; i++) {
		assert_true(node_urls_put_venice(&network, true));
		assert_list(&network, "venice, https://a.example, https://b.example");
	}
	for (int i = 0; i < 2; i++) {
		assert_true(node_urls_put_venice(&network, false));
		assert_list(&network, "https://a.example, https://b.example");
	}
	assert_true(node_urls_read(&network, "https://a.example, venice"));
	assert_true(node_urls_put_venice(&network, true));
	assert_list(&network, "venice, https://a.example");
}

static void there_is_room_for_venice_and_a_node_besides(void **state)
{
	struct network network = { 0 };
	char many[512] = "";

	(void)state;
	assert_true(node_urls_read(&network, "venice"));
	assert_false(node_urls_put_venice(&network, false));
	assert_list(&network, "venice");
	for (unsigned i = 0; i < NETWORK_NODES_MAX; i++)
		snprintf(many + strlen(many), sizeof(many) - strlen(many), "%shttps://%u.example", i ? ", " : "", i);
	assert_true(node_urls_read(&network, many));
	assert_false(node_urls_put_venice(&network, true));
	assert_list(&network, many);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commas_and_blanks_part_them),
		cmocka_unit_test(a_comma_within_a_url_is_its_own),
		cmocka_unit_test(a_word_names_venice),
		cmocka_unit_test(venice_is_put_before_the_others_and_taken_out),
		cmocka_unit_test(there_is_room_for_venice_and_a_node_besides),
		cmocka_unit_test(what_is_no_list_leaves_the_network_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
