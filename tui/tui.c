#include "tui/tui.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "tui/clipboard.h"
#include "tui/restore.h"
#include "tui/screen.h"
#include "tui/ui.h"
#include "wallet/base/mem.h"

#define FRAME_MS 125	/* how long a spinner's frame stays */

struct tui {
	struct screen *screen;
	struct ui ui;
	enum theme theme;	/* as configured */
	struct event held;	/* what it means depends on the home, which is not read yet; its text is the reader's */
	bool holds;
	bool home_seen;		/* the last drawing was of all that was read */
};

static enum copied copy(void *context, const char *text, size_t len)
{
	tui_copy(context, text, len);
	return COPIED_TO_TERMINAL;
}

static bool more(void *context)
{
	return reader_more(screen_reader(context));
}

/* One line has room for the first. */
static void name_mistake(struct ui *ui, const struct setting_rows *settings)
{
	if (!settings || !settings->mistake_count)
		return;
	if (settings->mistake_count == 1)
		snprintf(ui->notice, sizeof(ui->notice), "config, %.140s", settings->mistakes[0].text);
	else
		snprintf(ui->notice, sizeof(ui->notice), "%zu mistakes in config, which :settings lists; the first in %.80s",
			 settings->mistake_count, settings->mistakes[0].text);
}

static void take_columns(struct ui *ui, const struct tui_options *options)
{
	ui->panes[PANE_KEYS].columns = options->keys_columns;
	ui->panes[PANE_TRANSACTIONS].columns = options->tx_columns;
}

static void begin(struct tui *tui, const struct tui_options *options)
{
	struct screen *screen = tui->screen;
	int rows, cols;

	screen_size(&rows, &cols);
	ui_init(&tui->ui, rows, cols, screen_ascii(screen));
	tui->ui.canvas.console = screen_console(screen);
	tui->ui.copy = options->copy ? options->copy : copy;
	tui->ui.copy_context = options->copy ? options->copy_context : tui;
	tui->ui.theme = tui->theme = options->theme;
	tui->ui.colorless = screen_colorless(screen);
	take_columns(&tui->ui, options);
	tui->ui.keeps = true;
	tui->ui.more = more;
	tui->ui.more_context = screen;
	keybind_configure(&tui->ui.changes, options->keybinds, options->keybind_count, NULL, NULL);
}

bool tui_open(struct tui **out, const struct tui_options *options, struct err *err)
{
	struct screen *screen;

	if (!screen_open(&screen, options, err))
		return false;
	*out = mem_new(1, sizeof(**out));
	(*out)->screen = screen;
	begin(*out, options);
	name_mistake(&(*out)->ui, options->settings);
	return true;
}

void tui_configure(struct tui *tui, const struct tui_options *options)
{
	screen_configure(tui->screen, options);
	if (options->theme != tui->theme)	/* else the one that was chosen on the screen stays */
		tui->ui.theme = tui->theme = options->theme;
	tui->ui.colorless = screen_colorless(tui->screen);
	tui->ui.canvas.ascii = screen_ascii(tui->screen);
	take_columns(&tui->ui, options);
	tui->ui.redraw = true;
}

void tui_close(struct tui *tui)
{
	if (!tui)
		return;
	ui_free(&tui->ui);
	screen_close(tui->screen);
	free(tui);
}

bool tui_restore_terminal(void)
{
	return restore_now();
}

void tui_mark_pastes(bool on)
{
	restore_mark_pastes(on);
}

void tui_suspend(struct tui *tui, const struct model *model)
{
	ui_wipe(&tui->ui, model);
	ui_hidden(&tui->ui);
	screen_suspend(tui->screen);
}

void tui_resume(struct tui *tui)
{
	screen_resume(tui->screen);
	tui_resize(tui);
	tui->ui.redraw = true;
}

int tui_input_fd(void)
{
	return STDIN_FILENO;
}

