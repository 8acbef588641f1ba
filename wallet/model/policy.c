#include "wallet/model/policy.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/text.h"
#include "wallet/model/allowances.h"
#include "wallet/model/policy_spent.h"

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

/* A fee alone, or an amount of ETH with one. */
static void say_eth(struct err *out, const struct policy_spend *spend, struct amount most)
{
	char amount[AMOUNT_TEXT_SIZE], fee[AMOUNT_TEXT_SIZE], cap[AMOUNT_TEXT_SIZE];

	amount_format(amount, spend->amount);
	amount_format(fee, (struct amount){ TOKEN_ETH, spend->fee });
	amount_format(cap, most);
	if (spend->counts && spend->amount.token == TOKEN_ETH && !amount_is_zero(spend->amount))
		(void)err_set(out, ERR_POLICY_CAP, "%s ETH and a fee of up to %s are more than %s, the policy's cap for one transaction",
			      amount, fee, cap);
	else
		(void)err_set(out, ERR_POLICY_CAP, "A fee of up to %s ETH is more than %s, the policy's cap for one transaction", fee, cap);
}

static void judge_per_tx(struct policy_verdict *out, const struct policy *policy, const struct policy_spend *spend)
{
	enum token token = spend->amount.token;
	char amount[AMOUNT_TEXT_SIZE], cap[AMOUNT_TEXT_SIZE];

	if (policy->caps_tx[TOKEN_ETH] && amount_compare(policy_eth(spend), policy->per_tx[TOKEN_ETH]) > 0)
		say_eth(slot(out, POLICY_ETH_PER_TX), spend, policy->per_tx[TOKEN_ETH]);
	if (token == TOKEN_ETH || !spend->counts || !policy->caps_tx[token] ||
	    amount_compare(spend->amount, policy->per_tx[token]) <= 0)
		return;
	allowance_format(amount, spend->amount);
	amount_format(cap, policy->per_tx[token]);
	(void)err_set(slot(out, POLICY_PER_TX), ERR_POLICY_CAP, "%s %s is more than %s, the policy's cap for one transaction",
		      amount, token_symbol(token), cap);
}

static void judge_day_of(struct err *out, const struct policy *policy, const struct log_entries *ledger,
			 const struct policy_spend *spend, enum token token)
{
	char before[AMOUNT_TEXT_SIZE], after[AMOUNT_TEXT_SIZE], cap[AMOUNT_TEXT_SIZE];
	struct amount sum;

	if (!policy->caps_day[token])
		return;
	sum = policy_spent_with(ledger, spend, token);
	if (amount_compare(sum, policy->per_day[token]) <= 0)
		return;
	amount_format(before, policy_spent(ledger, spend, token));
	allowance_format(after, sum);
	amount_format(cap, policy->per_day[token]);
	(void)err_set(out, ERR_POLICY_DAY, "%s %s%s in the last 24 hours, and with this %s: more than %s, the policy's cap for a day",
		      before, token_symbol(token), token == TOKEN_ETH ? " with fees" : "", after, cap);
}

/* What costs no ETH, a payment, is not held to the caps of ETH. */
static void judge_per_day(struct policy_verdict *out, const struct policy *policy, const struct log_entries *ledger,
			  const struct policy_spend *spend)
{
	enum token token = spend->amount.token;

	if (!amount_is_zero(policy_eth(spend)))
		judge_day_of(slot(out, POLICY_ETH_PER_DAY), policy, ledger, spend, TOKEN_ETH);
	if (spend->counts && token != TOKEN_ETH)
		judge_day_of(slot(out, POLICY_PER_DAY), policy, ledger, spend, token);
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
