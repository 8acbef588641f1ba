/*
 * net_help: a struct net with a server of the test's own, and the actions that it delivers.  Nothing
 * sleeps: net_wait returns when something has happened.
 */
#ifndef TESTS_NET_HELP_H
#define TESTS_NET_HELP_H

#include "tests/support/unit.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/net.h"
#include "tests/support/http_server.h"
#include "wallet/base/mem.h"

#define DELIVERED_MAX 64
#define PATIENCE_MS 20000	/* a test that waits longer has failed */
#define SILENCE_MS 2000		/* after that a server that hangs is given up: long for a question to reach it */

struct fixture {
	struct http_server *server;
	struct net *net;
	struct action delivered[DELIVERED_MAX];
	size_t count;
	atomic_size_t requests;		/* requests that the server has received */
	http_server_script *script;
	void *script_context;
};

static inline void deliver(void *context, struct action *action)
{
	struct fixture *fixture = context;

	assert_true(fixture->count < DELIVERED_MAX);
	fixture->delivered[fixture->count++] = *action;
}

/* Each request wakes net_wait, so that a test can wait until the server has received it. */
static inline enum http_server_do counted(void *context, const struct http_server_request *request, struct buf *out)
{
	struct fixture *fixture = context;
	enum http_server_do what = fixture->script(fixture->script_context, request, out);

	atomic_fetch_add(&fixture->requests, 1);
	net_wake(fixture->net);
	return what;
}

static inline void network_on_port(struct network *network, unsigned port)
{
	*network = (struct network){ .name = "test", .chain_id = 8453 };
	network->node_count = 1;
	snprintf(network->rpc_urls[0], sizeof(network->rpc_urls[0]), "http://127.0.0.1:%u/rpc", port);
	snprintf(network->api_url, sizeof(network->api_url), "http://127.0.0.1:%u/api/v1", port);
	snprintf(network->faucet_url, sizeof(network->faucet_url), "http://127.0.0.1:%u/faucet", port);
}

static inline void open_network(struct fixture *fixture, const struct network *network)
{
	struct err err;

	if (!net_new(&fixture->net, network, deliver, fixture, &err))
		fail_msg("%s", err.msg);
}

static inline void begin(struct fixture *fixture, http_server_script *script, void *script_context)
{
	struct network network;

	*fixture = (struct fixture){ .script = script, .script_context = script_context };
	fixture->server = http_server_start(counted, fixture);
	network_on_port(&network, http_server_port(fixture->server));
	open_network(fixture, &network);
}

static inline void end(struct fixture *fixture)
{
	struct net *net = fixture->net;

	if (fixture->server)
		http_server_stop(fixture->server);
	net_free(net);
	for (size_t i = 0; i < fixture->count; i++)
		action_free(&fixture->delivered[i]);
}

static inline void wait_requests(struct fixture *fixture, size_t count)
{
	while (atomic_load(&fixture->requests) < count)
		net_wait(fixture->net, NULL, 0, PATIENCE_MS);
}

static inline void wait_delivered(struct fixture *fixture, size_t count)
{
	while (fixture->count < count)
		net_wait(fixture->net, NULL, 0, PATIENCE_MS);
}

/* Returns the only action that there will be. */
static inline struct action *wait_one(struct fixture *fixture)
{
	while (!fixture->count && !net_idle(fixture->net))
		net_wait(fixture->net, NULL, 0, PATIENCE_MS);
	assert_true(net_idle(fixture->net));
	assert_int_equal(fixture->count, 1);
	return &fixture->delivered[0];
}

/* For a script that gives everyone the same bytes. */
struct canned {
	enum http_server_do what;
	int status;
	const char *headers, *body;
	const char *raw;	/* sent instead of the three above */
	char *last_body;	/* of the request; the test frees it when the server has ended */
	char head[2048];
};

static inline enum http_server_do canned(void *context, const struct http_server_request *request, struct buf *out)
{
	struct canned *answer = context;

	free(answer->last_body);
	answer->last_body = mem_string(request->body);
	snprintf(answer->head, sizeof(answer->head), "%s", request->head);
	if (answer->raw)
		buf_add_string(out, answer->raw);
	else if (answer->body)
		http_server_reply(out, answer->status, answer->headers ? answer->headers : "", answer->body);
	return answer->what;
}

/* Only a server that never answers is given up: whatever else comes is waited for, however slow the machine. */
static inline void wait_for_what_comes(struct net *net, enum http_server_do what)
{
	net_set_timeouts(net, PATIENCE_MS, what == SERVER_HANG ? SILENCE_MS : PATIENCE_MS);
}

/* What one request ends in when the server does this; it is sent once, whatever comes. */
static inline struct action *sent_once(struct fixture *fixture, struct canned *answer, void (*send)(struct net *net),
				       enum action_type ends_in)
{
	struct action *action;

	begin(fixture, canned, answer);
	wait_for_what_comes(fixture->net, answer->what);
	send(fixture->net);
	action = wait_one(fixture);
	assert_int_equal(action->type, ends_in);
	assert_int_equal(atomic_load(&fixture->requests), 1);
	return action;
}

#endif
