/* handover: an API key on its way out, straight from guarded memory. */
#ifndef APP_HANDOVER_H
#define APP_HANDOVER_H

#include "wallet/key.h"
#include "wallet/secret.h"

enum handover_form { HANDOVER_RAW, HANDOVER_ENV, HANDOVER_JSON };

MUST_USE bool handover_form_parse(enum handover_form *out, const char *text);	/* "raw", "env", "json" */

/* The key in a form that others read, without a line end: the key alone,
 * VENICE_API_KEY=…, or a JSON object.  secret_free it. */
void handover_write(struct secret *out, enum handover_form form, const struct key_info *info, const struct apikey *key);

/* Runs a command with /bin/sh -c and the secret as all of its standard input; its
 * output goes to standard error, or nowhere when quiet.  HANDOVER_FAILED when it does
 * not end with 0. */
MUST_USE bool handover_run(const char *command, const struct secret *secret, bool quiet, struct err *err);

#endif
