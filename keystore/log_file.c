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
#define FILE_LEDGER "ledger.jsonl"
#define LEDGER_MAX ((size_t)256 << 20)

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

static void add_number(struct json_object *object, const char *name, struct u256 number)
{
	char digits[80];

	u256_to_decimal(digits, number);
	fields_add_text(object, name, digits);
}

static void add_amount(struct json_object *object, struct amount amount)
{
	fields_add_text(object, "token", token_symbol(amount.token));
	add_number(object, "units", amount.units);
}

static void add_address(struct json_object *object, const char *name, struct address address)
{
	char text[ADDRESS_TEXT_SIZE];

	address_format(text, address);
	if (!address_is_zero(address))
		fields_add_text(object, name, text);
}

static void add_fees(struct json_object *object, const struct fee_paid *paid)
{
	if (paid->has_gas)
		add_number(object, "fee_gas", paid->gas);
	if (paid->has_l1)
		add_number(object, "fee_l1", paid->l1);
	if (paid->has_operator)
		add_number(object, "fee_operator", paid->operator_fee);
}

static void add_amount_as(struct json_object *object, const char *name, const struct amount *amount)
{
	struct json_object *value = json_object_new_object();

	add_amount(value, *amount);
	json_object_object_add(object, name, value);
}

static void add_tx(struct json_object *root, const struct log_tx *tx)
{
	struct json_object *object = json_object_new_object();

	fields_add_text(object, "purpose", log_tx_purpose(tx));
	add_amount(object, tx->amount);
	add_address(object, "recipient", tx->recipient);
	fields_add_hex(object, "hash", tx->hash, sizeof(tx->hash));
	fields_add_i64(object, "nonce", (int64_t)tx->nonce);
	fields_add_i64(object, "block", (int64_t)tx->block);
	if (tx->block_time_s)
		fields_add_i64(object, "block_time", (int64_t)tx->block_time_s);
	add_number(object, "fee", tx->fee);
	if (!u256_is_zero(tx->fee_most))
		add_number(object, "fee_most", tx->fee_most);
	add_fees(object, &tx->paid);
	add_address(object, "to", tx->to);
	if (tx->has_result)
		add_amount_as(object, "result", &tx->result);
	if (tx->has_besides)
		add_amount_as(object, "besides", &tx->besides);
	json_object_object_add(root, "tx", object);
}

static void add_payment(struct json_object *root, const struct log_payment *payment)
{
	struct json_object *object = json_object_new_object();

	fields_add_hex(object, "nonce", payment->nonce, sizeof(payment->nonce));
	add_amount(object, payment->amount);
	add_address(object, "to", payment->to);
	if (payment->has_hash)
		fields_add_hex(object, "hash", payment->hash, sizeof(payment->hash));
	json_object_object_add(root, "payment", object);
}

