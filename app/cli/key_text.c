#include "app/cli/key_text.h"

#include <stdlib.h>
#include <string.h>

#include "app/cli/value.h"
#include "wallet/base/json_made.h"

static void add(struct secret *out, const char *text, size_t len)
{
	if (!secret_append(out, text, len))
		abort();	/* the room was reckoned before */
}

/* True for text that every shell and reader of .env files takes as it is. */
static bool is_plain(const struct secret *text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._+/=@%,";

	return strspn(text->data, plain) == text->len;
}

/* The file may be read by a shell, and a key is whatever the server says it is. */
static void add_for_shell(struct secret *out, const struct apikey *key)
{
	if (is_plain(&key->s)) {
		add(out, key->s.data, key->s.len);
		return;
	}
	add(out, "'", 1);
	for (size_t i = 0; i < key->s.len; i++) {
		bool quote = key->s.data[i] == '\'';

		add(out, quote ? "'\\''" : &key->s.data[i], quote ? 4 : 1);
	}
	add(out, "'", 1);
}

/* json-c writes all but the key, which contains nothing that JSON escapes. */
static void add_json(struct secret *out, const struct key_info *info, const struct apikey *key)
{
	struct json_object *rest = value_minted(info);
	const char *text =
		json_object_to_json_string_ext(rest, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
	static const char before[] = "{\"apiKey\":\"", after[] = "\",";

	add(out, before, sizeof(before) - 1);
	add(out, key->s.data, key->s.len);
	add(out, after, sizeof(after) - 1);
	add(out, text + 1, strlen(text) - 1);	/* without its opening brace */
	json_object_put(rest);
}

void key_text_write(struct secret *out, enum handover_form form, const struct key_info *info, const struct apikey *key)
{
	static const char name[] = "VENICE_API_KEY=";

	secret_init(out, KEY_TEXT_MAX);
	if (form == HANDOVER_JSON) {
		add_json(out, info, key);
		return;
	}
	if (form == HANDOVER_ENV) {
		add(out, name, sizeof(name) - 1);
		add_for_shell(out, key);
		return;
	}
	add(out, key->s.data, key->s.len);
}
