#include "tests/screen/trial.h"

#include <sys/wait.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"

struct stage *trial_stage;

static const struct {
	enum tried where;
	const char *why_not;
} tried[ROW_COUNT] = {
	[ROW_NONE] = { TRIED_NOWHERE, "it is no failure" },
	[ROW_USAGE] = { TRIED_NOWHERE, "of the command line: tests/e2e/usage.test.mjs" },
	[ROW_INVALID_INPUT] = { TRIED_HERE, NULL },
	[ROW_NEEDS_ANSWER] = { TRIED_NOWHERE, "where there is no terminal: tests/e2e/usage.test.mjs" },
	[ROW_TERMINAL] = { TRIED_HERE, NULL },
	[ROW_READONLY] = { TRIED_NOWHERE, "said before anything begins, without a panel: tests/unit/tui_enter.c" },
	[ROW_POLICY_CAP] = { TRIED_NOWHERE, "of --yes: on the screen the word is typed, policy_test.c; tests/e2e/policy.test.mjs" },
	[ROW_POLICY_DAY] = { TRIED_NOWHERE, "of --yes: tests/e2e/policy.test.mjs" },
	[ROW_POLICY_RECIPIENT] = { TRIED_NOWHERE, "of --yes: tests/e2e/policy.test.mjs" },
	[ROW_POLICY_EXPIRED] = { TRIED_NOWHERE, "of --yes: tests/e2e/policy.test.mjs" },
	[ROW_USED_MORE] = { TRIED_NOWHERE, "of --fail-above: tests/e2e/used.test.mjs" },
	[ROW_INTERRUPTED] = { TRIED_NOWHERE, "of a command: the screen leaves by a signal, exit_test.c" },
	[ROW_CANCELLED] = { TRIED_HERE, NULL },
	[ROW_NO_WALLET] = { TRIED_NOWHERE, "said before anything begins, without a panel: tests/unit/tui_enter.c" },
	[ROW_WALLET_AMBIGUOUS] = { TRIED_NOWHERE, "on the screen one wallet is always the current one" },
	[ROW_WALLET_NOT_FOUND] = { TRIED_HERE, NULL },
	[ROW_WALLET_UNREADABLE] = { TRIED_HERE, NULL },
	[ROW_WALLET_EXISTS] = { TRIED_HERE, NULL },
	[ROW_WATCH_ONLY] = { TRIED_NOWHERE, "said before anything begins, without a panel: tests/unit/tui_enter.c" },
	[ROW_WRONG_PASSWORD] = { TRIED_HERE, NULL },
	[ROW_PASSWORD_NEEDED] = { TRIED_NOWHERE, "a wallet in use does not lock; the screen asks in place of failing" },
	[ROW_KEYSTORE_BAD] = { TRIED_HERE, NULL },
	[ROW_KEYSTORE_UNSUPPORTED] = { TRIED_HERE, NULL },
	[ROW_KEYSTORE_LIMITS] = { TRIED_HERE, NULL },
	[ROW_MNEMONIC_BAD] = { TRIED_HERE, NULL },
	[ROW_KEY_NOT_FOUND] = { TRIED_HERE, NULL },
	[ROW_KEY_EXISTS] = { TRIED_HERE, NULL },
	[ROW_NO_ADMIN_KEY] = { TRIED_HERE, NULL },
	[ROW_HANDOVER_FAILED] = { TRIED_NOWHERE, "in a dialog of its own: handover_test.c" },
	[ROW_BACKUP_BAD] = { TRIED_HERE, NULL },
	[ROW_HOME_NOT_EMPTY] = { TRIED_HERE, NULL },
	[ROW_FOREIGN_KEYSTORE] = { TRIED_HERE, NULL },
	[ROW_VAULT_BAD] = { TRIED_HERE, NULL },
	[ROW_JOURNAL_BAD] = { TRIED_NOWHERE, "at the start it is counted with what else cannot be read: tests/unit/wallet_flow_wallets.c" },
	[ROW_CONFIG_BAD] = { TRIED_HERE, NULL },
	[ROW_BUSY] = { TRIED_HERE, NULL },
	[ROW_DISK_FULL] = { TRIED_HERE, NULL },
	[ROW_READ_ONLY_DISK] = { TRIED_HERE, NULL },
	[ROW_PERMISSION] = { TRIED_HERE, NULL },
	[ROW_UNSAFE_FILE] = { TRIED_HERE, NULL },
	[ROW_IO] = { TRIED_HERE, NULL },
	[ROW_TOO_FEW_FILES] = { TRIED_HERE, NULL },
	[ROW_OUT_OF_MEMORY] = { TRIED_NOWHERE, "the screen ends by it: tests/e2e/out_of_memory.test.mjs" },
	[ROW_CLOCK] = { TRIED_NOWHERE, "of 'doctor'; on the screen the difference is reckoned with: tests/e2e/challenge.test.mjs" },
	[ROW_INTERNAL] = { TRIED_NOWHERE, "nothing outside leads to it" },
	[ROW_TX_UNDERPRICED] = { TRIED_NOWHERE, "said of what waits, without a panel: wallet_flow_tx_replace.c" },
	[ROW_TX_POOL_FULL] = { TRIED_NOWHERE, "said of what waits, without a panel: tx_test.c" },
	[ROW_TX_IN_FLIGHT] = { TRIED_NOWHERE, "said of what waits, without a panel: wallet_flow_tx_replace.c" },
	[ROW_TX_FEE_CAP] = { TRIED_NOWHERE, "said of what waits, without a panel: wallet_flow_tx_replace.c" },
	[ROW_TX_BLOCKED] = { TRIED_NOWHERE, "said of what waits, without a panel: wallet_flow_tx_replace.c" },
	[ROW_TX_INVALID] = { TRIED_NOWHERE, "said of what waits, without a panel: wallet_flow_tx_replace.c" },
	[ROW_UNREACHABLE] = { TRIED_OUT, NULL },
	[ROW_TIMEOUT] = { TRIED_NOWHERE, "it takes a minute: tests/unit/net_transfers.c has a shorter one" },
	[ROW_CONNECTION_CUT] = { TRIED_OUT, NULL },
	[ROW_PROXY_UNREACHABLE] = { TRIED_OUT, NULL },
	[ROW_PROXY_CREDENTIALS] = { TRIED_OUT, NULL },
	[ROW_PROXY_REFUSED] = { TRIED_OUT, NULL },
	[ROW_PROXY_FAILED] = { TRIED_OUT, NULL },
	[ROW_CERTIFICATES] = { TRIED_OUT, NULL },
	[ROW_TLS] = { TRIED_OUT, NULL },
	[ROW_INSECURE_URL] = { TRIED_OUT, NULL },
	[ROW_BAD_ANSWER] = { TRIED_OUT, NULL },
	[ROW_WEB_PAGE] = { TRIED_OUT, NULL },
	[ROW_FAUCET] = { TRIED_OUT, NULL },
	[ROW_RPC_UNAUTHORIZED] = { TRIED_OUT, NULL },
	[ROW_RPC_PAYMENT] = { TRIED_OUT, NULL },
	[ROW_RPC_FORBIDDEN] = { TRIED_OUT, NULL },
	[ROW_RPC_NOT_FOUND] = { TRIED_OUT, NULL },
	[ROW_RPC_TOO_LARGE] = { TRIED_OUT, NULL },
	[ROW_RPC_LIMITED] = { TRIED_OUT, NULL },
	[ROW_RPC_UNAVAILABLE] = { TRIED_OUT, NULL },
	[ROW_RPC_REFUSED] = { TRIED_OUT, NULL },
	[ROW_RPC_UNSUPPORTED] = { TRIED_OUT, NULL },
	[ROW_RPC_WEB_PAGE] = { TRIED_OUT, NULL },
	[ROW_RPC_REDIRECTED] = { TRIED_OUT, NULL },
	[ROW_RPC_BEHIND] = { TRIED_NOWHERE, "another node answers; the message line says it: tests/e2e/nodes.test.mjs" },
	[ROW_NODES_DISAGREE] = { TRIED_OUT, NULL },
	[ROW_RPC_LOCKED] = { TRIED_NOWHERE, "of Venice as the node: venice_rpc_test.c" },
	[ROW_RPC_NO_KEY] = { TRIED_NOWHERE, "of Venice as the node: venice_rpc_test.c" },
	[ROW_RPC_KEY_REFUSED] = { TRIED_NOWHERE, "of Venice as the node: tests/e2e/venice_rpc.test.mjs" },
	[ROW_RPC_CREDITS] = { TRIED_NOWHERE, "of Venice as the node: venice_rpc_test.c" },
	[ROW_WRONG_CHAIN] = { TRIED_OUT, NULL },
	[ROW_NO_CONTRACT] = { TRIED_OUT, NULL },
	[ROW_REVERTED] = { TRIED_OUT, NULL },
	[ROW_RPC] = { TRIED_OUT, NULL },
	[ROW_GAS_TOO_HIGH] = { TRIED_OUT, NULL },
	[ROW_FEE_NOT_BELIEVED] = { TRIED_OUT, NULL },
	[ROW_NONCE_UNSURE] = { TRIED_NOWHERE, "it is waited out first: tx_test.c" },
	[ROW_MARKET_THIN] = { TRIED_OUT, NULL },
	[ROW_PRICE_MOVED] = { TRIED_NOWHERE, "the price must move between two questions: tests/unit/wallet_flow_swap.c" },
	[ROW_MARKET_UNREADABLE] = { TRIED_OUT, NULL },
	[ROW_NEEDS_ETH] = { TRIED_OUT, NULL },
	[ROW_NEEDS_VVV] = { TRIED_OUT, NULL },
	[ROW_NEEDS_SVVV] = { TRIED_OUT, NULL },
	[ROW_NEEDS_DIEM] = { TRIED_OUT, NULL },
	[ROW_NEEDS_USDC] = { TRIED_OUT, NULL },
	[ROW_BAD_RECIPIENT] = { TRIED_NOWHERE, "the form refuses it while it is typed: tests/unit/tui_forms.c, tests/e2e/send.test.mjs" },
	[ROW_COOLDOWN] = { TRIED_OUT, NULL },
	[ROW_NOTHING_THERE] = { TRIED_OUT, NULL },
	[ROW_X402_REFUSED] = { TRIED_OUT, NULL },
	[ROW_SIGN_IN_MISSING] = { TRIED_OUT, NULL },
	[ROW_X402_UNKNOWN] = { TRIED_OUT, NULL },
	[ROW_TX_REVERTED] = { TRIED_NOWHERE, "the chain must change between simulation and mining: tests/unit/wallet_flow_tx_follow.c" },
	[ROW_TX_REPLACED] = { TRIED_NOWHERE, "another signer of the same key must be quicker: tests/unit/wallet_flow_tx_follow.c" },
	[ROW_TX_CANCELLED] = { TRIED_NOWHERE, "the person wished for it: no panel, tx_test.c" },
	[ROW_TX_UNKNOWN] = { TRIED_NOWHERE, "only a command gives up waiting: tests/unit/wallet_flow_tx_follow.c" },
	[ROW_CHALLENGE_REFUSED] = { TRIED_NOWHERE, "where challenges are handed out: challenge_test.c" },
	[ROW_STATEMENT_UNKNOWN] = { TRIED_NOWHERE, "of --yes alone; the screen shows the whole text: tests/e2e/challenge.test.mjs" },
	[ROW_TEST_UNKNOWN] = { TRIED_NOWHERE, "of a test call: key_detail_test.c" },
	[ROW_NOT_A_TOKEN] = { TRIED_OUT, NULL },
	[ROW_MINT_UNKNOWN] = { TRIED_NOWHERE, "of every answer that leaves it open: errors_answers_test.c" },
	[ROW_MINT_DIFFERS] = { TRIED_OUT, NULL },
	[ROW_HTTP_OTHER] = { TRIED_OUT, NULL },
};

