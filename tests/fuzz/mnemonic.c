/* The mnemonic's reader: words as they are typed, in any language and Unicode form. */
#include <string.h>

#include "keystore/mnemonic.h"
#include "keystore/normalize.h"
#include "tests/fuzz/fuzz.h"

static struct mnemonic *typed(const uint8_t *data, size_t len)
{
	struct mnemonic *out = mnemonic_new(MNEMONIC_MAX);

	FUZZ_HOLDS(secret_append(&out->s, data, len));
	return out;
}

/* Words that were accepted once are accepted again, as tidied and as shown. */
static void check_again(struct mnemonic *mnemonic)
{
	struct mnemonic *shown;
	struct err err;

	FUZZ_HOLDS(mnemonic_for_people(&shown, mnemonic, &err));
	FUZZ_HOLDS(mnemonic_check(shown, &err));
	FUZZ_HOLDS(shown->s.len == mnemonic->s.len && memcmp(shown->s.data, mnemonic->s.data, shown->s.len) == 0);
	mnemonic_free(shown);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct mnemonic *mnemonic;
	struct err err;

	if (len > MNEMONIC_MAX)
		return 0;
	mnemonic = typed(data, len);
	if (mnemonic_check(mnemonic, &err))
		check_again(mnemonic);
	mnemonic_free(mnemonic);
	mnemonic = typed(data, len);
	if (normalize_nfkd(&mnemonic->s, &err))
		FUZZ_HOLDS(normalize_nfc(&mnemonic->s, &err) && mnemonic->s.len <= mnemonic->s.size);
	mnemonic_free(mnemonic);
	return 0;
}
