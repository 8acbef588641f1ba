/* The dialog that shows a form, and what its keystrokes do. */
#include "tui/form/form.h"

#include <stdio.h>

#include "tui/form/fields.h"
#include "tui/form/names.h"
#include "tui/form/words.h"
#include "wallet/base/mem.h"

/* Where one Enter is enough it counts only once the form was seen, because nobody can mean it before. */
static void send(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;
	struct action action = { 0 };

	if (form->spec->at_submit && !dialog->drawn)
		return;
	form->spec->make(form, model, &action);
	form->sent = form->spec->pending != NULL;
	if (!form->sent)
		dialog_close(ui, dialog);
	ui_emit(ui, model, &action);
}

/* The first field with a fault gets the focus. */
static void submit(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;
	size_t bad = form_first_bad(form, model);

	form->refused = bad < form->spec->count;
	if (form->refused)
		form->focus = bad;
	else
		send(ui, dialog, model);
}

/* True where Enter presses the button: on it, and in the field before it. */
static bool is_last(const struct form *form)
{
	return form->focus >= form->spec->count || form_step(form, form->focus, 1) >= form->spec->count;
}

/* True where Enter is a blank between words. */
static bool is_going_on(const struct form *form)
{
	return form->focus < form->spec->count && form->spec->goes_on && form->spec->goes_on(form, form->focus);
}

static void enter(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;

	if (is_going_on(form)) {
		line_type(&form->lines[form->focus], ' ');
	} else if (is_last(form)) {
		submit(ui, dialog, model);
	} else {
		form->touched[form->focus] = true;
		form->focus = form_step(form, form->focus, 1);
	}
}

static const char *say_enter(const struct dialog *dialog)
{
	const struct form *form = dialog->state;

	if (is_going_on(form))
		return "next word";
	return is_last(form) ? form->spec->submit : "next field";
}

static void next_field(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;

	(void)ui;
	(void)model;
	form->focus = form_step(form, form->focus, 1);
}

static void previous_field(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;

	(void)ui;
	(void)model;
	form->focus = form_step(form, form->focus, -1);
}

static void complete_or_next(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;

	if (form_names_complete(form, model, form->focus))
		return;
	if (!form_has_words(form, form->focus) || !form_words_complete(form, model, form->focus))
		next_field(ui, dialog, model);
}

static void next_choice(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	form_turn(dialog->state, true);
}

static void previous_choice(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	form_turn(dialog->state, false);
}

static void fill_most(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;
	char text[AMOUNT_TEXT_SIZE];
	struct amount most;

	(void)ui;
	if (form->spec->plan != PURPOSE_UNKNOWN && plan_batch_takes(model, form->spec->plan))
		snprintf(text, sizeof(text), "%s", FORM_ALL);
	else if (form->spec->most(&most, form, model))
		amount_format(text, most);
	else
		return;
	line_fill(&form->lines[form->focus], text);
	form->refused = false;
	form_edited(form);
}

static bool is_open(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	(void)ui;
	(void)model;
	return !((const struct form *)dialog->state)->sent;
}

static bool is_choice(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct form *form = dialog->state;

	return is_open(ui, dialog, model) && form->focus < form->spec->count &&
	       form->spec->fields[form->focus].kind == FIELD_CHOICE;
}

static bool is_amount(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	const struct form *form = dialog->state;

	return is_open(ui, dialog, model) && form_is_amount(form, form->focus);
}

static void dialog_type(struct ui *ui, struct dialog *dialog, const struct model *model, int input)
{
	if (is_open(ui, dialog, model))
		form_type(dialog->state, model, input);
}

static bool dialog_point(struct ui *ui, struct dialog *dialog, size_t row, int part)
{
	(void)ui;
	return form_point(dialog->state, row, part);
}

static struct line *dialog_field(const struct dialog *dialog)
{
	return form_field(dialog->state);
}

static struct line *dialog_paste_field(const struct dialog *dialog)
{
	return form_paste_field(dialog->state);
}

static void dialog_edited(struct dialog *dialog)
{
	form_edited(dialog->state);
}

/* A form that was sent and is no longer pending is done, or shows what was wrong. */
static bool alive(const struct ui *ui, const struct dialog *dialog, const struct model *model)
{
	struct form *form = dialog->state;
	const struct err *failure;

	(void)ui;
	if (!form->sent || form->spec->pending(model))
		return true;
	failure = form->spec->failure ? form->spec->failure(model) : NULL;
	if (!failure || failure->code == ERR_NONE)
		return false;
	form->sent = false;
	form->failed = *failure;
	form->focus = form_step(form, form->spec->count, 1);
	return true;
}

static void dialog_draw(struct ui *ui, struct dialog *dialog, const struct model *model, struct canvas *canvas)
{
	struct form *form = dialog->state;
	struct page page;

	(void)ui;
	page_init(&page, canvas, dialog_width(canvas, FORM_LABEL_WIDTH + FORM_FIELD_WIDTH + 2));
	form_draw(form, model, &page);
	dialog_show(dialog, canvas, form->spec->title, STYLE_DIALOG, &page);
}

static bool dialog_bares(const struct dialog *dialog)
{
	return ((const struct form *)dialog->state)->bare;
}

static void dialog_wipe(struct ui *ui, struct dialog *dialog, const struct model *model)
{
	if (!form_is_secret(dialog->state))
		return;
	dialog_close(ui, dialog);
	ui_notice(ui, model, "The form is closed, and what was typed there is wiped");
}

static void dialog_end(struct dialog *dialog)
{
	form_end(dialog->state);
}

static const struct keybind rows[] = {
	{ .inputs = { INPUT_ENTER }, .hint = "next field, or send", .says = say_enter,
	  .help = "go to the next field; on the last one, send the form", .run = enter, .fits = is_open },
	{ .inputs = { INPUT_TAB }, .hint = "next field",
	  .help = "go to the next field; complete a recipient's name, or a mnemonic's last word", .run = complete_or_next,
	  .fits = is_open },
	{ .inputs = { INPUT_DOWN }, .help = "go to the next field", .run = next_field, .fits = is_open },
	{ .inputs = { INPUT_BACKTAB, INPUT_UP }, .help = "go to the field before", .run = previous_field,
	  .fits = is_open },
	{ .inputs = { INPUT_LEFT }, .hint = "choose", .help = "the choice before", .run = previous_choice,
	  .fits = is_choice },
	{ .inputs = { INPUT_RIGHT }, .hint = "choose",
	  .help = "the next choice; so does Space, and a letter goes to what begins with it", .run = next_choice,
	  .fits = is_choice },
	{ .inputs = { 'a' }, .hint = "all", .help = "in an amount: all there is", .run = fill_most, .fits = is_amount },
	{ .inputs = { INPUT_ESC }, .hint = "cancel", .help = "close the form; what was not sent does not happen",
	  .run = dialog_leave },
};

static const struct keybinds keybinds = { .title = "Form", KEYBIND_ROWS(rows), .then = &keybinds_line, .typed = true };

const struct dialog_ops dialog_form = {
	.state_size = sizeof(struct form), .keeps = true, .keybinds = { &keybinds },
	.alive = alive, .point = dialog_point,
	.type = dialog_type,
	.draw = dialog_draw, .close = dialog_end, .field = dialog_field,
	.paste_field = dialog_paste_field, .edited = dialog_edited,
	.wipe = dialog_wipe,
	.bares = dialog_bares,
};

struct dialog *form_open(struct ui *ui, const struct model *model, const struct form_spec *spec)
{
	struct dialog *dialog = dialog_open(ui, &dialog_form, model);

	form_begin(dialog->state, model, spec);
	return dialog;
}
