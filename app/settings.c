#include "app/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/config.h"
#include "app/config_edit.h"
#include "app/config_settings.h"
#include "app/setting_list.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/eth/node_urls.h"

#define LOCK_AFTER_MS (INT64_C(300) * 1000)

static const char *first(const char *a, const char *b, const char *c)
{
	return a ? a : b && *b ? b : c;
}

/* Takes a URL from an option, if it was given. */
static bool take_url(char out[NETWORK_URL_SIZE], const struct options *options, enum option_id id, struct err *err)
{
	const char *url = options_value(options, id);

	if (!url)
		return true;
	if (strlen(url) >= NETWORK_URL_SIZE || !text_is_clean(url, strlen(url)))
		return err_set(err, ERR_USAGE, "--%s must be a URL of at most %d characters", option_info(id)->name,
			       NETWORK_URL_SIZE - 1);
	memcpy(out, url, strlen(url) + 1);
	return true;
}

static bool take_nodes(struct network *out, const struct options *options, struct err *err)
{
	const char *list = options_value(options, OPTION_RPC_URL);

	return !list || node_urls_read(out, list) ||
	       err_set(err, ERR_USAGE, "--rpc-url must be a URL of at most %d characters, the word venice, or up to %d different ones with commas between",
		       NETWORK_URL_SIZE - 1, NETWORK_NODES_MAX);
}

static bool choose_network(struct network *out, const struct config *config, const struct options *options,
			   struct err *err)
{
	const char *name = first(options_value(options, OPTION_NETWORK), config->network, "base");

	if (!config_network(out, config, name, err) || !take_nodes(out, options, err) ||
	    !take_url(out->api_url, options, OPTION_API_URL, err) ||
	    !take_url(out->faucet_url, options, OPTION_FAUCET_URL, err))
		return false;
	if (!out->node_count || !*out->api_url)
		return err_set(err, ERR_INVALID_INPUT, "Network '%s' needs a %s in the configuration file", out->name,
			       out->node_count ? "api-url" : "rpc-url");
	return true;
}

static void add_network(struct settings *out, const struct network *network)
{
	const struct network *used = strcmp(network->name, out->network.name) ? network : &out->network;

	out->networks[out->network_count++] = *used;
}

/* A built-in network may have changes in the configuration. */
static void list_networks(struct settings *out, const struct config *config)
{
	struct network network;
	struct err ignored;

	for (size_t i = 0; i < NETWORKS_BUILTIN; i++)
		if (config_network(&network, config, network_builtin_name(i), &ignored))
			add_network(out, &network);
	for (unsigned i = 0; i < config->network_count; i++)
		if (!network_builtin(&network, config->networks[i].name))
			add_network(out, &config->networks[i]);
}

/* The row of the settings tells what holds now. */
void settings_tell_network(struct settings *settings)
{
	struct setting_rows *rows = &settings->rows;

	for (size_t i = 0; i < rows->count && settings->network_chosen; i++) {
		if (strcmp(rows->items[i].name, "network") != 0)
			continue;
		snprintf(rows->items[i].value, sizeof(rows->items[i].value), "%s", settings->network.name);
		snprintf(rows->items[i].from, sizeof(rows->items[i].from), "chosen here, for this run");
	}
}

void settings_go(struct settings *settings, size_t network, const char *wallet)
{
	settings->network_chosen |= strcmp(settings->network.name, settings->networks[network].name) != 0;
	settings->network = settings->networks[network];
	settings->goes_on = true;
	if (strlen(wallet) < sizeof(settings->wallet))
		memcpy(settings->wallet, wallet, strlen(wallet) + 1);
	settings_tell_network(settings);
}

static bool choose_wallet(struct settings *out, const struct config *config, const struct options *options,
			  struct err *err)
{
	const char *name = first(options_value(options, OPTION_WALLET), config->wallet, "");

	if (strlen(name) >= sizeof(out->wallet))
		return err_set(err, ERR_WALLET_NOT_FOUND, "There is no wallet '%.70s'", name);
	memcpy(out->wallet, name, strlen(name) + 1);
	return true;
}

static bool choose_lock_after(struct settings *out, const struct config *config, const struct options *options,
			      struct err *err)
{
	const char *text = options_value(options, OPTION_LOCK_AFTER);

	out->lock_after_ms = config->lock_after_ms < 0 ? LOCK_AFTER_MS : config->lock_after_ms;
	return !text || config_parse_seconds(&out->lock_after_ms, text) ||
	       err_set(err, ERR_USAGE, "--lock-after must be a number of seconds, 1 or more");
}

static bool choose_max_tip(struct settings *out, const struct config *config, const struct options *options,
			   struct err *err)
{
	const char *text = options_value(options, OPTION_MAX_TIP);

	out->max_tip = config->max_tip;
	return !text || config_parse_tip(&out->max_tip, text) ||
	       err_set(err, ERR_USAGE, "--max-tip must be an amount of ETH above 0, like 0.00005");
}

static bool choose_fee(struct settings *out, const struct config *config, const struct options *options,
		       struct err *err)
{
	const char *text = options_value(options, OPTION_FEE);
	struct err why;

	out->fee = config->fee;
	return !text || fee_choice_parse(&out->fee, text, &why) || err_set(err, ERR_USAGE, "--fee: %s", why.msg);
}

