/*
 * recipient: what is known here of an address that something is to be sent to.  Nobody reads forty
 * digits, so whoever wants to be paid by mistake makes an address that begins and ends like one
 * that was used before.
 */
#ifndef WALLET_MODEL_RECIPIENT_H
#define WALLET_MODEL_RECIPIENT_H

#include "wallet/eth/account.h"

struct model;

struct recipient {
	char name[ACCOUNT_NAME_MAX + 1];	/* of a wallet here, or in the address book; "" for none */
	unsigned times;				/* how often something was sent to it, as far as the log goes … */
	int64_t last_ms;			/* … and when last */
	bool is_like;				/* it is not known, but begins and ends like `like`, which is */
	struct address like;
	char like_name[ACCOUNT_NAME_MAX + 1];	/* "" for none */
};

/* Reads the name of a wallet here or of the address book, or an address.  No name can be taken for
 * an address. */
MUST_USE bool recipient_find(struct address *out, const struct model *model, const char *text, struct err *err);

void recipient_look(struct recipient *out, const struct model *model, struct address address);

/* Counts only how often something was sent to it, and when last. */
void recipient_count(struct recipient *out, const struct model *model, struct address address);

/* Do both begin and end with the same digits, though they are not the same? */
bool recipient_alike(struct address a, struct address b);

/* BAD_RECIPIENT if what is sent would be lost: the address is nobody's, a contract that rialto
 * knows, or the wallet that sends it. */
MUST_USE bool recipient_check(struct address address, struct address from, struct err *err);

#endif
