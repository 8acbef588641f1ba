/* flow_fixture: for a test program that opens and closes a driver for each of its tests. */
#ifndef TESTS_FLOW_FIXTURE_H
#define TESTS_FLOW_FIXTURE_H

#include "tests/support/flow_driver.h"

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

#endif
