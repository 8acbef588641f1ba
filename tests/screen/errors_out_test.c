/* What fails on the way to a server, on the chain, and in what is to be signed. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "tests/screen/check.h"
#include "tests/screen/steps.h"
#include "tests/screen/trial.h"

/* The way to a server */

/* Fetching a token ends in the row, and r tries again. */
static struct terminal *token_fails(const char *options, enum row_id id, const char *order)
{
	struct terminal *terminal = trial_to_token(options);

	if (order)
		network_post(trial_stage->network, "fail", "{\"route\":\"token\",\"mode\":\"%s\",\"times\":0}", order);
	terminal_keys(terminal, "<Enter>");
	row_wait_words(terminal, rows[id].meaning);
	return terminal;
}

static void tried_again(enum row_id id, const char *order)
{
	struct terminal *terminal = token_fails("", id, order);

	network_reset(trial_stage->network);
	trial_leads(terminal, id, "r try again now", NEXT_SIGN);
}

/* Gives up what is tried again by itself, or with r. */
static void given_up(struct terminal *terminal, enum row_id id)
{
	row_wait_words(terminal, rows[id].advice);
	row_wait_words(terminal, "r try again now ← Enter");
	terminal_keys(terminal, "r");
	terminal_wait(terminal, "(attempt 3)");
	terminal_keys(terminal, "x");
	terminal_wait(terminal, "Stopped; nothing was minted");
	terminal_wait(terminal, NEXT_TOKEN);
}

/* Nobody ever answers at this address. */
static void unreachable(void)
{
	given_up(token_fails("--api-url http://127.0.0.1:1/api/v1", ROW_UNREACHABLE, NULL), ROW_UNREACHABLE);
}

static void connection_cut(void)
{
	tried_again(ROW_CONNECTION_CUT, "cut_mid");
}

static void bad_answer(void)
{
	tried_again(ROW_BAD_ANSWER, "wrong_shape");
}

/* A network wants a sign-in first. */
static void web_page(void)
{
	tried_again(ROW_WEB_PAGE, "http_status");
}

/* A server that does not speak TLS cannot prove who it is. */
static void tls(void)
{
	char options[TRIAL_PATH_SIZE];
	struct terminal *terminal;

	snprintf(options, sizeof(options), "--api-url https%s", trial_stage->network->api_url + strlen("http"));
	terminal = token_fails(options, ROW_TLS, NULL);
	trial_closes(terminal, ROW_TLS);
	terminal_wait(terminal, NEXT_TOKEN);
}

/* A setting of the environment stays as it is, so trying again fails again. */
static void in_vain(enum row_id id, const char *variable, const char *options)
{
	struct terminal *terminal;
	const char *const env[] = { variable, NULL };

	trial_staked();
	trial_stage->env = env;
	terminal = trial_start(options);
	terminal_wait(terminal, NEXT_TOKEN);
	terminal_keys(terminal, "<Enter>");
	if (strcmp(rows[id].remedy, "RETRY") == 0) {
		given_up(terminal, id);
	} else {	/* the same panel comes again, too soon for its absence to be seen */
		trial_says(terminal, id);
		row_wait_words(terminal, "r try again now ← Enter");
		terminal_keys(terminal, "r");
		row_wait_words(terminal, rows[id].meaning);
	}
	trial_stage->env = NULL;
}

#define BEYOND_A_PROXY "--api-url https://api.test/api/v1"

static void by_proxy(enum row_id id, int status)
{
	char proxy[TRIAL_PATH_SIZE];

	snprintf(proxy, sizeof(proxy), "https_proxy=%s", trial_stage->network->rpc_url);
	network_post(trial_stage->network, "fail", "{\"route\":\"proxy\",\"mode\":\"http_status\",\"status\":%d,\"times\":0}",
		     status);
	in_vain(id, proxy, BEYOND_A_PROXY);
}

static void proxy_unreachable(void)
{
	in_vain(ROW_PROXY_UNREACHABLE, "https_proxy=http://127.0.0.1:1", BEYOND_A_PROXY);
}

static void proxy_credentials(void)
{
	by_proxy(ROW_PROXY_CREDENTIALS, 407);
}

static void proxy_refused(void)
{
	by_proxy(ROW_PROXY_REFUSED, 403);
}

static void proxy_failed(void)
{
	by_proxy(ROW_PROXY_FAILED, 502);
}

