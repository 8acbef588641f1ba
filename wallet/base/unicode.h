/*
 * unicode: what single characters are when text from outside is shown or read.
 *
 * The tables are rialto's own: what is refused must not depend on the version of a library.
 */
#ifndef WALLET_BASE_UNICODE_H
#define WALLET_BASE_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

#define UNICODE_BYTE_ORDER_MARK 0xfeff
#define UNICODE_ZERO_WIDTH_JOINER 0x200d
#define UNICODE_EMOJI_SELECTOR 0xfe0f	/* the character before it is meant as an emoji */

/* What to show in a character's place, or 0 when it can stay. */
char unicode_replacement(uint32_t character);

/* White space: of ASCII, and the other blanks that pasted text has (general category Zs). */
bool unicode_is_blank(uint32_t character);

/* May a zero width joiner stand between these two?  In an emoji of several parts only. */
bool unicode_joins(uint32_t before, uint32_t after);

#endif
