/*
 * secret_text: a secret as people have it in files and on the clipboard.
 *
 * Editors, shells and .env files leave byte order marks, UTF-16, CR LF, quotes and
 * "export NAME=" around it.  What can mean one thing only is read as that; the rest is
 * named, without a word of the secret itself.
 */
#ifndef WALLET_BASE_SECRET_TEXT_H
#define WALLET_BASE_SECRET_TEXT_H

#include "wallet/base/secret.h"

/* Bytes become text, in place: byte order marks are left out, UTF-16 is converted, line ends
 * are LF.  Where it is no text, or has characters in it that do not show, a sentence about
 * `what`, the file's name. */
MUST_USE bool secret_text_decode(struct secret *s, const char *what, struct err *err);

/* Takes the next line off *rest that is neither empty nor a comment; false at the end. */
bool secret_text_line(const char **line, size_t *len, const char **rest, size_t *rest_len);

/* Leaves out what stands around a value: blanks, quotes, "export", NAME=, "Bearer". */
void secret_text_unwrap(const char **text, size_t *len);

/* What a text reads as, with what stands around it.  A private key or a wallet's words that
 * were given where an API key belongs would be stored and sent as one. */
enum secret_sort {
	SECRET_OTHER,
	SECRET_API_KEY,		/* VENICE_INFERENCE_KEY_… or VENICE_ADMIN_KEY_… */
	SECRET_PRIVATE_KEY,	/* 64 hexadecimal digits, however grouped */
	SECRET_WORDS,		/* as many words as a mnemonic has, of any language, rightly spelled or not */
};
enum secret_sort secret_text_sort(const char *text, size_t len);

/* How many words it is of, whatever separates and numbers them; 0 where there is something
 * else among them. */
size_t secret_text_words(const char *text, size_t len);

/* The 64 digits of a SECRET_PRIVATE_KEY as bytes. */
MUST_USE bool secret_text_private_key(uint8_t out[32], const char *text, size_t len);

/* Is it UTF-16: by its mark, or because every other byte is a NUL? */
bool secret_text_is_utf16(const struct secret *s);
bool secret_text_has_mark(const struct secret *s);	/* of any encoding */

#endif
