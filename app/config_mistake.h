/*
 * config_mistake: a mistake in the configuration.  A grave one could let more happen than the person wanted: it is in
 * a policy, a network, a fee, or the like.  Any other only changes how the screen looks.
 */
#ifndef APP_CONFIG_MISTAKE_H
#define APP_CONFIG_MISTAKE_H

#include "wallet/base/err.h"

#define CONFIG_MISTAKES_MAX 64
#define CONFIG_MISTAKE_SIZE 480

struct config;

struct config_mistake {
	unsigned line, column;	/* from 1; the column in characters */
	bool grave;
	char why[200];		/* sanitised */
};

/* Writes "FILE, line 3, column 1: …". */
void config_mistake_say(char out[CONFIG_MISTAKE_SIZE], const struct config_mistake *mistake, const char *file);

/* CONFIG_BAD with the first mistake; if it forgives, with the first grave one. */
MUST_USE bool config_check(const struct config *config, const char *file, bool forgives, struct err *err);

/* The setting whose name is most like this one, to be suggested; NULL: none is like it. */
struct config_near {
	const char *name, *section;	/* the section it stands in; NULL: in none */
	bool grave;			/* a mistake in it is */
};

struct config_near config_nearest(const char *name);

#endif