struct terminal *trial_start(const char *options)
{
	return stage_start(trial_stage, ROWS_LINES, ROWS_COLS, options);
}

void trial_staked(void)
{
	stage_staked(trial_stage);
}

struct terminal *trial_to_approve(const char *options)
{
	return step_open_funded(trial_stage, ROWS_LINES, ROWS_COLS, options);
}

struct terminal *trial_to_token(const char *options)
{
	return step_open_staked(trial_stage, ROWS_LINES, ROWS_COLS, options);
}

void trial_unlock(struct terminal *terminal)
{
	terminal_keys(terminal, "u");
	step_password(terminal, "Unlock agent-1");
}

void trial_mint(struct terminal *terminal)
{
	terminal_keys(terminal, "m");
	terminal_wait(terminal, TRIAL_MINT_FORM);
	terminal_keys(terminal, "<Enter>");
}

void trial_minted(struct terminal *terminal)
{
	terminal_wait(terminal, TRIAL_NEW_KEY);
	terminal_keys(terminal, "<Esc>");
	terminal_wait_gone(terminal, TRIAL_NEW_KEY);
}

void trial_closes(struct terminal *terminal, enum row_id id)
{
	static const struct lead lead = { "STOP", ROW_NONE, NULL, NULL, NULL, NULL };

	row_follow(terminal, id, &lead);
}

