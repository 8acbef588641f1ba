#include "wallet/eth/address.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "wallet/base/hex.h"
#include "wallet/eth/keccak.h"

bool address_equal(struct address a, struct address b)
{
	return !memcmp(a.bytes, b.bytes, sizeof(a.bytes));
}

bool address_is_zero(struct address a)
{
	return address_equal(a, (struct address){ { 0 } });
}

/* EIP-55: a letter is a capital if the same digit of the lower-case text's Keccak-256 is 8 or more. */
void address_format(char out[ADDRESS_TEXT_SIZE], struct address address)
{
	uint8_t hash[KECCAK_SIZE];
	char *digits = out + 2;

	out[0] = '0';
	out[1] = 'x';
	hex_encode(digits, address.bytes, sizeof(address.bytes));
	keccak256(hash, digits, 40);
	for (size_t i = 0; i < 40; i++)
		if (hash[i / 2] & (i % 2 ? 0x08 : 0x80))
			digits[i] = (char)toupper((unsigned char)digits[i]);
}

void address_format_short(char out[ADDRESS_SHORT_SIZE], struct address address)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, address);
	snprintf(out, ADDRESS_SHORT_SIZE, "%.6s…%.4s", text, text + 38);
}

static bool has_letter(const char *digits, int (*is_case)(int))
{
	for (; *digits; digits++)
		if (is_case((unsigned char)*digits))
			return true;
	return false;
}

bool address_parse(struct address *out, const char *text, struct err *err)
{
	char right[ADDRESS_TEXT_SIZE];
	const char *digits = strncmp(text, "0x", 2) ? text : text + 2;
	struct address address = { { 0 } };

	if (!hex_decode(address.bytes, sizeof(address.bytes), text))
		return err_set(err, ERR_INVALID_INPUT, "An address is 0x and 40 hexadecimal digits.");
	address_format(right, address);
	if (has_letter(digits, isupper) && has_letter(digits, islower) && strcmp(digits, right + 2) != 0)
		return err_set(err, ERR_INVALID_INPUT,
			       "The address fails its checksum (EIP-55): a character is wrong.");
	*out = address;
	return true;
}

struct address address_from_public_key(const uint8_t public_key[64])
{
	uint8_t hash[KECCAK_SIZE];
	struct address address;

	keccak256(hash, public_key, 64);
	memcpy(address.bytes, hash + KECCAK_SIZE - sizeof(address.bytes), sizeof(address.bytes));
	return address;
}
