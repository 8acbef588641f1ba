#include "keystore/exposure.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wallet/base/text.h"

#define WHAT_SHOWN 160	/* bytes of a path, which leave room for the reason */

static bool is_others(uid_t owner)
{
	return owner != geteuid() && owner != 0;
}

/* Everybody may put something in such a folder, but nobody may take another's file away. */
static bool is_shared(const struct stat *st)
{
	return S_ISDIR(st->st_mode) && (st->st_mode & S_ISVTX);
}

/* Keeps each note once, however often its file is looked at. */
static void keep(struct home *home, const struct home_note *note)
{
	for (unsigned i = 0; i < home->notes_count && i < HOME_NOTES_MAX; i++)
		if (strcmp(home->notes[i].text, note->text) == 0)
			return;
	if (home->notes_count < HOME_NOTES_MAX)
		home->notes[home->notes_count] = *note;
	home->notes_count++;
}

static void add(struct home *home, bool mended, const char *what, const char *fmt, ...) PRINTF_LIKE(4, 5);

static void add(struct home *home, bool mended, const char *what, const char *fmt, ...)
{
	struct home_note note = { .mended = mended };
	char shown[WHAT_SHOWN];
	va_list args;
	int len;

	text_sanitise(shown, sizeof(shown), what, strlen(what));
	len = snprintf(note.text, sizeof(note.text), "%s ", shown);
	va_start(args, fmt);
	vsnprintf(note.text + len, sizeof(note.text) - (size_t)len, fmt, args);
	va_end(args);
	keep(home, &note);
}

void exposure_note(struct home *home, const char *what, const struct stat *st)
{
	if (is_others(st->st_uid))
		add(home, false, what, "belongs to another user (number %lu), who can change it.", (unsigned long)st->st_uid);
	if ((st->st_mode & 022) && !S_ISLNK(st->st_mode))
		add(home, false, what, "can be changed by other users (mode %04o).", (unsigned)st->st_mode & 07777);
	if (S_ISREG(st->st_mode) && st->st_nlink > 1)
		add(home, false, what, "has another name somewhere (%lu hard links), by which it can be read and changed.",
		    (unsigned long)st->st_nlink);
}

void exposure_note_closed(struct home *home, const char *what, const struct stat *before)
{
	add(home, true, what, "could be changed by other users (mode %04o) and has been closed: look whether it is as you left it.",
	    (unsigned)before->st_mode & 07777);
}

/* The user's own group, which Debian gives each user, lets nobody else in. */
static bool lets_others_in(const struct stat *st)
{
	if (is_shared(st))
		return false;
	return (st->st_mode & S_IWOTH) || ((st->st_mode & S_IWGRP) && st->st_gid != getegid() && st->st_gid != 0);
}

void exposure_note_above(struct home *home, const char *path)
{
	char real[PATH_MAX], *slash;
	struct stat st;

	if (!realpath(path, real))
		return;
	while ((slash = strrchr(real, '/'))) {
		slash[slash == real] = '\0';
		if (stat(real, &st) == 0 && (is_others(st.st_uid) || lets_others_in(&st)))
			add(home, false, real, "lets other users put something else in the place of what is in it: rialto's home, too.");
		if (slash == real)
			return;
	}
}

bool exposure_of_secret(char out[HOME_NOTE_SIZE], const char *path)
{
	char shown[WHAT_SHOWN];
	struct stat st;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
	    !(st.st_mode & (S_IROTH | S_IWOTH | S_IWGRP) || is_others(st.st_uid)))
		return false;
	text_sanitise(shown, sizeof(shown), path, strlen(path));
	if (is_others(st.st_uid))
		snprintf(out, HOME_NOTE_SIZE, "%s, which holds a secret, belongs to another user (number %lu).", shown,
			 (unsigned long)st.st_uid);
	else
		snprintf(out, HOME_NOTE_SIZE, "%s, which holds a secret, can be %s by other users (mode %04o).", shown,
			 st.st_mode & S_IROTH ? "read" : "changed", (unsigned)st.st_mode & 07777);
	return true;
}
