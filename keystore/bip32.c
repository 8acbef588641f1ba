/* bip32: https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki */
#include "keystore/bip32.h"

#include <nettle/hmac.h>
#include <sodium.h>
#include <string.h>

#include "keystore/seckey.h"

#define KEY_SIZE 32

static void put_u32(uint8_t out[4], uint32_t value)
{
	out[0] = (uint8_t)(value >> 24);
	out[1] = (uint8_t)(value >> 16);
	out[2] = (uint8_t)(value >> 8);
	out[3] = (uint8_t)value;
}

static void hmac(uint8_t out[64], const void *key, size_t key_len, const void *data, size_t len)
{
	struct hmac_sha512_ctx ctx;

	hmac_sha512_set_key(&ctx, key_len, key);
	hmac_sha512_update(&ctx, len, data);
	hmac_sha512_digest(&ctx, 64, out);
	secret_wipe(&ctx, sizeof(ctx));
	/* nettle leaves digests below on the stack. */
	sodium_stackzero(1024);
}

static bool no_key(struct err *err)
{
	return err_set(err, ERR_INTERNAL, "This place in the tree has no key (BIP-32 allows for it); take the next one.");
}

bool bip32_master(struct secret *node, const struct secret *seed, struct err *err)
{
	static const char curve[] = "Bitcoin seed";

	if (seed->len < 16 || seed->len > 64)
		return err_set(err, ERR_INVALID_INPUT, "A seed has 16 to 64 bytes, not %zu.", seed->len);
	hmac((uint8_t *)node->data, curve, sizeof(curve) - 1, seed->data, seed->len);
	node->len = BIP32_NODE_SIZE;
	if (!secp256k1_ec_seckey_verify(seckey_context(), (const uint8_t *)node->data)) {
		secret_clear(node);
		return no_key(err);
	}
	return true;
}

/* Writes what BIP-32 hashes for a child: 0x00 and the private key if it is hardened, the public key
 * if not, and then the index. */
static void child_input(uint8_t out[37], const struct secret *node, uint32_t index)
{
	const uint8_t *key = (const uint8_t *)node->data;

	if (index & BIP32_HARDENED) {
		out[0] = 0;
		memcpy(out + 1, key, KEY_SIZE);
	} else {
		seckey_compressed(out, key);
	}
	put_u32(out + 33, index);
}

bool bip32_child(struct secret *node, uint32_t index, struct err *err)
{
	struct secret input, output;
	uint8_t *key = (uint8_t *)node->data;
	bool ok;

	secret_init(&input, 37);
	secret_init(&output, 64);
	child_input((uint8_t *)input.data, node, index);
	hmac((uint8_t *)output.data, key + KEY_SIZE, KEY_SIZE, input.data, 37);
	ok = secp256k1_ec_seckey_tweak_add(seckey_context(), key, (const uint8_t *)output.data);
	memcpy(key + KEY_SIZE, output.data + KEY_SIZE, KEY_SIZE);
	secret_free(&input);
	secret_free(&output);
	if (!ok) {
		secret_clear(node);
		return no_key(err);
	}
	return true;
}

bool bip32_descend(struct secret *node, const struct bip32_path *path, struct err *err)
{
	for (size_t i = 0; i < path->depth; i++)
		if (!bip32_child(node, path->index[i], err))
			return false;
	return true;
}

/* Reads one step off *text: digits below 2^31, then ' or h or H if it is hardened. */
static bool parse_step(uint32_t *out, const char **text)
{
	const char *p = *text;
	uint64_t value = 0;

	if (*p < '0' || *p > '9')
		return false;
	for (; *p >= '0' && *p <= '9'; p++) {
		value = value * 10 + (uint64_t)(*p - '0');
		if (value >= BIP32_HARDENED)
			return false;
	}
	*out = (uint32_t)value;
	if (*p == '\'' || *p == 'h' || *p == 'H') {
		*out |= BIP32_HARDENED;
		p++;
	}
	*text = p;
	return *p == '\0' || *p == '/';
}

bool bip32_parse_path(struct bip32_path *out, const char *text, struct err *err)
{
	struct bip32_path path = { .depth = 0 };

	if (*text != 'm' && *text != 'M')
		return err_set(err, ERR_INVALID_INPUT, "A derivation path begins with m, as in m/44'/60'/0'/0/0.");
	text++;
	while (*text == '/') {
		text++;
		if (path.depth == BIP32_DEPTH_MAX)
			return err_set(err, ERR_INVALID_INPUT, "The derivation path has more than %d steps.",
				       BIP32_DEPTH_MAX);
		if (!parse_step(&path.index[path.depth], &text))
			return err_set(err, ERR_INVALID_INPUT,
				       "Step %zu of the derivation path is not a number below 2147483648, with ' if hardened.",
				       path.depth + 1);
		path.depth++;
	}
	if (*text)
		return err_set(err, ERR_INVALID_INPUT, "The steps of a derivation path are separated by slashes.");
	*out = path;
	return true;
}
