/* The review of a mint: a challenge as it will be signed. */
#include <string.h>

#include "wallet/base/text.h"
#include "wallet/model/review_parts.h"
#include "wallet/venice/challenge.h"

/* The text has passed challenge_check, so all of its characters show. */
static void add_lines(struct review *review, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		review_add(review, NULL, REVIEW_STRONG, "%.*s", (int)len, text);
		text += len + (text[len] == '\n');
	}
}

void review_of_challenge(struct review *out, const struct model *model)
{
	char left[TEXT_SPAN_SIZE];

	text_countdown(left, flow_mint_token_left(model));
	out->title = "Read before signing";
	out->what = "challenge";
	out->doing = "sign it";
	review_add(out, NULL, REVIEW_PLAIN, "Venice wants this text signed by %s before it makes a key. It expires in %s.",
		   model->mint.account.name, left);
	out->rows[0].passing = true;
	review_gap(out);
	add_lines(out, model->mint.token);
	review_gap(out);
	out->must_be_read = !challenge_is_published(model->mint.token);
	review_add(out, NULL, REVIEW_GOOD, "Domain, URI, chain, wallet, nonce, times and permission are as they must be.");
	if (out->must_be_read)
		review_add(out, NULL, REVIEW_WARN, "Its statement is none that Venice has published: read every word of it.");
	else
		review_add(out, NULL, REVIEW_GOOD, "Its statement is the one that Venice has published.");
	review_add(out, NULL, REVIEW_PLAIN, "Should it expire or be used up before there is a key, one that differs in nothing but "
		   "number and times is signed in its place; one that says anything else is shown again.");
	review_add(out, NULL, REVIEW_WARN, "Whoever has the signature can make one API key of this account.");
}
