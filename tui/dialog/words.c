/*
 * The mnemonic of a new wallet: shown once, then three of its words are asked for.  Whatever is
 * typed or shown stays in guarded memory and in cells that are wiped.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "tui/dialog/consent.h"
#include "tui/ui.h"
#include "wallet/base/text.h"

#define ASKED 3
#define WORD_WIDTH 14
#define WORD_MAX 24

enum phase { SHOW, ASK, DISCARD };

struct state {
	struct consent consent;		/* to throw the mnemonic away */
	enum phase phase;
	size_t asked[ASKED], at;	/* the words asked for, from 0; which of them is asked now */
	bool wrong;
	struct line line;
};

static bool wanted(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model_want(model) == WANT_WORDS;
}

/* Finds the index-th word, in place, and returns its length in bytes; 0 when there are fewer words. */
static size_t word(const char **out, const struct mnemonic *mnemonic, size_t index)
{
	const char *at = mnemonic->s.data;

	for (; index > 0; index--) {
		at += strcspn(at, " ");
		at += strspn(at, " ");
	}
	*out = at;
	return strcspn(at, " ");
}

static size_t count_words(const struct mnemonic *mnemonic)
{
	const char *ignored;
	size_t count = 0;

	while (word(&ignored, mnemonic, count))
		count++;
	return count;
}

/* Chooses a word from each third, so that the end is asked for too.  The choice is no secret, so
 * weak chance is enough. */
static void choose(struct state *state, const struct model *model)
{
	size_t count = count_words(model->mnemonic), third = count / ASKED;
	uint64_t chance = model->random ^ (uint64_t)model->now_ms * UINT64_C(0x9e3779b97f4a7c15);

	for (size_t i = 0; i < ASKED; i++) {
		chance = chance * UINT64_C(6364136223846793005) + 1442695040888963407u;
		state->asked[i] = i * third + (third ? (size_t)(chance >> 40) % third : 0);
	}
	state->at = 0;
	state->wrong = false;
}

static void open(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;

	(void)ui;
	line_init(&state->line, WORD_MAX, false);
	choose(state, model);
}

static bool is_right(const struct state *state, const struct model *model)
{
	const char *right, *typed = line_text(&state->line);
	size_t len = word(&right, model->mnemonic, state->asked[state->at]), typed_len;

	typed += strspn(typed, " ");
	typed_len = strcspn(typed, " ");
	return typed_len == len && strncasecmp(typed, right, len) == 0;
}

static void enter_phase(struct dialog *dialog, enum phase phase)
{
	struct state *state = dialog->state;

	line_clear(&state->line);
	state->phase = phase;
	dialog->consents = phase == DISCARD;
	if (phase == DISCARD)
		dialog_restart(dialog);
}

static void answer(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;
	bool right = is_right(state, model);

	state->wrong = !right;
	line_clear(&state->line);
	if (right && ++state->at == ASKED) {
		state->at = 0;
		ui_do(ui, model, ACTION_WALLET_CONFIRMED);
	}
}

static void ask(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	if (!dialog->drawn)
		return;
	enter_phase(dialog, ASK);
	choose(dialog->state, model);
}

static void show_again(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	enter_phase(dialog, SHOW);
}

static void discard(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	enter_phase(dialog, DISCARD);
}

/* The answer to whether the mnemonic is thrown away. */
static void answered(struct ui *ui, struct dialog *dialog, const struct model *model, bool yes)
{
	enter_phase(dialog, SHOW);
	dialog_restart(dialog);
	if (yes)
		ui_do(ui, model, ACTION_CANCEL);
}

static size_t mode(const struct dialog *dialog)
{
	return ((const struct state *)dialog->state)->phase;
}

static struct line *field(const struct dialog *dialog)
{
	struct state *state = dialog->state;

	return state->phase == ASK ? &state->line : NULL;
}

/* A mnemonic that was not confirmed makes no wallet. */
static void wipe(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)dialog;
	ui_do(ui, model, ACTION_CANCEL);
	ui_notice(ui, model, "The words are wiped, as nobody was there: no wallet was made of them");
}

