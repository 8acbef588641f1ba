#include "wallet/base/err.h"
#include "wallet/base/mem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/unit.h"

static void the_eight_documented_mint_errors(void **state)
{
	(void)state;
	static const struct {
		const char *message;
		enum err_code code;
		const char *remedy;
		int exit_status;
	} rows[] = {
		{ "Invalid wallet address", ERR_INVALID_ADDRESS, "fix_input", 2 },
		{ "JWT has expired", ERR_JWT_EXPIRED, "new_token", 4 },
		{ "JWT signature is invalid", ERR_JWT_SIGNATURE, "new_token", 4 },
		{ "JWT claims are invalid", ERR_JWT_CLAIMS, "new_token", 4 },
		{ "JWT is malformed", ERR_JWT_MALFORMED, "new_token", 4 },
		{ "Wallet signature does not match", ERR_SIGNATURE_MISMATCH, "switch_wallet", 2 },
		{ "Could not verify wallet signature", ERR_VERIFY_FAILED, "retry", 3 },
		{ "Wallet has no staked VVV on Base", ERR_NO_STAKE, "stake", 5 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char message[120];
		struct err err = { 0 };

		snprintf(message, sizeof(message), "Error: %s. Try again", rows[i].message);
		assert_false(err_set_http(&err, 400, message));
		assert_int_equal(err.code, rows[i].code);
		assert_int_equal(err.status, 400);
		assert_string_equal(err.msg, message);
		assert_string_equal(err_remedy_name(err.remedy), rows[i].remedy);
		assert_int_equal(err_exit_status(&err), rows[i].exit_status);
	}
}

/* No earlier row may take the messages of a later one. */
static void every_row_with_a_text_is_reached(void **state)
{
	(void)state;
	size_t rows = 0;

	for (enum err_code code = 0; code < ERR_COUNT; code++) {
		const struct err_info *info = err_info(code);
		struct err err;

		if (!info->match)
			continue;
		rows++;
		err_set_http(&err, info->status, info->match);
		if (err.code != code)
			fail_msg("\"%s\" gives %s", info->match, err_info(err.code)->name);
		err_set_http(&err, 418, info->match);	/* the same words with another status */
		assert_int_equal(err.code, info->status ? ERR_HTTP_OTHER : code);
		assert_int_equal(err.status, 418);
	}
	assert_true(rows >= 8 + 6 + 6);
}

/* Codes and plain words are recognised alike.  The key's limit is not the account's balance. */
static void the_live_apis_words(void **state)
{
	static const struct {
		int status;
		const char *words;
		enum err_code code;
	} rows[] = {
		{ 401, "Authentication failed", ERR_AUTHENTICATION_FAILED },
		{ 401, "Admin API key required", ERR_ADMIN_REQUIRED },
		{ 401, "This model is only available to Pro users", ERR_PRO_MODEL },
		{ 402, "Insufficient USD or Diem balance to complete request.", ERR_INSUFFICIENT_BALANCE },
		{ 402, "API key USD spend limit exceeded. Your account may", ERR_USD_LIMIT },
		{ 402, "API key DIEM spend limit exceeded. Your account may", ERR_DIEM_LIMIT },
		{ 402, "API_KEY_DIEM_SPEND_LIMIT_EXCEEDED", ERR_DIEM_LIMIT },
		{ 403, "This API key is set to 'PRIVATE_ONLY', but x is an Anonymous model", ERR_NOT_PRIVATE },
		{ 400, "API key could not be found", ERR_KEY_UNKNOWN }, { 400, "API key not found or expired", ERR_KEY_UNKNOWN },
		{ 404, "API key not found", ERR_KEY_UNKNOWN }, { 410, "Gone", ERR_GONE }, { 429, "too many failed requests", ERR_ERROR_BUDGET },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct err err;

		err_set_http(&err, rows[i].status, rows[i].words);
		if (err.code != rows[i].code)
			fail_msg("\"%s\" gives %s", rows[i].words, err_info(err.code)->name);
	}
}

static void a_bare_status_has_its_row(void **state)
{
	(void)state;
	static const struct {
		int status;
		enum err_code code;
		int exit_status;
	} rows[] = {
		{ 400, ERR_BAD_REQUEST, 2 }, { 401, ERR_AUTHENTICATION_FAILED, 2 },
		{ 402, ERR_INSUFFICIENT_BALANCE, 5 }, { 403, ERR_UNAUTHORIZED, 2 }, { 404, ERR_NOT_FOUND, 2 },
		{ 408, ERR_REQUEST_TIMEOUT, 3 }, { 429, ERR_RATE_LIMITED, 3 }, { 500, ERR_SERVER_ERROR, 3 },
		{ 503, ERR_UNAVAILABLE, 3 }, { 504, ERR_GATEWAY_TIMEOUT, 3 }, { 418, ERR_HTTP_OTHER, 1 },
		{ 520, ERR_SERVER_ERROR, 3 },
		{ 0, ERR_HTTP_OTHER, 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err err;

		err_set_http(&err, rows[i].status, "something else");
		assert_int_equal(err.code, rows[i].code);
		assert_int_equal(err.status, rows[i].status);
		assert_int_equal(err_exit_status(&err), rows[i].exit_status);
		assert_string_equal(err.msg, "something else");
	}
}

static void letter_case_counts(void **state)
{
	(void)state;
	struct err err;

	err_set_http(&err, 400, "jwt has expired");
	assert_int_equal(err.code, ERR_BAD_REQUEST);
}

static void a_silent_server_gets_the_tables_words(void **state)
{
	(void)state;
	struct err err;

	err_set_http(&err, 429, NULL);
	assert_string_equal(err.msg, err_info(ERR_RATE_LIMITED)->meaning);
	err_set_http(&err, 429, "");
	assert_string_equal(err.msg, err_info(ERR_RATE_LIMITED)->meaning);
}

static void server_words_cannot_reach_the_terminal(void **state)
{
	(void)state;
	struct err err;
	char long_message[2000];

	err_set_http(&err, 400, "JWT has expired\x1b]0;owned\a\r\nrm \xe2\x80\xae -rf \x9b\xff");
	assert_int_equal(err.code, ERR_JWT_EXPIRED);
	assert_string_equal(err.msg, "JWT has expired?]0;owned?  rm ? -rf ??");
	memset(long_message, 'a', sizeof(long_message) - 1);
	long_message[sizeof(long_message) - 1] = 0;
	err_set_http(&err, 400, long_message);
	assert_int_equal(strlen(err.msg), sizeof(err.msg) - 1);
}

static void the_command_lines_exit_statuses(void **state)
{
	(void)state;
	static const struct {
		enum err_code code;
		int exit_status;
	} rows[] = {
		{ ERR_INTERNAL, 1 }, { ERR_REVERTED, 1 }, { ERR_CANCELLED, 1 }, { ERR_USAGE, 2 }, { ERR_WATCH_ONLY, 2 },
		{ ERR_UNREACHABLE, 3 }, { ERR_BUSY, 3 }, { ERR_JWT_EXPIRED, 4 }, { ERR_NO_STAKE, 5 },
		{ ERR_NEEDS_ETH, 5 }, { ERR_MINT_UNKNOWN, 6 }, { ERR_TX_UNKNOWN, 6 }, { ERR_WRONG_PASSWORD, 7 },
		{ ERR_READONLY, 8 }, { ERR_INTERRUPTED, 130 }, { ERR_NOT_A_TOKEN, 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err err;

		assert_false(err_set(&err, rows[i].code, "case %zu", i));
		assert_int_equal(err_exit_status(&err), rows[i].exit_status);
	}
}

static void names_are_unique_and_rows_are_whole(void **state)
{
	(void)state;
	for (enum err_code a = 0; a < ERR_COUNT; a++) {
		const struct err_info *info = err_info(a);
		struct err err;

		for (enum err_code b = 0; b < a; b++)
			assert_string_not_equal(info->name, err_info(b)->name);
		assert_int_equal(strspn(info->name, "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(info->name));
		assert_int_equal(info->meaning[strlen(info->meaning) - 1], '.');
		assert_int_equal(info->advice[strlen(info->advice) - 1], '.');
		err_set(&err, a, "%s", info->meaning);
		assert_string_equal(err.msg, info->meaning);	/* it fits */
		assert_true(err_exit_status(&err) >= 1 && err_exit_status(&err) <= 130);
	}
	assert_ptr_equal(err_info(ERR_COUNT), err_info(ERR_INTERNAL));
}

static void set_replaces_all_that_was_there(void **state)
{
	(void)state;
	struct err err = { .code = ERR_RATE_LIMITED, .status = 429, .retry_after = 30 };

	strcpy(err.msg, "first");
	assert_false(err_set(&err, ERR_NO_WALLET, "second, after %s", err.msg));
	assert_string_equal(err.msg, "second, after first");
	assert_int_equal(err.code, ERR_NO_WALLET);
	assert_int_equal(err.remedy, REMEDY_FIX_INPUT);
	assert_int_equal(err.status, 0);
	assert_int_equal(err.retry_after, 0);
}

static void system_errors_have_their_rows(void **state)
{
	(void)state;
	static const struct {
		int value;
		enum err_code code;
	} rows[] = {
		{ ENOSPC, ERR_DISK_FULL }, { EDQUOT, ERR_DISK_FULL }, { EROFS, ERR_READ_ONLY_DISK },
		{ EACCES, ERR_PERMISSION }, { EPERM, ERR_PERMISSION }, { EIO, ERR_IO }, { ENOENT, ERR_IO },
		{ EMFILE, ERR_TOO_FEW_FILES }, { ENFILE, ERR_TOO_FEW_FILES }, { ENOMEM, ERR_OUT_OF_MEMORY },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct err err;

		assert_false(err_set_errno(&err, rows[i].value, "writing %s", "vault/x.json"));
		assert_int_equal(err.code, rows[i].code);
		assert_non_null(strstr(err.msg, "writing vault/x.json: "));
		assert_non_null(strstr(err.msg, strerror(rows[i].value)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_eight_documented_mint_errors),
		cmocka_unit_test(every_row_with_a_text_is_reached),
		cmocka_unit_test(the_live_apis_words),
		cmocka_unit_test(a_bare_status_has_its_row),
		cmocka_unit_test(letter_case_counts),
		cmocka_unit_test(a_silent_server_gets_the_tables_words),
		cmocka_unit_test(server_words_cannot_reach_the_terminal),
		cmocka_unit_test(the_command_lines_exit_statuses),
		cmocka_unit_test(names_are_unique_and_rows_are_whole),
		cmocka_unit_test(set_replaces_all_that_was_there),
		cmocka_unit_test(system_errors_have_their_rows),
	};

	return cmocka_run_group_tests_name("wallet_err", tests, NULL, NULL);
}
