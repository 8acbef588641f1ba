/* v3_file: a V3 file taken apart, and what reading and writing it share. */
#ifndef KEYSTORE_V3_FILE_H
#define KEYSTORE_V3_FILE_H

#include "keystore/kdf.h"
#include "keystore/words.h"

#define V3_CIPHERTEXT_MAX 512
#define V3_PATH_SIZE 64
#define V3_DKLEN 32		/* half for AES-128, half for the MAC */
#define V3_DKLEN_WORDS 64	/* ethers: 32 more, which seal the entropy of the words */

struct v3_file {
	struct v3_plain plain;
	struct kdf kdf;
	uint8_t iv[16];
	uint8_t ciphertext[V3_CIPHERTEXT_MAX];
	size_t ciphertext_len;
	uint8_t mac[32];

	/* "x-ethers", if plain.has_mnemonic. */
	const struct words *language;
	char path[V3_PATH_SIZE];
	uint8_t words_counter[16];
	uint8_t words_ciphertext[32];
	size_t words_len;
};

/* Reads everything that needs no password, and checks the costs of the KDF. */
MUST_USE bool v3_file_parse(struct v3_file *out, const char *json, size_t len, struct err *err);

/* Computes keccak256(derived[16..31] || ciphertext). */
void v3_file_mac(uint8_t out[32], const struct secret *derived, const uint8_t *ciphertext, size_t len);

#endif
