/* net_x402: what a wallet asks about its credit, byte by byte, and what the answers become. */
#include "tests/unit/net_help.h"

#define WALLET "0x45b7000000000000000000000000000000000000"
#define BALANCE(usd, more) \
	"{\"success\":true,\"data\":{\"walletAddress\":\"" WALLET "\",\"balanceUsd\":" usd ",\"canConsume\":true," \
	"\"minimumTopUpUsd\":5,\"suggestedTopUpUsd\":10" more "}}"
#define LEDGER(rows) \
	"{\"success\":true,\"data\":{\"walletAddress\":\"" WALLET "\",\"currentBalance\":12.35,\"transactions\":[" rows "]," \
	"\"pagination\":{\"limit\":50,\"offset\":0,\"hasMore\":true}}}"
#define CHARGE \
	"{\"id\":\"ledger_1\",\"amount\":-1.5e-7,\"balanceAfter\":12.349999999999998,\"type\":\"CHARGE\\u001b[31m\"," \
	"\"createdAt\":\"2026-11-21T08:30:00.000Z\",\"requestId\":null,\"modelId\":\"some-model\"}"

static const struct address wallet = { { 0x45, 0xb7 } };
static struct fixture fixture;

static struct action *ask(struct canned *answer, bool balance)
{
	begin(&fixture, canned, answer);
	if (balance)
		net_x402_balance(fixture.net, 5, wallet, "c2lnbmVk");
	else
		net_x402_ledger(fixture.net, 5, wallet, "c2lnbmVk", 7, 14);
	return wait_one(&fixture);
}

static void close_test(struct canned *answer)
{
	end(&fixture);
	free(answer->last_body);
}

static void the_balance_is_asked_for_by_the_wallet(void **state)
{
	struct canned answer = { .status = 200, .body = BALANCE("12.5", ",\"diemBalanceUsd\":0.1") };
	struct action *action = ask(&answer, true);

	(void)state;
	assert_true(action->ok);
	assert_int_equal(action->type, ACTION_X402_BALANCE_GOT);
	assert_non_null(strstr(answer.head, "GET /api/v1/x402/balance/0x45B7000000000000000000000000000000000000 "));
	assert_non_null(strstr(answer.head, "\r\nSIGN-IN-WITH-X: c2lnbmVk\r\n"));
	assert_null(strstr(answer.head, "Authorization"));
	assert_string_equal(action->x402_balance.usd, "12.5");
	assert_string_equal(action->x402_balance.diem, "0.1");
	assert_string_equal(action->x402_balance.minimum, "5");
	assert_true(action->x402_balance.can_consume);
	close_test(&answer);
}

static void the_ledger_is_read_and_made_safe(void **state)
{
	struct canned answer = { .status = 200, .body = LEDGER(CHARGE ",[],{}") };
	struct action *action = ask(&answer, false);
	const struct x402_ledger *ledger = &action->x402_ledger;

	(void)state;
	assert_true(action->ok);
	assert_non_null(strstr(answer.head, "/x402/transactions/0x45B7000000000000000000000000000000000000?limit=7&offset=14 "));
	assert_int_equal(ledger->count, 3);
	assert_int_equal(ledger->offset, 14);
	assert_true(ledger->has_more);
	assert_string_equal(ledger->usd, "12.35");
	assert_string_equal(ledger->items[0].amount, "0");
	assert_string_equal(ledger->items[0].balance_after, "12.35");
	assert_string_equal(ledger->items[0].type, "CHARGE?[31m");
	assert_string_equal(ledger->items[0].model, "some-model");
	assert_string_equal(ledger->items[0].request, "");
	assert_true(ledger->items[0].time_ms == INT64_C(1795249800000));
	assert_string_equal(ledger->items[2].amount, "");
	close_test(&answer);
}

static void answers_of_no_use(void **state)
{
	static const struct { bool balance; const char *body; } rows[] = {
		{ true, "{}" }, { true, "[]" }, { true, "{\"data\":{\"balanceUsd\":5,\"canConsume\":true}}" },
		{ true, "{\"data\":{\"walletAddress\":\"0x46b7000000000000000000000000000000000000\",\"balanceUsd\":5,"
			"\"canConsume\":true}}" },
		{ true, "{\"data\":{\"walletAddress\":\"" WALLET "\",\"balanceUsd\":\"five\",\"canConsume\":true}}" },
		{ true, "{\"data\":{\"walletAddress\":\"" WALLET "\",\"balanceUsd\":1e300,\"canConsume\":true}}" },
		{ true, "{\"data\":{\"walletAddress\":\"" WALLET "\",\"balanceUsd\":5,\"canConsume\":1}}" },
		{ false, "{\"data\":{\"walletAddress\":\"" WALLET "\",\"transactions\":{}}}" },
		{ false, "{\"data\":{\"transactions\":[]}}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct canned answer = { .status = 200, .body = rows[i].body };
		struct action *action = ask(&answer, rows[i].balance);

		assert_false(action->ok);
		assert_int_equal(action->err.code, ERR_BAD_ANSWER);
		close_test(&answer);
	}
}

static void refusals_have_their_rows(void **state)
{
	static const struct { int status; const char *body; enum err_code code; } rows[] = {
		{ 401, "{\"error\":\"X402_INVALID_SIGN_IN\",\"message\":\"expired\"}", ERR_SIGN_IN_INVALID },
		{ 401, "{\"error\":{\"code\":\"X402_INVALID_SIGN_IN\",\"message\":\"expired\"}}", ERR_SIGN_IN_INVALID },
		{ 403, "{\"error\":\"X402_WALLET_MISMATCH\"}", ERR_WALLET_MISMATCH },
		{ 402, "{\"error\":\"Payment required\",\"code\":\"PAYMENT_REQUIRED\"}", ERR_INSUFFICIENT_BALANCE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct canned answer = { .status = rows[i].status, .body = rows[i].body };
		struct action *action = ask(&answer, true);

		assert_false(action->ok);
		assert_int_equal(action->err.code, rows[i].code);
		close_test(&answer);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_balance_is_asked_for_by_the_wallet),
		cmocka_unit_test(the_ledger_is_read_and_made_safe),
		cmocka_unit_test(answers_of_no_use),
		cmocka_unit_test(refusals_have_their_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
