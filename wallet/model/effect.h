/*
 * effect: what model_update wants done outside the model.  app/effects.c runs
 * each through keystore/ or net/, and its result comes back as an action with
 * the same `request`.  Whoever runs an effect owns what is in it.
 */
#ifndef WALLET_MODEL_EFFECT_H
#define WALLET_MODEL_EFFECT_H

#include "wallet/model/action.h"

enum effect_type {
	EFFECT_LOAD,		/* read keystore, vault and journal → LOADED */
	EFFECT_UNLOCK,		/* open a wallet; on a worker → UNLOCKED */
	EFFECT_LOCK,		/* wipe the open wallet; no result */
	EFFECT_CHAIN,		/* ask the node → CHAIN */
	EFFECT_SIGN_TX,		/* → SIGNED_TX */
	EFFECT_SIGN_TEXT,	/* EIP-191 → SIGNED_TEXT */
	EFFECT_JOURNAL_WRITE,	/* → JOURNALLED */
	EFFECT_JOURNAL_NOTE,	/* write down what was seen of an entry; no result */
	EFFECT_JOURNAL_CLOSE,	/* no result */
	EFFECT_TOKEN,		/* GET generate_web3_key → TOKEN_GOT */
	EFFECT_MINT,		/* POST generate_web3_key → MINTED */
	EFFECT_SEAL,		/* store an API key → SEALED */
	EFFECT_KEY_CHECK,	/* open a key, ask rate_limits and balance → KEY_CHECKED */
	EFFECT_MODELS,		/* GET models → MODELS_GOT */
	EFFECT_PROBE,	/* open a key, call a model with it: it costs → KEY_TESTED */
	EFFECT_KEY_OPEN,	/* → KEY_OPENED */
	EFFECT_KEYS_LIST,	/* with an ADMIN key → KEYS_LISTED */
	EFFECT_KEY_CREATE,	/* with an ADMIN key → MINTED */
	EFFECT_KEY_READ,	/* GET api_keys/{id}, with an ADMIN key → KEY_READ */
	EFFECT_KEY_UPDATE,	/* with an ADMIN key → KEY_UPDATED */
	EFFECT_KEY_DELETE,	/* with an ADMIN key → KEY_DELETED */
	EFFECT_KEY_FORGET,	/* remove a key from the vault → KEY_FORGOTTEN */
	EFFECT_KEY_RELABEL,	/* seal a key again with what is now known of it → KEY_RELABELLED */
	EFFECT_KEY_COPY,	/* open a key, hand it to the clipboard → COPIED */
	EFFECT_SIGN_PAYMENT,	/* → SIGNED_PAYMENT */
	EFFECT_X402_OFFER,	/* ask what there is to pay → X402_OFFERED */
	EFFECT_X402_PAY,	/* hand a payment over → X402_PAID */
	EFFECT_X402_BALANCE,	/* sign in, ask → X402_BALANCE_GOT */
	EFFECT_X402_LEDGER,	/* sign in, ask → X402_LEDGER_GOT */
	EFFECT_KEY_HANDOVER,	/* open a key, write it to a file or give it to a command → HANDED_OVER */
	EFFECT_HANDOVER_STOP,	/* ask the command to end, or end it; no result of its own */
	EFFECT_CLIPBOARD_CLEAR,	/* → CLIPBOARD_CLEARED */
	EFFECT_MNEMONIC,	/* make new words → MNEMONIC_MADE */
	EFFECT_WALLET_ADD,	/* store a wallet; on a worker → WALLET_ADDED */
	EFFECT_TASK,		/* a wish of wallet/model/task.h; on a worker → TASK_DONE */
	EFFECT_FAUCET,		/* → FAUCET_DONE */
	EFFECT_LOG,		/* add a line to the log; no result */
	EFFECT_CANCEL,		/* drop the request in hand; its result will not come */
	EFFECT_QUIT,
	EFFECT_COUNT
};

enum add_kind { ADD_MNEMONIC, ADD_IMPORT, ADD_WATCH };

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
		struct journal_entry entry;			/* JOURNAL_WRITE, JOURNAL_NOTE */
		char journal_id[JOURNAL_ID_SIZE];		/* JOURNAL_CLOSE */
		struct {
			struct address address;
			uint8_t signature[65];
			char *token;
			bool is_challenge;		/* the token is a challenge's message */
			struct key_options options;
		} mint;
		struct { struct key_info info; struct apikey *key; } seal;
		char key_id[KEY_ID_SIZE];			/* KEY_CHECK, KEY_OPEN, KEY_FORGET */
		struct { char id[KEY_ID_SIZE]; char model[MODEL_ID_SIZE]; } call;	/* KEY_TEST */
		struct {					/* KEY_COPY, KEY_HANDOVER */
			struct handover wish;
			char command[HANDOVER_COMMAND_SIZE];	/* for /bin/sh -c; way COMMAND */
			struct key_info info;
		} handover;
		bool by_force;					/* HANDOVER_STOP */
		struct {					/* KEYS_LIST, KEY_CREATE, KEY_READ, KEY_UPDATE, KEY_DELETE */
			char id[KEY_ID_SIZE];			/* of the ADMIN key, in the vault */
			struct address address;
			char venice_id[KEY_ID_SIZE];		/* KEY_READ, KEY_UPDATE, KEY_DELETE */
			struct key_options options;		/* KEY_CREATE */
			struct key_changes changes;		/* KEY_UPDATE */
		} admin;
		struct key_info info;				/* KEY_RELABEL */
		struct { struct payment payment; bool has_nonce; } pay;	/* SIGN_PAYMENT; without, one is made */
		struct { struct address from; char *header; } handed;	/* X402_PAY; the header is owned */
		struct {					/* X402_BALANCE, X402_LEDGER */
			struct x402_sign_in sign_in;
			unsigned limit, offset;			/* X402_LEDGER */
		} x402;
		struct { unsigned words; char language[24]; };	/* MNEMONIC */
		struct {
			enum add_kind kind;
			char name[ACCOUNT_NAME_MAX + 1];
			struct address address;			/* WATCH */
			struct mnemonic *mnemonic;		/* MNEMONIC */
			char language[24];			/* MNEMONIC */
			struct passphrase *mnemonic_password;	/* MNEMONIC; NULL for none */
			struct import *import;			/* IMPORT */
			struct passphrase *password;
		} add;
		struct task *task;
		struct log_entry record;				/* RECORD */
		struct address address;				/* TOKEN, FAUCET */
	};
};

struct effects {
	struct effect *items;	/* owned */
	size_t count;
};

/* Appends a zeroed effect and returns it; valid until the next. */
struct effect *effects_add(struct effects *effects, enum effect_type type, uint32_t request);
void effect_free(struct effect *effect);	/* wipes and frees what it still owns */
void effects_free(struct effects *effects);

#endif
