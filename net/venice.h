/* venice: the bodies of Venice's REST API, as in its OpenAPI file. */
#ifndef NET_VENICE_H
#define NET_VENICE_H

#include "net/json.h"
#include "wallet/base/buf.h"
#include "wallet/venice/challenge.h"
#include "wallet/venice/key_echo.h"

/* Paths below the API URL. */
#define VENICE_MINT "/api_keys/generate_web3_key"
#define VENICE_KEYS "/api_keys"

/* Proves to Venice whose wallet it is. */
struct venice_proof {
	struct address address;
	const uint8_t *signature;	/* 65 bytes; signs the text */
	const char *text;
	bool is_challenge;		/* the text is a challenge's message, not a token */
};

/* Writes the body of the POST that mints.  It has only documented fields, and leaves unset ones out. */
void venice_mint_body(struct buf *out, const struct venice_proof *proof, const struct key_options *options);

/* What the server wants signed, unjudged: a token or, by the proposal, a challenge. */
struct venice_token {
	char *text;			/* the caller frees it */
	bool is_challenge;
	struct challenge challenge;
};
MUST_USE bool venice_token(struct venice_token *out, struct json_object *body, struct err *err);

/*
 * Fills in what the answer to the POST says of the new key, below `data` or not.  Where something is
 * missing or odd, *out stays as it was, because a key that was made must not be lost over that.
 */
void venice_new_key(struct key_info *out, struct key_unsaid *unsaid, struct json_object *body);

/* Writes the body of the POST that makes a key with an ADMIN key, and of the PATCH that changes one. */
void venice_create_body(struct buf *out, const struct key_options *options);
void venice_update_body(struct buf *out, const char *id, const struct key_changes *changes);

/* Reads the answer to the PATCH, and to the GET of one key. */
MUST_USE bool venice_key(struct key_info *out, struct key_unsaid *unsaid, struct json_object *body, struct err *err);

/* Reads the list's keys, except for those without a usable id.  The caller frees them. */
MUST_USE bool venice_keys(struct key_list *out, struct json_object *body, struct err *err);

#endif
