/* picture_svg: cells as SVG elements. */
#ifndef TESTS_SCREEN_PICTURE_SVG_H
#define TESTS_SCREEN_PICTURE_SVG_H

#include <stdio.h>

#include "tests/screen/picture.h"

void picture_svg_rows(FILE *out, struct terminal *terminal, const struct ground *ground);
/* Writes text so that it is text in SVG, too. */
void picture_svg_text(FILE *out, const char *text);

#endif
