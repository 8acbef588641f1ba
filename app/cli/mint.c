/*
 * mint: makes at most one API key.
 *
 * A run that was killed left its intent in the journal.  If the key that it asked for is in the
 * vault, that key is this command's result.  If not, a key may exist that nobody here has, so
 * nothing is sent again until the person has looked (--after-unknown).
 */
#include <string.h>
#include <stdio.h>

#include "app/app.h"
#include "app/cli/headless.h"
#include "app/cli/key_output.h"
#include "app/cli/mint_common.h"

static bool mint(const struct key_info **out, struct headless *headless, const struct key_options *options,
		 struct err *err)
{
	const struct model *model = headless->loop.model;
	const struct flow_mint *flow = &model->mint;

	headless_unlock_early(headless);
	loop_apply(&headless->loop, &(struct action){ .type = ACTION_MINT, .options = *options });
	if (!headless_run(headless, mint_common_running, err) || !mint_common_seal_again(headless, err)) {
		mint_common_give_made(headless);
		return false;
	}
	if (flow->state != MINT_DONE) {
		*err = flow->err;
		return false;
	}
	*out = &flow->minted;
	app_finish(headless->app, flow->intent);
	return true;
}

bool mint_common_one(const struct key_info **out, struct headless *headless, const struct key_options *options,
		      struct err *err)
{
	return mint_common_settle(out, headless->app, headless->loop.model, options, "", err) &&
	       (*out || mint(out, headless, options, err));
}

static void say_check(struct output *output, const struct flow_mint *flow)
{
	if (flow->checked)
		output_text(output, "\n%s%s%s\n", flow->check.can_consume ? "It can pay for requests now" : "It cannot pay for requests: ",
			    flow->check.can_consume ? "" : key_check_cannot_pay(&flow->check),
			    key_check_wants_money(&flow->check) ? ". Stake DIEM, or add USD at venice.ai." : ".");
}

static bool run(struct headless *headless, void *context, struct err *err)
{
	struct app *app = headless->app;
	const struct model *model = headless->loop.model;
	const struct key_options *options = context;
	const struct key_info *found;
	struct key_info key;

	if (!mint_common_agree(headless, options, err) || !headless_select(headless, NULL, err) ||
	    !mint_common_one(&found, headless, options, err))
		return false;
	key = *found;
	if (!mint_common_give(headless, &key, options, err))
		return false;
	say_check(&app->output, &model->mint);
	return true;
}

static bool run_batch(struct app *app, const struct key_options *options, struct err *err)
{
	return app_open_home(app, err) && app_load_password(app, err) && mint_common_batch(app, options, err);
}

bool cli_mint(struct app *app, struct err *err)
{
	bool several = options_value(&app->options, OPTION_WALLETS) || options_flag(&app->options, OPTION_ALL);
	struct key_options options;

	if (!mint_common_options(&options, app, err))
		return false;
	return several ? run_batch(app, &options, err) : headless_with(app, run, &options, err);
}
