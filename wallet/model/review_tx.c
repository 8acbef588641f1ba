/* The review of a transaction: what it does in words, and all that will be signed, read back from
 * the calldata. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/model/allowances.h"
#include "wallet/model/plan.h"
#include "wallet/model/policy_now.h"
#include "wallet/model/recipient.h"
#include "wallet/model/review_parts.h"
#include "wallet/model/tx_offer.h"
#include "wallet/model/tx_plight.h"

static void warn_of_base_fee(struct review *review, const struct flow_tx *flow)
{
	char base[AMOUNT_TEXT_SIZE];

	if (!tx_offer_waits(flow))
		return;
	fee_gwei(base, flow->prices.base_fee);
	review_add(review, "", REVIEW_WARN, "That is below the base fee, which is %s gwei now: it waits until the base fee has fallen", base);
}

/* Adds what was chosen, and what the other choices would cost. */
static void add_choice(struct review *review, const struct model *model)
{
	static const enum fee_speed speeds[] = { FEE_SLOW, FEE_NORMAL, FEE_FAST };
	const struct flow_tx *flow = &model->tx;
	char most[AMOUNT_TEXT_SIZE], tip[AMOUNT_TEXT_SIZE];
	struct buf others;

	fee_gwei(most, flow->tx.max_fee);
	fee_gwei(tip, flow->tx.max_priority_fee);
	review_add(review, "Fee choice", REVIEW_PLAIN, "%s: %s gwei a gas at most, %s of it tip", fee_speed_name(flow->fee.speed), most, tip);
	warn_of_base_fee(review, flow);
	buf_init(&others, 0);
	for (size_t i = 0; i < ARRAY_LENGTH(speeds); i++) {
		struct fee_choice other = { .speed = speeds[i] };
		char text[AMOUNT_TEXT_SIZE];
		struct amount cost;
		struct err ignored;

		if (other.speed == flow->fee.speed || !tx_offer_cost(&cost, model, other, &ignored))
			continue;
		amount_format(text, cost);
		buf_add_format(&others, "%s%s for %s", others.len ? ", " : "or ", fee_speed_name(other.speed), text);
	}
	if (others.len)
		review_add(review, "", REVIEW_NOTE, "%s ETH at most", buf_string(&others));
	buf_free(&others);
}

/* The node names the tip, and all of it is paid, so it has a row of its own. */
static void add_tip(struct review *review, const struct flow_tx *flow)
{
	bool capped = tx_fees_is_capped(&flow->tx, &flow->prices, &flow->fee);

	review_add_amount(review, "Tip of it", tx_fees_tip(&flow->tx), capped ? " at most: the node names more; the rest of max-tip is for speeding it up"
			  : " at most");
}

static void add_parts(struct review *review, const struct flow_tx *flow)
{
	struct amount l1 = { TOKEN_ETH, flow->l1_fee }, operator_fee = { TOKEN_ETH, flow->operator_fee }, l2;

	if (!flow->has_l1_fee || !amount_sub(&l2, flow->max_fee, l1) || !amount_sub(&l2, l2, operator_fee)) {
		review_add_amount(review, "Fee", flow->max_fee, " at most");
		add_tip(review, flow);
		return;
	}
	review_add_amount(review, "Fee on L2", l2, " at most");
	add_tip(review, flow);
	review_add_amount(review, "Fee to L1", l1, " for the data");
	if (!amount_is_zero(operator_fee))
		review_add_amount(review, "Operator", operator_fee, " at most, to the operator");
	review_add_amount(review, "Fee in all", flow->max_fee, " at most");
}

static void add_fee(struct review *review, const struct model *model)
{
	add_parts(review, &model->tx);
	add_choice(review, model);
}

/* Adds its number, and what does not agree about it. */
static void add_nonce(struct review *review, const struct flow_tx *flow)
{
	char words[192];

	review_add(review, "Nonce", REVIEW_PLAIN, "%" PRIu64 "; gas at most %" PRIu64, flow->tx.nonce, flow->tx.gas_limit);
	if (tx_nonce_explain(words, sizeof(words), &flow->nonce))
		review_add(review, "", REVIEW_WARN, "%s", words);
}

