#include "wallet/eth/keccak.h"

#include "tests/support/unit.h"
#include "tests/support/vector.h"

static void agrees_with_ethers(void **state)
{
	(void)state;
	struct json_object *file = vector_load("hash/ethers/hashes.v6.json");
	size_t count = json_object_array_length(file);

	assert_true(count > 50);
	for (size_t i = 0; i < count; i++) {
		struct json_object *row = json_object_array_get_idx(file, i);
		uint8_t hash[KECCAK_SIZE];
		struct buf data;

		vector_from_hex(&data, vector_string(row, "data"));
		keccak256(hash, data.data, data.len);
		assert_hex(hash, sizeof(hash), vector_string(row, "keccak256"));
		buf_free(&data);
	}
	json_object_put(file);
}

/* The lengths around the rate, where the padding falls into one byte, or into a
 * block of its own.  Expected values by ethers. */
static void pads_right_around_a_block(void **state)
{
	(void)state;
	static const struct {
		size_t len;
		const char *hash;
	} rows[] = {
		{ 135, "0x29e3704feeca7fb9ba229f0fa04d9b36449cf3ad6e1d85d9cfff3a10df9abc3e" },
		{ 136, "0x3a5912a7c5faa06ee4fe906253e339467a9ce87d533c65be3c15cb231cdb25f9" },
		{ 137, "0xbee7fbb405cb0d91a8775e338c4a5e4b5d6b2d051f687fa942043cffdc73bd28" },
		{ 271, "0x3bb611e98ca876adc01436a582979ecfd012389033aca7dbf76dcb424fe02a0c" },
		{ 272, "0xa8005c7a3125b6c3629b4181eca54d18721e41fef639718d205beb00b366ed7d" },
	};
	uint8_t zeros[272] = { 0 }, hash[KECCAK_SIZE];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		keccak256(hash, zeros, rows[i].len);
		assert_hex(hash, sizeof(hash), rows[i].hash);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_ethers),
		cmocka_unit_test(pads_right_around_a_block),
	};

	return cmocka_run_group_tests_name("wallet_keccak", tests, NULL, NULL);
}
