/*
 * fuzz: each NAME.c is one target: it reads what a hostile or damaged file could
 * hold, and aborts where something is not as promised.  libFuzzer calls it with
 * what it makes up (make fuzz), replay.c with what is kept in corpus/NAME (make test).
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "keystore/home.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* What must hold. */
#define FUZZ_HOLDS(condition) \
	do { \
		if (!(condition)) \
			abort(); \
	} while (0)

/* A home in a folder of this process's, made once and removed at its end. */
const struct home *fuzz_home(void);

/* A file in it, written without home_write's care. */
void fuzz_file(const char *folder, const char *name, const uint8_t *data, size_t len);

#endif
