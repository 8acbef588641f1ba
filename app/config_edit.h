/* config_edit: changes one setting in the text of the configuration, and leaves every other byte as it is. */
#ifndef APP_CONFIG_EDIT_H
#define APP_CONFIG_EDIT_H

#include "wallet/base/buf.h"

/*
 * Writes the text to out with the setting `name`, one that stands before the sections, changed to `value`, which has no
 * line end.  "" takes its line out.  A setting that is not there comes after the last one that is, or to the end.
 */
void config_edit(struct buf *out, const char *text, size_t len, const char *name, const char *value);

#endif
