/* What a person agrees to: the rows that the screen's dialog has, and a word that nobody types by accident. */
#include "app/plain/plain.h"

#include <stdio.h>
#include <string.h>

#include "tui/glyph.h"
#include "wallet/eth/fee_choice.h"
#include "wallet/model/review.h"
#include "wallet/model/tx_offer.h"

static void print_row(const struct plain *plain, const struct review_row *row)
{
	if (!row->label || !*row->text)
		plain_say(plain, "%s", row->text);
	else if (!*row->label)
		plain_say(plain, "    %s", row->text);
	else
		plain_say(plain, "  %s: %s", row->label, row->text);
}

static void print(const struct plain *plain, const struct review *review)
{
	plain_say(plain, "\n%s", review->title);
	for (size_t i = 0; i < review->count; i++)
		print_row(plain, &review->rows[i]);
}

/* Another review than the one that was printed, or none, makes its answer one to nothing. */
static bool is_another(const struct plain *plain)
{
	struct review review;
	bool same;

	if (!review_of(&review, plain->model))
		return true;
	same = review_fingerprint(&review) == plain->review;
	review_free(&review);
	return !same;
}

static bool takes_fee(const struct model *model)
{
	return model_want(model) == WANT_REVIEW && model->tx.state == TX_REVIEW;
}

/* "fee slow": looks again at the same with another offer. */
static bool changes_fee(struct plain *plain, const char *answer)
{
	struct action action = { .type = ACTION_TX_FEE };
	struct err err;

	if (!takes_fee(plain->model) || strncmp(answer, "fee ", 4) != 0)
		return false;
	if (fee_choice_parse(&action.fee, answer + 4, &err)) {
		plain->away = false;
		loop_apply(&plain->loop, &action);
	} else {
		plain_sentence(plain, err.msg);
	}
	return true;
}

void plain_fee(struct plain *plain)
{
	struct action action = { .type = ACTION_TX_FEE };
	char text[FEE_CHOICE_SIZE];
	struct err err;

	while (plain_ask(text, sizeof(text), plain, "How many gwei for each gas at most, from 0.005 to 100? (0.02/0.001: that much "
			 "of it tip; Ctrl-C: back) ")) {
		if (fee_choice_parse(&action.fee, text, &err) && tx_offer_may(plain->model, action.fee, &err)) {
			plain->away = false;
			loop_apply(&plain->loop, &action);
			plain_work(plain);
			return;
		}
		plain_sentence(plain, err.msg);
	}
}

static const char *word_of(const struct review *review)
{
	return *review->word ? review->word : "yes";
}

static bool ask(char *answer, size_t size, struct plain *plain, const struct review *review)
{
	const char *word = word_of(review);
	bool ok;

	plain->review = review_fingerprint(review);
	plain->over = is_another;
	plain->over_when_begun = true;
	if (takes_fee(plain->model))
		plain_say(plain, "To offer another fee type fee slow, fee normal, fee fast, or an own one in gwei a gas: fee 0.02, "
			  "or with the tip of it, fee 0.02/0.001. From 0.005 to 100.");
	ok = plain_ask_consent(answer, size, plain, word, "Type %s to %s; anything else is no: ", word, review->doing);
	plain->over = NULL;
	plain->over_when_begun = false;
	return ok;
}

static void confirm(struct plain *plain)
{
	plain->away = false;
	loop_do(&plain->loop, ACTION_CONFIRM);
}

void plain_review(struct plain *plain)
{
	struct review review;
	char answer[REVIEW_WORD_SIZE];
	bool yes;

	if (!review_of(&review, plain->model))
		return;
	print(plain, &review);
	yes = ask(answer, sizeof(answer), plain, &review);
	if (plain->moved)
		plain_say(plain, "What was to be agreed to has changed: nothing was agreed to.");
	else if (!yes)
		loop_do(&plain->loop, ACTION_CANCEL);
	else if (glyph_is_typed(answer, word_of(&review), plain->ascii))
		confirm(plain);
	else if (!changes_fee(plain, answer))
		loop_do(&plain->loop, ACTION_CANCEL);
	review_free(&review);
}
