/* run: what each command does.  Private to the files of ui_run, whose table is in run.c. */
#ifndef TUI_RUN_H
#define TUI_RUN_H

#include "tui/ui.h"

typedef void run_command(struct ui *ui, const struct model *model);

/* Wishes about a key mean the one under the keys pane's cursor, wherever the focus is. */
run_command run_key_detail, run_key_reveal, run_key_check, run_key_copy, run_key_test, run_key_edit, run_key_delete,
	run_key_rotate, run_key_forget, run_key_create, run_key_hand_over, run_key_sort;

run_command run_flow_stake, run_flow_diem_stake, run_flow_diem_mint, run_flow_top_up, run_flow_credit, run_flow_mint,
	run_flow_mint_many, run_flow_next_mint, run_flow_forget_mint, run_flow_look, run_flow_tx, run_flow_forget_tx;

run_command run_busy;		/* says that something is going on already */

/* What needs a wallet leads to making one; but where one is there and cannot be read, to
 * why that is, read anew. */
run_command run_no_wallet;

/* Money must not go to, nor be asked of, an address that nobody knows: the password
 * is asked for instead.  True: it is. */
bool run_learns_address(struct ui *ui, const struct model *model);

#endif
