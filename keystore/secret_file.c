/* secret_file: read() and write() only, so that no stdio buffer keeps a copy. */
#include "keystore/secret_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home.h"
#include "keystore/mnemonic.h"
#include "keystore/signer.h"
#include "wallet/hex.h"
#include "wallet/key.h"

#define KEY_TEXT_MAX 66		/* 0x and 64 digits */
#define MNEMONIC_FILE_MAX 4096	/* the words, however spaced */

/* A pipe is welcome here, <(…) is one; a folder is not. */
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

/* Byte by byte, so that stdin's next line stays there for the next reader.  Room
 * for a CR before the LF is the caller's. */
static bool read_until(struct secret *out, int fd, bool one_line, const char *path, struct err *err)
{
	for (;;) {
		ssize_t n;

		if (out->len == out->size)
			return err_set(err, ERR_INVALID_INPUT, "%s is longer than what it should hold.", path);
		n = read_byte(fd, out->data + out->len);
		if (n < 0)
			return err_set_errno(err, errno, "Cannot read %s", path);
		if (n == 0 || (one_line && out->data[out->len] == '\n'))
			break;
		out->len++;
	}
	out->data[out->len] = '\0';
	if (one_line && out->len > 0 && out->data[out->len - 1] == '\r')
		out->data[--out->len] = '\0';
	return true;
}

/* Up to max bytes into out, which gets room for them.  On failure out is freed. */
static bool read_secret(struct secret *out, size_t max, bool one_line, const char *path, struct err *err)
{
	int fd = open_source(path, err);
	bool ok;

	if (fd < 0)
		return false;
	secret_init(out, max + 2);
	ok = read_until(out, fd, one_line, path, err);
	close_source(fd);
	if (ok && out->len > max)
		ok = err_set(err, ERR_INVALID_INPUT, "%s is longer than what it should hold.", path);
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

bool secret_file_passphrase(struct passphrase **out, const char *path, struct err *err)
{
	struct secret line;

	if (!read_secret(&line, PASSPHRASE_MAX, true, path, err))
		return false;
	*out = passphrase_new(PASSPHRASE_MAX);
	move(&(*out)->s, &line);
	return true;
}

bool secret_file_mnemonic(struct mnemonic **out, const char *path, struct err *err)
{
	struct secret text;

	if (!read_secret(&text, MNEMONIC_FILE_MAX, false, path, err))
		return false;
	mnemonic_fold(&text);
	if (text.len > MNEMONIC_MAX) {
		secret_free(&text);
		return err_set(err, ERR_MNEMONIC_BAD, "%s holds more than 24 words.", path);
	}
	*out = mnemonic_new(MNEMONIC_MAX);
	move(&(*out)->s, &text);
	return true;
}

bool secret_file_seckey(struct seckey **out, const char *path, struct err *err)
{
	struct seckey *key;
	struct secret text;
	bool ok;

	if (!read_secret(&text, KEY_TEXT_MAX, true, path, err))
		return false;
	key = seckey_new();
	ok = strlen(text.data) == text.len && hex_decode((uint8_t *)key->s.data, 32, text.data);
	secret_free(&text);
	key->s.len = 32;
	if (!ok)
		err_set(err, ERR_INVALID_INPUT, "%s does not hold a private key: 64 hexadecimal digits.", path);
	else if (!seckey_is_valid(key))
		ok = err_set(err, ERR_INVALID_INPUT, "The number in %s is outside the range of private keys.", path);
	if (ok)
		*out = key;
	else
		seckey_free(key);
	return ok;
}

bool secret_file_apikey(struct apikey **out, const char *path, struct err *err)
{
	struct secret line;

	if (!read_secret(&line, APIKEY_MAX, true, path, err))
		return false;
	if (!key_text_is_sound(line.data, line.len)) {
		secret_free(&line);
		return err_set(err, ERR_INVALID_INPUT, "%s does not hold an API key on its first line.", path);
	}
	*out = apikey_new(APIKEY_MAX);
	move(&(*out)->s, &line);
	return true;
}

/* Its name appears once it is whole: half a key would look like one. */
bool secret_file_write(const char *path, const struct secret *secret, struct err *err)
{
	struct secret line;
	bool ok;

	secret_init(&line, secret->len + 1);
	if (!secret_append(&line, secret->data, secret->len) || !secret_append(&line, "\n", 1))
		abort();	/* its room was just made */
	ok = home_export_file(path, line.data, line.len, err);
	secret_free(&line);
	return ok;
}
