/*
 * trust: which certificates servers are checked by.  The environment says so as it does
 * for curl's own program: CURL_CA_BUNDLE, else SSL_CERT_DIR and SSL_CERT_FILE, else
 * what the system has.
 */
#ifndef NET_TRUST_H
#define NET_TRUST_H

#include <curl/curl.h>

#include "wallet/base/err.h"

/* To be called before curl's first use.  The keys of TLS sessions are secrets: no
 * library may write them to the file that SSLKEYLOGFILE names. */
void trust_init(void);

void trust_set(CURL *easy);

/* Sets err where these certificates themselves are why a transfer failed; false, and
 * nothing set, where they are not. */
bool trust_failure(struct err *err, CURLcode code);

#endif
