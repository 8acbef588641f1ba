#include "tui/form/words.h"

#include <stdio.h>
#include <string.h>

#include "wallet/base/secret_text.h"

#define COUNTS "12, 15, 18, 21 or 24"
#define FITS_SIZE 128

static void look(struct words_look *out, const struct form *form, const struct model *model, size_t field)
{
	const char *language = form->spec->language ? form->spec->language(form) : NULL, *text = form_text(form, field);

	*out = (struct words_look){ .words = secret_text_words(text, strlen(text)) };
	if (model->look_at_words)
		model->look_at_words(out, language, text);
}

static bool is_a_mnemonic(size_t words)
{
	return words >= 12 && words <= 24 && words % 3 == 0;
}

static void draw_count(const struct words_look *words, struct page *page)
{
	bool whole = is_a_mnemonic(words->words) && (!words->typing || words->meant || !words->language);
	char text[96];

	if (!whole)
		snprintf(text, sizeof(text), "%zu word%s so far; a mnemonic has " COUNTS ".", words->words, words->words == 1 ? "" : "s");
	else if (words->language)
		snprintf(text, sizeof(text), "%zu words, all in the BIP-39 list (%s).", words->words, words->language);
	else
		snprintf(text, sizeof(text), "%zu words.", words->words);
	form_note(page, whole ? STYLE_GOOD : STYLE_DIM, text);
}

/* Lists the words that fit what was typed, once there are few enough. */
static bool draw_fitting(const struct words_look *words, struct page *page)
{
	char text[FITS_SIZE] = "";
	size_t used = 0;

	if (!words->typing || words->whole || !words->fitting || words->fitting > WORDS_LOOK_FITS)
		return false;
	for (size_t i = 0; i < words->fitting && used < sizeof(text); i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%s", i ? ", " : "", words->fits[i]);
	if (words->fitting == 1 && used < sizeof(text))
		snprintf(text + used, sizeof(text) - used, "  (Tab)");
	form_note(page, STYLE_TEXT, text);
	secret_wipe(text, sizeof(text));
	return true;
}

bool form_words_draw(const struct form *form, const struct model *model, size_t field, struct page *page)
{
	struct words_look words;
	bool bare;

	look(&words, form, model, field);
	bare = words.wrong.code != ERR_NONE;
	if (bare)
		form_note(page, STYLE_BAD, words.wrong.msg);
	else
		draw_count(&words, page);
	if (form->focus == field)
		bare |= draw_fitting(&words, page);
	secret_wipe(&words, sizeof(words));
	return bare;
}

/* With a whole mnemonic whose last word is clear, Tab goes to the next field. */
static bool can_go_on(const struct words_look *words)
{
	return words->typing && words->fitting > 0 && !words->whole && !(words->meant && is_a_mnemonic(words->words));
}

bool form_words_complete(struct form *form, const struct model *model, size_t field)
{
	struct line *line = &form->lines[field];
	struct words_look words;
	size_t start = line->s.len;
	bool goes_on;

	look(&words, form, model, field);
	while (start > 0 && line->s.data[start - 1] != ' ')
		start--;
	goes_on = can_go_on(&words) && line->cursor == line->s.len;
	if (goes_on)
		line_end_with(line, start, words.fits[0], words.common);
	if (goes_on && words.fitting == 1)
		line_end_with(line, line->s.len, " ", 1);
	secret_wipe(&words, sizeof(words));
	return goes_on;
}
