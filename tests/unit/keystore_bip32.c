#include "keystore/bip32.h"

#include <nettle/sha2.h>

#include "tests/unit/keystore_help.h"

/* Key and chain code of an extended private key: Base58Check of version (4),
 * depth, parent (4), index (4), chain code (32), 0x00, key (32). */
static void open_xprv(uint8_t key[32], uint8_t chain[32], const char *text)
{
	static const char digits[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
	uint8_t bytes[82] = { 0 }, digest[32];
	struct sha256_ctx ctx;

	for (; *text; text++) {
		unsigned carry = (unsigned)(strchr(digits, *text) - digits);

		for (size_t i = sizeof(bytes); i-- > 0;) {
			carry += 58u * bytes[i];
			bytes[i] = (uint8_t)carry;
			carry >>= 8;
		}
		assert_int_equal(carry, 0);
	}
	sha256_init(&ctx);
	sha256_update(&ctx, 78, bytes);
	sha256_digest(&ctx, 32, digest);
	sha256_update(&ctx, 32, digest);
	sha256_digest(&ctx, 32, digest);
	assert_memory_equal(digest, bytes + 78, 4);
	memcpy(chain, bytes + 13, 32);
	memcpy(key, bytes + 46, 32);
}

/* The caller frees the node. */
static void derive(struct secret *node, const struct secret *seed, const char *text)
{
	struct bip32_path path;
	struct err err;

	secret_init(node, BIP32_NODE_SIZE);
	assert_ok(bip32_parse_path(&path, text, &err));
	assert_ok(bip32_master(node, seed, &err));
	assert_ok(bip32_descend(node, &path, &err));
}

static void check_chain(const struct secret *seed, struct json_object *chain)
{
	uint8_t key[32], code[32];
	struct secret node;

	open_xprv(key, code, vector_string(chain, "xprv"));
	derive(&node, seed, vector_string(chain, "path"));
	assert_memory_equal(node.data, key, 32);
	assert_memory_equal(node.data + 32, code, 32);
	secret_free(&node);
}

static void agrees_with_the_standard(void **state)
{
	(void)state;
	struct json_object *file = vector_load("bip32/bip-0032.vectors.json");
	struct json_object *valid = json_object_object_get(file, "valid");
	size_t run = 0;

	for (size_t i = 0; i < json_object_array_length(valid); i++) {
		struct json_object *vector = json_object_array_get_idx(valid, i);
		struct json_object *chains = json_object_object_get(vector, "chains");
		struct secret seed;

		secret_of(&seed, vector_string(vector, "seed"));
		for (size_t c = 0; c < json_object_array_length(chains); c++, run++)
			check_chain(&seed, json_object_array_get_idx(chains, c));
		secret_free(&seed);
	}
	assert_true(run >= 15);
	json_object_put(file);
}

static void check_ethers_node(const struct secret *seed, struct json_object *expected)
{
	struct secret node;

	derive(&node, seed, vector_string(expected, "path"));
	assert_hex((const uint8_t *)node.data, 32, vector_string(expected, "privateKey"));
	assert_hex((const uint8_t *)node.data + 32, 32, vector_string(expected, "chainCode"));
	secret_free(&node);
}

static void agrees_with_ethers(void **state)
{
	(void)state;
	struct json_object *file = vector_load("bip39/ethers/mnemonics.v6.en40.json");
	size_t run = 0;

	for (size_t i = 0; i < json_object_array_length(file); i++) {
		struct json_object *vector = json_object_array_get_idx(file, i);
		struct json_object *nodes = json_object_object_get(vector, "nodes");
		struct secret seed;

		secret_of(&seed, vector_string(vector, "seed"));
		for (size_t n = 0; n < json_object_array_length(nodes); n++) {
			struct json_object *node = json_object_array_get_idx(nodes, n);

			if (!vector_string(node, "privateKey"))
				continue;
			check_ethers_node(&seed, node);
			run++;
		}
		secret_free(&seed);
	}
	assert_true(run >= 40);
	json_object_put(file);
}

static void reads_paths(void **state)
{
	(void)state;
	struct bip32_path path;
	struct err err;

	assert_ok(bip32_parse_path(&path, "m", &err));
	assert_int_equal(path.depth, 0);
	assert_ok(bip32_parse_path(&path, "m/44'/60h/0H/0/2147483647", &err));
	assert_int_equal(path.depth, 5);
	assert_true(path.index[0] == (BIP32_HARDENED | 44));
	assert_true(path.index[1] == (BIP32_HARDENED | 60));
	assert_true(path.index[2] == BIP32_HARDENED);
	assert_int_equal(path.index[3], 0);
	assert_int_equal(path.index[4], 2147483647);
}

static void refuses_malformed_paths(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"", "44'/60'", "/44'", "m/", "m//0", "m/44'/", "m/x", "m/-1", "m/+1", "m/1x", "m/1''", "m/ 1", "m 1",
		"m/2147483648", "m/2147483648'", "m/99999999999999999999", "m/0x10", "mm", "m/0/0/0/0/0/0/0/0/0/0/0",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct bip32_path path;
		struct err err = { 0 };

		if (bip32_parse_path(&path, bad[i], &err))
			fail_msg("took \"%s\"", bad[i]);
		assert_int_equal(err.code, ERR_INVALID_INPUT);
		assert_sentence(err.msg);
	}
}

static void refuses_short_and_long_seeds(void **state)
{
	(void)state;
	struct secret seed, node;
	struct err err;

	secret_init(&seed, 65);
	secret_init(&node, BIP32_NODE_SIZE);
	seed.len = 15;
	assert_refused(bip32_master(&node, &seed, &err), ERR_INVALID_INPUT);
	seed.len = 65;
	assert_refused(bip32_master(&node, &seed, &err), ERR_INVALID_INPUT);
	secret_free(&seed);
	secret_free(&node);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_standard),
		cmocka_unit_test(agrees_with_ethers),
		cmocka_unit_test(reads_paths),
		cmocka_unit_test(refuses_malformed_paths),
		cmocka_unit_test(refuses_short_and_long_seeds),
	};

	return cmocka_run_group_tests_name("keystore_bip32", tests, NULL, NULL);
}
