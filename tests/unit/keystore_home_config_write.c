/* The configuration is replaced where it really lies, and only where nobody else could write to it. */
#include "keystore/home.h"

#include <fcntl.h>

#include "tests/unit/keystore_help.h"

static void open_home(struct home *home, char folder[64])
{
	struct err err;

	scratch_folder(folder);
	assert_ok(home_locate(home, folder, &err));
	assert_ok(home_prepare(home, &err));
}

static void put(const char *path, const char *text, mode_t mode)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
}

static void assert_has(const char *path, const char *text, mode_t mode)
{
	char read[64] = "";
	FILE *file = fopen(path, "r");
	struct stat st;

	assert_non_null(file);
	assert_true(fread(read, 1, sizeof(read) - 1, file) > 0);
	fclose(file);
	assert_string_equal(read, text);
	assert_int_equal(lstat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, mode);
	assert_true(S_ISREG(st.st_mode));
}

static void makes_a_new_one(void **state)
{
	char folder[64], path[96];
	struct home home;
	struct err err;

	(void)state;
	open_home(&home, folder);
	snprintf(path, sizeof(path), "%s/config", folder);
	assert_ok(home_write_config(&home, "new", 3, &err));
	assert_has(path, "new", 0600);
}

static void keeps_the_mode(void **state)
{
	char folder[64], path[96];
	struct home home;
	struct err err;

	(void)state;
	open_home(&home, folder);
	snprintf(path, sizeof(path), "%s/config", folder);
	put(path, "old", 0644);
	assert_ok(home_write_config(&home, "new", 3, &err));
	assert_has(path, "new", 0644);
}

/* Whoever took the right to write to it away wants it as it is, although a folder lets a file be replaced. */
static void leaves_what_is_read_only(void **state)
{
	char folder[64], path[96];
	struct home home;
	struct err err;

	(void)state;
	open_home(&home, folder);
	snprintf(path, sizeof(path), "%s/config", folder);
	put(path, "old", 0400);
	assert_refused(home_write_config(&home, "new", 3, &err), ERR_INVALID_INPUT);
	assert_has(path, "old", 0400);
}

static void follows_a_link(void **state)
{
	char folder[64], elsewhere[64], path[96], target[96];
	struct home home;
	struct stat st;
	struct err err;

	(void)state;
	open_home(&home, folder);
	scratch_folder(elsewhere);
	snprintf(path, sizeof(path), "%s/config", folder);
	snprintf(target, sizeof(target), "%s/mine", elsewhere);
	put(target, "old", 0640);
	assert_int_equal(symlink(target, path), 0);
	assert_ok(home_write_config(&home, "new", 3, &err));
	assert_has(target, "new", 0640);
	assert_int_equal(lstat(path, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
}

static void refuses_what_others_reach(void **state)
{
	char folder[64], path[96], other[96];
	struct home home;
	struct err err;

	(void)state;
	open_home(&home, folder);
	snprintf(path, sizeof(path), "%s/config", folder);
	snprintf(other, sizeof(other), "%s/other", folder);
	put(path, "old", 0620);
	assert_refused(home_write_config(&home, "new", 3, &err), ERR_UNSAFE_FILE);
	assert_int_equal(chmod(path, 0602), 0);
	assert_refused(home_write_config(&home, "new", 3, &err), ERR_UNSAFE_FILE);
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(link(path, other), 0);
	assert_refused(home_write_config(&home, "new", 3, &err), ERR_UNSAFE_FILE);
	assert_int_equal(unlink(other), 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_refused(home_write_config(&home, "new", 3, &err), ERR_INVALID_INPUT);
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(symlink("/nowhere/at/all", path), 0);
	assert_false(home_write_config(&home, "new", 3, &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_a_new_one),
		cmocka_unit_test(keeps_the_mode),
		cmocka_unit_test(leaves_what_is_read_only),
		cmocka_unit_test(follows_a_link),
		cmocka_unit_test(refuses_what_others_reach),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
