/* config_policy: the settings of a section [policy WALLET] of the configuration. */
#ifndef APP_CONFIG_POLICY_H
#define APP_CONFIG_POLICY_H

#include "wallet/model/policy.h"

#define CONFIG_POLICY_KEYS 4

/* What is wrong with a value, and where in it. */
struct config_fault {
	char why[160];
	size_t at;		/* bytes from the value's beginning */
};

/* The settings' names, by number; NULL after the last. */
const char *config_policy_key(size_t number);
const char *config_policy_form(size_t number);	/* "amounts, like 10 VVV, 5 USDC" */
MUST_USE bool config_policy_set(struct policy *policy, size_t number, const char *value, struct config_fault *fault);

#endif
