/* secret_file: uses read() and write() only, so that no stdio buffer keeps a copy. */
#include "keystore/secret_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home_export.h"
#include "keystore/mnemonic_text.h"
#include "keystore/signer.h"
#include "wallet/base/passphrase.h"
#include "wallet/base/secret_text.h"
#include "wallet/base/text.h"
#include "wallet/venice/key_entry.h"

#define TEXT_FILE_MAX 8192	/* a key or words, in UTF-16, with what stands around them */

/* Opens a pipe, such as <(…), but no folder. */
static int open_source(const char *path, struct err *err)
{
	struct stat st;
	int fd;

	if (strcmp(path, "-") == 0)
		return STDIN_FILENO;
	fd = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC);
	if (fd < 0) {
		err_set_errno(err, errno, "Cannot open %s", path);
	} else if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		err_set(err, ERR_INVALID_INPUT, "%s is a folder, not a file.", path);
		close(fd);
		fd = -1;
	}
	return fd;
}

static void close_source(int fd)
{
	if (fd != STDIN_FILENO)
		close(fd);
}

static ssize_t read_byte(int fd, char *out)
{
	ssize_t n;

	do
		n = read(fd, out, 1);
	while (n < 0 && errno == EINTR);
	return n;
}

/* Does the line end here?  In UTF-16 a line feed has two bytes. */
static bool at_line_end(const struct secret *s)
{
	bool little = s->len >= 2 && memcmp(s->data, "\xff\xfe", 2) == 0, big = s->len >= 2 && memcmp(s->data, "\xfe\xff", 2) == 0;

	if (!little && !big)
		return s->len && s->data[s->len - 1] == '\n';
	return s->len % 2 == 0 && memcmp(s->data + s->len - 2, little ? "\n\0" : "\0\n", 2) == 0;
}

static bool too_long(const char *path, struct err *err)
{
	return err_set(err, ERR_INVALID_INPUT, "%s is longer than what it should hold.", path);
}

/* Reads byte by byte, so that stdin's next line is left for the next reader.  The caller leaves
 * room for a line end. */
static bool read_until(struct secret *out, int fd, bool one_line, const char *path, struct err *err)
{
	for (;;) {
		ssize_t n;

		if (out->len == out->size)
			return too_long(path, err);
		n = read_byte(fd, out->data + out->len);
		if (n < 0)
			return err_set_errno(err, errno, "Cannot read %s", path);
		if (n == 0)
			break;
		out->len++;
		if (one_line && at_line_end(out))
			break;
	}
	out->data[out->len] = '\0';
	return true;
}

/* Reads up to max bytes into out, which gets room for them.  On failure out is freed. */
static bool read_secret(struct secret *out, size_t max, bool one_line, const char *path, struct err *err)
{
	int fd = open_source(path, err);
	bool ok;

	if (fd < 0)
		return false;
	secret_init(out, max + 4);
	ok = read_until(out, fd, one_line, path, err);
	close_source(fd);
	if (!ok)
		secret_free(out);
	return ok;
}

static void move(struct secret *to, struct secret *from)
{
	memcpy(to->data, from->data, from->len);
	to->len = from->len;
	secret_free(from);
}

/* UTF-16 is left as it is, because no program accepts such bytes as a password. */
static void cut_line_end(struct secret *line)
{
	if (secret_text_is_utf16(line))
		return;
	for (const char *ends = "\n\r"; *ends; ends++)
		if (line->len && line->data[line->len - 1] == *ends)
			line->data[--line->len] = '\0';
}

bool secret_file_passphrase(struct passphrase **out, const char *path, struct err *err)
{
	struct secret line;

	if (!read_secret(&line, PASSPHRASE_MAX, true, path, err))
		return false;
	cut_line_end(&line);
	if (line.len > PASSPHRASE_MAX) {
		secret_free(&line);
		(void)too_long(path, err);
		return false;
	}
	*out = passphrase_new(PASSPHRASE_MAX);
	move(&(*out)->s, &line);
	return true;
}

bool secret_file_words_passphrase(struct passphrase **out, const char *path, struct err *err)
{
	struct passphrase *passphrase;
	bool ok;

	if (!secret_file_passphrase(&passphrase, path, err))
		return false;
	if (passphrase->s.len)
		ok = passphrase_check_new(&passphrase->s, path, err);
	else
		ok = err_set(err, ERR_INVALID_INPUT, "%s is empty. An empty passphrase is none and gives another address: leave "
			     "the option out if you mean that.", path);
	if (ok)
		*out = passphrase;
	else
		passphrase_free(passphrase);
	return ok;
}

/* Reads a whole file, or one line of standard input, as text. */
static bool read_text(struct secret *out, bool one_line, const char *path, struct err *err)
{
	const char *text;
	size_t len;

	if (!read_secret(out, TEXT_FILE_MAX, one_line, path, err))
		return false;
	if (secret_text_decode(out, path, err)) {
		text = out->data;
		len = out->len;
		text_trim(&text, &len);
		if (len)
			return true;
		(void)err_set(err, ERR_INVALID_INPUT, "%s is empty.", path);
	}
	secret_free(out);
	return false;
}

