#include "app/cli/consent.h"

#include <stdio.h>

#include "app/cli/output.h"
#include "app/cli/prompt.h"

void consent_print(const struct review *review)
{
	struct buf text;

	buf_init(&text, 0);
	review_print(&text, review);
	output_progress("%.*s", (int)text.len - 1, buf_string(&text));
	buf_free(&text);
}

static bool is_agreed(bool *yes, const struct review *review, struct err *err)
{
	const char *word = *review->word ? review->word : "yes";
	char question[256];

	snprintf(question, sizeof(question), "Type %s to %s: ", word, review->doing);
	return prompt_expect(yes, question, word, err);
}

bool consent_ask(const struct review *review, bool yes, struct err *err)
{
	consent_print(review);
	if (review->beyond.code != ERR_NONE && (yes || !prompt_possible())) {
		*err = review->beyond;
		return false;
	}
	if (yes && !review->must_be_read)
		return true;
	if (yes && !prompt_possible())
		return err_set(err, ERR_STATEMENT_UNKNOWN, "The statement of the %s is none that Venice has published: --yes does not "
			       "sign it, and there is no terminal to read it on", review->what);
	if (!prompt_possible())
		return err_set(err, ERR_NEEDS_ANSWER, *review->summary
			       ? "There is no terminal to confirm on: give --yes to %s (%s)"
			       : "There is no terminal to confirm on: give --yes to %s", review->doing, review->summary);
	return is_agreed(&yes, review, err) &&
	       (yes || err_set(err, ERR_CANCELLED, "The %s was not confirmed", review->what));
}
