/* keystore_fixture: for a test program in which each test has a home of its own. */
#ifndef TESTS_UNIT_KEYSTORE_FIXTURE_H
#define TESTS_UNIT_KEYSTORE_FIXTURE_H

#include "tests/unit/keystore_help.h"

static struct home home;

/* Set-up and tear-down of a test, for cmocka. */
static inline int open_home(void **state)
{
	(void)state;
	scratch_home(&home);
	return 0;
}

static inline int close_home(void **state)
{
	(void)state;
	scratch_home_remove(&home);
	return 0;
}

#endif
