/* policy_spent: what counts towards the caps of ETH, fees among it, whatever becomes of a transaction. */
#include "wallet/model/policy_spent.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"
#include "wallet/model/ledger.h"

#define DAY INT64_C(86400)
#define NOW INT64_C(1700000000)	/* Unix seconds */
#define PER_TX UINT64_C(1000)
#define PER_DAY UINT64_C(5000)

static struct log_entries ledger;
static struct policy policy;
static struct account account;
static struct policy_spend spend;

static struct amount wei(uint64_t units)
{
	return (struct amount){ TOKEN_ETH, u256_from_u64(units) };
}

/* A claim with the number 100, which brings something in and costs up to 1000 wei: all of the cap. */
static int begin(void **state)
{
	(void)state;
	ledger = (struct log_entries){ 0 };
	account = (struct account){ .name = "agent" };
	memset(account.address.bytes, 0x11, sizeof(account.address.bytes));
	policy = (struct policy){ .wallet = "agent" };
	policy.caps_tx[TOKEN_ETH] = policy.caps_day[TOKEN_ETH] = true;
	policy.per_tx[TOKEN_ETH] = wei(PER_TX);
	policy.per_day[TOKEN_ETH] = wei(PER_DAY);
	spend = (struct policy_spend){
		.network = "base", .account = &account, .amount = amount_zero(TOKEN_VVV), .is_tx = true, .nonce = 100,
		.fee = u256_from_u64(PER_TX), .fee_most = u256_from_u64(PER_TX), .chain_s = (uint64_t)NOW,
	};
	return 0;
}

static int end(void **state)
{
	(void)state;
	log_entries_free(&ledger);
	return 0;
}

static struct log_entry *add(const char *event, const char *code, uint64_t nonce)
{
	struct log_entry entry = {
		.time_ms = NOW * 1000, .network = "base", .address = account.address, .chain_s = (uint64_t)NOW,
		.tx = { .any = true, .purpose = PURPOSE_CLAIM, .amount = amount_zero(TOKEN_VVV), .nonce = nonce },
	};

	snprintf(entry.event, sizeof(entry.event), "%s", event);
	snprintf(entry.code, sizeof(entry.code), "%s", code);
	log_entries_append(&ledger, &entry);
	return &ledger.items[ledger.count - 1];
}

static struct log_entry *add_signed(const char *event, uint64_t nonce, uint64_t most)
{
	struct log_entry *line = add(event, "", nonce);

	line->tx.fee_most = u256_from_u64(most);
	return line;
}

static struct log_entry *add_end(const char *event, const char *code, uint64_t nonce, uint64_t paid)
{
	struct log_entry *line = add(event, code, nonce);

	line->tx.block = 7;
	line->tx.fee = line->tx.paid.gas = u256_from_u64(paid);
	line->tx.paid.has_gas = true;
	return line;
}

static void assert_spent(uint64_t units)
{
	assert_true(!amount_compare(policy_spent(&ledger, &spend, TOKEN_ETH), wei(units)));
}

static void assert_spent_with(uint64_t units)
{
	assert_true(!amount_compare(policy_spent_with(&ledger, &spend, TOKEN_ETH), wei(units)));
}

/* Returns the sentence. */
static const char *assert_against(enum policy_kind kind, enum err_code code)
{
	static struct policy_verdict verdict;

	policy_judge(&verdict, &policy, 1, &ledger, &spend);
	for (enum policy_kind other = 0; other < POLICY_KINDS; other++)
		assert_int_equal(verdict.against[other].code, other == kind ? code : ERR_NONE);
	return verdict.against[kind].msg;
}

static void assert_allowed(void)
{
	assert_against(POLICY_ETH_PER_TX, ERR_NONE);
}

static void a_fee_alone_is_held_to_the_cap_of_a_transaction(void **state)
{
	(void)state;
	assert_allowed();
	spend.fee.limb[0]++;
	assert_string_equal(assert_against(POLICY_ETH_PER_TX, ERR_POLICY_CAP),
			    "A fee of up to 0.000000000000001001 ETH is more than 0.000000000000001, the policy's cap for one "
			    "transaction");
}

