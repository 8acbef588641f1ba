/* mint_common: what the commands that make a key share. */
#ifndef APP_CLI_MINT_COMMON_H
#define APP_CLI_MINT_COMMON_H

#include "app/app.h"
#include "app/cli/headless.h"

/* --type, --description and the others that a key is made with.  A limit of 0 is asked
 * about, once. */
MUST_USE bool mint_common_options(struct key_options *out, const struct app *app, struct err *err);

/* Settles what an earlier run left.  *out is the key that run was asked for in the
 * same words, or in place of the same key `replaces` ("": of none); NULL where there is none. */
MUST_USE bool mint_common_settle(const struct key_info **out, struct app *app, const struct model *model,
				  const struct key_options *options, const char *replaces, struct err *err);

/* The current wallet's key: what an earlier run of the same command left, else a new one.
 * It may be another than was asked for: mint_common_judge. */
MUST_USE bool mint_common_one(const struct key_info **out, struct headless *headless,
			       const struct key_options *options, struct err *err);

/* MINT_DIFFERS where a key is not what was asked for. */
MUST_USE bool mint_common_judge(const struct key_info *key, const struct key_options *options, struct err *err);

/* The stored key goes into the output, whatever else there is to say: with a failure, too,
 * it leaves.  Then whether it is what was asked for; options NULL: nobody knows any more. */
MUST_USE bool mint_common_give(struct headless *headless, const struct key_info *key,
				const struct key_options *options, struct err *err);

/* A key that is stored leaves with a failure that came after it: this one, or what was made
 * just now, if that is so. */
void mint_common_give_stored(struct headless *headless, const char *id);
void mint_common_give_made(struct headless *headless);

/* --wallets and --all: one key for each wallet. */
MUST_USE bool mint_common_batch(struct app *app, const struct key_options *options, struct err *err);

bool mint_common_running(const struct model *model);

/* A key that exists and that only the disk refuses: leaving now would lose it. */
MUST_USE bool mint_common_seal_again(struct headless *headless, struct err *err);

#endif