static void choose_screen(struct settings *out, const struct config *config, const struct options *options)
{
	const char *no_color = getenv("NO_COLOR");	/* see no-color.org */

	out->color = config->color && !(no_color && *no_color) && !options_flag(options, OPTION_NO_COLOR);
	out->mouse = config->mouse && !options_flag(options, OPTION_NO_MOUSE);
	out->theme = config->theme;
	out->ascii = config->ascii || options_flag(options, OPTION_ASCII);
	out->refresh_ms = config->refresh_ms;
	out->decimals = config->decimals;
	out->keys_columns = config->keys_columns;
	out->tx_columns = config->tx_columns;
}

/* Chooses a keystore folder of another program. */
static bool choose_other(struct home *home, const struct config *config, const struct options *options, struct err *err)
{
	return home_expand(home->other, first(options_value(options, OPTION_KEYSTORE_DIR), config->keystore_dir, ""),
			   err);
}

/* A command works on no half of a configuration: whoever runs it may not read what it says of the mistakes.  On the
 * screen a person does. */
static bool load_config(struct config *out, struct home *home, const struct options *options, struct err *err)
{
	char path[HOME_PATH_SIZE + 16];

	snprintf(path, sizeof(path), "%s/config", home->config);
	config_init(out);
	return config_load(out, home, err) && config_check(out, path, !options->command, err);
}

/* Chooses from what the file says, what options say and what is built in. */
static bool choose(struct settings *out, const struct config *config, struct home *home, const struct options *options,
		   struct err *err)
{
	memcpy(out->handovers, config->handovers, sizeof(out->handovers));
	out->handover_count = config->handover_count;
	memcpy(out->policies, config->policies, sizeof(out->policies));
	out->policy_count = config->policy_count;
	memcpy(out->keybinds, config->keybinds, sizeof(out->keybinds));
	out->keybind_count = config->keybind_count;
	choose_screen(out, config, options);
	setting_list_fill(&out->rows, config, home, options);
	if (!choose_network(&out->network, config, options, err))
		return false;
	list_networks(out, config);
	return choose_wallet(out, config, options, err) && choose_lock_after(out, config, options, err) &&
	       choose_max_tip(out, config, options, err) && choose_fee(out, config, options, err) &&
	       choose_other(home, config, options, err);
}

bool settings_load(struct settings *out, struct home *home, const struct options *options, struct err *err)
{
	const char *folder = options_value(options, OPTION_HOME);
	char expanded[HOME_PATH_SIZE];
	struct config *config = mem_new(1, sizeof(*config));	/* a small stack has no room for it */
	bool ok;

	memset(out, 0, sizeof(*out));
	out->readonly = options_flag(options, OPTION_READONLY);
	out->yes = options_flag(options, OPTION_YES);
	out->light_kdf = options_flag(options, OPTION_LIGHT_KDF);
	ok = (!folder || home_expand(expanded, folder, err)) && home_locate(home, folder ? expanded : NULL, err) &&
	     load_config(config, home, options, err) && choose(out, config, home, options, err);
	free(config);
	return ok;
}

struct tuning settings_tuning(const struct settings *settings)
{
	return (struct tuning){ settings->lock_after_ms, settings->refresh_ms, settings->decimals };
}

static bool check_change(const struct setting_change *change, struct err *err)
{
	for (size_t i = 0; i < CONFIG_SETTINGS; i++) {
		const struct config_setting *setting = &config_settings[i];

		if (strcmp(setting->key, change->name) != 0)
			continue;
		if (setting->care == SETTING_FILE)
			return err_set(err, ERR_INVALID_INPUT, "%s is changed in the file", setting->key);
		return !*change->value || config_may_be(setting, change->value) ||
		       err_set(err, ERR_INVALID_INPUT, "%s must be %s", setting->key, setting->form);
	}
	return err_set(err, ERR_INVALID_INPUT, "There is no setting '%.31s'", change->name);
}

static bool edit_file(struct home *home, const struct setting_change *change, struct err *err)
{
	struct buf old, new;
	bool found, ok;

	buf_init(&old, CONFIG_FILE_MAX);
	buf_init(&new, CONFIG_FILE_MAX + 2 * SETTING_VALUE_SIZE);
	ok = home_read_config(&old, &found, home, err);
	if (ok)
		config_edit(&new, buf_string(&old), old.len, change->name, change->value);
	ok = ok && (new.len <= CONFIG_FILE_MAX || err_set(err, ERR_INVALID_INPUT, "The configuration has no room for more")) &&
	     home_write_config(home, new.data, new.len, err);
	buf_free(&old);
	buf_free(&new);
	return ok;
}

bool settings_change(struct settings *settings, struct home *home, const struct options *options,
		     const struct setting_change *change, struct err *err)
{
	struct config *config = mem_new(1, sizeof(*config));
	bool ok = check_change(change, err) && load_config(config, home, options, err) &&
		  edit_file(home, change, err) && load_config(config, home, options, err);

	if (ok) {
		choose_screen(settings, config, options);
		setting_list_fill(&settings->rows, config, home, options);
		settings_tell_network(settings);
		ok = choose_lock_after(settings, config, options, err);
	}
	free(config);
	return ok;
}
