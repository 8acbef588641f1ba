#include "wallet/flow/mint_begin.h"

#include <stdio.h>
#include <stdlib.h>

#include "wallet/flow/mint.h"
#include "wallet/flow/mint_end.h"
#include "wallet/flow/mint_evidence.h"
#include "wallet/flow/mint_token.h"
#include "wallet/flow/wallets.h"
#include "wallet/model/model.h"

/* Readies the flow for the selected wallet; false if it cannot mint. */
static bool ready(struct model *model, bool must_sign, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	const struct account *account = model_account(model);

	if (flow_mint_running(flow) || flow->state == MINT_UNSEALED) {
		model_say(model, true, "A mint is already going on");
		return false;
	}
	if (flow->state == MINT_UNKNOWN) {
		model_fail_of(model, FLOW_MINT, &flow->err);
		return false;
	}
	if (account && flow->token && !address_equal(account->address, flow->account.address))
		flow_mint_drop_token(flow);
	flow->tries = 0;
	flow->rehearsal = false;
	free(flow->confirmed);
	flow->confirmed = NULL;
	flow->evidence = (struct mint_evidence){ 0 };
	if (flow->token)	/* it is at hand, and is signed next */
		mint_evidence_note(&flow->evidence, flow->token, flow->is_challenge);
	flow->minted = (struct key_info){ 0 };
	flow->refused = 0;
	flow->differs = flow->checked = false;
	model->error.code = ERR_NONE;
	flow->account = account ? *account : (struct account){ 0 };
	if (!account) {
		mint_end_code(model, ERR_NO_WALLET, "There is no wallet to mint with", effects);
		return false;
	}
	if (account->kind == ACCOUNT_WATCH)
		mint_end_code(model, ERR_WATCH_ONLY, "This wallet is watch-only: it cannot sign", effects);
	else if (model->readonly && must_sign)
		mint_end_code(model, ERR_READONLY, "Nothing is signed with --readonly", effects);
	else
		return true;
	return false;
}

void mint_begin_token(struct model *model, struct effects *effects)
{
	if (!ready(model, false, effects))
		return;
	model->mint.wanted = false;
	model->mint.admin_id[0] = model->mint.replaces[0] = '\0';
	mint_token_get(model, effects);
}

void mint_begin_rehearsal(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (!ready(model, false, effects))
		return;
	flow->err = (struct err){ 0 };
	flow->wanted = !model->readonly;
	flow->rehearsal = true;
	key_options_init(&flow->options);
	mint_token_get(model, effects);
	mint_evidence_ask(model, effects);
}

static void go_on(struct model *model, struct effects *effects)
{
	if (flow_mint_token_left(model) > MINT_TOKEN_MARGIN_MS)
		model->mint.state = mint_token_next(&model->mint);
	else
		mint_token_get(model, effects);
}

void mint_begin(struct model *model, const struct key_options *options, struct effects *effects)
{
	if (!ready(model, true, effects))
		return;
	model->mint.options = *options;
	model->mint.admin_id[0] = model->mint.replaces[0] = '\0';
	model->mint.wanted = true;
	go_on(model, effects);
}

/* With an ADMIN key there is nothing to fetch or to sign. */
static void carry_on(struct model *model, struct effects *effects)
{
	if (model->mint.admin_id[0])
		model->mint.state = MINT_UNLOCK;
	else
		go_on(model, effects);
}

bool mint_begin_with_admin(struct model *model, const struct key_options *options, const char *admin_id,
		      const char *replaces, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (!ready(model, true, effects))
		return false;
	flow->options = *options;
	if (!*flow->options.description)	/* on this path Venice has no default of its own */
		snprintf(flow->options.description, sizeof(flow->options.description), "Web3 API Key");
	snprintf(flow->admin_id, sizeof(flow->admin_id), "%s", admin_id);
	snprintf(flow->replaces, sizeof(flow->replaces), "%s", replaces);
	flow->wanted = true;
	carry_on(model, effects);
	return true;
}

void mint_begin_after_wait(struct model *model, struct effects *effects)
{
	model->error.code = ERR_NONE;
	if (model->mint.wanted)
		carry_on(model, effects);
	else
		mint_token_get(model, effects);
}

bool mint_begin_again(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	bool failed = flow->state == MINT_FAILED && !address_is_zero(flow->account.address);

	if (!failed || wallets_select(model, flow->account.address))
		return ready(model, flow->wanted, effects);
	mint_end_code(model, ERR_WALLET_NOT_FOUND, "The wallet whose mint failed is no longer in the keystore", effects);
	return false;
}

void mint_begin_new_token(struct model *model, struct effects *effects)
{
	bool wanted = model->mint.wanted;

	if (model->mint.state == MINT_BACKOFF)
		model->mint.state = MINT_FAILED;
	if (!mint_begin_again(model, effects))
		return;
	model->mint.wanted = wanted;
	if (model->mint.admin_id[0])
		carry_on(model, effects);
	else
		mint_token_get(model, effects);
}
