#include "tests/support/json_suite.h"

#include <dirent.h>
#include <stdio.h>

#include "tests/support/unit.h"
#include "tests/support/vector.h"

#define SUITE "json/JSONTestSuite/test_parsing"
#define TEXTS (95 + 186)

static bool takes_inside(json_suite_reader *takes, const struct buf *text)
{
	struct buf whole;
	bool ok;

	buf_init(&whole, 0);
	buf_add_string(&whole, "{\"a\":");
	buf_add(&whole, text->data, text->len);
	buf_add_string(&whole, "}");
	ok = takes(buf_string(&whole), whole.len);
	buf_free(&whole);
	return ok;
}

static void check_file(const char *name, json_suite_reader *takes, bool inside)
{
	struct buf text;
	char path[512];
	bool alone, taken;

	snprintf(path, sizeof(path), "%s/%s", SUITE, name);
	vector_read(&text, path);
	alone = takes(buf_string(&text), text.len);
	taken = inside ? takes_inside(takes, &text) : alone;
	if (name[0] == 'y' && !taken)
		fail_msg("%s was refused", name);
	if (name[0] == 'n' && (taken || alone))
		fail_msg("%s was taken", name);
	buf_free(&text);
}

static void check(json_suite_reader *takes, bool inside)
{
	DIR *folder = opendir(vector_path(SUITE));
	const struct dirent *entry;
	size_t count = 0;

	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		check_file(entry->d_name, takes, inside);
		count++;
	}
	closedir(folder);
	assert_int_equal(count, TEXTS);
}

void json_suite_check(json_suite_reader *takes)
{
	check(takes, false);
}

void json_suite_check_inside(json_suite_reader *takes)
{
	check(takes, true);
}
