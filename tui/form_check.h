/* form_check: what several forms check of their fields, and say of them. */
#ifndef TUI_FORM_CHECK_H
#define TUI_FORM_CHECK_H

#include "tui/form.h"

bool form_check_name(const struct form *form, const struct model *model, size_t field, struct err *err);	/* new, free */
bool form_check_password(const struct form *form, const struct model *model, size_t field, struct err *err);
/* The same as the field before. */
bool form_check_again(const struct form *form, const struct model *model, size_t field, struct err *err);
bool form_check_file(const struct form *form, const struct model *model, size_t field, struct err *err);

/* Says that a password is short, and lets it be. */
void form_check_strength(const struct form *form, size_t field, struct page *page);

extern const char *const form_check_languages[];	/* BIP-39's, English first */

#endif
