/*
 * action: everything that can happen to the model.  A person's wishes and the results of effects
 * are both actions, rows of actions.def.  Only model_update acts on them.
 */
#ifndef WALLET_MODEL_ACTION_H
#define WALLET_MODEL_ACTION_H

#include "wallet/base/amount.h"
#include "wallet/base/secret.h"
#include "wallet/eth/account.h"
#include "wallet/eth/chain.h"
#include "wallet/eth/fee_choice.h"
#include "wallet/model/flow.h"
#include "wallet/model/handover.h"
#include "wallet/model/journal_entry.h"
#include "wallet/model/log_entry.h"
#include "wallet/model/setting.h"
#include "wallet/model/task.h"
#include "wallet/venice/challenge.h"
#include "wallet/venice/jwt.h"
#include "wallet/venice/key.h"
#include "wallet/venice/key_check.h"
#include "wallet/venice/key_echo.h"
#include "wallet/venice/probe.h"
#include "wallet/venice/rpc_cost.h"
#include "wallet/venice/usage.h"
#include "wallet/venice/x402.h"

enum action_type {
	ACTION_NONE,
#define ACTION(id, name, help, owner, payload, traits) ACTION_##id,
#define RESULT(id, payload, traits) ACTION_##id,
#include "wallet/model/actions.def"
#undef ACTION
#undef RESULT
	ACTION_COUNT
};

enum import_kind { IMPORT_KEY, IMPORT_MNEMONIC, IMPORT_V3 };

/* The source of an imported wallet: typed text, or a file. */
struct import {
	enum import_kind kind;
	struct passphrase *typed;		/* key or words as typed; NULL: read the file */
	char file[1024];
	struct passphrase *file_password;	/* of a V3 file */
	char path[64];				/* derivation path; "" is the default */
	struct passphrase *mnemonic_password;	/* BIP-39's passphrase; NULL for none */
	char language[24];			/* the words' language; "" finds it out */
};

/* A wallet that a person wants to add. */
struct wallet_wish {
	char name[ACCOUNT_NAME_MAX + 1];
	struct address address;			/* WATCH */
	unsigned words;				/* NEW */
	char language[24];			/* NEW: the words' language; "" is English */
	struct passphrase *mnemonic_password;	/* NEW; BIP-39's passphrase; NULL for none */
	struct import *import;			/* IMPORT; owned */
	struct passphrase *password;
};

/* The first wallets of the list, which a person sees while all of it is read. */
struct glance {
	struct accounts first;
	size_t all;			/* how many the list has */
	size_t selected;		/* index in first: the one that will be current; first.count: none of them */
	bool was_wrong;			/* the list that was read does not begin so */
};

/* What was found on disk. */
struct loaded {
	struct accounts accounts;
	struct accounts book;		/* the address book … */
	size_t book_damaged;		/* … and how many of its files could not be read */
	struct key_list keys;
	struct journal journal;
	struct log_entries log;		/* the log, if it is shown */
	struct log_entries ledger;	/* the ledger, if there are policies */
	size_t damaged;			/* files that could not be read */
	struct err unread;		/* about the first of them that is a wallet; code NONE: none is */
	char note[320];			/* how others could change the home folder; "" if they cannot */
};

struct action {
	enum action_type type;
	int64_t now_ms;			/* wall clock, Unix ms; the loop sets it */
	uint32_t request;		/* results: the request number of the effect */
	bool ok;			/* results */
	bool only_asks;			/* wishes: it is only agreed to, and the command that asks does it itself */
	bool corrected;			/* results: the password opened only without the blanks at its end */
	struct err err;			/* results: set if !ok */
	int64_t elapsed_ms;		/* network results: how long it took */
	int64_t server_ms;		/* network results: the Date header, Unix ms; 0 if absent */
	union {
		size_t index;				/* SELECT_WALLET, MARK_WALLET, NETWORK; TX_SPEED_UP: the variant
							   plus one, 0 for the latest */
		struct fee_choice fee;			/* TX_FEE */
		struct passphrase *password;		/* PASSWORD */
		struct wallet_wish wallet;		/* WALLET_NEW, WALLET_IMPORT, WALLET_WATCH */
		/* WALLET_RENAME and the other wishes of wallet/model/task.h; owned. */
		struct task *task;
		struct handover *handover;		/* KEY_HANDOVER; owned */
		struct setting_change *setting;		/* SETTING; owned */
		struct node_choice node;		/* NODE */
		struct {				/* X402_TOP_UP; the wishes of wallet/model/plans.def */
			struct amount amount;
			struct address recipient;	/* where the plan has one */
			bool all;			/* instead of the amount: all there is of its token */
			unsigned slippage;		/* SWAP: how far the quote may slip, as slippage.h has it */
		};
		struct key_options options;		/* MINT, KEY_CREATE */
		struct {				/* MINT_BATCH */
			struct key_options options;
			bool another;			/* includes wallets that have such a key */
			struct accounts wallets;
		} batch;
		struct {				/* PLAN_BATCH: a plan for each of these */
			enum purpose purpose;
			struct amount amount;
			struct address recipient;
			bool all;
			struct accounts wallets;
		} plans;
		unsigned days;				/* USAGE: today included; 0: as many as are shown */
		char key_id[KEY_ID_SIZE];		/* KEY_REVEAL, KEY_COPY, KEY_CHECK, KEY_DELETE, KEY_FORGET,
							   KEY_ROTATE */
		struct { char id[KEY_ID_SIZE]; struct key_changes changes; } update;	/* KEY_UPDATE */
		struct { unsigned limit, offset; } ledger;	/* X402_TRANSACTIONS; limit 0: the most
								   that Venice gives at once */
		/* PROBE; model "": the cheapest one. */
		struct { char id[KEY_ID_SIZE]; char model[MODEL_ID_SIZE]; } wish;

