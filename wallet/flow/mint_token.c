#include "wallet/flow/mint_token.h"

#include <string.h>

#include "wallet/flow/mint_end.h"
#include "wallet/flow/mint_evidence.h"
#include "wallet/model/model.h"
#include "wallet/venice/challenge.h"

#define TOKEN_LIFE_MS (15 * 60 * INT64_C(1000))	/* if the token does not say */
#define LATEST_TIME_S INT64_C(100000000000)	/* the year 5138: anything later is nonsense */

void mint_token_get(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	flow_mint_drop_token(flow);
	flow->evidence.has_signature = flow->evidence.has_text = flow->evidence.posted = false;
	flow->state = MINT_GETTING;
	flow->request = model_request(model);
	effects_add(effects, EFFECT_TOKEN, flow->request)->address = flow->account.address;
}

/* A token has nothing for a person to read.  A challenge is read once: another one that is fetched
 * in its place differs only in its nonce and times. */
enum mint_state mint_token_next(const struct flow_mint *flow)
{
	bool agreed = flow->confirmed && challenge_same_meaning(flow->token, flow->confirmed);

	return flow->is_challenge && !agreed ? MINT_REVIEW : MINT_UNLOCK;
}

static bool inspect_token(int64_t *ends_ms, struct model *model, const struct action *action, struct err *err)
{
	struct jwt *jwt = &model->mint.jwt;

	if (!jwt_inspect(jwt, action->token, strlen(action->token), err))
		return false;
	*ends_ms = model_server_now(model) + TOKEN_LIFE_MS;
	if (jwt->exp > 0 && jwt->exp < LATEST_TIME_S)
		*ends_ms = jwt->exp * 1000;
	return true;
}

static bool inspect_challenge(int64_t *ends_ms, struct model *model, const struct action *action, struct err *err)
{
	struct challenge_promise promise;

	challenge_promise(&promise, &model->network, model->mint.account.address, model_server_now(model));
	return challenge_check(ends_ms, action->token, &action->challenge, &promise, err);
}

/* The token's life is measured by the server's clock. */
static void keep_token(struct model *model, struct action *action, int64_t ends_ms)
{
	struct flow_mint *flow = &model->mint;

	flow->token = action->token;
	action->token = NULL;
	flow->token_got_ms = model_server_now(model);
	flow->token_ends_ms = ends_ms;
}

/* Sets *ends_ms to when it expires; false if it must not be signed. */
static bool inspect(int64_t *ends_ms, struct model *model, const struct action *action, struct err *err)
{
	return action->is_challenge ? inspect_challenge(ends_ms, model, action, err)
				    : inspect_token(ends_ms, model, action, err);
}

void mint_token_take(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	int64_t ends_ms;
	struct err err;

	if (!action->ok) {
		mint_end_or_wait(model, &action->err, effects);
		return;
	}
	flow->is_challenge = action->is_challenge;
	mint_evidence_note(&flow->evidence, action->token, action->is_challenge);
	if (!inspect(&ends_ms, model, action, &err)) {
		mint_end(model, MINT_FAILED, &err, effects);
		return;
	}
	keep_token(model, action, ends_ms);
	flow->state = flow->wanted ? mint_token_next(flow) : MINT_TOKEN;
	if (flow_mint_token_left(model) <= MINT_TOKEN_MARGIN_MS)
		mint_end_code(model, ERR_JWT_EXPIRED, "The token had already expired when it came", effects);
	else if (!flow->wanted)
		model_say(model, false, "Token received; sign it before it expires");
}
