/* review_fee: the keys of a transaction's review that choose another fee.  None of them agrees to
 * anything: what they change is a review that nobody has seen. */
#ifndef TUI_DIALOG_REVIEW_FEE_H
#define TUI_DIALOG_REVIEW_FEE_H

#include "tui/keybind.h"

/* The next of slow, normal and fast that the wallet can pay. */
keybind_run review_fee_step;
keybind_run review_fee_own;		/* opens the form for an own one */
keybind_fits review_fee_fits;		/* one transaction is under review, and can be signed */

#endif
