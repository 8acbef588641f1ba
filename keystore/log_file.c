#include "keystore/log_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/fields.h"
#include "keystore/home_export.h"
#include "keystore/home_folder.h"
#include "wallet/base/mem.h"
#include "wallet/base/text.h"

#define FOLDER "log"
#define FILE_NOW "records.jsonl"
#define FILE_BEFORE "records.1.jsonl"
#define FILE_FULL ((off_t)512 << 10)
#define FILE_MAX ((size_t)1 << 20)

/* The folder is made when there is first something to put in it. */
static int open_folder(const struct home *home, struct err *err)
{
	char path[HOME_PATH_SIZE];

	home_folder_path(path, home, FOLDER);
	if (mkdir(path, 0700) != 0 && errno != EEXIST) {
		err_set_errno(err, errno, "Cannot make the folder %s", path);
		return -1;
	}
	return home_folder_open(home, FOLDER, err);
}

static void add_tx(struct json_object *root, const struct log_tx *tx)
{
	struct json_object *object = json_object_new_object();
	char units[80], fee[80], recipient[ADDRESS_TEXT_SIZE];

	u256_to_decimal(units, tx->amount.units);
	u256_to_decimal(fee, tx->fee);
	fields_add_text(object, "purpose", log_tx_purpose(tx));
	fields_add_text(object, "token", token_symbol(tx->amount.token));
	fields_add_text(object, "units", units);
	if (!address_is_zero(tx->recipient)) {
		address_format(recipient, tx->recipient);
		fields_add_text(object, "recipient", recipient);
	}
	fields_add_hex(object, "hash", tx->hash, sizeof(tx->hash));
	fields_add_i64(object, "nonce", (int64_t)tx->nonce);
	fields_add_i64(object, "block", (int64_t)tx->block);
	fields_add_text(object, "fee", fee);
	json_object_object_add(root, "tx", object);
}

void log_file_write(struct buf *out, const struct log_entry *entry)
{
	struct json_object *root = json_object_new_object();
	char when[TEXT_TIME_SIZE], address[ADDRESS_TEXT_SIZE];

	text_time(when, entry->time_ms);
	address_format(address, entry->address);
	fields_add_text(root, "time", when);
	fields_add_i64(root, "ms", entry->time_ms);
	fields_add_text(root, "event", entry->event);
	if (*entry->network)
		fields_add_text(root, "network", entry->network);
	if (!address_is_zero(entry->address))
		fields_add_text(root, "wallet", address);
	if (*entry->code)
		fields_add_text(root, "code", entry->code);
	fields_add_text(root, "text", entry->text);
	if (entry->tx.any)
		add_tx(root, &entry->tx);
	if (entry->report)
		fields_add_text(root, "report", entry->report);
	(void)!fields_write(out, root);
	json_object_put(root);
}

/* A line that a crash or a full disk cut off must not spoil the next one. */
static bool ends_whole(int fd)
{
	struct stat st;
	char last;

	return fstat(fd, &st) != 0 || st.st_size == 0 || pread(fd, &last, 1, st.st_size - 1) != 1 || last == '\n';
}

