/*
 * effect: what model_update wants done outside the model, as rows of effects.def.  app/effects.c
 * runs each one through keystore/ or net/.  The result comes back as an action with the same
 * `request`. Whoever runs an effect owns what is in it.
 */
#ifndef WALLET_MODEL_EFFECT_H
#define WALLET_MODEL_EFFECT_H

#include "wallet/model/action.h"

enum effect_type {
#define EFFECT(id, how, result, readonly, payload, waits_for) EFFECT_##id,
#include "wallet/model/effects.def"
#undef EFFECT
	EFFECT_COUNT
};

enum add_kind { ADD_MNEMONIC, ADD_IMPORT, ADD_WATCH };

/* A key to be stored. */
struct seal {
	struct key_info info;
	struct apikey *key;
};

/* A key that leaves the vault. */
struct handover_out {
	struct handover wish;
	char command[HANDOVER_COMMAND_SIZE];	/* for /bin/sh -c; way COMMAND */
	struct key_info info;
};

/* A request to Venice that needs an ADMIN key. */
struct key_request {
	char id[KEY_ID_SIZE];			/* id of the ADMIN key in the vault */
	struct address address;
	char venice_id[KEY_ID_SIZE];		/* KEY_READ, KEY_UPDATE, KEY_DELETE */
	struct key_options options;		/* KEY_CREATE */
	struct key_changes changes;		/* KEY_UPDATE */
};

/* A wallet to be stored. */
struct wallet_add {
	enum add_kind kind;
	char name[ACCOUNT_NAME_MAX + 1];
	struct address address;			/* WATCH */
	struct mnemonic *mnemonic;		/* MNEMONIC */
	char language[24];			/* MNEMONIC */
	struct passphrase *mnemonic_password;	/* MNEMONIC; NULL for none */
	struct import *import;			/* IMPORT */
	struct passphrase *password;
};

struct effect {
	enum effect_type type;
	uint32_t request;
	union {
		struct { struct account account; struct passphrase *password; } unlock;
		struct chain_batch chain;
		struct {
			struct address from;			/* SIGN_TX, SIGN_TEXT: who must sign */
			struct tx tx;				/* SIGN_TX */
			char *text;				/* SIGN_TEXT */
		};
		struct journal_entry *entry;			/* JOURNAL_WRITE, JOURNAL_NOTE */
		char journal_id[JOURNAL_ID_SIZE];		/* JOURNAL_CLOSE */
		struct {
			struct address address;
			uint8_t signature[65];
			char *token;
			bool is_challenge;		/* the token is the message of a challenge */
			struct key_options options;
		} mint;
		struct seal *seal;				/* SEAL */
		struct apikey *apikey;				/* SURRENDER */
		char key_id[KEY_ID_SIZE];			/* KEY_CHECK, KEY_OPEN, KEY_FORGET */
		struct { char id[KEY_ID_SIZE]; char model[MODEL_ID_SIZE]; } call;	/* PROBE */
		struct handover_out *handover;			/* KEY_COPY, KEY_HANDOVER */
		bool by_force;					/* HANDOVER_STOP */
		struct key_request *admin;			/* KEYS_LIST, KEY_CREATE, KEY_READ, KEY_UPDATE,
								   KEY_DELETE */
		struct { char id[KEY_ID_SIZE]; struct address address; unsigned days; } usage;	/* USAGE: the ADMIN
								   key, whose account, the last days */
		struct key_info *info;				/* KEY_RELABEL */
		struct { struct payment payment; bool has_nonce; } pay;	/* SIGN_PAYMENT; makes a missing nonce */
		struct { struct address from; char *header; } handed;	/* X402_PAY; the header is owned */
		struct {					/* X402_BALANCE, X402_LEDGER */
			struct x402_sign_in sign_in;
			unsigned limit, offset;			/* X402_LEDGER */
		} x402;
		struct { unsigned words; char language[24]; };	/* MNEMONIC */
		struct wallet_add add;				/* WALLET_ADD */
		struct task *task;
		struct setting_change *setting;			/* SETTING */
		struct node_choice node;			/* NODE */
		size_t network;					/* NETWORK: which of the model's networks */
		struct log_entry *log_entry;			/* LOG */
		struct address address;				/* TOKEN, FAUCET */
	};
};

/* A large payload is a pointer, which effects_add allocates. */
_Static_assert(sizeof(struct effect) <= 512, "a large payload of an effect is boxed");

struct effects {
	struct effect *items;	/* owned */
	size_t count;
};

/* Appends a zeroed effect, with its payload allocated if that is a pointer, and returns it.  The
 * pointer is valid until the next effects_add. */
struct effect *effects_add(struct effects *effects, enum effect_type type, uint32_t request);
void effects_append(struct effects *effects, struct effect *effect);	/* takes ownership of what is in it */
void effect_free(struct effect *effect);	/* wipes and frees what it still owns */
void effects_free(struct effects *effects);

/* The columns of effects.def. */
const char *effect_id(enum effect_type type);		/* "SIGN_TX", for tests */
enum action_type effect_result(enum effect_type type);	/* ACTION_NONE if it has no result */
bool effect_is_refused(enum effect_type type);		/* by --readonly */
bool effect_is_on_worker(enum effect_type type);
const char *effect_waits_for(enum effect_type type);	/* NULL if it is done at once */

#endif
