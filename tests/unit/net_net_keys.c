/* net_keys: what an ADMIN key asks, byte by byte, and what the answers become. */
#include "tests/unit/net_help.h"

#define LISTED "{\"object\":\"list\",\"data\":[{\"apiKeyType\":\"ADMIN\",\"consumptionLimits\":{\"usd\":50,\"diem\":null,"   \
	       "\"vcu\":null},\"limitPeriod\":\"MONTH\",\"modelPrivacy\":\"PRIVATE_TEXT\",\"createdAt\":"                       \
	       "\"2026-11-21T08:30:00Z\",\"description\":\"an \\u001b[31magent\",\"expiresAt\":null,\"id\":\"k-1\","           \
	       "\"last6Chars\":\"2V2jNW\",\"lastUsedAt\":\"2026-11-21T09:30:00Z\",\"usage\":{\"trailingSevenDays\":"           \
	       "{\"usd\":\"10.2424\",\"vcu\":\"0\",\"diem\":\"4.2231\"}},\"currentPeriodUsage\":{\"usd\":\"5.1234\","          \
	       "\"diem\":\"2.5000\"}},{\"id\":\"../../etc\",\"description\":\"no such id\"}]}"
#define CHANGED "{\"success\":true,\"data\":{\"apiKeyType\":\"INFERENCE\",\"consumptionLimits\":{\"usd\":null,\"diem\":2.5," \
		"\"vcu\":null},\"limitPeriod\":\"EPOCH\",\"modelPrivacy\":\"ALL\",\"createdAt\":null,\"expiresAt\":"            \
		"\"2027-01-31T00:00:00.000Z\",\"id\":\"k-1\",\"last6Chars\":\"2V2jNW\",\"lastUsedAt\":null}}"

static const struct address wallet = { { 0x45, 0xb7 } };
static struct fixture fixture;

static struct apikey *admin(void)
{
	struct apikey *key = apikey_new(APIKEY_MAX);

	assert_true(secret_append(&key->s, "vk_admin", 8));
	return key;
}

/* Asks, and returns the one action in which that ends; the test calls end. */
static struct action *ask(struct canned *answer, void (*call)(struct net *net, const struct apikey *key))
{
	struct apikey *key = admin();

	begin(&fixture, canned, answer);
	call(fixture.net, key);
	apikey_free(key);
	return wait_one(&fixture);
}

static void list(struct net *net, const struct apikey *key)
{
	net_keys_list(net, 5, wallet, key);
}

static void update(struct net *net, const struct apikey *key)
{
	struct key_changes changes = { .expires = true, .limits = true };

	key_options_init(&changes.to);
	changes.to.limit[KEY_DIEM] = 2500000;
	snprintf(changes.to.expires, sizeof(changes.to.expires), "2027-01-31");
	net_key_update(net, 5, wallet, key, "k-1", &changes);
}

static void delete(struct net *net, const struct apikey *key)
{
	net_key_delete(net, 5, key, "k-1");
}

static void create(struct net *net, const struct apikey *key)
{
	struct key_options options;

	key_options_init(&options);
	snprintf(options.description, sizeof(options.description), "agent");
	net_key_create(net, 5, wallet, key, &options);
}

static void a_list_is_read_and_made_safe(void **state)
{
	struct canned answer = { .status = 200, .body = LISTED };
	struct action *action = ask(&answer, list);
	const struct key_info *key = action->listed.keys.items;

	(void)state;
	assert_int_equal(action->type, ACTION_KEYS_LISTED);
	assert_true(action->ok && address_equal(action->listed.address, wallet));
	assert_int_equal(action->listed.keys.count, 1);	/* the second key has no usable id */
	assert_string_equal(key->id, "k-1");
	assert_string_equal(key->venice_id, "k-1");
	assert_string_equal(key->description, "an ?[31magent");
	assert_true(key->remote && !key->stored && key->type == KEY_ADMIN && key->period == KEY_MONTH);
	assert_true(key->privacy == KEY_PRIVATE_TEXT && key->limit[KEY_USD] == 50000000);
	assert_true(key->limit[KEY_DIEM] == KEY_NO_LIMIT && key->expires_ms == 0);
	assert_true(key->created_ms == INT64_C(1795249800000) && key->used_ms == INT64_C(1795253400000));
	assert_string_equal(key->usage_usd, "10.2424");
	assert_string_equal(key->period_diem, "2.5000");
	assert_string_equal(key->last6, "2V2jNW");
	assert_true(address_equal(key->address, wallet));
	assert_non_null(strstr(answer.head, "GET /api/v1/api_keys HTTP/1.1\r\n"));
	assert_non_null(strstr(answer.head, "Authorization: Bearer vk_admin\r\n"));
	end(&fixture);
	free(answer.last_body);
}

