/* tx list and tx show: pending and past transactions, and whatever else is in flight. */
#include <stdio.h>
#include <string.h>

#include "app/cli/headless.h"
#include "app/cli/table.h"
#include "app/cli/tx_common.h"
#include "app/cli/value.h"
#include "keystore/journal.h"
#include "keystore/log_file.h"
#include "wallet/base/hex.h"
#include "wallet/base/text.h"
#include "wallet/flow/tx_final.h"
#include "wallet/flow/tx_journal.h"
#include "wallet/model/allowances.h"
#include "wallet/model/tx_list.h"

static struct json_object *value_row(const struct tx_row *row)
{
	struct json_object *value = json_object_new_object();
	struct amount fee = { TOKEN_ETH, row->fee };
	bool is_tx = row->kind == JOURNAL_TX;

	json_object_object_add(value, "id", value_text(row->id));
	json_object_object_add(value, "hash", is_tx ? value_hex(row->hash, KECCAK_SIZE) : NULL);
	json_object_object_add(value, "purpose", json_object_new_string(row->purpose));
	json_object_object_add(value, "status", json_object_new_string(tx_status_name(row->status)));
	json_object_object_add(value, "time", value_time(row->time_ms));
	json_object_object_add(value, "nonce", row->has_nonce ? json_object_new_int64((int64_t)row->nonce) : NULL);
	json_object_object_add(value, "block", row->block ? json_object_new_int64((int64_t)row->block) : NULL);
	json_object_object_add(value, "fee", amount_is_zero(fee) ? NULL : value_amount(fee));
	json_object_object_add(value, "network", json_object_new_string(row->network));
	json_object_object_add(value, "address", value_address(row->address));
	json_object_object_add(value, "amount", row->has_amount ? value_amount(row->amount) : NULL);
	json_object_object_add(value, "token", row->has_amount ? value_text(token_symbol(row->amount.token)) : NULL);
	json_object_object_add(value, "reason", value_text(row->reason));
	json_object_object_add(value, "safe", row->asked ? json_object_new_boolean(row->safe) : NULL);
	json_object_object_add(value, "replaced_by", row->has_other ? value_hex(row->other, KECCAK_SIZE) : NULL);
	return value;
}

static void format_hash(char out[2 * KECCAK_SIZE + 3], const struct tx_row *row)
{
	out[0] = '0';
	out[1] = 'x';
	hex_encode(out + 2, row->hash, KECCAK_SIZE);
}

static void add_number(struct table *table, bool has, uint64_t number)
{
	char text[24] = "";

	if (has)
		snprintf(text, sizeof(text), "%llu", (unsigned long long)number);
	table_add(table, text);
}

#define COLUMNS 9

static void add_cells(struct table *table, const struct tx_row *row)
{
	char when[TEXT_TIME_SIZE], address[ADDRESS_SHORT_SIZE], units[AMOUNT_TEXT_SIZE], hash[2 * KECCAK_SIZE + 3],
		amount[AMOUNT_TEXT_SIZE + 8] = "";

	text_time(when, row->time_ms);
	address_format_short(address, row->address);
	allowance_format(units, row->amount);
	if (row->has_amount)
		snprintf(amount, sizeof(amount), "%s %s", units, token_symbol(row->amount.token));
	format_hash(hash, row);
	table_add(table, when);
	table_add(table, tx_row_word(row));
	table_add(table, row->purpose);
	table_add(table, amount);
	add_number(table, row->has_nonce, row->nonce);
	add_number(table, row->block, row->block);
	table_add(table, row->network);
	table_add(table, address);
	table_add(table, row->kind == JOURNAL_TX ? hash : row->id);
}

/* Says why a transaction waits, and what can be done. */
static void say_stuck(struct output *output, const struct tx_row *row)
{
	char hash[2 * KECCAK_SIZE + 3];

	if (!*row->reason)
		return;
	format_hash(hash, row);
	output_text(output, "\n%s with nonce %llu: %s.\n", row->purpose, (unsigned long long)row->nonce, row->reason);
	if (row->advice)
		output_text(output, "%s\n  rialto tx forget %s\n", row->advice, hash);
	else if (row->stuck)
		output_text(output, "  rialto tx speed-up %s\n  rialto tx cancel %s\n", hash, hash);
}

static void say(struct output *output, const struct tx_rows *rows)
{
	struct json_object *list = json_object_new_array();
	struct table table;

	table_init(&table, COLUMNS);
	for (size_t i = 0; i < rows->count; i++) {
		json_object_array_add(list, value_row(&rows->items[i]));
		add_cells(&table, &rows->items[i]);
	}
	output_add(output, "transactions", list);
	table_end(&table, output);
	for (size_t i = 0; i < rows->count; i++)
		say_stuck(output, &rows->items[i]);
	if (!rows->count)
		output_text(output, "No transaction was sent from here.\n");
}

/* Looks at the node for a transaction that waits.  Nothing is sent or written down for that. */
static bool add_looked(struct tx_rows *rows, struct headless *headless, const struct journal_entry *entry,
		       struct err *err)
{
	tx_common_do(headless, ACTION_TX_LOOK, entry);
	if (!headless_run(headless, tx_common_looking, err))
		return false;
	tx_list_add_entry(rows, entry, &headless->loop.model->tx);
	return true;
}

static bool add_journal(struct tx_rows *rows, struct headless *headless, struct err *err)
{
	const struct model *model = headless->loop.model;

	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];

		if (!tx_journal_is_open(model, entry))
			tx_list_add_entry(rows, entry, NULL);
		else if (!add_looked(rows, headless, entry, err))
			return false;
	}
	return true;
}

