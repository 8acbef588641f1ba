/* config_edit: changes one setting in the text of the configuration, and leaves every other byte as it is. */
#ifndef APP_CONFIG_EDIT_H
#define APP_CONFIG_EDIT_H

#include "wallet/base/buf.h"

/*
 * Writes the text to out with the setting `name`, one that stands before the sections, changed to `value`, which has no
 * line end.  "" takes its line out.  A setting that is not there comes after the last one that is, or to the end.
 */
void config_edit(struct buf *out, const char *text, size_t len, const char *name, const char *value);

/*
 * The same for a setting of the section "[network NAME]", or of the first of that name.  One that is not there comes to
 * the end, if it has to hold something.
 */
void config_edit_network(struct buf *out, const char *text, size_t len, const char *network, const char *name,
			 const char *value);

#endif
