#include "tests/support/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/proxy.h"
#include "wallet/base/mem.h"

static const char *const variables[] = {
	"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
};

static int forget(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(variables); i++)
		unsetenv(variables[i]);
	return 0;
}

static void check_found(const char *url, const char *expected)
{
	char found[URL_HOST_SIZE] = "";

	if (proxy_find(found, url) != (expected != NULL) || (expected && strcmp(found, expected) != 0))
		fail_msg("%s goes through '%s' and not '%s'", url, found, expected ? expected : "");
}

static void the_first_variable_counts(void **state)
{
	static const char *const order[] = { "ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy" };

	(void)state;
	check_found("https://node.example/", NULL);
	setenv("http_proxy", "http://plain.example:1", 1);
	setenv("https_proxy", "", 1);
	check_found("https://node.example/", NULL);
	for (size_t i = 0; i < ARRAY_LENGTH(order); i++) {
		char name[64], value[80];

		snprintf(name, sizeof(name), "proxy-%zu.example:3128", i);
		snprintf(value, sizeof(value), "http://%s", name);
		setenv(order[i], value, 1);
		check_found("https://node.example/", name);
	}
}

static void it_is_named_without_its_credentials(void **state)
{
	static const struct {
		const char *value, *name;
	} cases[] = {
		{ "http://user:hunter2@proxy.example:3128/", "proxy.example:3128" },
		{ "proxy.example:3128", "proxy.example:3128" },
		{ "user:hunter2@proxy.example", "proxy.example" },
		{ "socks5h://127.0.0.1:1080", "127.0.0.1:1080" },
		{ "https://[::1]:8443", "[::1]:8443" },
		{ "http://a b:hunter2", "of the environment" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		setenv("https_proxy", cases[i].value, 1);
		check_found("https://node.example/", cases[i].name);
	}
}

static void this_machine_is_asked_directly(void **state)
{
	(void)state;
	setenv("all_proxy", "http://proxy.example", 1);
	setenv("http_proxy", "http://proxy.example", 1);
	check_found("http://127.0.0.1:8545/", NULL);
	check_found("https://localhost/", NULL);
	check_found("https://[::1]:8545/", NULL);
	check_found("https://node.example/", "proxy.example");
}

/* The rules are curl 8's.  Version 7.88 differs in lists without commas, in malformed numbers of
 * bits and in IPv6.  With it only the name in a message may be wrong. */
static void exceptions_are_read_as_curl_reads_them(void **state)
{
	static const struct {
		const char *list, *url;
		bool is_direct;
	} cases[] = {
		{ "*", "https://node.example/", true },
		{ "*,x", "https://node.example/", false },
		{ "node.example", "https://node.example/", true },
		{ "NODE.example", "https://node.EXAMPLE/", true },
		{ ".example", "https://node.example/", true },
		{ "example", "https://node.example/", true },
		{ "example.", "https://node.example/", true },
		{ "ode.example", "https://node.example/", false },
		{ "a.node.example", "https://node.example/", false },
		{ "x.test, node.example", "https://node.example/", true },
		{ "x.test,,node.example", "https://node.example/", true },
		{ " node.example ,x", "https://node.example/", true },
		{ "x.test node.example", "https://node.example/", false },
		{ "node.example", "https://node.example./", true },
		{ "node.example:8443", "https://node.example:8443/", false },
		{ "10.0.0.0/8", "https://10.1.2.3/", true },
		{ "10.0.0.0/8", "https://11.1.2.3/", false },
		{ "192.168.4.0/22", "https://192.168.7.9/", true },
		{ "192.168.4.0/22", "https://192.168.8.9/", false },
		{ "10.1.2.3", "https://10.1.2.3/", true },
		{ "10.1.2.3/33", "https://10.1.2.3/", false },
		{ "10.1.2.3/x", "https://10.1.2.3/", false },
		{ ".2.3", "https://10.1.2.3/", false },
		{ "fd00::/8", "https://[fd12::1]/", true },
		{ "fd00::/8", "https://[fe12::1]/", false },
		{ "", "https://node.example/", false },
	};

	(void)state;
	setenv("https_proxy", "http://proxy.example", 1);
	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		setenv("NO_PROXY", cases[i].list, 1);
		check_found(cases[i].url, cases[i].is_direct ? NULL : "proxy.example");
		setenv("no_proxy", "x.test", 1);
		check_found(cases[i].url, "proxy.example");
		unsetenv("no_proxy");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_first_variable_counts, forget, forget),
		cmocka_unit_test_setup_teardown(it_is_named_without_its_credentials, forget, forget),
		cmocka_unit_test_setup_teardown(this_machine_is_asked_directly, forget, forget),
		cmocka_unit_test_setup_teardown(exceptions_are_read_as_curl_reads_them, forget, forget),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
