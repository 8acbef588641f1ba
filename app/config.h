/*
 * config: the configuration file, rialto-config(5): lines "setting = value".  Those of a network
 * stand below "[network NAME]".  It holds no secrets.  Mistakes are gathered, and the rest holds: what they
 * mean for the run is for config_check to say.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "app/config_mistake.h"
#include "keystore/home.h"
#include "tui/column_choice.h"
#include "tui/keybind_config.h"
#include "tui/theme.h"
#include "wallet/eth/contracts.h"
#include "wallet/eth/fee_choice.h"
#include "wallet/model/handover.h"
#include "wallet/model/policy.h"

#define CONFIG_NETWORKS_MAX 32
#define CONFIG_HANDOVERS_MAX 16
#define CONFIG_POLICIES_MAX 64
#define CONFIG_SETTINGS 14
#define CONFIG_FILE_MAX ((size_t)1 << 16)

/* What the file says of a setting that stands before its sections. */
struct config_value {
	unsigned line;		/* 0: it does not say */
	char text[256];		/* "" if it is not understood */
};

struct config {
	char network[NETWORK_NAME_SIZE];	/* "": the file does not say */
	char wallet[64];
	char keystore_dir[HOME_PATH_SIZE];	/* "": the file does not say */
	int64_t lock_after_ms;			/* -1: the file does not say */
	struct amount max_tip;			/* the most ETH of a transaction's fee that is a tip */
	struct fee_choice fee;			/* what a transaction offers, unless chosen otherwise */
	int64_t refresh_ms;			/* between two readings of the balances; 0: only when asked for */
	int decimals;				/* of amounts on the screen, at most; -1: as suits the place */
	bool mouse, color, ascii;
	enum theme theme;			/* AUTO unless the file names another */
	struct column_choice keys_columns, tx_columns;
	struct network networks[CONFIG_NETWORKS_MAX];	/* built-in ones with their changes, and new ones */
	unsigned network_count;
	struct handover_command handovers[CONFIG_HANDOVERS_MAX];	/* in the file's order */
	unsigned handover_count;
	struct policy policies[CONFIG_POLICIES_MAX];	/* the same */
	unsigned policy_count;
	struct keybind_setting keybinds[KEYBIND_SETTINGS_MAX];	/* as written; tui/ knows which are right */
	unsigned keybind_count;
	struct config_value values[CONFIG_SETTINGS];	/* as the rows of config_settings */
	struct config_mistake mistakes[CONFIG_MISTAKES_MAX];
	unsigned mistake_count;			/* may exceed the room in mistakes */
	bool grave;				/* one of them is */
};

void config_init(struct config *config);	/* sets what holds without a file */

/* Adds what text says.  CONFIG_BAD with `name` only where it is no text at all. */
MUST_USE bool config_parse(struct config *config, const char *text, size_t len, const char *name, struct err *err);

/* Reads the file `config` of the home folder, if it is the user's own.  Without such a file
 * config stays as it is. */
MUST_USE bool config_load(struct config *config, struct home *home, struct err *err);

/* Reads seconds, from 1 to a year, as in the setting and the option. */
MUST_USE bool config_parse_seconds(int64_t *ms, const char *text);

/* Reads an amount of ETH above 0, as in the setting and the option. */
MUST_USE bool config_parse_tip(struct amount *out, const char *text);

/* Finds a network by name: in the file, else built in.  INVALID_INPUT when there is none. */
MUST_USE bool config_network(struct network *out, const struct config *config, const char *name, struct err *err);

#endif
