#include "wallet/flow/plan_check.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/eth/abi.h"
#include "wallet/eth/staking_terms.h"

/* The questions that each plan has; those for the contracts' code and for the views follow. */
enum { ASK_CHAIN_ID, ASK_BLOCK, ASK_CODES };

#define VIEWS (PLAN_HAVE + 7 + PLAN_BEFORE)	/* no plan has more */

void plan_check_add_value(struct buf *data, enum plan_value value, const struct flow_plan *flow)
{
	switch (value) {
	case PLAN_NOTHING:
		break;
	case PLAN_OWNER:
		abi_add_address(data, flow->account.address);
		break;
	case PLAN_STAKING:
		abi_add_address(data, contract_address(CONTRACT_STAKING));
		break;
	case PLAN_RECIPIENT:
		abi_add_address(data, flow->recipient);
		break;
	case PLAN_AMOUNT:
		abi_add_u256(data, flow->amount.units);
		break;
	case PLAN_LEAST:
		abi_add_u256(data, flow->least.units);
		break;
	case PLAN_ZERO:
		abi_add_u64(data, 0);
		break;
	}
}

static enum contract contract_of(const struct plan_figure *figure, const struct flow_plan *flow)
{
	return figure->of_wish ? contract_of_token(flow->amount.token) : figure->contract;
}

static struct amount zero_of(const struct plan_figure *figure, const struct flow_plan *flow)
{
	return amount_zero(figure->of_wish ? flow->amount.token : figure->token);
}

static struct address target_of(const struct plan *plan, const struct flow_plan *flow)
{
	return plan_target(plan, flow->amount.token, flow->recipient);
}

static void add_view(struct chain_batch *batch, const struct plan_figure *figure, const struct flow_plan *flow)
{
	struct chain_call *call;

	if (!figure->signature)
		return;
	call = chain_add(batch, CHAIN_CALL);
	call->to = contract_address(contract_of(figure, flow));
	abi_add_selector(&call->data, figure->signature);
	for (size_t i = 0; i < ARRAY_LENGTH(figure->arguments); i++)
		plan_check_add_value(&call->data, figure->arguments[i], flow);
}

static size_t count_before(const struct plan *plan)
{
	size_t count = 0;

	while (count < PLAN_BEFORE && plan->before[count])
		count++;
	return count;
}

/* Lists the views that are asked before anything is proposed. */
static size_t list_views(const struct plan_figure *out[], const struct plan *plan)
{
	const struct plan_figure *all[] = {
		&plan->have[0], &plan->have[1], &plan->quote, &plan->from, &plan->pending, &plan->ends,
		&plan->share, &plan->of,
	};
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_LENGTH(all); i++)
		if (all[i]->signature)
			out[count++] = all[i];
	if (plan->pays_rewards)
		out[count++] = plan_rewards();
	for (size_t i = 0; i < count_before(plan); i++)
		out[count++] = &plan_row(plan->before[i])->unless;
	return count;
}

void plan_check_ask(struct chain_batch *batch, const struct flow_plan *flow)
{
	const struct plan *plan = plan_row(flow->purpose);
	const struct plan_figure *views[VIEWS];
	size_t count = list_views(views, plan);

	chain_add(batch, CHAIN_ID);
	chain_add(batch, CHAIN_BLOCK);
	for (size_t i = 0; i < count_before(plan); i++)
		chain_add(batch, CHAIN_CODE)->to = target_of(plan_row(plan->before[i]), flow);
	chain_add(batch, CHAIN_CODE)->to = target_of(plan, flow);
	if (plan->sends)
		chain_add(batch, CHAIN_CODE)->to = flow->recipient;
	for (size_t i = 0; i < count; i++)
		add_view(batch, views[i], flow);
	if (plan->yield)
		staking_terms_ask(batch);
}

static bool read_word(struct amount *out, const struct plan_figure *figure, const struct flow_plan *flow,
		      const struct chain_reply *reply)
{
	*out = zero_of(figure, flow);
	return abi_get_u256(&out->units, reply->data.data, reply->data.len, figure->word);
}

/* The answers, view by view. */
struct answers {
	const struct plan_figure *views[VIEWS];
	struct amount numbers[VIEWS];
	size_t count;
	int64_t now_ms;			/* the time of the chain's latest block */
	struct staking_terms terms;	/* asked for where the plan changes the yield */
	bool recipient_has_code;
};

/* The answer of a view that the plan does not have is 0. */
static struct amount answer(const struct answers *answers, const struct plan_figure *view)
{
	for (size_t i = 0; i < answers->count; i++)
		if (answers->views[i] == view)
			return answers->numbers[i];
	return amount_zero(view->token);
}

/* What is called must be a contract.  A recipient may be anybody. */
static bool check_code(const struct chain_reply *reply, const struct plan *plan, const struct flow_plan *flow,
		       struct err *err)
{
	return reply->found || plan->target == PLAN_TO_RECIPIENT ||
	       err_set(err, ERR_NO_CONTRACT, "There is no code at the %s", contract_name(contract_at(target_of(plan, flow))));
}

