#include "wallet/model/policy_spent.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/model/ledger.h"
#include "wallet/model/plan.h"

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

	return tx->purpose == PURPOSE_UNKNOWN || (plan->wish && !plan->allowance && !plan->from.signature);
}

static bool is_signed(const struct log_entry *line)
{
	return line->tx.any && (!strcmp(line->event, LEDGER_TX) || !strcmp(line->event, LEDGER_REPLACEMENT));
}

static bool is_spending(const struct log_entry *line)
{
	return (is_signed(line) && is_counted(&line->tx)) ||
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

static bool has_code(const struct log_entry *line, const char *code)
{
	return !strcmp(line->code, code);
}

/* It moved nothing, and never will: undone by the contract, or its number went to another. */
static bool ends_in_nothing(const struct log_entry *line)
{
	if (line->payment.any)
		return !strcmp(line->event, "payment_expired");
	return line->tx.any && line->tx.block &&
	       (has_code(line, "tx_reverted") || has_code(line, "tx_cancelled") || has_code(line, "tx_replaced"));
}

static bool is_about_the_same(const struct log_entry *a, const struct log_entry *b)
{
	bool same = a->tx.any ? a->tx.nonce == b->tx.nonce
			      : !memcmp(a->payment.nonce, b->payment.nonce, PAYMENT_NONCE_SIZE);

	return same && a->tx.any == b->tx.any && is_same_wallet(a, b);
}

/* Did it come to nothing, or does a replacement count in its place?  What a block lost may come to something yet,
 * and the next line that signs the same number anew is about another transaction. */
static bool counts_no_more(const struct log_entries *ledger, size_t index)
{
	const struct log_entry *line = &ledger->items[index];
	bool nothing = false;

	for (size_t i = index + 1; i < ledger->count; i++) {
		const struct log_entry *later = &ledger->items[i];

		if (!is_about_the_same(line, later))
			continue;
		if (!strcmp(later->event, LEDGER_REPLACEMENT) && later->tx.purpose != PURPOSE_CANCEL)
			return true;
		if (!strcmp(later->event, LEDGER_TX))
			break;
		if (ends_in_nothing(later))
			nothing = true;
		else if (!strcmp(later->event, "tx_gone") || !strcmp(later->event, "tx_mined"))
			nothing = false;
	}
	return nothing;
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

static bool is_of_the_wallet(const struct log_entry *line, const struct policy_spend *spend)
{
	return address_equal(line->address, spend->account->address) && !strcmp(line->network, spend->network);
}

/* Is it about what is signed again now, or what gives way to it? */
static bool is_itself(const struct log_entry *line, const struct policy_spend *spend)
{
	if (line->payment.any)
		return spend->number && !memcmp(line->payment.nonce, spend->number, PAYMENT_NONCE_SIZE);
	return spend->replaces && line->tx.nonce == spend->nonce;
}

static bool is_within_the_day(const struct log_entries *ledger, size_t index, const struct policy_spend *spend,
			      enum token token)
{
	const struct log_entry *line = &ledger->items[index];

	return is_spending(line) && amount_of(line)->token == token && is_of_the_wallet(line, spend) &&
	       !is_itself(line, spend) && !is_over(line, spend->chain_s) &&
	       !is_in_another(ledger, index, spend->chain_s) && !counts_no_more(ledger, index);
}

static void add_all(struct amount *sum, struct amount more)
{
	if (!amount_add(sum, *sum, more))
		memset(&sum->units, 0xff, sizeof(sum->units));
}

static struct amount amounts(const struct log_entries *ledger, const struct policy_spend *spend, enum token token)
{
	struct amount sum = amount_zero(token);

	for (size_t i = 0; i < ledger->count; i++)
		if (is_within_the_day(ledger, i, spend, token))
			add_all(&sum, *amount_of(&ledger->items[i]));
	return sum;
}

/* The fees.  What was signed for a number within the day: */
struct number {
	uint64_t nonce;
	struct u256 most, paid;		/* wei */
	bool is_mined;
};

struct numbers {
	struct number *items;		/* owned; in the order in which they were first signed */
	size_t count;
};

static struct number *find(const struct numbers *numbers, uint64_t nonce)
{
	for (size_t i = numbers->count; i-- > 0;)
		if (numbers->items[i].nonce == nonce)
			return &numbers->items[i];
	return NULL;
}

/* Whatever is signed for a number that no block has is in the place of what was signed for it before.  A number
 * that was used already is one of a chain that began anew. */
static void sign(struct numbers *numbers, uint64_t nonce, struct u256 most)
{
	struct number *number = find(numbers, nonce);

	if (!number || number->is_mined) {
		numbers->items = mem_grow(numbers->items, numbers->count + 1, sizeof(*numbers->items));
		number = &numbers->items[numbers->count++];
		*number = (struct number){ .nonce = nonce };
	}
	if (u256_compare(most, number->most) > 0)
		number->most = most;
}

/* A fee of which only the part for L1 is known is not what was paid. */
static bool tells_fee(const struct log_tx *tx)
{
	return tx->block && !u256_is_zero(tx->fee) && (tx->paid.has_gas || !tx->paid.has_l1);
}

static bool is_end(const struct log_entry *line)
{
	return !strcmp(line->event, "tx_mined") || has_code(line, "tx_reverted") || has_code(line, "tx_cancelled");
}

static void note_end(struct numbers *numbers, const struct log_entry *line)
{
	struct number *number = find(numbers, line->tx.nonce);

	if (number && !strcmp(line->event, "tx_gone"))		/* it may be mined again */
		number->is_mined = false;
	if (!number || !is_end(line) || !tells_fee(&line->tx))
		return;
	number->is_mined = true;
	number->paid = line->tx.fee;
}

static struct amount fees(const struct log_entries *ledger, const struct policy_spend *spend, bool with_it)
{
	struct amount sum = amount_zero(TOKEN_ETH);
	struct numbers numbers = { 0 };

	for (size_t i = 0; i < ledger->count; i++) {
		const struct log_entry *line = &ledger->items[i];

		if (!line->tx.any || !is_of_the_wallet(line, spend))
			continue;
		if (!is_signed(line))
			note_end(&numbers, line);
		else if (!is_over(line, spend->chain_s))
			sign(&numbers, line->tx.nonce, line->tx.fee_most);
	}
	if (with_it && spend->is_tx)
		sign(&numbers, spend->nonce, spend->fee_most);
	for (size_t i = 0; i < numbers.count; i++) {
		const struct number *number = &numbers.items[i];

		if (with_it || !spend->replaces || number->is_mined || number->nonce != spend->nonce)
			add_all(&sum, (struct amount){ TOKEN_ETH, number->is_mined ? number->paid : number->most });
	}
	free(numbers.items);
	return sum;
}

struct amount policy_spent(const struct log_entries *ledger, const struct policy_spend *spend, enum token token)
{
	struct amount sum = amounts(ledger, spend, token);

	if (token == TOKEN_ETH)
		add_all(&sum, fees(ledger, spend, false));
	return sum;
}

struct amount policy_spent_with(const struct log_entries *ledger, const struct policy_spend *spend, enum token token)
{
	struct amount sum = amounts(ledger, spend, token);

	if (spend->counts && spend->amount.token == token)
		add_all(&sum, spend->amount);
	if (token == TOKEN_ETH)
		add_all(&sum, fees(ledger, spend, true));
	return sum;
}

struct amount policy_eth(const struct policy_spend *spend)
{
	struct amount sum = { TOKEN_ETH, spend->fee };

	if (spend->counts && spend->amount.token == TOKEN_ETH)
		add_all(&sum, spend->amount);
	return sum;
}
