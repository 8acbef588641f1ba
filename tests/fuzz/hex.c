/* Hex, addresses and derivation paths as text from outside. */
#include <string.h>
#include <strings.h>

#include "keystore/bip32.h"
#include "tests/fuzz/fuzz.h"
#include "wallet/base/hex.h"
#include "wallet/eth/address.h"

static void check_bytes(const char *text)
{
	char *again;
	struct buf bytes;

	buf_init(&bytes, 4096);
	if (hex_decode_buf(&bytes, text)) {
		again = malloc(2 * bytes.len + 1);
		FUZZ_HOLDS(again);
		hex_encode(again, bytes.data, bytes.len);
		FUZZ_HOLDS(strcasecmp(again, text) == 0 || strcasecmp(again, text + 2) == 0);
		free(again);
	}
	buf_free(&bytes);
}

static void check_address(const char *text)
{
	struct address address, again;
	char shown[ADDRESS_TEXT_SIZE];
	struct err err;

	if (!address_parse(&address, text, &err))
		return;
	address_format(shown, address);
	FUZZ_HOLDS(address_parse(&again, shown, &err) && address_equal(address, again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *text = malloc(len + 1);
	struct bip32_path path;
	uint8_t exact[32];
	uint64_t number;
	struct err err;

	FUZZ_HOLDS(text);
	if (len)
		memcpy(text, data, len);
	text[len] = '\0';
	check_bytes(text);
	check_address(text);
	(void)!hex_decode(exact, sizeof(exact), text);
	(void)!hex_decode_u64(&number, text);
	if (bip32_parse_path(&path, text, &err))
		FUZZ_HOLDS(path.depth <= BIP32_DEPTH_MAX);
	free(text);
	return 0;
}
