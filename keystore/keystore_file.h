/* keystore_file: what the files of keystore.h's functions share. */
#ifndef KEYSTORE_KEYSTORE_FILE_H
#define KEYSTORE_KEYSTORE_FILE_H

#include "keystore/keystore.h"

#define KEYSTORE_FILE_MAX ((size_t)64 << 10)	/* bytes; the longest known are under 3000 */

#endif
