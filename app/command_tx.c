/* tx list: what the journal says is in flight. */
#include "app/app.h"
#include "app/table.h"
#include "app/value.h"
#include "keystore/journal.h"
#include "wallet/hex.h"
#include "wallet/text.h"

static const char *purpose_of(const struct journal_entry *entry)
{
	static const char *const purposes[] = { [JOURNAL_MINT] = "mint", [JOURNAL_PAYMENT] = "x402 top-up" };

	return entry->kind == JOURNAL_TX ? entry->purpose : purposes[entry->kind];
}

/* NULL where nothing is moved. */
static const struct amount *amount_of(const struct journal_entry *entry)
{
	if (entry->kind == JOURNAL_MINT || entry->amount_unknown)
		return NULL;
	return entry->kind == JOURNAL_PAYMENT ? &entry->payment.amount : &entry->amount;
}

static struct json_object *value_entry(const struct journal_entry *entry)
{
	struct json_object *value = json_object_new_object();
	bool is_tx = entry->kind == JOURNAL_TX;
	const struct amount *amount = amount_of(entry);

	json_object_object_add(value, "id", json_object_new_string(entry->id));
	json_object_object_add(value, "purpose", json_object_new_string(purpose_of(entry)));
	json_object_object_add(value, "time", value_time(entry->time_ms));
	json_object_object_add(value, "network", json_object_new_string(entry->network));
	json_object_object_add(value, "address", value_address(entry->address));
	json_object_object_add(value, "hash", is_tx ? value_hex(entry->hash, sizeof(entry->hash)) : NULL);
	json_object_object_add(value, "amount", amount ? value_amount(*amount) : NULL);
	json_object_object_add(value, "token", amount ? value_text(token_symbol(amount->token)) : NULL);
	return value;
}

static void add_row(struct table *table, const struct journal_entry *entry)
{
	char when[TEXT_TIME_SIZE], address[ADDRESS_SHORT_SIZE], amount[AMOUNT_TEXT_SIZE] = "",
		hash[2 * KECCAK_SIZE + 3] = "0x";
	bool is_tx = entry->kind == JOURNAL_TX;

	text_time(when, entry->time_ms);
	address_format_short(address, entry->address);
	if (amount_of(entry))
		amount_format(amount, *amount_of(entry));
	hex_encode(hash + 2, entry->hash, sizeof(entry->hash));
	table_add(table, when);
	table_add(table, purpose_of(entry));
	table_add(table, amount);
	table_add(table, entry->network);
	table_add(table, address);
	table_add(table, is_tx ? hash : entry->id);
}

bool command_tx_list(struct app *app, struct err *err)
{
	struct json_object *rows;
	struct journal journal;
	struct table table;

	if (!app_open_home(app, err) || !journal_read(&journal, &app->home, err))
		return false;
	rows = json_object_new_array();
	table_init(&table, 6);
	for (size_t i = 0; i < journal.count; i++) {
		if (journal.items[i].told)
			continue;
		json_object_array_add(rows, value_entry(&journal.items[i]));
		add_row(&table, &journal.items[i]);
	}
	output_add(&app->output, "transactions", rows);
	if (!app->output.json)
		table_print(&app->output.text, &table);
	if (!journal.count)
		output_text(&app->output, "Nothing is in flight.\n");
	table_free(&table);
	journal_free(&journal);
	return true;
}
