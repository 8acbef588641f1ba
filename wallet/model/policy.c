#include "wallet/model/policy.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/text.h"
#include "wallet/model/ledger.h"
#include "wallet/model/plan.h"

static bool is_of(const struct policy *policy, const struct account *account)
{
	struct account copy = *account;
	struct accounts only = { .items = &copy, .count = 1 };

	return accounts_find(&only, policy->wallet);
}

bool policy_applies(const struct policy *policies, size_t count, const struct account *account)
{
	for (size_t i = 0; i < count; i++)
		if (is_of(&policies[i], account))
			return true;
	return false;
}

const struct policy *policy_of_nobody(const struct policy *policies, size_t count, const struct accounts *accounts)
{
	for (size_t i = 0; i < accounts->count; i++)
		if (!account_has_address(&accounts->items[i]))
			return NULL;
	for (size_t i = 0; i < count; i++)
		if (!accounts_find(accounts, policies[i].wallet))
			return &policies[i];
	return NULL;
}

const struct policy *policy_left_behind(const struct policy *policies, size_t count, const struct account *before,
					const struct account *renamed)
{
	for (size_t i = 0; i < count; i++)
		if (is_of(&policies[i], before) && !is_of(&policies[i], renamed))
			return &policies[i];
	return NULL;
}

/* Only the chain's clock says so.  A line from before there was a policy has this machine's time alone. */
static bool is_over(const struct log_entry *line, uint64_t chain_s)
{
	uint64_t then = line->chain_s ? line->chain_s : (uint64_t)(line->time_ms / 1000);

	return chain_s > then && chain_s - then >= POLICY_DAY_S;
}

/* What is claimed or taken out comes in, and an approval is counted when it is used. */
static bool is_counted(const struct log_tx *tx)
{
	const struct plan *plan = plan_row(tx->purpose);

	return tx->purpose == PURPOSE_UNKNOWN || (plan->wish && !plan->from.signature);
}

static bool is_spending(const struct log_entry *line)
{
	return (!strcmp(line->event, LEDGER_TX) && line->tx.any && is_counted(&line->tx)) ||
	       (!strcmp(line->event, LEDGER_PAYMENT) && line->payment.any);
}

static const struct amount *amount_of(const struct log_entry *line)
{
	return line->tx.any ? &line->tx.amount : &line->payment.amount;
}

static bool is_same_wallet(const struct log_entry *line, const struct log_entry *other)
{
	return address_equal(line->address, other->address) && !strcmp(line->network, other->network);
}

/* It moved nothing, and never will: undone by the contract, or its number went to another. */
static bool ends_in_nothing(const struct log_entry *line)
{
	if (line->payment.any)
		return !strcmp(line->event, "payment_expired");
	return line->tx.any && line->tx.block &&
	       (!strcmp(line->code, "tx_reverted") || !strcmp(line->code, "tx_cancelled") || !strcmp(line->code, "tx_replaced"));
}

static bool is_about_the_same(const struct log_entry *a, const struct log_entry *b)
{
	if (!is_same_wallet(a, b) || a->tx.any != b->tx.any)
		return false;
	return a->tx.any ? a->tx.nonce == b->tx.nonce
			 : !memcmp(a->payment.nonce, b->payment.nonce, PAYMENT_NONCE_SIZE);
}

/* Did it come to nothing?  The next line that signs the same number is about another transaction. */
static bool came_to_nothing(const struct log_entries *ledger, size_t index)
{
	const struct log_entry *line = &ledger->items[index];

	for (size_t i = index + 1; i < ledger->count; i++) {
		const struct log_entry *later = &ledger->items[i];

		if (!is_about_the_same(line, later))
			continue;
		if (ends_in_nothing(later))
			return true;
		if (!strcmp(later->event, LEDGER_TX))
			return false;
	}
	return false;
}

/* A payment that is signed again under its number is paid once.  Of those signatures the one over the most
 * counts, and of equal ones the last. */
static bool is_in_another(const struct log_entries *ledger, size_t index, uint64_t chain_s)
{
	const struct log_entry *line = &ledger->items[index];

	for (size_t i = 0; i < ledger->count && line->payment.any; i++) {
		const struct log_entry *other = &ledger->items[i];
		int more;

		if (i == index || strcmp(other->event, LEDGER_PAYMENT) != 0 || !is_about_the_same(other, line) ||
		    is_over(other, chain_s))
			continue;
		more = amount_compare(other->payment.amount, line->payment.amount);
		if (more > 0 || (!more && i > index))
			return true;
	}
	return false;
}

static bool is_itself(const struct log_entry *line, const struct policy_spend *spend)
{
	return spend->number && line->payment.any && !memcmp(line->payment.nonce, spend->number, PAYMENT_NONCE_SIZE);
}

