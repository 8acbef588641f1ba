/*
 * config: the configuration file, rialto-config(5): "key = value" lines, those
 * of a network under "[network NAME]".  It holds no secrets.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "keystore/home.h"
#include "tui/keybind_config.h"
#include "wallet/eth/contracts.h"
#include "wallet/model/handover.h"

#define CONFIG_NETWORKS_MAX 32
#define CONFIG_HANDOVERS_MAX 16

struct config {
	char network[NETWORK_NAME_SIZE];	/* "" where the file does not say */
	char wallet[64];
	char keystore_dir[HOME_PATH_SIZE];	/* "" where the file does not say */
	int64_t lock_after_ms;			/* -1 where the file does not say */
	struct amount max_tip;			/* of a transaction, in all */
	bool mouse, color;			/* true unless the file says no */
	struct network networks[CONFIG_NETWORKS_MAX];	/* built-in ones with their changes, and new ones */
	unsigned network_count;
	struct handover_command handovers[CONFIG_HANDOVERS_MAX];	/* in the file's order */
	unsigned handover_count;
	struct keybind_setting keys[KEYBIND_SETTINGS_MAX];	/* as they stand there: tui/ knows which are right */
	unsigned key_count;
};

void config_init(struct config *config);	/* what holds without a file */

/* Adds what text says.  CONFIG_BAD, naming `name` and the line. */
MUST_USE bool config_parse(struct config *config, const char *text, size_t len, const char *name, struct err *err);

/* Reads the home's file `config`, where it is the user's own; without one config stays as it
 * is. */
MUST_USE bool config_load(struct config *config, struct home *home, struct err *err);

/* Seconds, 1 to a year, as the setting and the option have them. */
MUST_USE bool config_parse_seconds(int64_t *ms, const char *text);

/* An amount of ETH above 0, as the setting and the option have it. */
MUST_USE bool config_parse_tip(struct amount *out, const char *text);

/* A network by name: from the file, else built in.  INVALID_INPUT for neither. */
MUST_USE bool config_network(struct network *out, const struct config *config, const char *name, struct err *err);

#endif
