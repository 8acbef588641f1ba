/* The table of flows: what must hold of each row, so that loops over the table can rely on it. */
#include "wallet/model/flow.h"

#include "tests/support/flow_fixture.h"

static bool is_for_whoever(enum action_type type)
{
	return type == ACTION_QUIT || type == ACTION_DISMISS || type == ACTION_CANCEL || type == ACTION_CONFIRM ||
	       type == ACTION_RETRY;
}

static void each_wish_is_somebodys(void **state)
{
	(void)state;
	for (enum action_type type = ACTION_NONE + 1; type < ACTION_COUNT; type++) {
		const struct flow_ops *owner = flow_ops(action_owner(type));

		if (action_is_result(type) || is_for_whoever(type))
			assert_null(owner);
		else
			assert_non_null(flow_taker(type));
	}
}

static void no_two_flows_have_a_rank_in_common(void **state)
{
	bool stops[64] = { false }, asks[64] = { false };

	(void)state;
	for (enum flow_id id = FLOW_NONE + 1; id < FLOW_END; id++) {
		const struct flow_ops *ops = flow_ops(id);

		assert_false(ops->stops && stops[ops->stops]);
		assert_false(ops->asks && asks[ops->asks]);
		stops[ops->stops] = asks[ops->asks] = true;
	}
}

static void hooks_come_together(void **state)
{
	(void)state;
	for (enum flow_id id = FLOW_NONE + 1; id < FLOW_END; id++) {
		const struct flow_ops *ops = flow_ops(id);

		assert_true(!ops->result || ops->head);
		assert_true(!ops->logs || ops->head);
		assert_true(!ops->is[FLOW_IS_USING_KEY] || ops->head);
		assert_true(!ops->tick || ops->deadline);
		assert_int_equal(ops->review != NULL, ops->confirm != NULL);
		assert_true(!ops->review || ops->waits);
		assert_true(!ops->waits || (ops->cancel && ops->asks));
		assert_true(!ops->unlocks || (ops->head && ops->cancel && ops->asks));
		assert_true(!ops->awaits || ops->asks);
		assert_true(!ops->stops || ops->cancel);
	}
}

static bool has_no_request(enum action_type type)
{
	return type == ACTION_GLANCED || type == ACTION_LOADED || type == ACTION_CLIPBOARD_CLEARED ||
	       type == ACTION_NODE_LEFT || type == ACTION_RPC_CHARGED;
}

/* No flow takes a result that nobody asked for. */
static void a_stale_result_changes_nothing(void **state)
{
	size_t said = driver.model.message_count;

	(void)state;
	for (enum action_type type = ACTION_TICK + 1; type < ACTION_COUNT; type++) {
		struct action action = { .type = type, .request = 4000000000 };

		if (has_no_request(type))
			continue;
		(void)err_set(&action.err, ERR_UNREACHABLE, "nobody is there");
		driver_apply(&driver, &action);
		if (driver.model.message_count != said)
			fail_msg("of a stale %s it is said: %s", action_id(type), driver_said(&driver));
	}
	assert_int_equal(driver.model.message_count, said);
	assert_int_equal(driver.model.failed, FLOW_NONE);
	assert_int_equal(driver.pending.count, 0);
}

static void what_failed_last_is_tried_again(void **state)
{
	struct err err;

	(void)state;
	(void)err_set(&err, ERR_UNREACHABLE, "nobody is there");
	driver_do(&driver, ACTION_FAUCET);
	driver_refuse_with(&driver, EFFECT_FAUCET, &err);
	assert_int_equal(driver.model.failed, FLOW_FAUCET);
	driver_do(&driver, ACTION_TOKEN);
	driver_refuse(&driver, EFFECT_TOKEN, ERR_WEB_PAGE);
	assert_int_equal(driver.model.failed, FLOW_MINT);
	driver_do(&driver, ACTION_RETRY);
	driver_expect_none(&driver, EFFECT_FAUCET);
	(void)driver_expect(&driver, EFFECT_TOKEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_wish_is_somebodys),
		cmocka_unit_test(no_two_flows_have_a_rank_in_common),
		cmocka_unit_test(hooks_come_together),
		cmocka_unit_test_setup_teardown(a_stale_result_changes_nothing, open_driver, close_driver),
		cmocka_unit_test_setup_teardown(what_failed_last_is_tried_again, open_driver, close_driver),
	};

	return cmocka_run_group_tests_name("wallet_model_flow", tests, NULL, NULL);
}