void trial_leads(struct terminal *terminal, enum row_id id, const char *offer, const char *shows)
{
	struct lead lead = { rows[id].remedy, id, offer, shows, NULL, NULL };

	row_follow(terminal, id, &lead);
}

void trial_says(struct terminal *terminal, enum row_id id)
{
	row_wait_words(terminal, rows[id].advice);
}

void trial_refuses_to_start(const char *options, enum row_id id, int status)
{
	struct terminal *terminal = stage_start(trial_stage, 24, 200, options);	/* so wide that no line is broken */
	int ended = terminal_exit_status(terminal);

	assert_true(WIFEXITED(ended));
	assert_int_equal(WEXITSTATUS(ended), status);
	row_wait_words(terminal, rows[id].advice);
}

const char *trial_path(const char *name)
{
	static char path[TRIAL_PATH_SIZE];

	snprintf(path, sizeof(path), "%s/%s", trial_stage->folder, name);
	return path;
}

/* The state of each test is its row's cause. cmocka allows that if the group has no state. */
struct one { trial_cause *cause; };

static void run(void **state)
{
	((const struct one *)*state)->cause();
}

static int begin(void **state)
{
	void *group = trial_stage;

	(void)state;
	return stage_begin(&group);
}

static int end(void **state)
{
	void *group = trial_stage;

	(void)state;
	return stage_end(&group);
}

