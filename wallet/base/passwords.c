#include "wallet/base/passwords.h"

#include <stdlib.h>

static struct passphrase *copy(const struct passphrase *password)
{
	struct passphrase *out = passphrase_new(PASSPHRASE_MAX);

	if (!secret_append(&out->s, password->s.data, password->s.len))
		abort();	/* both have room for PASSPHRASE_MAX */
	return out;
}

void passwords_typed(struct passwords *passwords, const struct passphrase *password)
{
	passphrase_free(passwords->typed);
	passwords->typed = copy(password);
}

/* If there is no room, the new one takes the place of the last. */
void passwords_judge_typed(struct passwords *passwords, bool opened)
{
	if (passwords->typed && opened) {
		if (passwords->count == PASSWORDS_KEPT)
			passphrase_free(passwords->kept[--passwords->count]);
		passwords->kept[passwords->count++] = passwords->typed;
	} else {
		passphrase_free(passwords->typed);
	}
	passwords->typed = NULL;
}

struct passphrase *passwords_next(const struct passwords *passwords)
{
	return passwords->tried < passwords->count ? copy(passwords->kept[passwords->tried]) : NULL;
}

void passwords_forget(struct passwords *passwords)
{
	for (size_t i = 0; i < passwords->count; i++)
		passphrase_free(passwords->kept[i]);
	passphrase_free(passwords->typed);
	*passwords = (struct passwords){ 0 };
}
