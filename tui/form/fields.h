/* fields: the fields of a form: where the focus goes, what is typed into them, and what is wrong
 * with them. */
#ifndef TUI_FORM_FIELDS_H
#define TUI_FORM_FIELDS_H

#include "tui/form/form.h"

#define FORM_LABEL_WIDTH 18
#define FORM_FIELD_WIDTH 48

/* True when the field is shown.  Field `spec->count` is the button, which always is. */
bool form_shown(const struct form *form, size_t field);
bool form_valid(const struct form *form, const struct model *model, size_t field, struct err *err);
bool form_has_words(const struct form *form, size_t field);	/* the field takes a mnemonic */

/* Returns the next field that is shown, `by` steps on. */
size_t form_step(const struct form *form, size_t from, int by);
size_t form_first_bad(const struct form *form, const struct model *model);	/* the button: none is bad */

/* Goes to the next choice of the field with the focus, or to the one before. */
void form_turn(struct form *form, bool forward);

#endif
