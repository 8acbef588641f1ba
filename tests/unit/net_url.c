#include "tests/support/unit.h"

#include <string.h>

#include "net/url.h"
#include "wallet/base/mem.h"

static void https_to_anywhere(void **state)
{
	struct url url;
	struct err err;

	(void)state;
	assert_true(url_check(&url, "https://mainnet.base.org", &err));
	assert_true(url.tls);
	assert_false(url.loopback);
	assert_string_equal(url.host, "mainnet.base.org");
	assert_true(url_check(&url, "https://user:hunter2@node.example:8443/v2/key", &err));
	assert_string_equal(url.host, "node.example:8443");
}

static void http_to_this_machine(void **state)
{
	static const char *const urls[] = {
		"http://127.0.0.1:8545",	"http://127.9.8.7/",   "http://127.1/",
		"http://localhost:8546/api/v1", "http://LOCALHOST",    "http://[::1]:8545",
		"http://[0:0:0:0:0:0:0:1]/",	"HTTP://127.0.0.1",    "http://0x7f.0.0.1/",
	};
	struct url url;
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(urls); i++) {
		assert_true(url_check(&url, urls[i], &err));
		assert_true(url.loopback);
		assert_false(url.tls);
	}
}

static void plain_http_elsewhere_is_refused(void **state)
{
	static const char *const urls[] = {
		"http://mainnet.base.org",	"http://128.0.0.1",	     "http://10.0.0.1",
		"http://127.0.0.1@evil.example/", "http://127.0.0.1.evil.example/", "http://localhost.evil.example",
		"http://[::2]",			"http://0.0.0.0",	     "http://[::ffff:127.0.0.1]/",
		"http://evil.example#@127.0.0.1", "http://localhost.",
	};
	struct url url;
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(urls); i++) {
		assert_false(url_check(&url, urls[i], &err));
		assert_int_equal(err.code, ERR_INSECURE_URL);
	}
}

static void what_is_no_web_url_is_refused(void **state)
{
	static const char *const urls[] = {
		"", "://", "https://", "ftp://127.0.0.1/", "file:///etc/passwd", "gopher://localhost/",
		"https://a b/", "https://host:99999/", "ws://127.0.0.1", "/api/v1",
	};
	struct url url;
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(urls); i++) {
		assert_false(url_check(&url, urls[i], &err));
		assert_int_equal(err.code, ERR_INVALID_INPUT);
	}
}

static void errors_never_show_credentials(void **state)
{
	static const char *const urls[] = {
		"http://user:hunter2@evil.example/hunter2", "ftp://user:hunter2@127.0.0.1/", "https://user:hunter2@",
	};
	struct url url;
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(urls); i++) {
		assert_false(url_check(&url, urls[i], &err));
		assert_null(strstr(err.msg, "hunter2"));
	}
}

static void joins_with_one_slash(void **state)
{
	struct buf url;

	(void)state;
	buf_init(&url, 0);
	url_join(&url, "https://x/api/v1", "/api_keys");
	assert_string_equal(buf_string(&url), "https://x/api/v1/api_keys");
	url_join(&url, "https://x/api/v1//", "api_keys");
	assert_string_equal(buf_string(&url), "https://x/api/v1/api_keys");
	buf_free(&url);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(https_to_anywhere),
		cmocka_unit_test(http_to_this_machine),
		cmocka_unit_test(plain_http_elsewhere_is_refused),
		cmocka_unit_test(what_is_no_web_url_is_refused),
		cmocka_unit_test(errors_never_show_credentials),
		cmocka_unit_test(joins_with_one_slash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
