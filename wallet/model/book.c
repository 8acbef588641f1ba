#include "wallet/model/book.h"

#include "wallet/model/model.h"
#include "wallet/model/recipient.h"

bool book_check_name(const struct model *model, const char *name, const struct account *but, struct err *err)
{
	if (!*name)
		return err_set(err, ERR_INVALID_INPUT, "The address needs a name.");
	return account_check_name(name, err) && accounts_check_free(&model->accounts, name, NULL, err) &&
	       accounts_check_in_book(&model->book, name, but, err);
}

bool book_check_address(const struct model *model, struct address address, struct err *err)
{
	const struct account *wallet = accounts_at(&model->accounts, address);
	const struct account *there = accounts_at(&model->book, address);

	if (!recipient_check(address, (struct address){ 0 }, err))
		return false;
	if (wallet)
		return err_set(err, ERR_WALLET_EXISTS, "That is the address of the wallet %s here", wallet->name);
	return !there || err_set(err, ERR_WALLET_EXISTS, "That address is in the address book already, as %s", there->name);
}
