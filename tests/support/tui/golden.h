/* golden: texts kept in tests/unit/golden. */
#ifndef TESTS_SUPPORT_TUI_GOLDEN_H
#define TESTS_SUPPORT_TUI_GOLDEN_H

#define GOLDEN_FOLDER "tests/unit/golden"

/* Compares a text with golden/NAME.txt; fails where they differ.  UPDATE_GOLDEN=1 writes the file anew instead.  A
 * line that begins with "== " is a heading, which tells where they do. */
void golden_compare(const char *name, const char *text);

#endif
