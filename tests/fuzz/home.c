#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/fuzz/fuzz.h"

static struct home home;

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	return remove(path);
}

static void remove_home(void)
{
	nftw(home.data, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const struct home *fuzz_home(void)
{
	char folder[] = "/tmp/rialto-fuzz-XXXXXX";
	struct err err;

	if (!*home.data) {
		FUZZ_HOLDS(mkdtemp(folder) && home_locate(&home, folder, &err) && home_prepare(&home, &err));
		atexit(remove_home);
	}
	return &home;
}

void fuzz_file(const char *folder, const char *name, const uint8_t *data, size_t len)
{
	char path[HOME_PATH_SIZE + 64];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s/%s", fuzz_home()->data, folder, name);
	file = fopen(path, "wb");
	FUZZ_HOLDS(file && fwrite(data, 1, len, file) == len && fclose(file) == 0);
}
