#include "app/cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/cli/subcommand.h"
#include "tests/support/unit.h"
#include "wallet/base/mem.h"

static bool parse(struct options *out, struct err *err, const char *line)
{
	static char words[16][64];
	char *argv[17] = { words[0] };
	int argc = 1;

	while (*line) {
		size_t len = strcspn(line, " ");

		memcpy(words[argc], line, len);
		words[argc][len] = 0;
		argv[argc] = words[argc];
		argc++;
		line += len + (line[len] == ' ');
	}
	return options_parse(out, argc, argv, err);
}

static void options_stand_before_and_after_the_command(void **state)
{
	(void)state;
	static const char *const lines[] = {
		"--json --home /h stake 10", "stake --json --home /h 10", "stake 10 --home=/h --json", "--home /h stake --json -- 10",
	};
	struct options options;
	struct err err;

	for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
		assert_true(parse(&options, &err, lines[i]));
		assert_string_equal(options.command->name, "stake");
		assert_int_equal(options.argument_count, 1);
		assert_string_equal(options.arguments[0], "10");
		assert_string_equal(options_value(&options, OPTION_HOME), "/h");
		assert_true(options_flag(&options, OPTION_JSON));
		assert_false(options_flag(&options, OPTION_YES));
	}
}

static void commands_have_one_or_two_words(void **state)
{
	(void)state;
	struct options options;
	struct err err;

	assert_true(parse(&options, &err, "wallet new agent-1 --words 24"));
	assert_string_equal(options.command->name, "wallet new");
	assert_string_equal(options.arguments[0], "agent-1");
	assert_true(parse(&options, &err, "balance a b c"));
	assert_int_equal(options.argument_count, 3);
	assert_true(parse(&options, &err, ""));
	assert_null(options.command);
	assert_true(parse(&options, &err, "wallet --help"));
	assert_string_equal(options.group, "wallet");
}

static void a_single_dash_is_an_argument_and_a_value(void **state)
{
	(void)state;
	struct options options;
	struct err err;

	assert_true(parse(&options, &err, "--password-file - wallet show -"));
	assert_string_equal(options_value(&options, OPTION_PASSWORD_FILE), "-");
	assert_string_equal(options.arguments[0], "-");
}

/* A variable that was not set must never choose the widest permission. */
static void no_option_takes_nothing_at_all(void **state)
{
	(void)state;
	for (unsigned id = 0; id < OPTION_COUNT; id++) {
		char option[64], word[] = "", *argv[] = { (char[]){ "rialto" }, option, word };
		const struct option_info *info = option_info((enum option_id)id);
		struct options options;
		struct err err = { 0 };

		if (!info->argument)
			continue;
		snprintf(option, sizeof(option), "--%s", info->name);
		assert_false(options_parse(&options, 3, argv, &err));
		assert_int_equal(err.code, ERR_USAGE);
		assert_int_equal(strncmp(err.msg, option, strlen(option)), 0);
		assert_non_null(strstr(err.msg, " is empty: "));
		snprintf(option, sizeof(option), "--%s=", info->name);
		assert_false(options_parse(&options, 2, argv, &err));
	}
}

static void the_word_for_none_is_said(void **state)
{
	(void)state;
	static const char *const lines[][2] = {
		{ "mint --limit-usd=", "--limit-usd is empty: write none for no limit" },
		{ "mint --expires=", "--expires is empty: write none for a key that never expires" },
		{ "mint --period=", "write EPOCH, MONTH or LIFETIME" }, { "mint --privacy=", "write ALL, PRIVATE_TEXT or PRIVATE_ONLY" },
		{ "mint --type=", "write INFERENCE or ADMIN" }, { "balance --network=", "leave it out, or give it NAME" },
	};
	struct options options;

	for (size_t i = 0; i < ARRAY_LENGTH(lines); i++) {
		struct err err = { 0 };

		assert_false(parse(&options, &err, lines[i][0]));
		if (!strstr(err.msg, lines[i][1]))
			fail_msg("%s: %s", lines[i][1], err.msg);
	}
}

static void no_argument_is_nothing_at_all(void **state)
{
	(void)state;
	char *argv[] = { (char[]){ "rialto" }, (char[]){ "log" }, (char[]){ "" } };
	struct options options;
	struct err err = { 0 };

	assert_false(options_parse(&options, 3, argv, &err));
	assert_non_null(strstr(err.msg, "An argument is empty: rialto log"));
}

