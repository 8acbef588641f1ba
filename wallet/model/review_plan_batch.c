/* The review of a plan for several wallets: what each does, what it costs at most, and the sums. */
#include <stdio.h>
#include <string.h>

#include "wallet/model/review_parts.h"

/* What the wallets call, if all of them call the same; else NULL, and each says its own. */
static const char *common_call(const struct flow_plan_batch *batch)
{
	const char *call = NULL;

	for (size_t i = 0; i < batch->count; i++) {
		const struct plan_row *row = &batch->rows[i];

		if (row->state != PLAN_ROW_LOOKED)
			continue;
		if (call && strcmp(call, row->call) != 0)
			return NULL;
		call = row->call;
	}
	return call;
}

/* What is true of this wallet alone: its address in full, what it calls if that is not the same for all, what changes,
 * and what is to be said besides. */
static void add_details(struct review *review, const struct plan_row *row, bool says_call)
{
	char address[ADDRESS_TEXT_SIZE];

	address_format(address, row->account.address);
	review_add(review, "", REVIEW_PLAIN, "%s", address);
	if (says_call)
		review_add(review, "", REVIEW_STRONG, "calls %s", row->call);
	if (row->transactions > 1)
		review_add(review, "", REVIEW_NOTE, "by the first of its transactions:");
	review_add_changes(review, &row->changes);
	if (row->second.asked && row->second.err.code != ERR_NONE)
		review_add(review, "", REVIEW_WARN, "%s was not heard on it, so this is one node's word: %s", row->second.host,
			   row->second.err.msg);
	for (size_t i = 0; i < TX_NOTES && *row->notes[i]; i++)
		review_add(review, "", REVIEW_WARN, "%s: %s", row->account.name, row->notes[i]);
}

/* Writes "10 VVV, fee at most 0.0001 ETH (2 transactions)", or why it is left out. */
static void add_row(struct review *review, const char *label, const struct plan_row *row, bool says_call)
{
	char amount[AMOUNT_TEXT_SIZE], fee[AMOUNT_TEXT_SIZE], more[40] = "";

	if (row->state == PLAN_ROW_FAILED) {
		review_add(review, label, REVIEW_WARN, "%s: left out. %s", row->account.name, row->err.msg);
		return;
	}
	amount_format(amount, row->amount);
	amount_format(fee, row->fee);
	if (row->transactions > 1)
		snprintf(more, sizeof(more), " (%zu transactions)", row->transactions);
	review_add(review, label, REVIEW_PLAIN, "%s: %s %s, fee at most %s ETH%s", row->account.name, amount,
		   token_symbol(row->amount.token), fee, more);
	add_details(review, row, says_call);
}

/* Says it once if the second node says the same of each; else the rows say it of theirs. */
static void add_second(struct review *review, const struct flow_plan_batch *batch)
{
	const struct tx_second *second = NULL;

	for (size_t i = 0; i < batch->count; i++) {
		const struct plan_row *row = &batch->rows[i];

		if (row->state != PLAN_ROW_LOOKED)
			continue;
		if (!row->second.asked || row->second.err.code != ERR_NONE)
			return;
		second = &row->second;
	}
	if (second)
		review_add_second(review, second, "each one's chain, number and outcome");
}

/* The contract sets the cooldown, so it is the same for all. */
static void add_way_back(struct review *review, const struct flow_plan_batch *batch)
{
	uint64_t cooldown_s = 0;

	for (size_t i = 0; i < batch->count && !cooldown_s; i++)
		cooldown_s = tx_changes_cooldown(&batch->rows[i].changes, contract_at(batch->to));
	review_add_way_back(review, plan_row(batch->purpose), cooldown_s);
}

/* The sums of those that are not left out.  False: it is more than can be. */
static bool sum(struct amount *amount, struct amount *fee, const struct flow_plan_batch *batch)
{
	bool any = false;

	*fee = amount_zero(TOKEN_ETH);
	for (size_t i = 0; i < batch->count; i++) {
		const struct plan_row *row = &batch->rows[i];

		if (row->state != PLAN_ROW_LOOKED)
			continue;
		if (!any)
			*amount = amount_zero(row->amount.token);
		any = true;
		if (!amount_add(amount, *amount, row->amount) || !amount_add(fee, *fee, row->fee))
			return false;
	}
	return any;
}

