/* form_words: help while a mnemonic is typed into a form. */
#ifndef TUI_FORM_WORDS_H
#define TUI_FORM_WORDS_H

#include "tui/form/form.h"

/* Writes below the field how many words there are, which one is wrong and what may be meant, and
 * how the last one can go on.  Returns true when it shows a word of the mnemonic. */
bool form_words_draw(const struct form *form, const struct model *model, size_t field, struct page *page);

/* Completes the last word as far as only one word fits; false when no word begins like that. */
bool form_words_complete(struct form *form, const struct model *model, size_t field);

#endif
