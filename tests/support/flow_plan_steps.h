/* flow_plan_steps: what the tests of every plan ask of it. */
#ifndef TESTS_FLOW_PLAN_STEPS_H
#define TESTS_FLOW_PLAN_STEPS_H

#include "tests/support/flow_fixture.h"

static inline void assert_plan_failed(enum err_code code)
{
	assert_int_equal(driver.model.plan.state, PLAN_FAILED);
	if (driver.model.plan.err.code != code)
		fail_msg("%s: %s", err_info(driver.model.plan.err.code)->name, driver.model.plan.err.msg);
	assert_int_equal(driver.model.error.code, code == ERR_CANCELLED ? ERR_NONE : code);
}

static inline void assert_nothing_signed(void)
{
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 0);
	assert_int_equal(driver.count[EFFECT_JOURNAL_WRITE], 0);
	assert_int_equal(driver.node.sent, 0);
}

/* For a plan that reads the chain: answers to others, and its own answer after it was cancelled,
 * change nothing. */
static inline void assert_others_answers_are_not_its_own(void)
{
	uint32_t request = driver.model.plan.request;

	driver_apply(&driver, &(struct action){ .type = ACTION_CHAIN, .request = request + 1, .ok = true });
	driver_apply(&driver, &(struct action){ .type = ACTION_CHAIN, .request = 0, .ok = true });
	assert_int_equal(driver.model.plan.state, PLAN_CHECKING);
	driver_do(&driver, ACTION_CANCEL);
	driver_apply(&driver, &(struct action){ .type = ACTION_CHAIN, .request = request, .ok = true });
}

#endif
