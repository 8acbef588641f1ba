/* The journal's reader.  Every entry that it accepts can be written again, but one of another version, which is left
 * as it is. */
#include <stdio.h>
#include <string.h>

#include "keystore/journal.h"
#include "tests/fuzz/fuzz.h"

#define ID "00112233445566778899aabbccddeeff"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct home *home = fuzz_home();
	struct journal journal, again;
	struct err err;

	fuzz_file("journal", ID ".json", data, len);
	if (!journal_read(&journal, home, &err))
		return 0;
	FUZZ_HOLDS(journal.count == 1 && strcmp(journal.items[0].id, ID) == 0);
	if (journal.items[0].kind == JOURNAL_TX && !journal_entry_known(&journal.items[0])) {
		FUZZ_HOLDS(!journal_write(home, &journal.items[0], &err));
		journal_free(&journal);
		return 0;
	}
	FUZZ_HOLDS(journal_write(home, &journal.items[0], &err));
	FUZZ_HOLDS(journal_read(&again, home, &err) && again.count == 1);
	FUZZ_HOLDS(again.items[0].time_ms == journal.items[0].time_ms && again.items[0].kind == journal.items[0].kind);
	journal_free(&again);
	journal_free(&journal);
	return 0;
}