static int open_group(void **state)
{
	void *group = NULL;
	int failed = stage_open(&group);

	(void)state;
	trial_stage = group;
	return failed;
}

static int close_group(void **state)
{
	void *group = trial_stage;

	(void)state;
	return stage_close(&group);
}

static enum tried mine;
static trial_cause *const *causes;

static void every_row_is_tried_or_it_is_said_why_not(void **state)
{
	(void)state;
	for (enum row_id id = 0; id < ROW_COUNT; id++) {
		const char *name = rows[id].name;

		check(!row_is_answer(id) || !tried[id].where, "%s is an answer: errors_answers_test.c tries it", name);
		check(row_is_answer(id) || tried[id].where, "%s is neither tried nor is it said why not", name);
		check((causes[id] != NULL) == (tried[id].where == mine), "%s is said to be tried elsewhere, or here", name);
		check(tried[id].where != TRIED_NOWHERE || tried[id].why_not, "%s: why not?", name);
	}
}

int trial_run(const char *name, enum tried of, trial_cause *const all[ROW_COUNT])
{
	struct CMUnitTest tests[ROW_COUNT + 1] = { cmocka_unit_test(every_row_is_tried_or_it_is_said_why_not) };
	struct one ones[ROW_COUNT];
	size_t count = 1;

	mine = of;
	causes = all;
	for (enum row_id id = 0; id < ROW_COUNT; id++) {
		ones[id].cause = all[id];
		if (all[id])
			tests[count++] = (struct CMUnitTest){ rows[id].name, run, begin, end, &ones[id] };
	}
	return _cmocka_run_group_tests(name, tests, count, open_group, close_group);
}
