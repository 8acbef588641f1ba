/* json_suite: the texts of JSONTestSuite put to a reader of ours. */
#ifndef TESTS_JSON_SUITE_H
#define TESTS_JSON_SUITE_H

#include <stdbool.h>
#include <stddef.h>

typedef bool json_suite_reader(const char *text, size_t len);

/* Every text that RFC 8259 allows (y_) must be taken and every one that it does not (n_)
 * refused. Fails the test, naming the file, where not. */
void json_suite_check(json_suite_reader *takes);

/* The same for a reader that wants an object: each text is the value of a member in one.
 * What is refused must be refused alone, too. */
void json_suite_check_inside(json_suite_reader *takes);

#endif
