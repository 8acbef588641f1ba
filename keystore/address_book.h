/* address_book: names that a person has given to addresses, each in a file of its own. */
#ifndef KEYSTORE_ADDRESS_BOOK_H
#define KEYSTORE_ADDRESS_BOOK_H

#include "keystore/home.h"
#include "wallet/eth/account.h"

/* Sorted by name.  Files that are none of its own are only counted. */
MUST_USE bool address_book_read(struct accounts *out, size_t *damaged, const struct home *home, struct err *err);

/* WALLET_EXISTS where the name, or one that could be taken for it, or the address is there already. */
MUST_USE bool address_book_add(const struct home *home, const char *name, struct address address, struct err *err);
MUST_USE bool address_book_rename(const struct home *home, const struct account *entry, const char *name,
				  struct err *err);
MUST_USE bool address_book_remove(const struct home *home, const struct account *entry, struct err *err);

#endif
