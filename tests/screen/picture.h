/*
 * picture: the screen as an SVG file, drawn from the terminal's cells, so that it shows what a person sees.
 *
 * A picture also keeps what it shows as text, with the looks of each row (its colours and attributes in
 * their order).  By that it is compared with the screen: figures that differ from run to run are masked,
 * so a picture is out of date only when something else has changed.
 */
#ifndef TESTS_SCREEN_PICTURE_H
#define TESTS_SCREEN_PICTURE_H

#include <stdint.h>

#include "tests/screen/terminal.h"

/* What is drawn where the program leaves the colour to the terminal, as 0xRRGGBB. */
struct ground {
	uint32_t text, back;
};

/* Waits until the screen is what docs/pictures/NAME.svg shows; else fails, and shows both as text.
 * UPDATE_PICTURES=1 writes the file instead. */
void picture_match(struct terminal *terminal, const char *name, const struct ground *ground);

/* A film: pictures one after the other, in one file that shows each for some seconds and then begins again. */
struct film;

struct film *film_begin(const char *name, const struct ground *ground);
/* As picture_match, for the next picture of the film. */
void film_take(struct film *film, struct terminal *terminal, double seconds);
void film_end(struct film *film);

#endif
