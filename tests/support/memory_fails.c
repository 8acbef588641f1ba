/*
 * memory_fails: calls_fail with its kind "memory": malloc and its like, mmap and mlock.  It is a
 * library of its own, because a sanitizer's allocator must come first.
 */
#include "calls_fail.c"

#include <sys/mman.h>

/* dlsym would need memory itself, so this is called instead. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *p, size_t size);

void *malloc(size_t size)
{
	return fails(MEMORY, NULL) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(MEMORY, NULL) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *p, size_t size)
{
	return fails(MEMORY, NULL) ? NULL : __libc_realloc(p, size);
}

void *mmap(void *where, size_t len, int protection, int flags, int fd, off_t offset)
{
	long mapped = fails(MEMORY, NULL) ? -1 : syscall(SYS_mmap, where, len, protection, flags, fd, offset);

	return (void *)mapped;
}

int mlock(const void *where, size_t len)
{
	return fails(MEMORY, NULL) ? -1 : (int)syscall(SYS_mlock, where, len);
}