		struct glance glanced;
		struct loaded loaded;
		struct address unlocked;		/* UNLOCKED: the address of its key */
		struct chain_replies chain;
		struct { char why[128]; int64_t for_ms; } node_waits;
		struct rpc_cost rpc_cost;		/* RPC_CHARGED: of one answer */
		/* instead: "" if no other node is asked. */
		struct { char host[CHAIN_HOST_SIZE], instead[CHAIN_HOST_SIZE], why[160]; } node_left;
		struct { struct buf raw; uint8_t hash[KECCAK_SIZE]; } signed_tx;
		struct { uint8_t signature[65]; struct address recovered; } signed_text;
		char journal_id[JOURNAL_ID_SIZE];	/* JOURNALLED; TX_FORGET, TX_FOLLOW, TX_LOOK, X402_SETTLE:
							   which entry; "": the next */
		struct {				/* TOKEN_GOT */
			char *token;			/* owned: a token, or the message of a challenge */
			bool is_challenge;
			struct challenge challenge;
		};
		struct {				/* MINTED */
			bool may_have_acted;		/* !ok: a key may have been made all the same */
			int refused;			/* ok: the key came with this HTTP status, a refusal; 0: no */
			struct key_info info;
			struct key_unsaid unsaid;
			struct apikey *key;
		} minted;
		struct {				/* SEALED */
			char id[KEY_ID_SIZE];		/* its id in the vault */
			struct apikey *key;		/* !ok: given back */
		} sealed;
		struct key_check check;			/* KEY_CHECKED */
		struct ai_models models;		/* MODELS_GOT */
		struct probe probe;			/* PROBED; !ok: says only whether the call may have acted */
		struct { char id[KEY_ID_SIZE]; struct apikey *key; } opened;
		struct { struct address address; struct key_list keys; } listed;	/* KEYS_LISTED */
		struct usage *usage;			/* USAGE_GOT; owned */
		struct { struct key_info info; struct key_unsaid unsaid; } read;	/* KEY_READ, KEY_UPDATED */
		struct { struct payment payment; uint8_t signature[X402_SIGNATURE_SIZE]; } signed_payment;
		struct x402_offers *x402_offers;	/* X402_OFFERED; owned; !ok: may be NULL */
		struct {				/* X402_PAID */
			bool sent;			/* !ok: Venice may have received it all the same */
			struct x402_receipt receipt;
		} x402_paid;
		struct x402_balance x402_balance;	/* X402_BALANCE_GOT */
		struct x402_ledger x402_ledger;		/* X402_LEDGER_GOT */
		struct mnemonic *mnemonic;		/* MNEMONIC_MADE */
		struct { struct account account; bool unlocked; } added;
		struct task_result task_done;
		struct tuning tuning;			/* SETTING_SAVED: what holds now */
		enum copied copied;			/* COPIED */
		char *output;				/* HANDED_OVER: owned; the command's output, NULL for none */
	};
};

/* Frees what the action still owns.  model_update has taken what it keeps. */
void action_free(struct action *action);

/* Every action in the queue is as large as the largest one, so a large payload is a pointer. */
_Static_assert(sizeof(struct action) <= 1024, "a large payload of an action is boxed");

/* The palette's name, "new-wallet"; NULL for results. */
const char *action_name(enum action_type type);
const char *action_help(enum action_type type);
enum flow_id action_owner(enum action_type type);	/* the flow that a wish belongs to; NONE for results */
const char *action_id(enum action_type type);		/* "WALLET_NEW", for tests */

/* The traits of actions.def. */
bool action_is_result(enum action_type type);
bool action_needs_address(enum action_type type);
bool action_answers(enum action_type type);
bool action_keeps_agreed(enum action_type type);
bool action_uses_agreed(enum action_type type);
bool action_is_from_venice(enum action_type type);

void import_free(struct import *import);	/* wipes its secrets */

#endif
