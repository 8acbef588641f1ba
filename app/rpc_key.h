/* rpc_key: the API key that Venice's RPC is asked with.  It is open only while its wallet is, or until
 * the next lock where the configuration names it. */
#ifndef APP_RPC_KEY_H
#define APP_RPC_KEY_H

#include "keystore/home.h"
#include "keystore/signer.h"
#include "net/net.h"
#include "wallet/eth/contracts.h"

/* Finds the key among all that are stored: the one that the network names, else the newest INFERENCE
 * key of this wallet; with the zero address, of any wallet.  RPC_NO_KEY. */
MUST_USE bool rpc_key_find(struct key_info *out, const struct home *home, const struct network *network,
			   struct address address, struct err *err);

/* Call it when a wallet has been opened, or a key of it stored: gives net the key, if the network
 * asks Venice and the wallet holds it.  Without one, net learns why. */
void rpc_key_open(struct net *net, const struct home *home, const struct network *network, const struct signer *signer);

/* Call it when the wallet is locked: net then has no key any more. */
void rpc_key_lock(struct net *net, const struct network *network);

#endif
