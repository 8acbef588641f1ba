#include "app/config.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/config_settings.h"
#include "tests/support/unit.h"
#include "tests/support/vector.h"
#include "tui/columns.h"
#include "wallet/base/mem.h"

static bool parse(struct config *config, struct err *err, const char *text)
{
	config_init(config);
	return config_parse(config, text, strlen(text), "config", err) && config_check(config, "config", false, err);
}

static void reads_every_setting(void **state)
{
	(void)state;
	struct network network;
	struct config config;
	struct err err;

	assert_true(parse(&config, &err,
		"# mine\n\n network = office \nwallet=agent-1\r\nlock-after = 60\nmax-tip = 0.001\nfee = 0.02/0.001\nmouse = no\ncolor = off\ntheme = light\nkeys-columns = all\ntx-columns = age, purpose\n"
		"[network office]\nrpc-url = https://rpc.example.org/?a=b\napi-url = https://api.example.org/api/v1\n"
		"chain-id = 84532\nexplorer-url = https://scan.example.org/tx/\n[network base]\nrpc-url = https://mine.example.org, https://b.example"));
	assert_string_equal(config.network, "office");
	assert_string_equal(config.wallet, "agent-1");
	assert_int_equal(config.lock_after_ms, 60000);
	assert_int_equal(config.max_tip.units.limb[0], 1000000000000000);
	assert_int_equal(config.fee.speed, FEE_OWN);
	assert_int_equal(config.fee.most.limb[0], 20000000);
	assert_int_equal(config.fee.tip.limb[0], 1000000);
	assert_false(config.mouse);
	assert_false(config.color);
	assert_int_equal(config.theme, THEME_LIGHT);
	assert_int_equal(config.keys_columns.count, 0);
	assert_int_equal(config.tx_columns.count, 2);
	assert_true(config_network(&network, &config, "office", &err));
	assert_string_equal(network.rpc_urls[0], "https://rpc.example.org/?a=b");
	assert_int_equal(network.chain_id, 84532);
	assert_true(network.real_money);
	assert_true(config_network(&network, &config, "base", &err));
	assert_int_equal(network.node_count, 2);
	assert_string_equal(network.rpc_urls[0], "https://mine.example.org");
	assert_string_equal(network.rpc_urls[1], "https://b.example");
	assert_string_equal(network.api_url, "https://api.venice.ai/api/v1");
}

static void an_empty_file_changes_nothing(void **state)
{
	(void)state;
	struct config config;
	struct network network;
	struct err err;

	assert_true(parse(&config, &err, ""));
	assert_int_equal(config.lock_after_ms, -1);
	assert_int_equal(config.max_tip.units.limb[0], 50000000000000);
	assert_int_equal(config.fee.speed, FEE_NORMAL);
	assert_true(config.mouse);
	assert_true(config_network(&network, &config, "practice", &err));
	assert_false(network.real_money);
	assert_false(config_network(&network, &config, "elsewhere", &err));
	assert_int_equal(err.code, ERR_INVALID_INPUT);
}

