#include "app/screen.h"

#include <unistd.h>

#include "app/loop_key.h"

/* There may be thousands of files to look at, so a screen comes first, with the first wallets if known. */
static void show_first(struct loop *loop)
{
	loop_do(loop, ACTION_GLANCE);
	tui_draw(loop->runner.tui, loop->model);
}

static void run(struct loop *loop)
{
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

static void fill_options(struct tui_options *out, struct loop *loop, const struct settings *settings)
{
	screen_options(out, settings);
	out->copy = copy;
	out->copy_context = &loop->runner.clipboard;
}

static void attach(struct loop *loop, struct app *app, struct tui *tui)
{
	loop->runner.settings = &app->settings;
	loop->runner.options = &app->options;
	loop->runner.clipboard.tui = loop->runner.tui = tui;
}

/* Goes on with the network that was chosen, on the same screen. */
static bool go_on(struct loop *loop, struct app *app, struct tui *tui, struct err *err)
{
	struct tui_options options;

	if (!loop_go_on(loop, &app->settings, &app->home, err))
		return false;
	fill_options(&options, loop, &app->settings);
	attach(loop, app, tui);
	tui_begin_anew(tui, &options);
	return true;
}

static bool run_screen(struct loop *loop, struct app *app, struct err *err)
{
	struct tui_options options;
	struct tui *tui;
	bool ok = true;

	fill_options(&options, loop, &app->settings);
	if (!tui_open(&tui, &options, err))
		return false;
	attach(loop, app, tui);
	show_first(loop);
	ok = home_prepare_files(&app->home, err);
	if (ok)
		run(loop);
	while (ok && loop->runner.goes_on && !loop->signal_number) {
		ok = go_on(loop, app, tui, err);
		if (ok) {
			show_first(loop);
			run(loop);
		}
	}
	tui_close(tui);
	loop->runner.clipboard.tui = loop->runner.tui = NULL;
	loop_key_await(loop);
	return ok && (!loop->signal_number || err_set(err, ERR_INTERRUPTED, "Ended by signal %d", loop->signal_number));
}

/* A signal gives no chance to ask, so the unsaved key is printed with the error. */
static void hand_out_key(struct app *app, struct loop *loop)
{
	if (loop->signal_number)
		app->output.unsaved = loop_key_take(loop);
}

bool screen_run(struct app *app, struct err *err)
{
	struct loop loop;
	bool ok;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_TERMINAL, "The screen needs a terminal");
	if (!home_prepare_folders(&app->home, err) || (!app->settings.readonly && !home_lock(&app->home, err)) ||
	    !loop_open(&loop, &app->settings, &app->home, false, err))
		return false;
	app_warn_mistakes(app);		/* the screen names the first, until the next keystroke */
	ok = run_screen(&loop, app, err);
	if (loop.model && !loop_key_save(&loop, err)) {
		hand_out_key(app, &loop);
		ok = false;
	}
	loop_close(&loop);
	return ok;
}
