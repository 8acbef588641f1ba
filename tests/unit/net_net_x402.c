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

/* The answer may come with its object around it or without, and with the wallet's address or without. */
static void what_is_told_may_stand_alone(void **state)
{
	struct canned answer = { .status = 200, .body = "{\"balanceUsd\":\"12.5\",\"canConsume\":false,\"minimumTopUpUsd\":5}" };
	struct action *action = ask(&answer, true);

	(void)state;
	assert_true(action->ok);
	assert_string_equal(action->x402_balance.usd, "12.5");
	close_test(&answer);
	answer = (struct canned){ .status = 200, .body = "{\"transactions\":[" CHARGE "],\"currentBalance\":1}" };
	action = ask(&answer, false);
	assert_true(action->ok);
	assert_int_equal(action->x402_ledger.count, 1);
	assert_false(action->x402_ledger.has_more);
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
		{ true, "{}" }, { true, "[]" }, { true, "{\"walletAddress\":7,\"balanceUsd\":5,\"canConsume\":true}" },
		{ true, "{\"data\":{\"walletAddress\":\"0x46b7000000000000000000000000000000000000\",\"balanceUsd\":5,"
			"\"canConsume\":true}}" },
		{ true, "{\"data\":{\"walletAddress\":\"" WALLET "\",\"balanceUsd\":\"five\",\"canConsume\":true}}" },
		{ true, "{\"data\":{\"walletAddress\":\"" WALLET "\",\"balanceUsd\":1e300,\"canConsume\":true}}" },
		{ true, "{\"data\":{\"walletAddress\":\"" WALLET "\",\"balanceUsd\":5,\"canConsume\":1}}" },
		{ false, "{\"data\":{\"walletAddress\":\"" WALLET "\",\"transactions\":{}}}" },
		{ false, "{\"data\":{}}" },
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
		{ 401, "{\"error\":\"Invalid Sign-in-with-x signature\"}", ERR_SIGN_IN_REFUSED },
		{ 401, "{\"error\":\"Authentication failed\"}", ERR_SIGN_IN_REFUSED },	/* there is no key here */
		{ 401, "{}", ERR_SIGN_IN_REFUSED },
		{ 401, "{\"error\":\"X402_SIGN_IN_EXPIRED\"}", ERR_SIGN_IN_EXPIRED },
		{ 401, "{\"error\":\"X402_SIGN_IN_FUTURE_TIMESTAMP\"}", ERR_SIGN_IN_FUTURE },
		{ 401, "{\"error\":\"X402_SIGN_IN_NONCE_REUSED\"}", ERR_SIGN_IN_REUSED },
		{ 401, "{\"error\":\"X402_SIGN_IN_INVALID_SIGNATURE\"}", ERR_SIGN_IN_SIGNATURE },
		{ 401, "{\"error\":\"X402_SIGN_IN_DOMAIN_MISMATCH\"}", ERR_SIGN_IN_DOMAIN },
		{ 401, "{\"error\":\"X402_SIGN_IN_OF_A_NEW_KIND\"}", ERR_SIGN_IN_OTHER },
		{ 403, "{\"error\":\"You can only access balance for your own wallet\"}", ERR_WALLET_NOT_OWN },
		{ 403, "{\"error\":\"X402_WALLET_MISMATCH\"}", ERR_WALLET_MISMATCH },
		{ 402, "{\"error\":\"Payment required\",\"code\":\"PAYMENT_REQUIRED\"}", ERR_INSUFFICIENT_BALANCE },
		{ 402, "{\"x402Version\":2,\"error\":\"Payment required\",\"accepts\":[],\"authOptions\":{}}", ERR_SIGN_IN_MISSING },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct canned answer = { .status = rows[i].status, .body = rows[i].body };
		struct action *action = ask(&answer, true);

		assert_false(action->ok);
		assert_int_equal(action->err.code, rows[i].code);
		assert_int_equal(action->err.status, rows[i].status);
		close_test(&answer);
	}
}

