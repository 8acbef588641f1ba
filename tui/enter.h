/*
 * enter: what Enter does now.  "Enter: ..." stands on the screen only where Enter obeys it; where it
 * means something else, the sentence names the way there: "3, Enter: sign the token".
 */
#ifndef TUI_ENTER_H
#define TUI_ENTER_H

#include <stdbool.h>
#include <stddef.h>

struct ui;
struct dialog;
struct model;

/* True if Enter does the next step in the focused pane. */
bool enter_goes_on(const struct ui *ui, const struct model *model);

/* True while the step is being worked on, and Enter would only say so. */
bool enter_must_wait(const struct model *model);

/* False if Enter would only say why it cannot do the next step; a keybind_fits. */
bool enter_is_offered(const struct ui *ui, const struct dialog *dialog, const struct model *model);

/* How a sentence about the next step names the keystrokes. */
const char *enter_words(const struct ui *ui, const struct model *model);

/* Writes the walkthrough's sentence on what comes next. */
void enter_hint(char *out, size_t size, const struct ui *ui, const struct model *model);

#endif
