#include "app/cli/plan_wish.h"

#include <string.h>

#include "wallet/eth/entry.h"
#include "wallet/eth/slippage.h"
#include "wallet/model/allowances.h"
#include "wallet/model/recipient.h"

/* The arguments of a plan that has a recipient: TOKEN, the amount where it is not all, and the recipient. */
enum { SENT_TOKEN, SENT_AMOUNT, SENT_TO };
enum { ALLOWED_TOKEN, ALLOWED_AMOUNT, ALLOWED_BY };
enum { REVOKED_FROM = ALLOWED_TOKEN + 1 };
enum { SWAPPED_TOKEN, SWAPPED_AMOUNT };

static bool is_given(const struct options *options, const char *name)
{
	for (enum option_id id = 0; id < OPTION_COUNT; id++)
		if (strcmp(option_info(id)->name, name) == 0)
			return options_flag(options, id);
	return false;
}

/* Of two plans with one command, the one whose option is given counts, or whose token is. */
static enum purpose plan_of_command(const struct options *options, enum token token)
{
	enum purpose found = PURPOSE_UNKNOWN;

	for (enum purpose purpose = PURPOSE_UNKNOWN; purpose < PURPOSE_COUNT; purpose++) {
		const struct plan *plan = plan_row(purpose);

		if (!plan->command || strcmp(plan->command, options->command->name) != 0)
			continue;
		if (plan->option ? is_given(options, plan->option) : found == PURPOSE_UNKNOWN)
			found = purpose;
		else if (plan->recipient)
			found = plan_of_wish(plan->wish, token);
	}
	return found;
}

/* All of something is taken, or an amount is given. */
static bool read_amount(struct amount *out, const struct plan *plan, const struct options *options, struct err *err)
{
	*out = amount_zero(plan->token);
	if (plan->from.signature)
		return !options->argument_count || err_set(err, ERR_USAGE, "'%s%s%s' takes no amount: it takes all there is", plan->command,
							   plan->option ? " --" : "", plan->option ? plan->option : "");
	if (!options->argument_count)
		return err_set(err, ERR_USAGE, "'%s' wants an amount", plan->command);
	return entry_amount(out, plan->token, options->arguments[0], err);
}

static bool read_sent(struct tx_wish *out, const struct options *options, struct err *err)
{
	const char *const *arguments = options->arguments;
	enum token token;

	if (!token_from_symbol(&token, arguments[SENT_TOKEN]) || token == TOKEN_SVVV)
		return err_set(err, ERR_INVALID_INPUT, "'%.20s' is nothing that can be sent: ETH, VVV, DIEM and USDC can",
			       arguments[SENT_TOKEN]);
	out->purpose = plan_of_command(options, token);
	out->amount = amount_zero(token);
	out->all = strcmp(arguments[SENT_AMOUNT], "all") == 0;
	return out->all || entry_amount(&out->amount, token, arguments[SENT_AMOUNT], err);
}

static bool read_allowed(struct tx_wish *out, const struct options *options, struct err *err)
{
	enum token token;

	if (!token_from_symbol(&token, options->arguments[ALLOWED_TOKEN]) || token == TOKEN_ETH || token == TOKEN_SVVV)
		return err_set(err, ERR_INVALID_INPUT, "'%.20s' has no allowances: VVV, DIEM and USDC have",
			       options->arguments[ALLOWED_TOKEN]);
	out->amount = amount_zero(token);
	return true;
}

static bool read_spender(struct tx_wish *out, const struct options *options, size_t index, enum contract usual,
			 struct err *err)
{
	out->recipient = contract_address(usual);
	return options->argument_count <= index || entry_address(&out->recipient, options->arguments[index], err);
}

static bool read_allowance(struct tx_wish *out, const struct options *options, struct err *err)
{
	if (!read_allowed(out, options, err))
		return false;
	if (plan_row(out->purpose)->from.signature)
		return read_spender(out, options, REVOKED_FROM, CONTRACT_STAKING, err);
	return read_spender(out, options, ALLOWED_BY, allowance_usual(out->amount.token), err) &&
	       allowance_check(out->amount.token, out->recipient, err) &&
	       allowance_parse(&out->amount, out->amount.token, options->arguments[ALLOWED_AMOUNT], err);
}

static bool read_swapped(struct tx_wish *out, const struct options *options, struct err *err)
{
	const char *slippage = options_value(options, OPTION_SLIPPAGE);
	enum token token;

	if (!token_from_symbol(&token, options->arguments[SWAPPED_TOKEN]) ||
	    (token != TOKEN_ETH && token != TOKEN_USDC))
		return err_set(err, ERR_INVALID_INPUT, "'%.20s' is nothing that is swapped here: ETH and USDC are, for VVV",
			       options->arguments[SWAPPED_TOKEN]);
	out->purpose = plan_of_wish(plan_row(out->purpose)->wish, token);
	out->slippage = SLIPPAGE_DEFAULT;
	return (!slippage || slippage_parse(&out->slippage, slippage, err)) &&
	       entry_amount(&out->amount, token, options->arguments[SWAPPED_AMOUNT], err);
}

static bool read_own(struct tx_wish *out, const struct options *options, struct err *err)
{
	const struct plan *plan = plan_row(out->purpose);

	if (plan->swaps)
		return read_swapped(out, options, err);
	if (!plan->recipient)
		return read_amount(&out->amount, plan, options, err);
	return plan->sends ? read_sent(out, options, err) : read_allowance(out, options, err);
}

bool plan_wish_read(struct tx_wish *out, const struct options *options, struct err *err)
{
	*out = (struct tx_wish){ .purpose = plan_of_command(options, TOKEN_COUNT) };
	if (!read_own(out, options, err))
		return false;
	return out->all || plan_row(out->purpose)->from.signature || !amount_is_zero(out->amount) ||
	       err_set(err, ERR_INVALID_INPUT, "An amount of 0 does nothing");
}

bool plan_wish_find(struct tx_wish *wish, struct headless *headless, struct err *err)
{
	if (!plan_row(wish->purpose)->sends)
		return true;
	return recipient_find(&wish->recipient, headless->loop.model, headless->app->options.arguments[SENT_TO], err);
}

bool plan_wish_recipient(struct tx_wish *wish, struct headless *headless, struct err *err)
{
	return plan_wish_find(wish, headless, err) &&
	       (!plan_row(wish->purpose)->sends ||
		recipient_check(wish->recipient, model_account(headless->loop.model)->address, err));
}

void plan_wish_warn(struct headless *headless, const struct tx_wish *wish)
{
	struct output *output = &headless->app->output;
	char text[ADDRESS_TEXT_SIZE], like[ADDRESS_TEXT_SIZE];
	struct recipient recipient;

	if (!plan_row(wish->purpose)->sends)
		return;
	recipient_look(&recipient, headless->loop.model, wish->recipient);
	address_format(text, wish->recipient);
	address_format(like, recipient.like);
	if (!recipient.times)
		output_note(output, "Nothing was sent to %s from here so far.", text);
	if (recipient.is_like)
		output_note(output, "%s only looks like %s%s%s, and is another address: such addresses are made to be mistaken for one.", text,
			    recipient.like_name, *recipient.like_name ? " " : "", like);
}
