#include "app/cli/bare_secrets.h"

#include <string.h>

#include "keystore/mnemonic_text.h"
#include "wallet/base/buf.h"
#include "wallet/base/mem.h"
#include "wallet/base/secret_text.h"

static const char *sort_of(const char *text)
{
	enum secret_sort sort = secret_text_sort(text, strlen(text));

	if (sort == SECRET_PRIVATE_KEY)
		return "a private key";
	if (sort == SECRET_API_KEY)
		return "an API key";
	/* a sentence may have as many words, but not all from one of the lists of BIP-39 */
	return sort == SECRET_WORDS && mnemonic_is_of_a_list(text) ? "a wallet's words" : NULL;
}

static bool check(const char *text, struct err *err)
{
	const char *sort = text ? sort_of(text) : NULL;

	return !sort || err_set(err, ERR_USAGE,
				"The command line holds %s, where other programs and the shell's history have it: give it in a file",
				sort);
}

/* These commands take hashes, which look like private keys. */
static bool takes_hashes(const char *command)
{
	static const char *const names[] = { "tx", "log" };

	for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
		if (strcmp(names[i], command) == 0)
			return true;
	return false;
}

static bool check_together(const char *const *words, unsigned count, struct err *err)
{
	struct buf text;
	bool ok;

	buf_init(&text, 0);
	for (unsigned i = 0; i < count; i++)
		buf_add_format(&text, "%s%s", i ? " " : "", words[i]);
	ok = check(buf_string(&text), err);
	buf_free(&text);
	return ok;
}

/* The words of a command and a wallet's name may come before them. */
static bool check_arguments(const char *const *words, unsigned count, struct err *err)
{
	for (unsigned i = 0; i < count; i++)
		if (!check(words[i], err))
			return false;
	for (unsigned i = 0; i < count && i <= 3; i++)
		if (!check_together(words + i, count - i, err))
			return false;
	return true;
}

bool bare_secrets_check(const struct options *options, const char *const *words, unsigned count, struct err *err)
{
	for (unsigned i = 0; i < OPTION_COUNT; i++)
		if (!check(options_value(options, (enum option_id)i), err))
			return false;
	return !count || takes_hashes(words[0]) || check_arguments(words, count, err);
}
