/*
 * secret_text: reads a secret as people have it in files and on the clipboard.
 *
 * Editors, shells and .env files put byte order marks, UTF-16, CR LF, quotes and "export NAME="
 * around it.  Text that can mean only one thing is read as that.  For all other text the error says
 * what it is, without a word of the secret itself.
 */
#ifndef WALLET_BASE_SECRET_TEXT_H
#define WALLET_BASE_SECRET_TEXT_H

#include "wallet/base/secret.h"

/* Turns bytes into text, in place: it drops byte order marks, converts UTF-16, and makes every line
 * end an LF.  Bytes that are no text, or that have characters which do not show, are refused with a
 * sentence about `what`, the file's name. */
MUST_USE bool secret_text_decode(struct secret *s, const char *what, struct err *err);

/* Takes the next line off *rest, skipping empty lines and comments.  False at the end. */
bool secret_text_line(const char **line, size_t *len, const char **rest, size_t *rest_len);

/* Strips what stands around a value: blanks, quotes, "export", NAME=, "Bearer". */
void secret_text_unwrap(const char **text, size_t *len);

/* What a text looks like, whatever stands around it.  A private key or a wallet's words that are
 * given in place of an API key would otherwise be stored and sent as one. */
enum secret_sort {
	SECRET_OTHER,
	SECRET_API_KEY,		/* VENICE_INFERENCE_KEY_… or VENICE_ADMIN_KEY_… */
	SECRET_PRIVATE_KEY,	/* 64 hexadecimal digits, however grouped */
	SECRET_WORDS,		/* as many words as a mnemonic has, in any language, even if misspelled */
};
enum secret_sort secret_text_sort(const char *text, size_t len);

/* The length of the API key with which the text begins; 0 if it begins with none. */
size_t secret_text_api_key(const char *text, size_t len);

/* Counts the words, whatever separates or numbers them.  0 if anything else is among them. */
size_t secret_text_words(const char *text, size_t len);

/* Reads the 64 digits of a SECRET_PRIVATE_KEY as bytes. */
MUST_USE bool secret_text_private_key(uint8_t out[32], const char *text, size_t len);

/* UTF-16 is recognised by its mark, or because every other byte is a NUL. */
bool secret_text_is_utf16(const struct secret *s);
bool secret_text_has_mark(const struct secret *s);	/* a byte order mark, of any encoding */

#endif
