/* screen: rialto without a command. */
#ifndef APP_SCREEN_H
#define APP_SCREEN_H

#include "app/app.h"
#include "tui/tui.h"

/* Sets what the settings say of the screen. */
void screen_options(struct tui_options *out, const struct settings *settings);

/* Runs until the person quits.  INTERRUPTED when a signal ended it. */
MUST_USE bool screen_run(struct app *app, struct err *err);

#endif
