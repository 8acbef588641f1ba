/* form_check: the checks and notes that several forms share. */
#ifndef TUI_FORM_CHECK_H
#define TUI_FORM_CHECK_H

#include "tui/form/form.h"

/* Checks a new name for the form's wallet. */
bool form_check_new_name(const struct form *form, const struct model *model, size_t field, struct err *err);
/* Checks that a new wallet's name is free. */
bool form_check_name(const struct form *form, const struct model *model, size_t field, struct err *err);
bool form_check_password(const struct form *form, const struct model *model, size_t field, struct err *err);
/* Checks that a field holds the same as the field before it. */
bool form_check_again(const struct form *form, const struct model *model, size_t field, struct err *err);
bool form_check_file(const struct form *form, const struct model *model, size_t field, struct err *err);

/* Checks an amount of that token: not 0, and not more than `have`. have is NULL when it is not known yet. */
bool form_check_amount(const struct form *form, size_t field, enum token token, const struct amount *have,
		       enum err_code too_much, struct err *err);
/* Of a form that has a plan: checks its amount by the plan's balance, returns all there is of that, and makes
 * the plan's wish of it. */
bool form_plan_check(const struct form *form, const struct model *model, size_t field, struct err *err);
bool form_plan_most(struct amount *out, const struct form *form, const struct model *model);
void form_plan_make(struct form *form, const struct model *model, struct action *action);

/* Returns the amount of this plan and wallet that failed last; NULL when it did not fail or was
 * refused by the person. */
const struct amount *form_failed_amount(const struct form *form, const struct model *model, enum purpose purpose);
/* Fills in the amount that failed, else the small one.  NULL or 0 means that there is none. */
void form_fill_amount(struct form *form, size_t field, const struct amount *failed, const struct amount *small);
/* Returns what is missing to `enough`, given what there is so far, and never more than there is.
 * NULL: not known. */
struct amount form_small_amount(enum token token, const char *enough, const struct amount *so_far,
				const struct amount *have);

/* Facts below the fields: an amount; whether there is any of a token; a warning when no ETH is
 * there for the fee. */
void form_fact(struct page *page, const char *label, struct amount amount);
bool form_facts_known(const struct balances *balances, struct page *page);
void form_facts_fee(const struct balances *balances, struct page *page);
/* Names the marked wallets, where the plan is for those. */
void form_facts_marked(const struct model *model, enum purpose purpose, struct page *page);

/* Says that a password is short, but accepts it. */
void form_check_strength(const struct form *form, size_t field, struct page *page);

extern const char *const form_check_languages[];	/* the languages of BIP-39, English first */

#endif
