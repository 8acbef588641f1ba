#include "app/cli/rpc_access.h"

#include "app/rpc_key.h"
#include "keystore/keystore.h"
#include "wallet/base/passphrase.h"

static const struct account *account_of(const struct accounts *accounts, struct address address)
{
	for (size_t i = 0; i < accounts->count; i++)
		if (accounts->items[i].kind != ACCOUNT_WATCH && address_equal(accounts->items[i].address, address))
			return &accounts->items[i];
	return NULL;
}

bool rpc_access_owner(const struct account **out, const struct app *app, const struct accounts *accounts,
		      const struct account *current, struct err *err)
{
	const struct network *network = &app->settings.network;
	const struct address nobody = { 0 };
	struct key_info key;

	if (!rpc_key_find(&key, &app->home, network, current ? current->address : nobody, err) &&
	    !rpc_key_find(&key, &app->home, network, nobody, err))
		return false;
	*out = account_of(accounts, key.address);
	return *out || err_set(err, ERR_RPC_NO_KEY, "No wallet here can open the stored key ...%s", key.last6);
}

bool rpc_access_open(struct net *net, struct app *app, const struct account *owner, struct err *err)
{
	struct passphrase *password;
	struct signer *signer;
	bool ok;

	if (!app_password(&password, app, owner->name, err))
		return false;
	ok = keystore_open(&signer, &app->home, owner, password, err);
	passphrase_free(password);
	if (!ok)
		return false;
	rpc_key_open(net, &app->home, &app->settings.network, signer);
	signer_free(signer);
	return true;
}
