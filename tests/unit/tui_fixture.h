/* tui_fixture: for tests that begin with two wallets on a screen of 30×100, where wishes are kept and not acted on. */
#ifndef TESTS_UNIT_TUI_FIXTURE_H
#define TESTS_UNIT_TUI_FIXTURE_H

#include "tests/unit/tui_help.h"

static struct help help;

/* Set-up and tear-down of a test, for cmocka. */
static inline int open_screen(void **state)
{
	(void)state;
	help_open(&help, 30, 100);
	help_wallets(&help);
	help.frozen = true;
	return 0;
}

static inline int close_screen(void **state)
{
	(void)state;
	help_close(&help);
	return 0;
}

#endif
