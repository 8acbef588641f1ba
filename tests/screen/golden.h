/* golden: screens kept as text in tests/screen/golden/. */
#ifndef TESTS_SCREEN_GOLDEN_H
#define TESTS_SCREEN_GOLDEN_H

#include "tests/screen/terminal.h"

/* Waits until the screen is that of golden/NAME.txt; else fails, and shows both.  Numbers that change from
 * run to run are masked in both.  UPDATE_GOLDEN=1 writes the file instead. */
void golden_match(struct terminal *terminal, const char *name);

/* Masks those numbers in the text of a screen, and squeezes its title, which they move. */
void golden_mask(char *text);

/* Returns what a file contains, "" where there is none.  The caller frees it. */
char *golden_read(const char *path);

#endif