static void a_bad_line_is_named(void **state)
{
	(void)state;
	static const struct {
		const char *text, *says;
	} cases[] = {
		{ "wallet = a\nfrob = 1\n", "line 2, column 1: there is no setting 'frob'" },
		{ "just words\n", "line 1, column 1: a setting looks like key = value" },
		{ "\n\nlock-after = soon", "line 3, column 14: lock-after must be" },
		{ "lock-after = 0", "line 1" },
		{ "lock-after = -1", "line 1" },
		{ "max-tip = 0", "max-tip must be an amount of ETH above 0" },
		{ "max-tip = none", "line 1" },
		{ "fee = cheap", "fee must be slow, normal, fast, or 0.005 to 100 gwei" }, { "fee = 0.001", "line 1" },
		{ "lock-after = 99999999999999999999", "line 1" },
		{ "mouse = perhaps", "line 1, column 9: mouse must be yes or no" },
		{ "\nkeys-columns = description, frob", "line 2, column 29: keys-columns must be all, or description and any of type" },
		{ "tx-columns = hash, age", "line 1, column 14: tx-columns must be all, or purpose and any of amount" },
		{ "wallet =", "line 1, column 1: wallet is empty: leave the line out, or give it a wallet's name or address" },
		{ "network = practice\nnetwork = base\n", "line 2, column 1: network is set already, in line 1" },
		{ "mouse = no\n\nmouse = no\n", "line 3, column 1: mouse is set already, in line 1" },
		{ "[network a]\nrpc-url = https://a\n[network b]\n[network a]\nrpc-url = https://b", "line 5, column 1: rpc-url is set already, in line 2" },
		{ "[network a]\nrpc-url =", "line 2, column 1: rpc-url is empty" },
		{ "[network a]\nrpc-url = https://a, https://a", "line 2, column 11: rpc-url must be a URL or venice, or up to 8 different ones" },
		{ "[network a]\nrpc-key = VENICE_INFERENCE_KEY_x", "line 2, column 11: rpc-key must be the id of a stored API key" },
		{ "[handover a]\ncommand = x\n[handover b]\ncommand = x\n[handover a]\ncommand = y\n", "line 6, column 1: command is set already, in line 2" },
		{ "[handover a]\ncommand =", "line 2, column 1: command is empty" },
		{ "[network]", "line 1, column 1: a section looks like" },
		{ "[key]", "line 1, column 1: a section looks like [network NAME], [handover NAME], [policy WALLET] or [keys]" },
		{ "[policy a]\n per-tx = 10 VVV, 5 DOLLARS", "line 2, column 21: 'DOLLARS' is no token" },
		{ "[policy a]\nper-day = 10", "line 2, column 11: '10' has no token" },
		{ "[policy a]\nper-day = 1,5 VVV", "line 2, column 11: '1' has no token" },
		{ "[policy a]\nper-day = 1 VVV,", "line 2, column 17: an amount and its token are missing" },
		{ "[policy a]\nper-day = 1 VVV, 2 vvv", "line 2, column 18: VVV has a cap already" },
		{ "[policy a]\nper-tx = 1.0000001 USDC", "line 2, column 10: '1.0000001': At most 6 decimals" },
		{ "[policy a]\nper-tx = -1 VVV", "line 2, column 10: '-1': An amount cannot be negative" },
		{ "[policy a]\nper-tx =", "line 2, column 1: per-tx is empty" },
		{ "[policy a]\n\n  limit = 1 VVV", "line 3, column 3: a policy has no setting 'limit'" },
		{ "[policy a]\nexpires = soon", "line 2, column 11: 'soon' is no date like" },
		{ "[policy a]\nexpires = 2026-02-30", "line 2, column 11: '2026-02-30' is no date" },
		{ "[policy a]\nrecipients = 0x12", "line 2, column 14: '0x12' is no address" },
		{ "[policy a]\nexpires = 2027-01-01\n[policy b]\n[policy a]\nexpires = 2027-01-02",
		  "line 5, column 1: expires is set already, in line 2" },
		{ "[policy \"\"]", "line 1, column 9: a policy needs a wallet's name" },
		{ "[]", "line 1, column 1: a section looks like" },
		{ "[other x]", "line 1, column 1: a section looks like" },
		{ "[network ]", "line 1, column 10: a network's name" },
		{ "[network a\033b]", "line 1, column 10: a network's name" },
		{ "[network a]\nwallet = x", "line 2, column 1: a network has no setting 'wallet'" },
		{ "[network a]\nchain-id = 0", "line 2, column 12: chain-id must be" },
	};
	struct config config;

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct err err = { 0 };

		assert_false(parse(&config, &err, cases[i].text));
		assert_int_equal(err.code, ERR_CONFIG_BAD);
		if (!strstr(err.msg, cases[i].says))
			fail_msg("%s: %s", cases[i].says, err.msg);
	}
}