static void certificates(void)
{
	char options[TRIAL_PATH_SIZE];

	snprintf(options, sizeof(options), "--api-url https%s", trial_stage->network->api_url + strlen("http"));
	in_vain(ROW_CERTIFICATES, "CURL_CA_BUNDLE=/no/such/file", options);
}

static void insecure_url(void)
{
	trial_refuses_to_start("--api-url http://venice.example/api/v1", ROW_INSECURE_URL, 2);
}

/* A token does not come at first, and then does. */
static void token_stopped(enum row_id id, const char *order)
{
	struct terminal *terminal = trial_to_token("");

	network_post(trial_stage->network, "fail", "{\"route\":\"token\",%s}", order);
	terminal_keys(terminal, "<Enter>");
	trial_closes(terminal, id);
	step_token(terminal);
}

static void http_other(void)
{
	token_stopped(ROW_HTTP_OTHER, "\"mode\":\"status\",\"status\":418,\"message\":\"I am a teapot\"");
}

/* The chain */

/* The node's answer stops a stake before anything is signed. */
static struct terminal *stake_stopped(enum row_id id, const char *options, const char *order)
{
	struct terminal *terminal = trial_to_approve(options);

	step_amount_form(terminal);
	network_post(trial_stage->network, "fail", "{\"route\":\"rpc\",\"times\":0,%s}", order);
	step_amount(terminal, "10");
	row_wait_words(terminal, rows[id].meaning);
	network_reset(trial_stage->network);
	return terminal;
}

/* Once the order has ended, the stake goes on. */
static void stake_fails(enum row_id id, const char *order, const char *offer)
{
	struct terminal *terminal = stake_stopped(id, "", order);

	if (offer) {
		trial_leads(terminal, id, offer, "take exactly 10 VVV");
		return;
	}
	trial_closes(terminal, id);
	terminal_keys(terminal, ":retry<Enter>");
	terminal_wait(terminal, "take exactly 10 VVV");
}

static void wrong_chain(void)
{
	stake_fails(ROW_WRONG_CHAIN, "\"mode\":\"wrong_chain_id\"", NULL);
}

/* The same node is asked twice under two names, and the second is told to lie. */
static void nodes_disagree(void)
{
	char options[TRIAL_PATH_SIZE];
	struct terminal *terminal;

	snprintf(options, sizeof(options), "--rpc-url '%s %s/second'", trial_stage->network->rpc_url, trial_stage->network->rpc_url);
	terminal = stake_stopped(ROW_NODES_DISAGREE, options, "\"path\":\"/second\",\"mode\":\"wrong_chain_id\"");
	trial_leads(terminal, ROW_NODES_DISAGREE, "r try again now", "take exactly 10 VVV");
	terminal_wait(terminal, "says the same of the");
}

static void no_contract(void)
{
	stake_fails(ROW_NO_CONTRACT, "\"mode\":\"no_code\"", NULL);
}

static void reverted(void)
{
	stake_fails(ROW_REVERTED, "\"mode\":\"error\",\"method\":\"eth_estimateGas\",\"code\":3,"
		    "\"message\":\"execution reverted: not today\"", NULL);
}

static void gas_too_high(void)
{
	stake_fails(ROW_GAS_TOO_HIGH, "\"mode\":\"gas\",\"gas\":16777217", NULL);
}

/* Where Base is that dear, a person can say so on the spot. */
static void fee_not_believed(void)
{
	struct terminal *terminal = stake_stopped(ROW_FEE_NOT_BELIEVED, "", "\"mode\":\"high_base\"");

	trial_leads(terminal, ROW_FEE_NOT_BELIEVED, "f set the fee yourself", "The base fee is 60 gwei now");
	terminal_wait(terminal, "0.005 to 100");
	terminal_keys(terminal, "61<Enter><Enter>");
	terminal_wait(terminal, "own: 61 gwei a gas at most");
	terminal_wait(terminal, "take exactly 10 VVV");
}

static void rpc(void)
{
	stake_fails(ROW_RPC, "\"mode\":\"error\",\"code\":-32000,\"message\":\"header not found\"", "r try again now");
}

/* The panel has the node's own words for its refusal, and r asks again. */
static void refused(enum row_id id, const char *order)
{
	stake_fails(id, order, "r try again now");
}

static void rpc_unauthorized(void)
{
	refused(ROW_RPC_UNAUTHORIZED, "\"mode\":\"http_status\",\"status\":401");
}

static void rpc_payment(void)
{
	refused(ROW_RPC_PAYMENT, "\"mode\":\"http_status\",\"status\":402,\"text\":\"pay first\"");
}

