/* mint: what the model knows of the mint in hand.  wallet/flow/mint.h works on it. */
#ifndef WALLET_MODEL_MINT_H
#define WALLET_MODEL_MINT_H

#include "wallet/eth/keccak.h"
#include "wallet/base/amount.h"
#include "wallet/base/secret.h"
#include "wallet/model/flow.h"
#include "wallet/model/journal_entry.h"
#include "wallet/venice/jwt.h"
#include "wallet/venice/key_check.h"

struct model;

enum mint_state {
	MINT_IDLE,
	MINT_GETTING,		/* the token was asked for */
	MINT_TOKEN,		/* the token is there; waits for MINT */
	MINT_REVIEW,		/* a challenge is shown; waits for CONFIRM or CANCEL */
	MINT_UNLOCK,
	MINT_SIGNING,
	MINT_JOURNALLING,
	MINT_POSTING,
	MINT_BACKOFF,		/* until retry_at_ms */
	MINT_SEALING,
	MINT_UNSEALED,		/* minted, but the disk refused it: RETRY seals again */
	MINT_CONFIRMING,	/* the stored key is read back with an ADMIN key */
	MINT_CHECKING,		/* Venice is asked what the fresh key can do */
	MINT_DONE,
	MINT_FAILED,
	MINT_UNKNOWN,
	MINT_STATE_COUNT
};

#define MINT_EVIDENCE_TEXT 1200

/* What rialto found out about why a mint failed. */
struct mint_evidence {
	bool has_token;
	int64_t token_age_ms, token_life_ms;	/* by the server's clock */
	bool has_text;				/* the server sent something to sign, even if it was refused */
	uint8_t text_hash[KECCAK_SIZE];
	char header[160], claims[480];		/* a token's, decoded; "" if it is none */
	char text[MINT_EVIDENCE_TEXT];		/* a challenge's text, or the beginning of what is neither */
	bool posted;
	int64_t elapsed_ms;			/* how long the answer to the POST took */
	bool has_signature;
	struct address recovered;		/* the address that the signature recovers to */
	bool has_svvv;
	struct amount svvv;
	uint64_t svvv_block;
	/* Why the chain does not say; code NONE: it was not asked, or is being asked. */
	struct err chain_err;
	uint32_t request;
};

struct flow_mint {
	FLOW_HEAD(enum mint_state);
	bool wanted;			/* sign and post as soon as there is a token */
	bool rehearsal;			/* stop before anything is journalled or posted */
	struct key_options options;
	char admin_id[KEY_ID_SIZE];	/* the stored key that vouches for the new one; "": the wallet signs */
	char replaces[KEY_ID_SIZE];	/* the key that will be deleted for the new one; "": none */

	char *token;			/* owned; NULL if there is none */
	bool is_challenge;		/* the token is an EIP-4361 text */
	char *confirmed;		/* owned: the challenge that the person agreed to; NULL: none */
	struct jwt jwt;			/* set if it is no challenge */
	int64_t token_got_ms, token_ends_ms;	/* by the server's clock, Unix ms */
	uint8_t signature[65];
	struct address recovered;
	char intent[JOURNAL_ID_SIZE];	/* journal id; "" if nothing is journalled */
	int64_t intent_ms;		/* when it was posted, to find the key if it is orphaned */

	unsigned tries;
	int64_t retry_at_ms;		/* by the local clock */
	struct mint_evidence evidence;

	struct apikey *unsealed;	/* MINT_UNSEALED only; owned */
	bool seal_when_unlocked;	/* its wallet was not open */
	struct key_info minted;
	int refused;			/* the key came with this HTTP status, a refusal; 0: it did not */
	bool differs;			/* the key is not what was asked for; err says how */
	bool checked;
	struct key_check check;
	struct err check_err;		/* why the check itself failed */
};

bool flow_mint_running(const struct flow_mint *flow);
/* True if a key is being asked for, or is there but not stored yet. */
bool flow_mint_wants_room(const struct flow_mint *flow);
/* True if a minted key cannot be stored because another wallet is open, or none. */
bool flow_mint_seal_waits(const struct model *model);
/* Milliseconds that the token still lives, by the server's clock; 0 if there is none. */
int64_t flow_mint_token_left(const struct model *model);

#endif
