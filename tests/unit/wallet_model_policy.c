/* policy: what a wallet may spend, whatever the clock of this machine says. */
#include "wallet/model/policy.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"
#include "wallet/model/ledger.h"
#include "wallet/model/policy_spent.h"

#define DAY INT64_C(86400)
#define NOW INT64_C(1700000000)	/* Unix seconds */

static struct log_entries ledger;
static struct policy policy;
static struct account account;
static struct policy_spend spend;

static struct amount vvv(uint64_t whole)
{
	struct amount amount = { TOKEN_VVV, U256_ZERO };

	assert_true(u256_mul(&amount.units, u256_from_u64(whole), u256_from_u64(1000000000000000000)));
	return amount;
}

/* 10 VVV for each transaction, 25 for each day. */
static int begin(void **state)
{
	(void)state;
	ledger = (struct log_entries){ 0 };
	account = (struct account){ .name = "agent" };
	memset(account.address.bytes, 0x11, sizeof(account.address.bytes));
	policy = (struct policy){ .wallet = "agent" };
	policy.caps_tx[TOKEN_VVV] = policy.caps_day[TOKEN_VVV] = true;
	policy.per_tx[TOKEN_VVV] = vvv(10);
	policy.per_day[TOKEN_VVV] = vvv(25);
	spend = (struct policy_spend){
		.network = "base", .account = &account, .amount = vvv(10), .counts = true, .now_ms = NOW * 1000,
		.chain_s = (uint64_t)NOW,
	};
	return 0;
}

static int end(void **state)
{
	(void)state;
	log_entries_free(&ledger);
	return 0;
}

static void assert_verdict(enum err_code expiry, enum err_code recipient, enum err_code tx, enum err_code day)
{
	struct policy_verdict verdict;

	policy_judge(&verdict, &policy, 1, &ledger, &spend);
	assert_int_equal(verdict.against[POLICY_EXPIRY].code, expiry);
	assert_int_equal(verdict.against[POLICY_RECIPIENT].code, recipient);
	assert_int_equal(verdict.against[POLICY_PER_TX].code, tx);
	assert_int_equal(verdict.against[POLICY_PER_DAY].code, day);
	assert_true(!policy_against(&verdict) == !(expiry || recipient || tx || day));
}

static void assert_allowed(void)
{
	assert_verdict(ERR_NONE, ERR_NONE, ERR_NONE, ERR_NONE);
}

static void assert_day_is_full(void)
{
	assert_verdict(ERR_NONE, ERR_NONE, ERR_NONE, ERR_POLICY_DAY);
}

static struct log_entry *add(const char *event, int64_t time_s, uint64_t chain_s)
{
	struct log_entry entry = {
		.time_ms = time_s * 1000, .network = "base", .address = account.address, .chain_s = chain_s,
	};

	snprintf(entry.event, sizeof(entry.event), "%s", event);
	log_entries_append(&ledger, &entry);
	return &ledger.items[ledger.count - 1];
}

static struct log_entry *add_tx(const char *event, uint64_t nonce, uint64_t whole, int64_t time_s)
{
	struct log_entry *entry = add(event, time_s, (uint64_t)time_s);

	entry->tx = (struct log_tx){ .any = true, .purpose = PURPOSE_STAKE, .amount = vvv(whole), .nonce = nonce };
	return entry;
}

static struct log_entry *add_payment(const char *event, uint8_t number, int64_t time_s)
{
	struct log_entry *entry = add(event, time_s, (uint64_t)time_s);

	entry->payment = (struct log_payment){
		.any = true, .nonce = { number }, .amount = { TOKEN_USDC, u256_from_u64(5000000) },
	};
	return entry;
}

static void without_a_policy_of_the_wallet_all_is_allowed(void **state)
{
	(void)state;
	spend.amount = vvv(1000000);
	snprintf(policy.wallet, sizeof(policy.wallet), "another");
	assert_false(policy_applies(&policy, 1, &account));
	assert_allowed();
}

