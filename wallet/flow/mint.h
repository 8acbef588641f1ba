/*
 * flow_mint: from Venice's validation token to a key sealed on disk.
 *
 * get token → (token in hand, counting down) → unlock → sign → journal → post →
 * seal → (read back) → check → done
 *
 * Where Venice hands out a challenge instead of a token, the person reads it
 * before the unlocking; only then is it signed, and posted, in the token's place.
 *
 * A transient failure waits in MINT_BACKOFF and goes on by itself while the
 * token lives.  A post that may have been acted on is never sent again: the
 * flow ends in MINT_UNKNOWN, and the journal keeps the intent until the person
 * has looked.
 */
#ifndef WALLET_FLOW_MINT_H
#define WALLET_FLOW_MINT_H

#include "wallet/model/effect.h"

struct model;

enum mint_state {
	MINT_IDLE,
	MINT_GETTING,		/* the token was asked for */
	MINT_TOKEN,		/* in hand; waits for MINT */
	MINT_REVIEW,		/* of a challenge; waits for CONFIRM or CANCEL */
	MINT_UNLOCK,
	MINT_SIGNING,
	MINT_JOURNALLING,
	MINT_POSTING,
	MINT_BACKOFF,		/* until retry_at_ms */
	MINT_SEALING,
	MINT_UNSEALED,		/* minted, but the disk refused it: RETRY seals again */
	MINT_CONFIRMING,	/* the stored key is read back with an ADMIN key */
	MINT_CHECKING,		/* what the fresh key can do */
	MINT_DONE,
	MINT_FAILED,
	MINT_UNKNOWN,
	MINT_STATE_COUNT
};

#define MINT_EVIDENCE_TEXT 1200

/* What is known about a failure, found out here: why it failed. */
struct mint_evidence {
	bool has_token;
	int64_t token_age_ms, token_life_ms;	/* on the server's clock */
	bool has_text;				/* something came to be signed, if only to be refused */
	uint8_t text_hash[KECCAK_SIZE];
	char header[160], claims[480];		/* of a token, decoded; "" where it is none */
	char text[MINT_EVIDENCE_TEXT];		/* of a challenge, or the beginning of what is neither */
	bool posted;
	int64_t elapsed_ms;			/* until the answer to the POST came */
	bool has_signature;
	struct address recovered;		/* what the signature recovers to */
	bool has_svvv;
	struct amount svvv;
	uint64_t svvv_block;
	struct err chain_err;			/* why the chain does not say; code NONE: it was not asked, or is being asked */
	uint32_t request;
};

struct flow_mint {
	enum mint_state state;
	uint32_t request;
	struct account account;
	bool wanted;			/* go on to sign and post as soon as there is a token */
	bool rehearsal;			/* stop before anything is journalled or posted */
	struct key_options options;
	char admin_id[KEY_ID_SIZE];	/* the stored key that vouches for the new one; "": the wallet signs */
	char replaces[KEY_ID_SIZE];	/* the key that is to be deleted for the new one; "": none */

	char *token;			/* owned; NULL while there is none */
	bool is_challenge;		/* the token is an EIP-4361 text */
	char *confirmed;		/* owned: the challenge the person agreed to; NULL: none */
	struct jwt jwt;			/* where it is none */
	int64_t token_got_ms, token_ends_ms;	/* server's clock, Unix ms */
	uint8_t signature[65];
	struct address recovered;
	char intent[JOURNAL_ID_SIZE];	/* "" while nothing is journalled */
	int64_t intent_ms;		/* when it was posted, for finding the orphan */

	unsigned tries;
	int64_t retry_at_ms;		/* local clock */
	struct err err;			/* FAILED, BACKOFF, UNKNOWN, UNSEALED */
	struct mint_evidence evidence;

	struct apikey *unsealed;	/* MINT_UNSEALED only; owned */
	bool seal_when_unlocked;	/* its wallet was not open */
	struct key_info minted;
	bool differs;			/* the key is not what was asked; err says how */
	bool checked;
	struct key_check check;
	struct err check_err;		/* the check itself failed */
};

void flow_mint_token(struct model *model, struct effects *effects);	/* TOKEN */
void flow_mint_start(struct model *model, const struct key_options *options, struct effects *effects);
/* The same with a stored ADMIN key in place of token and signature; replaces is the id of
 * the key it is made for, "" for none.  False where it cannot begin, which has been said. */
MUST_USE bool flow_mint_create(struct model *model, const struct key_options *options, const char *admin_id,
			       const char *replaces, struct effects *effects);
bool flow_mint_update(struct model *model, struct action *action, struct effects *effects);
/* Goes on where unlocking was waited for; called after every update. */
void flow_mint_step(struct model *model, struct effects *effects);
/* Takes up the mints LOADED found in the journal: done ones are closed, others are UNKNOWN. */
void flow_mint_resume(struct model *model, struct effects *effects);

bool flow_mint_running(const struct flow_mint *flow);
/* A key is asked for, or is there and not stored yet. */
bool flow_mint_wants_room(const struct flow_mint *flow);
/* A minted key cannot be stored because its wallet is not the one that is open. */
bool flow_mint_seal_waits(const struct model *model);
int64_t flow_mint_deadline(const struct flow_mint *flow);
/* Milliseconds the token still lives, by the server's clock; 0 without one. */
int64_t flow_mint_token_left(const struct model *model);
void flow_mint_reset(struct flow_mint *flow);

/* For its parts: mint_token, mint_post and mint_seal. */
void flow_mint_end(struct model *model, enum mint_state state, const struct err *err, struct effects *effects);
void flow_mint_fail_code(struct model *model, enum err_code code, const char *words, struct effects *effects);
/* A transient failure waits and goes on by itself, unless that takes too long; any other
 * ends the flow. */
void flow_mint_fail_or_wait(struct model *model, const struct err *err, struct effects *effects);
void flow_mint_drop_token(struct flow_mint *flow);

#endif
