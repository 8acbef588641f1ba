/* value: rialto's values as JSON, in the form of the command-line contract. */
#ifndef APP_CLI_VALUE_H
#define APP_CLI_VALUE_H

#include "wallet/base/json_made.h"
#include "wallet/eth/account.h"
#include "wallet/eth/balances.h"
#include "wallet/venice/key.h"
#include "wallet/venice/key_check.h"
#include "wallet/venice/probe.h"

struct json_object *value_text(const char *text);		/* null for "" and NULL */
struct json_object *value_path(const char *path);		/* any bytes; null for NULL */
struct json_object *value_address(struct address address);	/* EIP-55; null for the zero address */
struct json_object *value_hex(const uint8_t *bytes, size_t len);	/* 0x… */
struct json_object *value_amount(struct amount amount);		/* "12.5" */
struct json_object *value_time(int64_t unix_ms);		/* ISO 8601 UTC; null for 0 */
struct json_object *value_limit(const int64_t limit[KEY_CURRENCIES]);	/* {usd, diem, vcu}, null where none */

struct json_object *value_account(const struct account *account);	/* {name, address, kind} */
struct json_object *value_balances(const struct account *account, const struct balances *balances,
				   const struct staking_terms *terms);
struct json_object *value_key(const struct key_info *key);		/* a row of key list */
struct json_object *value_minted(const struct key_info *key);		/* what mint gives, without the key */
struct json_object *value_check(const struct key_check *check);
struct json_object *value_test(const struct probe *test, const struct ai_model *asked);	/* what key test gives */

#endif