static void an_amount_of_eth_counts_with_its_fee(void **state)
{
	(void)state;
	spend.amount = wei(600);
	spend.counts = true;
	spend.fee = spend.fee_most = u256_from_u64(400);
	assert_allowed();
	spend.fee.limb[0]++;
	assert_string_equal(assert_against(POLICY_ETH_PER_TX, ERR_POLICY_CAP),
			    "0.0000000000000006 ETH and a fee of up to 0.000000000000000401 are more than 0.000000000000001, the "
			    "policy's cap for one transaction");
}

static void a_cap_of_nothing_lets_no_fee_go(void **state)
{
	(void)state;
	policy.per_tx[TOKEN_ETH] = wei(0);
	assert_against(POLICY_ETH_PER_TX, ERR_POLICY_CAP);
}

static void without_a_cap_of_eth_no_fee_is_judged(void **state)
{
	(void)state;
	policy.caps_tx[TOKEN_ETH] = policy.caps_day[TOKEN_ETH] = false;
	memset(&spend.fee, 0xff, sizeof(spend.fee));
	spend.fee_most = spend.fee;
	assert_allowed();
}

static void another_token_has_its_cap_and_the_fee_that_of_eth(void **state)
{
	struct policy_verdict verdict, agreed;

	(void)state;
	policy.caps_tx[TOKEN_VVV] = true;
	policy.per_tx[TOKEN_VVV] = (struct amount){ TOKEN_VVV, u256_from_u64(10) };
	spend.amount = (struct amount){ TOKEN_VVV, u256_from_u64(11) };
	spend.counts = true;
	policy_judge(&agreed, &policy, 1, &ledger, &spend);
	assert_int_equal(agreed.against[POLICY_PER_TX].code, ERR_POLICY_CAP);
	assert_int_equal(agreed.against[POLICY_ETH_PER_TX].code, ERR_NONE);
	spend.fee.limb[0]++;
	policy_judge(&verdict, &policy, 1, &ledger, &spend);
	assert_int_equal(verdict.against[POLICY_ETH_PER_TX].code, ERR_POLICY_CAP);
	assert_false(policy_within(&verdict, &agreed));		/* the word was typed for the VVV alone */
}

static void the_day_counts_the_fee_of_whatever_was_signed(void **state)
{
	uint64_t nonce = 0;

	(void)state;
	for (enum purpose purpose = 0; purpose < PURPOSE_COUNT; purpose++) {
		assert_spent(7 * nonce);
		add_signed(LEDGER_TX, nonce, 7)->tx.purpose = purpose;
		assert_spent(7 * ++nonce);
	}
}

static void the_cap_of_a_day_holds_to_the_last_wei(void **state)
{
	(void)state;
	add_signed(LEDGER_TX, 1, PER_DAY - PER_TX);
	assert_allowed();
	ledger.items[0].tx.fee_most.limb[0]++;
	assert_string_equal(assert_against(POLICY_ETH_PER_DAY, ERR_POLICY_DAY),
			    "0.000000000000004001 ETH with fees in the last 24 hours, and with this 0.000000000000005001: more than "
			    "0.000000000000005, the policy's cap for a day");
}

static void once_it_is_mined_the_fee_that_was_paid_counts(void **state)
{
	(void)state;
	add_signed(LEDGER_TX, 1, 900);
	assert_spent(900);
	add("tx_sent", "", 1);
	assert_spent(900);
	add_end("tx_mined", "", 1, 300);
	assert_spent(300);
	add("tx_result", "", 1)->tx.block = 7;
	assert_spent(300);
}

/* What the chain charges for L1 may have risen. */
static void a_fee_that_became_more_counts_as_it_was_paid(void **state)
{
	(void)state;
	add_signed(LEDGER_TX, 1, 900);
	add_end("tx_mined", "", 1, 901);
	assert_spent(901);
}

