/*
 * The words of a new wallet: shown once, then three of them asked back.  What is
 * typed and what is shown stays in guarded memory and in cells that are wiped.
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
	struct consent consent;		/* to throwing them away */
	enum phase phase;
	size_t asked[ASKED], at;	/* which words, from 0; the one now being asked */
	bool wrong;
	struct line line;
};

static bool wanted(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model_want(model) == WANT_WORDS;
}

/* The index-th word in place, and how many bytes it has; 0 when there are not so many. */
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

/* One of each third, so that the end is asked for too.  Chance need not be strong here. */
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

static void answer(struct ui *ui, struct state *state, const struct model *model)
{
	bool right = is_right(state, model);

	state->wrong = !right;
	line_clear(&state->line);
	if (right && ++state->at == ASKED) {
		state->at = 0;
		ui_do(ui, model, ACTION_WALLET_CONFIRMED);
	}
}

static void input_while_shown(struct dialog *dialog, const struct model *model, int input)
{
	struct state *state = dialog->state;

	if (input == INPUT_ESC) {
		state->phase = DISCARD;
		dialog_restart(dialog);
	} else if (input == INPUT_ENTER && dialog->drawn) {
		state->phase = ASK;
		choose(state, model);
	} else {
		dialog_scroll(dialog, input);
	}
}

static void input_while_discarding(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	struct state *state = dialog->state;
	enum consent_answer answer = consent_answer(ui, dialog, model, input);

	if (answer == CONSENT_OPEN)
		return;
	state->phase = SHOW;
	dialog_restart(dialog);
	if (answer == CONSENT_YES)
		ui_do(ui, model, ACTION_CANCEL);
}

static void take_input(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	struct state *state = dialog->state;

	switch (state->phase) {
	case SHOW:
		input_while_shown(dialog, model, input);
		break;
	case ASK:
		if (input == INPUT_ESC)
			state->phase = SHOW;
		else if (input == INPUT_ENTER)
			answer(ui, state, model);
		else
			line_input(&state->line, input);
		break;
	case DISCARD:
		input_while_discarding(ui, dialog, model, input);
		break;
	}
	dialog->consents = state->phase == DISCARD;
	if (state->phase != ASK)
		line_clear(&state->line);
}

static struct line *field(const struct dialog *dialog)
{
	struct state *state = dialog->state;

	return state->phase == ASK ? &state->line : NULL;
}

static const struct keybind *footer(const struct ui *ui, const struct dialog *dialog)
{
	const struct state *state = dialog->state;

	return state->phase == DISCARD ? consent_footer(ui, dialog) : dialog->ops->keys;
}

/* They were not confirmed, so no wallet is made of them. */
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

	text_countdown(span, model->lock_after_ms);
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
	line_draw(&state->line, &page->canvas, row, col, WORD_MAX < page->canvas.cols - col ? WORD_MAX : page->canvas.cols - col,
		  true);
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

static const struct keybind keys[] = {
	{ INPUT_ENTER, COMMAND_NONE, "Enter", "go on", "go on; a typed word is compared" },
	{ INPUT_ESC, COMMAND_NONE, "Esc", "back", "back to the words; from there, throw them away" },
	{ 0, 0, NULL, NULL, NULL },
};

const struct dialog_ops dialog_words = {
	.name = "Words", .state_size = sizeof(struct state), .keys = keys, .takes_text = true,
	.wanted = wanted, .open = open, .input = take_input, .draw = draw, .close = close,
	.footer = footer, .field = field, .wipe = wipe,
};
