/* mint_common: shared by the commands that make a key. */
#ifndef APP_CLI_MINT_COMMON_H
#define APP_CLI_MINT_COMMON_H

#include "app/app.h"
#include "app/cli/headless.h"

/* Reads --type, --description and the other options of a key. */
MUST_USE bool mint_common_options(struct key_options *out, const struct app *app, struct err *err);
/* Asks whether a limit of 0 is meant; once, however many keys are made. */
MUST_USE bool mint_common_agree(struct headless *headless, const struct key_options *options, struct err *err);

/* Settles what earlier runs left. *out is the key that such a run made from the same options, or
 * in place of the same key `replaces` ("": none); NULL where there is none. */
MUST_USE bool mint_common_settle(const struct key_info **out, struct app *app, const struct model *model,
				  const struct key_options *options, const char *replaces, struct err *err);

/* Returns the current wallet's key: what an earlier run of this command left, else a new one.  It
 * may differ from what was asked for: see mint_common_judge. */
MUST_USE bool mint_common_one(const struct key_info **out, struct headless *headless,
			       const struct key_options *options, struct err *err);

/* Fails with MINT_DIFFERS when a key is not what was asked for. */
MUST_USE bool mint_common_judge(const struct key_info *key, const struct key_options *options, struct err *err);

/* Makes the stored key the output's key, so that it is printed even with a failure.  Then judges
 * whether it is what was asked for; options NULL: that is no longer known. */
MUST_USE bool mint_common_give(struct headless *headless, const struct key_info *key,
				const struct key_options *options, struct err *err);

/* Prints a stored key together with the failure that came after it: this key, or one made just now. */
void mint_common_give_stored(struct headless *headless, const char *id);
void mint_common_give_made(struct headless *headless);

/* Handles --wallets and --all: one key for each wallet. */
MUST_USE bool mint_common_batch(struct app *app, const struct key_options *options, struct err *err);

bool mint_common_running(const struct model *model);

/* Tries again to store a key that only the disk refuses, because leaving now would lose it. */
MUST_USE bool mint_common_seal_again(struct headless *headless, struct err *err);

#endif
