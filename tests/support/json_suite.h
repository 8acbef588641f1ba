/* json_suite: gives the texts of JSONTestSuite to one of our readers. */
#ifndef TESTS_JSON_SUITE_H
#define TESTS_JSON_SUITE_H

#include <stdbool.h>
#include <stddef.h>

typedef bool json_suite_reader(const char *text, size_t len);

/* Fails the test, naming the file, unless the reader takes every text that RFC 8259 allows (y_)
 * and refuses every text that it does not (n_). */
void json_suite_check(json_suite_reader *takes);

/* Does the same for a reader that wants an object: each text is the value of a member.  A text to
 * be refused must also be refused by itself. */
void json_suite_check_inside(json_suite_reader *takes);

#endif
