/*
 * setting: the settings of the configuration as a person sees them: what each is, what holds now, and where that comes
 * from.  The program's outside fills them in.
 */
#ifndef WALLET_MODEL_SETTING_H
#define WALLET_MODEL_SETTING_H

#include <stddef.h>

#include "wallet/base/err.h"

#define SETTING_ROWS_MAX 24
#define SETTING_NAME_SIZE 32
#define SETTING_VALUE_SIZE 256
#define SETTING_MISTAKES_MAX 128
#define SETTING_MISTAKE_SIZE 256

struct setting_row {
	const char *name, *help;
	const char *form;		/* what it may be: "yes or no" */
	const char *usual;		/* what holds without it; "" for nothing */
	char value[SETTING_VALUE_SIZE];	/* what holds now, as the file would say it; sanitised */
	char from[64];			/* "usual", "config, line 3", "--mouse", "RIALTO_WALLET" */
	bool changes;			/* a person can change it on the screen */
	bool switches;			/* it is yes or no */
};

/* A mistake in the file that was passed over. */
struct setting_mistake {
	unsigned line, column;
	char text[SETTING_MISTAKE_SIZE];	/* "line 3, column 1: …"; sanitised */
};

struct setting_rows {
	struct setting_row items[SETTING_ROWS_MAX];
	size_t count;
	char file[1100];		/* the path of the configuration; sanitised */
	char rest[160];			/* what else it has: "1 network, 2 policies"; "" for nothing */
	struct setting_mistake mistakes[SETTING_MISTAKES_MAX];	/* in the order of the file */
	size_t mistake_count;
	bool (*may_be)(const char *name, const char *value);	/* may the setting have this value? */
};

/* The settings that the model works by and that may change while it does. */
struct tuning {
	int64_t lock_after_ms;		/* idle time before the lock */
	int64_t refresh_ms;		/* between two readings of the balances; 0: only when asked for */
	int decimals;			/* that amounts have at most on the screen; -1: as many as suit the place */
};

/* A wish to change one; owned by whoever has it. */
struct setting_change {
	char name[SETTING_NAME_SIZE];
	char value[SETTING_VALUE_SIZE];	/* "": take it out of the file */
};

/* A wish to have a network asked through Venice's RPC, or through its own nodes alone. */
struct node_choice {
	size_t network;			/* index among the model's */
	bool venice;
	char key[80];			/* id of the key that pays; "": the newest of the wallet in use */
};

#endif
