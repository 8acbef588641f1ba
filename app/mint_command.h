/* mint_command: what the commands that make a key share. */
#ifndef APP_MINT_COMMAND_H
#define APP_MINT_COMMAND_H

#include "app/app.h"
#include "app/headless.h"

/* --type, --description and the others that a key is made with. */
MUST_USE bool mint_command_options(struct key_options *out, const struct app *app, struct err *err);

/* Settles what an earlier run left.  *out is the key that run was asked for in the
 * same words, or in place of the same key `replaces` ("": of none); NULL where there is none. */
MUST_USE bool mint_command_settle(const struct key_info **out, struct app *app, const struct model *model,
				  const struct key_options *options, const char *replaces, struct err *err);

/* The current wallet's key: what an earlier run of the same command left, else a new one. */
MUST_USE bool mint_command_one(const struct key_info **out, struct headless *headless,
			       const struct key_options *options, struct err *err);

/* --wallets and --all: one key for each wallet. */
MUST_USE bool mint_command_many(struct app *app, const struct key_options *options, struct err *err);

bool mint_command_running(const struct model *model);

/* A key that exists and that only the disk refuses: leaving now would lose it. */
MUST_USE bool mint_command_seal_again(struct headless *headless, struct err *err);

/* A fresh key, which key_output_reveal has put into the output. */
void mint_command_say(struct output *output, const struct key_info *key);

#endif