void log_file_write(struct buf *out, const struct log_entry *entry)
{
	struct json_object *root = json_object_new_object();
	char when[TEXT_TIME_SIZE];

	text_time(when, entry->time_ms);
	fields_add_text(root, "time", when);
	fields_add_i64(root, "ms", entry->time_ms);
	fields_add_text(root, "event", entry->event);
	if (*entry->network)
		fields_add_text(root, "network", entry->network);
	add_address(root, "wallet", entry->address);
	if (*entry->code)
		fields_add_text(root, "code", entry->code);
	fields_add_text(root, "text", entry->text);
	if (entry->tx.any)
		add_tx(root, &entry->tx);
	if (entry->payment.any)
		add_payment(root, &entry->payment);
	if (entry->chain_s)
		fields_add_i64(root, "chain_time", (int64_t)entry->chain_s);
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

/* A ledger that has a line had its name put on the disk before that line was written. */
static bool keep_name(int folder, const char *file, int fd)
{
	struct stat st;

	return strcmp(file, FILE_LEDGER) != 0 || (fstat(fd, &st) == 0 && st.st_size > 0) || fsync(folder) == 0;
}

static bool append(int folder, const char *file, bool sync, const struct buf *line, struct err *err)
{
	int fd = openat(folder, file, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	struct stat st;
	bool ok;

	if (fd < 0)
		return err_set_errno(err, errno, "Cannot open the log");
	ok = keep_name(folder, file, fd);
	/* One write, so that another rialto's lines do not get in between. */
	if (ok)
		errno = ENOSPC;		/* the reason if a write is short */
	ok = ok && (ends_whole(fd) || write(fd, "\n", 1) == 1) && write(fd, line->data, line->len) == (ssize_t)line->len;
	ok = ok && (!sync || fsync(fd) == 0);
	if (!ok)
		err_set_errno(err, errno, "Cannot write the log");
	if (ok && !strcmp(file, FILE_NOW) && fstat(fd, &st) == 0 && st.st_size > FILE_FULL)
		(void)!renameat(folder, FILE_NOW, folder, FILE_BEFORE);
	close(fd);
	return ok;
}

static bool append_entry(int folder, const char *file, bool sync, const struct log_entry *entry, struct err *err)
{
	struct buf line;
	bool ok;

	buf_init(&line, FILE_MAX);
	log_file_write(&line, entry);
	ok = buf_add_byte(&line, '\n') && append(folder, file, sync, &line, err);
	buf_free(&line);
	return ok;
}

bool log_file_append(const struct home *home, const struct log_entry *entry, struct err *err)
{
	struct log_entry of_ledger = log_entry_of_ledger(entry);
	int fd = open_folder(home, err);
	bool ok;

	if (fd < 0)
		return false;
	ok = append_entry(fd, FILE_NOW, false, entry, err) &&
	     (!log_entry_is_of_money(entry) || append_entry(fd, FILE_LEDGER, false, &of_ledger, err));
	close(fd);
	return ok;
}

bool log_file_book(const struct home *home, const struct log_entry *entry, struct err *err)
{
	int fd = open_folder(home, err);
	bool ok;

	if (fd < 0)
		return false;
	ok = append_entry(fd, FILE_LEDGER, true, entry, err);
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

static bool take_number(struct u256 *out, struct json_object *object, const char *name)
{
	const char *digits;

	return fields_text(&digits, object, name) && u256_from_decimal(out, digits, strlen(digits));
}

static bool take_amount(struct amount *out, struct json_object *object)
{
	const char *token;

	return fields_text(&token, object, "token") && token_from_symbol(&out->token, token) &&
	       take_number(&out->units, object, "units");
}

/* Earlier versions did not write these. */
static void take_more(struct log_tx *tx, struct json_object *object)
{
	struct json_object *amount;

	(void)!fields_u64(&tx->block_time_s, object, "block_time");
	(void)!take_number(&tx->fee_most, object, "fee_most");
	tx->paid.has_gas = take_number(&tx->paid.gas, object, "fee_gas");
	tx->paid.has_l1 = take_number(&tx->paid.l1, object, "fee_l1");
	tx->paid.has_operator = take_number(&tx->paid.operator_fee, object, "fee_operator");
	(void)!fields_address(&tx->to, object, "to");
	tx->has_result = fields_object(&amount, object, "result") && take_amount(&tx->result, amount);
	tx->has_besides = fields_object(&amount, object, "besides") && take_amount(&tx->besides, amount);
}

/* If anything is not as it should be, only the entry's text is left. */
static void take_tx(struct log_entry *entry, struct json_object *root)
{
	struct json_object *object;
	struct log_tx tx = { .any = true };

	if (!fields_object(&object, root, "tx") || !take_purpose(&tx, object) || !take_amount(&tx.amount, object) ||
	    !fields_hex_exact(tx.hash, sizeof(tx.hash), object, "hash") || !fields_u64(&tx.nonce, object, "nonce") ||
	    !fields_u64(&tx.block, object, "block") || !take_number(&tx.fee, object, "fee"))
		return;
	if (fields_get(object, "recipient") && !fields_address(&tx.recipient, object, "recipient"))
		return;
	take_more(&tx, object);
	entry->tx = tx;
}

static void take_payment(struct log_entry *entry, struct json_object *root)
{
	struct log_payment payment = { .any = true };
	struct json_object *object;

	if (!fields_object(&object, root, "payment") || !take_amount(&payment.amount, object) ||
	    !fields_hex_exact(payment.nonce, sizeof(payment.nonce), object, "nonce"))
		return;
	(void)!fields_address(&payment.to, object, "to");
	payment.has_hash = fields_hex_exact(payment.hash, sizeof(payment.hash), object, "hash");
	entry->payment = payment;
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

typedef void keep_entry(struct log_entries *out, struct log_entry *entry);

static void read_line(struct log_entries *out, keep_entry *keep, const char *text, size_t len)
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
		take_payment(&entry, object);
		(void)!fields_u64(&entry.chain_s, object, "chain_time");
		keep(out, &entry);
	}
	json_object_put(object);
}

static bool read_file(struct log_entries *out, keep_entry *keep, const struct home *home, const char *file,
		      struct err *err)
{
	struct buf bytes;
	bool ok;

	if (!home_folder_has(&ok, home, FOLDER, file, err))
		return false;
	if (!ok)
		return true;
	buf_init(&bytes, strcmp(file, FILE_LEDGER) ? FILE_MAX : LEDGER_MAX);
	ok = home_read(&bytes, home, FOLDER, file, err);
	for (const char *at = buf_string(&bytes), *end = at + (ok ? bytes.len : 0); at < end;) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((feed ? feed : end) - at);

		read_line(out, keep, at, len);
		at += len + 1;
	}
	buf_free(&bytes);
	return ok;
}

bool log_file_read(struct log_entries *out, const struct home *home, struct err *err)
{
	*out = (struct log_entries){ 0 };
	if (read_file(out, log_entries_add, home, FILE_BEFORE, err) &&
	    read_file(out, log_entries_add, home, FILE_NOW, err))
		return true;
	log_entries_free(out);
	return false;
}

bool log_file_read_ledger(struct log_entries *out, const struct home *home, struct err *err)
{
	*out = (struct log_entries){ 0 };
	if (read_file(out, log_entries_append, home, FILE_LEDGER, err))
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
