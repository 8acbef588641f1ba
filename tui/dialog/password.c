/* The prompt for a wallet's password, which is typed nowhere else. */
#include <stdio.h>

#include "tui/dialog/opening.h"
#include "tui/form/form.h"
#include "wallet/base/mem.h"
#include "wallet/flow/session.h"
#include "wallet/model/keystroke.h"

static const struct field_spec fields[] = {
	{ "Password", FIELD_MASKED, PASSPHRASE_MAX, NULL, NULL, NULL, NULL },
};

static const struct form_spec spec = {
	.title = "Unlock", .submit = "Unlock", .fields = fields, .count = ARRAY_LENGTH(fields),
};

enum { UNLOCKS, IDLE };

struct state {
	struct form form;
	size_t mode;		/* as it was drawn */
	bool by_hand;		/* opened by the person, not by the model */
	bool given;		/* a password was given, so it closes by itself once that opens the wallet */
};

static bool wanted(const struct ui *ui, const struct model *model)
{
	(void)ui;
	return model_want(model) == WANT_PASSWORD;
}

static const struct account *whose(const struct model *model)
{
	const struct account *account = session_wanted(model);

	return account ? account : model_account(model);
}

/* Says why there is nothing to unlock; NULL: there is something. */
static const char *idle(const struct state *state, const struct model *model)
{
	const struct account *account = whose(model);

	if (model_want(model) == WANT_PASSWORD)
		return NULL;
	if (account && account->kind == ACCOUNT_WATCH)
		return "This wallet is watch-only: there is nothing to unlock.";
	if (account && model_unlocked_for(model, account->address))
		return "The wallet is unlocked already; " KEYSTROKE("lock") " locks it.";
	return state->by_hand && account ? NULL : "There is nothing to unlock any more.";
}

static size_t mode(const struct dialog *dialog)
{
	return ((const struct state *)dialog->state)->mode;
}

/* While a person types a password the prompt stays, so that the rest of it goes nowhere else. */
static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct state *state = dialog->state;

	(void)ui;
	return !state->given || *form_text(&state->form, 0) || !idle(state, model);
}

static void open(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;

	form_begin(&state->form, model, &spec);
	state->by_hand = !wanted(ui, model);
}

static void leave(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	dialog_close(ui, dialog);
	if (wanted(ui, model))
		ui_do(ui, model, ACTION_CANCEL);
}

/* An empty password counts only from a person who has seen the prompt, because its Enter may be
 * the second of two. */
static void submit(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;
	struct action action = { .type = ACTION_PASSWORD };

	if (idle(state, model)) {
		dialog_close(ui, dialog);
		return;
	}
	if (model->session.request || (!dialog->drawn && !*form_text(&state->form, 0)))
		return;
	action.password = form_take(&state->form, 0);
	state->given = true;
	ui_emit(ui, model, &action);
}

static void type(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	(void)ui;
	if (!idle(dialog->state, model))
		form_type(&((struct state *)dialog->state)->form, model, input);
}

static struct line *field(const struct dialog *dialog)
{
	return form_field(&((struct state *)dialog->state)->form);
}

static void wipe(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct state *state = dialog->state;

	line_clear(&state->form.lines[0]);
	if (!wanted(ui, model))
		dialog_close(ui, dialog);
}

static void waits(struct opening_words *out, const struct model *model)
{
	const struct account *account = whose(model);

	snprintf(out->what, sizeof(out->what), "unlock %s, to go on", account ? account->name : "the wallet");
}

static void draw_state(const struct model *model, struct page *page)
{
	int row;

	if (model->session.request) {
		row = page_rows(page, 1);
		canvas_spinner(&page->canvas, row, 0, STYLE_BUSY);
		canvas_fit(&page->canvas, row, 2, page->canvas.cols - 2, STYLE_BUSY, "Unlocking…");
	} else if (model->session.err.code == ERR_WRONG_PASSWORD) {
		page_text(page, STYLE_BAD, "Wrong password. Try again; check caps lock and keyboard layout.");
	} else if (model->session.err.code != ERR_NONE) {
		page_text(page, STYLE_BAD, model->session.err.msg);
		page_text(page, STYLE_TEXT, err_info(model->session.err.code)->advice);
	} else {
		page_blank(page);
	}
}

static void draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct state *state = dialog->state;
	const struct account *account = whose(model);
	const char *nothing = idle(state, model);
	struct page page;
	int row;

	(void)ui;
	state->mode = nothing ? IDLE : UNLOCKS;
	page_init(&page, canvas, dialog_width(canvas, 56));
	if (nothing) {
		page_text(&page, STYLE_TEXT, nothing);
		page_text(&page, STYLE_DIM, "What you type here goes nowhere. Enter or Esc closes this.");
		dialog_show(dialog, canvas, "Unlock", STYLE_DIALOG, &page);
		return;
	}
	page_format(&page, STYLE_TEXT, "Unlock %s, %s.", account ? account->name : "the wallet", session_reason(model));
	page_blank(&page);
	row = page_rows(&page, 1);
	page.keep = row;
	canvas_text(&page.canvas, row, 0, STYLE_STRONG, "Password");
	line_draw(&state->form.lines[0], &page.canvas, row, 10, page.canvas.cols - 11, true);
	draw_state(model, &page);
	dialog_show(dialog, canvas, "Unlock", STYLE_DIALOG, &page);
}

static void close(struct dialog *dialog)
{
	form_end(&((struct state *)dialog->state)->form);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "unlock", .help = "unlock the wallet with this password", .run = submit },
	{ .inputs = { INPUT_ESC }, .hint = "cancel", .help = "leave it locked", .run = leave },
};

static const struct keybind idle_rows[] = {
	{ .inputs = { INPUT_ENTER, INPUT_ESC }, .hint = "close", .help = "close this", .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Unlock", KEYBIND_ROWS(rows), .then = &keybinds_line, .typed = true };
static const struct keybinds idle_keybinds = {
	.title = "Unlock, where nothing is locked", KEYBIND_ROWS(idle_rows), .then = &keybinds_over, .typed = true,
};

const struct dialog_ops dialog_password = {
	.state_size = sizeof(struct state), .keybinds = { [UNLOCKS] = &keybinds, [IDLE] = &idle_keybinds },
	.mode = mode, .waits = waits, .wanted = wanted, .alive = alive, .open = open, .type = type, .draw = draw,
	.close = close, .field = field, .wipe = wipe,
};
