/* Staking: the walkthrough from VVV to a key. */
#include "tui/pane/pane.h"

#include <stdio.h>
#include <string.h>

#include "tui/countdown.h"
#include "tui/enter.h"
#include "tui/pane/walkthrough_notes.h"
#include "wallet/base/mem.h"
#include "wallet/model/keystroke.h"
#include "wallet/model/stake_life.h"
#include "wallet/model/walkthrough.h"

#define LABEL_COL 3
#define DETAIL_COL 13
#define BAR_WIDTH 18
#define BAR_LEAST 6
#define LINE_BETWEEN 0x2502
#define NEXT KEYSTROKE("next")

static const struct { const char *mark; enum style style; } statuses[] = {
	[STEP_TODO] = { "○", STYLE_DIM },
	[STEP_CURRENT] = { "●", STYLE_BUSY },
	[STEP_BUSY] = { "●", STYLE_BUSY },
	[STEP_DONE] = { "✓", STYLE_GOOD },
	[STEP_FAILED] = { "✗", STYLE_BAD },
};

/* A bar in place of the words of the step, as long as there is room for what stands behind it. */
static void draw_token_life(const struct model *model, struct canvas *canvas, int row, int col)
{
	struct countdown token = countdown_of(COUNTDOWN_TOKEN, flow_mint_token_left(model),
					      model->mint.token_ends_ms - model->mint.token_got_ms);
	char words[COUNTDOWN_TEXT_SIZE];
	int room;

	countdown_words(words, &token);
	room = canvas->cols - col - 2 - (int)strlen(words);
	if (room >= BAR_LEAST)
		countdown_draw(canvas, row, col, room < BAR_WIDTH ? room : BAR_WIDTH, &token);
	else
		canvas_fit(canvas, row, col, canvas->cols - col - 1, token.style, words);
}

/* A click on what Enter does goes to this pane, and there it does it. */
static void aim(struct canvas *canvas, int row, int rows)
{
	canvas_target(canvas, row, 0, rows, canvas->cols, (struct target){ TARGET_ROW, .value = 0 });
}

static enum step first_step(const struct model *model)
{
	return model_account(model) ? STEP_FUND : STEP_WALLET;
}

enum step pane_walkthrough_looked(const struct pane *pane, const struct model *model)
{
	int step = pane->looked - 1;

	return step < (int)first_step(model) || step >= STEP_COUNT ? walkthrough_step(model) : (enum step)step;
}

/* A click there explains it, and does nothing. */
static void aim_look(struct canvas *canvas, enum step step, int row)
{
	canvas_target(canvas, row, 0, 1, canvas->cols,
		      (struct target){ TARGET_ROW, .value = 0, .part = (int)step + 1 });
}

#define DETAIL_SIZE 160

static bool fits_sent(const struct model *model, enum step step, unsigned with, int room)
{
	char text[DETAIL_SIZE];

	return !walkthrough_sent(text, sizeof(text), model, step, with) || canvas_width(text, strlen(text)) <= room;
}

/* Of transactions all is said that there is room for, of each of them the same: the age comes before the block. */
static void write_detail(char out[DETAIL_SIZE], const struct model *model, enum step step, int room)
{
	static const unsigned forms_of_sent[] = { SENT_BLOCK | SENT_AGE, SENT_AGE };

	for (size_t i = 0; i < ARRAY_LENGTH(forms_of_sent); i++)
		if (fits_sent(model, STEP_APPROVE, forms_of_sent[i], room) &&
		    fits_sent(model, STEP_STAKE, forms_of_sent[i], room) &&
		    walkthrough_sent(out, DETAIL_SIZE, model, step, forms_of_sent[i]))
			return;
	walkthrough_detail(out, DETAIL_SIZE, model, step);
}

static void draw_step(const struct pane *pane, const struct model *model, enum step step, struct canvas *canvas,
		      int row)
{
	enum step_status status = walkthrough_status(model, step);
	bool now = status == STEP_CURRENT || status == STEP_BUSY;
	enum style style = now ? STYLE_STRONG : status == STEP_TODO ? STYLE_DIM : STYLE_TEXT;
	bool looked = step == pane_walkthrough_looked(pane, model), other = step != walkthrough_step(model);
	char detail[DETAIL_SIZE];

	if (other)
		aim_look(canvas, step, row);
	else
		aim(canvas, row, 1);
	if (looked)
		canvas_rest(canvas, row, 1);
	if (looked && other)
		canvas_text(canvas, row, 0, STYLE_STRONG, "▸");
	if (status == STEP_BUSY)
		canvas_spinner(canvas, row, 1, STYLE_BUSY);
	else
		canvas_text(canvas, row, 1, statuses[status].style, statuses[status].mark);
	canvas_text(canvas, row, LABEL_COL, style, walkthrough_words(step)->label);
	if (step == STEP_TOKEN && flow_mint_token_left(model) > 0 && status != STEP_BUSY) {
		draw_token_life(model, canvas, row, DETAIL_COL);
		return;
	}
	write_detail(detail, model, step, canvas->cols - DETAIL_COL - 1);
	canvas_fit(canvas, row, DETAIL_COL, canvas->cols - DETAIL_COL - 1, style, detail);
}

