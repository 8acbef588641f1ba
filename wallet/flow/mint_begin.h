/*
 * mint_begin: the ways in which flow_mint begins, and begins again.  Each is for the selected wallet,
 * and sets an error that says why where that wallet cannot mint.
 */
#ifndef WALLET_FLOW_MINT_BEGIN_H
#define WALLET_FLOW_MINT_BEGIN_H

#include "wallet/flow/mint.h"

void mint_begin_token(struct model *model, struct effects *effects);	/* gets a token, and no more */
void mint_begin(struct model *model, const struct key_options *options, struct effects *effects);
/* Mints with a stored ADMIN key in place of token and signature.  `replaces` is the id of the key
 * that the new one replaces, "" for none.  False if it cannot begin; the reason was said. */
MUST_USE bool mint_begin_with_admin(struct model *model, const struct key_options *options, const char *admin_id,
				    const char *replaces, struct effects *effects);
/* For the mint doctor: everything of a mint but its last step. */
void mint_begin_rehearsal(struct model *model, struct effects *effects);

/* Readies the wallet whose mint failed, whichever is selected now; false if it cannot mint. */
MUST_USE bool mint_begin_again(struct model *model, struct effects *effects);
/* Goes on with what MINT_BACKOFF waited for, or with what was readied again. */
void mint_begin_after_wait(struct model *model, struct effects *effects);
/* Begins again with a fresh token, unless an ADMIN key mints. */
void mint_begin_new_token(struct model *model, struct effects *effects);

#endif