static void a_fee_that_is_not_known_in_full_counts_as_the_most(void **state)
{
	(void)state;
	add_signed(LEDGER_TX, 1, 900);
	add_end("tx_mined", "", 1, 0);
	assert_spent(900);
	add_end("tx_mined", "", 1, 5)->tx.paid = (struct fee_paid){ .has_l1 = true, .l1 = u256_from_u64(5) };
	assert_spent(900);
	add_end("tx_failed", "tx_unknown", 1, 300);	/* it was given up while a block that was not certain had it */
	assert_spent(900);
}

static void what_was_undone_counts_its_fee_and_not_its_amount(void **state)
{
	(void)state;
	struct log_entry *line = add_signed(LEDGER_TX, 1, 900);

	line->tx.purpose = PURPOSE_SEND_ETH;
	line->tx.amount = wei(100000);
	assert_spent(100900);
	add_end("tx_failed", "tx_reverted", 1, 300);
	assert_spent(300);
}

static void a_replacement_counts_in_the_place_of_what_it_replaces(void **state)
{
	(void)state;
	struct log_entry *line = add_signed(LEDGER_TX, 1, 900);

	line->tx.purpose = PURPOSE_SEND_ETH;
	line->tx.amount = wei(50);
	line = add_signed(LEDGER_REPLACEMENT, 1, 990);
	line->tx.purpose = PURPOSE_SEND_ETH;
	line->tx.amount = wei(50);
	assert_spent(50 + 990);
	add_end("tx_mined", "", 1, 400)->tx.purpose = PURPOSE_SEND_ETH;
	add("tx_replaced", "", 1);		/* the other one */
	assert_spent(50 + 400);
}

/* Until one is mined, either may be. */
static void a_cancellation_counts_no_less_until_it_is_mined(void **state)
{
	(void)state;
	struct log_entry *line = add_signed(LEDGER_TX, 1, 900);

	line->tx.purpose = PURPOSE_SEND_ETH;
	line->tx.amount = wei(50);
	line = add_signed(LEDGER_REPLACEMENT, 1, 90);
	line->tx.purpose = PURPOSE_CANCEL;
	line->tx.amount = wei(50);
	assert_spent(50 + 900);
	add_end("tx_cancelled", "tx_cancelled", 1, 20)->tx.purpose = PURPOSE_CANCEL;
	assert_spent(20);
}

static void what_is_about_to_replace_counts_once(void **state)
{
	(void)state;
	struct log_entry *line = add_signed(LEDGER_TX, 100, 900);

	line->tx.purpose = PURPOSE_SEND_ETH;
	line->tx.amount = spend.amount = wei(50);
	spend.counts = spend.replaces = true;
	spend.fee = spend.fee_most = u256_from_u64(990);
	assert_spent(0);
	assert_spent_with(50 + 990);
	spend.replaces = spend.counts = false;		/* cancelled by one that may cost 90 */
	spend.fee = u256_from_u64(90);
	spend.fee_most = u256_from_u64(900);
	assert_spent(50 + 900);
	assert_spent_with(50 + 900);
}

/* A day counts from the last signature. */
static void what_is_replaced_a_day_later_counts_again(void **state)
{
	(void)state;
	struct log_entry *line = add_signed(LEDGER_TX, 1, 900);

	line->tx.purpose = PURPOSE_SEND_ETH;
	line->tx.amount = wei(50);
	line->chain_s -= (uint64_t)DAY;
	assert_spent(0);
	line = add_signed(LEDGER_REPLACEMENT, 1, 990);
	line->tx.purpose = PURPOSE_SEND_ETH;
	line->tx.amount = wei(50);
	assert_spent(50 + 990);
	spend.chain_s += (uint64_t)DAY;
	assert_spent(0);
}

/* The next signature has the same number: after a kill before the journal had the first, or one that was given up. */
static void a_number_that_is_signed_anew_costs_one_fee(void **state)
{
	(void)state;
	add_signed(LEDGER_TX, 1, 900);
	add("tx_forgotten", "cancelled", 1);
	add_signed(LEDGER_TX, 1, 800);
	assert_spent(900);
	add_end("tx_mined", "", 1, 300);
	assert_spent(300);
	add_signed(LEDGER_TX, 1, 700);		/* the chain began anew */
	assert_spent(300 + 700);
}

