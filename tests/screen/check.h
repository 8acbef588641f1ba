/* check: cmocka with the headers that it needs, and a check for set-ups. */
#ifndef TESTS_SCREEN_CHECK_H
#define TESTS_SCREEN_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define check_fail(file, line) _fail(file, line)
#define check(condition, ...) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, __VA_ARGS__); \
			fputc('\n', stderr); \
			_fail(__FILE__, __LINE__); \
		} \
	} while (0)

#endif
