#include "wallet/model/tx_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wallet/base/mem.h"
#include "wallet/model/model.h"
#include "wallet/model/tx_plight.h"

#define FIRST_ROOM 16

const char *tx_status_name(enum tx_status status)
{
	static const char *const names[] = {
		[TX_STATUS_PENDING] = "pending", [TX_STATUS_MINED] = "mined", [TX_STATUS_FAILED] = "failed",
		[TX_STATUS_REPLACED] = "replaced", [TX_STATUS_UNKNOWN] = "unknown",
	};

	return names[status];
}

const char *tx_row_word(const struct tx_row *row)
{
	if (row->safe)
		return row->status == TX_STATUS_MINED ? "safe" : tx_status_name(row->status);
	if (row->gone)
		return "reorged";
	if (row->status == TX_STATUS_UNKNOWN && row->lost)
		return "dropped";
	if (row->status == TX_STATUS_UNKNOWN && row->followed && !row->looks)
		return "sent";
	return tx_status_name(row->status);
}

static uint64_t key_of(const uint8_t hash[KECCAK_SIZE])
{
	uint64_t key;

	memcpy(&key, hash, sizeof(key));
	return key;
}

/* The hash is that of a transaction, or NULL. */
static struct tx_row *add(struct tx_rows *rows, const uint8_t *hash)
{
	if (rows->count == rows->room) {
		rows->room = rows->room ? 2 * rows->room : FIRST_ROOM;
		rows->items = mem_grow(rows->items, rows->room, sizeof(*rows->items));
		rows->keys = mem_grow(rows->keys, rows->room, sizeof(*rows->keys));
	}
	rows->items[rows->count] = (struct tx_row){ .status = TX_STATUS_UNKNOWN };
	rows->keys[rows->count] = hash ? key_of(hash) : 0;
	return &rows->items[rows->count++];
}

static void fill_entry(struct tx_row *row, const struct journal_entry *entry)
{
	static const char *const purposes[JOURNAL_KINDS] = { [JOURNAL_MINT] = "mint", [JOURNAL_PAYMENT] = "x402 top-up" };

	row->kind = entry->kind;
	row->time_ms = entry->time_ms;
	row->address = entry->address;
	row->has_amount = entry->kind == JOURNAL_PAYMENT || (entry->kind == JOURNAL_TX && !entry->amount_unknown);
	row->amount = entry->kind == JOURNAL_PAYMENT ? entry->payment.amount : entry->amount;
	memcpy(row->id, entry->id, sizeof(row->id));
	memcpy(row->network, entry->network, sizeof(row->network));
	snprintf(row->purpose, sizeof(row->purpose), "%s",
		 entry->kind == JOURNAL_TX ? journal_entry_purpose(entry) : purposes[entry->kind]);
}

static void fill_variant(struct tx_row *row, const struct journal_entry *entry, size_t variant)
{
	const struct buf *raw = journal_entry_raw(entry, variant);
	struct err ignored;

	fill_entry(row, entry);
	memcpy(row->hash, journal_entry_hash(entry, variant), sizeof(row->hash));
	row->has_nonce = journal_entry_nonce(&row->nonce, entry);
	row->has_tx = tx_decode(&row->tx, NULL, raw->data, raw->len, &ignored);
	if (entry->told)
		*row->id = '\0';
	if (variant)
		row->time_ms = entry->replacements[variant - 1].time_ms;
	if (journal_entry_cancels(entry, variant)) {
		row->amount = amount_zero(TOKEN_ETH);
		snprintf(row->purpose, sizeof(row->purpose), "%s", purpose_name(PURPOSE_CANCEL));
	}
}

/* A block has one of the variants. */
static void apply_sighting(struct tx_row *row, const struct tx_sighting *seen)
{
	if (memcmp(row->hash, seen->hash, KECCAK_SIZE) != 0) {
		row->status = TX_STATUS_REPLACED;
		row->has_other = true;
		memcpy(row->other, seen->hash, sizeof(row->other));
		return;
	}
	row->status = seen->fate == TX_FATE_UNDONE ? TX_STATUS_FAILED : TX_STATUS_MINED;
	row->block = seen->block;
	row->fee = seen->fee;
	row->paid = seen->paid;
}

