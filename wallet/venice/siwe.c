#include "wallet/venice/siwe.h"

#include <string.h>

#include "wallet/base/text.h"

#define GREETING " wants you to sign in with your Ethereum account:"
#define NONCE_MIN 8

#define ALPHA "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGIT "0123456789"
#define HEX DIGIT "ABCDEFabcdef"
/* RFC 3986 sections 2.2 and 2.3. */
#define UNRESERVED ALPHA DIGIT "-._~"
#define SUB_DELIMS "!$&'()*+,;="
#define RESERVED ":/?#[]@" SUB_DELIMS

bool siwe_part_is(struct siwe_part part, const char *text)
{
	return part.text && part.len == strlen(text) && !memcmp(part.text, text, part.len);
}

bool siwe_part_equal(struct siwe_part a, struct siwe_part b)
{
	return !a.text == !b.text && a.len == b.len && (!a.text || !memcmp(a.text, b.text, a.len));
}

static bool is_one_of(char c, const char *set)
{
	return c && strchr(set, c);
}

static bool consists_of(struct siwe_part part, const char *set)
{
	for (size_t i = 0; i < part.len; i++)
		if (!is_one_of(part.text[i], set))
			return false;
	return true;
}

/* Does as consists_of, and also accepts escapes such as "%2F" (RFC 3986 section 2.1). */
static bool consists_of_encoded(struct siwe_part part, const char *set)
{
	for (size_t i = 0; i < part.len; i++) {
		if (is_one_of(part.text[i], set))
			continue;
		if (part.text[i] != '%' || part.len - i < 3 || !is_one_of(part.text[i + 1], HEX) ||
		    !is_one_of(part.text[i + 2], HEX))
			return false;
		i += 2;
	}
	return true;
}

/* RFC 3986 section 3.1. */
static bool is_scheme(struct siwe_part part)
{
	return part.len && is_one_of(*part.text, ALPHA) && consists_of(part, ALPHA DIGIT "+-.");
}

static bool is_uri(struct siwe_part part)
{
	const char *colon = memchr(part.text, ':', part.len);
	struct siwe_part scheme = { part.text, colon ? (size_t)(colon - part.text) : 0 };

	return is_scheme(scheme) && part.len > scheme.len + 1 && consists_of_encoded(part, UNRESERVED RESERVED);
}

/* The text that is left to read, in whole lines without their line feeds. */
struct reader {
	const char *text, *end;
	bool over;		/* the last line has been taken */
	struct siwe_part line;	/* the line in hand */
};

static void next(struct reader *reader)
{
	const char *feed = memchr(reader->text, '\n', (size_t)(reader->end - reader->text));

	reader->line = (struct siwe_part){ reader->text, (size_t)((feed ? feed : reader->end) - reader->text) };
	if (feed)
		reader->text = feed + 1;
	else
		reader->over = true;
}

static bool take_line(struct reader *reader)
{
	if (reader->over)
		return false;
	next(reader);
	return true;
}

static bool take_empty(struct reader *reader)
{
	return take_line(reader) && !reader->line.len;
}

/* Takes the next line if it begins with the label, and puts out what follows the label. */
static bool take_labelled(struct siwe_part *out, struct reader *reader, const char *label)
{
	struct reader before = *reader;
	size_t len = strlen(label);

	if (!take_line(reader) || reader->line.len < len || memcmp(reader->line.text, label, len)) {
		*reader = before;
		return false;
	}
	*out = (struct siwe_part){ reader->line.text + len, reader->line.len - len };
	return true;
}

static bool take_greeting(struct siwe *out, struct reader *reader)
{
	size_t len = strlen(GREETING);
	struct siwe_part who;
	const char *mark;

	if (!take_line(reader) || reader->line.len <= len)
		return false;
	who = (struct siwe_part){ reader->line.text, reader->line.len - len };
	if (memcmp(who.text + who.len, GREETING, len))
		return false;
	mark = memmem(who.text, who.len, "://", 3);
	if (mark) {
		out->scheme = (struct siwe_part){ who.text, (size_t)(mark - who.text) };
		who = (struct siwe_part){ mark + 3, who.len - out->scheme.len - 3 };
		if (!is_scheme(out->scheme))
			return false;
	}
	out->domain = who;
	return who.len && consists_of_encoded(who, UNRESERVED SUB_DELIMS ":@[]");
}

