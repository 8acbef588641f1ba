/* flow_tx_steps: takes a stake that needs no approval as far as a test wants. */
#ifndef TESTS_FLOW_TX_STEPS_H
#define TESTS_FLOW_TX_STEPS_H

#include "tests/support/flow_fixture.h"

static inline int begin(void **state)
{
	open_driver(state);
	driver.node.allowance = flow_units(1000);
	return 0;
}

static inline int begin_headless(void **state)
{
	open_headless(state);
	driver.node.allowance = flow_units(1000);
	return 0;
}

static inline void to_preflight(void)
{
	driver_stake(&driver, 10);
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_PREFLIGHT);
}

static inline void to_review(void)
{
	to_preflight();
	driver_preflight(&driver);
	assert_int_equal(driver.model.tx.state, TX_REVIEW);
}

static inline void to_sending(void)
{
	to_review();
	driver_unlock(&driver);
	confirm_until_journalled();
	assert_int_equal(driver.model.tx.state, TX_SENDING);
}

static inline void to_waiting(void)
{
	to_sending();
	driver_answer(&driver, EFFECT_CHAIN);
	assert_int_equal(driver.model.tx.state, TX_WAITING);
}

/* Puts the transaction into a block, from now on. */
static inline void mine(void)
{
	driver.node.has_receipt = true;
	driver.node.nonce++;
}

static inline void assert_failed(enum err_code code)
{
	assert_int_equal(driver.model.tx.state, TX_FAILED);
	if (driver.model.tx.err.code != code)
		fail_msg("%s: %s", err_info(driver.model.tx.err.code)->name, driver.model.tx.err.msg);
	assert_int_equal(driver.model.plan.state, PLAN_FAILED);
	assert_int_equal(driver.model.plan.err.code, code);
}

static inline void assert_done(void)
{
	assert_int_equal(driver.model.plan.state, PLAN_DONE);
}

/* Answers everything and lets time pass, until the flow ends or that much time has passed. */
static inline void wait_ms(int64_t most)
{
	int64_t end = driver.now_ms + most;

	driver_settle(&driver);
	while (flow_tx_running(&driver.model.tx) && driver.now_ms < end) {
		driver_tick(&driver);
		driver_settle(&driver);
	}
}

#endif
