/*
 * trust: which certificates servers are checked against.  The environment decides, as for the
 * program curl: CURL_CA_BUNDLE, else SSL_CERT_DIR and SSL_CERT_FILE, else what the system has.
 */
#ifndef NET_TRUST_H
#define NET_TRUST_H

#include <curl/curl.h>

#include "wallet/base/err.h"

/* Call it before curl's first use.  The keys of TLS sessions are secret, so no library may write
 * them to the file that SSLKEYLOGFILE names. */
void trust_init(void);

void trust_set(CURL *easy);

/* Sets err when these certificates themselves made a transfer fail.  False, with nothing set,
 * when they did not. */
bool trust_failure(struct err *err, CURLcode code);

#endif
