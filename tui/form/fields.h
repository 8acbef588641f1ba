/* fields: the fields of a form: where the focus goes, what is typed into them, what holds them up. */
#ifndef TUI_FORM_FIELDS_H
#define TUI_FORM_FIELDS_H

#include "tui/form/form.h"

#define FORM_LABEL_WIDTH 18
#define FORM_FIELD_WIDTH 48

/* Field `spec->count` is the button, which is always there. */
bool form_shown(const struct form *form, size_t field);
bool form_valid(const struct form *form, const struct model *model, size_t field, struct err *err);
bool form_has_words(const struct form *form, size_t field);	/* a mnemonic is typed there */

/* The next field there is to go to. */
size_t form_step(const struct form *form, size_t from, int by);
size_t form_first_bad(const struct form *form, const struct model *model);	/* the button: none */

/* To the next choice of the field with the focus, or the one before. */
void form_turn(struct form *form, bool forward);

#endif
