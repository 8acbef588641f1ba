#include "wallet/review.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/mem.h"
#include "wallet/review_parts.h"

#define ROWS_FIRST 24

void review_free(struct review *review)
{
	for (size_t i = 0; i < review->count; i++)
		free(review->rows[i].text);
	free(review->rows);
	*review = (struct review){ 0 };
}

void review_add(struct review *review, const char *label, enum review_tone tone, const char *fmt, ...)
{
	va_list args;

	if (review->count == review->size) {
		review->size = review->size ? 2 * review->size : ROWS_FIRST;
		review->rows = mem_grow(review->rows, review->size, sizeof(*review->rows));
	}
	va_start(args, fmt);
	review->rows[review->count++] = (struct review_row){ label, mem_format(fmt, args), tone, false };
	va_end(args);
}

void review_gap(struct review *review)
{
	review_add(review, NULL, REVIEW_PLAIN, "%s", "");
}

size_t review_label_width(const struct review *review)
{
	size_t width = 0;

	for (size_t i = 0; i < review->count; i++)
		if (review->rows[i].label && strlen(review->rows[i].label) > width)
			width = strlen(review->rows[i].label);
	return width ? width + 2 : 0;
}

const char *review_name_of(const struct model *model, struct address address)
{
	enum contract contract = contract_at(address);
	const struct account *account = accounts_at(&model->accounts, address);

	if (contract != CONTRACT_COUNT)
		return contract_name(contract);
	return account ? account->name : "an address not known here";
}

void review_add_address(struct review *review, const char *label, const char *name, struct address address)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, address);
	review_add(review, label, REVIEW_PLAIN, "%s%s%s", name, *name ? " " : "", text);
}

void review_add_amount(struct review *review, const char *label, struct amount amount, const char *note)
{
	char text[AMOUNT_TEXT_SIZE];

	amount_format(text, amount);
	review_add(review, label, REVIEW_PLAIN, "%s %s%s", text, token_symbol(amount.token), note);
}

void review_add_network(struct review *review, const struct model *model)
{
	bool real = model->network.real_money;

	review_add(review, "Network", real ? REVIEW_REAL : REVIEW_PRACTICE, "%s, chain %" PRIu64 "%s", model->network.title,
		   model->network.chain_id, real ? ": real money" : ": no real money");
}

bool review_of(struct review *out, const struct model *model)
{
	static void (*const makers[])(struct review *, const struct model *) = {
		[WANT_REVIEW] = review_of_tx,
		[WANT_CHALLENGE] = review_of_challenge,
		[WANT_TEST] = review_of_test,
		[WANT_PAYMENT] = review_of_payment,
		[WANT_CONSENT] = review_of_wish,
	};
	enum want want = model_want(model);

	if (want >= ARRAY_LENGTH(makers) || !makers[want])
		return false;
	*out = (struct review){ 0 };
	makers[want](out, model);
	return true;
}
