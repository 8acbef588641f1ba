#include "net/proxy_failure.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/unit.h"

static bool says(struct exchange *exchange, CURLcode code, const char *detail, const char *wanted)
{
	struct err err = { 0 };

	snprintf(exchange->detail, sizeof(exchange->detail), "%s", detail);
	return proxy_failure(&err, exchange, code) && strcmp(err.msg, wanted) == 0;
}

/* curl 8.14 has both codes for it, 7.88 the first. */
static void a_proxy_without_a_name_is_said_with_either_code(void **state)
{
	static const char unnamed[] = "The proxy proxy.test:3128 cannot be found by its name";
	struct exchange exchange = { .proxy = "proxy.test:3128", .url.host = "node.test" };

	(void)state;
	exchange.easy = curl_easy_init();
	assert_non_null(exchange.easy);
	assert_true(says(&exchange, CURLE_COULDNT_RESOLVE_PROXY, "Could not resolve proxy: proxy.test", unnamed));
	assert_true(says(&exchange, CURLE_COULDNT_RESOLVE_HOST, "Could not resolve proxy: proxy.test", unnamed));
	assert_true(says(&exchange, CURLE_COULDNT_RESOLVE_HOST, "Could not resolve host: node.test",
			 "The proxy proxy.test:3128 does not open the way to node.test"));
	curl_easy_cleanup(exchange.easy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_proxy_without_a_name_is_said_with_either_code),
	};

	return cmocka_run_group_tests_name("net_proxy_failure", tests, NULL, NULL);
}