/* What a setting may be names each column that there is. */
static void columns_are_named_as_their_headings(void **state)
{
	(void)state;
	for (size_t i = 0; i < CONFIG_SETTINGS; i++) {
		const struct column_table *table = config_settings[i].columns;

		for (size_t column = 0; table && column < table->count; column++) {
			char name[32];

			snprintf(name, sizeof(name), "%s", table->columns[column].title);
			for (char *at = name; *at; at++)
				*at = (char)tolower((unsigned char)*at);
			if (!strstr(config_settings[i].form, name))
				fail_msg("%s lacks %s", config_settings[i].key, name);
		}
	}
}

/* Reads the text as for the screen, which passes over what is only about the screen. */
static bool forgive(struct config *config, struct err *err, const char *text)
{
	config_init(config);
	return config_parse(config, text, strlen(text), "config", err) && config_check(config, "config", true, err);
}

static void a_mistake_that_only_the_screen_sees_is_passed_over_there(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"mouse = perhaps", "color =", "frob = 1", "just words", "mouse = no\nmouse = yes", "keys-columns = key", "moose = no", "colour = no",
	};
	struct config config;
	struct err err;

	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++) {
		assert_false(parse(&config, &err, texts[i]));
		if (!forgive(&config, &err, texts[i]))
			fail_msg("%s: %s", texts[i], err.msg);
		assert_int_equal(config.mistake_count, 1);
		assert_false(config.grave);
	}
	assert_true(forgive(&config, &err, "mouse = no\nmouse = yes"));
	assert_false(config.mouse);
}

/* Without such a line the program could do more than the person allowed. */
static void a_mistake_about_money_is_never_passed_over(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"max-tip = much", "max-tpi = 0.0001", "max-tip 0.0001", "maxtip = 1", "fee = cheap", "fees = slow", "network = a\033",
		"netwrok = practice", "lock-after = soon", "lock_after = 10", "per-tx = 1 VVV", "per-dya = 1 VVV", "[polcy a]\nper-tx = 1 VVV",
		"policy agent]\nper-day = 1 VVV", "[policy a]\nper-tx = 1", "[policy a]\nlimit = 1", "[policy a]\nper-tx 1 VVV",
		"[network base]\nrpc-ulr = https://a", "[handover a]\ncommands = x", "[keys", "wallet = a\nwallet = b",
	};
	struct config config;
	struct err err;

	for (size_t i = 0; i < ARRAY_LENGTH(texts); i++)
		if (forgive(&config, &err, texts[i]))
			fail_msg("%s", texts[i]);
}

static void the_name_that_was_meant_is_suggested(void **state)
{
	(void)state;
	static const struct { const char *text, *says; } cases[] = {
		{ "moose = no", "there is no setting 'moose'; did you mean mouse?" },
		{ "colour = no", "did you mean color?" },
		{ "lockafter = 10", "did you mean lock-after?" },
		{ "max-tpi = 1", "did you mean max-tip?" },
		{ "[policy a]\nper-dya = 1 VVV", "a policy has no setting 'per-dya'; did you mean per-day?" },
		{ "[network a]\nrpcurl = x", "a network has no setting 'rpcurl'; did you mean rpc-url?" },
		{ "per-tx = 1 VVV", "per-tx stands in a section [policy WALLET]" },
		{ "[network a]\nmouse = no", "a network has no setting 'mouse': it stands before the first section" },
		{ "x = 1", "there is no setting 'x'" },
		{ "a-name-that-is-like-no-other-and-long = 1", "there is no setting 'a-name-that-is-like-no-other-and-long'" },
	};
	struct config config;

	for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
		struct err err = { 0 };

		assert_false(parse(&config, &err, cases[i].text));
		if (!strstr(err.msg, cases[i].says) || strlen(strstr(err.msg, cases[i].says)) != strlen(cases[i].says))
			fail_msg("%s: %s", cases[i].says, err.msg);
	}
}

