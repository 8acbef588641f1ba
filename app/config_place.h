/* config_place: where the parser of the configuration is, for the files config*.c. */
#ifndef APP_CONFIG_PLACE_H
#define APP_CONFIG_PLACE_H

#include "app/config_policy.h"
#include "app/config_settings.h"

struct place {
	struct config *config;
	struct network *network;		/* the section's; NULL outside of such sections */
	struct handover_command *handover;	/* the same for a handover */
	struct policy *policy;			/* … and for a policy */
	bool in_keys;				/* in [keys] */
	bool lost;				/* in a section that is not understood, so its lines say nothing */
	unsigned line;
	unsigned key_column, value_column;	/* of the setting in this line */
	/* The line of each setting, 0 for those not seen, of each network, handover and policy. */
	unsigned networks_set_at[CONFIG_NETWORKS_MAX][CONFIG_NETWORK_SETTINGS];
	unsigned handovers_set_at[CONFIG_HANDOVERS_MAX], policies_set_at[CONFIG_POLICIES_MAX][CONFIG_POLICY_KEYS];
};

/* Notes a mistake in the line in hand.  A grave one is never passed over: see config_check. */
void config_mistaken(struct place *place, bool grave, unsigned column, const char *fmt, ...) PRINTF_LIKE(4, 5);

/* A section's heading, and a setting in a section.  They are trimmed. */
void config_section_begin(struct place *place, char *line);
void config_section_leave(struct place *place);
void config_section_set(struct place *place, const char *key, const char *value);

/* Notes a mistake and returns false if the value is empty, which may have been left to fill in, or if it
 * is a second one, because nobody knows which one was meant.  *first is the line of the first one, 0 for
 * none. */
MUST_USE bool config_may_set(struct place *place, bool grave, unsigned *first, const char *key, const char *form,
			     const char *value);

/* Returns the column in characters, from 1. */
unsigned config_column(const char *line, const char *at);

#endif
