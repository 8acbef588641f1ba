/* curl_memory: curl's own memory, wiped when it is given back. */
#ifndef NET_CURL_MEMORY_H
#define NET_CURL_MEMORY_H

#include <stdbool.h>

/* Instead of curl_global_init: keys and tokens pass through curl's buffers, and curl
 * has no option to wipe them. */
bool curl_memory_init(void);

#endif
