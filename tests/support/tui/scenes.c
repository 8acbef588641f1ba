#include "tests/support/tui/scenes.h"

/* What goes into a field needs not to be seen before. */
static void press(struct help *help, char c)
{
	if (!ui_has_field(&help->ui))
		help_draw(help);
	help_key(help, c == '\n' ? INPUT_ENTER : (unsigned char)c);
}

void scene_open(struct help *help, const struct scene *scene, int rows, int cols)
{
	const struct dialog *top;

	help_open(help, rows, cols);
	if (scene->set)
		scene->set(help);
	for (const char *c = scene->typed; *c; c++)
		press(help, *c);
	help_draw(help);
	help_draw(help);
	help->frozen = true;
	top = dialog_top(&help->ui);
	if ((top ? top->ops : NULL) != scene->dialog)
		fail_msg("the scene %s does not open:\n%s", scene->name, help_draw(help));
}

/* Where errors come from; the first row that has the code holds. */
static const struct { enum err_code first, last; enum flow_id flow; } sources[] = {
	{ ERR_NO_WALLET, ERR_WATCH_ONLY, FLOW_WALLETS },
	{ ERR_WRONG_PASSWORD, ERR_PASSWORD_NEEDED, FLOW_SESSION },
	{ ERR_KEYSTORE_BAD, ERR_MNEMONIC_BAD, FLOW_WALLETS },
	{ ERR_KEY_NOT_FOUND, ERR_NO_ADMIN_KEY, FLOW_KEY_ADMIN },
	{ ERR_BACKUP_BAD, ERR_FOREIGN_KEYSTORE, FLOW_TASK },
	{ ERR_MARKET_THIN, ERR_MARKET_UNREADABLE, FLOW_QUOTE },
	{ ERR_TX_REVERTED, ERR_TX_UNKNOWN, FLOW_TX },
	{ ERR_INVALID_ADDRESS, ERR_MINT_DIFFERS, FLOW_MINT },
	{ ERR_TEST_UNKNOWN, ERR_TEST_UNKNOWN, FLOW_PROBE },
	{ ERR_SIGN_IN_MISSING, ERR_X402_UNKNOWN, FLOW_TOPUP },
	{ ERR_KEY_INACTIVE, ERR_KEY_INACTIVE, FLOW_KEY_OPEN },
	{ ERR_PRO_MODEL, ERR_PRO_MODEL, FLOW_PROBE },
	{ ERR_AUTHENTICATION_FAILED, ERR_AUTHENTICATION_FAILED, FLOW_KEY_OPEN },
	{ ERR_SIGN_IN_INVALID, ERR_SIGN_IN_OTHER, FLOW_X402 },
	{ ERR_DIEM_LIMIT, ERR_INSUFFICIENT_BALANCE, FLOW_PROBE },
	{ ERR_WALLET_MISMATCH, ERR_WALLET_NOT_OWN, FLOW_X402 },
	{ ERR_NOT_PRIVATE, ERR_NOT_PRIVATE, FLOW_PROBE },
	{ ERR_X402_TOO_LITTLE, ERR_X402_NOT_CONFIGURED, FLOW_TOPUP },
	{ ERR_KEY_UNKNOWN, ERR_KEY_UNKNOWN, FLOW_KEY_ADMIN },
	{ ERR_BAD_REQUEST, ERR_HTTP_OTHER, FLOW_MINT },
	{ ERR_NONE, ERR_COUNT - 1, FLOW_PLAN },
};

static enum flow_id source_of(enum err_code code)
{
	for (size_t i = 0; i < ARRAY_LENGTH(sources); i++)
		if (code >= sources[i].first && code <= sources[i].last)
			return sources[i].flow;
	return FLOW_NONE;
}

void scene_open_error(struct help *help, enum err_code code, int rows, int cols)
{
	const struct err_info *info = err_info(code);
	const char *words = info->match ? info->match : "What a server, the system or rialto says of it stands here";
	char first[sizeof(help->model.error.msg)];

	help_open(help, rows, cols);
	help_staked(help);
	help_keys(help);
	snprintf(first, sizeof(first), "%.*s", (int)strcspn(words, "|"), words);
	if (source_of(code) == FLOW_MINT)
		help_mint_failed(help, code, first);
	else
		(void)err_set(&help->model.error, code, "%s", first);
	help->model.failed = source_of(code);
	help->model.error.status = info->status;
	help->model.plan.purpose = PURPOSE_STAKE;
	help->model.probe.key = help->model.keys.items[0];
	help_draw(help);
	help_draw(help);
	help->frozen = true;
}
