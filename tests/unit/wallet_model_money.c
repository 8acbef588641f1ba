/* money: the rows for bookkeeping, made of what the log and the ledger say. */
#include "wallet/model/money_csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

#define HEADER "time,type,status,network,wallet,address,token,amount,received_token,received,to,fee_token,fee,fee_gas," \
	"fee_l1,fee_operator,hash,block,nonce,error,rewards_token,rewards\r\n"
#define OWNER "0x1111111111111111111111111111111111111111"
#define HASH "0xaa00000000000000000000000000000000000000000000000000000000000000"

static struct log_entries log_;

static int begin(void **state)
{
	(void)state;
	log_ = (struct log_entries){ 0 };
	return 0;
}

static int end(void **state)
{
	(void)state;
	log_entries_free(&log_);
	return 0;
}

static struct log_entry entry_of(const char *event, int64_t time_ms)
{
	struct log_entry entry = { .time_ms = time_ms, .network = "base" };

	memset(entry.address.bytes, 0x11, sizeof(entry.address.bytes));
	snprintf(entry.event, sizeof(entry.event), "%s", event);
	return entry;
}

static struct log_entry tx_entry(const char *event, enum purpose purpose, enum token token, int64_t time_ms)
{
	struct log_entry entry = entry_of(event, time_ms);

	entry.tx = (struct log_tx){
		.any = true, .purpose = purpose, .amount = { token, u256_from_u64(2500000000000000000) }, .nonce = 7,
		.hash = { 0xaa },
	};
	return entry;
}

static struct log_entry mined(struct log_entry entry)
{
	snprintf(entry.event, sizeof(entry.event), "tx_mined");
	entry.tx.block = 1001;
	entry.tx.block_time_s = 1700000100;
	entry.tx.fee = u256_from_u64(1300000000000);
	entry.tx.paid = (struct fee_paid){
		.has_gas = true, .gas = u256_from_u64(1000000000000), .has_l1 = true, .l1 = u256_from_u64(300000000000),
	};
	return entry;
}

static void add(struct log_entry entry)
{
	log_entries_append(&log_, &entry);
}

/* Checks the rows, which are the same whether an entry is there once or twice. */
static void assert_rows(const char *name, const char *expected)
{
	struct account account = { 0 };
	struct accounts accounts = { &account, 1 };

	snprintf(account.name, sizeof(account.name), "%s", name);
	memset(account.address.bytes, 0x11, sizeof(account.address.bytes));
	for (unsigned times = 1; times <= 2; times++) {
		struct money money = { 0 };
		struct buf out;

		buf_init(&out, 0);
		for (unsigned i = 0; i < times; i++)
			money_take(&money, &log_);
		money_csv_write(&out, &money, &accounts);
		assert_memory_equal(buf_string(&out), HEADER, strlen(HEADER));
		assert_string_equal(buf_string(&out) + strlen(HEADER), expected);
		buf_free(&out);
		money_free(&money);
	}
}

static void without_anything_there_is_the_header(void **state)
{
	(void)state;
	add(entry_of("command", 1));
	assert_rows("a", "");
}

static void a_transaction_is_one_row_and_has_its_fees(void **state)
{
	(void)state;
	struct log_entry entry = tx_entry("tx_sent", PURPOSE_STAKE, TOKEN_VVV, 1700000000000);

	add(entry);
	add(mined(entry));
	assert_rows("=cmd,\"x\"", "2023-11-14T22:15:00Z,stake,mined,base,\"'=cmd,\"\"x\"\"\"," OWNER
		    ",VVV,2.5,,,,ETH,0.0000013,0.000001,0.0000003,," HASH ",1001,7,,,\r\n");
}

static void what_is_not_known_is_empty(void **state)
{
	(void)state;
	add(tx_entry("tx_signed", PURPOSE_STAKE, TOKEN_VVV, 1700000000000));
	assert_rows("a", "2023-11-14T22:13:20Z,stake,signed,base,a," OWNER ",VVV,2.5,,,,,,,,," HASH ",,7,,,\r\n");
}

/* Adds what a transaction brought in, as its contract logged it. */
static void add_result(struct log_entry entry, enum token token, uint64_t units)
{
	snprintf(entry.event, sizeof(entry.event), "tx_result");
	entry.tx.has_result = true;
	entry.tx.result = (struct amount){ token, u256_from_u64(units) };
	add(entry);
}

