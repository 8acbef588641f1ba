/* What doctor asks the node and the API. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cli/doctor.h"
#include "app/cli/waits.h"
#include "app/loop.h"
#include "app/signals.h"
#include "net/net.h"
#include "net/url.h"

#define SKEW_MAX_MS 30000

enum { REQUEST_CHAIN = 1, REQUEST_TOKEN };

struct answers {
	struct action chain, token;
	int64_t token_at_ms;	/* when it came, by this machine's clock */
};

/* The node has put its answer off. */
static void tell_node_waits(const struct action *action)
{
	struct waiting waiting = { .until_ms = loop_now_ms() + action->node_waits.for_ms, .is_set = true };

	snprintf(waiting.what, sizeof(waiting.what), "the Base node: %s", action->node_waits.why);
	if (action->node_waits.for_ms > WAITING_TELL_MS)
		waits_tell(&waiting, loop_now_ms());
}

static void take(void *context, struct action *action)
{
	struct answers *answers = context;
	struct action *place = action->request == REQUEST_CHAIN ? &answers->chain : &answers->token;

	if (action->type == ACTION_NODE_WAITS) {
		tell_node_waits(action);
		return;
	}
	if (action->request == REQUEST_TOKEN)
		answers->token_at_ms = loop_now_ms();
	action_free(place);
	*place = *action;
	*action = (struct action){ 0 };
}

static void ask_node(struct net *net)
{
	struct chain_batch batch = { 0 };

	chain_add(&batch, CHAIN_ID);
	for (unsigned i = 0; i < CONTRACT_COUNT; i++)
		chain_add(&batch, CHAIN_CODE)->to = contract_address((enum contract)i);
	net_chain(net, REQUEST_CHAIN, &batch);
}

/* Stops early when a signal comes: what did not answer by then is reported so. */
static void wait_for_answers(struct doctor *doctor, struct net *net)
{
	struct curl_waitfd fd = { .fd = signals_fd(), .events = CURL_WAIT_POLLIN };
	int64_t began = loop_now_ms(), waited = 0;
	struct waiting waiting = { .what = "the answers of the Base node and of Venice", .until_ms = began + WAITING_ANSWER_MS };
	bool told = false;
	int number = 0;

	while (!net_idle(net) && !signals_ends(number)) {
		net_wait(net, &fd, 1, told ? -1 : (int)(WAITING_TELL_MS - waited));
		number = signals_next();
		waited = loop_now_ms() - began;
		if (!told && waited >= WAITING_TELL_MS && !net_idle(net)) {
			waits_tell(&waiting, began + waited);
			told = true;
		}
		waited = waited < WAITING_TELL_MS ? waited : WAITING_TELL_MS;
	}
	doctor->interrupted = signals_ends(number);
	if (told)
		waits_note(&waiting, loop_now_ms() - began, &doctor->app->output);
}

static bool ask(struct doctor *doctor, struct answers *answers, struct err *err)
{
	const struct network *network = &doctor->app->settings.network;
	struct net *net;

	if (!net_new(&net, network, take, answers, err))
		return false;
	if (signals_open(false, err)) {
		ask_node(net);
		net_token(net, REQUEST_TOKEN, (struct address){ { 0 } });
		wait_for_answers(doctor, net);
		signals_close();
	}
	net_free(net);
	return true;
}

static void check_contract(struct doctor *doctor, enum contract contract, const struct chain_reply *reply)
{
	bool optional = contract == CONTRACT_GAS_ORACLE;

	if (!reply->ok)
		doctor_ill(doctor, contract_name(contract), reply->err.code, "%s", reply->err.msg);
	else if (reply->found)
		doctor_well(doctor, contract_name(contract), "there");
	else if (optional)
		doctor_well(doctor, contract_name(contract), "absent: no L1 fee is added");
	else
		doctor_ill(doctor, contract_name(contract), ERR_NO_CONTRACT, "no code at its address");
}

static void check_chain_id(struct doctor *doctor, const struct network *network, const struct chain_reply *reply)
{
	uint64_t id;

	if (!reply->ok)
		doctor_ill(doctor, "chain", reply->err.code, "%s", reply->err.msg);
	else if (!u256_to_u64(&id, reply->number) || id != network->chain_id)
		doctor_ill(doctor, "chain", ERR_WRONG_CHAIN, "the node's chain is not %llu",
			   (unsigned long long)network->chain_id);
	else
		doctor_well(doctor, "chain", "%llu", (unsigned long long)id);
}

/* The node by its host alone: the rest of its URL may be a secret of its operator's. */
static void check_node(struct doctor *doctor, const struct network *network, const struct action *answer)
{
	const struct chain_replies *replies = &answer->chain;
	char host[URL_HOST_SIZE] = "";

	(void)!url_host(host, network->rpc_url, false);

	if (answer->type != ACTION_CHAIN || !answer->ok || replies->count != CONTRACT_COUNT + 1) {
		enum err_code code = answer->err.code == ERR_NONE ? ERR_TIMEOUT : answer->err.code;

		doctor_ill(doctor, "node", code, "%s: %s", host, *answer->err.msg ? answer->err.msg : "no answer");
		return;
	}
	doctor_well(doctor, "node", "%s, %lld ms", host, (long long)answer->elapsed_ms);
	check_chain_id(doctor, network, &replies->items[0]);
	for (unsigned i = 0; i < CONTRACT_COUNT; i++)
		check_contract(doctor, (enum contract)i, &replies->items[i + 1]);
}

static void check_clock(struct doctor *doctor, const struct answers *answers)
{
	int64_t skew = answers->token.server_ms - answers->token_at_ms;

	if (!answers->token.server_ms)
		doctor_well(doctor, "clock", "unknown: the API sent no date");
	else if (llabs((long long)skew) > SKEW_MAX_MS)
		doctor_ill(doctor, "clock", ERR_CLOCK, "%lld s %s Venice's", llabs((long long)skew) / 1000,
			   skew > 0 ? "behind" : "ahead of");
	else
		doctor_well(doctor, "clock", "agrees with Venice's");
}

static void check_api(struct doctor *doctor, const struct network *network, const struct answers *answers)
{
	const struct action *answer = &answers->token;

	/* Where challenges are made out to a wallet, none was named. */
	if (answer->ok || answer->err.code == ERR_INVALID_ADDRESS) {
		doctor_well(doctor, "API", "%.160s, %lld ms", network->api_url, (long long)answer->elapsed_ms);
		check_clock(doctor, answers);
		return;
	}
	doctor_ill(doctor, "API", answer->err.code == ERR_NONE ? ERR_TIMEOUT : answer->err.code, "%.120s: %s",
		   network->api_url, *answer->err.msg ? answer->err.msg : "no answer");
}

void doctor_check_network(struct doctor *doctor)
{
	const struct network *network = &doctor->app->settings.network;
	struct answers answers = { 0 };
	struct err err;

	if (!ask(doctor, &answers, &err)) {
		doctor_ill(doctor, "network", err.code, "%s", err.msg);
		return;
	}
	check_node(doctor, network, &answers.chain);
	check_api(doctor, network, &answers);
	action_free(&answers.chain);
	action_free(&answers.token);
}
