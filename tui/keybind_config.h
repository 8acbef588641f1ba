/*
 * keybind_config: the configuration's [keys].  A faulty line there is reported and left out, so its
 * keystrokes stay what they were.
 */
#ifndef TUI_KEYBIND_CONFIG_H
#define TUI_KEYBIND_CONFIG_H

#include "tui/keybind.h"

#define KEYBIND_SETTINGS_MAX KEYBIND_CHANGES_MAX

/* A line of [keys], as it stands there. */
struct keybind_setting {
	char name[KEYBIND_NAME_SIZE];
	char inputs[64];			/* "?, F1" */
	unsigned line, column, inputs_column;	/* from 1 */
};

typedef void keybind_tell(void *context, const struct keybind_setting *setting, unsigned column, const char *why);

/* Works out what the settings change.  Without `out` it only reports faults; without `tell` it
 * reports none. */
void keybind_configure(struct keybind_changes *out, const struct keybind_setting *settings, size_t count,
		       keybind_tell *tell, void *context);

/* Steps through the tables that a pane or a dialog begins with; NULL: there are no more. */
const struct keybinds *keybind_all(size_t index);

#endif
