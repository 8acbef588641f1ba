#include "keystore/password_forms.h"

#include <sodium.h>
#include <stdatomic.h>
#include <string.h>

#include "keystore/normalize.h"
#include "wallet/base/passphrase.h"

static atomic_bool corrected;	/* set on the worker, read on the main thread */

static bool same(const struct passphrase *a, const struct passphrase *b)
{
	return a->s.len == b->s.len && sodium_memcmp(a->s.data, b->s.data, a->s.len) == 0;
}

/* NULL if that is the password itself, or if there is none. */
static struct passphrase *nfkc_of(const struct passphrase *password)
{
	struct passphrase *copy = passphrase_new(password->s.len);
	struct err ignored;

	if (secret_append(&copy->s, password->s.data, password->s.len) && normalize_nfkc(&copy->s, &ignored) &&
	    !same(copy, password))
		return copy;
	passphrase_free(copy);
	return NULL;
}

typedef bool try_password(void *context, const struct passphrase *password, struct err *err);

/* Tries the bytes, then their NFKC form.  In "ﬁle²" the two differ. */
static bool try_both(const struct passphrase *password, try_password *try, void *context, struct err *err)
{
	struct passphrase *nfkc = NULL;
	struct err why;
	bool ok = try(context, password, &why);

	if (!ok && why.code == ERR_WRONG_PASSWORD)
		nfkc = nfkc_of(password);
	if (nfkc)
		ok = try(context, nfkc, &why);
	passphrase_free(nfkc);
	if (!ok)
		*err = why;
	return ok;
}

bool password_forms_try(const struct passphrase *password, try_password *try, void *context, struct err *err)
{
	struct passphrase *meant = NULL;
	struct err why;
	bool ok = try_both(password, try, context, &why);

	if (!ok && why.code == ERR_WRONG_PASSWORD)
		meant = passphrase_meant(password);
	if (meant) {
		ok = try_both(meant, try, context, &why);
		if (ok)
			atomic_store(&corrected, true);
	}
	passphrase_free(meant);
	if (!ok)
		*err = why;
	return ok;
}

bool password_forms_corrected(void)
{
	return atomic_exchange(&corrected, false);
}