static void what_a_block_lost_counts_as_the_most_again(void **state)
{
	(void)state;
	add_signed(LEDGER_TX, 1, 900);
	add_end("tx_mined", "", 1, 300);
	add_end("tx_gone", "", 1, 300);
	assert_spent(900);
	add_end("tx_failed", "tx_reverted", 1, 200);
	assert_spent(200);
}

static void what_was_undone_in_a_block_that_is_gone_counts_its_amount_again(void **state)
{
	(void)state;
	struct log_entry *line = add_signed(LEDGER_TX, 1, 900);

	line->tx.purpose = PURPOSE_SEND_ETH;
	line->tx.amount = wei(50);
	add_end("tx_failed", "tx_reverted", 1, 200);
	assert_spent(200);
	add_end("tx_gone", "", 1, 200);
	assert_spent(50 + 900);
	add_end("tx_failed", "tx_reverted", 1, 200);
	add_end("tx_mined", "", 1, 300);
	assert_spent(50 + 300);
}

static void what_another_transaction_took_the_number_of_counts_as_the_most(void **state)
{
	(void)state;
	add_signed(LEDGER_TX, 1, 900);
	add("tx_failed", "tx_replaced", 1);
	assert_spent(900);
}

static void lines_of_earlier_versions_count_what_was_paid(void **state)
{
	(void)state;
	struct log_entry *line;

	add(LEDGER_TX, "", 1);
	assert_spent(0);
	line = add_end("tx_mined", "", 1, 300);
	line->tx.paid = (struct fee_paid){ 0 };
	assert_spent(300);
}

static void a_day_is_over_after_a_day(void **state)
{
	(void)state;
	add_signed(LEDGER_TX, 1, 900)->chain_s -= (uint64_t)DAY;
	add_end("tx_mined", "", 1, 300);
	assert_spent(0);
	ledger.items[0].chain_s++;
	assert_spent(300);
	spend.chain_s = 0;			/* not known */
	ledger.items[0].chain_s = 1;
	assert_spent(300);
}

static void others_do_not_count(void **state)
{
	(void)state;
	add_signed(LEDGER_TX, 1, 900)->address.bytes[0]++;
	snprintf(add_signed(LEDGER_TX, 2, 900)->network, sizeof(ledger.items[0].network), "practice");
	assert_spent(0);
	add_signed(LEDGER_TX, 1, 900);
	add_end("tx_mined", "", 1, 300)->address.bytes[0]++;	/* another wallet's first */
	assert_spent(900);
}

/* A payment of x402 costs its wallet no ETH. */
static void a_payment_is_not_held_to_the_caps_of_eth(void **state)
{
	(void)state;
	add_signed(LEDGER_TX, 1, 2 * PER_DAY);
	spend = (struct policy_spend){
		.network = "base", .account = &account, .amount = { TOKEN_USDC, u256_from_u64(5000000) }, .counts = true,
		.chain_s = (uint64_t)NOW,
	};
	assert_allowed();
}

static void a_sum_does_not_overflow(void **state)
{
	struct u256 all;

	(void)state;
	memset(&all, 0xff, sizeof(all));
	add_signed(LEDGER_TX, 1, 0)->tx.fee_most = all;
	add_signed(LEDGER_TX, 2, 900);
	assert_int_equal(u256_compare(policy_spent(&ledger, &spend, TOKEN_ETH).units, all), 0);
	assert_against(POLICY_ETH_PER_DAY, ERR_POLICY_DAY);
	log_entries_free(&ledger);
	spend.counts = true;
	spend.amount = (struct amount){ TOKEN_ETH, all };
	assert_int_equal(u256_compare(policy_eth(&spend).units, all), 0);
}

/* What really goes, compared with what is counted: any order of signing, replacing, mining, undoing and killing. */
static uint64_t dice = 1;

static uint64_t roll(uint64_t sides)
{
	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (dice >> 33) % sides;
}

static struct log_entry *sign_one(const char *event, uint64_t nonce, uint64_t most, uint64_t value, bool cancels)
{
	struct log_entry *line = add_signed(event, nonce, most);

