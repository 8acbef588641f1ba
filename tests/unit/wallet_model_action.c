/* action, effect: the tables and what is derived from them. */
#include "wallet/model/action.h"

#include <string.h>

#include "tests/support/unit.h"
#include "wallet/model/effect.h"
#include "wallet/model/flow.h"

/* A wish that no flow takes would be silently lost. */
static void every_wish_is_taken_by_its_owner(void **state)
{
	(void)state;
	for (enum action_type type = ACTION_NONE; type < ACTION_COUNT; type++)
		if (action_owner(type) != FLOW_NONE && !flow_taker(type))
			fail_msg("%s is taken by nothing in %s", action_id(type), flow_ops(action_owner(type))->name);
}

static void no_flow_takes_the_wish_of_another(void **state)
{
	(void)state;
	for (unsigned id = FLOW_NONE + 1; id < FLOW_END; id++) {
		const struct flow_wish *row = flow_ops((enum flow_id)id)->wishes;

		for (; row && row->take; row++)
			if (action_owner((enum action_type)row->wish) != id)
				fail_msg("%s has a row for %s", flow_ops((enum flow_id)id)->name,
					 action_id((enum action_type)row->wish));
	}
}

static void whatever_comes_back_is_a_result(void **state)
{
	(void)state;
	for (enum effect_type type = 0; type < EFFECT_COUNT; type++) {
		enum action_type result = effect_result(type);

		if (result != ACTION_NONE && !action_is_result(result))
			fail_msg("effect %s ends in the wish %s", effect_id(type), action_id(result));
		if (effect_waits_for(type) && result == ACTION_NONE)
			fail_msg("effect %s is waited for, and nothing comes of it", effect_id(type));
		if (effect_is_on_worker(type) && result == ACTION_NONE)
			fail_msg("effect %s is done on the worker, and nothing comes of it", effect_id(type));
	}
}

static void a_wish_has_a_name_and_a_result_has_none(void **state)
{
	(void)state;
	for (enum action_type type = ACTION_NONE + 1; type < ACTION_COUNT; type++) {
		if (action_is_result(type)) {
			assert_null(action_name(type));
			assert_int_equal(action_owner(type), FLOW_NONE);
		} else {
			assert_non_null(action_help(type));
		}
	}
}

/* With sanitizers, this shows that every payload is freed. */
static void every_effect_is_freed(void **state)
{
	struct effects effects = { 0 };

	(void)state;
	for (enum effect_type type = 0; type < EFFECT_COUNT; type++)
		assert_int_equal(effects_add(&effects, type, 7)->type, type);
	assert_int_equal(effects.count, EFFECT_COUNT);
	effects_free(&effects);
	assert_null(effects.items);
	assert_int_equal(effects.count, 0);
}

static void every_action_is_freed(void **state)
{
	(void)state;
	for (enum action_type type = ACTION_NONE; type < ACTION_COUNT; type++) {
		struct action action = { .type = type };

		action_free(&action);
		assert_int_equal(action.type, ACTION_NONE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_wish_is_taken_by_its_owner),
		cmocka_unit_test(no_flow_takes_the_wish_of_another),
		cmocka_unit_test(whatever_comes_back_is_a_result),
		cmocka_unit_test(a_wish_has_a_name_and_a_result_has_none),
		cmocka_unit_test(every_effect_is_freed),
		cmocka_unit_test(every_action_is_freed),
	};

	return cmocka_run_group_tests_name("wallet_action", tests, NULL, NULL);
}