/* Writes "Speed up the stake of 10 VVV". */
static void say_change(char *out, size_t size, const struct flow_tx *flow)
{
	char amount[AMOUNT_TEXT_SIZE];

	allowance_format(amount, flow->amount);
	snprintf(out, size, "%s the %s of %s %s", flow->change == TX_CHANGE_CANCEL ? "Cancel" : "Speed up", flow_tx_purpose(flow), amount,
		 token_symbol(flow->amount.token));
}

static void add_replaced(struct review *review, const struct flow_tx *flow)
{
	char hash[2 * KECCAK_SIZE + 1], words[192];

	hex_encode(hash, journal_entry_hash(&flow->entry, journal_entry_variants(&flow->entry) - 1), KECCAK_SIZE);
	review_add(review, "Replaces", REVIEW_PLAIN, "0x%s", hash);
	tx_plight_words(words, sizeof(words), flow);
	review_add(review, "It waits", REVIEW_WARN, "%s", words);
	if (tx_plight_advice(flow))
		review_add(review, "", REVIEW_WARN, "%s", tx_plight_advice(flow));
}

/* Where all of something is taken the call names no amount: it is what there is when it is mined. */
static const char *amount_label(const struct flow_tx *flow)
{
	return plan_row(flow->purpose)->from.signature ? "By now" : "Amount";
}

static void add_amount(struct review *review, const struct flow_tx *flow)
{
	char text[AMOUNT_TEXT_SIZE];

	allowance_format(text, flow->amount);
	review_add(review, amount_label(flow), REVIEW_PLAIN, "%s %s", text, token_symbol(flow->amount.token));
}

/* An allowance without a limit is agreed to by the word for it, unless a policy wants its own. */
static void want_word(struct review *review, const struct flow_tx *flow)
{
	const struct plan *plan = plan_row(flow->purpose);

	if (plan->allowance && !plan->from.signature && allowance_is_unlimited(flow->amount))
		snprintf(review->word, sizeof(review->word), "%s", ALLOWANCE_UNLIMITED);
}

static void add_uses(struct review *review, const struct recipient *recipient)
{
	char when[TEXT_TIME_SIZE];

	text_time(when, recipient->last_ms);
	if (!recipient->times)
		review_add(review, "", REVIEW_WARN, "nothing was sent to it from here so far: compare every character");
	else if (recipient->times == 1)
		review_add(review, "", REVIEW_PLAIN, "sent to it once, on %s", when);
	else
		review_add(review, "", REVIEW_PLAIN, "sent to it %u times, last on %s", recipient->times, when);
}

void review_add_recipient(struct review *review, const struct model *model, struct address to)
{
	struct recipient recipient;
	char text[ADDRESS_TEXT_SIZE], like[ADDRESS_TEXT_SIZE];

	recipient_look(&recipient, model, to);
	address_format(text, to);
	address_format(like, recipient.like);
	review_add(review, "Recipient", REVIEW_STRONG, "%s %s", *recipient.name ? recipient.name : "an address without a name here", text);
	add_uses(review, &recipient);
	if (recipient.is_like)
		review_add(review, "", REVIEW_BAD, "it only looks like %s%s%s, and is another address: such addresses are made to be "
			   "mistaken for one", recipient.like_name, *recipient.like_name ? " " : "", like);
}

/* What the transaction goes to, and what it does there. */
static void add_target(struct review *review, const struct model *model)
{
	const struct flow_tx *flow = &model->tx;

	if (plan_row(flow->purpose)->sends)
		review_add_recipient(review, model, flow->recipient);
	if (contract_at(flow->tx.to) != CONTRACT_COUNT || !plan_row(flow->purpose)->sends)
		review_add_address(review, "Contract", review_name_of(model, flow->tx.to), flow->tx.to);
	review_add_call(review, model);
}

/* The review of a replacement for a waiting transaction. */
static void review_of_change(struct review *out, const struct model *model)
{
	const struct flow_tx *flow = &model->tx;
	struct policy_verdict verdict;

	out->what = "replacement";
	say_change(out->summary, sizeof(out->summary), flow);
	review_add(out, NULL, REVIEW_STRONG, "%s", out->summary);
	review_gap(out);
	add_replaced(out, flow);
	if (flow->change_cancels) {
		review_add_address(out, "To", "itself,", flow->tx.to);
		review_add(out, "Amount", REVIEW_STRONG, "0 ETH: it does nothing but use the number");
	} else {
		add_amount(out, flow);
		add_target(out, model);
	}
	review_add_address(out, "Wallet", flow->account.name, flow->account.address);
	review_add_network(out, model);
	review_add_second(out, &flow->second, "the chain, the number and the outcome");
	policy_now_tx(&verdict, model);
	policy_now_review(out, &verdict);
	add_fee(out, model);
	review_add(out, "Nonce", REVIEW_PLAIN, "%" PRIu64 ", the same; gas at most %" PRIu64, flow->tx.nonce, flow->tx.gas_limit);
	review_gap(out);
	review_add(out, NULL, REVIEW_WARN, "Whichever of them is mined first ends the others.");
}