int tui_output_fd(const struct tui *tui)
{
	return screen_terminal_fd(tui->screen);
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Such an input acts like the terminal's own signal: a process that ignores the signal is not stopped. */
static int signal_of(int input)
{
	switch (input) {
	case INPUT_CTRL_C:
		return SIGINT;
	case INPUT_CTRL_BACKSLASH:
		return SIGQUIT;
	case INPUT_CTRL_Z:
		return SIGTSTP;
	default:
		return 0;
	}
}

/* What was typed or clicked ahead was meant for what was on the screen then. */
static void drop_input(struct tui *tui)
{
	struct event event;

	reader_begin(screen_reader(tui->screen));
	while (reader_next(screen_reader(tui->screen), &event))
		if (event.type == EVENT_GROUND)
			screen_set_ground(tui->screen, event.color);
		else if (event.type == EVENT_INPUT && signal_of(event.input))
			raise(signal_of(event.input));
}

static void drop_early(struct tui *tui, const struct model *model)
{
	drop_input(tui);
	tui->holds = false;
	ui_ignore(&tui->ui, model, "The list of wallets has changed: what was typed while it was read is not done");
}

/* A theme that was chosen here and could not be saved holds as before. */
void tui_begin_anew(struct tui *tui, const struct tui_options *options)
{
	enum theme configured = tui->theme, shown = tui->ui.theme;

	drop_input(tui);
	tui->holds = tui->home_seen = false;
	ui_free(&tui->ui);
	screen_resize(tui->screen);
	begin(tui, options);
	tui->theme = configured;
	tui->ui.theme = shown;
	tui->ui.redraw = true;
}

static void take_input(struct tui *tui, const struct model *model, int input)
{
	if (signal_of(input)) {
		raise(signal_of(input));
	} else if (!reader_pours(screen_reader(tui->screen), input) || ui_takes_text(&tui->ui, model, input)) {
		ui_input(&tui->ui, model, input);
	} else {
		reader_skip(screen_reader(tui->screen));
		ui_ignore(&tui->ui, model, "That came faster than anybody types: a paste is ignored here");
	}
}

static void take_paste(struct tui *tui, const struct model *model)
{
	bool cut;
	const struct secret *pasted = reader_pasted(screen_reader(tui->screen), &cut);

	ui_paste(&tui->ui, model, pasted->data, pasted->len, cut);
}

static bool points(const struct event *event)
{
	return event->type == EVENT_CLICK || event->type == EVENT_DRAG;
}

static bool must_wait(const struct tui *tui, const struct model *model, const struct event *event)
{
	if (model->loaded || event->type == EVENT_GROUND || event->type == EVENT_POINTER || points(event))
		return false;
	return event->type != EVENT_INPUT || (!signal_of(event->input) && ui_must_wait(&tui->ui, model, event->input));
}

/* Nothing is read behind what waits, so that nothing is lost and a secret stays where it is. */
static bool next_event(struct tui *tui, const struct model *model, struct event *out)
{
	if (tui->holds)
		*out = tui->held;
	else if (!reader_next(screen_reader(tui->screen), out))
		return false;
	tui->holds = must_wait(tui, model, out);
	tui->held = tui->holds ? *out : (struct event){ 0 };
	return !tui->holds;
}

/* Acts on one event; false when there is none left.  Where something was pointed at early, before the home was read,
 * something else may be by now. */
static bool take_one(struct tui *tui, const struct model *model, bool early)
{
	struct event event;

	if (!next_event(tui, model, &event))
		return false;
	if (early && points(&event))
		return true;
	tui->ui.now_ms = now_ms();
	switch (event.type) {
	case EVENT_CLICK:
		if (screen_takes_mouse(tui->screen))
			ui_click(&tui->ui, model, event.row, event.col);
		break;
	case EVENT_DRAG:
		if (screen_takes_mouse(tui->screen))
			ui_drag(&tui->ui, model, event.row);
		break;
	case EVENT_WHEEL_UP:
	case EVENT_WHEEL_DOWN:
		if (screen_takes_mouse(tui->screen))
			ui_wheel(&tui->ui, model, event.row, event.col, event.type == EVENT_WHEEL_DOWN);
		break;
	case EVENT_POINTER:
		if (screen_takes_mouse(tui->screen))
			ui_pass_over(&tui->ui);
		break;
	case EVENT_PASTE:
		take_paste(tui, model);
		break;
	case EVENT_PASTE_LOST:
		ui_ignore(&tui->ui, model, "The paste had no end: nothing of it was taken");
		break;
	case EVENT_GROUND:
		screen_set_ground(tui->screen, event.color);
		break;
	case EVENT_INPUT:
		take_input(tui, model, event.input);
		break;
	}
	return true;
}

void tui_take_input(struct tui *tui, const struct model *model,
	      void (*emit)(void *context, struct action *action), void *context)
{
	bool any = false, early = tui->holds || !tui->home_seen;

	tui->ui.emit = emit;
	tui->ui.emit_context = context;
	if (early && model->loaded && model->glance.was_wrong)
		drop_early(tui, model);
	reader_begin(screen_reader(tui->screen));
	while (!model->quitting && take_one(tui, model, early))
		any = true;
	if (reader_pasting(screen_reader(tui->screen)))
		ui_ignore(&tui->ui, model, "A paste is coming in; Esc ends it where its end does not come");
	if (!any && reader_hung_up())
		ui_do(&tui->ui, model, ACTION_QUIT);
}

bool tui_holds_input(const struct tui *tui)
{
	return tui->holds;
}

void tui_resize(struct tui *tui)
{
	int rows, cols;

	screen_resize(tui->screen);
	screen_size(&rows, &cols);
	ui_resize(&tui->ui, rows, cols);
}

void tui_draw(struct tui *tui, const struct model *model)
{
	unsigned how = tui->ui.hurries ? BLIT_AWAITED : 0;
	bool shown;

	tui->ui.now_ms = now_ms();
	ui_step(&tui->ui, model);
	if (!screen_flush(tui->screen))
		return;
	if (ui_moves(&tui->ui, model))
		screen_begin(tui->screen);
	ui_draw(&tui->ui, model, (unsigned)(tui->ui.now_ms / FRAME_MS));
	tui->home_seen = model->loaded;
	screen_set_theme(tui->screen, tui->ui.theme);
	how |= tui->ui.forget || tui->ui.redraw ? BLIT_WHOLE : 0;
	shown = screen_blit(tui->screen, &tui->ui.canvas, how);
	if (screen_flush(tui->screen) && shown)
		ui_shown(&tui->ui);
	tui->ui.forget = tui->ui.redraw = false;
}

void tui_copy(struct tui *tui, const char *text, size_t len)
{
	clipboard_write(screen_output_fd(tui->screen), text, len);
	(void)screen_flush(tui->screen);
}

int tui_redraws_in(const struct tui *tui, const struct model *model)
{
	return ui_redraws_in(&tui->ui, model);
}

bool tui_animating(const struct tui *tui, const struct model *model)
{
	(void)tui;
	return !model->loaded || model_busy(model);
}
