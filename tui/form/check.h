/* form_check: what several forms check of their fields, and say of them. */
#ifndef TUI_FORM_CHECK_H
#define TUI_FORM_CHECK_H

#include "tui/form/form.h"

/* of the form's wallet */
bool form_check_new_name(const struct form *form, const struct model *model, size_t field, struct err *err);
/* new, free */
bool form_check_name(const struct form *form, const struct model *model, size_t field, struct err *err);
bool form_check_password(const struct form *form, const struct model *model, size_t field, struct err *err);
/* The same as the field before. */
bool form_check_again(const struct form *form, const struct model *model, size_t field, struct err *err);
bool form_check_file(const struct form *form, const struct model *model, size_t field, struct err *err);

/* An amount of that token, not 0 and not more than there is; have NULL: not known yet. */
bool form_check_amount(const struct form *form, size_t field, enum token token, const struct amount *have,
		       enum err_code too_much, struct err *err);
/* Of this plan and this wallet, when it last failed; NULL where it did not, or was said no to. */
const struct amount *form_failed_amount(const struct form *form, const struct model *model, enum purpose purpose);
/* What failed, or else the small amount; NULL or 0: not that. */
void form_fill_amount(struct form *form, size_t field, const struct amount *failed, const struct amount *small);
/* What is missing to `enough`, where there is some so far; never more than there is.  NULL: not known. */
struct amount form_small_amount(enum token token, const char *enough, const struct amount *so_far,
				const struct amount *have);

/* Below the fields: an amount; whether there are any, which is said where not; no ETH for the fee. */
void form_fact(struct page *page, const char *label, struct amount amount);
bool form_facts_known(const struct balances *balances, struct page *page);
void form_facts_fee(const struct balances *balances, struct page *page);

/* Says that a password is short, and lets it be. */
void form_check_strength(const struct form *form, size_t field, struct page *page);

extern const char *const form_check_languages[];	/* BIP-39's, English first */

#endif
