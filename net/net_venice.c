#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "net/answer.h"
#include "net/apikey_extract.h"
#include "net/job.h"
#include "net/venice.h"
#include "net/venice_check.h"

/* The answer to minting takes a kilobyte, and guarded memory is scarce. */
#define MINT_ANSWER_MAX ((size_t)64 << 10)

/* The job of every request to Venice. */
struct venice_job {
	struct job job;
	struct address address;		/* of a mint, or of the wallet that asks for a token */
	bool named;			/* the request for the token named the wallet */
	struct apikey *sent;		/* owned; the key that vouches for a new one */
	struct err balance_err, limits_err;	/* when a key is checked */
};

static void drop(struct job *job)
{
	apikey_free(((struct venice_job *)job)->sent);
	free(job);
}

static struct venice_job *venice_job(struct net *net, uint32_t request, enum action_type type)
{
	return job_new(net, sizeof(struct venice_job), request, type, drop);
}

static void token_done(void *owner, size_t tag, struct http_answer *answer);

/* A challenge is made out to a wallet, so its request must name one; that for a token takes no
 * parameter.  Only the API knows which of the two it gives. */
static bool ask_for_token(struct venice_job *venice, struct err *err)
{
	struct http_request asked = { .max = JOB_VENICE_MAX };
	char path[sizeof(VENICE_MINT "?address=") + ADDRESS_TEXT_SIZE] = VENICE_MINT, text[ADDRESS_TEXT_SIZE];

	venice->named = venice->job.net->names_wallet && !address_is_zero(venice->address);
	address_format(text, venice->address);
	if (venice->named)
		snprintf(path, sizeof(path), VENICE_MINT "?address=%s", text);
	return job_ask(&venice->job, path, asked, token_done, err);
}

static bool misses_wallet(const struct venice_job *venice, const struct http_answer *answer)
{
	return answer->whole && (answer->status == 400 || answer->status == 422) && !venice->named &&
	       !address_is_zero(venice->address) && strcasestr(answer->body, "address");
}

static void give_token(struct action *action, const struct venice_token *token)
{
	action->token = token->text;
	action->is_challenge = token->is_challenge;
	action->challenge = token->challenge;
}

static void token_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct venice_job *venice = owner;
	struct venice_token token;
	struct json_object *body = NULL;
	struct err err;

	(void)tag;
	job_note(&venice->job, answer);
	if (misses_wallet(venice, answer)) {
		venice->job.net->names_wallet = true;
		if (ask_for_token(venice, &err))
			return;
		job_fail(&venice->job, &err);
	} else if (answer_read(&body, answer, &err) && venice_token(&token, body, &err)) {
		give_token(&venice->job.action, &token);
		job_end(&venice->job, true);
	} else {
		job_fail(&venice->job, &err);
	}
	json_object_put(body);
}

static void discard_token(struct job *job)
{
	free(job->action.token);
}

void net_token(struct net *net, uint32_t request, struct address address)
{
	struct venice_job *venice = venice_job(net, request, ACTION_TOKEN_GOT);
	struct err err;

	venice->address = address;
	venice->job.discard = discard_token;
	if (!ask_for_token(venice, &err))
		job_fail(&venice->job, &err);
}

/* It is certain that no key was made only if the server refused (4xx, but a 408 may come after
 * the work was done) or the request never left. */
static bool may_have_acted(const struct http_answer *answer)
{
	bool refused = answer->status >= 400 && answer->status < 500 && answer->status != 408;

	return answer->sent && !refused;
}

static bool is_success(const struct http_answer *answer)
{
	return answer->status >= 200 && answer->status < 300;
}

static int64_t now_ms(const struct http_answer *answer)
{
	return answer->server_ms ? answer->server_ms : (int64_t)time(NULL) * 1000;
}

/* Says what is known of a key when the answer says nothing about it. */
static void describe_key(struct venice_job *venice, const struct http_answer *answer, const struct apikey *key)
{
	struct key_info *info = &venice->job.action.minted.info;
	size_t tail = key->s.len < sizeof(info->last6) - 1 ? key->s.len : sizeof(info->last6) - 1;

	*info = (struct key_info){ .created_ms = now_ms(answer), .address = venice->address };
	for (enum key_currency currency = 0; currency < KEY_CURRENCIES; currency++)
		info->limit[currency] = KEY_NO_LIMIT;
	memcpy(info->last6, key->s.data + key->s.len - tail, tail);
	memcpy(info->network, venice->job.net->network.name, sizeof(info->network));
}

/* If the answer does not say the type of the key, the key may. */
static void take_type_of_key(struct key_info *info, struct key_unsaid *unsaid, const struct apikey *key)
{
	if (unsaid->type)
		unsaid->type = !key_text_type(&info->type, key->s.data);
}

/* Once the key is here, nothing else in the answer is important enough to fail. */
static void minted(struct venice_job *venice, const struct http_answer *answer, struct apikey *key)
{
	struct key_info *info = &venice->job.action.minted.info;
	struct key_unsaid *unsaid = &venice->job.action.minted.unsaid;
	struct json_object *body = NULL;
	struct err err;

	describe_key(venice, answer, key);
	venice->job.action.minted.refused = is_success(answer) ? 0 : answer->status;
	info->cut = !json_read(&body, answer->body, answer->len, &err);
	venice_new_key(info, unsaid, body);
	take_type_of_key(info, unsaid, key);
	json_object_put(body);
	venice->job.action.minted.key = key;
	job_end(&venice->job, true);
}

