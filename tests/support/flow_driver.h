/*
 * flow_driver: a model with nothing around it.  Actions go in, the effects that
 * come out wait in a list until the test answers them as app/ would.
 *
 * Whatever a test is about, the driver also holds what must always be true:
 * nothing is signed unconfirmed or by another wallet, nothing sent that is not
 * journalled, no mint posted while an earlier one may have acted, no key tested
 * unconfirmed, nothing but a token signed as text, no payment handed over while another
 * one of its wallet could still be taken, and no TICK that leaves its deadline in the past.
 */
#ifndef TESTS_FLOW_DRIVER_H
#define TESTS_FLOW_DRIVER_H

#include "tests/support/flow_node.h"
#include "tests/support/unit.h"
#include "wallet/model/model.h"

#define PASSWORD_RIGHT "correct horse"
#define MINUTE_MS INT64_C(60000)

struct driver {
	struct model model;
	struct effects pending;		/* not answered yet */
	int64_t now_ms;
	int64_t skew_ms;		/* Venice's clock minus ours */
	int64_t token_life_ms;
	const char *bad_token;		/* given in place of a token; NULL: a token is given */
	bool challenges;		/* a challenge is given in place of a token */
	const char *statement;		/* what it goes on to say */
	bool challenge_read;		/* one was confirmed */
	bool test_confirmed;		/* a test call was, and is not out yet */

	struct flow_node node;
	struct accounts accounts;	/* "alpha", "beta" and "cold", which is watch-only */
	struct key_list vault;
	struct key_list venice;		/* what its list holds */
	struct journal journal;
	struct key_info minted;		/* what Venice answers; type and limits as asked where `as_asked` */
	bool as_asked;
	bool silent;			/* it repeats no limit, though it stores what was asked */
	bool cannot_pay;		/* the account has nothing to spend */
	bool disk_full;			/* the journal and the vault refuse */
	enum copied copied;		/* what becomes of a key for the clipboard */

	bool is_open;			/* app/'s signer */
	struct address signer;
	size_t confirmed;		/* reviews confirmed and not yet signed */
	uint8_t shown_hash[KECCAK_SIZE];	/* to be signed, as the last review confirmed showed it */
	bool in_doubt;			/* a mint may have acted */
	struct address doubtful[16];	/* with these wallets */
	size_t doubts;
	struct x402_offers offers;	/* what Venice wants to be paid by */
	bool agreed;			/* somebody has said yes to … */
	struct payment agreed_to;	/* … this payee and amount */
	struct flow_payment *payments;	/* handed over, oldest first; owned */
	size_t payment_count;
	unsigned ids;
	size_t count[EFFECT_COUNT];	/* effects so far */
};

void driver_open(struct driver *driver);		/* loaded, locked, nothing pending */
void driver_open_headless(struct driver *driver);
void driver_close(struct driver *driver);
void driver_restart(struct driver *driver);		/* as after kill -9: files stay */

/* Actions.  driver_apply frees the action. */
void driver_apply(struct driver *driver, struct action *action);
void driver_do(struct driver *driver, enum action_type type);
void driver_agree(struct driver *driver);		/* to a wish that is held, if one is */
void driver_select(struct driver *driver, size_t index);
void driver_top_up(struct driver *driver, uint64_t usdc);	/* whole ones */
void driver_stake(struct driver *driver, uint64_t vvv);
void driver_plan(struct driver *driver, enum purpose purpose, uint64_t amount);
void driver_forget_tx(struct driver *driver);		/* the one that is followed */
void driver_mint(struct driver *driver);		/* no limits, INFERENCE */
void driver_password(struct driver *driver, const char *text);
void driver_unlock(struct driver *driver);		/* the right password, answered */
void driver_advance(struct driver *driver, int64_t ms);	/* time passes, then TICK */
void driver_tick(struct driver *driver);		/* TICK at the model's deadline */
void driver_pass(struct driver *driver, int64_t ms);	/* time passes, and all that comes up meanwhile is answered */

/* The first effect of this type that waits.  driver_expect fails without one. */
struct effect *driver_find(struct driver *driver, enum effect_type type);
struct effect *driver_expect(struct driver *driver, enum effect_type type);
void driver_expect_none(struct driver *driver, enum effect_type type);
void driver_forget(struct driver *driver, enum effect_type type);	/* drops all that wait */

/* Answers the first of this type: as it should be, or with an error. */
void driver_answer(struct driver *driver, enum effect_type type);
void driver_refuse(struct driver *driver, enum effect_type type, enum err_code code);
void driver_refuse_with(struct driver *driver, enum effect_type type, const struct err *err);
/* What is left unsaid about a payment: whether it was sent, and whether it was taken. */
void driver_refuse_payment(struct driver *driver, const struct err *err, bool sent, bool taken);
void driver_refuse_mint(struct driver *driver, const struct err *err, bool may_have_acted);
/* A mint for this wallet may have acted. */
void driver_doubt(struct driver *driver, struct address address);
/* Answers the node's part of a transaction's preflight, up to the review or a failure. */
void driver_preflight(struct driver *driver);
/* Answers everything that waits, and what comes of it. */
void driver_settle(struct driver *driver);

/* A wallet's refresh, answered; clears what waits besides. */
void driver_refresh(struct driver *driver);

/* States seen so far in this process; fails where one is missing. */
void driver_assert_all_visited(const bool *visited, size_t count);
extern bool driver_mint_visited[MINT_STATE_COUNT], driver_tx_visited[TX_STATE_COUNT],
	driver_plan_visited[PLAN_STATE_COUNT],
	driver_test_visited[PROBE_STATE_COUNT], driver_topup_visited[TOPUP_STATE_COUNT];

/* One more wallet with a key, named by its number; known once loaded again. */
void driver_add_wallet(struct driver *driver, unsigned number);
void driver_reload(struct driver *driver);

/* Puts a key on Venice's list. */
void driver_list_key(struct driver *driver, const struct key_info *key);

/* The newest line of the message line. */
const char *driver_said(const struct driver *driver);
/* A challenge for this wallet, issued then, that ends so much later.  The caller frees it. */
char *driver_challenge(const struct driver *driver, struct address address, int64_t issued_ms, int64_t life_ms);
/* A token text that ends then, Unix seconds. */
char *driver_token(int64_t expires);
bool driver_journal_has(const struct driver *driver, enum journal_kind kind);

#endif
