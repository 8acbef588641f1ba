/* home_each: goes through every file of a folder, one after the other or several at once. */
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "keystore/home_folder.h"
#include "wallet/base/mem.h"

bool home_each(const struct home *home, const char *folder, bool (*each)(void *context, const char *file),
	       void *context, struct err *err)
{
	struct home_names names;
	int fd = home_folder_open(home, folder, err);
	bool ok;

	if (fd < 0)
		return false;
	ok = home_folder_plain_names(&names, fd, err);
	if (ok)
		home_names_sort(&names);
	for (size_t i = 0; ok && i < names.count; i++)
		if (!each(context, names.items[i]))
			break;
	if (ok)
		home_names_free(&names);
	close(fd);
	return ok;
}

/* A listing mostly costs the kernel's work on each file.  Threads spread that over several
 * processors. */
#define THREADS 4
#define MANY_FILES 256		/* fewer are read before a thread has started */

struct map {
	int folder_fd;
	struct home_names names;
	size_t max, size;
	char *items;
	void (*read)(void *item, const char *file, const struct buf *bytes);
};

struct part {
	const struct map *map;
	size_t from, to;
	pthread_t thread;
	bool started;
};

static void *read_part(void *context)
{
	const struct part *part = context;
	const struct map *map = part->map;
	struct buf bytes;

	buf_init(&bytes, map->max);
	for (size_t i = part->from; i < part->to; i++) {
		const char *file = map->names.items[i];
		bool ok = home_folder_read_quick(&bytes, map->folder_fd, file);

		map->read(map->items + i * map->size, file, ok ? &bytes : NULL);
	}
	buf_free(&bytes);
	return NULL;
}

/* This thread reads the first part, and the parts for which no thread can be had. */
static void read_parts(const struct map *map)
{
	size_t count = map->names.count;
	struct part parts[THREADS];

	for (size_t i = 0; i < THREADS; i++) {
		parts[i] = (struct part){ .map = map, .from = count * i / THREADS, .to = count * (i + 1) / THREADS };
		parts[i].started = i > 0 && count >= MANY_FILES &&
				   pthread_create(&parts[i].thread, NULL, read_part, &parts[i]) == 0;
	}
	for (size_t i = 0; i < THREADS; i++)
		if (!parts[i].started)
			read_part(&parts[i]);
	for (size_t i = 0; i < THREADS; i++)
		if (parts[i].started)
			pthread_join(parts[i].thread, NULL);
}

bool home_map(void **items, size_t *count, size_t size, const struct home *home, const char *folder, size_t max,
	      void (*read)(void *item, const char *file, const struct buf *bytes), struct err *err)
{
	struct map map = { .folder_fd = home_folder_open(home, folder, err), .max = max, .size = size, .read = read };
	bool ok;

	if (map.folder_fd < 0)
		return false;
	ok = home_folder_shown_names(&map.names, map.folder_fd, err);
	if (ok) {
		*items = mem_grow(*items, *count + map.names.count + 1, size);
		map.items = (char *)*items + *count * size;
		memset(map.items, 0, map.names.count * size);
		read_parts(&map);
		*count += map.names.count;
		home_names_free(&map.names);
	}
	close(map.folder_fd);
	return ok;
}
