#include "wallet/flow_mint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/challenge.h"
#include "wallet/mem.h"
#include "wallet/mint_evidence.h"
#include "wallet/mint_retry.h"
#include "wallet/model.h"
#include "wallet/text.h"

#define TOKEN_LIFE_MS (15 * 60 * INT64_C(1000))	/* where the token does not say */
#define LATEST_TIME_S INT64_C(100000000000)	/* the year 5138: later is nonsense */
#define TOKEN_MARGIN_MS 2000			/* a token this short-lived would arrive dead */

void flow_mint_reset(struct flow_mint *flow)
{
	free(flow->token);
	free(flow->confirmed);
	apikey_free(flow->unsealed);
	*flow = (struct flow_mint){ 0 };
}

bool flow_mint_running(const struct flow_mint *flow)
{
	switch (flow->state) {
	case MINT_IDLE:
	case MINT_TOKEN:
	case MINT_UNSEALED:
	case MINT_DONE:
	case MINT_FAILED:
	case MINT_UNKNOWN:
		return false;
	default:
		return true;
	}
}

bool flow_mint_seal_waits(const struct model *model)
{
	return model->mint.state == MINT_UNSEALED && !model_unlocked_for(model, model->mint.account.address);
}

int64_t flow_mint_deadline(const struct flow_mint *flow)
{
	return flow->state == MINT_BACKOFF ? flow->retry_at_ms : 0;
}

int64_t flow_mint_token_left(const struct model *model)
{
	int64_t left = model->mint.token_ends_ms - model_server_now(model);

	return model->mint.token && left > 0 ? left : 0;
}

static void drop_token(struct flow_mint *flow)
{
	free(flow->token);
	flow->token = NULL;
	flow->token_got_ms = flow->token_ends_ms = 0;
}

static void end_badly(struct model *model, enum mint_state state, const struct err *err, struct effects *effects)
{
	model->mint.state = state;
	model->mint.request = 0;
	model->mint.err = *err;
	mint_evidence_gather(model, effects);
	if (err->remedy == REMEDY_NEW_TOKEN)	/* this one will never do */
		drop_token(&model->mint);
	model_fail(model, err);
	model->error_of = ERROR_OF_MINT;
}

static void fail_code(struct model *model, enum err_code code, const char *words, struct effects *effects)
{
	struct err err;

	(void)err_set(&err, code, "%s", words);
	end_badly(model, MINT_FAILED, &err, effects);
}

/* A transient failure waits and goes on by itself; any other ends the flow. */
static void fail_or_wait(struct model *model, const struct err *err, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (err->remedy != REMEDY_RETRY || flow->tries >= MINT_RETRY_TRIES) {
		end_badly(model, MINT_FAILED, err, effects);
		return;
	}
	flow->retry_at_ms = model->now_ms + mint_retry_delay(flow->tries++, err, &model->random);
	end_badly(model, MINT_BACKOFF, err, effects);
}

static void get_token(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	drop_token(flow);
	flow->evidence.has_signature = flow->evidence.has_text = flow->evidence.posted = false;
	flow->state = MINT_GETTING;
	flow->request = model_request(model);
	effects_add(effects, EFFECT_TOKEN, flow->request)->address = flow->account.address;
}

/* Readies the flow for the selected wallet; false when it cannot mint. */
static bool begin(struct model *model, bool must_sign, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	const struct account *account = model_account(model);

	if (flow_mint_running(flow) || flow->state == MINT_UNSEALED) {
		model_say(model, true, "A mint is already going on");
		return false;
	}
	if (flow->state == MINT_UNKNOWN) {
		model_fail(model, &flow->err);
		return false;
	}
	if (account && flow->token && !address_equal(account->address, flow->account.address))
		drop_token(flow);
	flow->tries = 0;
	flow->rehearsal = false;
	free(flow->confirmed);
	flow->confirmed = NULL;
	flow->evidence = (struct mint_evidence){ 0 };
	flow->minted = (struct key_info){ 0 };
	flow->differs = flow->checked = false;
	model->error.code = ERR_NONE;
	if (!account) {
		fail_code(model, ERR_NO_WALLET, "There is no wallet to mint with", effects);
		return false;
	}
	flow->account = *account;
	if (account->kind == ACCOUNT_WATCH)
		fail_code(model, ERR_WATCH_ONLY, "This wallet is watch-only: it cannot sign", effects);
	else if (model->readonly && must_sign)
		fail_code(model, ERR_READONLY, "Nothing is signed with --readonly", effects);
	else
		return true;
	return false;
}

