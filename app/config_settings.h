/* config_settings: the settings of the configuration, those of a network among them, and what each may be. */
#ifndef APP_CONFIG_SETTINGS_H
#define APP_CONFIG_SETTINGS_H

#include "app/config.h"

#define CONFIG_SETTINGS 8
#define CONFIG_NETWORK_SETTINGS 6

/* `set` refuses a value that is not of this form ("a number of seconds, 1 or more"). */
struct config_setting {
	const char *key, *form;
	bool (*set)(struct config *config, const char *value);
};

struct config_network_setting {
	const char *key, *form;
	bool (*set)(struct network *network, const char *value);
};

extern const struct config_setting config_settings[CONFIG_SETTINGS];
extern const struct config_network_setting config_network_settings[CONFIG_NETWORK_SETTINGS];

/* Copies plain text that is not empty and fits. */
MUST_USE bool config_set_text(char *out, size_t size, const char *value);

#endif
