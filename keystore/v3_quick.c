/*
 * v3_quick: ten thousand wallets must be on the screen in a twentieth of a second, and making a
 * JSON tree for each takes longer.  So a pattern says what the file must be.  Any character stands
 * for itself, except:
 *
 *   %x  hex digits    %d  digits    %s  ASCII text without escapes, to the next quote
 *                                   %u  the same in any character
 */
#include "keystore/v3_quick.h"

#include <string.h>

#include "keystore/kdf.h"
#include "wallet/base/hex.h"
#include "wallet/base/text.h"

#define FIELDS_MAX 16

static const char head[] =
	"{\"address\":\"%x\",\"crypto\":{\"cipher\":\"aes-128-ctr\",\"ciphertext\":\"%x\",\"cipherparams\":{\"iv\":\"%x\"},"
	"\"kdf\":\"scrypt\",\"kdfparams\":{\"dklen\":32,\"n\":%d,\"p\":%d,\"r\":%d,\"salt\":\"%x\"},\"mac\":\"%x\"},"
	"\"id\":\"%s\",\"version\":3";
static const char words[] =
	",\"x-ethers\":{\"client\":\"%s\",\"gethFilename\":\"%s\",\"path\":\"%s\",\"locale\":\"en\",\"mnemonicCounter\":\"%x\","
	"\"mnemonicCiphertext\":\"%x\",\"version\":\"0.1\"}";
static const char name[] = ",\"x-rialto\":{\"name\":\"%u\"}";

enum { ADDRESS, CIPHERTEXT, IV, N, P, R, SALT, MAC };	/* head's fields */
enum { PATH = 2, COUNTER, WORDS_CIPHERTEXT };		/* words' */

struct field {
	const char *text;
	size_t len;
};

static bool is_text(char kind, unsigned char c)
{
	return c >= ' ' && c != '"' && c != '\\' && (kind == 'u' || c < 0x80);
}

static size_t span(char kind, const char *text, const char *end)
{
	const char *p = text;

	if (kind == 'x')
		return hex_span(text, (size_t)(end - text));
	while (p < end && (kind == 'd' ? *p >= '0' && *p <= '9' : is_text(kind, (unsigned char)*p)))
		p++;
	return (size_t)(p - text);
}

/* Moves *at behind the text that fits the pattern, or leaves it if none does. */
static bool match(struct field fields[FIELDS_MAX], const char **at, const char *end, const char *pattern)
{
	const char *p = *at;

	for (;;) {
		size_t len = strcspn(pattern, "%");

		if ((size_t)(end - p) < len || memcmp(p, pattern, len) != 0)
			return false;
		p += len;
		pattern += len;
		if (!*pattern)
			break;
		*fields = (struct field){ p, span(pattern[1], p, end) };
		p += fields++->len;
		pattern += 2;
	}
	*at = p;
	return true;
}

static bool number(uint64_t *out, const struct field *field)
{
	*out = 0;
	for (size_t i = 0; i < field->len; i++)
		*out = 10 * *out + (uint64_t)(field->text[i] - '0');
	return field->len > 0 && field->len < 10 && (field->len == 1 || *field->text != '0');
}

static bool sane_work(const struct field *head_fields)
{
	struct kdf kdf = { .kind = KDF_SCRYPT };
	struct err ignored;
	uint64_t r, p;

	if (!number(&kdf.work.n, &head_fields[N]) || !number(&r, &head_fields[R]) || !number(&p, &head_fields[P]))
		return false;
	kdf.work.r = (uint32_t)r;
	kdf.work.p = (uint32_t)p;
	return kdf_check(&kdf, &ignored);
}

static bool take_address(struct v3_plain *out, const struct field *field)
{
	char digits[41];

	memcpy(digits, field->text, 40);
	digits[40] = '\0';
	out->has_address = hex_decode(out->address.bytes, sizeof(out->address.bytes), digits);
	return out->has_address;
}

static bool take_head(struct v3_plain *out, const struct field *fields)
{
	return fields[ADDRESS].len == 40 && fields[CIPHERTEXT].len == 64 && fields[IV].len == 32 &&
	       fields[SALT].len == 64 && fields[MAC].len == 64 && sane_work(fields) &&
	       take_address(out, &fields[ADDRESS]);
}

static bool take_words(struct v3_plain *out, const struct field *fields)
{
	out->has_mnemonic = fields[COUNTER].len == 32 && fields[WORDS_CIPHERTEXT].len >= 32 &&
			    fields[WORDS_CIPHERTEXT].len <= 64 && fields[WORDS_CIPHERTEXT].len % 8 == 0;
	return out->has_mnemonic;
}

/* Text that is not UTF-8 is left to the full reader, which refuses it. */
static bool take_name(struct v3_plain *out, const struct field *field)
{
	if (!text_is_label(field->text, field->len))
		return false;
	text_sanitise(out->name, sizeof(out->name), field->text, field->len);
	return true;
}

bool v3_quick(struct v3_plain *out, const char *json, size_t len)
{
	struct field fields[FIELDS_MAX] = { 0 };
	struct v3_plain plain = { 0 };
	const char *at = json, *end = json + len;

	if (!match(fields, &at, end, head) || !take_head(&plain, fields))
		return false;
	if (match(fields, &at, end, words) && !take_words(&plain, fields))
		return false;
	if (match(fields, &at, end, name) && !take_name(&plain, fields))
		return false;
	if (end - at != 1 || *at != '}')
		return false;
	*out = plain;
	return true;
}
