#include "tui/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include "tui/restore.h"
#include "tui/sgr.h"
#include "wallet/base/secret.h"

#define CHUNK 65536
#define AT_ONCE 192	/* so few bytes are taken by a terminal together, marked or not */
#define PATIENCE_MS 1000	/* so long a terminal may take nothing before the rest is dropped */

/* O_NONBLOCK belongs to what was opened, which the shell shares: so the terminal is opened once more. */
static int open_terminal(void)
{
	int fd = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd >= 0 && isatty(fd))
		return fd;
	if (fd >= 0)
		close(fd);
	return fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
}

bool writer_open(struct writer *writer)
{
	int fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);

	*writer = (struct writer){ .memory = -1, .terminal = -1 };
	writer->file = fd >= 0 ? fdopen(fd, "w") : NULL;
	if (!writer->file) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	writer->terminal = open_terminal();
	writer->memory = memfd_create("rialto", MFD_CLOEXEC);
	return true;
}

void writer_close(struct writer *writer)
{
	if (writer->memory >= 0)
		close(writer->memory);
	if (writer->terminal >= 0)
		close(writer->terminal);
	if (writer->file)
		fclose(writer->file);
	*writer = (struct writer){ .memory = -1, .terminal = -1 };
}

void writer_gather(struct writer *writer)
{
	writer->gathers = writer->memory >= 0 && writer->terminal >= 0 &&
			  dup3(writer->memory, fileno(writer->file), O_CLOEXEC) >= 0;
}

int writer_fd(const struct writer *writer)
{
	return writer->gathers ? writer->memory : STDOUT_FILENO;
}

void writer_say(struct writer *writer, const char *sequence)
{
	ssize_t ignored = write(writer_fd(writer), sequence, strlen(sequence));

	(void)ignored;
}

static off_t gathered(const struct writer *writer)
{
	return writer->gathers ? lseek(writer->memory, 0, SEEK_CUR) : -1;
}

void writer_begin(struct writer *writer)
{
	writer->begun = gathered(writer);
	writer_say(writer, DRAWING_BEGINS);
}

/* Sets the end of what is gathered. */
static bool set_end(const struct writer *writer, off_t end)
{
	return ftruncate(writer->memory, end) == 0 && lseek(writer->memory, end, SEEK_SET) == end;
}

/* Where the memory cannot be seen, the drawing stays as long as it is. */
static void shorten(const struct writer *writer)
{
	off_t begun = writer->begun, end = gathered(writer);
	char *all;

	if (begun < 0 || end <= begun)
		return;
	all = mmap(NULL, (size_t)end, PROT_READ | PROT_WRITE, MAP_SHARED, writer->memory, 0);
	if (all == MAP_FAILED)
		return;
	(void)!set_end(writer, begun + (off_t)sgr_join(all + begun, (size_t)(end - begun)));
	munmap(all, (size_t)end);
}

/* Of a short drawing with nothing before it, the mark is passed over. */
void writer_end(struct writer *writer)
{
	off_t mark = (off_t)strlen(DRAWING_BEGINS);

	shorten(writer);
	if (writer->begun == 0 && gathered(writer) <= mark + AT_ONCE)
		writer->sent = mark;
	else
		writer_say(writer, DRAWING_ENDS);
}

/* What was shown may have been secret. */
static void forget(struct writer *writer)
{
	int ignored = ftruncate(writer->memory, 0);

	(void)ignored;
	lseek(writer->memory, 0, SEEK_SET);
	writer->sent = 0;
	writer->waits = false;
}

/* Writes one piece; what it returns is as of write(2), and 0 means that there is none left. */
static ssize_t write_piece(struct writer *writer)
{
	static char piece[CHUNK];
	ssize_t len = pread(writer->memory, piece, sizeof(piece), writer->sent), taken;

	if (len <= 0)
		return 0;
	taken = write(writer->terminal, piece, (size_t)len);
	secret_wipe(piece, (size_t)len);
	return taken;
}

bool writer_flush(struct writer *writer)
{
	ssize_t taken = 1;

	if (!writer->gathers || lseek(writer->memory, 0, SEEK_CUR) == 0)
		return true;
	while (taken > 0) {
		taken = write_piece(writer);
		writer->sent += taken > 0 ? taken : 0;
	}
	writer->waits = taken < 0 && (errno == EAGAIN || errno == EINTR);	/* a signal may end the program */
	if (!writer->waits)
		forget(writer);
	return !writer->waits;
}

static bool drain(struct writer *writer)
{
	struct pollfd fd = { .fd = writer->terminal, .events = POLLOUT };

	while (!writer_flush(writer))
		if (poll(&fd, 1, PATIENCE_MS) == 0)
			return false;
	return true;
}

/* What was dropped may have ended in a sequence, which CAN breaks off. */
void writer_direct(struct writer *writer)
{
	bool dropped = writer->gathers && !drain(writer);

	if (!writer->gathers)
		return;
	dup3(STDOUT_FILENO, fileno(writer->file), O_CLOEXEC);
	writer->gathers = false;
	if (!dropped)
		return;
	forget(writer);
	tcflush(STDOUT_FILENO, TCOFLUSH);
	writer_say(writer, "\030" DRAWING_ENDS);
}
