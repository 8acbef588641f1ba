#include "wallet/flow/mint_report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define LABEL 14
#define SKEW_MS 30000		/* clocks that differ by more are mentioned */
#define SIGNATURE_SHOWN 4	/* bytes at each end */

static void line(struct buf *out, const char *label, const char *fmt, ...) PRINTF_LIKE(3, 4);

static void line(struct buf *out, const char *label, const char *fmt, ...)
{
	char text[768];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	buf_add_format(out, "%-*s%s\n", LABEL, label, text);
}

/* What each code means, given the evidence.  NULL: what errors.def says. */

static const char *expired(char *out, const struct model *model)
{
	const struct mint_evidence *evidence = &model->mint.evidence;
	char age[TEXT_SPAN_SIZE], life[TEXT_SPAN_SIZE];

	text_countdown(age, evidence->token_age_ms);
	text_countdown(life, evidence->token_life_ms);
	if (!evidence->has_token || evidence->token_life_ms <= 0)
		return "It had already expired when it came: the server's own clocks disagree.";
	if (!mint_report_lives(model))
		snprintf(out, MINT_REPORT_CAUSE, "It was %s old when Venice answered and lives %s: signing took too long.", age, life);
	else
		snprintf(out, MINT_REPORT_CAUSE, "Venice says it expired, but by Venice's own clock it was %s old of %s: a "
			 "server of Venice's has another clock.", age, life);
	return out;
}

static const char *mismatch(char *out, const struct model *model)
{
	const struct mint_evidence *evidence = &model->mint.evidence;
	char recovered[ADDRESS_TEXT_SIZE];

	if (!evidence->has_signature)
		return NULL;
	address_format(recovered, evidence->recovered);
	if (address_equal(evidence->recovered, model->mint.account.address))
		return "The signature recovers to this wallet here: Venice saw another text or another address than was sent.";
	snprintf(out, MINT_REPORT_CAUSE, "The signature recovers to %s: the wallet's file holds another key.", recovered);
	return out;
}

static const char *unstaked(char *out, const struct model *model)
{
	const struct mint_evidence *evidence = &model->mint.evidence;
	char amount[AMOUNT_TEXT_SIZE];

	if (!evidence->has_svvv)
		return NULL;
	amount_format(amount, evidence->svvv);
	if (amount_is_zero(evidence->svvv))
		snprintf(out, MINT_REPORT_CAUSE, "The wallet has no sVVV at block %" PRIu64 ": it must stake VVV first.",
			 evidence->svvv_block);
	else
		snprintf(out, MINT_REPORT_CAUSE, "The chain shows %s sVVV at block %" PRIu64 ": Venice looks at an older "
			 "block; try again in a minute.", amount, evidence->svvv_block);
	return out;
}

static const struct {
	enum err_code code;
	const char *(*say)(char *out, const struct model *model);
} causes[] = {
	{ ERR_JWT_EXPIRED, expired }, { ERR_CHALLENGE_EXPIRED, expired }, { ERR_SIGNATURE_MISMATCH, mismatch },
	{ ERR_NO_STAKE, unstaked },
};

static const char *nothing_wrong(const struct model *model)
{
	const struct mint_evidence *evidence = &model->mint.evidence;

	if (evidence->has_svvv && amount_is_zero(evidence->svvv))
		return "A mint would fail: the wallet has no sVVV on chain.";
	if (!evidence->has_svvv)
		return "A token came, but the chain could not be asked for the wallet's sVVV.";
	if (!evidence->has_signature)
		return "A token came and the wallet has sVVV; nothing was signed, so the wallet's key was not tried.";
	return "Nothing stands in the way: a token came, its signature recovers to this wallet, and the wallet has sVVV.";
}