static void a_claim_is_what_the_contract_logged(void **state)
{
	(void)state;
	struct log_entry entry = mined(tx_entry("tx_mined", PURPOSE_CLAIM, TOKEN_VVV, 1700000000000));

	add(entry);
	assert_rows("a", "2023-11-14T22:15:00Z,claim,mined,base,a," OWNER
		    ",,,,,,ETH,0.0000013,0.000001,0.0000003,," HASH ",1001,7,,,\r\n");
	add_result(entry, TOKEN_VVV, 3000000000000000000);
	assert_rows("a", "2023-11-14T22:15:00Z,claim,mined,base,a," OWNER
		    ",VVV,3,,,,ETH,0.0000013,0.000001,0.0000003,," HASH ",1001,7,,,\r\n");
}

static void a_mint_of_diem_says_both_sides(void **state)
{
	(void)state;
	struct log_entry entry = mined(tx_entry("tx_mined", PURPOSE_DIEM_MINT, TOKEN_SVVV, 1700000000000));

	add(entry);
	add_result(entry, TOKEN_DIEM, 1000000000000000000);
	assert_rows("a", "2023-11-14T22:15:00Z,diem mint,mined,base,a," OWNER
		    ",sVVV,2.5,DIEM,1,,ETH,0.0000013,0.000001,0.0000003,," HASH ",1001,7,,,\r\n");
}

/* Nobody has paid for what no block has, and it brought nothing; once it is mined again, it has. */
static void what_the_chain_lost_cost_nothing(void **state)
{
	(void)state;
	struct log_entry entry = mined(tx_entry("tx_mined", PURPOSE_DIEM_MINT, TOKEN_SVVV, 1700000000000)), gone = entry;

	add(entry);
	add_result(entry, TOKEN_DIEM, 1000000000000000000);
	snprintf(gone.event, sizeof(gone.event), "tx_gone");
	add(gone);
	assert_rows("a", "2023-11-14T22:13:20Z,diem mint,unknown,base,a," OWNER ",sVVV,2.5,,,,,,,,," HASH ",,7,,,\r\n");
	add(entry);
	assert_rows("a", "2023-11-14T22:15:00Z,diem mint,mined,base,a," OWNER
		    ",sVVV,2.5,DIEM,1,,ETH,0.0000013,0.000001,0.0000003,," HASH ",1001,7,,,\r\n");
}

static void what_is_paid_out_besides_has_its_own_columns(void **state)
{
	(void)state;
	struct log_entry entry = mined(tx_entry("tx_mined", PURPOSE_STAKE, TOKEN_VVV, 1700000000000)), result = entry;

	add(entry);
	snprintf(result.event, sizeof(result.event), "tx_result");
	result.tx.has_besides = true;
	result.tx.besides = (struct amount){ TOKEN_VVV, u256_from_u64(30000000000000000) };
	add(result);
	assert_rows("a", "2023-11-14T22:15:00Z,stake,mined,base,a," OWNER
		    ",VVV,2.5,,,,ETH,0.0000013,0.000001,0.0000003,," HASH ",1001,7,,VVV,0.03\r\n");
}

static void a_failure_keeps_its_code_and_what_it_cost(void **state)
{
	(void)state;
	struct log_entry entry = mined(tx_entry("tx_mined", PURPOSE_STAKE, TOKEN_VVV, 1700000000000));

	snprintf(entry.event, sizeof(entry.event), "tx_failed");
	snprintf(entry.code, sizeof(entry.code), "tx_reverted");
	add(entry);
	assert_rows("a", "2023-11-14T22:15:00Z,stake,failed,base,a," OWNER
		    ",VVV,2.5,,,,ETH,0.0000013,0.000001,0.0000003,," HASH ",1001,7,tx_reverted,,\r\n");
}

