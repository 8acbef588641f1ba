/*
 * care: what a person does with wallets that are there, and with the home folder
 * as a whole.  Each wish is one job for keystore/; one runs at a time.
 */
#ifndef WALLET_CARE_H
#define WALLET_CARE_H

#include "wallet/account.h"
#include "wallet/key.h"
#include "wallet/secret.h"

#define CARE_ACCOUNTS_LISTED 20

enum care_kind {
	CARE_RENAME,
	CARE_PASSWORD,
	CARE_REMOVE,
	CARE_EXPORT,		/* the V3 file */
	CARE_EXPORT_KEY,	/* the bare key */
	CARE_EXPORT_MNEMONIC,	/* the bare words */
	CARE_ACCOUNTS,		/* which accounts the words give */
	CARE_DERIVE,		/* store one of them */
	CARE_KEY_ADD,		/* an API key from elsewhere, into the vault */
	CARE_BACKUP,
	CARE_RESTORE,
	CARE_LOG,		/* the log, to a file */
	CARE_KINDS
};

struct care {
	enum care_kind kind;
	struct account account;			/* whose; not for BACKUP, RESTORE and LOG */
	char name[ACCOUNT_NAME_MAX + 1];	/* RENAME, DERIVE */
	char path[64];				/* derivation path: DERIVE; ACCOUNTS: the first, "" for the wallet's own row */
	char file[1024];			/* EXPORT and its siblings, BACKUP, RESTORE, LOG; ~ is expanded */
	char text[64];				/* LOG: only records that contain it */
	bool overwrite;				/* RESTORE: files of the same name are replaced */
	struct passphrase *password;		/* of the wallet or the backup */
	struct passphrase *new_password;	/* PASSWORD */
	struct apikey *key;			/* KEY_ADD */
	struct key_info key_info;		/* KEY_ADD: its type, description, network and time */
};

struct derived_account {
	char path[64];
	struct address address;
};

struct derived_accounts {
	struct derived_account *items;	/* owned */
	size_t count;
};

struct care_result {
	struct account account;			/* RENAME, DERIVE: as it is now */
	struct derived_accounts derived;	/* ACCOUNTS */
	size_t files;				/* BACKUP, RESTORE; LOG: records */
};

struct action;
struct effects;
struct model;

void care_free(struct care *care);		/* wipes its secrets */
void care_result_free(struct care_result *result);

/* Whether nothing stands against the wish; else err says what. */
MUST_USE bool care_may(const struct model *model, const struct care *care, struct err *err);
bool care_update(struct model *model, struct action *action, struct effects *effects);
void care_forget(struct model *model);		/* the list of accounts */

/* What goes with a wallet when it is removed. */
struct care_loss {
	bool last_copy;		/* no other file here holds the same key */
	size_t keys;		/* sealed API keys that then no longer open */
};
void care_loss(struct care_loss *out, const struct model *model, const struct account *account);

#endif