void mint_report_cause(char out[MINT_REPORT_CAUSE], const struct model *model)
{
	enum err_code code = model->mint.err.code;
	char text[MINT_REPORT_CAUSE];
	const char *said = NULL;

	if (code == ERR_NONE)
		said = nothing_wrong(model);
	for (size_t i = 0; i < ARRAY_LENGTH(causes); i++)
		if (causes[i].code == code)
			said = causes[i].say(text, model);
	snprintf(out, MINT_REPORT_CAUSE, "%s", said ? said : err_info(code)->meaning);
}

bool mint_report_stake_unseen(const struct model *model)
{
	const struct mint_evidence *evidence = &model->mint.evidence;

	return model->mint.err.code == ERR_NO_STAKE && evidence->has_svvv && !amount_is_zero(evidence->svvv);
}

bool mint_report_signed_here(const struct model *model)
{
	const struct mint_evidence *evidence = &model->mint.evidence;

	return model->mint.err.code == ERR_SIGNATURE_MISMATCH && evidence->has_signature &&
	       address_equal(evidence->recovered, model->mint.account.address);
}

bool mint_report_lives(const struct model *model)
{
	const struct mint_evidence *evidence = &model->mint.evidence;
	enum err_code code = model->mint.err.code;

	return (code == ERR_JWT_EXPIRED || code == ERR_CHALLENGE_EXPIRED) && evidence->has_token &&
	       evidence->token_age_ms < evidence->token_life_ms;
}

const char *mint_report_advice(const struct model *model)
{
	if (mint_report_signed_here(model))
		return "Get a new token and sign it; if that ends so again, send the report to Venice's support.";
	if (mint_report_stake_unseen(model))
		return "Nothing more is to be staked: wait a minute, then try again.";
	return err_info(model->mint.err.code)->advice;
}

static void add_outcome(struct buf *out, const struct model *model)
{
	const struct err *err = &model->mint.err;
	char cause[MINT_REPORT_CAUSE];

	mint_report_cause(cause, model);
	line(out, "Cause", "%s", cause);
	if (err->code == ERR_NONE)
		return;
	line(out, "Do", "%s", mint_report_advice(model));
	line(out, "Code", "%s%s", err_info(err->code)->name, model->mint.state == MINT_UNKNOWN ? ", outcome unknown" : "");
	if (err->status)
		line(out, "Came back", "HTTP %d after %lld ms: %s", err->status, (long long)model->mint.evidence.elapsed_ms, err->msg);
	else
		line(out, "Came back", "no answer of Venice's; here: %s", err->msg);
}

static void add_clock(struct buf *out, const struct model *model)
{
	char here[TEXT_TIME_SIZE], there[TEXT_TIME_SIZE];
	int64_t skew = model->server_offset_ms;

	text_time(here, model->now_ms);
	text_time(there, model_server_now(model));
	line(out, "Clock here", "%s", here);
	if (!model->server_clock_known)
		line(out, "Venice's", "not known: no answer with a date");
	else if (llabs((long long)skew) <= SKEW_MS)
		line(out, "Venice's", "%s: they agree", there);
	else
		line(out, "Venice's", "%s: %lld s %s", there, llabs((long long)skew) / 1000,
		     skew > 0 ? "ahead of this machine's" : "behind this machine's");
}

static void add_challenge(struct buf *out, const char *text)
{
	for (const char *label = "Text"; *text; label = "") {
		size_t len = strcspn(text, "\n");

		line(out, label, "%.*s", (int)len, text);
		text += len + (text[len] == '\n');
	}
}

static void add_token(struct buf *out, const struct model *model)
{
	const struct mint_evidence *evidence = &model->mint.evidence;
	char hash[2 * KECCAK_SIZE + 1], age[TEXT_SPAN_SIZE], life[TEXT_SPAN_SIZE];

	if (!evidence->has_text) {
		line(out, "Token", model->mint.admin_id[0] ? "none is needed: the ADMIN key vouches" : "none came");
		return;
	}
	hex_encode(hash, evidence->text_hash, KECCAK_SIZE);
	line(out, model->mint.is_challenge ? "Challenge" : "Token", "Keccak-256 0x%s", hash);
	if (*evidence->claims && !model->mint.is_challenge) {
		line(out, "Header", "%s", evidence->header);
		line(out, "Claims", "%s", evidence->claims);
	} else {
		add_challenge(out, evidence->text);
	}
	if (!evidence->has_token)
		return;
	text_countdown(age, evidence->token_age_ms);
	text_countdown(life, evidence->token_life_ms);
	line(out, "Age", "%s of %s it lives, by %s clock", age, life, model->server_clock_known ? "Venice's" : "this machine's");
}

