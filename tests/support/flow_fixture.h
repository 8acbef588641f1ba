/* flow_fixture: for a test program that opens and closes a driver for each of its tests. */
#ifndef TESTS_FLOW_FIXTURE_H
#define TESTS_FLOW_FIXTURE_H

#include <string.h>

#include "tests/support/flow_driver.h"
#include "wallet/model/review.h"

static struct driver driver;

/* Set-up and tear-down of a test, for cmocka. */
static inline int open_driver(void **state)
{
	(void)state;
	driver_open(&driver);
	return 0;
}

static inline int open_headless(void **state)
{
	(void)state;
	driver_open_headless(&driver);
	return 0;
}

static inline int close_driver(void **state)
{
	(void)state;
	driver_close(&driver);
	return 0;
}

/* Set-up of a test that begins with one key in the vault, minted with the first wallet, which is locked again. */
static inline int open_with_key(void **state)
{
	open_driver(state);
	driver_unlock(&driver);
	driver_mint(&driver);
	driver_settle(&driver);
	driver_do(&driver, ACTION_LOCK);
	assert_int_equal(driver.model.keys.count, 1);
	return 0;
}

/* A block takes what was sent, and it is followed until that is proven. */
static inline void mine_sent(void)
{
	flow_node_mine(&driver.node);
	while (driver.model.tx.state == TX_WAITING) {
		if (!driver_find(&driver, EFFECT_CHAIN))
			driver_tick(&driver);
		driver_answer(&driver, EFFECT_CHAIN);
	}
}

/* From the review of a transaction, with the wallet open, until the journal has it. */
static inline void confirm_until_journalled(void)
{
	driver_do(&driver, ACTION_CONFIRM);
	driver_answer(&driver, EFFECT_SIGN_TX);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
}

/* Once it is signed, the journal has it before the node does. */
static inline void journal_before_sending(void)
{
	driver_answer(&driver, EFFECT_SIGN_TX);
	assert_int_equal(driver.model.tx.state, TX_JOURNALLING);
	driver_expect_none(&driver, EFFECT_CHAIN);
	driver_answer(&driver, EFFECT_JOURNAL_WRITE);
	assert_int_equal(driver.model.tx.state, TX_SENDING);
}

/* Checks that it was signed and sent only once, and that its entry goes when it is deep enough. */
static inline void assert_sent_once_and_closed(void)
{
	assert_int_equal(driver.node.sent, 1);
	assert_int_equal(driver.count[EFFECT_SIGN_TX], 1);
	driver_pass(&driver, 5000);
	assert_int_equal(driver.journal.count, 0);
}

static inline bool review_says(const char *words)
{
	struct review review = { 0 };
	bool found = false;

	assert_true(review_of(&review, &driver.model));
	for (size_t i = 0; i < review.count; i++)
		found |= strstr(review.rows[i].text, words) != NULL;
	review_free(&review);
	return found;
}

#endif
