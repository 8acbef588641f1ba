/* v3_quick: reads a V3 file's plain part at a glance. */
#ifndef KEYSTORE_V3_QUICK_H
#define KEYSTORE_V3_QUICK_H

#include "keystore/v3.h"

/* Knows only files laid out to the byte as rialto and geth write them.  False says nothing about a
 * file: v3_inspect must look at it. */
bool v3_quick(struct v3_plain *out, const char *json, size_t len);

#endif