void flow_mint_token(struct model *model, struct effects *effects)
{
	if (!begin(model, false, effects))
		return;
	model->mint.wanted = false;
	model->mint.admin_id[0] = '\0';
	get_token(model, effects);
}

/* A token says nothing that a person could read.  A challenge is read once: one that
 * is fetched in its place differs in its nonce and times only. */
static enum mint_state before_signing(const struct flow_mint *flow)
{
	bool agreed = flow->confirmed && challenge_same_meaning(flow->token, flow->confirmed);

	return flow->is_challenge && !agreed ? MINT_REVIEW : MINT_UNLOCK;
}

/* The doctor's: all of a mint but its last step. */
static void rehearse(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (!begin(model, false, effects))
		return;
	flow->err = (struct err){ 0 };
	flow->wanted = !model->readonly;
	flow->rehearsal = true;
	key_options_init(&flow->options);
	get_token(model, effects);
	mint_evidence_ask(model, effects);
}

static void end_rehearsal(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	flow->state = MINT_TOKEN;
	flow->wanted = flow->rehearsal = false;
	mint_evidence_gather(model, effects);
	model_say(model, false, "All went well as far as it went; nothing was sent");
}

static void go_on(struct model *model, struct effects *effects)
{
	if (flow_mint_token_left(model) > TOKEN_MARGIN_MS)
		model->mint.state = before_signing(&model->mint);
	else
		get_token(model, effects);
}