static void rpc_forbidden(void)
{
	refused(ROW_RPC_FORBIDDEN, "\"mode\":\"http_status\",\"status\":403,\"json\":{\"error\":\"no\"}");
}

static void rpc_not_found(void)
{
	refused(ROW_RPC_NOT_FOUND, "\"mode\":\"http_status\",\"status\":404");
}

static void rpc_too_large(void)
{
	refused(ROW_RPC_TOO_LARGE, "\"mode\":\"http_status\",\"status\":413");
}

static void rpc_limited(void)
{
	refused(ROW_RPC_LIMITED, "\"mode\":\"rate_limit\",\"resetIn\":86400");
}

static void rpc_unavailable(void)
{
	refused(ROW_RPC_UNAVAILABLE, "\"mode\":\"html\"");
}

static void rpc_refused(void)
{
	refused(ROW_RPC_REFUSED, "\"mode\":\"http_status\",\"status\":451");
}

static void rpc_unsupported(void)
{
	refused(ROW_RPC_UNSUPPORTED, "\"mode\":\"error\",\"method\":\"eth_estimateGas\",\"code\":-32601,"
		"\"message\":\"the method does not exist\"");
}

static void rpc_web_page(void)
{
	refused(ROW_RPC_WEB_PAGE, "\"mode\":\"http_status\",\"status\":200");
}

static void rpc_redirected(void)
{
	refused(ROW_RPC_REDIRECTED, "\"mode\":\"http_status\",\"status\":302,\"headers\":{\"location\":\"https://sign-in.example/\"}");
}

static struct terminal *swap_eth(const char *amount)
{
	struct terminal *terminal = trial_start("");

	terminal_wait(terminal, "Enter: ");
	terminal_keys(terminal, ":swap<Enter>");
	terminal_wait(terminal, "Swap for VVV");
	terminal_keys(terminal, "<Tab>%s", amount);
	row_wait_words(terminal, "ETH here");
	return terminal;
}

static void market_thin(void)
{
	struct terminal *terminal;

	trial_staked();
	network_post(trial_stage->network, "faucet", "{\"address\":\"%s\",\"eth\":\"600\"}", trial_stage->address);
	terminal = swap_eth("500");
	terminal_keys(terminal, "<Enter><Enter>");
	trial_closes(terminal, ROW_MARKET_THIN);
}

/* Of a swap of ETH the router's quote is the first call that is asked for. */
static void market_unreadable(void)
{
	struct terminal *terminal;

	trial_staked();
	terminal = swap_eth("0.1");
	network_post(trial_stage->network, "fail", "{\"route\":\"rpc\",\"times\":0,\"mode\":\"error\",\"method\":\"eth_call\",\"code\":3,"
		     "\"message\":\"execution reverted: closed\"}");
	terminal_keys(terminal, "<Enter><Enter>");
	trial_says(terminal, ROW_MARKET_UNREADABLE);
	network_reset(trial_stage->network);
	terminal_keys(terminal, "r");
	terminal_wait(terminal, "Review before signing");
}

static void needs_eth(void)
{
	struct terminal *terminal;

	stage_wallet(trial_stage);
	network_post(trial_stage->network, "faucet", "{\"address\":\"%s\",\"vvv\":\"100\"}", trial_stage->address);
	terminal = trial_start("");
	terminal_wait(terminal, NEXT_FUND);
	row_wait_words(terminal, "VVV 100");
	terminal_keys(terminal, "s");
	terminal_wait(terminal, "Amount of VVV");
	terminal_keys(terminal, "<C-u>10<Enter>");
	trial_leads(terminal, ROW_NEEDS_ETH, "f receive ETH or VVV", "Send to agent-1");
	terminal_keys(terminal, "f");
	terminal_wait(terminal, "Both are there");
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, NEXT_APPROVE);
	step_stake_form(terminal, "10");
}

/* While the form is open, another rialto spends what it asks for.  This one has no time to notice
 * before the form is sent. */
static struct terminal *spent_elsewhere(const char *form, const char *title, const char *amount, const char *spending)
{
	struct terminal *terminal;
	char command[TRIAL_PATH_SIZE];

