#include "wallet/model/review.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/model/review_parts.h"

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
	review->rows[review->count++] = (struct review_row){ label, mem_format(fmt, args), tone, false, false };
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

void review_print(struct buf *out, const struct review *review)
{
	int width = (int)review_label_width(review);

	buf_add_format(out, "%s\n\n", review->title);
	for (size_t i = 0; i < review->count; i++) {
		const struct review_row *row = &review->rows[i];

		if (row->label)
			buf_add_format(out, "  %-*s%s\n", width, row->label, row->text);
		else
			buf_add_format(out, "%s\n", row->text);
	}
}

/* FNV-1a, which notices changes but does not resist malice. */
static uint64_t mix(uint64_t hash, const char *text)
{
	for (; text && *text; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
	return hash * UINT64_C(0x100000001b3);
}

uint64_t review_fingerprint(const struct review *review)
{
	uint64_t hash = mix(mix(mix(UINT64_C(0xcbf29ce484222325), review->title), review->doing), review->word);

	for (size_t i = 0; i < review->count; i++)
		if (!review->rows[i].passing)
			hash = mix(mix(hash, review->rows[i].label), review->rows[i].text);
	return hash;
}

const char *review_name_of(const struct model *model, struct address address)
{
	enum contract contract = contract_at(address);
	const struct account *account = accounts_at(&model->accounts, address);
	const struct account *named = accounts_at(&model->book, address);

	if (contract != CONTRACT_COUNT)
		return contract_name(contract);
	if (named && !account)
		return named->name;
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

void review_begin_stopped(struct review *review, const char *why)
{
	review->title = "Not signed: something has changed";
	review->doing = "look again";
	review->looks_again = true;
	review_add(review, NULL, REVIEW_STRONG, "%s", review->summary);
	review_add(review, NULL, REVIEW_BAD, "%s", why);
	review_gap(review);
}

void review_end_stopped(struct review *review, const struct model *model, const struct account *account)
{
	review_add_address(review, "Wallet", account->name, account->address);
	review_add_network(review, model);
	review_gap(review);
	review_add(review, NULL, REVIEW_WARN, "You agreed to it before that: nothing was signed. Yes looks again, and signs nothing: "
		   "once it is well, it is reviewed anew.");
}

void review_add_second(struct review *review, const struct tx_second *second, const char *of)
{
	if (second->asked && second->err.code == ERR_NONE)
		review_add(review, "Second node", REVIEW_GOOD, "%s says the same of %s", second->host, of);
	else if (second->asked)
		review_add(review, "Second node", REVIEW_WARN, "%s was not heard, so this is one node's word: %s", second->host,
			   second->err.msg);
}

/* Finds the same row of the other review: the one with this label, and with as many of the same
 * label before it. */
static const struct review_row *counterpart(const struct review *other, const struct review *review, size_t index)
{
	const char *label = review->rows[index].label;
	size_t nth = 0;

	for (size_t i = 0; i < index; i++)
		nth += review->rows[i].label && !strcmp(review->rows[i].label, label);
	for (size_t i = 0; i < other->count; i++)
		if (other->rows[i].label && !strcmp(other->rows[i].label, label) && !nth--)
			return &other->rows[i];
	return NULL;
}

static void mark_row(struct review *review, size_t index, const struct review *agreed)
{
	struct review_row *row = &review->rows[index];
	const struct review_row *was = counterpart(agreed, review, index);
	struct buf text;

	if (was && !strcmp(was->text, row->text))
		return;
	buf_init(&text, 0);
	buf_add_format(&text, was ? "%s (you agreed to: %s)" : "%s (new)", row->text, was ? was->text : "");
	free(row->text);
	row->text = mem_string(buf_string(&text));
	row->changed = true;
	buf_free(&text);
}

/* Only rows with a label are compared.  The others are sentences that count seconds, or repeat
 * rows. */
static void mark_changes(struct review *review, const struct review *agreed)
{
	bool changed = false;

	for (size_t i = 0; i < review->count; i++) {
		if (review->rows[i].label)
			mark_row(review, i, agreed);
		changed |= review->rows[i].changed;
	}
	if (changed)
		review_add(review, NULL, REVIEW_WARN, "It has changed since you said yes: nothing was signed.");
}

static bool make(struct review *out, const struct model *model)
{
	enum want want;
	const struct flow_ops *shows = flow_showing(model, &want);
	void (*const maker)(struct review *, const struct model *) = asked_waits(model) ? review_of_wish
								   : shows ? shows->review : NULL;

	if (!maker)
		return false;
	*out = (struct review){ 0 };
	maker(out, model);
	return true;
}

bool review_of(struct review *out, const struct model *model)
{
	if (!make(out, model))
		return false;
	if (model->agreed.count && !out->looks_again && !strcmp(model->agreed.what, out->what))
		mark_changes(out, &model->agreed);
	return true;
}

bool review_agree(struct model *model)
{
	struct review review = { 0 };
	bool agreed = make(&review, model) && !review.looks_again;

	if (review.looks_again) {
		review_free(&review);
		return false;
	}
	review_free(&model->agreed);
	model->agreed = review;
	return agreed;
}

void review_forget_agreed(struct model *model)
{
	review_free(&model->agreed);
}