static void add_sums(struct review *review, const struct flow_plan_batch *batch)
{
	size_t count = flow_plan_batch_count(batch, PLAN_ROW_LOOKED);
	struct amount amount, fee;
	char text[AMOUNT_TEXT_SIZE];

	if (!sum(&amount, &fee, batch)) {
		review_add(review, "In all", REVIEW_BAD, "more than can be reckoned");
		return;
	}
	amount_format(text, amount);
	review_add(review, "In all", REVIEW_STRONG, "%s %s of %zu wallet%s", text, token_symbol(amount.token), count,
		   count == 1 ? "" : "s");
	review_add_amount(review, "Fees", fee, " at most");
}

/* Writes "With each of 3 wallets: Stake 10 VVV and receive as much sVVV". */
static void say_what(struct review *out, const struct flow_plan_batch *batch)
{
	const struct plan *plan = plan_row(batch->purpose);
	const char *symbol = token_symbol(batch->amount.token);
	size_t count = flow_plan_batch_count(batch, PLAN_ROW_LOOKED);
	char amount[AMOUNT_TEXT_SIZE] = "all the", to[ADDRESS_TEXT_SIZE] = "";

	if (!batch->all && !plan->from.signature)
		amount_format(amount, batch->amount);
	if (plan->recipient)
		address_format(to, batch->recipient);
	snprintf(out->summary, sizeof(out->summary), "With %s%zu wallet%s: %s %s %s%s%s%s%s%s%s",
		 count == 1 ? "" : "each of ", count, count == 1 ? "" : "s", plan->verb, amount,
		 plan->from.signature ? token_symbol(plan->token) : symbol, *plan->rest ? " " : "", plan->rest,
		 plan->recipient ? " " : "", plan->recipient ? plan->recipient : "", *to ? " " : "", to);
}

/* Some need an approval first: each has its own, of what is listed for it. */
static void add_before(struct review *review, const struct model *model)
{
	const struct flow_plan_batch *batch = &model->plan_batch;
	const struct plan *plan = plan_row(batch->purpose), *before = plan_row(plan->before[0]);
	char amount[AMOUNT_TEXT_SIZE];
	struct address to;
	size_t most = 1;

	for (size_t i = 0; i < batch->count; i++)
		if (batch->rows[i].state == PLAN_ROW_LOOKED && batch->rows[i].transactions > most)
			most = batch->rows[i].transactions;
	if (most == 1)
		return;
	to = plan_target(before, batch->amount.token, batch->recipient);
	amount_format(amount, batch->amount);
	if (batch->all)
		snprintf(amount, sizeof(amount), "what it stakes of the");
	review_add_address(review, "Before", review_name_of(model, to), to);
	review_add(review, "", REVIEW_STRONG, "%s: %s %s %s %s", before->calls[0].signature, before->verb, amount,
		   token_symbol(batch->amount.token), before->rest);
	review_add(review, "", REVIEW_PLAIN, "of the wallets with %zu transactions", most);
}

static void add_target(struct review *review, const struct model *model, const char *call)
{
	const struct flow_plan_batch *batch = &model->plan_batch;

	if (plan_row(batch->purpose)->sends)
		review_add_recipient(review, model, batch->recipient);
	if (!call || *call) {
		review_add_address(review, "Contract", review_name_of(model, batch->to), batch->to);
		review_add(review, "Call", REVIEW_STRONG, "%s", call ? call : "not the same for all: each wallet's is below");
	} else {
		review_add(review, "Call", REVIEW_STRONG, "none: it only carries the ETH");
	}
}

void review_of_plan_batch(struct review *out, const struct model *model)
{
	const struct flow_plan_batch *batch = &model->plan_batch;
	const char *call = common_call(batch);

	out->title = "Review before signing";
	out->what = "transactions";
	out->doing = "sign them all";
	say_what(out, batch);
	review_add(out, NULL, REVIEW_STRONG, "%s", out->summary);
	review_gap(out);
	add_before(out, model);
	add_target(out, model, call);
	review_add_network(out, model);
	add_second(out, batch);
	review_gap(out);
	for (size_t i = 0; i < batch->count; i++)
		add_row(out, i ? "" : "Wallets", &batch->rows[i], !call);
	review_gap(out);
	add_sums(out, batch);
	add_way_back(out, batch);
	review_gap(out);
	review_add(out, NULL, REVIEW_WARN, "One wallet after the other; each transaction is looked at again before it is signed, "
		   "and asked about on its own if it is more than is listed. A transaction has no undo.");
}
