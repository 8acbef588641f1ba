/* The answers of a server that may only claim to be Venice's.  The key is cut out before anything
 * else reads the answer, and all that is shown or becomes a name is clean. */
#include <string.h>

#include "net/answer.h"
#include "net/apikey_extract.h"
#include "net/venice.h"
#include "tests/fuzz/fuzz.h"
#include "wallet/base/mem.h"
#include "wallet/base/strict_json.h"
#include "wallet/base/text.h"
#include "wallet/venice/jwt.h"

static bool is_clean(const char *text)
{
	return text_is_clean(text, strlen(text));
}

static bool is_id(const char *id)
{
	return strlen(id) < KEY_ID_SIZE && !strpbrk(id, "/.%?#& ") && is_clean(id);
}

static void check_key(const struct key_info *key)
{
	FUZZ_HOLDS(is_id(key->id) && is_id(key->venice_id));
	FUZZ_HOLDS(is_clean(key->description) && is_clean(key->last6) && is_clean(key->usage_usd) &&
		   is_clean(key->usage_diem) && is_clean(key->period_usd) && is_clean(key->period_diem));
	for (size_t i = 0; i < KEY_CURRENCIES; i++)
		FUZZ_HOLDS(key->limit[i] == KEY_NO_LIMIT || (key->limit[i] >= 0 && key->limit[i] <= KEY_LIMIT_MAX));
}

static void check_refused(const struct err *err)
{
	FUZZ_HOLDS(err->code != ERR_NONE && err->msg[0] && is_clean(err->msg));
}

static void read_keys(struct json_object *body)
{
	struct key_info key = { 0 };
	struct key_unsaid unsaid;
	struct key_list keys = { 0 };
	struct err err = { 0 };

	venice_new_key(&key, &unsaid, body);
	check_key(&key);
	if (venice_key(&key, &unsaid, body, &err))
		check_key(&key);
	else
		check_refused(&err);
	if (venice_keys(&keys, body, &err))
		for (size_t i = 0; i < keys.count; i++)
			check_key(&keys.items[i]);
	key_list_free(&keys);
}

static void read_token(struct json_object *body)
{
	struct venice_token token = { 0 };
	struct err err = { 0 };

	if (!venice_token(&token, body, &err)) {
		check_refused(&err);
		return;
	}
	FUZZ_HOLDS(*token.text && strlen(token.text) <= (token.is_challenge ? SIWE_MAX : JWT_MAX));
	free(token.text);
}

static void read_refusal(char *text, size_t len)
{
	static const int statuses[] = { 200, 302, 400, 401, 402, 429, 500 };

	for (size_t i = 0; i < ARRAY_LENGTH(statuses); i++) {
		struct http_answer answer = { .whole = true, .status = statuses[i], .body = text, .len = len };
		struct json_object *body = NULL;
		struct err err = { 0 };

		if (!answer_read(&body, &answer, &err))
			check_refused(&err);
		json_object_put(body);
	}
}

static bool is_json(const char *text, size_t len)
{
	return strict_json_ok(text, len, JSON_DEPTH);
}

/* A text that was JSON before the cutting is JSON after it. */
static void cut_out(char *text, size_t len)
{
	bool was_json = is_json(text, len);
	struct apikey *key = apikey_extract(text, len, true, NULL);

	FUZZ_HOLDS(!was_json || is_json(text, len));
	if (key)
		FUZZ_HOLDS(key->s.len > 0 && key->s.len <= APIKEY_MAX && !memchr(key->s.data, '"', key->s.len));
	apikey_free(key);
	/* A second look finds at most the stars that stand in the key's place. */
	key = apikey_extract(text, len, true, NULL);
	FUZZ_HOLDS(!key || key->s.data[0] == '*');
	apikey_free(key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct json_object *body = NULL;
	char *text = mem_new(len + 1, 1);
	struct err err = { 0 };

	for (size_t i = 0; i < len; i++)
		text[i] = (char)data[i];
	cut_out(text, len);
	read_refusal(text, len);
	if (json_read(&body, text, len, &err)) {
		read_keys(body);
		read_token(body);
	} else {
		check_refused(&err);
	}
	json_object_put(body);
	free(text);
	return 0;
}
