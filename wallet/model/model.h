/*
 * model: the one state of the program, and the only function that changes it.
 *
 * model_update does no I/O and knows no clock.  Time comes in with the action, and what must be
 * done goes out as effects.
 */
#ifndef WALLET_MODEL_MODEL_H
#define WALLET_MODEL_MODEL_H

#include "wallet/base/words_look.h"
#include "wallet/eth/balances.h"
#include "wallet/eth/contracts.h"
#include "wallet/model/allowances.h"
#include "wallet/model/batch.h"
#include "wallet/model/handover.h"
#include "wallet/model/key_admin.h"
#include "wallet/model/mint.h"
#include "wallet/model/plan.h"
#include "wallet/model/plan_batch.h"
#include "wallet/model/policy.h"
#include "wallet/model/probe.h"
#include "wallet/model/quote.h"
#include "wallet/model/setting.h"
#include "wallet/model/topup.h"
#include "wallet/model/tx.h"
#include "wallet/model/tx_final.h"
#include "wallet/model/tx_watch.h"
#include "wallet/model/usage.h"
#include "wallet/model/x402.h"
#include "wallet/model/asked.h"
#include "wallet/model/errand.h"
#include "wallet/model/flow.h"

#define REFRESH_MS 30000		/* between two readings of the balances, unless set */
#define MESSAGE_SIZE 256
#define MESSAGE_HISTORY 64

struct message {
	int64_t time_ms;
	bool is_error;
	enum err_code of;		/* the failure that it tells of, where that matters later; NONE: it does not */
	char text[MESSAGE_SIZE];
};

#define NODE_NEWS 8

struct health {
	bool known, ok;
	int64_t latency_ms;
	int64_t checked_ms;
	struct err err;
};

/* The walkthrough's rows. */
enum step { STEP_WALLET, STEP_FUND, STEP_APPROVE, STEP_STAKE, STEP_TOKEN, STEP_SIGN, STEP_MINT, STEP_KEY, STEP_COUNT };
enum step_status { STEP_TODO, STEP_CURRENT, STEP_BUSY, STEP_DONE, STEP_FAILED };

struct model {
	struct network network;
	const struct network *networks;	/* those that the program can go on with; not owned */
	size_t network_count;
	bool arrived;			/* another network was left for this one */
	bool readonly;
	bool headless;			/* a command runs: no refresh by itself, no error panel, and finished
					   journal entries stay open until it has printed */
	bool agreed_beforehand;		/* the command was given --yes: nobody reads a review */
	bool resume_journal;		/* follow the transactions that the journal has */
	int64_t now_ms;			/* the time of the last action */
	unsigned updates;		/* counts the actions: nothing here changes without one … */
	unsigned changes;		/* … and those that may have changed anything but the time */
	int64_t server_offset_ms;	/* server's clock minus ours */
	bool server_clock_known;
	uint64_t random;		/* state for jitter; seeded by app/ */
	uint32_t next_request;
	struct errands errands;		/* what is being done outside */
	unsigned char flow_seen[FLOW_END];	/* each flow's state as the log knows it */
	unsigned char flow_order[FLOW_COUNT];	/* the order in which the flows are asked; any will do */
	bool quitting;

	bool loaded;			/* the first LOADED has come */
	struct glance glance;		/* shown until then; nothing is done with it */
	bool resumed;			/* rialto has taken up what the journal held at the start */
	struct accounts accounts;
	unsigned accounts_changes;	/* counts the changes of their names and addresses */
	struct accounts book;		/* the addresses that a person has given names … */
	size_t book_damaged;		/* … and how many files of theirs could not be read */
	size_t selected;		/* index in accounts */
	char wanted_wallet[64];		/* name or address to select at the first LOADED; "" for none */
	size_t marked;			/* number of marked wallets */
	bool select_pending;		/* select select_address once LOADED has brought it */
	struct address select_address;
	struct balances *balances;	/* owned; one for each account */
	struct key_list keys;		/* the vault's and Venice's, one row each */
	unsigned keys_changes;		/* counts the changes of them */
	struct key_list listed;		/* what Venice listed for the accounts asked about */
	struct journal journal;		/* what is in flight, and what is still being proved */
	size_t damaged;			/* files that could not be read */
	struct err unread;		/* about the first of them that is a wallet; code NONE: none is */