static void nothing_is_given_twice(void **state)
{
	(void)state;
	struct options options;
	struct err err = { 0 };

	assert_false(parse(&options, &err, "mint --limit-usd 5 --limit-usd 10"));
	assert_int_equal(err.code, ERR_USAGE);
	assert_string_equal(err.msg, "--limit-usd is given twice");
	assert_false(parse(&options, &err, "--home /a balance --home=/b"));
	assert_true(parse(&options, &err, "mint --wallets a --wallets b,c"));
	assert_int_equal(options.wallets_count, 2);
	assert_string_equal(options.wallets[0], "a");
	assert_string_equal(options.wallets[1], "b,c");
	assert_true(parse(&options, &err, "--yes --json balance --json --yes"));	/* they repeat what was said */
}

static void wrong_lines_are_refused_with_a_sentence(void **state)
{
	(void)state;
	static const struct {
		const char *line, *says;
	} cases[] = {
		{ "frob", "no command 'frob'" },
		{ "wallet frob", "no command 'wallet frob'" },
		{ "wallet", "needs a command of its own" },
		{ "--frob", "no option --frob" },
		{ "-j balance", "no option -j" },
		{ "stake", "rialto stake AMOUNT" },
		{ "stake 1 2", "'2' is too much" },
		{ "stake 1 --home", "--home needs a value" },
		{ "stake 1 --yes=1", "--yes takes no value" },
		{ "balance --words 12", "not an option of 'rialto balance'" },
		{ "--words 12", "belongs to a command" },
	};
	struct options options;

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct err err = { 0 };

		assert_false(parse(&options, &err, cases[i].line));
		assert_int_equal(err.code, ERR_USAGE);
		assert_non_null(strstr(err.msg, cases[i].says));
	}
}

static void help_needs_no_arguments(void **state)
{
	(void)state;
	struct options options;
	struct err err;

	assert_true(parse(&options, &err, "stake --help"));
	assert_true(parse(&options, &err, "-h"));
	assert_true(options_flag(&options, OPTION_HELP));
}

static void the_environment_comes_second(void **state)
{
	(void)state;
	struct options options;
	struct err err;

	setenv("RIALTO_WALLET", "from-environment", 1);
	assert_true(parse(&options, &err, "balance"));
	assert_string_equal(options_value(&options, OPTION_WALLET), "from-environment");
	assert_true(parse(&options, &err, "balance --wallet given"));
	assert_string_equal(options_value(&options, OPTION_WALLET), "given");
	unsetenv("RIALTO_WALLET");
}

static void no_variable_is_set_to_nothing(void **state)
{
	(void)state;
	unsigned found = 0;

	for (unsigned id = 0; id < OPTION_COUNT; id++) {
		const char *name = option_info((enum option_id)id)->environment;
		struct options options;
		struct err err = { 0 };

		if (!name)
			continue;
		found++;
		setenv(name, "", 1);
		assert_false(parse(&options, &err, "balance"));
		assert_int_equal(err.code, ERR_USAGE);
		assert_int_equal(strncmp(err.msg, name, strlen(name)), 0);
		assert_non_null(strstr(err.msg, "is empty: unset it"));
		assert_true(parse(&options, &err, "balance --help"));
		unsetenv(name);
	}
	assert_true(found >= 8);
	setenv("RIALTO_WALLET", "", 1);
	assert_true(parse(&(struct options){ 0 }, &(struct err){ 0 }, "balance --wallet given"));
	unsetenv("RIALTO_WALLET");
}

static void json_is_seen_on_lines_that_are_refused(void **state)
{
	(void)state;
	char *refused[] = { (char[]){ "rialto" }, (char[]){ "--frob" }, (char[]){ "--json" } };
	char *argument[] = { (char[]){ "rialto" }, (char[]){ "--" }, (char[]){ "--json" } };

	assert_true(options_want_json(3, refused));
	assert_false(options_want_json(3, argument));
}

static void every_command_says_how_it_is_used(void **state)
{
	(void)state;
	struct buf help;

	for (size_t i = 0; i < subcommand_count; i++) {
		buf_init(&help, 0);
		subcommand_help(&help, &subcommand_table[i], NULL);
		assert_non_null(strstr(buf_string(&help), subcommand_table[i].name));
		buf_free(&help);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_stand_before_and_after_the_command),
		cmocka_unit_test(commands_have_one_or_two_words),
		cmocka_unit_test(a_single_dash_is_an_argument_and_a_value),
		cmocka_unit_test(no_option_takes_nothing_at_all),
		cmocka_unit_test(the_word_for_none_is_said),
		cmocka_unit_test(no_argument_is_nothing_at_all),
		cmocka_unit_test(nothing_is_given_twice),
		cmocka_unit_test(wrong_lines_are_refused_with_a_sentence),
		cmocka_unit_test(help_needs_no_arguments),
		cmocka_unit_test(the_environment_comes_second),
		cmocka_unit_test(no_variable_is_set_to_nothing),
		cmocka_unit_test(json_is_seen_on_lines_that_are_refused),
		cmocka_unit_test(every_command_says_how_it_is_used),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