void review_add_changes(struct review *review, const struct tx_changes *changes)
{
	if (!changes->known)
		review_add(review, "", REVIEW_NOTE, "what it would change, this node cannot say");
	for (size_t i = 0; i < changes->count; i++) {
		const struct tx_figure *change = &changes->items[i];
		char before[AMOUNT_TEXT_SIZE], after[AMOUNT_TEXT_SIZE];

		allowance_format(before, change->before);
		allowance_format(after, change->after);
		review_add(review, "", REVIEW_PLAIN, "%s: %s, then %s", change->name, before, after);
	}
}

void review_add_way_back(struct review *review, const struct plan *plan, uint64_t cooldown_s)
{
	const char *way = plan->way_back, *place = way ? strstr(way, PLAN_COOLDOWN) : NULL;
	enum review_tone tone = plan->warns ? REVIEW_WARN : REVIEW_PLAIN;
	char wait[48] = "a cooldown that the contract sets";

	if (cooldown_s)
		snprintf(wait, sizeof(wait), "%g day%s", (double)cooldown_s / 86400, cooldown_s == 86400 ? "" : "s");
	if (place)
		review_add(review, "Way back", tone, "%.*s%s%s", (int)(place - way), way, wait, place + strlen(PLAN_COOLDOWN));
	else if (way)
		review_add(review, "Way back", tone, "%s", way);
}

/* Shows what was agreed to and why it is not signed.  Nobody knows what it would cost now. */
static void review_of_stopped(struct review *out, const struct model *model)
{
	const struct flow_tx *flow = &model->tx;
	char why[sizeof(flow->agreed.against.msg) + 32];

	tx_agreed_say_why(why, sizeof(why), flow);
	if (flow->change == TX_CHANGE_NONE)
		snprintf(out->summary, sizeof(out->summary), "%s", flow->words);
	else
		say_change(out->summary, sizeof(out->summary), flow);
	review_begin_stopped(out, why);
	review_add_address(out, "To", review_name_of(model, flow->tx.to), flow->tx.to);
	review_end_stopped(out, model, &flow->account);
}

void review_of_tx(struct review *out, const struct model *model)
{
	const struct flow_tx *flow = &model->tx;
	struct policy_verdict verdict;

	out->title = "Review before signing";
	out->what = "transaction";
	out->doing = "sign it";
	if (tx_agreed_stopped(flow)) {
		review_of_stopped(out, model);
		return;
	}
	if (flow->change != TX_CHANGE_NONE) {
		review_of_change(out, model);
		return;
	}
	snprintf(out->summary, sizeof(out->summary), "%s", flow->words);
	review_add(out, NULL, REVIEW_STRONG, "%s", flow->words);
	review_gap(out);
	add_amount(out, flow);
	if (flow->market.is)
		review_add_market(out, flow);
	add_target(out, model);
	review_add_address(out, "Wallet", flow->account.name, flow->account.address);
	review_add_network(out, model);
	review_add_second(out, &flow->second, "the chain, the number and the outcome");
	want_word(out, flow);
	policy_now_tx(&verdict, model);
	policy_now_review(out, &verdict);
	add_fee(out, model);
	add_nonce(out, flow);
	review_add(out, "Simulation", REVIEW_GOOD, "it succeeds, as the chain stands now");
	review_add_changes(out, &flow->changes);
	for (size_t i = 0; i < TX_NOTES && *flow->notes[i]; i++)
		review_add(out, i ? "" : "Besides", REVIEW_WARN, "%s", flow->notes[i]);
	review_add_way_back(out, plan_row(flow->purpose), tx_changes_cooldown(&flow->changes, contract_at(flow->to)));
	review_gap(out);
	review_add(out, NULL, REVIEW_WARN, "A transaction has no undo.");
}
