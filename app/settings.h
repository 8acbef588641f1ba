/* settings: what holds for this run: options come first, then the environment, then the
 * configuration file, then what is built in. */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "app/cli/options.h"
#include "app/config.h"
#include "keystore/home.h"
#include "wallet/eth/contracts.h"
#include "wallet/model/setting.h"

#define SETTINGS_NETWORKS_MAX (CONFIG_NETWORKS_MAX + NETWORKS_BUILTIN)

struct settings {
	struct network network;
	/* Those that the screen can go on with: the built-in ones, then those of the configuration.  What options and
	 * the environment say of a network's servers is of the one that the program began with. */
	struct network networks[SETTINGS_NETWORKS_MAX];
	size_t network_count;
	bool network_chosen;		/* it was chosen on the screen */
	bool goes_on;			/* another network, or the same with other nodes, was left for it */
	char wallet[64];		/* "": none was named */
	int64_t lock_after_ms;
	int64_t refresh_ms;
	int decimals;
	struct amount max_tip;		/* ETH: the most of a transaction's fee that is a tip */
	struct fee_choice fee;		/* what a transaction offers */
	struct handover_command handovers[CONFIG_HANDOVERS_MAX];
	unsigned handover_count;
	struct policy policies[CONFIG_POLICIES_MAX];
	unsigned policy_count;
	struct keybind_setting keybinds[KEYBIND_SETTINGS_MAX];	/* of the screen */
	unsigned keybind_count;
	bool readonly, yes, light_kdf;
	bool color, mouse, ascii;
	enum theme theme;
	struct column_choice keys_columns, tx_columns;
	struct setting_rows rows;	/* what a person is shown of all this */
};

/* Goes on with another of the networks, and with that wallet. */
void settings_go(struct settings *settings, size_t network, const char *wallet);

/* Corrects the row of the network, after the rows were filled in: one that was chosen on the screen holds. */
void settings_tell_network(struct settings *settings);

struct tuning settings_tuning(const struct settings *settings);

/* Fills in both.  Checks the values of all options that can be checked at this point. */
MUST_USE bool settings_load(struct settings *out, struct home *home, const struct options *options, struct err *err);

/*
 * Writes a change to the file, and then takes over from it what can change while the screen is open; the rest stays
 * what it was.  INVALID_INPUT for a value that the setting cannot have, or one that cannot be changed like this.
 */
MUST_USE bool settings_change(struct settings *settings, struct home *home, const struct options *options,
			      const struct setting_change *change, struct err *err);

#endif
