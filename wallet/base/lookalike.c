#include "wallet/base/lookalike.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "wallet/base/buf.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"
#include "wallet/base/unicode.h"

/* Letters of other scripts, and digits, with the Latin letter that they look like.  They are taken
 * from Unicode's confusables (UTS #39): the ones that common fonts draw alike. */
static const struct {
	char latin;
	const char *alike;
} letters[] = {
	{ 'A', "АΑᎪ" }, { 'B', "ВΒᏴ" }, { 'C', "СϹᏟ" }, { 'D', "Ꭰ" }, { 'E', "ЕΕᎬ" }, { 'F', "Ϝ" }, { 'G', "ԌᏀ" }, { 'H', "НΗᎻ" },
	{ 'I', "ІӀΙǀ|" }, { 'J', "ЈᎫͿ" }, { 'K', "КΚᏦ" }, { 'L', "Ꮮ" }, { 'M', "МΜᎷϺ" }, { 'N', "Ν" }, { 'O', "ОΟՕ0" }, { 'P', "РΡᏢ" },
	{ 'Q', "Ԛ" }, { 'S', "ЅՏᏚ" }, { 'T', "ТΤᎢ" }, { 'U', "Ս" }, { 'V', "ѴᏙ" }, { 'W', "ԜᎳ" }, { 'X', "ХΧ" }, { 'Y', "УҮΥϒ" },
	{ 'Z', "ΖᏃ" },
	{ 'a', "аαɑ" }, { 'b', "Ь" }, { 'c', "сϲ" }, { 'd', "ԁ" }, { 'e', "еҽ" }, { 'g', "ɡց" }, { 'h', "һհ" }, { 'i', "іıι" },
	{ 'j', "јϳ" }, { 'k', "κк" }, { 'l', "1Iӏ" }, { 'n', "ոπ" }, { 'o', "оοօσ" }, { 'p', "рρ" }, { 'q', "ԛզ" }, { 'r', "г" },
	{ 's', "ѕ" }, { 'u', "υսʋ" }, { 'v', "ѵν" }, { 'w', "ԝωѡ" }, { 'x', "хχ" }, { 'y', "уγү" },
	{ '-', "‐‑‒–—−" }, { '\'', "’‘ʼ`´" }, { '.', "․" }, { ',', "‚" }, { ':', "։꞉" },
};

static bool is_in(const char *alike, uint32_t character)
{
	size_t left = strlen(alike), step;
	uint32_t other;

	for (; (step = text_decode(&other, alike, left)); alike += step, left -= step)
		if (other == character)
			return true;
	return false;
}

/* Both steps are needed: a capital I of another script becomes a Latin I, which becomes an l. */
static uint32_t latin_of(uint32_t character)
{
	for (size_t i = 0; i < ARRAY_LENGTH(letters); i++)
		if (is_in(letters[i].alike, character))
			character = (uint32_t)(unsigned char)letters[i].latin;
	return character;
}

/* Drops letter case, takes one Unicode form and leaves out what does not show.  The caller frees
 * it. */
static char *fold(const char *name)
{
	utf8proc_uint8_t *folded = utf8proc_NFKC_Casefold((const utf8proc_uint8_t *)name);
	char *out = mem_string(folded ? (const char *)folded : name);

	free(folded);
	return out;
}

/* In most fonts an r and an n side by side look like an m. */
static const char pair[] = "rn";

static void join_pairs(char *text)
{
	char *at = text;

	while ((at = strstr(at, pair))) {
		*at++ = 'm';
		memmove(at, at + 1, strlen(at + 1) + 1);
	}
}

/* Returns the name as it looks; the caller frees it. */
static char *skeleton(const char *name)
{
	utf8proc_uint8_t *composed = utf8proc_NFKC((const utf8proc_uint8_t *)name);
	const char *text = composed ? (const char *)composed : name;
	size_t left, step;
	struct buf looks;
	uint32_t character;
	char bytes[4], *shown = mem_string(text), *joined, *out;

	text_part_emoji(shown);		/* their colours are not drawn */
	text = shown;
	left = strlen(text);
	buf_init(&looks, 0);
	for (; (step = text_decode(&character, text, left)); text += step, left -= step) {
		size_t len = text_encode(bytes, latin_of(character));

		buf_add(&looks, bytes, len);
	}
	free(shown);
	free(composed);
	joined = mem_string(buf_string(&looks));
	join_pairs(joined);
	out = fold(joined);
	free(joined);
	buf_free(&looks);
	return out;
}

static bool same(char *a, char *b)
{
	bool equal = strcmp(a, b) == 0;

	free(a);
	free(b);
	return equal;
}

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

enum likeness lookalike(const char *a, const char *b)
{
	if (strcmp(a, b) == 0)
		return LIKENESS_SAME;
	/* Two ASCII names of different lengths can look alike only where two letters look like one.
	 * This settles nearly all names without folding them. */
	if (is_ascii(a) && is_ascii(b) && strlen(a) != strlen(b) && !strstr(a, pair) && !strstr(b, pair))
		return LIKENESS_NONE;
	if (same(fold(a), fold(b)))
		return LIKENESS_FORM;
	return same(skeleton(a), skeleton(b)) ? LIKENESS_LOOKS : LIKENESS_NONE;
}