void flow_mint_start(struct model *model, const struct key_options *options, struct effects *effects)
{
	if (!begin(model, true, effects))
		return;
	model->mint.options = *options;
	model->mint.admin_id[0] = '\0';
	model->mint.wanted = true;
	go_on(model, effects);
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

/* With an ADMIN key nothing is fetched and nothing signed. */
static void carry_on(struct model *model, struct effects *effects)
{
	if (model->mint.admin_id[0])
		model->mint.state = MINT_UNLOCK;
	else
		go_on(model, effects);
}

bool flow_mint_create(struct model *model, const struct key_options *options, const char *admin_id,
		      struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (!begin(model, true, effects))
		return false;
	flow->options = *options;
	if (!*flow->options.description)	/* here Venice has none of its own */
		snprintf(flow->options.description, sizeof(flow->options.description), "Web3 API Key");
	snprintf(flow->admin_id, sizeof(flow->admin_id), "%s", admin_id);
	flow->wanted = true;
	carry_on(model, effects);
	return true;
}

/* The token's life is measured on the server's clock. */
static void keep_token(struct model *model, struct action *action, int64_t ends_ms)
{
	struct flow_mint *flow = &model->mint;

	flow->token = action->token;
	action->token = NULL;
	flow->token_got_ms = model_server_now(model);
	flow->token_ends_ms = ends_ms;
}

/* Until when it is good; false when it must not be signed. */
static bool inspect(int64_t *ends_ms, struct model *model, const struct action *action, struct err *err)
{
	return action->is_challenge ? inspect_challenge(ends_ms, model, action, err)
				    : inspect_token(ends_ms, model, action, err);
}

static void take_token(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	int64_t ends_ms;
	struct err err;

	if (!action->ok) {
		fail_or_wait(model, &action->err, effects);
		return;
	}
	flow->is_challenge = action->is_challenge;
	mint_evidence_note(&flow->evidence, action->token, action->is_challenge);
	if (!inspect(&ends_ms, model, action, &err)) {
		end_badly(model, MINT_FAILED, &err, effects);
		return;
	}
	keep_token(model, action, ends_ms);
	flow->state = flow->wanted ? before_signing(flow) : MINT_TOKEN;
	if (flow_mint_token_left(model) <= TOKEN_MARGIN_MS)
		fail_code(model, ERR_JWT_EXPIRED, "The token had already expired when it came", effects);
	else if (!flow->wanted)
		model_say(model, false, "Token received; sign it before it expires");
}

static void sign(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct effect *effect;

	flow->state = MINT_SIGNING;
	flow->request = model_request(model);
	effect = effects_add(effects, EFFECT_SIGN_TEXT, flow->request);
	effect->from = flow->account.address;
	effect->text = mem_string(flow->token);
}

static void write_intent(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct journal_entry *entry;

	flow->state = MINT_JOURNALLING;
	flow->request = model_request(model);
	flow->intent_ms = model->now_ms;
	entry = &effects_add(effects, EFFECT_JOURNAL_WRITE, flow->request)->entry;
	*entry = (struct journal_entry){
		.kind = JOURNAL_MINT, .time_ms = model->now_ms,
		.address = flow->account.address, .options = flow->options,
	};
	memcpy(entry->network, model->network.name, sizeof(entry->network));
	if (!flow->admin_id[0])
		keccak256(entry->token_hash, flow->token, strlen(flow->token));
}

static void take_signature(struct model *model, const struct action *action, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (!action->ok) {
		end_badly(model, MINT_FAILED, &action->err, effects);
		return;
	}
	memcpy(flow->signature, action->signed_text.signature, sizeof(flow->signature));
	flow->recovered = action->signed_text.recovered;
	flow->evidence.has_signature = true;
	flow->evidence.recovered = flow->recovered;
	if (!address_equal(flow->recovered, flow->account.address))
		fail_code(model, ERR_SIGNATURE_MISMATCH, "The signature does not recover to this wallet", effects);
	else if (flow_mint_token_left(model) <= TOKEN_MARGIN_MS)
		get_token(model, effects);
	else if (flow->rehearsal)
		end_rehearsal(model, effects);
	else
		write_intent(model, effects);
}

static void post_create(struct flow_mint *flow, struct effects *effects)
{
	struct effect *effect = effects_add(effects, EFFECT_KEY_CREATE, flow->request);

	memcpy(effect->admin.id, flow->admin_id, sizeof(effect->admin.id));
	effect->admin.address = flow->account.address;
	effect->admin.options = flow->options;
}

static void post(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct effect *effect;

	flow->state = MINT_POSTING;
	flow->evidence.posted = true;
	flow->request = model_request(model);
	if (flow->admin_id[0]) {
		post_create(flow, effects);
		return;
	}
	effect = effects_add(effects, EFFECT_MINT, flow->request);
	effect->mint.address = flow->account.address;
	effect->mint.options = flow->options;
	effect->mint.token = mem_string(flow->token);
	effect->mint.is_challenge = flow->is_challenge;
	memcpy(effect->mint.signature, flow->signature, sizeof(effect->mint.signature));
}

static void take_journalled(struct model *model, const struct action *action, struct effects *effects)
{
	if (!action->ok) {
		end_badly(model, MINT_FAILED, &action->err, effects);
		return;
	}
	memcpy(model->mint.intent, action->journal_id, sizeof(model->mint.intent));
	post(model, effects);
}

static void close_intent(struct flow_mint *flow, struct effects *effects)
{
	struct effect *effect;

	if (!flow->intent[0])
		return;
	effect = effects_add(effects, EFFECT_JOURNAL_CLOSE, 0);
	memcpy(effect->journal_id, flow->intent, sizeof(effect->journal_id));
	flow->intent[0] = '\0';
}

/* Sealing takes the key of the wallet that is open, which by now may be another. */
static void wait_to_seal(struct model *model, struct apikey *key, struct effects *effects)
{
	struct err err;

	model->mint.unsealed = key;
	model->mint.seal_when_unlocked = true;
	model->want_password = true;
	(void)err_set(&err, ERR_PASSWORD_NEEDED, "The key is minted; unlock its wallet to store it");
	end_badly(model, MINT_UNSEALED, &err, effects);
}

static void seal(struct model *model, struct apikey *key, struct effects *effects)
{
	struct effect *effect;

	if (!model_unlocked_for(model, model->mint.account.address)) {
		wait_to_seal(model, key, effects);
		return;
	}
	model->mint.state = MINT_SEALING;
	model->mint.request = model_request(model);
	effect = effects_add(effects, EFFECT_SEAL, model->mint.request);
	effect->seal.info = model->mint.minted;
	effect->seal.key = key;
}

/* A key may exist and nobody here has it: never posted again. */
static void end_unknown(struct model *model, const struct err *why, struct effects *effects)
{
	struct err err;

	(void)err_set(&err, ERR_MINT_UNKNOWN, "The mint was sent, but: %s", why->msg);
	err.status = why->status;
	end_badly(model, MINT_UNKNOWN, &err, effects);
}

/* A key saved from half an answer has no id: its intent's names it, so that it can
 * be stored. */
static void name_key(struct key_info *info, const struct apikey *key, const char *intent)
{
	size_t tail = sizeof(info->last6) - 1;

	if (!info->id[0])
		memcpy(info->id, intent, JOURNAL_ID_SIZE);
	if (!info->last6[0] && key->s.len > tail)
		memcpy(info->last6, key->s.data + key->s.len - tail, tail);
}

static void take_minted(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct apikey *key = action->minted.key;

	flow->evidence.elapsed_ms = action->elapsed_ms;
	if (!action->ok && (action->minted.may_have_acted || action->err.remedy == REMEDY_CHECK_KEYS)) {
		end_unknown(model, &action->err, effects);
		return;
	}
	if (!action->ok) {
		close_intent(flow, effects);
		fail_or_wait(model, &action->err, effects);
		if (flow->is_challenge)		/* it is good for one attempt */
			drop_token(flow);
		return;
	}
	action->minted.key = NULL;
	flow->minted = action->minted.info;
	flow->minted.stored = true;
	name_key(&flow->minted, key, flow->intent);
	memcpy(flow->minted.intent, flow->intent, sizeof(flow->minted.intent));
	memcpy(flow->minted.network, model->network.name, sizeof(flow->minted.network));
	drop_token(flow);
	seal(model, key, effects);
}

static void check_key(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	flow->state = MINT_CHECKING;
	flow->request = model_request(model);
	memcpy(effects_add(effects, EFFECT_KEY_CHECK, flow->request)->key_id, flow->minted.id, KEY_ID_SIZE);
}

static void take_sealed(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (!action->ok) {
		flow->unsealed = action->sealed.key;
		action->sealed.key = NULL;
		end_badly(model, MINT_UNSEALED, &action->err, effects);
		return;
	}
	if (!model->headless)
		close_intent(flow, effects);
	model->error.code = ERR_NONE;
	model_say(model, false, "Key …%s minted and stored", flow->minted.last6);
	effects_add(effects, EFFECT_LOAD, model_request(model));
	check_key(model, effects);
}

/* One wish, one key: the next needs a wish of its own. */
static void end_well(struct model *model)
{
	struct flow_mint *flow = &model->mint;

	flow->state = MINT_DONE;
	flow->wanted = false;
	flow->differs = !key_matches(&flow->minted, &flow->options, &flow->err);
	if (flow->differs)
		model_fail(model, &flow->err);
}

static void take_check(struct model *model, const struct action *action)
{
	struct flow_mint *flow = &model->mint;

	flow->checked = action->ok;
	memset(&flow->check, 0, sizeof(flow->check));
	memset(&flow->check_err, 0, sizeof(flow->check_err));
	if (action->ok)
		flow->check = action->check;
	else
		flow->check_err = action->err;
	end_well(model);
}

static bool take_result(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	flow->request = 0;
	if (flow->state == MINT_GETTING && action->type == ACTION_TOKEN_GOT)
		take_token(model, action, effects);
	else if (flow->state == MINT_SIGNING && action->type == ACTION_SIGNED_TEXT)
		take_signature(model, action, effects);
	else if (flow->state == MINT_JOURNALLING && action->type == ACTION_JOURNALLED)
		take_journalled(model, action, effects);
	else if (flow->state == MINT_POSTING && action->type == ACTION_MINTED)
		take_minted(model, action, effects);
	else if (flow->state == MINT_SEALING && action->type == ACTION_SEALED)
		take_sealed(model, action, effects);
	else if (flow->state == MINT_CHECKING && action->type == ACTION_KEY_CHECKED)
		take_check(model, action);
	else
		return false;
	return true;
}

static void seal_again(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	struct apikey *key = flow->unsealed;

	model->error.code = ERR_NONE;
	flow->unsealed = NULL;
	flow->seal_when_unlocked = false;
	seal(model, key, effects);
}

static void end_backoff(struct model *model, struct effects *effects)
{
	model->error.code = ERR_NONE;
	if (model->mint.wanted)
		carry_on(model, effects);
	else
		get_token(model, effects);
}

/* What ended is begun again, so that what forbids it is looked at again. */
static bool retry(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (flow->state == MINT_UNSEALED)
		seal_again(model, effects);
	else if (flow->state == MINT_BACKOFF)
		end_backoff(model, effects);
	else if (flow->state != MINT_FAILED || model->error_of != ERROR_OF_MINT)
		return false;
	else if (begin(model, flow->wanted, effects))
		end_backoff(model, effects);
	return true;
}

static bool new_token(struct model *model, struct effects *effects)
{
	bool wanted = model->mint.wanted;

	if (model->mint.state == MINT_BACKOFF)
		model->mint.state = MINT_FAILED;
	if (!begin(model, wanted, effects))
		return true;
	model->mint.wanted = wanted;
	if (model->mint.admin_id[0])
		carry_on(model, effects);
	else
		get_token(model, effects);
	return true;
}

/* Anything up to the post can be taken back. */
static bool cancel(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (!flow_mint_running(flow))
		return false;
	if (flow->state == MINT_POSTING || flow->state == MINT_SEALING || flow->state == MINT_JOURNALLING) {
		model_say(model, true, "The mint is on its way: it cannot be stopped here");
		return true;
	}
	if (flow->request)
		effects_add(effects, EFFECT_CANCEL, flow->request);
	flow->request = 0;
	flow->wanted = false;
	model->error.code = ERR_NONE;
	if (flow->state == MINT_CHECKING) {
		flow->check_err = (struct err){ 0 };
		end_well(model);
		return true;
	}
	if (flow_mint_token_left(model) == 0)
		drop_token(flow);
	flow->state = flow->token ? MINT_TOKEN : MINT_IDLE;
	model_say(model, false, "Stopped; nothing was minted");
	return true;
}

/* The person has looked: what was unknown is closed. */
static bool forget(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (flow->state != MINT_UNKNOWN)
		return false;
	close_intent(flow, effects);
	flow_mint_reset(flow);
	model->error.code = ERR_NONE;
	model_say(model, false, "The unknown mint is closed; a new one can begin");
	return true;
}

/* The person has read the challenge. */
static bool confirm(struct model *model)
{
	struct flow_mint *flow = &model->mint;

	if (flow->state != MINT_REVIEW)
		return false;
	free(flow->confirmed);
	flow->confirmed = mem_string(flow->token);
	flow->state = MINT_UNLOCK;
	return true;
}

static bool take_wish(struct model *model, struct action *action, struct effects *effects)
{
	switch (action->type) {
	case ACTION_CONFIRM:
		return confirm(model);
	case ACTION_TOKEN:
		flow_mint_token(model, effects);
		return true;
	case ACTION_MINT:
		flow_mint_start(model, &action->options, effects);
		return true;
	case ACTION_REHEARSE:
		rehearse(model, effects);
		return true;
	case ACTION_NEW_TOKEN:
		return new_token(model, effects);
	case ACTION_MINT_FORGET:
		return forget(model, effects);
	case ACTION_CANCEL:
		return cancel(model, effects);
	case ACTION_RETRY:
		return retry(model, effects);
	default:
		return false;
	}
}

bool flow_mint_update(struct model *model, struct action *action, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if (flow->request && action->request == flow->request)
		return take_result(model, action, effects);
	if (action->type == ACTION_CHAIN)
		return mint_evidence_take(model, action);
	if (action->type == ACTION_TICK && flow->state == MINT_BACKOFF && model->now_ms >= flow->retry_at_ms)
		end_backoff(model, effects);
	return take_wish(model, action, effects);
}

void flow_mint_step(struct model *model, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;

	if ((flow->state == MINT_TOKEN || flow->state == MINT_REVIEW) && flow_mint_token_left(model) == 0) {
		drop_token(flow);
		flow->state = MINT_IDLE;
		model_say(model, true, "The token has expired; Enter fetches a new one");
	}
	if (!model_unlocked_for(model, flow->account.address))
		return;
	if (flow->state == MINT_UNSEALED && flow->seal_when_unlocked)
		seal_again(model, effects);
	if (flow->state != MINT_UNLOCK)
		return;
	if (flow->admin_id[0]) {
		write_intent(model, effects);
		return;
	}
	if (flow_mint_token_left(model) > TOKEN_MARGIN_MS)
		sign(model, effects);
	else
		get_token(model, effects);
}

static bool in_vault(const struct model *model, const char *intent)
{
	for (size_t i = 0; i < model->keys.count; i++) {
		if (strcmp(model->keys.items[i].intent, intent) == 0)
			return true;
	}
	return false;
}

static void resume_one(struct model *model, const struct journal_entry *entry, struct effects *effects)
{
	struct flow_mint *flow = &model->mint;
	char when[TEXT_TIME_SIZE];
	struct err err;

	memcpy(flow->intent, entry->id, sizeof(flow->intent));
	if (in_vault(model, entry->id)) {
		close_intent(flow, effects);
		model_say(model, false, "The key that was being minted is safe in the vault");
		return;
	}
	flow->account.address = entry->address;
	flow->options = entry->options;
	flow->intent_ms = entry->time_ms;
	text_time(when, entry->time_ms);
	(void)err_set(&err, ERR_MINT_UNKNOWN, "rialto was stopped while a mint sent at %s was on its way", when);
	end_badly(model, MINT_UNKNOWN, &err, effects);
}

void flow_mint_resume(struct model *model, struct effects *effects)
{
	for (size_t i = 0; i < model->journal.count && model->mint.state != MINT_UNKNOWN; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (entry->kind == JOURNAL_MINT && strcmp(entry->network, model->network.name) == 0)
			resume_one(model, entry, effects);
	}
}
