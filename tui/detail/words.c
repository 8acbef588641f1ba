/* Some words of the glossary, where nothing else has a use for the rows. */
#include <string.h>

#include "tui/detail/detail.h"
#include "wallet/base/mem.h"

#define LEAST 3		/* fewer rows are left free */

static const struct { const char *word, *text; } terms[] = {
#define TERM(word, text) { word, text },
#include "tui/dialog/glossary.def"
#undef TERM
};

/* Those that are met at every step, and that the steps themselves do not explain. */
static const char *const chosen[] = { "epoch", "DIEM", "INFERENCE", "ADMIN", "limit", "gas", "rewards", "cooldown" };

static const char *meaning(const char *word)
{
	for (size_t i = 0; i < ARRAY_LENGTH(terms); i++)
		if (strcmp(terms[i].word, word) == 0)
			return terms[i].text;
	return "";
}

void detail_words(struct detail *detail, const struct ui *ui, const struct model *model)
{
	bool headed = false;

	(void)ui;
	(void)model;
	for (size_t i = 0; i < ARRAY_LENGTH(chosen); i++) {
		const char *text = meaning(chosen[i]);
		int lines = detail_lines(detail, detail->label, text), end = detail->row + (headed ? 0 : 2) + lines;

		if (end > detail->canvas.rows || detail->canvas.rows - detail->row < LEAST ||
		    detail->head_count == DETAIL_HEADS)
			return;
		if (!headed)
			detail_head(detail, "Words");
		headed = true;
		detail_pair(detail, chosen[i], STYLE_DIM, text);
	}
}
