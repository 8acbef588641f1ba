#include "wallet/flow/plan_notes.h"

#include <stdio.h>

#include "wallet/base/text.h"
#include "wallet/model/allowances.h"

static char *next_note(struct flow_plan *flow)
{
	size_t i = 0;

	while (i < TX_NOTES - 1 && *flow->notes[i])
		i++;
	return flow->notes[i];
}

/* Notes that an earlier amount is still on its way back.  Only the simulation shows whether the contract takes a
 * second one. */
static void note_pending(struct flow_plan *flow, const struct plan_answers *answers)
{
	const struct plan *plan = plan_row(flow->purpose);
	struct amount pending = plan_answers_of(answers, &plan->pending);
	char amount[AMOUNT_TEXT_SIZE], when[TEXT_TIME_SIZE];

	if (amount_is_zero(pending))
		return;
	amount_format(amount, pending);
	text_time(when, plan_answers_ms(plan_answers_of(answers, &plan->ends)));
	snprintf(flow->pending, sizeof(flow->pending), "%s %s began to come back earlier, and can be taken out at %s", amount,
		 token_symbol(pending.token), when);
	snprintf(next_note(flow), sizeof(flow->notes[0]), "%s %s are coming back already: this adds to them, and the cooldown begins "
		 "anew for all of it", amount, token_symbol(pending.token));
}

static void note_rewards(struct flow_plan *flow, const struct plan_answers *answers)
{
	struct amount rewards = plan_answers_of(answers, plan_rewards());
	char amount[AMOUNT_TEXT_SIZE];

	amount_format(amount, rewards);
	if (!amount_is_zero(rewards))
		snprintf(next_note(flow), sizeof(flow->notes[0]), "the rewards that wait are paid out by it, too: %s VVV by now", amount);
}

/* Notes how much the plan releases: a share in proportion, as the contract reckons it. */
static void note_share(struct flow_plan *flow, const struct plan_answers *answers)
{
	const struct plan *plan = plan_row(flow->purpose);
	struct amount share = plan_answers_of(answers, &plan->share), of = plan_answers_of(answers, &plan->of);
	char amount[AMOUNT_TEXT_SIZE];

	if (!u256_mul_div(&share.units, share.units, flow->amount.units, of.units))
		return;
	amount_format(amount, share);
	snprintf(next_note(flow), sizeof(flow->notes[0]), "it releases %s %s", amount, token_symbol(share.token));
}

static const char *const yield_words[] = {
	[YIELD_BEGINS] = "at the present rate it earns about %s VVV a day, %s a year",
	[YIELD_ENDS] = "what it earns at the present rate ends at once: %s VVV a day, %s a year",
	[YIELD_SHRINKS] = "what is locked earns a fifth less: at the present rate that is %s VVV a day, %s a year",
};

/* Reckons the yield that the plan changes: of an amount that is staked now, or of one that will be. */
static bool yield_of(struct amount *out, enum plan_yield yield, struct amount amount, const struct staking_terms *terms,
		     uint64_t seconds)
{
	struct amount none = amount_zero(TOKEN_SVVV), locked;
	struct staking_terms then = *terms;

	if (yield == YIELD_BEGINS && !staking_terms_with(&then, terms, amount))
		return false;
	if (!staking_terms_earned(out, &then, amount, none, seconds))
		return false;
	return yield != YIELD_SHRINKS ||
	       (staking_terms_earned(&locked, &then, none, amount, seconds) && amount_sub(out, *out, locked));
}

static void note_yield(struct flow_plan *flow, const struct plan_answers *answers)
{
	enum plan_yield yield = plan_row(flow->purpose)->yield;
	char a_day[AMOUNT_TEXT_SIZE], a_year[AMOUNT_TEXT_SIZE];
	struct amount day, year;

	if (!yield || !yield_of(&day, yield, flow->amount, &answers->terms, STAKING_DAY_S) ||
	    !yield_of(&year, yield, flow->amount, &answers->terms, STAKING_YEAR_S))
		return;
	amount_format_short(a_day, day, 6);
	amount_format_short(a_year, year, 6);
	snprintf(next_note(flow), sizeof(flow->notes[0]), yield_words[yield], a_day, a_year);
}

/* Warns of a recipient that is a contract, since it may have no way to give back what it is sent. */
static void note_recipient(struct flow_plan *flow, const struct plan_answers *answers)
{
	if (plan_row(flow->purpose)->sends && answers->recipient_has_code)
		snprintf(next_note(flow), sizeof(flow->notes[0]), "there is code at the recipient's address: it is a contract, or acts "
			 "through one, and must know what to do with %s", token_symbol(flow->amount.token));
}

/* What is allowed stays allowed.  What that can come to is said of one without a limit. */
static void note_allowance(struct flow_plan *flow)
{
	const struct plan *plan = plan_row(flow->purpose);

	if (plan->allowance && !plan->from.signature && allowance_is_unlimited(flow->amount))
		snprintf(next_note(flow), sizeof(flow->notes[0]), "%s may take all %s that this wallet has, now and later",
			 contract_name(contract_at(flow->recipient)), token_symbol(flow->amount.token));
}

void plan_notes_write(struct flow_plan *flow, const struct plan_answers *answers)
{
	const struct plan *plan = plan_row(flow->purpose);

	note_recipient(flow, answers);
	note_allowance(flow);
	note_share(flow, answers);
	note_pending(flow, answers);
	note_rewards(flow, answers);
	note_yield(flow, answers);
	if (plan->warning)
		snprintf(next_note(flow), sizeof(flow->notes[0]), "%s", plan->warning);
}
