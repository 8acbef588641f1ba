#include "tui/refusal.h"

#include <stdio.h>

#include "tui/tx_row.h"
#include "tui/ui.h"
#include "wallet/base/mem.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/stake_life.h"

/* What a command needs. */
enum {
	WALLET = 1,
	SECKEY = 2,		/* a wallet that can sign; or others are marked */
	WRITES = 4,		/* --readonly refuses it */
	KEY = 8,		/* an API key under the cursor */
	STORED = 16,		/* … whose text is stored here */
	NO_TX = 32,		/* no transaction in hand */
	NO_MINT = 64,
	FAUCET = 128,
	WAITING_TX = 256,
	LOST_MINT = 512,
	COOLED = 1024,		/* something whose cooldown is over */
	TX_ROW = 2048,		/* a transaction under the cursor */
	COPIES = 4096,		/* what the focused pane copies */
};

typedef bool lacks(const struct ui *ui, const struct model *model);

static const struct key_info *current_key(const struct ui *ui, const struct model *model)
{
	return pane_keys_current(&ui->panes[PANE_KEYS], model);
}

static bool wallet_unread(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return !model_account(model) && model->unread.code != ERR_NONE;
}

static bool no_wallet(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return !model_account(model);
}

static bool only_watched(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model_account(model) && model_account(model)->kind == ACCOUNT_WATCH && !model->marked;
}

static bool read_only(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model->readonly;
}

static bool no_key_matches(const struct ui *ui, const struct model *model)
{
	return model->keys.count > 0 && !current_key(ui, model);
}

static bool no_key(const struct ui *ui, const struct model *model)
{
	return !current_key(ui, model);
}

static bool not_stored(const struct ui *ui, const struct model *model)
{
	const struct key_info *key = current_key(ui, model);

	return key && !key->stored;
}

static bool transacting(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model_transacting(model);
}

static bool minting(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return flow_mint_running(&model->mint) && model->mint.state != MINT_BACKOFF;
}

static bool no_faucet(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return !model->network.faucet_url[0];
}

static bool no_tx_waits(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model->tx.state != TX_WAITING && model->tx.state != TX_SENDING;
}

static bool no_mint_lost(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model->mint.state != MINT_UNKNOWN;
}

static bool nothing_cooled(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return stake_life_offer(model) == PURPOSE_UNKNOWN;
}

static bool has_tx_row(const struct ui *ui, const struct model *model)
{
	struct tx_shown fresh;
	bool has = pane_transactions_current(&ui->panes[PANE_TRANSACTIONS], model, &fresh);

	tx_shown_free(&fresh);
	return has;
}

static bool no_tx_matches(const struct ui *ui, const struct model *model)
{
	return ui->panes[PANE_TRANSACTIONS].list.filter[0] && !has_tx_row(ui, model);
}

static bool no_tx(const struct ui *ui, const struct model *model)
{
	return !has_tx_row(ui, model);
}

/* The first that is lacking is said. */
static const struct {
	unsigned need;
	lacks *lacks;
	struct refusal refusal;
} conditions[] = {
	{ WALLET, wallet_unread,
	  { "its file cannot be read", "A wallet's file cannot be read: " KEYSTROKE("refresh") " reads it again" } },
	{ WALLET, no_wallet,
	  { "needs a wallet", "There is no wallet yet: " KEYSTROKE("wallet") " makes or imports one" } },
	{ WRITES, read_only, { "read only", "With --readonly nothing is signed or changed" } },
	{ SECKEY, only_watched,
	  { "watch-only wallet", "This wallet is watch-only: " KEYSTROKE("keystore") " leads to the others, "
				 KEYSTROKE("wallet") " imports its key" } },
	{ NO_TX, transacting,
	  { "a transaction goes on", "That is being worked on; Esc stops it as far as that is possible" } },
	{ NO_MINT, minting,
	  { "a mint goes on", "That is being worked on; Esc stops it as far as that is possible" } },
	{ KEY, no_key_matches, { "no key matches", "No key matches the filter; Esc clears it" } },
	{ KEY, no_key, { "needs an API key", "There is no API key yet: " KEYSTROKE("mint") " mints one" } },
	{ STORED, not_stored,
	  { "key not stored here", "That key is not stored here, and Venice shows a key only once" } },
	{ FAUCET, no_faucet, { "no faucet here", "This network has no faucet: its money is real" } },
	{ WAITING_TX, no_tx_waits, { "none waits", "No transaction waits to be mined" } },
	{ LOST_MINT, no_mint_lost, { "no mint is lost", "No mint's outcome is unknown" } },
	{ COOLED, nothing_cooled, { "no cooldown is over", "There is nothing whose cooldown is over" } },
	{ TX_ROW, no_tx_matches, { "no transaction matches", "No transaction matches the filter; Esc clears it" } },
	{ TX_ROW, no_tx, { "no transaction yet", "There is no transaction here" } },
};

#define PLAN (WALLET | WRITES | SECKEY | NO_TX)
#define OWN_WALLET (WALLET | WRITES)
#define CURSOR (KEY | STORED | TX_ROW | COPIES)	/* what is asked of the screen's panes */