/* How the steps are drawn, the lowest form first: one below the other, joined by lines, explained as well, or
 * with more room between them. */
enum form { FORM_ROWS, FORM_JOINED, FORM_EXPLAINED, FORM_SPACED, FORM_COUNT };
static const struct { int rows, last; } forms[FORM_COUNT] = {	/* of a step, and of the last one */
	[FORM_ROWS] = { 1, 1 }, [FORM_JOINED] = { 2, 1 }, [FORM_EXPLAINED] = { 3, 2 }, [FORM_SPACED] = { 4, 2 },
};

static int rows_of_steps(enum form form, int steps)
{
	return (steps - 1) * forms[form].rows + forms[form].last;
}

/* Draws a step with what joins it to the next; returns the row after that. */
static int draw_step_as(enum form form, const struct pane *pane, const struct model *model, enum step step,
			struct canvas *canvas, int row)
{
	bool last = step == STEP_COUNT - 1, done = walkthrough_status(model, step) == STEP_DONE;

	draw_step(pane, model, step, canvas, row);
	for (int i = 1; i < forms[form].rows && !last; i++)
		canvas_put(canvas, row + i, 1, done ? STYLE_GOOD : STYLE_BORDER, LINE_BETWEEN);
	if (forms[form].last > 1)
		canvas_fit(canvas, row + 1, LABEL_COL, canvas->cols - LABEL_COL - 1, STYLE_DIM,
			   walkthrough_words(step)->brief);
	return row + (last ? forms[form].last : forms[form].rows);
}

/* Counts lines by drawing below the canvas, where nothing shows. */
static int count_lines(struct canvas *canvas, const char *text)
{
	return canvas_wrap(canvas, canvas->rows, 1, canvas->cols - 2, STYLE_TEXT, text);
}

/* What there is to show, in rows, and how much of it there is room for. */
struct plan_of_rows {
	int steps, hint, why, extras;
	bool has_why;
	enum form form;
};

static int rows_of_all(const struct plan_of_rows *plan, enum form form, bool has_why)
{
	int why = has_why && plan->why ? plan->why + 1 : 0, below = plan->extras ? plan->extras + 1 : 0;

	return rows_of_steps(form, plan->steps) + 1 + plan->hint + why + below;
}

/* The sentence on why comes before the room between the steps. */
static void choose_form(struct plan_of_rows *plan, int room)
{
	plan->has_why = plan->why && rows_of_all(plan, FORM_ROWS, true) <= room;
	plan->form = FORM_COUNT - 1;
	while (plan->form > FORM_ROWS && rows_of_all(plan, plan->form, plan->has_why) > room)
		plan->form--;
}

/* What all this is, for somebody who sees it for the first time. */
static const char *const intro[] = {
	"Lock a little VVV: 1 is enough, and it stays yours.",
	"Sign a note from Venice: that proves it is yours.",
	"Get an API key. Practising all this costs nothing.",
};

#define INTRO_ROWS ((int)ARRAY_LENGTH(intro) + 1)

/* Returns the rows that it takes: none once there is a wallet, or where the steps need the room. */
static int draw_intro(const struct model *model, struct canvas *canvas, int needed)
{
	if (model_account(model) || model->unread.code != ERR_NONE || canvas->rows < needed + INTRO_ROWS)
		return 0;
	for (size_t i = 0; i < ARRAY_LENGTH(intro); i++)
		canvas_fit(canvas, (int)i, 1, canvas->cols - 2, STYLE_STRONG, intro[i]);
	return INTRO_ROWS;
}

/* Another step than the current one is named. */
static void explain(char *out, size_t size, enum step step, bool named)
{
	const struct step_words *words = walkthrough_words(step);

	snprintf(out, size, "%s%s%s", named ? words->question : "", named ? " " : "", words->why);
}

/* The keystroke that does what comes next is what the eye falls on, where it holds.  Returns the rows. */
static int draw_hint(struct canvas *canvas, int row, const char *hint, bool focused)
{
	int rows = canvas_wrap(canvas, row, 1, canvas->cols - 2, STYLE_STRONG, hint);

	if (focused && strncmp(hint, NEXT, strlen(NEXT)) == 0)
		canvas_text(canvas, row, 1, STYLE_FOCUS_TITLE, NEXT);
	return rows;
}

