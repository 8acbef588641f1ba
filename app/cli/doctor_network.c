/* The part of doctor that asks the nodes and the API. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cli/doctor.h"
#include "app/cli/rpc_access.h"
#include "app/cli/waits.h"
#include "app/loop.h"
#include "app/signals.h"
#include "keystore/keystore.h"
#include "net/net.h"
#include "net/node.h"
#include "net/url.h"

#define SKEW_MAX_MS 30000

enum { REQUEST_TOKEN = 1, REQUEST_NODES };	/* the nodes' requests follow, one for each */
enum { ASK_CHAIN_ID, ASK_BLOCK_NUMBER, ASK_CONTRACTS };
#define ASK_COUNT (ASK_CONTRACTS + CONTRACT_COUNT)

struct answers {
	struct action nodes[NETWORK_NODES_MAX], token;
	struct rpc_cost rpc_cost;
	int64_t token_at_ms;	/* when it came, by this machine's clock */
};

/* Says that a node asks to be left alone for a while. */
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
	struct action *place;

	if (action->type == ACTION_NODE_WAITS) {
		tell_node_waits(action);
		return;
	}
	if (action->type == ACTION_RPC_CHARGED) {
		rpc_cost_add(&answers->rpc_cost, &action->rpc_cost);
		return;
	}
	place = action->request == REQUEST_TOKEN ? &answers->token : &answers->nodes[action->request - REQUEST_NODES];
	if (action->request == REQUEST_TOKEN)
		answers->token_at_ms = loop_now_ms();
	action_free(place);
	*place = *action;
	*action = (struct action){ 0 };
}

/* Asks this node and no other in its place. */
static void ask_node(struct net *net, size_t node)
{
	struct chain_batch batch = { 0 };

	chain_add(&batch, CHAIN_ID);
	chain_add(&batch, CHAIN_BLOCK_NUMBER);
	for (unsigned i = 0; i < CONTRACT_COUNT; i++)
		chain_add(&batch, CHAIN_CODE)->to = contract_address((enum contract)i);
	net_chain_at(net, REQUEST_NODES + (uint32_t)node, node, &batch);
}

/* Stops early on a signal; what has not answered by then is reported so. */
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

/* Opens the key for Venice's RPC, without asking for a password that is not given. */
static bool open_rpc(struct net *net, struct doctor *doctor, struct err *err)
{
	struct accounts accounts = { 0 };
	const struct account *owner;
	bool ok;

	if (doctor->app->settings.readonly)
		return err_set(err, ERR_READONLY, "it costs credits, and nothing is spent with --readonly");
	if (!app_load_password(doctor->app, err))
		return false;
	if (!doctor->app->password)
		return err_set(err, ERR_RPC_LOCKED, "it is asked with an API key, and no --password-file opens that");
	ok = keystore_list(&accounts, NULL, &doctor->app->home, err) &&
	     rpc_access_owner(&owner, doctor->app, &accounts, NULL, err) &&
	     rpc_access_open(net, doctor->app, owner, err);
	accounts_free(&accounts);
	return ok;
}