static const struct { int command; unsigned needs; } rows[] = {
	{ COMMAND_NEW_SPECIAL, WRITES },
	{ COMMAND_WALLET_MENU, WRITES },
	{ COMMAND_WALLET_TASK, OWN_WALLET },
	{ COMMAND_RECEIVE, WALLET },
	{ COMMAND_FUND, WALLET },
	{ COMMAND_COPY, COPIES },
	{ COMMAND_KEY_DETAIL, KEY },
	{ COMMAND_MINT_LOOK, LOST_MINT },
	{ COMMAND_TX_DETAIL, TX_ROW },
	{ COMMAND_TX, WAITING_TX },
	{ COMMAND_TAKE_OUT, WALLET | WRITES | COOLED },
	{ ACTION_PASSWORD, WALLET },
	{ ACTION_MARK_WALLET, WALLET },
	{ ACTION_WALLET_NEW, WRITES },
	{ ACTION_WALLET_IMPORT, WRITES },
	{ ACTION_WALLET_WATCH, WRITES },
	{ ACTION_WALLET_RENAME, OWN_WALLET },
	{ ACTION_WALLET_PASSWORD, OWN_WALLET | SECKEY },
	{ ACTION_WALLET_EXPORT, OWN_WALLET | SECKEY },
	{ ACTION_WALLET_ACCOUNTS, OWN_WALLET | SECKEY },
	{ ACTION_WALLET_DERIVE, OWN_WALLET | SECKEY },
	{ ACTION_WALLET_REMOVE, OWN_WALLET },
	{ ACTION_HOME_BACKUP, WRITES },
	{ ACTION_HOME_RESTORE, WRITES },
	{ ACTION_LOG_EXPORT, WRITES },
	{ ACTION_BOOK_ADD, WRITES },
	{ ACTION_BOOK_RENAME, WRITES },
	{ ACTION_BOOK_REMOVE, WRITES },
	{ ACTION_FAUCET, FAUCET | WALLET },
	{ ACTION_TX_SPEED_UP, WRITES | WAITING_TX },
	{ ACTION_TX_CANCEL, WRITES | WAITING_TX },
	{ ACTION_TX_FORGET, WRITES | WAITING_TX },
	{ ACTION_TOKEN, WALLET | SECKEY | NO_MINT },
	{ ACTION_NEW_TOKEN, WALLET | SECKEY },
	{ ACTION_REHEARSE, WALLET | SECKEY | NO_MINT },
	{ ACTION_MINT, OWN_WALLET | SECKEY | NO_MINT },
	{ ACTION_MINT_BATCH, OWN_WALLET | NO_MINT },
	{ ACTION_MINT_FORGET, WRITES | LOST_MINT },
	{ ACTION_KEY_REVEAL, KEY },
	{ ACTION_KEY_COPY, KEY },
	{ ACTION_KEY_HANDOVER, KEY | STORED },
	{ ACTION_KEY_CHECK, KEY },
	{ ACTION_PROBE, KEY },
	{ ACTION_KEY_ADD, OWN_WALLET },
	{ ACTION_KEY_CREATE, OWN_WALLET | NO_MINT },
	{ ACTION_KEY_UPDATE, WRITES | KEY },
	{ ACTION_KEY_DELETE, WRITES | KEY },
	{ ACTION_KEY_FORGET, WRITES | KEY },
	{ ACTION_KEY_ROTATE, WRITES | KEY },
	{ ACTION_X402_BALANCE, WALLET | SECKEY },
	{ ACTION_X402_TRANSACTIONS, WALLET | SECKEY },
	{ ACTION_X402_TOP_UP, OWN_WALLET | SECKEY },
	{ ACTION_ALLOWANCES, WALLET },
	{ ACTION_DIEM_QUOTE, WALLET },
};

/* A transaction needs the same whatever it is for. */
static unsigned needs_of(int command)
{
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
		if (rows[i].command == command)
			return rows[i].needs;
	if (command > ACTION_NONE && command < ACTION_TICK &&
	    plan_of_wish((enum action_type)command, TOKEN_ETH) != PURPOSE_UNKNOWN)
		return PLAN;
	return 0;
}

const struct refusal *refusal_of(const struct ui *ui, const struct model *model, int command)
{
	unsigned needs = needs_of(command);

	if (!ui)
		needs &= ~(unsigned)CURSOR;
	else if (needs & COPIES)
		needs = ui->focus == PANE_KEYS ? KEY : ui->focus == PANE_TRANSACTIONS ? TX_ROW : WALLET;
	for (size_t i = 0; i < ARRAY_LENGTH(conditions); i++)
		if ((conditions[i].need & needs) && conditions[i].lacks(ui, model))
			return &conditions[i].refusal;
	return NULL;
}

void refusal_text(char out[REFUSAL_TEXT_SIZE], const struct refusal *refusal, const char *what)
{
	if (refusal)
		snprintf(out, REFUSAL_TEXT_SIZE, "(%s) %s", refusal->brief, what);
	else
		snprintf(out, REFUSAL_TEXT_SIZE, "%s", what);
}
