/*
 * The only dialog of consent: it draws the review of what the model waits for.  The answer is No
 * until a person who has seen all its rows presses y, or types the word that a destructive action
 * asks for.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/dialog/consent.h"
#include "tui/dialog/opening.h"
#include "tui/dialog/review_fee.h"
#include "tui/glyph.h"
#include "tui/ui.h"
#include "wallet/base/mem.h"
#include "wallet/model/review.h"

#define WIDTH 76

static enum style style_of(const struct review_row *row)
{
	static const enum style styles[] = {
		[REVIEW_PLAIN] = STYLE_TEXT, [REVIEW_STRONG] = STYLE_STRONG, [REVIEW_NOTE] = STYLE_DIM,
		[REVIEW_GOOD] = STYLE_GOOD, [REVIEW_WARN] = STYLE_WARN, [REVIEW_BAD] = STYLE_BAD,
		[REVIEW_REAL] = STYLE_REAL, [REVIEW_PRACTICE] = STYLE_PRACTICE,
	};

	if (row->changed)
		return STYLE_WARN;
	return row->tone < ARRAY_LENGTH(styles) ? styles[row->tone] : STYLE_TEXT;
}

static void draw_row(struct page *page, const struct review_row *row, int label_width)
{
	const char *mark = row->tone == REVIEW_GOOD ? "✓ " : "";
	size_t size;
	char *text;

	if (!*row->text) {
		page_blank(page);
		return;
	}
	size = strlen(mark) + strlen(row->text) + 1;
	text = mem_new(size, 1);
	snprintf(text, size, "%s%s", mark, row->text);
	if (row->label)
		page_pair(page, label_width, row->label, style_of(row), text);
	else
		page_text(page, style_of(row), text);
	free(text);
}

static void fill(struct page *page, const struct review *review, const struct canvas *canvas)
{
	page_init(page, canvas, dialog_width(canvas, WIDTH));
	for (size_t i = 0; i < review->count; i++)
		draw_row(page, &review->rows[i], (int)review_label_width(review));
}

/* Writes the word that must be typed; "": y is enough, or nothing waits. */
static void word_of(char word[REVIEW_WORD_SIZE], const struct model *model)
{
	struct review review;

	*word = '\0';
	if (!review_of(&review, model))
		return;
	memcpy(word, review.word, sizeof(review.word));
	review_free(&review);
}

static bool is_asked(const struct model *model)
{
	enum want want = model_want(model);

	return want == WANT_REVIEW || want == WANT_CHALLENGE || want == WANT_PROBE || want == WANT_PAYMENT ||
	       want == WANT_CONSENT;
}

/* The review of something that a person said yes to before. */
static bool came_back(struct opening_words *out, const struct model *model, bool stopped)
{
	struct review review;
	bool again;

	if (stopped) {
		snprintf(out->done, sizeof(out->done), "Not signed.");
		snprintf(out->what, sizeof(out->what), "see why");
	}
	if (stopped || !model->agreed.count || !review_of(&review, model))
		return stopped;
	again = !strcmp(review.what, model->agreed.what);
	review_free(&review);
	if (again)
		snprintf(out->done, sizeof(out->done), "Not signed: it has changed.");
	return again;
}

static void waits_batch(struct opening_words *out, const struct flow_plan_batch *batch)
{
	size_t count = flow_plan_batch_count(batch, PLAN_ROW_LOOKED);

	snprintf(out->what, sizeof(out->what), "review the %s of %zu wallet%s", purpose_name(batch->purpose), count,
		 count == 1 ? "" : "s");
}

static void waits(struct opening_words *out, const struct model *model)
{
	bool approved = flow_plan_at(&model->plan) == PURPOSE_STAKE && model->plan.sent[PURPOSE_APPROVE].sent;

	switch (model_want(model)) {
	case WANT_REVIEW:
		if (model->plan_batch.state == PLAN_BATCH_REVIEW) {
			waits_batch(out, &model->plan_batch);
			break;
		}
		snprintf(out->what, sizeof(out->what), "review the %s", flow_tx_purpose(&model->tx));
		if (!came_back(out, model, tx_agreed_stopped(&model->tx)) && approved)
			snprintf(out->done, sizeof(out->done), "Approved.");
		break;
	case WANT_CHALLENGE:
		snprintf(out->what, sizeof(out->what), "read what Venice wants signed");
		break;
	case WANT_PROBE:
		snprintf(out->what, sizeof(out->what), "see what the test call costs");
		break;
	case WANT_PAYMENT:
		snprintf(out->what, sizeof(out->what), "review the payment");
		(void)came_back(out, model, topup_agreed_stopped(&model->topup));
		break;
	case WANT_CONSENT:
	case WANT_NOTHING:
	case WANT_PASSWORD:
	case WANT_WORDS:
		snprintf(out->what, sizeof(out->what), "see what is asked");
	}
}

/* Answered by y */