/* What the look showed is certain only if it ended the flow. */
static void apply_look(struct tx_row *row, const struct flow_tx *look)
{
	bool ended = !flow_tx_running(look) && look->proof.times && look->err.code != ERR_TX_UNKNOWN;

	if (ended) {
		apply_sighting(row, &look->proof.seen);
		return;
	}
	tx_plight_words(row->reason, sizeof(row->reason), look);
	row->advice = tx_plight_advice(look);
	row->followed = flow_tx_running(look);
	row->looks = look->looks;
	row->stuck = tx_plight_replaceable(look) && tx_plight(look) != TX_PLIGHT_TROUBLE;
	row->lost = look->looks && row->stuck && !look->view.known;
	row->status = look->looks && row->stuck && look->view.known ? TX_STATUS_PENDING : TX_STATUS_UNKNOWN;
}

void tx_list_add_entry(struct tx_rows *rows, const struct journal_entry *entry, const struct flow_tx *look)
{
	if (entry->kind != JOURNAL_TX) {
		fill_entry(add(rows, NULL), entry);
		return;
	}
	for (size_t i = 0; i < journal_entry_variants(entry); i++) {
		struct tx_row *row = add(rows, journal_entry_hash(entry, i));

		fill_variant(row, entry, i);
		if (entry->told)
			apply_sighting(row, &entry->proof.seen);
		else if (look)
			apply_look(row, look);
		row->gone = row->lost && entry->left_block;
	}
}

/* False if the entry says nothing about a transaction's end. */
static bool status_of(enum tx_status *out, const struct log_entry *entry)
{
	static const struct { const char *event, *code; enum tx_status status; } events[] = {
		{ "tx_mined", "", TX_STATUS_MINED },
		{ "tx_cancelled", "tx_cancelled", TX_STATUS_MINED },
		{ "tx_failed", "tx_reverted", TX_STATUS_FAILED },
		{ "tx_failed", "tx_replaced", TX_STATUS_REPLACED },
		{ "tx_replaced", "", TX_STATUS_REPLACED },
		{ "tx_forgotten", "cancelled", TX_STATUS_UNKNOWN },
		{ "tx_gone", "", TX_STATUS_UNKNOWN },
		{ "tx_sent", "", TX_STATUS_UNKNOWN },
	};

	for (size_t i = 0; entry->tx.any && i < ARRAY_LENGTH(events); i++) {
		if (!strcmp(events[i].event, entry->event) && !strcmp(events[i].code, entry->code)) {
			*out = events[i].status;
			return true;
		}
	}
	return false;
}

/* There may be thousands, so most are told apart without a look at the row. */
static struct tx_row *find(const struct tx_rows *rows, const uint8_t hash[KECCAK_SIZE])
{
	uint64_t key = key_of(hash);

	for (size_t i = 0; i < rows->count; i++)
		if (rows->keys[i] == key && rows->items[i].kind == JOURNAL_TX &&
		    !memcmp(rows->items[i].hash, hash, KECCAK_SIZE))
			return &rows->items[i];
	return NULL;
}

/* Nobody has paid for what no block has. */
static void fill_end(struct tx_row *row, const struct log_entry *entry)
{
	row->gone = !strcmp(entry->event, "tx_gone");
	if (row->gone) {
		snprintf(row->reason, sizeof(row->reason), "block %llu, which had it, is no longer part of the chain",
			 (unsigned long long)entry->tx.block);
		return;
	}
	row->block = entry->tx.block;
	row->fee = entry->tx.fee;
	row->paid = entry->tx.paid;
}

static void fill_past(struct tx_row *row, const struct log_entry *entry, enum tx_status status)
{
	row->kind = JOURNAL_TX;
	row->status = status;
	row->time_ms = entry->time_ms;
	row->address = entry->address;
	row->has_amount = true;
	row->amount = entry->tx.purpose == PURPOSE_CANCEL ? amount_zero(TOKEN_ETH) : entry->tx.amount;
	row->has_nonce = true;
	row->nonce = entry->tx.nonce;
	fill_end(row, entry);
	memcpy(row->hash, entry->tx.hash, sizeof(row->hash));
	memcpy(row->network, entry->network, sizeof(row->network));
	snprintf(row->purpose, sizeof(row->purpose), "%s", log_tx_purpose(&entry->tx));
}