	snprintf(command, sizeof(command), "cp -r '%s/home' '%s/other'", trial_stage->folder, trial_stage->folder);
	assert_int_equal(system(command), 0);
	terminal = trial_start("");
	terminal_wait(terminal, "Enter: ");
	terminal_keys(terminal, ":%s<Enter>", form);
	terminal_wait(terminal, title);
	terminal_keys(terminal, "<C-u>%s", amount);
	terminal_drain(terminal, TERMINAL_WAIT_MS);
	kill(terminal_pid(terminal), SIGSTOP);
	free(stage_run(trial_stage, "%s --json --home '%s/other'", spending, trial_stage->folder));
	terminal_keys(terminal, "<Enter>");
	kill(terminal_pid(terminal), SIGCONT);
	return terminal;
}

static void needs_vvv(void)
{
	stage_wallet(trial_stage);
	stage_money(trial_stage);
	trial_leads(spent_elsewhere("stake", "Amount of VVV", "95", "stake 10"), ROW_NEEDS_VVV, "f receive ETH or VVV",
	      "Send to agent-1");
}

static void needs_svvv(void)
{
	trial_staked();
	trial_leads(spent_elsewhere("diem-mint", "sVVV to lock", "8", "diem mint 5"), ROW_NEEDS_SVVV, "s stake VVV",
	      "Amount of VVV");
}

static void needs_diem(void)
{
	trial_staked();
	network_post(trial_stage->network, "faucet", "{\"address\":\"%s\",\"diem\":\"2\"}", trial_stage->address);
	trial_leads(spent_elsewhere("diem-stake", "Amount of DIEM", "1.5", "diem stake 1"), ROW_NEEDS_DIEM,
	      "f ways to fund the account", "Ways to fund the account");
}

static void nothing_there(void)
{
	struct terminal *terminal;

	trial_staked();
	terminal = trial_start("");
	terminal_wait(terminal, "Enter: ");
	terminal_keys(terminal, ":finalize-unstake<Enter>");
	trial_closes(terminal, ROW_NOTHING_THERE);
}

static void cooldown(void)
{
	struct terminal *terminal;

	trial_staked();
	free(stage_run(trial_stage, "unstake 2 --json"));
	terminal = trial_start("");
	terminal_wait(terminal, "Enter: ");
	terminal_keys(terminal, ":finalize-unstake<Enter>");
	trial_says(terminal, ROW_COOLDOWN);	/* the same panel comes again, too soon for its absence to be seen */
	row_wait_words(terminal, "r try again now ← Enter");
	terminal_keys(terminal, "r");
	row_wait_words(terminal, rows[ROW_COOLDOWN].meaning);
}

static void give_usdc(void)
{
	network_post(trial_stage->network, "faucet", "{\"address\":\"%s\",\"usdc\":\"20\"}", trial_stage->address);
}

static void needs_usdc(void)
{
	trial_staked();
	give_usdc();
	trial_leads(spent_elsewhere("x402-top-up", "Amount of USDC", "16", "x402 top-up 5"), ROW_NEEDS_USDC,
	      "f receive USDC", "Send to agent-1");
}

/* What is signed */

static struct terminal *top_up(const char *failure)
{
	struct terminal *terminal;

	trial_staked();
	give_usdc();
	terminal = trial_start("");
	terminal_wait(terminal, NEXT_TOKEN);
	network_post(trial_stage->network, "fail", "%s", failure);
	terminal_keys(terminal, ":x402-top-up<Enter>");
	terminal_wait(terminal, "Amount of USDC");
	terminal_keys(terminal, "<C-u>5<Enter>");
	return terminal;
}

static void x402_refused(void)
{
	trial_closes(top_up("{\"route\":\"x402\",\"mode\":\"altered\",\"option\":{\"scheme\":\"upto\"}}"), ROW_X402_REFUSED);
}

static void x402_unknown(void)
{
	struct terminal *terminal = top_up("{\"route\":\"x402_pay\",\"mode\":\"cut\"}");

	terminal_wait(terminal, REVIEW);
	terminal_keys(terminal, "G");
	step_yes(terminal);
	step_password(terminal, "to sign the payment");
	trial_leads(terminal, ROW_X402_UNKNOWN, "k look at the chain now", NULL);
}

/* The wallet signs in, but something on the way removes that. */
static void sign_in_missing(void)
{
	struct terminal *terminal;

	stage_wallet(trial_stage);
	terminal = trial_start("");
	network_post(trial_stage->network, "fail", "{\"route\":\"x402\",\"mode\":\"http_status\",\"status\":402,"
		     "\"json\":{\"x402Version\":2,\"accepts\":[]}}");
	terminal_wait(terminal, NEXT_FUND);
	terminal_keys(terminal, ":x402-balance<Enter>");
	step_password(terminal, "to sign in at Venice");
	trial_leads(terminal, ROW_SIGN_IN_MISSING, "r try again now", "Nothing came or went yet");
}

