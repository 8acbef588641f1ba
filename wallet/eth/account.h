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
	bool foreign;				/* it is in another program's folder, which rialto only reads */
	char file[256];				/* name inside its folder */
	bool marked;				/* the person marked it for work on several wallets at once */
};

struct accounts {
	struct account *items;		/* owned; sorted by name */
	size_t count;
};

void accounts_free(struct accounts *accounts);
void accounts_copy(struct accounts *out, const struct accounts *in);	/* out is overwritten */

/* False if the file does not tell the address, as cast's files do not.  The address is then zero
 * until the wallet has been opened once; nothing may be sent to it or asked of it. */
bool account_has_address(const struct account *account);

/* Writes the address for people, or a few words if it is not known. */
void account_format_address(char out[ADDRESS_TEXT_SIZE], const struct account *account);
void account_format_address_short(char out[ADDRESS_SHORT_SIZE], const struct account *account);

/* Are both the same file?  Its name and address may have changed meanwhile. */
bool account_same_file(const struct account *a, const struct account *b);

/* Finds an account by its name (also as it is shown, without joiners) or by its address text.  NULL
 * if there is none. */
const struct account *accounts_find(const struct accounts *accounts, const char *name_or_address);
/* May a wallet have this name?  WALLET_EXISTS if another has it, or has one that people could take
 * for it (lookalike.h).  `but` is the wallet that is being renamed, or NULL. */
MUST_USE bool accounts_check_free(const struct accounts *accounts, const char *name, const struct account *but,
				  struct err *err);
/* The same for an entry of the address book. */
MUST_USE bool accounts_check_in_book(const struct accounts *book, const char *name, const struct account *but,
				     struct err *err);

const struct account *accounts_at(const struct accounts *accounts, struct address address);	/* NULL for zero */

const char *account_kind_name(enum account_kind kind);	/* "key", "mnemonic", "watch" */

/* A name is 1 to ACCOUNT_NAME_MAX bytes of clean UTF-8, without a slash, a leading dash or dot, or
 * spaces at its ends, and does not read as an address. */
MUST_USE bool account_check_name(const char *name, struct err *err);

#endif
