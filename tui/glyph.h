/*
 * glyph: which characters may be shown, how wide they are, and what stands for them in ASCII.
 */
#ifndef TUI_GLYPH_H
#define TUI_GLYPH_H

#include <stdbool.h>
#include <stdint.h>

/* Returns the columns of a character: 0 for a combining one, 1 or 2; -1 for one that must not be shown. */
int glyph_width(uint32_t character);
/* What changes the emoji before it: terminals differ in whether they join the two, and how wide both are then. */
bool glyph_is_left_out(uint32_t character);
/* Returns what stands for a character: an ASCII one, which takes as many columns for each that the character has. */
uint32_t glyph_ascii(uint32_t character);
/* Whether somebody has typed the text, which was shown `ascii`: then as it was shown is enough. */
bool glyph_is_typed(const char *typed, const char *text, bool ascii);
/* Returns what a Linux console shows in its place, whose font has few signs; else the character itself. */
uint32_t glyph_console(uint32_t character);
bool glyph_on_console(const char *term);	/* TERM, or NULL */

/* A frame's line is the set of directions in which it goes, and of those in which it is heavy. */
enum { LINE_UP = 1, LINE_DOWN = 2, LINE_LEFT = 4, LINE_RIGHT = 8 };
#define LINE_HEAVY(directions) ((unsigned)(directions) << 4)
uint32_t glyph_line(unsigned directions);
unsigned glyph_directions(uint32_t character);	/* 0: it is no line */
/* Returns the double line in place of a heavy one, which a Linux console lacks; else the character itself. */
uint32_t glyph_double(uint32_t character);

#endif
