/* account: what is known of a wallet without a password. */
#ifndef WALLET_ETH_ACCOUNT_H
#define WALLET_ETH_ACCOUNT_H

#include "wallet/eth/address.h"

enum account_kind { ACCOUNT_KEY, ACCOUNT_MNEMONIC, ACCOUNT_WATCH };

#define ACCOUNT_NAME_MAX 32	/* bytes */

struct account {
	char name[ACCOUNT_NAME_MAX + 1];	/* clean UTF-8, unique in a keystore */
	struct address address;			/* see account_has_address */
	enum account_kind kind;
	bool foreign;				/* in another program's folder, which is only read */
	char file[256];				/* name inside its folder */
	bool marked;				/* by the person, for what is done with many at once */
};

struct accounts {
	struct account *items;		/* owned; sorted by name */
	size_t count;
};

void accounts_free(struct accounts *accounts);
void accounts_copy(struct accounts *out, const struct accounts *in);	/* out is overwritten */

/* False where the file does not say it, as cast's do not: the address is zero until
 * the wallet has been opened once.  Nothing may be sent to it or asked of it. */
bool account_has_address(const struct account *account);

/* For people: a few words where it is not known. */
void account_format_address(char out[ADDRESS_TEXT_SIZE], const struct account *account);
void account_format_address_short(char out[ADDRESS_SHORT_SIZE], const struct account *account);

/* Are both the same file?  Names and addresses may change meanwhile. */
bool account_same_file(const struct account *a, const struct account *b);

/* By name, also as it is shown, without joiners; or by address text.  NULL when absent. */
const struct account *accounts_find(const struct accounts *accounts, const char *name_or_address);
/* May a wallet be called that?  WALLET_EXISTS where one is, or where another's name could be
 * taken for it (lookalike.h); `but` is the one that is renamed, NULL for none. */
MUST_USE bool accounts_check_free(const struct accounts *accounts, const char *name, const struct account *but,
				  struct err *err);

const struct account *accounts_at(const struct accounts *accounts, struct address address);	/* NULL for zero */

const char *account_kind_name(enum account_kind kind);	/* "key", "mnemonic", "watch" */

/* 1 to ACCOUNT_NAME_MAX bytes of clean UTF-8, no slash, no leading dash or dot, no
 * spaces at the ends, and not something that reads as an address. */
MUST_USE bool account_check_name(const char *name, struct err *err);

#endif