static bool is_within_the_day(const struct log_entries *ledger, size_t index, const struct policy_spend *spend)
{
	const struct log_entry *line = &ledger->items[index];

	return is_spending(line) && amount_of(line)->token == spend->amount.token &&
	       address_equal(line->address, spend->account->address) && !strcmp(line->network, spend->network) &&
	       !is_itself(line, spend) && !is_over(line, spend->chain_s) &&
	       !is_in_another(ledger, index, spend->chain_s) && !came_to_nothing(ledger, index);
}

static void add_all(struct amount *sum, struct amount more)
{
	if (!amount_add(sum, *sum, more))
		memset(&sum->units, 0xff, sizeof(sum->units));
}

struct amount policy_spent(const struct log_entries *ledger, const struct policy_spend *spend)
{
	struct amount sum = amount_zero(spend->amount.token);

	for (size_t i = 0; i < ledger->count; i++)
		if (is_within_the_day(ledger, i, spend))
			add_all(&sum, *amount_of(&ledger->items[i]));
	return sum;
}

/* Keeps the first of a kind. */
static struct err *slot(struct policy_verdict *out, enum policy_kind kind)
{
	static struct err unused;

	return out->against[kind].code == ERR_NONE ? &out->against[kind] : &unused;
}

static void judge_expiry(struct policy_verdict *out, const struct policy *policy, const struct policy_spend *spend)
{
	int64_t now_ms = spend->chain_s ? (int64_t)spend->chain_s * 1000 : spend->now_ms;
	char when[TEXT_TIME_SIZE];

	if (!policy->expires_ms || now_ms < policy->expires_ms)
		return;
	text_time(when, policy->expires_ms);
	(void)err_set(slot(out, POLICY_EXPIRY), ERR_POLICY_EXPIRED, "The policy of %.40s let it sign until %s",
		      spend->account->name, when);
}

static void judge_recipient(struct policy_verdict *out, const struct policy *policy, const struct policy_spend *spend)
{
	char payee[ADDRESS_TEXT_SIZE];

	if (!policy->recipient_count || !spend->has_payee)
		return;
	for (size_t i = 0; i < policy->recipient_count; i++)
		if (address_equal(policy->recipients[i], spend->payee))
			return;
	address_format(payee, spend->payee);
	(void)err_set(slot(out, POLICY_RECIPIENT), ERR_POLICY_RECIPIENT, "%s is no recipient of the policy of %.40s", payee,
		      spend->account->name);
}

static void judge_per_tx(struct policy_verdict *out, const struct policy *policy, const struct policy_spend *spend)
{
	enum token token = spend->amount.token;
	char amount[AMOUNT_TEXT_SIZE], cap[AMOUNT_TEXT_SIZE];

	if (!spend->counts || !policy->caps_tx[token] || amount_compare(spend->amount, policy->per_tx[token]) <= 0)
		return;
	amount_format(amount, spend->amount);
	amount_format(cap, policy->per_tx[token]);
	(void)err_set(slot(out, POLICY_PER_TX), ERR_POLICY_CAP, "%s %s is more than %s, the policy's cap for one transaction",
		      amount, token_symbol(token), cap);
}

static void judge_per_day(struct policy_verdict *out, const struct policy *policy, const struct log_entries *ledger,
			  const struct policy_spend *spend)
{
	enum token token = spend->amount.token;
	char before[AMOUNT_TEXT_SIZE], after[AMOUNT_TEXT_SIZE], cap[AMOUNT_TEXT_SIZE];
	struct amount spent, sum;

	if (!spend->counts || !policy->caps_day[token])
		return;
	sum = spent = policy_spent(ledger, spend);
	add_all(&sum, spend->amount);
	if (amount_compare(sum, policy->per_day[token]) <= 0)
		return;
	amount_format(before, spent);
	amount_format(after, sum);
	amount_format(cap, policy->per_day[token]);
	(void)err_set(slot(out, POLICY_PER_DAY), ERR_POLICY_DAY,
		      "%s %s in the last 24 hours, and with this %s: more than %s, the policy's cap for a day", before,
		      token_symbol(token), after, cap);
}

void policy_judge(struct policy_verdict *out, const struct policy *policies, size_t count,
		  const struct log_entries *ledger, const struct policy_spend *spend)
{
	*out = (struct policy_verdict){ 0 };
	for (size_t i = 0; i < count; i++) {
		if (!is_of(&policies[i], spend->account))
			continue;
		judge_expiry(out, &policies[i], spend);
		judge_recipient(out, &policies[i], spend);
		judge_per_tx(out, &policies[i], spend);
		judge_per_day(out, &policies[i], ledger, spend);
	}
}

const struct err *policy_against(const struct policy_verdict *verdict)
{
	for (enum policy_kind kind = 0; kind < POLICY_KINDS; kind++)
		if (verdict->against[kind].code != ERR_NONE)
			return &verdict->against[kind];
	return NULL;
}

bool policy_within(const struct policy_verdict *now, const struct policy_verdict *agreed)
{
	for (enum policy_kind kind = 0; kind < POLICY_KINDS; kind++)
		if (now->against[kind].code != ERR_NONE && agreed->against[kind].code == ERR_NONE)
			return false;
	return true;
}
