/* doctor: checks everything that rialto needs. */
#ifndef APP_CLI_DOCTOR_H
#define APP_CLI_DOCTOR_H

#include "app/app.h"
#include "wallet/eth/contracts.h"

struct check {
	char name[48];
	bool ok;
	char detail[240];
	const char *advice;	/* what to do; "" for nothing */
	struct err err;		/* why, when !ok */
};

#define DOCTOR_CHECKS_MAX 64

struct doctor {
	struct app *app;
	struct check checks[DOCTOR_CHECKS_MAX];
	unsigned count;
	bool interrupted;	/* a signal came before every check was done */
};

/* Adds a check that passed.  The format says how things are. */
void doctor_well(struct doctor *doctor, const char *name, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Adds a check that failed.  The row of `code` in errors.def says what to do. */
void doctor_ill(struct doctor *doctor, const char *name, enum err_code code, const char *fmt, ...) PRINTF_LIKE(4, 5);

/* --mint: goes through a mint up to its last step. */
MUST_USE bool doctor_mint(struct app *app, struct err *err);

void doctor_check_terminal(struct doctor *doctor);
void doctor_check_home(struct doctor *doctor);
void doctor_check_memory(struct doctor *doctor);
void doctor_check_network(struct doctor *doctor);	/* checks node, contracts, API and clock */
void doctor_check_journal(struct doctor *doctor);

#endif