/* EIP-4361 requires the checksum of EIP-55. */
static bool take_address(struct siwe *out, struct reader *reader)
{
	char text[ADDRESS_TEXT_SIZE] = "", again[ADDRESS_TEXT_SIZE];
	struct err ignored;

	if (!take_line(reader) || reader->line.len != ADDRESS_TEXT_SIZE - 1)
		return false;
	memcpy(text, reader->line.text, reader->line.len);
	if (strncmp(text, "0x", 2) || !address_parse(&out->address, text, &ignored))
		return false;
	address_format(again, out->address);
	return !strcmp(text, again);
}

/* Takes an empty line, the statement and an empty line, or two empty lines if there is no
 * statement. EIP-4361 allows only ASCII in it, but Venice's own statement has an em dash.  So any
 * text is accepted that shows as what it is. */
static bool take_statement(struct siwe *out, struct reader *reader)
{
	if (!take_empty(reader) || !take_line(reader))
		return false;
	if (!reader->line.len)
		return true;
	out->statement = reader->line;
	return text_is_clean(out->statement.text, out->statement.len) && take_empty(reader);
}

static bool take_chain_id(struct siwe *out, struct reader *reader)
{
	struct siwe_part digits;

	if (!take_labelled(&digits, reader, "Chain ID: ") || !digits.len || digits.len > 18 || !consists_of(digits, DIGIT))
		return false;
	for (size_t i = 0; i < digits.len; i++)
		out->chain_id = out->chain_id * 10 + (uint64_t)(digits.text[i] - '0');
	return true;
}

static bool take_nonce(struct siwe *out, struct reader *reader)
{
	return take_labelled(&out->nonce, reader, "Nonce: ") && out->nonce.len >= NONCE_MIN &&
	       consists_of(out->nonce, ALPHA DIGIT);
}

static bool take_uri(struct siwe *out, struct reader *reader)
{
	return take_labelled(&out->uri, reader, "URI: ") && is_uri(out->uri);
}

static bool take_version(struct siwe *out, struct reader *reader)
{
	return take_labelled(&out->version, reader, "Version: ") && siwe_part_is(out->version, "1");
}

static bool take_issued(struct siwe *out, struct reader *reader)
{
	struct siwe_part time;

	return take_labelled(&time, reader, "Issued At: ") && siwe_parse_time(&out->issued_ms, time);
}

static bool take_times(struct siwe *out, struct reader *reader)
{
	struct siwe_part time;

	return (!take_labelled(&time, reader, "Expiration Time: ") || siwe_parse_time(&out->expires_ms, time)) &&
	       (!take_labelled(&time, reader, "Not Before: ") || siwe_parse_time(&out->not_before_ms, time));
}

/* The request id is RFC 3986's pchar, and may be empty. */
static bool take_request_id(struct siwe *out, struct reader *reader)
{
	return !take_labelled(&out->request_id, reader, "Request ID: ") ||
	       consists_of_encoded(out->request_id, UNRESERVED SUB_DELIMS ":@");
}

static bool take_resources(struct siwe *out, struct reader *reader)
{
	struct siwe_part nothing, resource;

	if (!take_labelled(&nothing, reader, "Resources:"))
		return true;
	if (nothing.len)
		return false;
	while (take_labelled(&resource, reader, "- ")) {
		if (out->resource_count == SIWE_RESOURCES_MAX || !is_uri(resource))
			return false;
		out->resources[out->resource_count++] = resource;
	}
	return true;
}

static const struct {
	bool (*take)(struct siwe *out, struct reader *reader);
	const char *what;
} parts[] = {
	{ take_greeting, "first line" }, { take_address, "address" }, { take_statement, "statement" },
	{ take_uri, "URI" }, { take_version, "version" }, { take_chain_id, "chain id" }, { take_nonce, "nonce" },
	{ take_issued, "time of issue" }, { take_times, "times" }, { take_request_id, "request id" },
	{ take_resources, "resources" },
};

bool siwe_parse(struct siwe *out, const char *text, size_t len, struct err *err)
{
	struct reader reader = { .text = text, .end = text + len };
	struct siwe siwe = { 0 };

	if (len > SIWE_MAX)
		return err_set(err, ERR_CHALLENGE_REFUSED, "The text to sign is longer than any challenge: %zu bytes", len);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (!parts[i].take(&siwe, &reader))
			return err_set(err, ERR_CHALLENGE_REFUSED, "The text is no sign-in message (its %s): signing "
				       "it could have authorised anything", parts[i].what);
	if (!reader.over)
		return err_set(err, ERR_CHALLENGE_REFUSED, "The text goes on after the sign-in message: signing it could "
			       "have authorised what follows");
	*out = siwe;
	return true;
}
