/*
 * keybind_config: the configuration's [keys].  What is wrong there is told, and left out: the key
 * stays what it was.
 */
#ifndef TUI_KEYBIND_CONFIG_H
#define TUI_KEYBIND_CONFIG_H

#include "tui/keybind.h"

#define KEYBIND_SETTINGS_MAX 64

/* A line of [keys], as it stands there. */
struct keybind_setting {
	char name[KEYBIND_NAME_SIZE];
	char inputs[64];			/* "?, F1" */
	unsigned line, column, inputs_column;	/* from 1 */
};

typedef void keybind_tell(void *context, const struct keybind_setting *setting, unsigned column, const char *why);

/* What the settings change.  Without `out` it is only told what is wrong; without `tell` it is not. */
void keybind_configure(struct keybind_changes *out, const struct keybind_setting *settings, size_t count,
		       keybind_tell *tell, void *context);

/* Every table that a pane or a dialog begins with; NULL: there are no more. */
const struct keybinds *keybind_all(size_t index);

#endif
