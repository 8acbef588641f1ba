/* key_text: an API key in the forms that others read, made in guarded memory. */
#ifndef APP_CLI_KEY_TEXT_H
#define APP_CLI_KEY_TEXT_H

#include "wallet/base/secret.h"
#include "wallet/model/handover.h"

#define KEY_TEXT_MAX (APIKEY_MAX + 2048)	/* bytes */

/* Without a line end: the key alone, VENICE_API_KEY=…, quoted where a shell would need it,
 * or a JSON object.  secret_free it. */
void key_text_write(struct secret *out, enum handover_form form, const struct key_info *info, const struct apikey *key);

#endif