static bool read_answers(struct answers *out, const struct flow_plan *flow, const struct chain_replies *replies,
			 uint64_t chain_id, struct err *err)
{
	const struct chain_reply *next = replies->items + ASK_CODES;
	const struct plan *plan = plan_row(flow->purpose);
	size_t codes = count_before(plan) + 1, needed;

	out->count = list_views(out->views, plan);
	out->terms = (struct staking_terms){ 0 };
	needed = ASK_CODES + codes + plan->sends + out->count;
	if (replies->count != needed + (plan->yield ? STAKING_TERMS_VIEWS : 0))
		return err_set(err, ERR_BAD_ANSWER, "The node answered too few questions");
	if (!chain_check(replies->items, needed, chain_id, err))
		return false;
	if (plan->yield)
		staking_terms_read(&out->terms, replies->items + needed);
	out->now_ms = (int64_t)replies->items[ASK_BLOCK].time_s * 1000;
	for (size_t i = 0; i < codes; i++)
		if (!check_code(next++, i + 1 < codes ? plan_row(plan->before[i]) : plan, flow, err))
			return false;
	out->recipient_has_code = plan->sends && next++->found;
	for (size_t i = 0; i < out->count; i++)
		if (!read_word(&out->numbers[i], out->views[i], flow, next++))
			return err_set(err, ERR_BAD_ANSWER, "The %s's answer is not a number",
				       contract_name(contract_of(out->views[i], flow)));
	return true;
}

static const char *label_of(const struct plan_figure *figure, const struct flow_plan *flow)
{
	return figure->of_wish ? token_symbol(flow->amount.token) : figure->label;
}

static enum err_code too_little(const struct plan *plan, enum token token)
{
	static const enum err_code of[TOKEN_COUNT] = {
		[TOKEN_ETH] = ERR_NEEDS_ETH, [TOKEN_VVV] = ERR_NEEDS_VVV, [TOKEN_SVVV] = ERR_NEEDS_SVVV,
		[TOKEN_DIEM] = ERR_NEEDS_DIEM, [TOKEN_USDC] = ERR_NEEDS_USDC,
	};

	return plan->any_token ? of[token] : plan->too_little;
}

static bool check_enough(const struct flow_plan *flow, const struct answers *answers, struct err *err)
{
	const struct plan *plan = plan_row(flow->purpose);
	char text[AMOUNT_TEXT_SIZE], want[AMOUNT_TEXT_SIZE];

	amount_format(want, flow->amount);
	if (flow->all && plan->have[0].signature && amount_is_zero(flow->amount))
		return err_set(err, too_little(plan, flow->amount.token), "The wallet has no %s", token_symbol(flow->amount.token));
	for (size_t i = 0; i < PLAN_HAVE && plan->have[i].signature; i++) {
		struct amount have = answer(answers, &plan->have[i]);

		amount_format(text, have);
		if (amount_compare(have, flow->amount) < 0)
			return err_set(err, too_little(plan, flow->amount.token), "The wallet has %s %s, less than %s", text,
				       label_of(&plan->have[i], flow), want);
	}
	if (plan->quote.signature && amount_is_zero(flow->least))
		return err_set(err, ERR_INVALID_INPUT, "%s %s is too little: no %s would come of it", want,
			       token_symbol(plan->token), token_symbol(plan->quote.token));
	return true;
}

/* Turns a contract's Unix seconds into ms.  A number too large for that stands for never. */
static int64_t time_of(struct amount number)
{
	uint64_t seconds;

	if (!u256_to_u64(&seconds, number.units) || seconds >= (uint64_t)1 << 40)
		return (int64_t)1 << 50;
	return (int64_t)seconds * 1000;
}

/* Where the plan takes all of something, there must be some, and its cooldown must be over. */
static bool check_from(const struct flow_plan *flow, const struct answers *answers, struct err *err)
{
	const struct plan *plan = plan_row(flow->purpose);
	char amount[AMOUNT_TEXT_SIZE], when[TEXT_TIME_SIZE], left[TEXT_SPAN_SIZE];
	int64_t ends_ms = time_of(answer(answers, &plan->ends));

	if (!plan->from.signature)
		return true;
	if (amount_is_zero(flow->amount))
		return err_set(err, ERR_NOTHING_THERE, "%s", plan->nothing);
	if (!plan->ends.signature || ends_ms <= answers->now_ms)
		return true;
	amount_format(amount, flow->amount);
	text_time(when, ends_ms);
	text_countdown(left, ends_ms - answers->now_ms);
	return err_set(err, ERR_COOLDOWN, "%s %s can be taken out at %s, in %s", amount, token_symbol(flow->amount.token), when, left);
}

static char *next_note(struct flow_plan *flow)
{
	size_t i = 0;

	while (i < TX_NOTES - 1 && *flow->notes[i])
		i++;
	return flow->notes[i];
}

/* Notes that an earlier amount is still on its way back.  Only the simulation shows whether the contract takes a
 * second one. */
