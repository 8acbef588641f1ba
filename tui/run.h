/* run: what each command does.  It is private to the files of ui_run, whose table is in run.c. */
#ifndef TUI_RUN_H
#define TUI_RUN_H

#include "tui/ui.h"

typedef void run_command(struct ui *ui, const struct model *model);

/* Wishes about an API key mean the one under the cursor of the keys pane, wherever the focus is. */
run_command run_key_detail, run_key_reveal, run_key_check, run_key_copy, run_key_test, run_key_edit, run_key_delete,
	run_key_rotate, run_key_forget, run_key_create, run_key_hand_over, run_key_sort;

bool run_flow_plan(struct ui *ui, const struct model *model, int command);	/* false: the command is no plan's */
run_command run_flow_top_up, run_flow_credit, run_flow_mint,
	run_flow_mint_batch, run_flow_next_mint, run_flow_forget_mint, run_flow_look, run_flow_tx, run_flow_forget_tx;

run_command run_busy;		/* says that something else is going on */

/* Leads to making a wallet; where one exists but cannot be read, tries again to read it. */
run_command run_no_wallet;

/* Asks for the password while the address is not known, since no money may go to such an address
 * or be asked of it.  Returns true when it does. */
bool run_learns_address(struct ui *ui, const struct model *model);

#endif
