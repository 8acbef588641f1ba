/*
 * list: what listing 10 000 wallets and some API keys costs, beside reading the same files.
 *
 *   list FOLDER [WALLETS [KEYS]]    makes them in FOLDER, which must not be there yet, and leaves
 *                                   them; prints milliseconds (the best of seven) and ratios
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "keystore/keystore.h"
#include "keystore/mnemonic.h"
#include "keystore/vault.h"
#include "keystore/vault_file.h"
#include "wallet/venice/key_list.h"

#define ROUNDS 7

static struct home home;
static char changed[HOME_PATH_SIZE + 128];	/* the file that was made last */

static _Noreturn void die(const char *why)
{
	fprintf(stderr, "list: %s\n", why);
	exit(1);
}

static double now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* keystore_add_key is not used here, because its fsyncs are not measured. */
static void make_wallet(unsigned number, const struct passphrase *password)
{
	struct v3_work work = { .n = 2, .r = 8, .p = 1 };
	struct seckey *key = seckey_new();
	char name[32], file[96];
	struct buf json;
	struct err err;
	FILE *out;

	key->s.len = 32;
	memcpy(key->s.data + 28, &(uint32_t){ number + 1 }, 4);
	snprintf(name, sizeof(name), "wallet %u", number);
	buf_init(&json, 0);
	v3_file_name(file, seckey_address(key));
	if (!v3_encrypt(&json, key, NULL, NULL, name, password, work, &err))
		die(err.msg);
	snprintf(changed, sizeof(changed), "%s/keystore/%s", home.data, file);
	out = fopen(changed, "wbx");
	if (!out || fwrite(json.data, 1, json.len, out) != json.len || fclose(out))
		die("cannot write the wallets");
	buf_free(&json);
	seckey_free(key);
}

/* Like the wallets, without the fsyncs of vault_seal. */
static void make_key(unsigned number, const struct signer *signer)
{
	struct key_info info = { .created_ms = (int64_t)number * 60000, .stored = true };
	struct apikey *key = apikey_new(APIKEY_MAX);
	struct buf file;
	struct err err;
	FILE *out;

	memset(key->s.data, 'k', 40);
	key->s.len = 40;
	for (int i = 0; i < KEY_CURRENCIES; i++)
		info.limit[i] = KEY_NO_LIMIT;
	snprintf(info.id, sizeof(info.id), "key-%u", number);
	snprintf(info.description, sizeof(info.description), "key %u", number);
	snprintf(info.network, sizeof(info.network), "practice");
	buf_init(&file, VAULT_FILE_MAX);
	if (!vault_file_seal(&file, signer, &info, key, &err))
		die(err.msg);
	snprintf(changed, sizeof(changed), "%s/vault/%s.json", home.data, info.id);
	out = fopen(changed, "wbx");
	if (!out || fwrite(file.data, 1, file.len, out) != file.len || fclose(out))
		die("cannot write the API keys");
	buf_free(&file);
	apikey_free(key);
}

static void make_keys(unsigned count)
{
	struct seckey *key = seckey_new();
	struct signer *signer;

	key->s.len = 32;
	key->s.data[31] = 1;
	signer = signer_new(key);
	for (unsigned i = 0; i < count; i++)
		make_key(i, signer);
	signer_free(signer);
}

static size_t list_keys(void)
{
	struct key_list keys;
	struct err err;
	size_t count;

	if (!vault_list(&keys, NULL, &home, &err))
		die(err.msg);
	count = keys.count;
	key_list_free(&keys);
	return count;
}

static size_t list_wallets(void)
{
	struct accounts accounts;
	struct err err;
	size_t count;

	if (!keystore_list(&accounts, NULL, &home, &err))
		die(err.msg);
	count = accounts.count;
	accounts_free(&accounts);
	return count;
}

/* Does as `ls -f` and `cat *`: without what is inside, and with it. */
static size_t walk(int read_them)
{
	char path[HOME_PATH_SIZE + 16], block[65536];
	struct dirent *entry;
	size_t count = 0;
	DIR *dir;

	snprintf(path, sizeof(path), "%s/keystore", home.data);
	dir = opendir(path);
	while (dir && (entry = readdir(dir)))
		if (*entry->d_name != '.') {
			int fd = read_them ? openat(dirfd(dir), entry->d_name, O_RDONLY) : -1;

			while (fd >= 0 && read(fd, block, sizeof(block)) > 0)
				;
			if (fd >= 0)
				close(fd);
			count++;
		}
	closedir(dir);
	return count;
}

static size_t walk_names(void) { return walk(0); }
static size_t walk_files(void) { return walk(1); }

/* Measures each time after a change, so that nothing remembered counts. */
static double best(size_t (*run)(void), size_t expected)
{
	double least = 1e9;

	for (int i = 0; i < ROUNDS; i++) {
		double start;

		if (utimensat(AT_FDCWD, changed, NULL, 0) != 0)
			die("cannot change a wallet's file");
		start = now_ms();
		if (run() != expected)
			die("not every wallet was seen");
		if (now_ms() - start < least)
			least = now_ms() - start;
	}
	return least;
}

int main(int argc, char **argv)
{
	unsigned count = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 10000;
	unsigned keys = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 0;
	struct passphrase *password = passphrase_new(8);
	double names, files, wallets;
	struct err err;

	if (argc < 2 || mkdir(argv[1], 0700) != 0 || !home_locate(&home, argv[1], &err) || !home_prepare(&home, &err))
		die("cannot make the folder");
	for (unsigned i = 0; i < count; i++)
		make_wallet(i, password);
	names = best(walk_names, count);
	files = best(walk_files, count);
	wallets = best(list_wallets, count);
	printf("list %u wallets: %.1f ms; reading the same files: %.1f ms (%.2f times); ls -f: %.1f ms (%.2f times)\n",
	       count, wallets, files, wallets / files, names, wallets / names);
	make_keys(keys);
	if (keys)
		printf("list %u API keys: %.1f ms\n", keys, best(list_keys, keys));
	passphrase_free(password);
	return 0;
}
