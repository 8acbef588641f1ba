/*
 * task: what a person does with wallets that are there, and with the home folder
 * as a whole.  Each wish is one job for keystore/; one runs at a time.
 */
#ifndef WALLET_MODEL_TASK_H
#define WALLET_MODEL_TASK_H

#include "wallet/base/secret.h"
#include "wallet/eth/account.h"
#include "wallet/venice/key.h"

#define TASK_ACCOUNTS_LISTED 20

enum task_kind {
	TASK_RENAME,
	TASK_PASSWORD,
	TASK_REMOVE,
	TASK_EXPORT,		/* the V3 file */
	TASK_EXPORT_KEY,	/* the bare key */
	TASK_EXPORT_MNEMONIC,	/* the bare words */
	TASK_ACCOUNTS,		/* which accounts the words give */
	TASK_DERIVE,		/* store one of them */
	TASK_KEY_ADD,		/* an API key from elsewhere, into the vault */
	TASK_BACKUP,
	TASK_RESTORE,
	TASK_LOG,		/* the log, to a file */
	TASK_KINDS
};

/* What each kind needs of its wallet, and what follows from it. */
struct task_rules {
	const char *event;	/* in the log; NULL: it changes nothing */
	bool name;		/* a new one */
	bool key;		/* not watch-only */
	bool own;		/* not in another program's folder */
	bool idle;		/* nothing may be going on meanwhile */
	bool reload;		/* what is on disk has changed */
	const char *before, *after;	/* what is said, around the wallet's name; NULL: nothing */
};

const struct task_rules *task_rules(enum task_kind kind);

struct task {
	enum task_kind kind;
	struct account account;			/* whose; not for BACKUP, RESTORE and LOG */
	char name[ACCOUNT_NAME_MAX + 1];	/* RENAME, DERIVE */
	char path[64];				/* derivation path: DERIVE; ACCOUNTS: the first, "" for the wallet's
						   own row */
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

struct task_result {
	struct account account;			/* RENAME, DERIVE: as it is now */
	struct derived_accounts derived;	/* ACCOUNTS */
	size_t files;				/* BACKUP, RESTORE; LOG: records */
};

struct model;

void task_free(struct task *task);		/* wipes its secrets */
void task_result_free(struct task_result *result);

/* Whether nothing stands against the wish; else err says what. */
MUST_USE bool task_may(const struct model *model, const struct task *task, struct err *err);

/* What goes with a wallet when it is removed. */
struct task_loss {
	bool last_copy;		/* no other file here holds the same key */
	size_t keys;		/* sealed API keys that then no longer open */
};
void task_loss(struct task_loss *out, const struct model *model, const struct account *account);

#endif
