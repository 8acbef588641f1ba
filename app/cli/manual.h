/* manual: writes rialto's tables as mdoc(7), for the manual page. */
#ifndef APP_CLI_MANUAL_H
#define APP_CLI_MANUAL_H

#include "wallet/base/buf.h"

/* table is "commands", "options", "actions" or "errors". */
MUST_USE bool manual_print(struct buf *out, const char *table, struct err *err);

#endif