static void draw_words(struct page *page, const struct mnemonic *mnemonic)
{
	size_t count = count_words(mnemonic);
	int columns = page->canvas.cols / WORD_WIDTH, rows, first;

	columns = columns < 1 ? 1 : columns > 4 ? 4 : columns;
	rows = ((int)count + columns - 1) / columns;
	first = page_rows(page, rows);
	for (size_t i = 0; i < count; i++) {
		int row = first + (int)i % rows, col = (int)i / rows * WORD_WIDTH;
		const char *text;
		size_t len = word(&text, mnemonic, i);

		col = canvas_format(&page->canvas, row, col, STYLE_DIM, "%2zu ", i + 1);
		canvas_text_n(&page->canvas, row, col, STYLE_STRONG, text, len);
	}
}

static void draw_shown(struct page *page, const struct model *model)
{
	char span[TEXT_SPAN_SIZE];

	text_countdown(span, model->tuning.lock_after_ms);
	page_text(page, STYLE_TEXT, "Write these words on paper, in this order. They restore the wallet anywhere; whoever "
		  "reads them owns it. They are shown only now.");
	page_blank(page);
	draw_words(page, model->mnemonic);
	page_blank(page);
	page_text(page, STYLE_STRONG, "Enter: they are written down");
	page_format(page, STYLE_DIM, "They are wiped, and no wallet is made, when no key is pressed for %s.", span);
}

static void draw_asked(struct page *page, const struct state *state)
{
	int row, col;

	page_text(page, STYLE_TEXT, "From your paper, so that it is sure to be right:");
	page_blank(page);
	row = page_rows(page, 1);
	page->keep = row;
	col = canvas_format(&page->canvas, row, 0, STYLE_STRONG, "Word %zu ", state->asked[state->at] + 1);
	line_draw(&state->line, &page->canvas, row, col,
		  WORD_MAX < page->canvas.cols - col ? WORD_MAX : page->canvas.cols - col, true);
	page_blank(page);
	if (state->wrong)
		page_text(page, STYLE_BAD, "That is another word. Esc shows them again.");
	else
		page_format(page, STYLE_DIM, "%zu of %d", state->at + 1, ASKED);
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	const struct state *state = dialog->state;
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, 60));
	if (state->phase == DISCARD) {
		page_text(&page, STYLE_WARN, "Throw these words away? No wallet is made then.");
		page_blank(&page);
		consent_show(dialog, canvas, "The words of your new wallet", "throw them away", &page);
		return;
	}
	if (state->phase == SHOW)
		draw_shown(&page, model);
	else
		draw_asked(&page, state);
	dialog_show(dialog, canvas, "The words of your new wallet", STYLE_ALARM, &page);
}

static void close(struct dialog *dialog)
{
	line_free(&((struct state *)dialog->state)->line);
}

static const struct keybind shown_rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "they are written down",
	  .help = "they are written down: three of them are asked", .run = ask },
	{ .inputs = { INPUT_ESC }, .hint = "throw them away", .help = "throw them away, once you have said so again",
	  .run = discard },
};

static const struct keybinds shown_keybinds = {
	.title = "Words", KEYBIND_ROWS(shown_rows), .then = &keybinds_over, .typed = true,
};

static const struct keybind asked_rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "go on", .help = "compare the word, and go on", .run = answer },
	{ .inputs = { INPUT_ESC }, .hint = "back", .help = "back to the words", .run = show_again },
};

static const struct keybinds asked_keybinds = {
	.title = "Words, asked", KEYBIND_ROWS(asked_rows), .then = &keybinds_line, .typed = true,
};

const struct dialog_ops dialog_words = {
	.state_size = sizeof(struct state),
	.keybinds = { [SHOW] = &shown_keybinds, [ASK] = &asked_keybinds, [DISCARD] = &consent_keybinds },
	.mode = mode, .wanted = wanted, .open = open, .answered = answered, .draw = draw, .close = close,
	.field = field, .wipe = wipe,
};