/* Asks which of those that blocks have are safe.  If no node can be asked, nobody knows that. */
static bool add_final(struct tx_rows *rows, struct headless *headless, const struct log_entries *log, struct err *err)
{
	loop_do(&headless->loop, ACTION_TX_FINAL);
	if (!headless_run(headless, tx_final_running, err))
		return false;
	tx_list_add_log(rows, &headless->loop.model->log);	/* with what this look found */
	tx_list_add_log(rows, log);
	tx_list_add_final(rows, headless->loop.model);
	return true;
}

static bool read_rows(struct tx_rows *rows, struct app *app, struct err *err)
{
	struct headless headless;
	struct log_entries log;
	bool ok;

	if (!app_open_home(app, err) || !log_file_read(&log, &app->home, err))
		return false;
	app->settings.readonly = true;
	ok = headless_open(&headless, app, err);
	if (ok) {
		ok = headless_load_log(&headless, true, err) && tx_common_look_at_told(&headless, err) &&
		     add_journal(rows, &headless, err) && add_final(rows, &headless, &log, err);
		headless_close(&headless);
	}
	log_entries_free(&log);
	tx_list_sort(rows);
	return ok;
}

bool cli_tx_list(struct app *app, struct err *err)
{
	struct tx_rows rows = { 0 };
	bool ok = read_rows(&rows, app, err);

	if (ok)
		say(&app->output, &rows);
	tx_list_free(&rows);
	return ok;
}

static struct json_object *value_wei(struct u256 wei)
{
	char text[80];

	u256_to_decimal(text, wei);
	return json_object_new_string(text);
}

/* Adds what the transaction's bytes say; null where they are not there. */
static void add_bytes(struct json_object *value, const struct tx_row *row)
{
	const struct tx *tx = &row->tx;
	bool has = row->has_tx;

	json_object_object_add(value, "to", has ? value_address(tx->to) : NULL);
	json_object_object_add(value, "value", has ? value_amount((struct amount){ TOKEN_ETH, tx->value }) : NULL);
	json_object_object_add(value, "gas_limit", has ? json_object_new_int64((int64_t)tx->gas_limit) : NULL);
	json_object_object_add(value, "max_fee_per_gas", has ? value_wei(tx->max_fee) : NULL);
	json_object_object_add(value, "max_priority_fee_per_gas", has ? value_wei(tx->max_priority_fee) : NULL);
	json_object_object_add(value, "data", has ? value_hex(tx->data.data, tx->data.len) : NULL);
}

static void say_amount(struct output *output, const char *label, struct amount amount)
{
	char text[AMOUNT_TEXT_SIZE];

	allowance_format(text, amount);
	output_field(output, label, "%s %s", text, token_symbol(amount.token));
}

static void say_bytes(struct output *output, const struct tx_row *row)
{
	char to[ADDRESS_TEXT_SIZE], fee[AMOUNT_TEXT_SIZE], tip[AMOUNT_TEXT_SIZE];

	address_format(to, row->tx.to);
	amount_format_units(fee, row->tx.max_fee, 9);
	amount_format_units(tip, row->tx.max_priority_fee, 9);
	output_field(output, "to", "%s", to);
	output_field(output, "gas", "at most %llu", (unsigned long long)row->tx.gas_limit);
	output_field(output, "offers", "at most %s gwei a gas, %s of it as a tip", fee, tip);
}

static void show(struct app *app, const struct tx_row *row)
{
	struct json_object *value = value_row(row);
	char when[TEXT_TIME_SIZE], address[ADDRESS_TEXT_SIZE], hash[2 * KECCAK_SIZE + 3];
	struct output *output = &app->output;

	add_bytes(value, row);
	output_set(output, value);
	text_time(when, row->time_ms);
	address_format(address, row->address);
	format_hash(hash, row);
	output_field(output, "hash", "%s", hash);
	output_field(output, "purpose", "%s", row->purpose);
	output_field(output, "status", "%s", tx_row_word(row));
	if (row->has_amount)
		say_amount(output, "amount", row->amount);
	output_field(output, "time", "%s", when);
	output_field(output, "network", "%s", row->network);
	output_field(output, "wallet", "%s", address);
	output_field(output, "nonce", "%llu", (unsigned long long)row->nonce);
	if (row->block)
		output_field(output, "block", "%llu", (unsigned long long)row->block);
	if (!u256_is_zero(row->fee))
		say_amount(output, "fee", (struct amount){ TOKEN_ETH, row->fee });
	if (row->has_tx)
		say_bytes(output, row);
	say_stuck(output, row);
}

bool cli_tx_show(struct app *app, struct err *err)
{
	const char *text = app->options.arguments[0];
	uint8_t hash[KECCAK_SIZE];
	struct tx_rows rows = { 0 };
	bool ok, found = false;

	if (!tx_common_hash(hash, text, err))
		return false;
	ok = read_rows(&rows, app, err);
	for (size_t i = 0; i < rows.count && ok && !found; i++) {
		found = rows.items[i].kind == JOURNAL_TX && !memcmp(rows.items[i].hash, hash, KECCAK_SIZE);
		if (found)
			show(app, &rows.items[i]);
	}
	tx_list_free(&rows);
	return ok && (found || err_set(err, ERR_INVALID_INPUT, "No transaction %.80s is known here: see 'rialto tx list'", text));
}
