/* curl_memory: curl's own memory, wiped when it is given back. */
#ifndef NET_CURL_MEMORY_H
#define NET_CURL_MEMORY_H

#include <curl/curl.h>
#include <stdbool.h>

/* Instead of curl_global_init: keys and tokens pass through curl's buffers, and curl
 * has no option to wipe them. */
bool curl_memory_init(void);

/* Sets an option of a transfer.  The process ends where there is no memory to take the value
 * over: nothing is sent yet, and of a DELETE, say, a GET would become. */
#define curl_memory_set(easy, option, value) curl_memory_taken(curl_easy_setopt(easy, option, value))
void curl_memory_taken(CURLcode code);

#endif