	/* Reading balances */
	bool no_multicall;
	struct flow refresh;			/* err: why the last one failed; code NONE if it did not */
	size_t balances_first;			/* of the accounts last asked about: see refresh.c */
	size_t balances_together;		/* as many as were answered at once; 0: nobody refused the most */
	uint64_t balances_at;			/* the block that is asked about; 0: the latest */
	bool balances_block_only;		/* the request that is out asks which block that is */
	int64_t balances_next_ms;
	uint64_t block;
	struct staking_terms terms;		/* as they were when the balances were read last */
	int64_t chain_ahead_ms;			/* the latest block's time when they were read, minus ours,
						 * ms; 0: not known */
	struct health rpc, api;
	char rpc_host[CHAIN_HOST_SIZE];		/* the node that answered last; "" if that is not known */
	char node_news[NODE_NEWS][MESSAGE_SIZE];	/* ring: which node was left and why, as it was told */
	size_t node_news_count;
	struct rpc_cost rpc_cost;	/* of Venice's RPC, since the program began */

	/* The lock */
	bool unlocked;
	struct address unlocked_address;
	int64_t lock_at_ms;		/* Unix ms; 0: as soon as nothing uses it */
	struct tuning tuning;
	unsigned locks;			/* how often it has been locked */
	struct flow session;		/* account: the one its request opens; err: why the last password was refused */
	bool want_password;
	char after_unlock_key[KEY_ID_SIZE];	/* a key to reveal, hand over or check once its wallet is unlocked */
	enum action_type after_unlock;

	/* Adding a wallet */
	struct flow wallets;
	char wallet_name[ACCOUNT_NAME_MAX + 1];
	struct passphrase *wallet_password;	/* owned until it is stored */
	char wallet_language[24];
	struct passphrase *wallet_mnemonic_password;	/* owned until it is stored; NULL for none */
	struct mnemonic *mnemonic;		/* fresh words that are being shown; owned */
	words_look_at *look_at_words;		/* helps while words are typed; from keystore/; NULL: no help */

	/* Work on wallets that exist. */
	struct {
		FLOW_HEAD(unsigned);			/* err: why the last one was refused; code NONE */
		enum task_kind kind;
		struct derived_accounts derived;	/* shown on the screen; count 0: none */
		struct account derived_of;
		struct balances *balances;		/* owned; one for each derived account */
		uint32_t balances_request;
		struct err balances_err;
	} task;

	struct asked asked;
	enum flow_id reviewed;			/* the flow whose review is shown, or next to be; NONE: none is */
	struct review agreed;			/* what the person agreed to and is not used up; count 0: nothing */
	struct flow_tx tx;
	struct tx_watch watch;
	struct tx_final tx_final;
	struct tx_numbers numbers;
	struct amount max_tip;			/* the most that a transaction may tip in all; a setting */
	struct fee_choice fee;			/* what a transaction offers, unless chosen otherwise; a setting */
	struct flow_plan plan;
	struct flow_plan_batch plan_batch;
	struct flow_allowances allowances;
	struct flow_mint mint;
	struct flow_batch batch;
	struct flow_key_admin key_admin;
	struct flow_usage usage;
	struct flow_x402 x402;
	struct flow_probe probe;
	struct flow_topup topup;
	struct flow_quote quote;

	/* Keys */
	struct flow key_open;
	char key_wished[KEY_ID_SIZE];		/* the key that was last to be revealed, handed over or checked … */
	enum action_type key_wish;		/* … and which of these */
	char revealed_id[KEY_ID_SIZE];
	struct apikey *revealed;		/* owned, as long as it is shown */
	struct handover_state handover;
	struct key_check *checks;		/* owned; the results so far */
	size_t check_count;

