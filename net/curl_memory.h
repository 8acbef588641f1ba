/* curl_memory: curl's own memory, which is wiped when it is freed. */
#ifndef NET_CURL_MEMORY_H
#define NET_CURL_MEMORY_H

#include <curl/curl.h>
#include <stdbool.h>

/* Replaces curl_global_init.  Keys and tokens pass through curl's buffers, and curl has no option
 * to wipe them. */
bool curl_memory_init(void);

/* Sets an option of a transfer.  If curl has no memory to copy the value, the process ends:
 * nothing is sent yet, and without the option a DELETE, say, would become a GET. */
#define curl_memory_set(easy, option, value) curl_memory_taken(curl_easy_setopt(easy, option, value))
void curl_memory_taken(CURLcode code);

#endif