static void add_past(struct tx_rows *rows, const struct log_entry *entry)
{
	enum tx_status status;

	if (status_of(&status, entry) && !find(rows, entry->tx.hash))
		fill_past(add(rows, entry->tx.hash), entry, status);
}

/* What was signed names what there was by then; more may have come until a block had it. */
static void take_result(struct tx_rows *rows, const struct log_entry *entry)
{
	struct tx_row *row = NULL;

	if (entry->tx.any && entry->tx.has_result && plan_logs_amount(plan_row(entry->tx.purpose)))
		row = find(rows, entry->tx.hash);
	if (row && row->status == TX_STATUS_MINED)
		row->amount = entry->tx.result;
}

void tx_list_add_log(struct tx_rows *rows, const struct log_entries *log)
{
	for (size_t i = log->count; i-- > 0;)
		add_past(rows, &log->items[i]);
	for (size_t i = 0; i < log->count; i++)
		take_result(rows, &log->items[i]);
}

/* A block that was safe long ago is not looked at again. */
static bool is_old(const struct model *model, const struct tx_row *row)
{
	return model->tx_final.has_safe && row->block <= model->tx_final.safe && !*row->id &&
	       model->now_ms - row->time_ms >= TX_FINAL_OLD_MS;
}

void tx_list_add_final(struct tx_rows *rows, const struct model *model)
{
	for (size_t i = 0; i < rows->count; i++) {
		struct tx_row *row = &rows->items[i];
		bool old = is_old(model, row);
		const struct tx_final_look *look;

		if (!row->block || strcmp(row->network, model->network.name) != 0)
			continue;
		look = old ? NULL : tx_final_of(&model->tx_final, row->hash);
		row->asked = old || (look && look->there && model->tx_final.has_safe);
		row->safe = row->asked && (old || look->safe);
	}
}

void tx_list_of(struct tx_rows *rows, const struct model *model, struct address address)
{
	for (size_t i = 0; i < model->journal.count; i++) {
		const struct journal_entry *entry = &model->journal.items[i];
		bool followed = flow_tx_running(&model->tx) && !strcmp(entry->id, model->tx.entry.id);

		if (address_equal(entry->address, address) && !strcmp(entry->network, model->network.name))
			tx_list_add_entry(rows, entry, followed ? &model->tx : NULL);
	}
	for (size_t i = model->log.count; i-- > 0;) {
		const struct log_entry *entry = &model->log.items[i];

		if (address_equal(entry->address, address) && !strcmp(entry->network, model->network.name))
			add_past(rows, entry);
	}
	tx_list_add_final(rows, model);
	tx_list_sort(rows);
}

static int newest_first(const void *a, const void *b)
{
	const struct tx_row *left = a, *right = b;

	if (left->time_ms != right->time_ms)
		return left->time_ms > right->time_ms ? -1 : 1;
	if (left->nonce != right->nonce)
		return left->nonce > right->nonce ? -1 : 1;
	return memcmp(left->hash, right->hash, KECCAK_SIZE);
}

static bool has_same_number(const struct tx_row *a, const struct tx_row *b)
{
	return a->has_nonce && b->has_nonce && a->nonce == b->nonce && address_equal(a->address, b->address) &&
	       !strcmp(a->network, b->network);
}

static void find_other(struct tx_row *row, const struct tx_rows *rows)
{
	for (size_t i = 0; i < rows->count && !row->has_other; i++) {
		const struct tx_row *other = &rows->items[i];

		row->has_other = other->block && has_same_number(row, other);
		if (row->has_other)
			memcpy(row->other, other->hash, sizeof(row->other));
	}
}

void tx_list_sort(struct tx_rows *rows)
{
	if (rows->count)
		qsort(rows->items, rows->count, sizeof(*rows->items), newest_first);
	for (size_t i = 0; i < rows->count; i++)
		if (rows->items[i].status == TX_STATUS_REPLACED)
			find_other(&rows->items[i], rows);
}

void tx_list_free(struct tx_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		tx_free(&rows->items[i].tx);
	free(rows->items);
	free(rows->keys);
	*rows = (struct tx_rows){ 0 };
}