	struct log_entries log;			/* of earlier runs and of this one */
	struct log_entries ledger;		/* what was signed away; only kept if there are policies */
	const struct policy *policies;		/* a setting; not owned */
	size_t policy_count;

	const struct setting_rows *settings;	/* for a person to look at; not owned; NULL: there are none */
	struct flow setting;			/* err: why the last change was refused */
	struct setting_change setting_wish;	/* the last one */

	struct flow node;			/* err: why the last choice was refused */
	struct node_choice node_wish;		/* the last one */

	struct flow faucet;
	struct err error;			/* shown in the error panel; code NONE if that is closed */
	enum flow_id failed;			/* the flow whose failure was shown last, to which RETRY goes */
	int64_t error_ms;			/* when the error came */
	struct message messages[MESSAGE_HISTORY];	/* ring; the newest is messages[(message_count - 1) %
							   MESSAGE_HISTORY] */
	size_t message_count;
};

/* How the program begins.  A field that is 0 or NULL has its default. */
struct setup {
	const struct network *network;
	uint64_t random_seed;
	bool readonly, headless, agreed_beforehand, resume_journal;	/* as in struct model */
	const char *wanted_wallet;
	const struct tuning *tuning;
	const struct setting_rows *settings;		/* not owned; must outlive the model */
	const struct amount *max_tip;
	const struct fee_choice *fee;
	words_look_at *look_at_words;
	const struct handover_command *handovers;	/* not owned; must outlive the model */
	size_t handover_count;
	const struct policy *policies;			/* the same */
	size_t policy_count;
	const struct network *networks;			/* the same: those that the program can go on with */
	size_t network_count;
	bool arrived;					/* as in struct model */
};

void model_init(struct model *model, const struct setup *setup);
void model_free(struct model *model);		/* wipes what it held */

/* Applies action and appends to effects.  It takes what it keeps out of action; the caller still
 * calls action_free. */
void model_update(struct model *model, struct action *action, struct effects *effects);

/* When model_update next wants a TICK, Unix ms; 0 for never. */
int64_t model_deadline(const struct model *model);

/* True while the screen shows a countdown, which must be drawn each second. */
bool model_counts_down(const struct model *model);

/* Questions about the state, for the screen and the command line. */
enum want model_want(const struct model *model);
enum step walkthrough_step(const struct model *model);			/* the current step */
enum step_status walkthrough_status(const struct model *model, enum step step);
/* One line with a step's facts ("10 VVV · block 38201101"), and one on what Enter will do. */
void walkthrough_detail(char *out, size_t size, const struct model *model, enum step step);
const char *walkthrough_hint(const struct model *model);
/* What Enter takes out of a contract in place of the current step; UNKNOWN: it does the step. */
enum purpose walkthrough_offer(const struct model *model);
bool model_busy(const struct model *model);		/* True while a request of the person's is being worked on. */
/* True while a transaction is prepared or on its way: no other may begin. */
bool model_transacting(const struct model *model);
/* How many decimals an amount has on the screen, where `usual` suit the place. */
unsigned model_decimals(const struct model *model, unsigned usual);
const struct account *model_account(const struct model *model);		/* selected; NULL if there are none */
const struct balances *model_balances(const struct model *model);	/* the selected wallet's; NULL if unknown */
const struct key_info *model_key(const struct model *model, const char *id);
const struct key_check *model_check(const struct model *model, const char *id);
int64_t model_server_now(const struct model *model);

/* For the flows. */
void model_leave(struct model *model, struct effects *effects);	/* ends what each does, because this run ends */
uint32_t model_request(struct model *model);				/* a new request number */
void model_say(struct model *model, bool is_error, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Notes which failure the last message tells of; and whether it tells of that one. */
void model_said_of(struct model *model, enum err_code code);
bool model_tells_of(const struct model *model, enum err_code code);
void model_fail(struct model *model, const struct err *err);		/* in the message line and error panel */
/* The same; RETRY then goes to that flow. */
void model_fail_of(struct model *model, enum flow_id flow, const struct err *err);
bool model_unlocked_for(const struct model *model, struct address address);

#endif