static bool append(int folder, const struct buf *line, struct err *err)
{
	int fd = openat(folder, FILE_NOW, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	struct stat st;
	bool ok;

	if (fd < 0)
		return err_set_errno(err, errno, "Cannot open the log");
	/* One write, so that another rialto's lines do not get in between. */
	errno = ENOSPC;		/* the reason if a write is short */
	ok = (ends_whole(fd) || write(fd, "\n", 1) == 1) && write(fd, line->data, line->len) == (ssize_t)line->len;
	if (!ok)
		err_set_errno(err, errno, "Cannot write the log");
	if (ok && fstat(fd, &st) == 0 && st.st_size > FILE_FULL)
		(void)!renameat(folder, FILE_NOW, folder, FILE_BEFORE);
	close(fd);
	return ok;
}

bool log_file_append(const struct home *home, const struct log_entry *entry, struct err *err)
{
	struct buf line;
	bool ok;
	int fd = open_folder(home, err);

	if (fd < 0)
		return false;
	buf_init(&line, FILE_MAX);
	log_file_write(&line, entry);
	ok = buf_add_byte(&line, '\n') && append(fd, &line, err);
	buf_free(&line);
	close(fd);
	return ok;
}

/* Anybody may have written to the file, so its text is sanitised like the network's. */
static bool take_text(char *out, size_t size, struct json_object *object, const char *name)
{
	const char *text;

	if (!fields_text(&text, object, name))
		return false;
	text_sanitise(out, size, text, strlen(text));
	return true;
}

/* A purpose of another version is kept as it is written. */
static bool take_purpose(struct log_tx *tx, struct json_object *object)
{
	const char *purpose;

	if (!fields_text(&purpose, object, "purpose"))
		return false;
	tx->purpose = purpose_parse(purpose);
	return tx->purpose != PURPOSE_UNKNOWN || take_text(tx->purpose_text, sizeof(tx->purpose_text), object, "purpose");
}

/* If anything is not as it should be, only the entry's text is left. */
static void take_tx(struct log_entry *entry, struct json_object *root)
{
	const char *token, *units, *fee;
	struct json_object *object;
	struct log_tx tx = { .any = true };

	if (fields_object(&object, root, "tx") && take_purpose(&tx, object) &&
	    fields_text(&token, object, "token") && token_from_symbol(&tx.amount.token, token) &&
	    fields_text(&units, object, "units") && u256_from_decimal(&tx.amount.units, units, strlen(units)) &&
	    (!fields_get(object, "recipient") || fields_address(&tx.recipient, object, "recipient")) &&
	    fields_hex_exact(tx.hash, sizeof(tx.hash), object, "hash") && fields_u64(&tx.nonce, object, "nonce") &&
	    fields_u64(&tx.block, object, "block") && fields_text(&fee, object, "fee") &&
	    u256_from_decimal(&tx.fee, fee, strlen(fee)))
		entry->tx = tx;
}

static void take_report(struct log_entry *entry, struct json_object *object)
{
	const char *text;
	char *out;

	if (!fields_text(&text, object, "report"))
		return;
	entry->report = out = mem_string(text);
	for (; *out; out++)
		if ((unsigned char)*out < 0x20 && *out != '\n')
			*out = '?';
}

static void read_line(struct log_entries *out, const char *text, size_t len)
{
	struct json_object *object = fields_parse(text, len);
	struct log_entry entry = { 0 };

	if (object && fields_i64(&entry.time_ms, object, "ms") &&
	    take_text(entry.event, sizeof(entry.event), object, "event")) {
		(void)take_text(entry.network, sizeof(entry.network), object, "network");
		(void)take_text(entry.code, sizeof(entry.code), object, "code");
		(void)take_text(entry.text, sizeof(entry.text), object, "text");
		(void)!fields_address(&entry.address, object, "wallet");
		take_report(&entry, object);
		take_tx(&entry, object);
		log_entries_add(out, &entry);
	}
	json_object_put(object);
}

static bool read_file(struct log_entries *out, const struct home *home, const char *file, struct err *err)
{
	struct buf bytes;
	bool ok;

	if (!home_folder_has(&ok, home, FOLDER, file, err))
		return false;
	if (!ok)
		return true;
	buf_init(&bytes, FILE_MAX);
	ok = home_read(&bytes, home, FOLDER, file, err);
	for (const char *at = buf_string(&bytes), *end = at + (ok ? bytes.len : 0); at < end;) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((feed ? feed : end) - at);

		read_line(out, at, len);
		at += len + 1;
	}
	buf_free(&bytes);
	return ok;
}

bool log_file_read(struct log_entries *out, const struct home *home, struct err *err)
{
	*out = (struct log_entries){ 0 };
	if (read_file(out, home, FILE_BEFORE, err) && read_file(out, home, FILE_NOW, err))
		return true;
	log_entries_free(out);
	return false;
}

static bool contains_all(const struct log_entry *entry, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!log_entry_contains(entry, texts[i]))
			return false;
	return true;
}

bool log_file_export(size_t *written, const struct home *home, const struct log_entries *log, const char *const *texts,
		    size_t count, const char *path, struct err *err)
{
	struct buf lines;
	bool ok;

	*written = 0;
	buf_init(&lines, 0);
	for (size_t i = 0; i < log->count; i++) {
		struct buf line;

		if (!contains_all(&log->items[i], texts, count))
			continue;
		buf_init(&line, 0);
		log_file_write(&line, &log->items[i]);
		buf_add(&lines, line.data, line.len);
		buf_add_byte(&lines, '\n');
		buf_free(&line);
		++*written;
	}
	ok = home_export_file(home, path, lines.data, lines.len, err);
	buf_free(&lines);
	return ok;
}
