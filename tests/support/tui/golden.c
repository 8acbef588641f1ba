#include "tests/support/tui/golden.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"

/* Says where the texts differ first. */
static void tell_difference(const char *path, const char *wanted, const char *got)
{
	const char *heading = got;
	unsigned line = 1;

	for (size_t len; (len = strcspn(got, "\n")) == strcspn(wanted, "\n") && memcmp(got, wanted, len) == 0; line++) {
		if (strncmp(got, "== ", 3) == 0)
			heading = got;
		got += len + (got[len] == '\n');
		wanted += len + (wanted[len] == '\n');
	}
	fail_msg("%s, line %u (%.*s): wanted\n%.*s\ngot\n%.*s\nUPDATE_GOLDEN=1 writes it anew; see then what git diff shows",
		 path, line, (int)strcspn(heading, "\n"), heading, (int)strcspn(wanted, "\n"), wanted,
		 (int)strcspn(got, "\n"), got);
}

void golden_compare(const char *name, const char *got)
{
	char path[128], *wanted = NULL;
	size_t size = 0;
	FILE *file;

	snprintf(path, sizeof(path), GOLDEN_FOLDER "/%s.txt", name);
	file = fopen(path, getenv("UPDATE_GOLDEN") ? "w" : "r");
	assert_non_null(file);
	if (getenv("UPDATE_GOLDEN"))
		fputs(got, file);
	else if (getdelim(&wanted, &size, '\0', file) <= 0 || strcmp(wanted, got) != 0)
		tell_difference(path, wanted ? wanted : "", got);
	free(wanted);
	fclose(file);
}
