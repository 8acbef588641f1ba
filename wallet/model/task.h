/*
 * task: what a person does with existing wallets, and with the home folder as a whole.  Each wish
 * is one job for keystore/; one job runs at a time.
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
	TASK_EXPORT_KEY,	/* the key in the clear */
	TASK_EXPORT_MNEMONIC,	/* the words in the clear */
	TASK_ACCOUNTS,		/* which accounts the words can have */
	TASK_DERIVE,		/* store one of them */
	TASK_KEY_ADD,		/* an API key from elsewhere, into the vault */
	TASK_BACKUP,
	TASK_RESTORE,
	TASK_LOG,		/* the log, to a file */
	TASK_BOOK_ADD,		/* an address, into the address book; the account is the entry, here and below */
	TASK_BOOK_RENAME,
	TASK_BOOK_REMOVE,
	TASK_KINDS
};

/* What each kind of task needs of its wallet, and what happens after it. */
struct task_rules {
	const char *event;	/* its name in the log; NULL: it changes nothing */
	bool name;		/* it takes a new name */
	bool key;		/* it needs a key: not for a watch-only wallet */
	bool own;		/* not for a wallet in another program's folder */
	bool entry;		/* its account is an entry of the address book, and so is what it names */
	bool idle;		/* nothing else may be going on meanwhile */
	bool reload;		/* it changes what is on disk */
	const char *before, *after;	/* the words around the wallet's name when it is done; NULL: nothing is said */
};

const struct task_rules *task_rules(enum task_kind kind);

struct task {
	enum task_kind kind;
	struct account account;			/* its wallet; not for BACKUP, RESTORE and LOG */
	char name[ACCOUNT_NAME_MAX + 1];	/* RENAME, DERIVE, BOOK_ADD, BOOK_RENAME */
	char path[64];				/* derivation path: DERIVE; ACCOUNTS: the first one, "" for the wallet's
						   own row */
	char file[1024];			/* EXPORT and its siblings, BACKUP, RESTORE, LOG; ~ is expanded */
	char text[64];				/* LOG: only entries that contain it */
	bool overwrite;				/* RESTORE: replaces files of the same name */
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
	struct account account;			/* RENAME, DERIVE, BOOK_ADD, BOOK_RENAME: the account afterwards */
	struct derived_accounts derived;	/* ACCOUNTS */
	size_t files;				/* BACKUP, RESTORE: files; LOG: entries */
};

struct model;

void task_free(struct task *task);		/* wipes its secrets */
void task_result_free(struct task_result *result);

/* May the wish be carried out?  If not, err says why. */
MUST_USE bool task_may(const struct model *model, const struct task *task, struct err *err);

/* What is lost when a wallet is removed. */
struct task_loss {
	bool last_copy;		/* no other file here has the same key */
	size_t keys;		/* number of sealed API keys that can then no longer be opened */
};
void task_loss(struct task_loss *out, const struct model *model, const struct account *account);

#endif
