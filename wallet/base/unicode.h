/*
 * unicode: what single characters are when text from outside is shown or read.
 *
 * The tables are rialto's own, so that what is refused does not depend on a library's version.
 */
#ifndef WALLET_BASE_UNICODE_H
#define WALLET_BASE_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

#define UNICODE_BYTE_ORDER_MARK 0xfeff
#define UNICODE_ZERO_WIDTH_JOINER 0x200d
#define UNICODE_EMOJI_SELECTOR 0xfe0f	/* it marks the character before it as an emoji */

/* What to show in place of the character, or 0 if it can stay. */
char unicode_replacement(uint32_t character);

/* White space: that of ASCII, and the other blanks of pasted text (general category Zs). */
bool unicode_is_blank(uint32_t character);

/* May a zero width joiner stand between these two?  Only inside an emoji of several parts. */
bool unicode_joins(uint32_t before, uint32_t after);

#endif
