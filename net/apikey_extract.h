/*
 * apikey_extract: takes a new API key out of the raw answer, so that the JSON library, whose memory
 * is not guarded, never sees it.
 */
#ifndef NET_APIKEY_EXTRACT_H
#define NET_APIKEY_EXTRACT_H

#include "wallet/base/secret.h"

/*
 * Looks through the len bytes at body, of which `whole` says whether they are all that was sent.
 *
 * Every string that is the value of a member "apiKey" in a JSON object or array is overwritten with
 * '*', and so is the secret part of whatever has the form of Venice's API keys, wherever it stands
 * and whatever the body is.  Returns data.apiKey, or else the first value of an "apiKey"; but a text
 * with the form of a key counts for more than one without.  `sent` is the key that the request went
 * out with: an answer that repeats it, or shows a part of it, has brought nothing new.  It may be NULL.
 *
 * Returns NULL when nothing is usable: empty, too long, with an escape, a control character or a
 * character that is not ASCII, or cut off.  The caller owns the key.
 */
MUST_USE struct apikey *apikey_extract(char *body, size_t len, bool whole, const struct apikey *sent);

#endif
