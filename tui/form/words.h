/* form_words: what helps while a mnemonic is typed into a form. */
#ifndef TUI_FORM_WORDS_H
#define TUI_FORM_WORDS_H

#include "tui/form/form.h"

/* Below the field: how many words there are, which one is wrong and what may be meant, and how
 * the last can go on.  True: a word is shown. */
bool form_words_draw(const struct form *form, const struct model *model, size_t field, struct page *page);

/* Completes the last word as far as only one thing fits; false when it is no beginning of one. */
bool form_words_complete(struct form *form, const struct model *model, size_t field);

#endif