static void a_list_that_is_none_is_an_error(void **state)
{
	static const char *const bodies[] = { "{}", "{\"data\":{}}", "[]", "{\"data\":\"x\"}" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(bodies); i++) {
		struct canned answer = { .status = 200, .body = bodies[i] };
		struct action *action = ask(&answer, list);

		assert_false(action->ok);
		assert_int_equal(action->err.code, ERR_BAD_ANSWER);
		end(&fixture);
		free(answer.last_body);
	}
}

static void a_change_says_what_changes_and_no_more(void **state)
{
	struct canned answer = { .status = 200, .body = CHANGED };
	struct action *action = ask(&answer, update);

	(void)state;
	assert_int_equal(action->type, ACTION_KEY_UPDATED);
	assert_true(action->ok);
	assert_int_equal(action->read.info.limit[KEY_DIEM], 2500000);
	assert_int_equal(action->read.info.expires_ms, INT64_C(1801353600000));
	assert_non_null(strstr(answer.head, "PATCH /api/v1/api_keys HTTP/1.1\r\n"));
	assert_string_equal(answer.last_body,
			    "{\"id\":\"k-1\",\"expiresAt\":\"2027-01-31\",\"consumptionLimit\":{\"usd\":null,\"diem\":2.5}}");
	end(&fixture);
	free(answer.last_body);
}

static void a_deletion_names_the_key(void **state)
{
	struct canned answer = { .status = 200, .body = "{\"success\":true}" };
	struct action *action = ask(&answer, delete);

	(void)state;
	assert_int_equal(action->type, ACTION_KEY_DELETED);
	assert_true(action->ok);
	assert_non_null(strstr(answer.head, "DELETE /api/v1/api_keys?id=k-1 HTTP/1.1\r\n"));
	end(&fixture);
	free(answer.last_body);
}

static void deleting_what_is_gone_says_so(void **state)
{
	struct canned answer = { .status = 400, .body = "{\"error\":\"API key not found\",\"details\":{\"id\":{\"_errors\":[]}}}" };
	struct action *action = ask(&answer, delete);

	(void)state;
	assert_false(action->ok);
	assert_int_equal(action->err.code, ERR_KEY_UNKNOWN);
	end(&fixture);
	free(answer.last_body);
}

/* A key that an ADMIN key makes is cut out of the answer as a minted one is. */
static void a_created_key_comes_in_guarded_memory(void **state)
{
	struct canned answer = { .status = 200, .body = "{\"success\":true,\"data\":{\"apiKey\":\"vk_fresh123\",\"id\":\"k-2\"}}" };
	struct action *action = ask(&answer, create);

	(void)state;
	assert_int_equal(action->type, ACTION_MINTED);
	assert_true(action->ok);
	assert_string_equal(action->minted.key->s.data, "vk_fresh123");
	assert_string_equal(action->minted.info.id, "k-2");
	assert_non_null(strstr(answer.head, "POST /api/v1/api_keys HTTP/1.1\r\n"));
	assert_non_null(strstr(answer.head, "Content-Type: application/json\r\n"));
	assert_non_null(strstr(answer.head, "Authorization: Bearer vk_admin\r\n"));
	assert_string_equal(answer.last_body, "{\"apiKeyType\":\"INFERENCE\",\"description\":\"agent\"}");
	end(&fixture);
	free(answer.last_body);
}

/* A creation that was cut may have made a key; one that was refused did not. */
static void what_a_failed_creation_may_have_done(void **state)
{
	struct canned cut = { .what = SERVER_CLOSE }, refused = { .status = 401, .body = "{\"error\":\"Authentication failed\"}" };
	struct action *action = ask(&cut, create);

	(void)state;
	assert_true(!action->ok && action->minted.may_have_acted);
	end(&fixture);
	free(cut.last_body);
	action = ask(&refused, create);
	assert_true(!action->ok && !action->minted.may_have_acted);
	assert_int_equal(action->err.code, ERR_AUTHENTICATION_FAILED);
	end(&fixture);
	free(refused.last_body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_is_read_and_made_safe),
		cmocka_unit_test(a_list_that_is_none_is_an_error),
		cmocka_unit_test(a_change_says_what_changes_and_no_more),
		cmocka_unit_test(a_deletion_names_the_key),
		cmocka_unit_test(deleting_what_is_gone_says_so),
		cmocka_unit_test(a_created_key_comes_in_guarded_memory),
		cmocka_unit_test(what_a_failed_creation_may_have_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
