/* keystore_file: what the files behind keystore.h share. */
#ifndef KEYSTORE_KEYSTORE_FILE_H
#define KEYSTORE_KEYSTORE_FILE_H

#include "keystore/keystore.h"

#define KEYSTORE_FILE_MAX ((size_t)64 << 10)	/* bytes; the longest known ones have less than 3000 */

/* May a wallet have this name, and is it free?  `but` is the wallet that is being renamed; NULL for
 * a new one. */
MUST_USE bool keystore_check_name(const struct home *home, const char *name, const struct account *but,
				  struct err *err);

/* Reads a file of watch/: its address, and the name written in it. */
MUST_USE bool keystore_parse_watch(struct address *address, char name[64], const struct buf *file);

/* Fills in an account, which is zeroed, from a file of "keystore" or "watch", or leaves it without a name if that is no
 * wallet's. */
void keystore_read_listed(struct account *out, const char *folder, const char *file, const struct buf *bytes);
/* Puts them in the order of the list, which is that of keystore_compare; each then has a name of its own. */
void keystore_sort(struct accounts *accounts);
int keystore_compare(const void *a, const void *b);	/* for qsort, of struct account */

/* Reads the V3 file of a wallet into a buf, which this inits.  WATCH_ONLY. */
MUST_USE bool keystore_read(struct buf *json, const struct home *home, const struct account *account,
			    struct err *err);

/* Opens the wallet's key; mnemonic and path (64 bytes) may be NULL, as for v3_decrypt. */
MUST_USE bool keystore_open_key(struct seckey **key, struct mnemonic **mnemonic, char *path, const struct home *home,
				const struct account *account, const struct passphrase *password, struct err *err);

#endif