static void every_mistake_is_named_and_the_rest_holds(void **state)
{
	(void)state;
	char text[2048] = "", says[CONFIG_MISTAKE_SIZE];
	struct config config;
	struct err err;

	for (unsigned i = 0; i < 20; i++)
		strcat(text, i % 2 ? "  mouse = perhaps\n" : "frob = \033[2J\n");
	strcat(text, "color = no\n");
	assert_true(forgive(&config, &err, text));
	assert_int_equal(config.mistake_count, 20);
	assert_false(config.color);
	for (unsigned i = 0; i < 20; i++)
		assert_int_equal(config.mistakes[i].line, i + 1);
	config_mistake_say(says, &config.mistakes[1], "config");
	assert_string_equal(says, "config, line 2, column 11: mouse must be yes or no");
	assert_false(parse(&config, &err, text));
	assert_non_null(strstr(err.msg, "line 1, column 1: there is no setting 'frob' (and 19 more mistakes)"));
	strcat(text, "max-tip = much\n[frob]\nmouse = said of nobody\nnor this\n[keys]\nhelp = x\n");
	assert_false(forgive(&config, &err, text));
	assert_non_null(strstr(err.msg, "line 22, column 11: max-tip must be"));
	assert_int_equal(config.mistake_count, 22);
	assert_int_equal(config.keybind_count, 1);
}

/* More mistakes than there is room for must not hide the one that matters. */
static void a_grave_mistake_after_many_others_is_kept(void **state)
{
	(void)state;
	char *text = mem_new(100 * 10 + 64, 1);
	struct config config;
	struct err err;

	for (int i = 0; i < 100; i++)
		strcat(text, "mouse = x\n");
	assert_true(forgive(&config, &err, text));
	strcat(text, "fee = cheap\n");
	assert_false(forgive(&config, &err, text));
	assert_non_null(strstr(err.msg, "line 101, column 7: fee must be"));
	free(text);
}

static void reads_policies(void **state)
{
	(void)state;
	const struct policy *policy;
	struct config config;
	struct err err;

	assert_true(parse(&config, &err,
		"[policy agent-1]\nper-tx = 10 VVV, 0.5 ETH\nper-day=25 vvv ,0 USDC\nexpires = 2027-01-31\n"
		"recipients = 0x1111111111111111111111111111111111111111, 2222222222222222222222222222222222222222\n"
		"[policy \"with blanks \"]\nper-tx = 1 sVVV\n"));
	assert_int_equal(config.policy_count, 2);
	policy = &config.policies[0];
	assert_string_equal(policy->wallet, "agent-1");
	assert_true(policy->caps_tx[TOKEN_VVV] && policy->caps_tx[TOKEN_ETH] && !policy->caps_tx[TOKEN_USDC]);
	assert_true(policy->caps_day[TOKEN_VVV] && policy->caps_day[TOKEN_USDC] && !policy->caps_day[TOKEN_ETH]);
	assert_int_equal(policy->per_tx[TOKEN_ETH].units.limb[0], 500000000000000000);
	assert_true(amount_is_zero(policy->per_day[TOKEN_USDC]));
	assert_int_equal(policy->expires_ms, INT64_C(1801353600000));
	assert_int_equal(policy->recipient_count, 2);
	assert_int_equal(policy->recipients[1].bytes[19], 0x22);
	assert_string_equal(config.policies[1].wallet, "with blanks ");
	assert_true(config.policies[1].caps_tx[TOKEN_SVVV]);
}

static void the_same_setting_of_another_section_is_another(void **state)
{
	(void)state;
	struct network network;
	struct config config;
	struct err err;

	assert_true(parse(&config, &err, "[network a]\nrpc-url = https://a\n[network b]\nrpc-url = https://b\n[network a]\nchain-id = 1\n"
			  "[handover a]\ncommand = x\n[handover b]\ncommand = y\n"));
	assert_true(config_network(&network, &config, "a", &err));
	assert_string_equal(network.rpc_urls[0], "https://a");
	assert_int_equal(network.chain_id, 1);
}