/* On a low pane other steps are dropped first, then the current one, and the hint last. */
static void draw(struct pane *pane, const struct model *model, struct canvas *canvas, bool focused)
{
	enum step current = walkthrough_step(model), first = first_step(model);
	enum step looked = pane_walkthrough_looked(pane, model);
	const char *hint = pane->hint[0] ? pane->hint : walkthrough_hint(model);
	char why[640];
	explain(why, sizeof(why), looked, looked != current);
	struct plan_of_rows plan = {
		.steps = (int)STEP_COUNT - (int)first, .hint = count_lines(canvas, hint),
		.why = pane->detailed ? 0 : count_lines(canvas, why),
		.extras = walkthrough_notes(pane, model, canvas, canvas->rows) - canvas->rows,
	};
	int room = canvas->rows - plan.hint, row = 0;

	if (looked == current)	/* else the room is for what explains that one */
		row = draw_intro(model, canvas, rows_of_all(&plan, FORM_ROWS, false));
	choose_form(&plan, canvas->rows - row);
	pane->wants = rows_of_all(&plan, FORM_COUNT - 1, true) + row;
	if (room > 0 && room < plan.steps && (int)current - (int)first >= room)
		first = (enum step)((int)current - room + 1);
	for (int step = (int)first; step < STEP_COUNT && row < room; step++)
		row = draw_step_as(plan.form, pane, model, (enum step)step, canvas, row);
	if (row < room)
		row++;
	aim(canvas, row, canvas->rows - room);
	row += draw_hint(canvas, row, hint, focused);
	if (plan.has_why)
		row += 1 + canvas_wrap_even(canvas, row + 1, 1, canvas->cols - 2, STYLE_TEXT, why);
	walkthrough_notes(pane, model, canvas, row + (row + plan.extras < canvas->rows));
}

static bool has_rewards(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	struct amount rewards;

	(void)ui;
	(void)dialog;
	return stake_life_rewards(&rewards, model) && !amount_is_zero(rewards);
}

/* While the wallet is locked u unlocks it, here as everywhere. */
static bool can_unstake(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct balances *balances = model_balances(model);

	(void)ui;
	(void)dialog;
	return balances && !amount_is_zero(balances->svvv_unlocked) &&
	       model_unlocked_for(model, model_account(model)->address);
}

static bool can_take_out(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)dialog;
	return stake_life_offer(model) != PURPOSE_UNKNOWN;
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .command = COMMAND_NEXT, .hint = "next step", .hinted = enter_is_offered },
	{ .inputs = { 't' }, .command = COMMAND_TAKE_OUT, .hint = "take out", .fits = can_take_out,
	  .lacks = "no cooldown is over" },
	{ .inputs = { 'c' }, .command = ACTION_CLAIM, .hint = "claim", .fits = has_rewards,
	  .lacks = "no rewards wait" },
	{ .inputs = { 'C' }, .command = ACTION_RESTAKE, .fits = has_rewards, .lacks = "no rewards wait" },
	{ .inputs = { 'b' }, .command = ACTION_SWAP },
	{ .inputs = { 'u' }, .command = ACTION_UNSTAKE, .hint = "unstake",
	  .help = "let staked VVV come back; or unlock", .fits = can_unstake,
	  .lacks = "nothing staked, or locked" },
};

/* What only lies over the panes for a while takes no step away that somebody reads about. */
static bool leaves_all(int what)
{
	static const int commands[] = {
		COMMAND_REDRAW, COMMAND_HELP, COMMAND_PALETTE, COMMAND_GLOSSARY, COMMAND_MESSAGES, COMMAND_LOG,
		COMMAND_THEME, COMMAND_SETTINGS,
	};

	for (size_t i = 0; i < ARRAY_LENGTH(commands); i++)
		if (commands[i] == what)
			return true;
	return false;
}

/* Moves from step to step, to see why each is there.  Enter does the current one all the same. */
static bool command(struct pane *pane, const struct model *model, int what, struct action *out)
{
	struct list steps = { .cursor = pane_walkthrough_looked(pane, model) - first_step(model) };

	(void)out;
	if (leaves_all(what))
		return false;
	if (what == COMMAND_CLEAR && pane->looked) {
		pane->looked = 0;
		return true;
	}
	if (!list_move(&steps, what, STEP_COUNT - first_step(model))) {
		pane->looked = 0;
		return false;
	}
	pane->looked = (int)(steps.cursor + first_step(model)) + 1;
	if (pane->looked == (int)walkthrough_step(model) + 1)
		pane->looked = 0;
	return true;
}

static const struct keybinds keybinds = { .title = "Staking", KEYBIND_ROWS(rows), .then = &keybinds_panes };

const struct pane_ops pane_walkthrough = { .title = "Staking: from VVV to a key", .keybinds = &keybinds, .command = command, .draw = draw };