static void add_signature(struct buf *out, const struct model *model)
{
	const struct flow_mint *flow = &model->mint;
	char recovered[ADDRESS_TEXT_SIZE], first[2 * SIGNATURE_SHOWN + 1], last[2 * SIGNATURE_SHOWN + 1];

	if (!flow->evidence.has_signature) {
		line(out, "Signature", flow->admin_id[0] ? "none is needed" : "nothing was signed");
		return;
	}
	address_format(recovered, flow->evidence.recovered);
	hex_encode(first, flow->signature, SIGNATURE_SHOWN);
	hex_encode(last, flow->signature + sizeof(flow->signature) - SIGNATURE_SHOWN, SIGNATURE_SHOWN);
	line(out, "Signature", "0x%s...%s recovers to %s, %s", first, last, recovered,
	     address_equal(flow->evidence.recovered, flow->account.address) ? "this wallet" : "NOT this wallet");
}

static void add_stake(struct buf *out, const struct model *model)
{
	const struct mint_evidence *evidence = &model->mint.evidence;
	char amount[AMOUNT_TEXT_SIZE], contract[ADDRESS_TEXT_SIZE];

	address_format(contract, contract_address(CONTRACT_STAKING));
	amount_format(amount, evidence->svvv);
	if (evidence->has_svvv)
		line(out, "sVVV", "%s at block %" PRIu64 " of chain %" PRIu64 ", contract %s", amount, evidence->svvv_block,
		     model->network.chain_id, contract);
	else
		line(out, "sVVV", "%s%s%s, contract %s", evidence->request ? "not answered yet" : "not known",
		     evidence->chain_err.code ? ": " : "", evidence->chain_err.msg, contract);
}

static const char *posted_what(const struct flow_mint *flow)
{
	if (flow->admin_id[0])
		return "POST /api_keys, with the ADMIN key";
	return flow->is_challenge ? "POST /api_keys/generate_web3_key: address, signature and message as above"
				  : "POST /api_keys/generate_web3_key: address, signature and token as above";
}

static void add_sent(struct buf *out, const struct model *model)
{
	const struct key_options *options = &model->mint.options;
	char limit[KEY_LIMIT_TEXT_SIZE], limits[128] = "";

	if (!model->mint.evidence.posted) {
		line(out, "Sent", "nothing was posted");
		return;
	}
	for (enum key_currency currency = 0; currency < KEY_CURRENCIES; currency++) {
		size_t used = strlen(limits);

		key_limit_format(limit, options->limit[currency]);
		if (*limit)
			snprintf(limits + used, sizeof(limits) - used, ", %s %s", limit, key_currency_name(currency));
	}
	line(out, "Sent", "%s, %s%s%s%s%s", posted_what(&model->mint), key_type_name(options->type), limits,
	     *options->expires ? ", until " : "", options->expires, *options->description ? ", with a description" : "");
}

void mint_report(struct buf *out, const struct model *model)
{
	char wallet[ADDRESS_TEXT_SIZE];

	address_format(wallet, model->mint.account.address);
	add_outcome(out, model);
	line(out, "Network", "%s, chain %" PRIu64, model->network.title, model->network.chain_id);
	line(out, "Wallet", "%s", wallet);
	add_clock(out, model);
	add_token(out, model);
	add_signature(out, model);
	add_stake(out, model);
	add_sent(out, model);
}