static bool ask(struct doctor *doctor, struct answers *answers, struct err *err)
{
	const struct network *network = &doctor->app->settings.network;
	struct net *net;
	struct err closed;

	if (!net_new(&net, network, take, answers, err))
		return false;
	if (network_asks_venice(network) && !open_rpc(net, doctor, &closed))
		net_rpc_close(net, &closed);
	if (signals_open(false, err)) {
		for (size_t i = 0; i < network->node_count; i++)
			ask_node(net, i);
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

static bool is_on_chain(const struct network *network, const struct chain_reply *reply)
{
	uint64_t id;

	return reply->ok && u256_to_u64(&id, reply->number) && id == network->chain_id;
}

static void check_chain_id(struct doctor *doctor, const struct network *network, const struct chain_reply *reply)
{
	if (!reply->ok)
		doctor_ill(doctor, "chain", reply->err.code, "%s", reply->err.msg);
	else if (!is_on_chain(network, reply))
		doctor_ill(doctor, "chain", ERR_WRONG_CHAIN, "the node's chain is not %llu",
			   (unsigned long long)network->chain_id);
	else
		doctor_well(doctor, "chain", "%llu", (unsigned long long)network->chain_id);
}

static bool has_answered(const struct action *answer)
{
	return answer->type == ACTION_CHAIN && answer->ok && answer->chain.count == ASK_COUNT;
}

static uint64_t height_of(const struct network *network, const struct action *answer)
{
	uint64_t height;
	bool is_said = has_answered(answer) && is_on_chain(network, &answer->chain.items[ASK_CHAIN_ID]) &&
		       answer->chain.items[ASK_BLOCK_NUMBER].ok;

	return is_said && u256_to_u64(&height, answer->chain.items[ASK_BLOCK_NUMBER].number) ? height : 0;
}

static uint64_t greatest_height(const struct network *network, const struct answers *answers)
{
	uint64_t most = 0;

	for (size_t i = 0; i < network->node_count; i++)
		if (height_of(network, &answers->nodes[i]) > most)
			most = height_of(network, &answers->nodes[i]);
	return most;
}

/* What a node answers itself begins with its host already. */
static void node_ill(struct doctor *doctor, const char *name, const char *host, const struct err *err)
{
	enum err_code code = err->code == ERR_NONE ? ERR_TIMEOUT : err->code;
	const char *says = *err->msg ? err->msg : "no answer";
	size_t length = strlen(host);

	if (length && strncmp(says, host, length) == 0 && (says[length] == ' ' || says[length] == ':'))
		doctor_ill(doctor, name, code, "%s", says);
	else
		doctor_ill(doctor, name, code, "%s: %s", host, says);
}

/* Shows a node by its host alone, because the rest of its URL may be a secret. */
static void check_node(struct doctor *doctor, const struct network *network, const struct answers *answers,
		       size_t index)
{
	const struct action *answer = &answers->nodes[index];
	uint64_t height = height_of(network, answer), most = greatest_height(network, answers);
	char name[32] = "node", host[URL_HOST_SIZE] = "", block[32] = "";
	const char *url = network->rpc_urls[index];
	bool several = network->node_count > 1;

	(void)!url_host(host, strcmp(url, NETWORK_VENICE_NODE) != 0 ? url : network->api_url, false);
	if (index)
		snprintf(name, sizeof(name), "node %zu", index + 1);
	if (!has_answered(answer)) {
		node_ill(doctor, name, host, &answer->err);
	} else if (several && !is_on_chain(network, &answer->chain.items[ASK_CHAIN_ID])) {
		doctor_ill(doctor, name, ERR_WRONG_CHAIN, "%s: its chain is not %llu", host, (unsigned long long)network->chain_id);
	} else if (height && most - height > NODE_BEHIND_BLOCKS) {
		doctor_ill(doctor, name, ERR_RPC_BEHIND, "%s: %llu blocks behind another", host, (unsigned long long)(most - height));
	} else {
		if (several)
			snprintf(block, sizeof(block), ", block %llu", (unsigned long long)height);
		doctor_well(doctor, name, "%s, %lld ms%s", host, (long long)answer->elapsed_ms, block);
	}
}

/* Returns the first answer from the right chain, else the first answer. */
static const struct action *best_answer(const struct network *network, const struct answers *answers)
{
	const struct action *best = NULL;

	for (size_t i = 0; i < network->node_count; i++) {
		const struct action *answer = &answers->nodes[i];

		if (has_answered(answer) && is_on_chain(network, &answer->chain.items[ASK_CHAIN_ID]))
			return answer;
		if (!best && has_answered(answer))
			best = answer;
	}
	return best;
}

static void check_nodes(struct doctor *doctor, const struct network *network, const struct answers *answers)
{
	const struct action *answer = best_answer(network, answers);

	for (size_t i = 0; i < network->node_count; i++)
		check_node(doctor, network, answers, i);
	if (!answer)
		return;
	check_chain_id(doctor, network, &answer->chain.items[ASK_CHAIN_ID]);
	for (unsigned i = 0; i < CONTRACT_COUNT; i++)
		check_contract(doctor, (enum contract)i, &answer->chain.items[ASK_CONTRACTS + i]);
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

	/* Venice answers so when challenges are made out to a wallet, because this request names none. */
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
	rpc_cost_add(&doctor->app->output.rpc_cost, &answers.rpc_cost);
	check_nodes(doctor, network, &answers);
	check_api(doctor, network, &answers);
	for (size_t i = 0; i < network->node_count; i++)
		action_free(&answers.nodes[i]);
	action_free(&answers.token);
}
