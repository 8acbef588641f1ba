/* key_text: an API key in the forms that other programs read, made in guarded memory. */
#ifndef APP_CLI_KEY_TEXT_H
#define APP_CLI_KEY_TEXT_H

#include "wallet/base/secret.h"
#include "wallet/model/handover.h"

#define KEY_TEXT_MAX (APIKEY_MAX + 2048)	/* bytes */

/* Writes the key without a line end: alone, as VENICE_API_KEY=… (quoted if a shell needs that),
 * or as a JSON object.  Free it with secret_free. */
void key_text_write(struct secret *out, enum handover_form form, const struct key_info *info, const struct apikey *key);

#endif
