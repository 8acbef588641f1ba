#include "wallet/eth/message.h"

#include "tests/support/unit.h"
#include "tests/support/vector.h"

static void hashes_as_personal_sign_does(void **state)
{
	(void)state;
	struct json_object *file = vector_load("eip191/personal_sign.json");
	size_t hashed = 0;

	for (size_t i = 0; i < json_object_array_length(file); i++) {
		struct json_object *row = json_object_array_get_idx(file, i);
		const char *expected = vector_string(row, "hash");
		uint8_t hash[KECCAK_SIZE];
		struct buf message;

		if (!expected)
			continue;
		vector_from_hex(&message, vector_string(row, "message_hex"));
		message_hash(hash, message.data, message.len);
		assert_hex(hash, sizeof(hash), expected);
		buf_free(&message);
		hashed++;
	}
	assert_true(hashed >= 6);
	json_object_put(file);
}

/* The hash of the empty message, as ethers gives it. */
static void hashes_nothing(void **state)
{
	(void)state;
	uint8_t hash[KECCAK_SIZE];

	message_hash(hash, NULL, 0);
	assert_hex(hash, sizeof(hash), "0x5f35dce98ba4fba25530a026ed80b2cecdaa31091ba4958b99b52ea1d068adad");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_as_personal_sign_does),
		cmocka_unit_test(hashes_nothing),
	};

	return cmocka_run_group_tests_name("wallet_message", tests, NULL, NULL);
}