static void no_key(struct venice_job *venice, const struct http_answer *answer)
{
	struct err err;

	if (answer_check(answer, &err))
		err_set(&err, ERR_BAD_ANSWER, "The server says that it worked, but sends no API key");
	venice->job.action.minted.may_have_acted = may_have_acted(answer);
	job_fail(&venice->job, &err);
}

/* Whatever the status says, what has the form of a key and is new here is a key: a proxy, or Venice
 * itself, may call that a failure which made one. */
static bool is_made(const struct http_answer *answer, const struct apikey *key)
{
	enum key_type type;

	return key && (is_success(answer) || key_text_type(&type, key->s.data));
}

static void mint_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct venice_job *venice = owner;
	struct apikey *key = apikey_extract(answer->body, answer->len, answer->whole && !answer->cut, venice->sent);

	(void)tag;
	job_note(&venice->job, answer);
	if (is_made(answer, key)) {
		minted(venice, answer, key);
		return;
	}
	apikey_free(key);
	no_key(venice, answer);
}

static void discard_minted(struct job *job)
{
	apikey_free(job->action.minted.key);
}

void net_mint(struct net *net, uint32_t request, const struct venice_proof *proof, const struct key_options *options)
{
	struct venice_job *venice = venice_job(net, request, ACTION_MINTED);
	struct buf body;
	struct http_request asked = { .post = &body, .max = MINT_ANSWER_MAX, .once = true, .guarded = true };
	struct err err;

	venice->address = proof->address;
	venice->job.discard = discard_minted;
	buf_init(&body, 0);
	venice_mint_body(&body, proof, options);
	if (!job_ask(&venice->job, VENICE_MINT, asked, mint_done, &err))
		job_fail(&venice->job, &err);
	buf_free(&body);
}

static struct apikey *copy(const struct apikey *key)
{
	struct apikey *out = apikey_new(key->s.len);

	if (!secret_append(&out->s, key->s.data, key->s.len))
		abort();	/* the room was made just before */
	return out;
}

/* Like minting, but with an ADMIN key instead of a signature. */
void net_key_create(struct net *net, uint32_t request, struct address address, const struct apikey *admin,
		    const struct key_options *options)
{
	struct venice_job *venice = venice_job(net, request, ACTION_MINTED);
	struct buf body;
	struct http_request asked = {
		.post = &body, .bearer = admin, .max = MINT_ANSWER_MAX, .once = true, .guarded = true,
	};
	struct err err;

	venice->address = address;
	venice->sent = copy(admin);
	venice->job.discard = discard_minted;
	buf_init(&body, 0);
	venice_create_body(&body, options);
	if (!job_ask(&venice->job, VENICE_KEYS, asked, mint_done, &err))
		job_fail(&venice->job, &err);
	buf_free(&body);
}

/* The limits decide: any key may ask for them.  If they fail for the moment, the account's
 * balance is enough; if they are refused to the key, nothing is. */
static void join_check(struct venice_job *venice)
{
	struct key_check *check = &venice->job.action.check;
	const struct err *err = &venice->limits_err;
	bool refused = err->status >= 400 && err->status < 500 && err->remedy != REMEDY_RETRY;

	if (venice->job.running)
		return;
	if (!check->has_limits && (refused || !check->has_account)) {
		job_fail(&venice->job, err);
		return;
	}
	key_check_judge(check);
	job_end(&venice->job, true);
}

/* Takes one of the two answers; a part that failed keeps why. */
static void take_part(struct venice_job *venice, struct http_answer *answer,
		      bool (*read)(struct key_check *out, struct json_object *body, struct err *err), struct err *err)
{
	struct key_check *check = &venice->job.action.check;
	struct json_object *body = NULL;

	job_note(&venice->job, answer);
	if (answer_read(&body, answer, err))
		(void)!read(check, body, err);
	check->checked_ms = now_ms(answer);
	json_object_put(body);
	join_check(venice);
}

static void balance_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct venice_job *venice = owner;

	(void)tag;
	take_part(venice, answer, venice_check_balance, &venice->balance_err);
}

static void limits_done(void *owner, size_t tag, struct http_answer *answer)
{
	struct venice_job *venice = owner;

	(void)tag;
	take_part(venice, answer, venice_check_limits, &venice->limits_err);
}

static void discard_check(struct job *job)
{
	key_check_free(&job->action.check);
}

/* Only an ADMIN key may ask for the account's balance.  For a key of unknown type, finding out
 * costs a refusal. */
static bool may_be_admin(const struct apikey *key)
{
	enum key_type type = KEY_ADMIN;

	return !key_text_type(&type, key->s.data) || type == KEY_ADMIN;
}

void net_key_check(struct net *net, uint32_t request, const char *id, const struct apikey *key)
{
	struct venice_job *venice = venice_job(net, request, ACTION_KEY_CHECKED);
	struct http_request asked = { .bearer = key, .max = JOB_VENICE_MAX };
	struct key_check *check = &venice->job.action.check;

	venice->job.discard = discard_check;
	snprintf(check->id, sizeof(check->id), "%s", id);
	bool asking = job_ask(&venice->job, VENICE_RATE_LIMITS, asked, limits_done, &venice->limits_err);

	if (may_be_admin(key))
		asking |= job_ask(&venice->job, VENICE_BALANCE, asked, balance_done, &venice->balance_err);
	if (!asking)
		join_check(venice);
}
