/* tx list, tx show: transactions, pending and past, and what else is in flight. */
#include <string.h>

#include "app/app.h"
#include "app/table.h"
#include "app/value.h"
#include "keystore/journal.h"
#include "keystore/records.h"
#include "wallet/hex.h"
#include "wallet/mem.h"
#include "wallet/text.h"

/* One line of the list. */
struct line {
	const char *id, *purpose, *status, *network;
	int64_t time_ms;
	struct address address;
	const struct amount *amount;	/* NULL where nothing is moved, or nobody knows what */
	const uint8_t *hash;		/* NULL for what is no transaction */
	bool has_nonce;
	uint64_t nonce, block;		/* block 0: none */
	struct u256 fee;
};

static struct json_object *number_or_null(bool has, uint64_t number)
{
	return has ? json_object_new_int64((int64_t)number) : NULL;
}

static struct json_object *value_line(const struct line *line)
{
	struct json_object *value = json_object_new_object();
	struct amount fee = { TOKEN_ETH, line->fee };

	json_object_object_add(value, "id", value_text(line->id));
	json_object_object_add(value, "hash", line->hash ? value_hex(line->hash, KECCAK_SIZE) : NULL);
	json_object_object_add(value, "purpose", json_object_new_string(line->purpose));
	json_object_object_add(value, "status", json_object_new_string(line->status));
	json_object_object_add(value, "time", value_time(line->time_ms));
	json_object_object_add(value, "nonce", number_or_null(line->has_nonce, line->nonce));
	json_object_object_add(value, "block", number_or_null(line->block, line->block));
	json_object_object_add(value, "fee", amount_is_zero(fee) ? NULL : value_amount(fee));
	json_object_object_add(value, "network", json_object_new_string(line->network));
	json_object_object_add(value, "address", value_address(line->address));
	json_object_object_add(value, "amount", line->amount ? value_amount(*line->amount) : NULL);
	json_object_object_add(value, "token", line->amount ? value_text(token_symbol(line->amount->token)) : NULL);
	return value;
}

static void add_row(struct table *table, const struct line *line)
{
	char when[TEXT_TIME_SIZE], address[ADDRESS_SHORT_SIZE], amount[AMOUNT_TEXT_SIZE] = "",
		hash[2 * KECCAK_SIZE + 3] = "0x";

	text_time(when, line->time_ms);
	address_format_short(address, line->address);
	if (line->amount)
		amount_format(amount, *line->amount);
	if (line->hash)
		hex_encode(hash + 2, line->hash, KECCAK_SIZE);
	table_add(table, when);
	table_add(table, line->status);
	table_add(table, line->purpose);
	table_add(table, amount);
	table_add(table, line->network);
	table_add(table, address);
	table_add(table, line->hash ? hash : line->id);
}

/* Of the journal: it is sent, and what became of it is not settled.  false: it was told. */
static bool of_entry(struct line *out, const struct journal_entry *entry)
{
	static const char *const purposes[] = { [JOURNAL_MINT] = "mint", [JOURNAL_PAYMENT] = "x402 top-up" };
	bool is_tx = entry->kind == JOURNAL_TX;

	if (entry->told)
		return false;
	*out = (struct line){
		.id = entry->id, .purpose = is_tx ? entry->purpose : purposes[entry->kind],
		.status = is_tx ? "pending" : "unknown", .network = entry->network, .time_ms = entry->time_ms,
		.address = entry->address, .hash = is_tx ? entry->hash : NULL,
	};
	if (is_tx && !entry->amount_unknown)
		out->amount = &entry->amount;
	else if (entry->kind == JOURNAL_PAYMENT)
		out->amount = &entry->payment.amount;
	out->has_nonce = is_tx && journal_entry_nonce(&out->nonce, entry);
	return true;
}

/* Of the log: it is over. */
static bool of_record(struct line *out, const struct record *record)
{
	static const struct { const char *event, *status; } ends[] = {
		{ "tx_mined", "mined" }, { "tx_cancelled", "mined" }, { "tx_failed", "failed" },
		{ "tx_replaced", "replaced" }, { "tx_forgotten", "unknown" },
	};
	const struct record_tx *tx = &record->tx;

	for (size_t i = 0; tx->any && i < ARRAY_LENGTH(ends); i++)
		if (!strcmp(ends[i].event, record->event)) {
			*out = (struct line){
				.purpose = tx->purpose, .status = ends[i].status, .network = record->network,
				.time_ms = record->time_ms, .address = record->address, .amount = &tx->amount,
				.hash = tx->hash, .has_nonce = true, .nonce = tx->nonce, .block = tx->block, .fee = tx->fee,
			};
			return true;
		}
	return false;
}

/* Newest first: what is open, then what is over; each goes to `take` until that is content. */
static void each_line(const struct journal *journal, const struct records *records,
		      bool (*take)(void *context, const struct line *line), void *context)
{
	struct line line;

	for (size_t i = journal->count; i-- > 0;)
		if (of_entry(&line, &journal->items[i]) && take(context, &line))
			return;
	for (size_t i = records->count; i-- > 0;)
		if (of_record(&line, &records->items[i]) && take(context, &line))
			return;
}

static bool read_all(struct journal *journal, struct records *records, struct app *app, struct err *err)
{
	if (!app_open_home(app, err) || !journal_read(journal, &app->home, err))
		return false;
	if (records_read(records, &app->home, err))
		return true;
	journal_free(journal);
	return false;
}

struct list {
	struct json_object *rows;
	struct table table;
	size_t count;
};

static bool list_line(void *context, const struct line *line)
{
	struct list *list = context;

	json_object_array_add(list->rows, value_line(line));
	add_row(&list->table, line);
	list->count++;
	return false;
}

bool command_tx_list(struct app *app, struct err *err)
{
	struct list list = { 0 };
	struct journal journal;
	struct records records;

	if (!read_all(&journal, &records, app, err))
		return false;
	list.rows = json_object_new_array();
	table_init(&list.table, 7);
	each_line(&journal, &records, list_line, &list);
	output_add(&app->output, "transactions", list.rows);
	if (!app->output.json)
		table_print(&app->output.text, &list.table);
	if (!list.count)
		output_text(&app->output, "Nothing is in flight.\n");
	table_free(&list.table);
	records_free(&records);
	journal_free(&journal);
	return true;
}

struct search {
	uint8_t hash[KECCAK_SIZE];
	struct output *output;
	bool found;
};

static bool show_line(void *context, const struct line *line)
{
	struct search *search = context;
	struct table table;

	if (!line->hash || memcmp(line->hash, search->hash, KECCAK_SIZE) != 0)
		return false;
	search->found = true;
	table_init(&table, 7);
	add_row(&table, line);
	output_set(search->output, value_line(line));
	if (!search->output->json)
		table_print(&search->output->text, &table);
	table_free(&table);
	return true;
}

bool command_tx_show(struct app *app, struct err *err)
{
	const char *text = app->options.arguments[0];
	struct search search = { .output = &app->output };
	struct journal journal;
	struct records records;

	if (!hex_decode(search.hash, sizeof(search.hash), text))
		return err_set(err, ERR_INVALID_INPUT, "'%.80s' is no transaction's hash: 0x and 64 hex digits", text);
	if (!read_all(&journal, &records, app, err))
		return false;
	each_line(&journal, &records, show_line, &search);
	records_free(&records);
	journal_free(&journal);
	return search.found || err_set(err, ERR_INVALID_INPUT, "No transaction %.80s is known here: see 'rialto tx list'", text);
}