static void not_a_token(void)
{
	token_stopped(ROW_NOT_A_TOKEN, "\"mode\":\"not_jwt\"");
}

/* There is no faucet at this address. */
static void faucet(void)
{
	struct terminal *terminal;
	char elsewhere[TRIAL_PATH_SIZE];

	stage_wallet(trial_stage);
	snprintf(elsewhere, sizeof(elsewhere), "--faucet-url %s/nothing", trial_stage->network->api_url);
	terminal = trial_start(elsewhere);
	terminal_wait(terminal, NEXT_FUND);
	terminal_keys(terminal, "<Enter>");
	terminal_wait(terminal, "faucet");
	terminal_keys(terminal, "f");
	row_wait_words(terminal, "gave nothing (HTTP 404): Not found");
	trial_closes(terminal, ROW_FAUCET);
}

static void mint_differs(void)
{
	struct terminal *terminal = trial_to_token("");

	trial_unlock(terminal);
	network_post(trial_stage->network, "fail", "{\"route\":\"mint\",\"mode\":\"other_limits\"}");
	trial_mint(terminal);
	trial_leads(terminal, ROW_MINT_DIFFERS, "k look at the keys", TRIAL_NEW_KEY);
}

static trial_cause *const causes[ROW_COUNT] = {
	[ROW_UNREACHABLE] = unreachable,
	[ROW_CONNECTION_CUT] = connection_cut,
	[ROW_PROXY_UNREACHABLE] = proxy_unreachable,
	[ROW_PROXY_CREDENTIALS] = proxy_credentials,
	[ROW_PROXY_REFUSED] = proxy_refused,
	[ROW_PROXY_FAILED] = proxy_failed,
	[ROW_CERTIFICATES] = certificates,
	[ROW_TLS] = tls,
	[ROW_INSECURE_URL] = insecure_url,
	[ROW_BAD_ANSWER] = bad_answer,
	[ROW_WEB_PAGE] = web_page,
	[ROW_FAUCET] = faucet,
	[ROW_RPC_UNAUTHORIZED] = rpc_unauthorized,
	[ROW_RPC_PAYMENT] = rpc_payment,
	[ROW_RPC_FORBIDDEN] = rpc_forbidden,
	[ROW_RPC_NOT_FOUND] = rpc_not_found,
	[ROW_RPC_TOO_LARGE] = rpc_too_large,
	[ROW_RPC_LIMITED] = rpc_limited,
	[ROW_RPC_UNAVAILABLE] = rpc_unavailable,
	[ROW_RPC_REFUSED] = rpc_refused,
	[ROW_RPC_UNSUPPORTED] = rpc_unsupported,
	[ROW_RPC_WEB_PAGE] = rpc_web_page,
	[ROW_RPC_REDIRECTED] = rpc_redirected,
	[ROW_WRONG_CHAIN] = wrong_chain,
	[ROW_NODES_DISAGREE] = nodes_disagree,
	[ROW_NO_CONTRACT] = no_contract,
	[ROW_REVERTED] = reverted,
	[ROW_RPC] = rpc,
	[ROW_GAS_TOO_HIGH] = gas_too_high,
	[ROW_FEE_NOT_BELIEVED] = fee_not_believed,
	[ROW_MARKET_THIN] = market_thin,
	[ROW_MARKET_UNREADABLE] = market_unreadable,
	[ROW_NEEDS_ETH] = needs_eth,
	[ROW_NEEDS_VVV] = needs_vvv,
	[ROW_NEEDS_SVVV] = needs_svvv,
	[ROW_NEEDS_DIEM] = needs_diem,
	[ROW_NEEDS_USDC] = needs_usdc,
	[ROW_COOLDOWN] = cooldown,
	[ROW_NOTHING_THERE] = nothing_there,
	[ROW_X402_REFUSED] = x402_refused,
	[ROW_X402_UNKNOWN] = x402_unknown,
	[ROW_SIGN_IN_MISSING] = sign_in_missing,
	[ROW_NOT_A_TOKEN] = not_a_token,
	[ROW_MINT_DIFFERS] = mint_differs,
	[ROW_HTTP_OTHER] = http_other,
};

int main(void)
{
	return trial_run("errors_out", TRIED_OUT, causes);
}
