#include "wallet/eth/entry.h"

#include <string.h>

#include "wallet/base/text.h"
#include "wallet/base/unicode.h"

static bool check_shows(const char *what, const char *text, size_t len, struct err *err)
{
	uint32_t character;

	for (size_t step; len; text += step, len -= step) {
		step = text_decode(&character, text, len);
		if (!step)
			return err_set(err, ERR_INVALID_INPUT, "The %s is not UTF-8 text.", what);
		if (unicode_replacement(character) && !unicode_is_blank(character))
			return err_set(err, ERR_INVALID_INPUT, "The %s has a character in it that does not show, U+%04X: take it "
				       "out.", what, (unsigned)character);
	}
	return true;
}

bool entry_take(char out[ENTRY_SIZE], const char *what, const char *text, struct err *err)
{
	size_t len = strlen(text);

	text_trim(&text, &len);
	if (len >= ENTRY_SIZE)
		return err_set(err, ERR_INVALID_INPUT, "The %s is too long.", what);
	if (!check_shows(what, text, len, err))
		return false;
	memcpy(out, text, len);
	out[len] = '\0';
	return true;
}

bool entry_address(struct address *out, const char *text, struct err *err)
{
	char taken[ENTRY_SIZE];

	return entry_take(taken, "address", text, err) && address_parse(out, taken, err);
}

bool entry_amount(struct amount *out, enum token token, const char *text, struct err *err)
{
	char taken[ENTRY_SIZE];

	return entry_take(taken, "amount", text, err) && amount_parse(out, token, taken, err);
}