	line->tx.purpose = cancels ? PURPOSE_CANCEL : PURPOSE_SEND_ETH;
	line->tx.amount = wei(value);
	return line;
}

/* One number's life.  Returns what it spent at the end; *certain: its end is in the ledger. */
static uint64_t live(uint64_t nonce, bool *certain)
{
	uint64_t value = roll(3) ? roll(1000) : 0, most[4] = { 100 + roll(900) };
	uint64_t count = 1 + roll(4), mined = roll(count);
	bool cancels[4] = { false }, reverts = !roll(4), is_mined = roll(5) != 0;
	uint64_t paid, number_most = most[0];

	sign_one(LEDGER_TX, nonce, most[0], value, false);
	for (uint64_t i = 1; i < count; i++) {
		cancels[i] = cancels[i - 1] || !roll(3);
		most[i] = cancels[i] ? 10 + roll(100) : most[i - 1] + most[i - 1] / 10 + 1;
		number_most = most[i] > number_most ? most[i] : number_most;
		sign_one(LEDGER_REPLACEMENT, nonce, number_most, value, cancels[i]);
	}
	*certain = is_mined && roll(4);
	paid = 1 + roll(most[mined]);
	if (!*certain)
		return is_mined ? paid + (reverts || cancels[mined] ? 0 : value) : 0;
	if (cancels[mined])
		add_end("tx_cancelled", "tx_cancelled", nonce, paid)->tx.purpose = PURPOSE_CANCEL;
	else
		add_end(reverts ? "tx_failed" : "tx_mined", reverts ? "tx_reverted" : "", nonce, paid);
	return paid + (reverts || cancels[mined] ? 0 : value);
}

static void it_is_never_counted_less_than_what_is_spent(void **state)
{
	(void)state;
	for (unsigned round = 0; round < 400; round++) {
		uint64_t spent = 0;
		bool all_certain = true;

		for (uint64_t nonce = 0; nonce < 1 + round % 20; nonce++) {
			bool certain;

			spent += live(nonce, &certain);
			all_certain &= certain;
		}
		assert_true(amount_compare(policy_spent(&ledger, &spend, TOKEN_ETH), wei(spent)) >= 0);
		if (all_certain)
			assert_spent(spent);
		log_entries_free(&ledger);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_fee_alone_is_held_to_the_cap_of_a_transaction),
		TEST(an_amount_of_eth_counts_with_its_fee),
		TEST(a_cap_of_nothing_lets_no_fee_go),
		TEST(without_a_cap_of_eth_no_fee_is_judged),
		TEST(another_token_has_its_cap_and_the_fee_that_of_eth),
		TEST(the_day_counts_the_fee_of_whatever_was_signed),
		TEST(the_cap_of_a_day_holds_to_the_last_wei),
		TEST(once_it_is_mined_the_fee_that_was_paid_counts),
		TEST(a_fee_that_became_more_counts_as_it_was_paid),
		TEST(a_fee_that_is_not_known_in_full_counts_as_the_most),
		TEST(what_was_undone_counts_its_fee_and_not_its_amount),
		TEST(a_replacement_counts_in_the_place_of_what_it_replaces),
		TEST(a_cancellation_counts_no_less_until_it_is_mined),
		TEST(what_is_about_to_replace_counts_once),
		TEST(what_is_replaced_a_day_later_counts_again),
		TEST(a_number_that_is_signed_anew_costs_one_fee),
		TEST(what_a_block_lost_counts_as_the_most_again),
		TEST(what_was_undone_in_a_block_that_is_gone_counts_its_amount_again),
		TEST(what_another_transaction_took_the_number_of_counts_as_the_most),
		TEST(lines_of_earlier_versions_count_what_was_paid),
		TEST(a_day_is_over_after_a_day),
		TEST(others_do_not_count),
		TEST(a_payment_is_not_held_to_the_caps_of_eth),
		TEST(a_sum_does_not_overflow),
		TEST(it_is_never_counted_less_than_what_is_spent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
