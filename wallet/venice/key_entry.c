#include "wallet/venice/key_entry.h"

#include <string.h>

#include "wallet/base/secret_text.h"

#define FORM "A Venice API key begins VENICE_INFERENCE_KEY_ or VENICE_ADMIN_KEY_."

/* Names what the text is instead; NULL if that is not known. */
static const char *other_sort(const char *text, size_t len)
{
	switch (secret_text_sort(text, len)) {
	case SECRET_PRIVATE_KEY:
		return "a private key";
	case SECRET_WORDS:
		return "a wallet's words";
	case SECRET_API_KEY:
	case SECRET_OTHER:
		break;
	}
	return NULL;
}

bool key_entry_check(const char *text, size_t len, struct err *err)
{
	const char *other = other_sort(text, len);

	if (other)
		return err_set(err, ERR_INVALID_INPUT, "That reads as %s, not as an API key: it is neither stored nor sent. " FORM, other);
	return secret_text_sort(text, len) == SECRET_API_KEY || err_set(err, ERR_INVALID_INPUT, "That is not an API key. " FORM);
}

bool key_entry_type(enum key_type *out, const char *text, size_t len, struct err *err)
{
	static const char admin[] = "VENICE_ADMIN_KEY_";

	if (!key_entry_check(text, len, err))
		return false;
	secret_text_unwrap(&text, &len);
	*out = memcmp(text, admin, strlen(admin)) == 0 ? KEY_ADMIN : KEY_INFERENCE;	/* both are longer than this */
	return true;
}

bool key_entry_read(struct apikey **out, enum key_type *type, const char *text, size_t len, struct err *err)
{
	if (!key_entry_type(type, text, len, err))
		return false;
	secret_text_unwrap(&text, &len);
	*out = apikey_new(APIKEY_MAX);
	if (!secret_append(&(*out)->s, text, len)) {
		apikey_free(*out);
		return err_set(err, ERR_INVALID_INPUT, "That is longer than an API key.");
	}
	return true;
}

bool key_entry_may_be_sent(const struct apikey *key, struct err *err)
{
	const char *other = other_sort(key->s.data, key->s.len);

	return !other || err_set(err, ERR_VAULT_BAD, "What is stored as this API key reads as %s, and is sent nowhere: remove it "
				 "with 'rialto key delete ID --here'.", other);
}
