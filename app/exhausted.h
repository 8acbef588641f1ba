/*
 * exhausted: how the program ends where there is no memory left, which must be said
 * without any: the terminal is as it was found, the output is one object or a sentence,
 * and the status is 1.
 */
#ifndef APP_EXHAUSTED_H
#define APP_EXHAUSTED_H

#include <stdbool.h>

void exhausted_prepare(bool json);

/* Something stands on standard output already: no second object goes behind it. */
void exhausted_begun(void);

/* All is said, and only cleaning up is left: it ends with this status, and silently. */
void exhausted_said(int status);

#endif