/* The error budget's header is on most answers.  The limits of x402 do not say when they end. */
static void a_limit_of_its_own_says_no_time(void **state)
{
	static const struct { const char *body; enum err_code code; bool says; } rows[] = {
		{ "{\"error\":\"Too many requests\"}", ERR_RATE_LIMITED, false },
		{ "{\"error\":\"Too many failed requests. Please slow down.\"}", ERR_ERROR_BUDGET, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct canned answer = { .status = 429, .body = rows[i].body, .headers = "x-ratelimit-resets: 4102444800000\r\n" };
		struct action *action = ask(&answer, true);

		assert_int_equal(action->err.code, rows[i].code);
		assert_int_equal(action->err.retry_after != 0, rows[i].says);
		close_test(&answer);
	}
}

#define OFFER \
	"{\"scheme\":\"exact\",\"network\":\"eip155:8453\",\"amount\":\"5000000\",\"asset\":\"0xaa\",\"payTo\":\"0xbb\"," \
	"\"maxTimeoutSeconds\":300,\"extra\":{\"name\":\"USD Coin\",\"version\":\"2\",\"feePayer\":\"x\"}}"
#define OFFERS(list) "{\"x402Version\":2,\"accepts\":[" list "]}"

static struct action *ask_offer(struct canned *answer)
{
	begin(&fixture, canned, answer);
	net_x402_offer(fixture.net, 5);
	return wait_one(&fixture);
}

static void the_refusal_is_the_offer(void **state)
{
	struct canned answer = { .status = 402, .body = OFFERS(OFFER) };
	struct action *action = ask_offer(&answer);
	const struct x402_offer *offer = &action->x402_offers->items[0];

	(void)state;
	assert_true(action->ok);
	assert_int_equal(action->type, ACTION_X402_OFFERED);
	assert_non_null(strstr(answer.head, "POST /api/v1/x402/top-up "));
	assert_null(strstr(answer.head, "PAYMENT"));
	assert_string_equal(answer.last_body, "{}");
	assert_int_equal(action->x402_offers->version, 2);
	assert_int_equal(action->x402_offers->count, 1);
	assert_string_equal(offer->scheme, "exact");
	assert_string_equal(offer->network, "eip155:8453");
	assert_string_equal(offer->amount, "5000000");
	assert_string_equal(offer->asset, "0xaa");
	assert_string_equal(offer->pay_to, "0xbb");
	assert_string_equal(offer->name, "USD Coin");
	assert_string_equal(offer->version, "2");
	assert_int_equal(offer->timeout_s, 300);
	close_test(&answer);
}

/* A text that is too long is left out, not cut.  Offers beyond the most are left out, too. */
static void offers_are_bounded(void **state)
{
	static char body[40000];
	struct canned answer = { .status = 402, .body = body };
	struct action *action;

	(void)state;
	strcpy(body, "{\"x402Version\":2,\"accepts\":[{\"scheme\":\"exactexactexactexact\",\"amount\":\"");
	memset(body + strlen(body), '9', 300);
	strcat(body, "\",\"maxTimeoutSeconds\":-1,\"extra\":[]}");
	for (int i = 0; i < 100; i++)
		strcat(body, "," OFFER);
	strcat(body, "]}");
	action = ask_offer(&answer);
	assert_true(action->ok);
	assert_int_equal(action->x402_offers->count, X402_OFFERS_MAX);
	assert_string_equal(action->x402_offers->items[0].scheme, "");
	assert_string_equal(action->x402_offers->items[0].amount, "");
	assert_int_equal(action->x402_offers->items[0].timeout_s, 0);
	close_test(&answer);
}

static void no_offer(void **state)
{
	static const struct { int status; const char *body; enum err_code code; } rows[] = {
		{ 402, "{}", ERR_BAD_ANSWER }, { 402, OFFERS(""), ERR_BAD_ANSWER }, { 402, "[]", ERR_BAD_ANSWER },
		{ 402, "{\"accepts\":", ERR_BAD_ANSWER }, { 200, "{}", ERR_BAD_ANSWER }, { 503, "{}", ERR_UNAVAILABLE },
		{ 429, "{}", ERR_RATE_LIMITED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct canned answer = { .status = rows[i].status, .body = rows[i].body };
		struct action *action = ask_offer(&answer);

		assert_false(action->ok);
		assert_int_equal(action->err.code, rows[i].code);
		close_test(&answer);
	}
}

static struct action *pay(struct canned *answer)
{
	begin(&fixture, canned, answer);
	net_x402_pay(fixture.net, 5, wallet, "cGF5bWVudA==");
	return wait_one(&fixture);
}

#define PAID "{\"success\":true,\"data\":{\"walletAddress\":\"" WALLET "\",\"amountCredited\":10,\"newBalance\":22.5," \
	     "\"paymentId\":\"payment_1\"}}"

static void a_payment_and_its_receipt(void **state)
{
	/* {"success":true,"network":"eip155:8453","transaction":"0xabab…"} */
	struct canned answer = {
		.status = 200, .body = PAID,
		.headers = "PAYMENT-RESPONSE: eyJzdWNjZXNzIjp0cnVlLCJ0cmFuc2FjdGlvbiI6IjB4YWJhYmFiYWJhYmFiYWJhYmFiYW"
			   "JhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYiJ9\r\n",
	};
	struct action *action = pay(&answer);
	const struct x402_receipt *receipt = &action->x402_paid.receipt;

	(void)state;
	assert_true(action->ok);
	assert_non_null(strstr(answer.head, "\r\nPAYMENT-SIGNATURE: cGF5bWVudA==\r\n"));
	assert_string_equal(receipt->credited, "10");
	assert_string_equal(receipt->balance, "22.5");
	assert_string_equal(receipt->id, "payment_1");
	assert_true(receipt->has_hash);
	assert_int_equal(receipt->hash[31], 0xab);
	close_test(&answer);
}

/* {"success":false,"errorReason":"insufficient_funds" and an escape sequence,"transaction":"0xabab…"} */
#define FAILED_WITH_HASH \
	"PAYMENT-RESPONSE: eyJzdWNjZXNzIjpmYWxzZSwiZXJyb3JSZWFzb24iOiJpbnN1ZmZpY2llbnRfZnVuZHNcdTAwMWJbMzFtIi" \
	"widHJhbnNhY3Rpb24iOiIweGFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYW" \
	"JhYmFiYWIifQ==\r\n"
/* {"success":true,"payer":"0x46b7…","transaction":"0xabab…"} */
#define SOMEBODY_ELSES \
	"PAYMENT-RESPONSE: eyJzdWNjZXNzIjp0cnVlLCJwYXllciI6IjB4NDZiNzAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMD" \
	"AwMDAwMCIsInRyYW5zYWN0aW9uIjoiMHhhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYmFiYWJhYm" \
	"FiYWJhYmFiYWJhYmFiIn0=\r\n"

static void a_receipt_that_stands_alone(void **state)
{
	struct canned answer = { .status = 200, .body = "{\"amountCredited\":5,\"newBalance\":7}" };
	struct action *action = pay(&answer);

	(void)state;
	assert_true(action->ok);
	assert_string_equal(action->x402_paid.receipt.balance, "7");
	close_test(&answer);
}

static void a_receipt_without_a_hash(void **state)
{
	static const char *const headers[] = {
		"", "PAYMENT-RESPONSE: !!!\r\n", "PAYMENT-RESPONSE: e30=\r\n", "PAYMENT-RESPONSE: W10=\r\n",
		FAILED_WITH_HASH, SOMEBODY_ELSES,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		struct canned answer = { .status = 200, .body = PAID, .headers = headers[i] };
		struct action *action = pay(&answer);

		assert_true(action->ok);
		assert_false(action->x402_paid.receipt.has_hash);
		close_test(&answer);
	}
}

static void a_payment_that_was_not_taken(void **state)
{
	static const struct { int status; const char *body; enum err_code code; } rows[] = {
		{ 400, "{\"error\":\"X402_INVALID_PAYMENT\",\"message\":\"no\"}", ERR_X402_PAYMENT },
		{ 400, "{\"error\":\"INVALID_PAYMENT_SIGNATURE\",\"message\":\"no\"}", ERR_X402_PAYMENT },
		{ 400, "{\"error\":\"AMOUNT_TOO_LOW\"}", ERR_X402_TOO_LITTLE }, { 400, "{\"error\":\"AMOUNT_TOO_HIGH\"}", ERR_X402_TOO_MUCH },
		{ 400, "{\"error\":\"UNSUPPORTED_SCHEME\"}", ERR_X402_UNSUPPORTED },
		{ 400, "{\"error\":\"PAYMENT_VERIFICATION_FAILED\"}", ERR_X402_VERIFICATION },
		{ 402, "{\"error\":\"SETTLEMENT_FAILED\"}", ERR_X402_SETTLEMENT },
		{ 504, "{\"error\":\"SETTLEMENT_TIMEOUT\"}", ERR_X402_TIMEOUT }, { 504, "{}", ERR_GATEWAY_TIMEOUT },
		{ 409, "{\"error\":\"PAYMENT_IN_PROGRESS\"}", ERR_X402_IN_PROGRESS },
		{ 503, "{\"error\":\"X402_NOT_CONFIGURED\"}", ERR_X402_NOT_CONFIGURED },
		{ 402, OFFERS(OFFER), ERR_X402_PAYMENT }, { 500, "{}", ERR_SERVER_ERROR }, { 200, "{}", ERR_BAD_ANSWER },
		{ 200, "{\"data\":{\"walletAddress\":\"0x46b7000000000000000000000000000000000000\"}}", ERR_BAD_ANSWER },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct canned answer = { .status = rows[i].status, .body = rows[i].body };
		struct action *action = pay(&answer);

		assert_false(action->ok);
		assert_int_equal(action->err.code, rows[i].code);
		assert_int_equal(action->err.status, rows[i].status == 200 ? 0 : rows[i].status);
		assert_true(action->x402_paid.sent);
		close_test(&answer);
	}
}

/* The header beside a refusal says why, and is made safe. */
static void the_reason_is_said(void **state)
{
	struct canned answer = { .status = 402, .body = "{\"error\":\"SETTLEMENT_FAILED\"}", .headers = FAILED_WITH_HASH };
	struct action *action = pay(&answer);

	(void)state;
	assert_int_equal(action->err.code, ERR_X402_SETTLEMENT);
	assert_string_equal(action->err.msg, "SETTLEMENT_FAILED (insufficient_funds?[31m)");
	assert_int_equal(action->err.status, 402);
	close_test(&answer);
}

/* Nobody listens, so the payment never left. */
static void a_payment_that_was_not_sent(void **state)
{
	struct network network;

	(void)state;
	fixture = (struct fixture){ 0 };
	network_on_port(&network, 1);
	open_network(&fixture, &network);
	net_x402_pay(fixture.net, 5, wallet, "cGF5bWVudA==");
	struct action *action = wait_one(&fixture);

	assert_false(action->ok);
	assert_int_equal(action->err.code, ERR_UNREACHABLE);
	assert_false(action->x402_paid.sent);
	end(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_balance_is_asked_for_by_the_wallet),
		cmocka_unit_test(what_is_told_may_stand_alone),
		cmocka_unit_test(the_ledger_is_read_and_made_safe),
		cmocka_unit_test(answers_of_no_use),
		cmocka_unit_test(refusals_have_their_rows),
		cmocka_unit_test(a_limit_of_its_own_says_no_time),
		cmocka_unit_test(the_refusal_is_the_offer),
		cmocka_unit_test(offers_are_bounded),
		cmocka_unit_test(no_offer),
		cmocka_unit_test(a_payment_and_its_receipt),
		cmocka_unit_test(a_receipt_that_stands_alone),
		cmocka_unit_test(a_receipt_without_a_hash),
		cmocka_unit_test(a_payment_that_was_not_taken),
		cmocka_unit_test(the_reason_is_said),
		cmocka_unit_test(a_payment_that_was_not_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
