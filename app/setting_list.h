/* setting_list: the settings for a person to look at, from the tables, the file, the options and the environment. */
#ifndef APP_SETTING_LIST_H
#define APP_SETTING_LIST_H

#include "app/cli/options.h"
#include "app/config.h"
#include "wallet/model/setting.h"

void setting_list_fill(struct setting_rows *out, const struct config *config, const struct home *home,
		       const struct options *options);

#endif
