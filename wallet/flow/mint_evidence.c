#include "wallet/flow/mint_evidence.h"

#include <string.h>

#include "wallet/base/text.h"
#include "wallet/eth/abi.h"
#include "wallet/model/model.h"

/* A token could still be posted, so only what it says is kept.  A challenge is useless without its
 * signature, so its text may be kept. */
void mint_evidence_note(struct mint_evidence *evidence, const char *text, bool is_challenge)
{
	size_t len = strlen(text), shown = is_challenge ? len : len / 2;
	char *out = evidence->text;
	bool is_token;

	evidence->has_text = true;
	keccak256(evidence->text_hash, text, len);
	*out = '\0';
	jwt_show(evidence->header, sizeof(evidence->header), evidence->claims, sizeof(evidence->claims), text);
	is_token = *evidence->claims && !is_challenge;
	if (is_token)
		return;
	if (shown > MINT_EVIDENCE_TEXT / 2 && !is_challenge)
		shown = MINT_EVIDENCE_TEXT / 2;
	while (shown) {		/* line by line, because sanitising replaces line feeds */
		const char *feed = memchr(text, '\n', shown);
		size_t line = feed ? (size_t)(feed - text) : shown;
		size_t room = MINT_EVIDENCE_TEXT - (size_t)(out - evidence->text);

		if (room < 3)
			return;
		text_sanitise(out, room - 1, text, line);
		out += strlen(out);
		if (feed)
			*out++ = '\n', *out = '\0';
		line += feed != NULL;
		text += line;
		shown -= line;
	}
}

void mint_evidence_gather(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct mint_evidence *evidence = &flow->evidence;

	evidence->has_token = flow->token != NULL;
	evidence->token_age_ms = model_server_now(model) - flow->token_got_ms;
	evidence->token_life_ms = flow->token_ends_ms - flow->token_got_ms;
	if (!model->headless && model_account(model))
		mint_evidence_ask(model, effects);
}

void mint_evidence_ask(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct mint_evidence *evidence = &flow->evidence;
	struct chain_batch *batch;
	struct chain_call *call;

	evidence->has_svvv = false;
	evidence->chain_err = (struct err){ 0 };
	evidence->request = model_request(model);
	batch = &effects_add(effects, EFFECT_CHAIN, evidence->request)->chain;
	chain_add(batch, CHAIN_BLOCK_NUMBER);
	call = chain_add(batch, CHAIN_CALL);
	call->to = contract_address(CONTRACT_STAKING);
	abi_add_selector(&call->data, "balanceOf(address)");
	abi_add_address(&call->data, flow->account.address);
}

bool mint_evidence_take(struct model *model, const struct action *action)
{
	struct mint_evidence *evidence = &model->mint.evidence;
	const struct chain_reply *r = action->chain.items;

	if (!evidence->request || action->request != evidence->request)
		return false;
	evidence->request = 0;
	if (!action->ok || action->chain.count != 2 || !r[0].ok || !r[1].ok) {
		evidence->chain_err = !action->ok || action->chain.count != 2 ? action->err
				      : r[0].ok				      ? r[1].err
									      : r[0].err;
		return true;
	}
	evidence->svvv.token = TOKEN_SVVV;
	evidence->has_svvv = abi_get_u256(&evidence->svvv.units, r[1].data.data, r[1].data.len, 0) &&
			     u256_to_u64(&evidence->svvv_block, r[0].number);
	return true;
}
