#include "app/config_settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/eth/node_urls.h"

#define LOCK_AFTER_MAX (INT64_C(365) * 86400)	/* seconds */
#define REFRESH_LEAST 5				/* seconds: nodes refuse those who ask too often */
#define REFRESH_MOST 86400
#define DECIMALS_MOST 18

static bool parse_u64(uint64_t *out, const char *text)
{
	char *end;

	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	*out = strtoull(text, &end, 10);
	return !errno && !*end;
}

bool config_parse_seconds(int64_t *ms, const char *text)
{
	uint64_t seconds;

	if (!parse_u64(&seconds, text) || seconds < 1 || seconds > LOCK_AFTER_MAX)
		return false;
	*ms = (int64_t)seconds * 1000;
	return true;
}

bool config_parse_tip(struct amount *out, const char *text)
{
	struct amount amount;
	struct err ignored;

	if (!amount_parse(&amount, TOKEN_ETH, text, &ignored) || amount_is_zero(amount))
		return false;
	*out = amount;
	return true;
}

bool config_set_text(char *out, size_t size, const char *value)
{
	if (!*value || strlen(value) >= size || !text_is_clean(value, strlen(value)))
		return false;
	memcpy(out, value, strlen(value) + 1);
	return true;
}

static bool set_bool(bool *out, const char *value)
{
	static const char *const words[][2] = { { "no", "yes" }, { "off", "on" }, { "false", "true" } };

	for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
		for (unsigned yes = 0; yes < 2; yes++)
			if (!strcmp(value, words[i][yes])) {
				*out = yes;
				return true;
			}
	return false;
}

static bool set_refresh(struct config *config, const char *value)
{
	uint64_t seconds = 0;

	if (strcmp(value, "off") != 0 &&
	    (!parse_u64(&seconds, value) || seconds < REFRESH_LEAST || seconds > REFRESH_MOST))
		return false;
	config->refresh_ms = (int64_t)seconds * 1000;
	return true;
}

static bool set_decimals(struct config *config, const char *value)
{
	uint64_t decimals;

	if (strcmp(value, "usual") == 0) {
		config->decimals = -1;
		return true;
	}
	if (!parse_u64(&decimals, value) || decimals > DECIMALS_MOST)
		return false;
	config->decimals = (int)decimals;
	return true;
}

bool config_may_be(const struct config_setting *setting, const char *value)
{
	struct config *ignored = mem_new(1, sizeof(*ignored));
	bool may;

	config_init(ignored);
	may = *value && text_is_clean(value, strlen(value)) && setting->set(ignored, value);
	free(ignored);
	return may;
}

/* The headings before it are ASCII, so bytes are characters. */
unsigned config_fault(const struct config_setting *setting, const char *value)
{
	struct column_choice ignored;
	size_t fault = 0;

	if (setting->columns)
		(void)!column_choice_read(&ignored, setting->columns, value, &fault);
	return (unsigned)fault;
}

static bool set_network(struct config *c, const char *v) { return config_set_text(c->network, sizeof(c->network), v); }
static bool set_wallet(struct config *c, const char *v) { return config_set_text(c->wallet, sizeof(c->wallet), v); }
static bool set_lock_after(struct config *c, const char *v) { return config_parse_seconds(&c->lock_after_ms, v); }
static bool set_max_tip(struct config *c, const char *v) { return config_parse_tip(&c->max_tip, v); }
static bool set_fee(struct config *c, const char *v) { return fee_choice_parse(&c->fee, v, &(struct err){ 0 }); }
static bool set_dir(struct config *c, const char *v)
{
	return config_set_text(c->keystore_dir, sizeof(c->keystore_dir), v);
}
static bool set_mouse(struct config *c, const char *v) { return set_bool(&c->mouse, v); }
static bool set_ascii(struct config *c, const char *v) { return set_bool(&c->ascii, v); }
static bool set_color(struct config *c, const char *v) { return set_bool(&c->color, v); }
static bool set_theme(struct config *c, const char *v) { return theme_parse(&c->theme, v); }

static bool set_keys_columns(struct config *c, const char *v)
{
	return column_choice_read(&c->keys_columns, &columns_of_keys, v, &(size_t){ 0 });
}
static bool set_tx_columns(struct config *c, const char *v)
{
	return column_choice_read(&c->tx_columns, &columns_of_transactions, v, &(size_t){ 0 });
}

static bool set_rpc(struct network *n, const char *v) { return node_urls_read(n, v); }
static bool set_api(struct network *n, const char *v) { return config_set_text(n->api_url, sizeof(n->api_url), v); }
static bool set_faucet(struct network *n, const char *v)
{
	return config_set_text(n->faucet_url, sizeof(n->faucet_url), v);
}
static bool set_explorer(struct network *n, const char *v)
{
	return config_set_text(n->explorer_url, sizeof(n->explorer_url), v);
}
/* Sets which stored key pays.  The key itself is a secret and has no place in the configuration. */
static bool set_rpc_key(struct network *n, const char *v)
{
	return strncmp(v, "VENICE_", 7) != 0 && config_set_text(n->rpc_key, sizeof(n->rpc_key), v);
}