static void a_policy_names_the_wallet_or_its_address(void **state)
{
	(void)state;
	spend.amount = vvv(11);
	address_format(policy.wallet, account.address);
	assert_true(policy_applies(&policy, 1, &account));
	assert_verdict(ERR_NONE, ERR_NONE, ERR_POLICY_CAP, ERR_NONE);
}

static void a_policy_of_no_wallet_is_noticed(void **state)
{
	(void)state;
	struct account nameless = { .name = "nameless" };
	struct accounts accounts = { &account, 1 };

	assert_null(policy_of_nobody(&policy, 1, &accounts));
	snprintf(policy.wallet, sizeof(policy.wallet), "agnet");
	assert_ptr_equal(policy_of_nobody(&policy, 1, &accounts), &policy);
	accounts.items = &nameless;
	assert_null(policy_of_nobody(&policy, 1, &accounts));
}

static void a_policy_is_left_behind_by_a_name_and_not_by_an_address(void **state)
{
	(void)state;
	struct account renamed = account;

	snprintf(renamed.name, sizeof(renamed.name), "another");
	assert_ptr_equal(policy_left_behind(&policy, 1, &account, &renamed), &policy);
	assert_null(policy_left_behind(&policy, 1, &account, &account));
	assert_null(policy_left_behind(&policy, 1, &renamed, &account));
	address_format(policy.wallet, account.address);
	assert_null(policy_left_behind(&policy, 1, &account, &renamed));
}

static void the_cap_of_a_transaction_holds_to_the_last_unit(void **state)
{
	(void)state;
	assert_allowed();
	spend.amount.units.limb[0]++;
	assert_verdict(ERR_NONE, ERR_NONE, ERR_POLICY_CAP, ERR_NONE);
	spend.counts = false;
	assert_allowed();
}

static void another_token_has_a_cap_of_its_own(void **state)
{
	(void)state;
	spend.amount = (struct amount){ TOKEN_USDC, u256_from_u64(UINT64_MAX) };
	assert_allowed();
	policy.caps_tx[TOKEN_USDC] = true;	/* a cap of 0: nothing may be spent */
	policy.per_tx[TOKEN_USDC] = amount_zero(TOKEN_USDC);
	assert_verdict(ERR_NONE, ERR_NONE, ERR_POLICY_CAP, ERR_NONE);
}

static void the_cap_of_a_day_counts_what_was_signed(void **state)
{
	(void)state;
	add_tx(LEDGER_TX, 1, 10, NOW - DAY + 1);
	add_tx(LEDGER_TX, 2, 5, NOW - 60);
	assert_allowed();
	add_tx(LEDGER_TX, 3, 1, NOW);
	assert_day_is_full();
	assert_int_equal(amount_compare(policy_spent(&ledger, &spend, spend.amount.token), vvv(16)), 0);
}

static void a_day_is_over_after_a_day(void **state)
{
	(void)state;
	add_tx(LEDGER_TX, 1, 20, NOW - DAY);
	assert_allowed();
	ledger.items[0].chain_s++;
	assert_day_is_full();
}

static void the_clock_of_this_machine_does_not_count(void **state)
{
	(void)state;
	add_tx(LEDGER_TX, 1, 20, NOW);
	spend.now_ms += 30 * DAY * 1000;
	assert_day_is_full();
	spend.now_ms = 0;
	assert_day_is_full();
	ledger.items[0].time_ms = 0;
	assert_day_is_full();
}

static void what_was_signed_before_there_was_a_policy_counts(void **state)
{
	(void)state;
	add_tx(LEDGER_TX, 1, 20, NOW)->chain_s = 0;
	assert_day_is_full();
	ledger.items[0].time_ms -= DAY * 1000;
	assert_allowed();
}

static void no_day_is_over_while_the_chains_time_is_not_known(void **state)
{
	(void)state;
	add_tx(LEDGER_TX, 1, 20, NOW - 100 * DAY);
	spend.chain_s = 0;
	assert_day_is_full();
}

