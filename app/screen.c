#include "app/screen.h"

#include <unistd.h>

#include "app/loop.h"

/* There may be thousands of files to read, so there is a screen before. */
static void run(struct loop *loop)
{
	tui_draw(loop->runner.tui, loop->model);
	loop_do(loop, ACTION_LOAD);
	while (!loop_ended(loop)) {
		tui_draw(loop->runner.tui, loop->model);
		loop_turn(loop);
	}
}

static enum copied copy(void *context, const char *text, size_t len)
{
	return clipboard_copy(context, text, len);
}

void screen_options(struct tui_options *out, const struct settings *settings)
{
	*out = (struct tui_options){
		.no_color = !settings->color, .mouse = settings->mouse, .ascii = settings->ascii,
		.theme = settings->theme, .keys_columns = settings->keys_columns, .tx_columns = settings->tx_columns,
		.keybinds = settings->keybinds, .keybind_count = settings->keybind_count,
		.settings = &settings->rows,
	};
}

static bool run_screen(struct loop *loop, const struct settings *settings, struct err *err)
{
	struct tui_options options;

	screen_options(&options, settings);
	options.copy = copy;
	options.copy_context = &loop->runner.clipboard;
	if (!tui_open(&loop->runner.tui, &options, err))
		return false;
	loop->runner.clipboard.tui = loop->runner.tui;
	run(loop);
	tui_close(loop->runner.tui);
	loop->runner.clipboard.tui = loop->runner.tui = NULL;
	return !loop->signal_number || err_set(err, ERR_INTERRUPTED, "Ended by signal %d", loop->signal_number);
}

/* A signal gives no chance to ask, so the unsaved key is printed with the error. */
static void hand_out_key(struct app *app, struct loop *loop)
{
	if (loop->signal_number)
		app->output.unsaved = loop_take_key(loop);
}

bool screen_run(struct app *app, struct err *err)
{
	struct loop loop;
	bool ok;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_TERMINAL, "The screen needs a terminal");
	if (!home_prepare(&app->home, err) || (!app->settings.readonly && !home_lock(&app->home, err)) ||
	    !loop_open(&loop, &app->settings, &app->home, false, err))
		return false;
	loop.runner.settings = &app->settings;
	loop.runner.options = &app->options;
	app_warn_mistakes(app);		/* the screen names the first, until the next keystroke */
	ok = run_screen(&loop, &app->settings, err);
	if (!loop_save_key(&loop, err)) {
		hand_out_key(app, &loop);
		ok = false;
	}
	loop_close(&loop);
	return ok;
}
