/*
 * net: every socket of the program, on one curl multi handle.
 *
 * Each request carries the number of the effect that asked for it.  It ends in exactly one action,
 * given to `deliver` from inside net_wait, unless it was cancelled.  Only net_wait blocks.  Text from
 * the wire is limited in size, strictly parsed and sanitised before it leaves.
 */
#ifndef NET_NET_H
#define NET_NET_H

#include <curl/curl.h>

#include "wallet/eth/contracts.h"
#include "wallet/model/action.h"

struct net;
struct venice_proof;

/* Takes the action over and frees it. */
typedef void net_deliver(void *context, struct action *action);

/* INSECURE_URL for plain http to anything but loopback. */
MUST_USE bool net_new(struct net **out, const struct network *network, net_deliver *deliver, void *context,
		      struct err *err);
void net_free(struct net *net);

/* Asks a node a batch of questions: as one JSON-RPC batch, or singly once the node has refused a
 * batch → CHAIN.  A node that fails is left for the next one (→ NODE_LEFT), and each answer of Venice's RPC
 * has its price (→ RPC_CHARGED).  Takes the batch over. */
void net_chain(struct net *net, uint32_t request, struct chain_batch *batch);
/* Does the same with one node, whatever it answers.  No other node is asked instead. */
void net_chain_at(struct net *net, uint32_t request, size_t node, struct chain_batch *batch);

/*
 * Venice's RPC, if the network names it as one of its nodes.  It answers only with an API key.  The
 * first takes a key over, and NULL forgets it; the second says why there is none.  Without a key its
 * questions fail, or wait for one of these two calls once net_rpc_hold was called.
 */
void net_rpc_key(struct net *net, struct apikey *key);
void net_rpc_close(struct net *net, const struct err *why);
void net_rpc_hold(struct net *net);
bool net_rpc_wants_key(const struct net *net);		/* questions wait for it now */

/* Venice */
void net_token(struct net *net, uint32_t request, struct address address);		/* → TOKEN_GOT */
void net_mint(struct net *net, uint32_t request, const struct venice_proof *proof,
	      const struct key_options *options);					/* → MINTED */
void net_key_check(struct net *net, uint32_t request, const char *id, const struct apikey *key); /* → KEY_CHECKED */
/* the models that the key may use → MODELS_GOT */
void net_models(struct net *net, uint32_t request, const struct apikey *key);
void net_probe(struct net *net, uint32_t request, const char *id, const char *model,
		  const struct apikey *key);						/* → PROBED */
void net_key_create(struct net *net, uint32_t request, struct address address, const struct apikey *admin,
		    const struct key_options *options);					/* → MINTED */
void net_keys_list(struct net *net, uint32_t request, struct address address,
		   const struct apikey *admin);						/* → KEYS_LISTED */
void net_key_read(struct net *net, uint32_t request, struct address address, const struct apikey *admin,
		  const char *id);							/* → KEY_READ */
void net_key_update(struct net *net, uint32_t request, struct address address, const struct apikey *admin,
		    const char *id, const struct key_changes *changes);			/* → KEY_UPDATED */
void net_key_delete(struct net *net, uint32_t request, const struct apikey *admin,
		    const char *id);							/* → KEY_DELETED */
/* what the account's keys used in the last days, as an ADMIN key is told → USAGE_GOT */
void net_usage(struct net *net, uint32_t request, struct address address, const struct apikey *admin, unsigned days);
/* A wallet's prepaid credit. sign_in is the header's value, valid for one request. */
void net_x402_balance(struct net *net, uint32_t request, struct address address,
		      const char *sign_in);						/* → X402_BALANCE_GOT */
void net_x402_ledger(struct net *net, uint32_t request, struct address address, const char *sign_in,
		     unsigned limit, unsigned offset);					/* → X402_LEDGER_GOT */
void net_x402_offer(struct net *net, uint32_t request);					/* → X402_OFFERED */
void net_x402_pay(struct net *net, uint32_t request, struct address address,
		  const char *payment);							/* → X402_PAID; sent once */
void net_faucet(struct net *net, uint32_t request, struct address address);		/* → FAUCET_DONE */

void net_cancel(struct net *net, uint32_t request);
bool net_idle(const struct net *net);		/* nothing in flight */

/* Waits until a transfer makes progress, one of fds is ready (its revents say which), net_wake
 * is called, or timeout_ms has passed; -1 waits without a limit. */
void net_wait(struct net *net, struct curl_waitfd *fds, unsigned count, int timeout_ms);
void net_wake(struct net *net);			/* may be called from any thread */

/* Sets the timeouts of transfers, in ms; for slow lines and for tests. */
void net_set_timeouts(struct net *net, long connect_ms, long total_ms);

#endif
