/*
 * venice_node: Venice's crypto RPC as one of a network's nodes.
 *
 * It takes the calls of a JSON-RPC node at the API's URL, for an API key that pays for them: batches
 * of up to 100, one request at a time for an account.  Its answers say what they cost.  The key
 * goes nowhere else: only a node that the word "venice" names has it, and its URL is made of the API's.
 */
#ifndef NET_VENICE_NODE_H
#define NET_VENICE_NODE_H

#include "net/chain_job.h"

#define VENICE_NODE_BATCH_MOST 100
#define VENICE_NODE_HEADER_SIZE 128

/* Finds the network's node that is named NETWORK_VENICE_NODE, and gives it its URL.  INVALID_INPUT
 * where Venice's RPC does not serve the chain. */
MUST_USE bool venice_node_init(struct net *net, struct err *err);

/* Is this node Venice's, without a key?  err says why. */
bool venice_node_is_closed(const struct net *net, const struct node *node, struct err *err);

/* True when this job must wait: for its turn, since another request is on its way, or for the key. */
bool venice_node_waits_in_line(struct chain_job *chain);
bool venice_node_holds(struct chain_job *chain);

/* Adds to a request what Venice wants: the key, and for a transaction a line in `header` that makes a
 * repeat of it one and the same request.  sent: the transaction's call; NULL for other questions. */
void venice_node_sign_in(struct http_request *request, char header[VENICE_NODE_HEADER_SIZE], const struct net *net,
			 const struct chain_call *sent);

/* Notes that a transaction was answered.  Sending it again is then a request of its own: Venice would
 * only repeat the answer, but a transaction that is lost must reach the chain. */
void venice_node_note_sent(struct net *net, const struct chain_call *sent);

/* Reports what an answer cost. */
void venice_node_charge(struct net *net, const struct http_answer *answer);

/* Changes the error of a refusal into what it means at Venice.  call: the only one of the request; NULL
 * for a batch.  A method that is not on Venice's list is not asked for again. */
void venice_node_explain(struct err *err, struct node *node, const struct http_answer *answer,
			 const struct chain_call *call);

#endif
