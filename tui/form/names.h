/* form_names: help while the name of a recipient is typed into a form: a wallet's here, or the address book's. */
#ifndef TUI_FORM_NAMES_H
#define TUI_FORM_NAMES_H

#include "tui/form/form.h"

bool form_has_names(const struct form *form, size_t field);

/* Writes below the field which names begin like what is typed, or nothing where none is longer; false: nothing. */
bool form_names_draw(const struct form *form, const struct model *model, size_t field, struct page *page);

/* Completes the name as far as only one fits; false when nothing can be added. */
bool form_names_complete(struct form *form, const struct model *model, size_t field);

#endif
