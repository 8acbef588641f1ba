/* run: what each command does (tui/runs.def).  It is private to the files of ui_run. */
#ifndef TUI_RUN_H
#define TUI_RUN_H

#include "tui/ui.h"

typedef void run_command(struct ui *ui, const struct model *model);

#define RUN(command, function) run_command function;
#define FORM(command, form)
#include "tui/runs.def"
#undef RUN
#undef FORM

bool run_flow_plan(struct ui *ui, const struct model *model, int command);	/* false: the command is no plan's */
run_command run_flow_next_mint;

run_command run_busy;		/* says that something else is going on */

/* Leads to making a wallet; where one exists but cannot be read, tries again to read it. */
run_command run_no_wallet;

/* Asks for the password while the address is not known, since no money may go to such an address
 * or be asked of it.  Returns true when it does. */
bool run_learns_address(struct ui *ui, const struct model *model);

#endif
