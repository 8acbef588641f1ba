/* picture_text: what a picture shows, in a form in which two runs of the program are alike. */
#ifndef TESTS_SCREEN_PICTURE_TEXT_H
#define TESTS_SCREEN_PICTURE_TEXT_H

#include "tests/screen/picture.h"

/* Returns the rows, each with the looks that it has, and below them what each look is.  The caller frees it. */
char *picture_text(struct terminal *terminal, const struct ground *ground);

#endif
