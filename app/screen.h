/* screen: rialto without a command. */
#ifndef APP_SCREEN_H
#define APP_SCREEN_H

#include "app/app.h"

/* Runs until the person quits.  INTERRUPTED when a signal ended it. */
MUST_USE bool screen_run(struct app *app, struct err *err);

#endif
