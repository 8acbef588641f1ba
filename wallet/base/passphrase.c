#include "wallet/base/passphrase.h"

#include <string.h>

#include "wallet/base/secret_text.h"
#include "wallet/base/text.h"

static bool refuse(struct err *err, const char *whose, const char *what)
{
	return err_set(err, ERR_INVALID_INPUT, "%s %s", whose, what);
}

static bool has_blank_at_an_end(const char *text, size_t len)
{
	size_t trimmed = len;

	text_trim(&text, &trimmed);
	return trimmed != len;
}

bool passphrase_check_new(const struct secret *password, const char *whose, struct err *err)
{
	const char *text = password->data;
	uint32_t character;

	if (!password->len)
		return refuse(err, whose, "is empty.");
	if (secret_text_is_utf16(password))
		return refuse(err, whose, "is UTF-16 text, as some shells and editors write it: save the file as UTF-8.");
	if (secret_text_has_mark(password))
		return refuse(err, whose, "begins with a byte order mark, which nobody can type: save the file as UTF-8 "
			      "without a mark.");
	if (memchr(text, '\0', password->len))
		return refuse(err, whose, "has a NUL byte in it, which nobody can type.");
	for (size_t at = 0, step; at < password->len; at += step) {
		step = text_decode(&character, text + at, password->len - at);
		if (!step)
			return refuse(err, whose, "is not UTF-8 text: save the file as UTF-8.");
	}
	if (has_blank_at_an_end(text, password->len))
		return refuse(err, whose, "begins or ends with a blank, which nobody sees: take it off.");
	return text_is_label(text, password->len) ||
	       refuse(err, whose, "has a character in it that does not show, and so cannot be typed again.");
}

/* The length without the blanks at the end. */
static size_t meant_len(const struct secret *s)
{
	const char *text = s->data;
	size_t len = s->len;

	text_trim(&text, &len);
	return len ? (size_t)(text + len - s->data) : 0;
}

static void cut(struct secret *s, size_t len)
{
	secret_wipe(s->data + len, s->len - len);
	s->len = len;
}

struct passphrase *passphrase_meant(const struct passphrase *password)
{
	struct passphrase *copy;
	struct err ignored;
	bool differs = secret_text_is_utf16(&password->s) || secret_text_has_mark(&password->s) ||
		       meant_len(&password->s) < password->s.len;

	if (!differs)
		return NULL;
	copy = passphrase_new(password->s.len);
	memcpy(copy->s.data, password->s.data, password->s.len);
	copy->s.len = password->s.len;
	if (secret_text_decode(&copy->s, "The password", &ignored)) {
		cut(&copy->s, meant_len(&copy->s));
		return copy;
	}
	passphrase_free(copy);
	return NULL;
}