static void others_do_not_count(void **state)
{
	(void)state;
	add_tx(LEDGER_TX, 1, 20, NOW)->address.bytes[0]++;
	snprintf(add_tx(LEDGER_TX, 2, 20, NOW)->network, sizeof(ledger.items[0].network), "practice");
	add_tx(LEDGER_TX, 3, 20, NOW)->tx.amount.token = TOKEN_DIEM;
	add_tx("tx_sent", 4, 20, NOW);
	add_tx(LEDGER_TX, 5, 20, NOW)->tx.purpose = PURPOSE_APPROVE;
	add_tx(LEDGER_TX, 6, 20, NOW)->tx.purpose = PURPOSE_CLAIM;
	add_tx(LEDGER_TX, 7, 20, NOW)->tx.purpose = PURPOSE_ALLOW;
	assert_allowed();
}

static void what_another_version_signed_counts(void **state)
{
	(void)state;
	add_tx(LEDGER_TX, 1, 20, NOW)->tx.purpose = PURPOSE_UNKNOWN;
	assert_day_is_full();
}

static void what_came_to_nothing_does_not_count(void **state)
{
	(void)state;
	static const char *const codes[] = { "tx_reverted", "tx_cancelled", "tx_replaced" };
	struct log_entry *entry;

	for (uint64_t i = 0; i < ARRAY_LENGTH(codes); i++) {
		add_tx(LEDGER_TX, i, 20, NOW);
		assert_day_is_full();
		entry = add_tx("tx_failed", i, 20, NOW);
		entry->tx.block = 1;
		snprintf(entry->code, sizeof(entry->code), "%s", codes[i]);
		assert_allowed();
	}
	add_tx(LEDGER_TX, 0, 20, NOW);	/* the same number, from a practice network that began anew */
	assert_day_is_full();
}

static void what_is_in_flight_or_given_up_counts(void **state)
{
	(void)state;
	add_tx(LEDGER_TX, 1, 20, NOW);
	snprintf(add_tx("tx_failed", 1, 20, NOW)->code, sizeof(ledger.items[0].code), "tx_unknown");
	add_tx("tx_forgotten", 1, 20, NOW);
	assert_day_is_full();
}

static void a_payment_counts_once_and_until_it_expires(void **state)
{
	(void)state;
	spend.amount = (struct amount){ TOKEN_USDC, u256_from_u64(5000000) };
	policy.caps_day[TOKEN_USDC] = true;
	policy.per_day[TOKEN_USDC] = (struct amount){ TOKEN_USDC, u256_from_u64(9999999) };
	assert_allowed();
	add_payment(LEDGER_PAYMENT, 1, NOW);
	add_payment(LEDGER_PAYMENT, 1, NOW);
	assert_day_is_full();
	spend.number = ledger.items[0].payment.nonce;	/* signed once more */
	assert_allowed();
	spend.number = NULL;
	policy.per_day[TOKEN_USDC].units = u256_from_u64(10000000);
	assert_allowed();
	policy.per_day[TOKEN_USDC].units = u256_from_u64(9999999);
	add_payment("payment_failed", 1, NOW);
	assert_day_is_full();
	add_payment("payment_expired", 1, NOW);
	assert_allowed();
}

static void assert_spent(uint64_t units)
{
	struct amount spent = policy_spent(&ledger, &spend, spend.amount.token);

	assert_int_equal(u256_compare(spent.units, u256_from_u64(units)), 0);
}

/* As long as each of its signatures is good, any of them may be the one that is taken. */
static void a_payment_that_is_signed_again_counts_as_the_most_and_from_the_last(void **state)
{
	(void)state;
	spend.amount = (struct amount){ TOKEN_USDC, u256_from_u64(1) };
	add_payment(LEDGER_PAYMENT, 1, NOW - DAY);
	assert_spent(0);
	add_payment(LEDGER_PAYMENT, 1, NOW - 60);
	assert_spent(5000000);
	add_payment(LEDGER_PAYMENT, 1, NOW - 60)->payment.amount.units = u256_from_u64(9000000);
	assert_spent(9000000);
	add_payment(LEDGER_PAYMENT, 1, NOW)->payment.amount.units = u256_from_u64(7000000);
	assert_spent(9000000);
	add_payment(LEDGER_PAYMENT, 2, NOW);
	assert_spent(14000000);
}