static void parse_fault(struct config *config, const char *name, const char *says)
{
	struct err err = { 0 };
	struct buf text;
	bool ok;

	vector_read(&text, name);
	config_init(config);
	ok = config_parse(config, buf_string(&text), text.len, "config", &err) && config_check(config, "config", false, &err);
	buf_free(&text);
	assert_int_equal(ok, !says);
	if (says && !strstr(err.msg, says))
		fail_msg("%s: %s", says, err.msg);
}

static void files_as_editors_save_them(void **state)
{
	(void)state;
	struct config config;
	struct err err;

	parse_fault(&config, "faults/config/bom", NULL);
	assert_string_equal(config.network, "practice");
	parse_fault(&config, "faults/config/tilde", NULL);
	parse_fault(&config, "faults/config/duplicate-setting", "line 2, column 1: network is set already");
	config_init(&config);
	assert_false(config_parse(&config, "\xff\xfen\0", 4, "config", &err));
	assert_non_null(strstr(err.msg, "UTF-16"));
}

static void what_does_not_fit_is_refused(void **state)
{
	(void)state;
	char text[NETWORK_URL_SIZE + 64] = "[network a]\nrpc-url = https://";
	struct config config;
	struct err err;

	memset(text + strlen(text), 'a', NETWORK_URL_SIZE);
	assert_false(parse(&config, &err, text));
	assert_int_equal(err.code, ERR_CONFIG_BAD);
	config_init(&config);
	assert_false(config_parse(&config, "wallet = a\0b", 12, "config", &err));
	assert_int_equal(err.code, ERR_CONFIG_BAD);
}

/* The parser does not know which keystrokes are right.  A wrong one spoils nothing else. */
static void keys_are_taken_as_they_stand(void **state)
{
	(void)state;
	static const struct keybind_setting wanted[] = {
		{ "help", "?, F1", 3, 3, 10 }, { "stake", "=", 4, 1, 7 }, { "lärm", "x", 5, 1, 8 },
		{ "no equals sign", "", 6, 1, 15 },
		{ "top", "", 7, 1, 6 }, { "stake", "#", 9, 1, 9 },
	};
	struct config config;
	struct err err;

	assert_true(parse(&config, &err, "mouse = no\n[keys]\n  help = ?, F1 \r\nstake==\nlärm = x\nno equals sign\n"
			  "top =\n# not this\nstake = #\n\n[network a]\nrpc-url = https://a.example.org\n"));
	assert_int_equal(config.keybind_count, ARRAY_LENGTH(wanted));
	for (size_t i = 0; i < ARRAY_LENGTH(wanted); i++) {
		assert_string_equal(config.keybinds[i].name, wanted[i].name);
		assert_string_equal(config.keybinds[i].inputs, wanted[i].inputs);
		assert_int_equal(config.keybinds[i].line, wanted[i].line);
		assert_int_equal(config.keybinds[i].column, wanted[i].column);
		assert_int_equal(config.keybinds[i].inputs_column, wanted[i].inputs_column);
	}
	assert_string_equal(config.networks[0].rpc_urls[0], "https://a.example.org");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_every_setting),
		cmocka_unit_test(an_empty_file_changes_nothing),
		cmocka_unit_test(a_bad_line_is_named),
		cmocka_unit_test(columns_are_named_as_their_headings),
		cmocka_unit_test(a_mistake_that_only_the_screen_sees_is_passed_over_there),
		cmocka_unit_test(a_mistake_about_money_is_never_passed_over),
		cmocka_unit_test(the_name_that_was_meant_is_suggested),
		cmocka_unit_test(every_mistake_is_named_and_the_rest_holds),
		cmocka_unit_test(a_grave_mistake_after_many_others_is_kept),
		cmocka_unit_test(reads_policies),
		cmocka_unit_test(the_same_setting_of_another_section_is_another),
		cmocka_unit_test(files_as_editors_save_them),
		cmocka_unit_test(what_does_not_fit_is_refused),
		cmocka_unit_test(keys_are_taken_as_they_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
