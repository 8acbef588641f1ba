/* key_output: API keys on standard output, and what is known of them. */
#ifndef APP_CLI_KEY_OUTPUT_H
#define APP_CLI_KEY_OUTPUT_H

#include "app/cli/headless.h"

/* Writes "10 DIEM, 5 USD per EPOCH", or "none". */
void key_output_limit(char *out, size_t size, const struct key_info *key);

/* For people: a line for each field. */
const char *key_output_place(const struct key_info *key);	/* "here and at Venice" */
void key_output_fields(struct output *output, const struct key_info *key);
void key_output_check(struct output *output, const struct key_check *check);
void key_output_test(struct output *output, const struct probe *test, const struct ai_model *asked);

/* Opens a stored key and makes it the output's key. */
MUST_USE bool key_output_reveal(struct headless *headless, const char *id, struct err *err);

#endif
