/*
 * keystore_glance: the file `glance` is of lines:
 *
 *   rialto-glance 1
 *   keystore 131 1764327357 879405733 1764327357 879405733	(inode, mtime and ctime in s and ns)
 *   watch 132 …
 *   all 10000
 *   keystore/UTC--2026-11-21T…	(once for each wallet, in the order of the list)
 *   end
 */
#include "keystore/keystore_glance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "keystore/home_folder.h"
#include "keystore/keystore_file.h"
#include "wallet/base/mem.h"

#define FILE_NAME "glance"
#define FILE_MAX ((size_t)64 << 10)
#define COARSEST_S 2		/* of the file systems' times, that of FAT */
#define HEAD "rialto-glance 1\n"
#define ALL "all "
#define END "end\n"

enum { KEYSTORE, WATCH, FOLDERS };
static const char *const folders[FOLDERS] = { "keystore", "watch" };

struct look {
	const struct home *home;
	int fds[FOLDERS];
	struct accounts *out;
	struct buf bytes;
};

/* A change right after another one may not show in the times, which are coarse; so a folder must have been left alone
 * for a moment. */
static bool mark_folder(struct buf *text, const struct home *home, const char *folder)
{
	char path[HOME_PATH_SIZE];
	struct stat st;

	home_folder_path(path, home, folder);
	return lstat(path, &st) == 0 && st.st_mtim.tv_sec + COARSEST_S < time(NULL) &&
	       buf_add_format(text, "%s %llu %lld %ld %lld %ld\n", folder, (unsigned long long)st.st_ino,
			      (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec, (long long)st.st_ctim.tv_sec,
			      st.st_ctim.tv_nsec);
}

void keystore_glance_mark(struct glance_mark *out, const struct home *home)
{
	struct buf text;

	buf_init(&text, sizeof(out->text) - 1);
	if (*home->other || !mark_folder(&text, home, folders[KEYSTORE]) || !mark_folder(&text, home, folders[WATCH]))
		buf_clear(&text);
	snprintf(out->text, sizeof(out->text), "%s", buf_string(&text));
	buf_free(&text);
}

/* A name with a line end in it cannot be written down. */
static bool add_line(struct buf *text, const struct account *account)
{
	return !strchr(account->file, '\n') &&
	       buf_add_format(text, "%s/%s\n", folders[account->kind == ACCOUNT_WATCH ? WATCH : KEYSTORE], account->file);
}

static bool write_down(struct buf *text, const struct glance_mark *mark, const struct accounts *accounts)
{
	bool ok = buf_add_format(text, HEAD "%s" ALL "%zu\n", mark->text, accounts->count);

	for (size_t i = 0; ok && i < accounts->count && i < GLANCE_MOST; i++)
		ok = add_line(text, &accounts->items[i]);
	return ok && buf_add_format(text, END);
}

static bool is_there_already(const struct home *home, const struct buf *text)
{
	struct buf there;
	struct err ignored;
	bool same;

	buf_init(&there, FILE_MAX);
	same = home_read(&there, home, ".", FILE_NAME, &ignored) && there.len == text->len &&
	       memcmp(there.data, text->data, text->len) == 0;
	buf_free(&there);
	return same;
}

void keystore_glance_note(const struct home *home, const struct glance_mark *mark, const struct accounts *accounts)
{
	struct buf text;

	if (home->lock_fd < 0 || home->is_read_only || !*mark->text || accounts->count <= GLANCE_MOST)
		return;
	buf_init(&text, FILE_MAX);
	if (write_down(&text, mark, accounts) && !is_there_already(home, &text))
		home_write_hint(home, ".", FILE_NAME, text.data, text.len);
	buf_free(&text);
}

/* False if it is no wallet. */
static bool add_wallet(struct look *look, unsigned folder, const char *file)
{
	struct accounts *out = look->out;
	struct account *account = &out->items[out->count];
	struct err ignored;

	if (!home_folder_check_name(file, &ignored) || !home_folder_read_quick(&look->bytes, look->fds[folder], file))
		return false;
	*account = (struct account){ 0 };
	keystore_read_listed(account, folders[folder], file, &look->bytes);
	out->count += *account->name != '\0';
	return *account->name;
}

/* Where there are few, all of them are the first. */
static bool read_few(struct look *look)
{
	struct home_names names[FOLDERS] = { { 0 }, { 0 } };
	bool few = true;

	for (unsigned i = 0; few && i < FOLDERS; i++)
		few = home_folder_few_names(&names[i], look->fds[i], GLANCE_MOST);
	few = few && names[KEYSTORE].count + names[WATCH].count <= GLANCE_MOST;
	for (unsigned i = 0; i < FOLDERS; i++) {
		for (size_t at = 0; few && at < names[i].count; at++)
			(void)!add_wallet(look, i, names[i].items[at]);
		if (names[i].items)
			home_names_free(&names[i]);
	}
	return few;
}

/* Cuts the next line off *rest; NULL if there is none. */
static char *next_line(char **rest)
{
	char *line = *rest, *end = strchr(line, '\n');

	if (!end)
		return NULL;
	*end = '\0';
	*rest = end + 1;
	return line;
}

/* A file that is there twice, or whose wallet has another place in the list by now, does not come after the last. */
static bool comes_next(const struct accounts *out)
{
	return out->count < 2 || keystore_compare(&out->items[out->count - 2], &out->items[out->count - 1]) < 0;
}

static bool read_line(struct look *look, const char *line)
{
	for (unsigned i = 0; i < FOLDERS; i++) {
		size_t len = strlen(folders[i]);

		if (strncmp(line, folders[i], len) == 0 && line[len] == '/')
			return look->out->count < GLANCE_MOST && add_wallet(look, i, line + len + 1) &&
			       comes_next(look->out);
	}
	return false;
}

static bool read_lines(struct look *look, size_t *all, char *rest)
{
	const char *line = next_line(&rest);

	if (!line || strncmp(line, ALL, strlen(ALL)) != 0)
		return false;
	*all = strtoul(line + strlen(ALL), NULL, 10);
	while (strcmp(rest, END) != 0) {
		line = next_line(&rest);
		if (!line || !read_line(look, line))
			return false;
	}
	return look->out->count <= *all;
}

static bool read_noted(struct look *look, size_t *all)
{
	char expected[sizeof(struct glance_mark) + sizeof(HEAD)];
	struct glance_mark mark;
	struct err ignored;
	struct buf text;
	size_t len;
	bool ok;

	keystore_glance_mark(&mark, look->home);
	len = (size_t)snprintf(expected, sizeof(expected), HEAD "%s", mark.text);
	buf_init(&text, FILE_MAX);
	ok = *mark.text && home_read(&text, look->home, ".", FILE_NAME, &ignored) && text.len > len &&
	     memcmp(text.data, expected, len) == 0 && strlen(buf_string(&text)) == text.len &&
	     read_lines(look, all, (char *)text.data + len);
	buf_free(&text);
	return ok;
}

static bool read_first(struct look *look, size_t *all)
{
	if (!read_few(look))
		return read_noted(look, all);
	*all = look->out->count;
	return true;
}

static bool open_folders(struct look *look)
{
	struct err ignored;

	for (unsigned i = 0; i < FOLDERS; i++) {
		look->fds[i] = home_folder_open(look->home, folders[i], &ignored);
		if (look->fds[i] < 0)
			return false;
	}
	return true;
}

bool keystore_glance(struct accounts *out, size_t *all, const struct home *home)
{
	struct look look = { .home = home, .out = out, .fds = { -1, -1 } };
	bool ok;

	*out = (struct accounts){ .items = mem_new(GLANCE_MOST + 1, sizeof(*out->items)) };
	buf_init(&look.bytes, KEYSTORE_FILE_MAX);
	ok = !*home->other && open_folders(&look) && read_first(&look, all);
	for (unsigned i = 0; i < FOLDERS; i++)
		if (look.fds[i] >= 0)
			close(look.fds[i]);
	buf_free(&look.bytes);
	if (ok)
		keystore_sort(out);
	else
		accounts_free(out);
	return ok;
}
