/*
 * exhausted: ends the program when memory runs out, without needing any: the terminal is restored,
 * the output is one object or a sentence, and the exit status is 1.
 */
#ifndef APP_EXHAUSTED_H
#define APP_EXHAUSTED_H

#include <stdbool.h>

void exhausted_prepare(bool json);

/* Call it when standard output has begun, so that no second object follows. */
void exhausted_begun(void);

/* Call it when everything is written and only cleaning up is left: the program then ends
 * silently, with this status. */
void exhausted_said(int status);

#endif