static void a_sum_does_not_overflow(void **state)
{
	(void)state;
	memset(&add_tx(LEDGER_TX, 1, 0, NOW)->tx.amount.units, 0xff, sizeof(struct u256));
	add_tx(LEDGER_TX, 2, 20, NOW);
	assert_day_is_full();
}

static void a_payee_must_be_a_recipient_where_there_are_any(void **state)
{
	(void)state;
	spend.has_payee = true;
	spend.payee.bytes[0] = 0x42;
	assert_allowed();
	policy.recipients[0].bytes[0] = 0x41;
	policy.recipient_count = 1;
	assert_verdict(ERR_NONE, ERR_POLICY_RECIPIENT, ERR_NONE, ERR_NONE);
	policy.recipients[1] = spend.payee;
	policy.recipient_count = 2;
	assert_allowed();
	policy.recipient_count = 1;
	spend.has_payee = false;
	assert_allowed();
}

static void an_expired_policy_lets_nothing_be_signed(void **state)
{
	(void)state;
	policy.expires_ms = NOW * 1000 + 1000;
	assert_allowed();
	spend.chain_s++;
	assert_verdict(ERR_POLICY_EXPIRED, ERR_NONE, ERR_NONE, ERR_NONE);
	spend.now_ms = 0;		/* a clock that is set back */
	assert_verdict(ERR_POLICY_EXPIRED, ERR_NONE, ERR_NONE, ERR_NONE);
	spend.chain_s = 0;
	spend.now_ms = policy.expires_ms;
	assert_verdict(ERR_POLICY_EXPIRED, ERR_NONE, ERR_NONE, ERR_NONE);
	spend.counts = false;
	assert_verdict(ERR_POLICY_EXPIRED, ERR_NONE, ERR_NONE, ERR_NONE);
}

static void of_two_policies_both_hold(void **state)
{
	(void)state;
	struct policy two[2] = { policy, policy };
	struct policy_verdict verdict;

	address_format(two[1].wallet, account.address);
	two[1].per_tx[TOKEN_VVV] = vvv(9);
	policy_judge(&verdict, two, 2, &ledger, &spend);
	assert_int_equal(verdict.against[POLICY_PER_TX].code, ERR_POLICY_CAP);
}

static void a_word_that_was_typed_is_for_what_was_said_then(void **state)
{
	(void)state;
	struct policy_verdict agreed, now;

	spend.amount = vvv(11);
	policy_judge(&agreed, &policy, 1, &ledger, &spend);
	assert_true(policy_within(&agreed, &agreed));
	add_tx(LEDGER_TX, 1, 20, NOW);
	policy_judge(&now, &policy, 1, &ledger, &spend);
	assert_false(policy_within(&now, &agreed));
	assert_true(policy_within(&agreed, &now));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_a_policy_of_the_wallet_all_is_allowed),
		TEST(a_policy_names_the_wallet_or_its_address),
		TEST(a_policy_of_no_wallet_is_noticed),
		TEST(a_policy_is_left_behind_by_a_name_and_not_by_an_address),
		TEST(the_cap_of_a_transaction_holds_to_the_last_unit),
		TEST(another_token_has_a_cap_of_its_own),
		TEST(the_cap_of_a_day_counts_what_was_signed),
		TEST(a_day_is_over_after_a_day),
		TEST(the_clock_of_this_machine_does_not_count),
		TEST(what_was_signed_before_there_was_a_policy_counts),
		TEST(no_day_is_over_while_the_chains_time_is_not_known),
		TEST(others_do_not_count),
		TEST(what_another_version_signed_counts),
		TEST(what_came_to_nothing_does_not_count),
		TEST(what_is_in_flight_or_given_up_counts),
		TEST(a_payment_counts_once_and_until_it_expires),
		TEST(a_payment_that_is_signed_again_counts_as_the_most_and_from_the_last),
		TEST(a_sum_does_not_overflow),
		TEST(a_payee_must_be_a_recipient_where_there_are_any),
		TEST(an_expired_policy_lets_nothing_be_signed),
		TEST(of_two_policies_both_hold),
		TEST(a_word_that_was_typed_is_for_what_was_said_then),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