static void note_pending(struct flow_plan *flow, const struct answers *answers)
{
	const struct plan *plan = plan_row(flow->purpose);
	struct amount pending = answer(answers, &plan->pending);
	char amount[AMOUNT_TEXT_SIZE], when[TEXT_TIME_SIZE];

	if (amount_is_zero(pending))
		return;
	amount_format(amount, pending);
	text_time(when, time_of(answer(answers, &plan->ends)));
	snprintf(flow->pending, sizeof(flow->pending), "%s %s began to come back earlier, and can be taken out at %s", amount,
		 token_symbol(pending.token), when);
	snprintf(next_note(flow), sizeof(flow->notes[0]), "%s %s are coming back already: this adds to them, and the cooldown begins "
		 "anew for all of it", amount, token_symbol(pending.token));
}

static void note_rewards(struct flow_plan *flow, const struct answers *answers)
{
	struct amount rewards = answer(answers, plan_rewards());
	char amount[AMOUNT_TEXT_SIZE];

	amount_format(amount, rewards);
	if (!amount_is_zero(rewards))
		snprintf(next_note(flow), sizeof(flow->notes[0]), "the rewards that wait are paid out by it, too: %s VVV by now", amount);
}

/* Notes how much the plan releases: a share in proportion, as the contract reckons it. */
static void note_share(struct flow_plan *flow, const struct answers *answers)
{
	const struct plan *plan = plan_row(flow->purpose);
	struct amount share = answer(answers, &plan->share), of = answer(answers, &plan->of);
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

static void note_yield(struct flow_plan *flow, const struct answers *answers)
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
static void note_recipient(struct flow_plan *flow, const struct answers *answers)
{
	if (plan_row(flow->purpose)->sends && answers->recipient_has_code)
		snprintf(next_note(flow), sizeof(flow->notes[0]), "there is code at the recipient's address: it is a contract, or acts "
			 "through one, and must know what to do with %s", token_symbol(flow->amount.token));
}

/* Sets the steps: the plans before it that are needed, and itself. */
static void choose_steps(struct flow_plan *flow, const struct answers *answers)
{
	const struct plan *plan = plan_row(flow->purpose);

	flow->step_count = flow->step = 0;
	for (size_t i = 0; i < count_before(plan); i++)
		if (amount_compare(answer(answers, &plan_row(plan->before[i])->unless), flow->amount) < 0)
			flow->steps[flow->step_count++] = plan->before[i];
	flow->steps[flow->step_count++] = flow->purpose;
}

bool plan_check_take(struct flow_plan *flow, const struct chain_replies *replies, uint64_t chain_id, struct err *err)
{
	const struct plan *plan = plan_row(flow->purpose);
	struct answers answers;

	if (!read_answers(&answers, flow, replies, chain_id, err))
		return false;
	flow->least = answer(&answers, &plan->quote);
	if (plan->from.signature)
		flow->amount = answer(&answers, &plan->from);
	else if (flow->all && plan->have[0].signature)
		flow->amount = answer(&answers, &plan->have[0]);
	if (!check_from(flow, &answers, err) || !check_enough(flow, &answers, err))
		return false;
	choose_steps(flow, &answers);
	note_recipient(flow, &answers);
	note_share(flow, &answers);
	note_pending(flow, &answers);
	note_rewards(flow, &answers);
	note_yield(flow, &answers);
	if (plan->warning)
		snprintf(next_note(flow), sizeof(flow->notes[0]), "%s", plan->warning);
	return true;
}

static void add_event(struct chain_batch *batch, const struct plan_figure *figure, const struct flow_plan *flow)
{
	struct chain_call *call = chain_add(batch, CHAIN_RECEIPT);
	uint8_t topic[KECCAK_SIZE];

	keccak256(topic, (const uint8_t *)figure->event, strlen(figure->event));
	memcpy(call->hash, flow_plan_sent(flow)->hash, sizeof(call->hash));
	call->to = contract_address(contract_of(figure, flow));
	buf_add(&call->data, topic, sizeof(topic));
}

void plan_check_ask_after(struct chain_batch *batch, const struct flow_plan *flow)
{
	const struct plan *plan = plan_row(flow->purpose);

	for (size_t i = 0; i < plan_figures(plan); i++)
		if (plan->after[i].event)
			add_event(batch, &plan->after[i], flow);
		else
			add_view(batch, &plan->after[i], flow);
}

/* Reads an amount from an event.  It is the last word of the data, whether the other values are topics or not. */
static bool read_event(struct amount *out, const struct plan_figure *figure, const struct flow_plan *flow,
		       const struct chain_reply *reply)
{
	size_t words = reply->data.len / 32;

	*out = zero_of(figure, flow);
	return words && abi_get_u256(&out->units, reply->data.data, reply->data.len, words - 1);
}

bool plan_check_take_after(struct flow_plan *flow, const struct chain_replies *replies)
{
	const struct plan *plan = plan_row(flow->purpose);

	if (replies->count != plan_figures(plan))
		return false;
	for (size_t i = 0; i < replies->count; i++) {
		const struct plan_figure *figure = &plan->after[i];
		const struct chain_reply *reply = &replies->items[i];
		struct amount *out = &flow->after[i];

		if (!reply->ok || !(figure->event ? read_event : read_word)(out, figure, flow, reply))
			return false;
	}
	return true;
}