static bool wants_yes(const struct ui *ui, const struct model *model)
{
	char word[REVIEW_WORD_SIZE];

	(void)ui;
	if (!is_asked(model))
		return false;
	word_of(word, model);
	return !*word;
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct review review;
	struct page page;

	(void)ui;
	if (!review_of(&review, model))
		return;
	consent_begin(dialog, review_fingerprint(&review));
	fill(&page, &review, canvas);
	consent_show(dialog, canvas, review.title, review.doing, &page);
	review_free(&review);
}

static const struct keybind fee_rows[] = {
	{ .inputs = { 'f', INPUT_F2 }, .hint = "fee", .help = "offer a slow, normal or fast fee in turn; the review begins anew",
	  .run = review_fee_step, .fits = review_fee_fits },
	{ .inputs = { 'o', INPUT_F3 }, .hint = "own fee", .help = "offer an own fee; the review begins anew",
	  .run = review_fee_own, .fits = review_fee_fits },
};

static const struct keybinds fee_keybinds = {
	.title = "Fee", KEYBIND_ROWS(fee_rows), .then = &consent_keybinds,
	.offered = review_fee_fits,
};

const struct dialog_ops dialog_review = {
	.state_size = sizeof(struct consent), .keybinds = { &fee_keybinds }, .consents = true, .waits = waits,
	.wanted = wants_yes,
	.draw = draw,
};

/* Answered by a word */

struct typed {
	struct consent consent;
	struct line line;
	bool refused;
};

static bool wants_word(const struct ui *ui, const struct model *model)
{
	char word[REVIEW_WORD_SIZE];

	(void)ui;
	if (!is_asked(model))
		return false;
	word_of(word, model);
	return *word;
}

static void begin(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct typed *typed = dialog->state;

	(void)ui;
	(void)model;
	line_init(&typed->line, REVIEW_WORD_SIZE - 1, false);
}

static void end(struct dialog *dialog)
{
	line_free(&((struct typed *)dialog->state)->line);
}

static void submit(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct typed *typed = dialog->state;
	const char *hurries = dialog_hurries(ui, dialog);
	char word[REVIEW_WORD_SIZE];

	if (hurries) {
		ui_notice(ui, model, hurries);
		return;
	}
	word_of(word, model);
	typed->refused = !*word || !glyph_is_typed(line_text(&typed->line), word, ui->canvas.ascii);
	if (!typed->refused)
		ui_do(ui, model, ACTION_CONFIRM);
}

static void leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_do(ui, model, ACTION_CANCEL);
}

static void draw_word(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct typed *typed = dialog->state;
	struct review review;
	struct page page;
	int row;

	(void)ui;
	if (!review_of(&review, model))
		return;
	if (consent_begin(dialog, review_fingerprint(&review)))
		line_clear(&typed->line);
	fill(&page, &review, canvas);
	page_blank(&page);
	page_format(&page, STYLE_TEXT, "Type %s and press Enter to %s.", review.word, review.doing);
	row = page_rows(&page, 1);
	if (dialog->read_ms && *line_text(&typed->line))	/* before that, the rows above it matter */
		page.keep = row;
	line_draw(&typed->line, &page.canvas, row, 0, (int)strlen(review.word) + 3, true);
	if (typed->refused)
		page_text(&page, STYLE_BAD, "That is not it; nothing was done.");
	consent_show_page(dialog, canvas, review.title, &page);
	review_free(&review);
}

static struct line *field(const struct dialog *dialog)
{
	return &((struct typed *)dialog->state)->line;
}

static void edited(struct dialog *dialog)
{
	((struct typed *)dialog->state)->refused = false;
}

static bool is_unread(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)model;
	return dialog_answers_in(ui, dialog) != 0;
}

static bool is_read(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	return !is_unread(ui, dialog, model);
}

static const struct keybind leave_rows[] = {
	{ .command = COMMAND_PAGE_DOWN, .hint = "read on", .fits = is_unread },
	{ .inputs = { INPUT_ESC }, .hint = "no", .help = "leave everything as it is", .run = leave },
	{ .inputs = { INPUT_F2 }, .hint = "fee", .help = "offer a slow, normal or fast fee in turn; the review begins anew",
	  .run = review_fee_step, .fits = review_fee_fits },
	{ .inputs = { INPUT_F3 }, .hint = "own fee", .help = "offer an own fee; the review begins anew",
	  .run = review_fee_own, .fits = review_fee_fits },
};

static const struct keybinds leave_keybinds = { .title = "Review", KEYBIND_ROWS(leave_rows), .then = &keybinds_line };

static const struct keybind word_rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "yes", .help = "do it, once the word is typed", .run = submit },
};

static const struct keybinds word_keybinds = {
	.title = "Review", KEYBIND_ROWS(word_rows), .then = &leave_keybinds, .typed = true, .hinted = is_read,
};

const struct dialog_ops dialog_review_word = {
	.state_size = sizeof(struct typed), .keybinds = { &word_keybinds }, .consents = true, .waits = waits,
	.wanted = wants_word,
	.open = begin, .draw = draw_word, .close = end, .field = field, .edited = edited,
};
