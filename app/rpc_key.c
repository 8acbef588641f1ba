#include "app/rpc_key.h"

#include <string.h>
#include <time.h>

#include "keystore/vault.h"
#include "wallet/venice/key_list.h"

bool rpc_key_find(struct key_info *out, const struct home *home, const struct network *network,
		  struct address address, struct err *err)
{
	const struct key_info *key;
	struct key_list keys = { 0 };
	struct err unreadable;
	bool found;

	/* a damaged key hides no other one */
	(void)!vault_list(&keys, NULL, home, &unreadable);
	key = key_list_rpc(&keys, network->rpc_key, address, network->name, (int64_t)time(NULL) * 1000);
	found = key;
	if (key)
		*out = *key;
	key_list_free(&keys);
	if (found)
		return true;
	if (*network->rpc_key)
		return err_set(err, ERR_RPC_NO_KEY, "rpc-key is '%s', and no such key of network '%s' is stored, or it has expired",
			       network->rpc_key, network->name);
	return err_set(err, ERR_RPC_NO_KEY, "There is no stored INFERENCE key of %s for network '%s' that has not expired",
		       address_is_zero(address) ? "any wallet" : "this wallet", network->name);
}

/* The key of another wallet, which the configuration names, is left as it is. */
void rpc_key_open(struct net *net, const struct home *home, const struct network *network, const struct signer *signer)
{
	struct apikey *key;
	struct key_info info;
	struct err err;

	if (!network_asks_venice(network))
		return;
	if (!rpc_key_find(&info, home, network, signer_address(signer), &err)) {
		net_rpc_close(net, &err);
		return;
	}
	if (!address_equal(info.address, signer_address(signer)))
		return;
	if (vault_open(&key, home, signer, info.id, &err))
		net_rpc_key(net, key);
	else
		net_rpc_close(net, &err);
}

void rpc_key_lock(struct net *net, const struct network *network)
{
	struct err err;

	if (!network_asks_venice(network))
		return;
	(void)err_set(&err, ERR_RPC_LOCKED, "Venice's RPC is asked with an API key, and its wallet is locked");
	net_rpc_close(net, &err);
}
