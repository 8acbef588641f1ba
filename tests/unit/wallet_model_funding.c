/* funding: the ways, and what is known of whether the account can pay. */
#include "wallet/model/funding.h"

#include <stdio.h>
#include <string.h>

#include "tests/support/unit.h"
#include "wallet/base/mem.h"

static struct model model;

static struct amount diem(const char *text)
{
	struct amount amount;
	struct err err;

	assert_true(amount_parse(&amount, TOKEN_DIEM, text, &err));
	return amount;
}

/* Two wallets, with "a" selected; keys "k1" of a, "k2" of b, and "k3" of a on another network. */
static int set_up(void **state)
{
	static const struct { unsigned char owner; const char *network; } keys[] = { { 1, "practice" }, { 2, "practice" }, { 1, "base" } };
	struct network network;

	(void)state;
	assert_true(network_builtin(&network, "practice"));
	model_init(&model, &(struct setup){ .network = &network });
	model.accounts = (struct accounts){ mem_new(2, sizeof(struct account)), 2 };
	model.keys = (struct key_list){ mem_new(ARRAY_LENGTH(keys), sizeof(struct key_info)), ARRAY_LENGTH(keys) };
	for (size_t i = 0; i < 2; i++)
		model.accounts.items[i].address.bytes[0] = (uint8_t)(i + 1);
	for (size_t i = 0; i < ARRAY_LENGTH(keys); i++) {
		struct key_info *key = &model.keys.items[i];

		key->address.bytes[0] = keys[i].owner;
		key->stored = true;
		snprintf(key->network, sizeof(key->network), "%s", keys[i].network);
		snprintf(key->id, sizeof(key->id), "k%zu", i + 1);
	}
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	model_free(&model);
	return 0;
}

static void add_check(const char *id, int64_t checked_ms)
{
	struct key_check *check;

	model.checks = mem_grow(model.checks, model.check_count + 1, sizeof(*model.checks));
	check = &model.checks[model.check_count++];
	*check = (struct key_check){ .checked_ms = checked_ms };
	snprintf(check->id, sizeof(check->id), "%s", id);
}

static void a_tenth_of_a_diem_is_the_least(void **state)
{
	(void)state;
	assert_true(funding_diem_spendable(diem("0.1")));
	assert_true(funding_diem_spendable(diem("2")));
	assert_false(funding_diem_spendable(diem("0.099999999999999999")));
	assert_false(funding_diem_spendable(diem("0")));
}

static void diem_is_minted_first_where_there_is_only_svvv(void **state)
{
	struct balances balances = { .diem = diem("0"), .svvv_unlocked = { TOKEN_SVVV, u256_from_u64(1) } };

	(void)state;
	assert_true(funding_mint_first(&balances));
	balances.diem = diem("0.000000000000000001");
	assert_false(funding_mint_first(&balances));
	balances.diem = diem("0");
	balances.svvv_unlocked = amount_zero(TOKEN_SVVV);
	assert_false(funding_mint_first(&balances));
}

static void the_key_is_of_this_wallet_and_network(void **state)
{
	(void)state;
	assert_string_equal(funding_key(&model)->id, "k1");
	model.selected = 1;
	assert_string_equal(funding_key(&model)->id, "k2");
	model.keys.items[1].stored = false;
	assert_null(funding_key(&model));
	model.selected = 2;
	assert_null(funding_key(&model));
}

static void the_newest_answer_counts(void **state)
{
	(void)state;
	assert_null(funding_check(&model));
	add_check("k2", 500);
	add_check("k3", 400);
	assert_null(funding_check(&model));
	add_check("k1", 100);
	assert_int_equal(funding_check(&model)->checked_ms, 100);
	model.mint.checked = true;
	model.mint.account = model.accounts.items[0];
	model.mint.check.checked_ms = 99;
	assert_int_equal(funding_check(&model)->checked_ms, 100);
	model.mint.check.checked_ms = 101;
	assert_int_equal(funding_check(&model)->checked_ms, 101);
	model.mint.account = model.accounts.items[1];
	assert_int_equal(funding_check(&model)->checked_ms, 100);
}

static void an_answer_from_before_the_stake_is_stale(void **state)
{
	(void)state;
	add_check("k1", 100);
	assert_false(funding_check_stale(&model, funding_check(&model)));
	model.plan = (struct flow_plan){
		.state = PLAN_DONE, .purpose = PURPOSE_DIEM_STAKE, .done_ms = 200, .account = model.accounts.items[0],
	};
	assert_true(funding_check_stale(&model, funding_check(&model)));
	model.checks[0].checked_ms = 201;
	assert_false(funding_check_stale(&model, funding_check(&model)));
	model.checks[0].checked_ms = 100;
	model.plan.purpose = PURPOSE_DIEM_MINT;
	assert_false(funding_check_stale(&model, funding_check(&model)));
	model.plan.purpose = PURPOSE_DIEM_STAKE;
	model.selected = 1;
	assert_false(funding_check_stale(&model, &model.checks[0]));
}

/* Each way says where to go, and has a name and a letter of its own. */
static void the_ways_are_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < funding_way_count; i++) {
		const struct funding_way *way = &funding_ways[i];

		assert_true(*way->title && *way->text);
		assert_int_equal(way->wish != ACTION_NONE, way->command != NULL);
		assert_false(way->wish != ACTION_NONE && way->url);
		assert_null(strchr("cjkgGqy", way->letter));
		assert_true(way->wallet_only || !strstr(way->text, "SIGN-IN-WITH-X"));
		assert_true(i == 0 || way->wallet_only >= funding_ways[i - 1].wallet_only);	/* these come last */
		for (size_t j = 0; j < i; j++) {
			assert_string_not_equal(way->name, funding_ways[j].name);
			assert_true(way->letter != funding_ways[j].letter);
		}
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tenth_of_a_diem_is_the_least),
		cmocka_unit_test(diem_is_minted_first_where_there_is_only_svvv),
		TEST(the_key_is_of_this_wallet_and_network),
		TEST(the_newest_answer_counts),
		TEST(an_answer_from_before_the_stake_is_stale),
		cmocka_unit_test(the_ways_are_whole),
	};

	return cmocka_run_group_tests_name("wallet_funding", tests, NULL, NULL);
}
