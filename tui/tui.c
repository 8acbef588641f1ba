#include "tui/tui.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "tui/clipboard.h"
#include "tui/restore.h"
#include "tui/screen.h"
#include "tui/ui.h"
#include "wallet/mem.h"

#define KEY_STOP 0x1a	/* Ctrl-Z */
#define FRAME_MS 125	/* of a spinner */

struct tui {
	struct screen *screen;
	struct ui ui;
};

static void copy(void *context, const char *text, size_t len)
{
	tui_copy(context, text, len);
}

bool tui_open(struct tui **out, const struct tui_options *options, struct err *err)
{
	struct screen *screen;
	struct tui *tui;
	int rows, cols;

	if (!screen_open(&screen, options, err))
		return false;
	tui = mem_new(1, sizeof(*tui));
	tui->screen = screen;
	screen_size(&rows, &cols);
	ui_init(&tui->ui, rows, cols, screen_ascii(screen));
	tui->ui.copy = copy;
	tui->ui.copy_context = tui;
	*out = tui;
	return true;
}

void tui_close(struct tui *tui)
{
	if (!tui)
		return;
	ui_free(&tui->ui);
	screen_close(tui->screen);
	free(tui);
}

void tui_restore_terminal(void)
{
	restore_now();
}

void tui_suspend(struct tui *tui)
{
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

/* Acts on one thing that came in; false when there is nothing more. */
static bool take_one(struct tui *tui, const struct model *model)
{
	int key = 0, row = 0, col = 0;

	switch (screen_read(tui->screen, &key, &row, &col)) {
	case SCREEN_NOTHING:
		return false;
	case SCREEN_CLICK:
		ui_click(&tui->ui, model, row, col);
		return true;
	case SCREEN_WHEEL_UP:
		ui_wheel(&tui->ui, model, row, col, false);
		return true;
	case SCREEN_WHEEL_DOWN:
		ui_wheel(&tui->ui, model, row, col, true);
		return true;
	default:
		if (key == KEY_STOP)
			raise(SIGTSTP);
		else
			ui_key(&tui->ui, model, key);
		return true;
	}
}

void tui_keys(struct tui *tui, const struct model *model,
	      void (*emit)(void *context, struct action *action), void *context)
{
	bool any = false;

	tui->ui.emit = emit;
	tui->ui.emit_context = context;
	while (!model->quitting && take_one(tui, model))
		any = true;
	if (!any && screen_hung_up())
		ui_do(&tui->ui, model, ACTION_QUIT);
}

void tui_resize(struct tui *tui)
{
	int rows, cols;

	screen_resize(tui->screen);
	screen_size(&rows, &cols);
	ui_resize(&tui->ui, rows, cols);
}

static unsigned frame(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (unsigned)((now.tv_sec * 1000 + now.tv_nsec / 1000000) / FRAME_MS);
}

void tui_draw(struct tui *tui, const struct model *model)
{
	ui_draw(&tui->ui, model, frame());
	screen_blit(tui->screen, &tui->ui.canvas, tui->ui.forget || tui->ui.redraw);
	tui->ui.forget = tui->ui.redraw = false;
}

void tui_copy(struct tui *tui, const char *text, size_t len)
{
	(void)tui;
	clipboard_write(STDOUT_FILENO, text, len);
}

bool tui_animating(const struct tui *tui, const struct model *model)
{
	(void)tui;
	return !model->loaded || model_busy(model);
}
