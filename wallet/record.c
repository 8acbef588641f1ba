#include "wallet/record.h"

#include <stdlib.h>
#include <string.h>

#include "wallet/mem.h"
#include "wallet/text.h"

void record_free(struct record *record)
{
	free(record->report);
	*record = (struct record){ 0 };
}

void records_free(struct records *records)
{
	for (size_t i = 0; i < records->count; i++)
		record_free(&records->items[i]);
	free(records->items);
	*records = (struct records){ 0 };
}

void records_add(struct records *records, struct record *record)
{
	if (records->count == RECORDS_KEPT) {
		record_free(&records->items[0]);
		memmove(records->items, records->items + 1, --records->count * sizeof(*records->items));
	}
	records->items = mem_grow(records->items, records->count + 1, sizeof(*records->items));
	records->items[records->count++] = *record;
	*record = (struct record){ 0 };
}

bool record_contains(const struct record *record, const char *text)
{
	char address[ADDRESS_TEXT_SIZE], when[TEXT_TIME_SIZE];

	address_format(address, record->address);
	text_time(when, record->time_ms);
	return strcasestr(record->event, text) || strcasestr(record->text, text) || strcasestr(record->code, text) ||
	       strcasestr(record->network, text) || strcasestr(when, text) ||
	       (!address_is_zero(record->address) && strcasestr(address, text));
}
