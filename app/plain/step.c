/* The steps from VVV to a key: where the person is, why, and what Enter does. */
#include "app/plain/plain.h"

#include <string.h>

#include "wallet/model/funding.h"
#include "wallet/model/walkthrough.h"

static const char *const status_words[] = {
	[STEP_TODO] = "to come", [STEP_CURRENT] = "now", [STEP_BUSY] = "being done", [STEP_DONE] = "done",
	[STEP_FAILED] = "failed",
};

void plain_steps(struct plain *plain)
{
	plain_say(plain, "\nThe path to a key:");
	for (enum step step = STEP_WALLET; step < STEP_COUNT; step++)
		plain_say(plain, "  %d. %s, %s: %s.", (int)step + 1, walkthrough_words(step)->label,
			  status_words[walkthrough_status(plain->model, step)], walkthrough_words(step)->brief);
}

/* Takes out what is free again before the step itself. */
static bool take_out(struct plain *plain)
{
	enum purpose purpose = walkthrough_offer(plain->model);

	if (purpose == PURPOSE_UNKNOWN)
		return false;
	plain_do(plain, plan_row(purpose)->wish);
	return true;
}

static void wait_on(struct plain *plain)
{
	plain->away = false;
	plain_work(plain);
}

static void do_key(struct plain *plain)
{
	if (funding_needed(plain->model))
		plain_fund(plain);
	else
		plain_keys(plain);
}

static void do_token(struct plain *plain)
{
	plain_do(plain, ACTION_TOKEN);
}

static void do_wallet(struct plain *plain)
{
	if (plain->model->unread.code != ERR_NONE)
		plain_do(plain, ACTION_REFRESH);
	else
		plain_add_wallet(plain);
}

void plain_next(struct plain *plain)
{
	static void (*const does[STEP_COUNT])(struct plain *plain) = {
		[STEP_WALLET] = do_wallet, [STEP_FUND] = plain_receive, [STEP_APPROVE] = plain_stake,
		[STEP_STAKE] = plain_stake, [STEP_TOKEN] = do_token, [STEP_SIGN] = plain_mint,
		[STEP_MINT] = plain_mint, [STEP_KEY] = do_key,
	};
	const struct model *model = plain->model;
	const struct account *account = model_account(model);
	enum step step = walkthrough_step(model);

	if (walkthrough_status(model, step) == STEP_BUSY && model->mint.state != MINT_BACKOFF)
		wait_on(plain);
	else if (account && !account_has_address(account))
		plain_unlock(plain);
	else if (!take_out(plain))
		does[step](plain);
}