/* Returns how many lines of the text are of that sort, and puts out the last of them. */
static size_t find_lines(const char **found, size_t *found_len, const struct secret *text, enum secret_sort sort)
{
	const char *rest = text->data, *line;
	size_t rest_len = text->len, len, count = 0;

	while (secret_text_line(&line, &len, &rest, &rest_len)) {
		if (secret_text_sort(line, len) != sort)
			continue;
		*found = line;
		*found_len = len;
		count++;
	}
	return count;
}

/* Puts out the whole text if it is of that sort, or else the one line that is. */
static size_t find_sort(const char **found, size_t *found_len, const struct secret *text, enum secret_sort sort)
{
	*found = text->data;
	*found_len = text->len;
	return secret_text_sort(text->data, text->len) == sort ? 1 : find_lines(found, found_len, text, sort);
}

/* Says what the text holds instead of words, if it is known. */
static bool may_be_words(const struct secret *text, const char *path, struct err *err)
{
	const char *ignored;
	size_t len;

	if (find_sort(&ignored, &len, text, SECRET_PRIVATE_KEY))
		return err_set(err, ERR_INVALID_INPUT, "%s holds a private key, not words: give it with --key-file.", path);
	if (find_sort(&ignored, &len, text, SECRET_API_KEY))
		return err_set(err, ERR_INVALID_INPUT, "%s holds a Venice API key, not words: 'rialto key add' stores it.", path);
	return true;
}

bool secret_file_mnemonic(struct mnemonic **out, const char *path, struct err *err)
{
	struct secret text;

	if (!read_text(&text, false, path, err))
		return false;
	if (!may_be_words(&text, path, err)) {
		secret_free(&text);
		return false;
	}
	mnemonic_take_words(&text);
	if (text.len > MNEMONIC_MAX) {
		secret_free(&text);
		return err_set(err, ERR_MNEMONIC_BAD, "%s holds more than 24 words.", path);
	}
	*out = mnemonic_new(MNEMONIC_MAX);
	move(&(*out)->s, &text);
	return true;
}

/* Says what the text holds instead of a private key. */
static bool no_private_key(const struct secret *text, size_t count, const char *path, struct err *err)
{
	const char *ignored;
	size_t len;

	if (count > 1)
		return err_set(err, ERR_INVALID_INPUT, "%s holds %zu private keys: leave one in it.", path, count);
	if (find_sort(&ignored, &len, text, SECRET_API_KEY))
		return err_set(err, ERR_INVALID_INPUT, "%s holds a Venice API key, not a private key: 'rialto key add' stores it.", path);
	if (find_sort(&ignored, &len, text, SECRET_WORDS))
		return err_set(err, ERR_INVALID_INPUT, "%s holds words, not a private key: give it with --mnemonic-file.", path);
	if (text->len && text->data[0] == '{')
		return err_set(err, ERR_INVALID_INPUT, "%s holds JSON, not a private key: give a V3 file with --keystore.", path);
	return err_set(err, ERR_INVALID_INPUT, "%s does not hold a private key: 64 hexadecimal digits.", path);
}

bool secret_file_seckey(struct seckey **out, const char *path, struct err *err)
{
	struct seckey *key = seckey_new();
	struct secret text;
	const char *found;
	size_t len, count;
	bool ok;

	if (!read_text(&text, strcmp(path, "-") == 0, path, err)) {
		seckey_free(key);
		return false;
	}
	count = find_sort(&found, &len, &text, SECRET_PRIVATE_KEY);
	ok = count == 1 && secret_text_private_key((uint8_t *)key->s.data, found, len);
	key->s.len = 32;
	if (!ok)
		(void)no_private_key(&text, count, path, err);
	else if (!seckey_is_valid(key))
		ok = err_set(err, ERR_INVALID_INPUT, "The number in %s is outside the range of private keys.", path);
	secret_free(&text);
	if (ok)
		*out = key;
	else
		seckey_free(key);
	return ok;
}

bool secret_file_apikey(struct apikey **out, enum key_type *type, const char *path, struct err *err)
{
	struct secret text;
	const char *found;
	size_t len, count;
	bool ok;

	if (!read_text(&text, strcmp(path, "-") == 0, path, err))
		return false;
	count = find_sort(&found, &len, &text, SECRET_API_KEY);
	if (count > 1)
		ok = err_set(err, ERR_INVALID_INPUT, "%s holds %zu API keys: leave one in it.", path, count);
	else if (count || !find_lines(&found, &len, &text, SECRET_PRIVATE_KEY))
		ok = key_entry_read(out, type, found, len, err);
	else
		ok = key_entry_check(found, len, err);	/* it says what the text is */
	secret_free(&text);
	return ok;
}

/* The file's name appears once it is whole, because half a key would look like one. */
bool secret_file_write(const struct home *home, const char *path, const struct secret *secret,
		       struct home_pending *pending, struct err *err)
{
	struct secret line;
	bool ok;

	secret_init(&line, secret->len + 1);
	if (!secret_append(&line, secret->data, secret->len) || !secret_append(&line, "\n", 1))
		abort();	/* its room was just made */
	ok = home_export_pending(pending, home, path, line.data, line.len, err);
	secret_free(&line);
	return ok;
}
