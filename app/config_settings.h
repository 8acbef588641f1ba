/* config_settings: the settings of the configuration, those of a network among them, and what each may be. */
#ifndef APP_CONFIG_SETTINGS_H
#define APP_CONFIG_SETTINGS_H

#include "app/cli/options.h"
#include "app/config.h"

#define CONFIG_NETWORK_SETTINGS 6

/* How careful the program is with a setting. */
enum setting_care {
	SETTING_SCREEN,		/* a mistake is named and passed over, and it can be changed on the screen */
	SETTING_LOCK,		/* a mistake is never passed over, but it can be changed on the screen */
	SETTING_FILE,		/* nor can it be changed there */
};

/* `set` refuses a value that is not of this form ("a number of seconds, 1 or more"). */
struct config_setting {
	const char *key, *form, *help;	/* help: sentences for a person, on the screen and in rialto-config(5) */
	const char *usual;		/* what holds without it, as the file would say it; "" for nothing */
	enum setting_care care;
	enum option_id option;		/* goes before the file; OPTION_COUNT: there is none */
	const char *flag;		/* what the option means where it has no value ("no") */
	bool (*set)(struct config *config, const char *value);
	const struct column_table *columns;	/* its value is a choice of these; NULL for any other */
};

struct config_network_setting {
	const char *key, *form;
	bool (*set)(struct network *network, const char *value);
};

extern const struct config_setting config_settings[CONFIG_SETTINGS];
extern const struct config_network_setting config_network_settings[CONFIG_NETWORK_SETTINGS];

/* May the setting have this value? */
MUST_USE bool config_may_be(const struct config_setting *setting, const char *value);

/* Returns how many characters of a value that it may not have stand before what is wrong, as far as that is known. */
unsigned config_fault(const struct config_setting *setting, const char *value);

/* Copies plain text that is not empty and fits. */
MUST_USE bool config_set_text(char *out, size_t size, const char *value);

#endif
