/*
 * book: the address book as a person fills it: names for addresses that something is sent to.  A name means one address
 * only, whether it is a wallet's or the book's.
 */
#ifndef WALLET_MODEL_BOOK_H
#define WALLET_MODEL_BOOK_H

#include "wallet/eth/account.h"

struct model;

/* May an entry have this name?  `but` is the entry that is being renamed, or NULL. */
MUST_USE bool book_check_name(const struct model *model, const char *name, const struct account *but, struct err *err);

/* May this address have an entry?  Not where what is sent would be lost, and not twice. */
MUST_USE bool book_check_address(const struct model *model, struct address address, struct err *err);

#endif