static void what_cancels_goes_to_the_wallet_itself(void **state)
{
	(void)state;
	struct log_entry entry = tx_entry("tx_cancelled", PURPOSE_CANCEL, TOKEN_VVV, 1700000000000);

	memset(entry.tx.recipient.bytes, 0x22, sizeof(entry.tx.recipient.bytes));	/* of what it cancels */
	memset(entry.tx.to.bytes, 0x11, sizeof(entry.tx.to.bytes));
	add(entry);
	assert_rows("a", "2023-11-14T22:13:20Z,cancel,mined,base,a," OWNER ",,,,," OWNER ",,,,,," HASH ",,7,,,\r\n");
}

static void every_event_has_its_status(void **state)
{
	(void)state;
	static const char *const events[][3] = {
		{ "tx_signed", "", "signed" }, { "tx_sent", "", "sent" }, { "tx_cancelled", "tx_cancelled", "mined" },
		{ "tx_replaced", "", "replaced" }, { "tx_failed", "tx_replaced", "replaced" },
		{ "tx_failed", "tx_unknown", "unknown" }, { "tx_forgotten", "cancelled", "unknown" },
	};

	for (size_t i = 0; i < ARRAY_LENGTH(events); i++) {
		struct log_entry entry = tx_entry(events[i][0], PURPOSE_STAKE, TOKEN_VVV, 1700000000000);
		struct log_entries one = { &entry, 1 };
		struct money money = { 0 };

		snprintf(entry.code, sizeof(entry.code), "%s", events[i][1]);
		money_take(&money, &one);
		assert_int_equal(money.count, 1);
		assert_string_equal(money.items[0].status, events[i][2]);
		money_free(&money);
	}
}

static struct log_entry payment_entry(const char *event, int64_t time_ms)
{
	struct log_entry entry = entry_of(event, time_ms);

	entry.payment = (struct log_payment){
		.any = true, .nonce = { 9 }, .amount = { TOKEN_USDC, u256_from_u64(12500000) },
	};
	memset(entry.payment.to.bytes, 0x22, sizeof(entry.payment.to.bytes));
	return entry;
}

static void a_top_up_is_one_row(void **state)
{
	(void)state;
	struct log_entry taken = payment_entry("payment_taken", 1700000001000);

	add(payment_entry("payment_signed", 1700000000000));
	add(payment_entry("payment_sent", 1700000000000));
	taken.payment.has_hash = true;
	taken.payment.hash[0] = 0xaa;
	add(taken);
	assert_rows("a", "2023-11-14T22:13:20Z,x402 top-up,paid,base,a," OWNER
		    ",USDC,12.5,,,0x2222222222222222222222222222222222222222,,,,,," HASH ",,,,,\r\n");
}

static void a_payment_of_an_earlier_version_is_read_from_its_text(void **state)
{
	(void)state;
	struct log_entry entry = entry_of("payment_taken", 1700000000000);

	snprintf(entry.text, sizeof(entry.text), "5 USDC, " HASH);
	add(entry);
	assert_rows("a", "2023-11-14T22:13:20Z,x402 top-up,paid,base,a," OWNER ",USDC,5,,,,,,,,," HASH ",,,,,\r\n");
}

static void only_rows_of_both_are_kept(void **state)
{
	(void)state;
	struct money money = { 0 }, other = { 0 };
	struct log_entry wanted;

	add(tx_entry("tx_sent", PURPOSE_STAKE, TOKEN_VVV, 1));
	add(payment_entry("payment_sent", 2));
	money_take(&money, &log_);
	wanted = payment_entry("payment_sent", 2);
	money_take(&other, &(struct log_entries){ &wanted, 1 });
	money_keep(&money, &other);
	assert_int_equal(money.count, 1);
	assert_true(money.items[0].payment.any);
	money_free(&money);
	money_free(&other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_anything_there_is_the_header),
		TEST(a_transaction_is_one_row_and_has_its_fees),
		TEST(what_is_not_known_is_empty),
		TEST(a_claim_is_what_the_contract_logged),
		TEST(a_mint_of_diem_says_both_sides),
		TEST(what_the_chain_lost_cost_nothing),
		TEST(what_is_paid_out_besides_has_its_own_columns),
		TEST(a_failure_keeps_its_code_and_what_it_cost),
		TEST(what_cancels_goes_to_the_wallet_itself),
		TEST(every_event_has_its_status),
		TEST(a_top_up_is_one_row),
		TEST(a_payment_of_an_earlier_version_is_read_from_its_text),
		TEST(only_rows_of_both_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