static bool set_chain(struct network *n, const char *v) { return parse_u64(&n->chain_id, v) && n->chain_id; }

const struct config_setting config_settings[CONFIG_SETTINGS] = {
	{ "network", "a network's name",
	  "The network to use: base, practice, or one that the file describes.",
	  "base", SETTING_FILE, OPTION_NETWORK, NULL, set_network, NULL },
	{ "wallet", "a wallet's name or address",
	  "The wallet that is meant when none is named.",
	  "", SETTING_FILE, OPTION_WALLET, NULL, set_wallet, NULL },
	{ "keystore-dir", "a folder",
	  "Another program's keystore folder, geth's or ~/.foundry/keystores, where ~ is HOME. Its wallets are listed and used in place, and never changed.",
	  "", SETTING_FILE, OPTION_KEYSTORE_DIR, NULL, set_dir, NULL },
	{ "max-tip", "an amount of ETH above 0",
	  "The most ETH of a transaction's fee that is a tip, to whoever makes the block. The node names the tip, and all of it is paid, so a node cannot spend more than this, with --yes or without. What the node names gets four fifths of it, so that a transaction that waits can be sped up twice.",
	  "0.00005", SETTING_FILE, OPTION_MAX_TIP, NULL, set_max_tip, NULL },
	{ "fee", FEE_CHOICE_FORM,
	  "What a transaction offers for each gas: by the fees of recent blocks, or an own offer (0.02/0.001). The review says what each would cost at most.",
	  "normal", SETTING_FILE, OPTION_FEE, NULL, set_fee, NULL },
	{ "lock-after", "a number of seconds, 1 or more",
	  "Seconds without a keystroke after which the wallet is locked.",
	  "300", SETTING_LOCK, OPTION_LOCK_AFTER, NULL, set_lock_after, NULL },
	{ "mouse", "yes or no",
	  "Whether a click does what the keystroke would do; it agrees to nothing. Without it, the mouse is the terminal's.",
	  "yes", SETTING_SCREEN, OPTION_NO_MOUSE, "no", set_mouse, NULL },
	{ "color", "yes or no",
	  "Whether the screen has colours. Without them, bold, underlined and reversed text says the same.",
	  "yes", SETTING_SCREEN, OPTION_NO_COLOR, "no", set_color, NULL },
	{ "theme", "auto, dark, light, contrast or mono",
	  "The colours of the screen: auto asks the terminal for its background and takes dark or light, contrast is pure colours on black, and mono has none.",
	  "auto", SETTING_SCREEN, OPTION_COUNT, NULL, set_theme, NULL },
	{ "keys-columns", "all, or description and any of type, key, expires in, limit, this period, 7 days, last used, where",
	  "Which columns the API keys have, from the left, with commas between. The description is always one of them, because it tells the keys apart. Where there is no room for all, some are left out.",
	  "all", SETTING_SCREEN, OPTION_COUNT, NULL, set_keys_columns, &columns_of_keys },
	{ "tx-columns", "all, or purpose and any of amount, status, age, fee in eth, nonce, block, hash",
	  "Which columns the transactions have, from the left, with commas between. The purpose is always one of them.",
	  "all", SETTING_SCREEN, OPTION_COUNT, NULL, set_tx_columns, &columns_of_transactions },
	{ "ascii", "yes or no",
	  "Whether the screen is drawn with ASCII characters only, without lines and marks that a font may lack.",
	  "no", SETTING_SCREEN, OPTION_ASCII, "yes", set_ascii, NULL },
	{ "refresh", "a number of seconds, 5 to 86400, or off",
	  "How often the screen reads the balances again. It asks at once after a transaction, and when you say so, whatever stands here.",
	  "30", SETTING_SCREEN, OPTION_COUNT, NULL, set_refresh, NULL },
	{ "decimals", "0 to 18, or usual",
	  "How many decimals amounts have on the screen at most; the rest is cut off, never rounded up, and fees keep theirs. A review of what is signed, the form where an amount is typed, the details of a transaction and --json are always exact.",
	  "usual", SETTING_SCREEN, OPTION_COUNT, NULL, set_decimals, NULL },
};

const struct config_network_setting config_network_settings[CONFIG_NETWORK_SETTINGS] = {
	{ "rpc-url", "a URL or venice, or up to 8 different ones with commas between", set_rpc },
	{ "rpc-key", "the id of a stored API key, as 'rialto key list' shows it", set_rpc_key },
	{ "api-url", "a URL", set_api },
	{ "faucet-url", "a URL", set_faucet },
	{ "explorer-url", "a URL", set_explorer },
	{ "chain-id", "a number", set_chain },
};
