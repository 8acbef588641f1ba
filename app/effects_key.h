/* effects_key: the effects on API keys: sealed, opened, handed over, and Venice asked about them. */
#ifndef APP_EFFECTS_KEY_H
#define APP_EFFECTS_KEY_H

#include "app/effects.h"

run_effect effects_key_seal, effects_key_check, effects_key_models, effects_key_test, effects_key_open, effects_key_copy,
	effects_key_handover, effects_key_handover_stop, effects_key_clear_clipboard;

/* With the ADMIN key that the effect names. */
run_effect effects_key_list, effects_key_create, effects_key_read, effects_key_update, effects_key_delete;

/* In the vault alone. */
run_effect effects_key_forget, effects_key_relabel;

#endif
