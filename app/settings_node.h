/* settings_node: has a network asked through Venice's RPC, or through its own nodes. */
#ifndef APP_SETTINGS_NODE_H
#define APP_SETTINGS_NODE_H

#include "app/settings.h"

/*
 * Writes the choice to the network's section of the file, and changes it among the settings' networks; the one in
 * use holds it once settings_go has gone there again.  The nodes that it had stay, behind Venice's RPC.  INVALID_INPUT
 * where there is no node besides, or no room.  A file that could not be read afterwards is not written.
 */
MUST_USE bool settings_node(struct settings *settings, struct home *home, const struct options *options,
			    const struct node_choice *choice, struct err *err);

#endif
