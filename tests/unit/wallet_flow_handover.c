/* handover: a key's way out, from the wish to what became of it. */
#include "wallet/flow/handover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/flow_fixture.h"
#include "wallet/base/mem.h"

static const struct handover_command commands[] = { { "pass", "pass insert" }, { "empty", "" } };

/* One key, minted with the first wallet, which is locked again. */
static int begin(void **state)
{
	open_with_key(state);
	driver.model.handover.commands = commands;
	driver.model.handover.command_count = ARRAY_LENGTH(commands);
	return 0;
}

static void ask(enum handover_way way, enum handover_form form, const char *to)
{
	struct action action = { .type = ACTION_KEY_HANDOVER, .handover = mem_new(1, sizeof(*action.handover)) };

	*action.handover = (struct handover){ .way = way, .form = form };
	memcpy(action.handover->id, driver.vault.items[0].id, sizeof(action.handover->id));
	snprintf(action.handover->to, sizeof(action.handover->to), "%s", to);
	driver_apply(&driver, &action);
}

/* Wishes for a handover, and agrees to what is then asked. */
static void wish(enum handover_way way, enum handover_form form, const char *to)
{
	ask(way, form, to);
	driver_agree(&driver);
}

static const struct handover_state *now(void)
{
	return &driver.model.handover;
}

static void a_file_after_the_password(void **state)
{
	const struct effect *effect;

	(void)state;
	wish(HANDOVER_FILE, HANDOVER_JSON, "~/key.json");
	assert_true(now()->waits);
	driver_expect_none(&driver, EFFECT_KEY_HANDOVER);
	driver_password(&driver, "guess");
	driver_answer(&driver, EFFECT_UNLOCK);
	assert_true(now()->waits);
	driver_unlock(&driver);
	assert_false(now()->waits);
	effect = driver_expect(&driver, EFFECT_KEY_HANDOVER);
	assert_string_equal(effect->handover->wish.to, "~/key.json");
	assert_int_equal(effect->handover->wish.form, HANDOVER_JSON);
	assert_string_equal(effect->handover->info.id, driver.vault.items[0].id);
	assert_true(model_busy(&driver.model));
	driver_answer(&driver, EFFECT_KEY_HANDOVER);
	assert_int_equal(now()->err.code, ERR_NONE);
	assert_non_null(strstr(driver_said(&driver), "is written"));
	assert_false(model_busy(&driver.model));
}

static bool review_has(const struct review *review, const char *text)
{
	for (size_t i = 0; i < review->count; i++)
		if (strstr(review->rows[i].text, text))
			return true;
	return false;
}

/* The key leaves in clear, so the review shows that it does, and where it goes. */
static void what_leaves_is_agreed_to(void **state)
{
	static const struct { enum handover_way way; const char *to, *title, *shows; } rows[] = {
		{ HANDOVER_FILE, "/tmp/key", "Write the API key to a file?", "/tmp/key" },
		{ HANDOVER_COMMAND, "pass", "Give the API key to a command?", "pass insert" },
	};

	(void)state;
	driver_unlock(&driver);
	for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
		struct review review;

		ask(rows[i].way, HANDOVER_RAW, rows[i].to);
		driver_expect_none(&driver, EFFECT_KEY_HANDOVER);
		assert_true(review_of(&review, &driver.model));
		assert_string_equal(review.title, rows[i].title);
		assert_true(review_has(&review, rows[i].shows));
		assert_true(review_has(&review, "the key itself"));
		review_free(&review);
		driver_do(&driver, ACTION_CANCEL);
		driver_expect_none(&driver, EFFECT_KEY_HANDOVER);
		ask(rows[i].way, HANDOVER_RAW, rows[i].to);
		driver_do(&driver, ACTION_CONFIRM);
		driver_answer(&driver, EFFECT_KEY_HANDOVER);
	}
	ask(HANDOVER_CLIPBOARD, HANDOVER_RAW, "");
	assert_false(asked_waits(&driver.model));
	driver.model.headless = true;
	ask(HANDOVER_FILE, HANDOVER_RAW, "/tmp/other");
	assert_false(asked_waits(&driver.model));
}

static void a_closed_prompt_ends_the_wish(void **state)
{
	(void)state;
	wish(HANDOVER_FILE, HANDOVER_RAW, "key");
	driver_do(&driver, ACTION_CANCEL);
	assert_false(now()->waits);
	assert_int_equal(now()->err.code, ERR_PASSWORD_NEEDED);
	driver_unlock(&driver);
	driver_expect_none(&driver, EFFECT_KEY_HANDOVER);
}

static void a_file_that_cannot_be_written_is_told(void **state)
{
	(void)state;
	driver_unlock(&driver);
	wish(HANDOVER_FILE, HANDOVER_RAW, "key");
	driver_refuse(&driver, EFFECT_KEY_HANDOVER, ERR_INVALID_INPUT);
	assert_int_equal(now()->err.code, ERR_INVALID_INPUT);
	assert_int_equal(driver.model.error.code, ERR_NONE);	/* the form shows the error */
	wish(HANDOVER_FILE, HANDOVER_RAW, "other");
	assert_int_equal(now()->err.code, ERR_NONE);
}

