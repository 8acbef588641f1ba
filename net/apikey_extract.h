/*
 * apikey_extract: takes a new API key out of the raw answer, so that the JSON library, whose memory
 * is not guarded, never sees it.
 */
#ifndef NET_APIKEY_EXTRACT_H
#define NET_APIKEY_EXTRACT_H

#include "wallet/base/secret.h"

/*
 * Overwrites with '*' every string that is the value of a member "apiKey" in the JSON object or
 * array of len bytes at body, which may be cut off anywhere.  Returns data.apiKey, or else the first
 * of these strings.  Returns NULL when none is usable: empty, too long, with an escape, a control
 * character or a character that is not ASCII, or without its closing quote.  The caller owns the
 * key.
 */
MUST_USE struct apikey *apikey_extract(char *body, size_t len);

#endif
