#include "keystore/keystore_damage.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keystore/home_folder.h"
#include "keystore/keystore_file.h"
#include "keystore/vault.h"
#include "wallet/base/text.h"

#define NAME_SHOWN 80	/* bytes, which leave room for the reason */

static bool check_watch(const struct buf *bytes, struct err *err)
{
	struct address address;
	char name[64];

	return keystore_parse_watch(&address, name, bytes) ||
	       err_set(err, ERR_KEYSTORE_BAD, "It is not the whole file of a watched address.");
}

static bool check_wallet(const struct home *home, const char *folder, const char *file, struct err *err)
{
	struct v3_plain ignored;
	struct buf bytes;
	bool ok;

	buf_init(&bytes, KEYSTORE_FILE_MAX);
	ok = home_read(&bytes, home, folder, file, err) &&
	     (strcmp(folder, "watch") == 0 ? check_watch(&bytes, err)
					   : v3_inspect(&ignored, buf_string(&bytes), bytes.len, err));
	buf_free(&bytes);
	return ok;
}

static bool check_file(const struct home *home, const char *folder, const char *file, struct err *err)
{
	if (strcmp(folder, "vault") == 0)
		return vault_check(home, file, err);
	return check_wallet(home, folder, file, err);
}

/* Puts the file's name before what is said of its contents. */
static void name_file(struct err *why, const char *file)
{
	struct err unnamed = *why;
	char name[NAME_SHOWN];

	text_sanitise(name, sizeof(name), file, strlen(file));
	if (!strstr(unnamed.msg, name))
		(void)err_set(why, unnamed.code, "%s: %s", name, unnamed.msg);
}

/* A link is not followed, so this says it in better words than the system's. */
static bool check_no_link(int fd, const char *file, struct err *err)
{
	struct stat st;

	if (fstatat(fd, file, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISLNK(st.st_mode))
		return true;
	if (fstatat(fd, file, &st, 0) != 0)
		return err_set(err, ERR_KEYSTORE_BAD, "It is a symbolic link that leads nowhere.");
	return err_set(err, ERR_KEYSTORE_BAD, "It is a symbolic link; rialto takes only files in the folder itself.");
}

bool keystore_damage(const struct home *home, const char *folder,
		     bool (*each)(void *context, const char *file, const struct err *why), void *context,
		     struct err *err)
{
	struct home_names names = { 0 };
	int fd = home_folder_open(home, folder, err);
	bool ok;

	if (fd < 0)
		return false;
	ok = home_folder_names(&names, fd, err);
	if (ok)
		home_names_sort(&names);
	for (size_t i = 0; ok && i < names.count; i++) {
		struct err why = { 0 };

		if (*names.items[i] == '.' || (check_no_link(fd, names.items[i], &why) &&
					       check_file(home, folder, names.items[i], &why)))
			continue;
		name_file(&why, names.items[i]);
		if (!each(context, names.items[i], &why))
			break;
	}
	if (names.items)
		home_names_free(&names);
	close(fd);
	return ok;
}

bool keystore_damage_is_wallet(const char *file)
{
	return strncmp(file, "UTC--", 5) == 0 || strstr(file, ".json");
}

void keystore_damage_why(struct err *why, const struct home *home, const char *folder, const char *file)
{
	struct err found = { 0 };
	int fd = home_folder_open(home, folder, &found);

	/* A disk that fails at times may succeed now. */
	if (fd >= 0 && check_no_link(fd, file, &found) && check_file(home, folder, file, &found))
		(void)err_set(&found, ERR_IO, "It could not be read.");
	if (fd >= 0)
		close(fd);
	name_file(&found, file);
	(void)err_set(why, ERR_WALLET_UNREADABLE, "%s", found.msg);
}