static void the_command_of_that_name_gets_it(void **state)
{
	struct action result = { .type = ACTION_HANDED_OVER, .ok = true };

	(void)state;
	driver_unlock(&driver);
	wish(HANDOVER_COMMAND, HANDOVER_RAW, "pass");
	result.request = driver_expect(&driver, EFFECT_KEY_HANDOVER)->request;
	assert_string_equal(driver_expect(&driver, EFFECT_KEY_HANDOVER)->handover->command, "pass insert");
	driver_forget(&driver, EFFECT_KEY_HANDOVER);
	result.output = mem_string("stored\n");
	driver_apply(&driver, &result);
	assert_string_equal(now()->output, "stored\n");
	assert_non_null(strstr(driver_said(&driver), "pass has the key …abcdef"));
}

static void no_command_no_key(void **state)
{
	static const char *const names[] = { "empty", "nobody" };

	(void)state;
	driver_unlock(&driver);
	for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
		wish(HANDOVER_COMMAND, HANDOVER_RAW, names[i]);
		driver_expect_none(&driver, EFFECT_KEY_HANDOVER);
		assert_int_equal(now()->err.code, ERR_INVALID_INPUT);
	}
}

/* The command is first asked to end, then ended.  Its result comes in spite of that. */
static void a_command_is_stopped(void **state)
{
	(void)state;
	driver_unlock(&driver);
	wish(HANDOVER_COMMAND, HANDOVER_RAW, "pass");
	driver_do(&driver, ACTION_CANCEL);
	assert_true(now()->stopping);
	driver_do(&driver, ACTION_CANCEL);
	assert_int_equal(driver.count[EFFECT_HANDOVER_STOP], 2);
	wish(HANDOVER_COMMAND, HANDOVER_RAW, "pass");		/* no second command runs beside it */
	assert_int_equal(driver.count[EFFECT_KEY_HANDOVER], 1);
	driver_refuse(&driver, EFFECT_KEY_HANDOVER, ERR_HANDOVER_FAILED);
	assert_false(now()->stopping);
	assert_int_equal(now()->err.code, ERR_HANDOVER_FAILED);
	assert_false(model_busy(&driver.model));
}

static void readonly_writes_nothing(void **state)
{
	(void)state;
	driver.model.readonly = true;
	driver_unlock(&driver);
	wish(HANDOVER_FILE, HANDOVER_RAW, "key");
	assert_int_equal(now()->err.code, ERR_READONLY);
	wish(HANDOVER_COMMAND, HANDOVER_RAW, "pass");
	driver_expect_none(&driver, EFFECT_KEY_HANDOVER);
	wish(HANDOVER_CLIPBOARD, HANDOVER_ENV, "");
	assert_int_equal(driver_expect(&driver, EFFECT_KEY_COPY)->handover->wish.form, HANDOVER_ENV);
}

static void a_key_of_a_lost_wallet_is_told(void **state)
{
	(void)state;
	memset(&driver.model.keys.items[0].address, 0x77, sizeof(struct address));
	wish(HANDOVER_FILE, HANDOVER_RAW, "key");
	assert_false(now()->waits);
	assert_int_equal(now()->err.code, ERR_WALLET_NOT_FOUND);
}

static void it_is_in_the_log(void **state)
{
	const struct log_entry *entry;

	(void)state;
	driver_unlock(&driver);
	wish(HANDOVER_FILE, HANDOVER_RAW, "/tmp/a\nb");
	driver_answer(&driver, EFFECT_KEY_HANDOVER);
	entry = &driver.model.log.items[driver.model.log.count - 1];
	assert_string_equal(entry->event, "key_handed_over");
	assert_string_equal(entry->text, "...abcdef to /tmp/a b");
}

/* The screen offers the same examples as the manual. */
static void the_manual_has_the_examples(void **state)
{
	char page[16384], line[HANDOVER_NAME_SIZE + HANDOVER_COMMAND_SIZE + 32];
	FILE *file = fopen("man/rialto-config.5", "r");

	(void)state;
	assert_non_null(file);
	page[fread(page, 1, sizeof(page) - 1, file)] = '\0';
	fclose(file);
	for (size_t i = 0; i < handover_example_count; i++) {
		snprintf(line, sizeof(line), "\n[handover %s]\ncommand = %s\n", handover_examples[i].name,
			 handover_examples[i].command);
		assert_non_null(strstr(page, line));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_file_after_the_password, begin, close_driver),
		cmocka_unit_test_setup_teardown(what_leaves_is_agreed_to, begin, close_driver),
		cmocka_unit_test_setup_teardown(a_closed_prompt_ends_the_wish, begin, close_driver),
		cmocka_unit_test_setup_teardown(a_file_that_cannot_be_written_is_told, begin, close_driver),
		cmocka_unit_test_setup_teardown(the_command_of_that_name_gets_it, begin, close_driver),
		cmocka_unit_test_setup_teardown(no_command_no_key, begin, close_driver),
		cmocka_unit_test_setup_teardown(a_command_is_stopped, begin, close_driver),
		cmocka_unit_test_setup_teardown(readonly_writes_nothing, begin, close_driver),
		cmocka_unit_test_setup_teardown(a_key_of_a_lost_wallet_is_told, begin, close_driver),
		cmocka_unit_test_setup_teardown(it_is_in_the_log, begin, close_driver),
		cmocka_unit_test(the_manual_has_the_examples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
