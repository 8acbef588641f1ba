/*
 * flow_driver: a model with nothing around it.  Actions go in.  The effects that come out wait in a
 * list until the test answers them as app/ would.
 *
 * Whatever a test is about, the driver also checks what must always hold: nothing is signed
 * unconfirmed or by another wallet; nothing is sent that is not in the journal; no mint is posted
 * while an earlier one may have acted; no key is tested unconfirmed; only a token is signed as
 * text; no payment is made while another one of its wallet could still be taken; and no TICK leaves
 * its deadline in the past.
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
	const char *bad_token;		/* given instead of a token; NULL: a token is given */
	bool challenges;		/* a challenge is given instead of a token */
	const char *statement;		/* the end of its statement */
	bool challenge_read;		/* a challenge was confirmed */
	bool test_confirmed;		/* a test call was confirmed and not sent yet */

	struct flow_node node;
	struct accounts accounts;	/* "alpha", "beta" and "cold", which is watch-only */
	struct key_list vault;
	struct key_list venice;		/* the keys on Venice's list */
	struct journal journal;
	struct log_entries ledger;	/* what app/ wrote there */
	struct key_info minted;		/* Venice's answer; with `as_asked`, type and limits are those asked for */
	bool as_asked;
	bool silent;			/* Venice repeats no limit, though it stores what was asked */
	bool cannot_pay;		/* the account has nothing to spend */
	bool disk_full;			/* writing the journal and the vault fails */
	enum copied copied;		/* the outcome of copying a key to the clipboard */

	bool is_open;			/* app/ has an open wallet */
	struct address signer;
	bool agreed_to_all;		/* the list of a plan for several wallets was confirmed, and it still goes on */
	size_t confirmed;		/* reviews that were confirmed and not signed yet */
	uint8_t shown_hash[KECCAK_SIZE];	/* what the last confirmed review said would be signed */
	bool in_doubt;			/* a mint may have acted */
	struct address doubtful[16];	/* for these wallets */
	size_t doubts;
	struct x402_offers offers;	/* the ways to pay that Venice offers */
	bool agreed;			/* somebody has agreed */
	struct payment agreed_to;	/* to this payee and amount */
	struct flow_payment *payments;	/* payments made, oldest first; owned */
	size_t payment_count;
	unsigned ids;
	size_t count[EFFECT_COUNT];	/* effects so far, of each type */
};

void driver_open(struct driver *driver);		/* loaded, locked, nothing pending */
void driver_open_headless(struct driver *driver);
void driver_close(struct driver *driver);
void driver_restart(struct driver *driver);		/* like kill -9 and a new start: files stay */

/* Apply actions. driver_apply frees the action. */
void driver_apply(struct driver *driver, struct action *action);
void driver_do(struct driver *driver, enum action_type type);
void driver_agree(struct driver *driver);		/* says yes to a wish that waits for it, if one does */
void driver_select(struct driver *driver, size_t index);
void driver_top_up(struct driver *driver, uint64_t usdc);	/* whole USDC */
void driver_stake(struct driver *driver, uint64_t vvv);
void driver_plan(struct driver *driver, enum purpose purpose, uint64_t amount);
void driver_forget_tx(struct driver *driver);		/* forgets the transaction that is followed */
void driver_mint(struct driver *driver);		/* an INFERENCE key without limits */
void driver_password(struct driver *driver, const char *text);
void driver_unlock(struct driver *driver);		/* gives the right password and answers that */
void driver_advance(struct driver *driver, int64_t ms);	/* lets time pass, then applies TICK */
void driver_tick(struct driver *driver);		/* applies TICK at the model's deadline */
void driver_pass(struct driver *driver, int64_t ms);	/* lets time pass and answers all that comes up meanwhile */

/* Returns the first pending effect of this type. driver_expect fails when there is none. */
struct effect *driver_find(struct driver *driver, enum effect_type type);
struct effect *driver_expect(struct driver *driver, enum effect_type type);
void driver_expect_none(struct driver *driver, enum effect_type type);
void driver_forget(struct driver *driver, enum effect_type type);	/* drops all pending ones */

/* Answers the first effect of this type: with success, or with an error. */
void driver_answer(struct driver *driver, enum effect_type type);
void driver_refuse(struct driver *driver, enum effect_type type, enum err_code code);
void driver_refuse_with(struct driver *driver, enum effect_type type, const struct err *err);
/* Refuses a payment.  Says whether it was sent and whether it was taken, which the error leaves open. */
void driver_refuse_payment(struct driver *driver, const struct err *err, bool sent, bool taken);
void driver_refuse_mint(struct driver *driver, const struct err *err, bool may_have_acted);
/* Notes that a mint for this wallet may have acted. */
void driver_doubt(struct driver *driver, struct address address);
/* Answers the node's part of a transaction's preflight, up to the review or to a failure. */
void driver_preflight(struct driver *driver);
/* Answers everything that is pending, and what comes of that. */
void driver_settle(struct driver *driver);

/* Refreshes a wallet and answers that.  Drops whatever else is pending. */
void driver_refresh(struct driver *driver);

/* Fails when a state was not visited by any test of this program. */
void driver_assert_all_visited(const bool *visited, size_t count);
extern bool driver_mint_visited[MINT_STATE_COUNT], driver_tx_visited[TX_STATE_COUNT],
	driver_plan_visited[PLAN_STATE_COUNT],
	driver_test_visited[PROBE_STATE_COUNT], driver_topup_visited[TOPUP_STATE_COUNT];

/* Adds a wallet with a key, named by its number.  The model knows it after the next load. */
void driver_add_wallet(struct driver *driver, unsigned number);
void driver_reload(struct driver *driver);

/* Puts a key on Venice's list. */
void driver_list_key(struct driver *driver, const struct key_info *key);

/* Returns the newest message. */
const char *driver_said(const struct driver *driver);
/* Returns a challenge for this wallet, issued at that time, that ends that much later.  The
 * caller frees it. */
char *driver_challenge(const struct driver *driver, struct address address, int64_t issued_ms, int64_t life_ms);
/* Returns the text of a token that ends at that time, in Unix seconds. */
char *driver_token(int64_t expires);
bool driver_journal_has(const struct driver *driver, enum journal_kind kind);

#endif
