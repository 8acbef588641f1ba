#include "net/http.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "net/curl_memory.h"
#include "net/exchange.h"
#include "net/proxy.h"
#include "net/trust.h"
#include "wallet/base/mem.h"
#include "wallet/venice/key_entry.h"

#define CONNECT_MS 10000
#define TOTAL_MS 60000

struct http {
	CURLM *multi;
	struct exchange *exchanges;
	long connect_ms, total_ms;
};

bool http_new(struct http **out, struct err *err)
{
	struct http *http = mem_new(1, sizeof(*http));

	trust_init();
	if (curl_memory_init()) {
		http->multi = curl_multi_init();
		if (!http->multi)
			curl_global_cleanup();
	}
	if (!http->multi) {
		free(http);
		return err_set(err, ERR_OUT_OF_MEMORY, "curl could not be started");
	}
	http_set_timeouts(http, CONNECT_MS, TOTAL_MS);
	*out = http;
	return true;
}

static void wipe_string(char *text)
{
	if (text)
		secret_wipe(text, strlen(text));
	free(text);
}

/*
 * curl keeps pointers to our header lines and error text, so its handle is freed first.  That frees
 * curl's copies of what was sent and received, which curl_memory wipes.  One copy is out of reach:
 * OpenSSL keeps the last TLS record of a connection in its own buffer until the connection's next
 * record, or its end.
 */
static void exchange_free(struct http *http, struct exchange *exchange)
{
	if (exchange->easy) {
		curl_multi_remove_handle(http->multi, exchange->easy);
		curl_easy_cleanup(exchange->easy);
	}
	secret_free(&exchange->bearer);
	secret_free(&exchange->secret);
	buf_free(&exchange->body);
	wipe_string(exchange->post);
	wipe_string(exchange->header);
	free(exchange);
}

static void unlink_exchange(struct http *http, struct exchange *exchange)
{
	struct exchange **link = &http->exchanges;

	while (*link != exchange)
		link = &(*link)->next;
	*link = exchange->next;
}

void http_stop(struct http *http, const void *owner)
{
	struct exchange **link = &http->exchanges;

	while (*link) {
		struct exchange *exchange = *link;

		if (exchange->owner == owner) {
			*link = exchange->next;
			exchange_free(http, exchange);
		} else {
			link = &exchange->next;
		}
	}
}

void http_free(struct http *http)
{
	if (!http)
		return;
	while (http->exchanges)
		http_stop(http, http->exchanges->owner);
	curl_multi_cleanup(http->multi);
	curl_global_cleanup();
	free(http);
}

void http_set_timeouts(struct http *http, long connect_ms, long total_ms)
{
	http->connect_ms = connect_ms;
	http->total_ms = total_ms;
}

/* When it takes fewer bytes than it was given, curl ends the transfer. */
static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct exchange *exchange = context;
	size_t len = size * count;
	bool fits = exchange->guarded ? secret_append(&exchange->secret, bytes, len)
				      : buf_add(&exchange->body, bytes, len);

	exchange->too_large |= !fits;
	return fits ? len : 0;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
	struct exchange *exchange = context;
	size_t len = size * count;

	if (len && len <= 2 && (bytes[0] == '\r' || bytes[0] == '\n'))
		exchange->head_ended = true;
	else if (len > 5 && !memcmp(bytes, "HTTP/", 5))
		exchange->head_ended = false;	/* a 100 Continue came before */
	exchange->header_bytes += len;
	exchange->too_large |= exchange->header_bytes > EXCHANGE_HEADERS_MAX;
	return exchange->too_large ? 0 : len;
}

static struct curl_slist *add_header(struct curl_slist *last, struct exchange *exchange, int which, char *line)
{
	exchange->headers[which] = (struct curl_slist){ line, NULL };
	last->next = &exchange->headers[which];
	return last->next;
}

/* We make the nodes of curl's header list ourselves, because curl_slist_append would copy the
 * API key into unguarded memory. */
static void set_headers(struct exchange *exchange, const struct http_request *request)
{
	static char accept[] = "Accept: application/json";
	static char expect[] = "Expect:";
	static char type[] = "Content-Type: application/json";
	struct curl_slist *headers = exchange->headers, *last = &headers[HEADER_EXPECT];
	static const char start[] = "Authorization: Bearer ";

	headers[HEADER_ACCEPT] = (struct curl_slist){ accept, &headers[HEADER_EXPECT] };
	headers[HEADER_EXPECT] = (struct curl_slist){ expect, NULL };
	if (request->post)
		last = add_header(last, exchange, HEADER_TYPE, type);
	if (request->header) {
		exchange->header = mem_string(request->header);
		last = add_header(last, exchange, HEADER_MORE, exchange->header);
	}
	if (request->bearer) {
		secret_init(&exchange->bearer, sizeof(start) + request->bearer->s.len);
		if (!secret_append(&exchange->bearer, start, sizeof(start) - 1) ||
		    !secret_append(&exchange->bearer, request->bearer->s.data, request->bearer->s.len))
			abort();	/* the room was made just before */
		add_header(last, exchange, HEADER_BEARER, exchange->bearer.data);
	}
}

/* A reused connection may turn out dead, and curl then sends the request again without a word.
 * On a new connection it never does. */
static void set_request(struct exchange *exchange, const struct http_request *request)
{
	CURL *easy = exchange->easy;

	curl_memory_set(easy, CURLOPT_URL, request->url);
	curl_memory_set(easy, CURLOPT_HTTPHEADER, exchange->headers);
	if (request->post) {
		exchange->post = mem_string(buf_string(request->post));
		curl_memory_set(easy, CURLOPT_POSTFIELDS, exchange->post);
	}
	if (request->method)
		curl_memory_set(easy, CURLOPT_CUSTOMREQUEST, request->method);
	if (request->once)
		curl_memory_set(easy, CURLOPT_FRESH_CONNECT, 1L);
	if (request->guarded || request->bearer)
		curl_memory_set(easy, CURLOPT_BUFFERSIZE, 1024L);
	if (exchange->url.loopback)
		curl_memory_set(easy, CURLOPT_PROXY, "");
}

/* QUICK_EXIT: a transfer can be dropped without waiting for a name that does not resolve. */
static void set_manners(struct exchange *exchange, const struct http *http, long patience_ms)
{
	CURL *easy = exchange->easy;
	long total_ms = patience_ms && patience_ms < http->total_ms ? patience_ms : http->total_ms;

	curl_memory_set(easy, CURLOPT_PROTOCOLS_STR, exchange->url.tls ? "https" : "http");
	curl_memory_set(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_memory_set(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_memory_set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_memory_set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_memory_set(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_memory_set(easy, CURLOPT_PROXY_SSL_VERIFYPEER, 1L);
	curl_memory_set(easy, CURLOPT_PROXY_SSL_VERIFYHOST, 2L);
	trust_set(easy);
	curl_memory_set(easy, CURLOPT_NOSIGNAL, 1L);
	curl_memory_set(easy, CURLOPT_QUICK_EXIT, 1L);
	curl_memory_set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_memory_set(easy, CURLOPT_USERAGENT, "rialto/" VERSION);
	curl_memory_set(easy, CURLOPT_CONNECTTIMEOUT_MS, http->connect_ms);
	curl_memory_set(easy, CURLOPT_TIMEOUT_MS, total_ms);
}

static void set_receivers(struct exchange *exchange)
{
	CURL *easy = exchange->easy;

	curl_memory_set(easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_memory_set(easy, CURLOPT_WRITEDATA, exchange);
	curl_memory_set(easy, CURLOPT_HEADERFUNCTION, take_header);
	curl_memory_set(easy, CURLOPT_HEADERDATA, exchange);
	curl_memory_set(easy, CURLOPT_ERRORBUFFER, exchange->detail);
	curl_memory_set(easy, CURLOPT_PRIVATE, exchange);
}

bool http_start(struct http *http, const struct http_request *request, http_done *done, void *owner, size_t tag,
		struct err *err)
{
	struct url url;

	if (!url_check(&url, request->url, err) ||
	    (request->bearer && !key_entry_may_be_sent(request->bearer, err)))
		return false;

	struct exchange *exchange = mem_new(1, sizeof(*exchange));

	*exchange = (struct exchange){
		.done = done, .owner = owner, .tag = tag, .url = url,
		.guarded = request->guarded, .easy = curl_easy_init(),
	};
	memcpy(exchange->wanted, request->wanted, sizeof(exchange->wanted));
	if (!proxy_find(exchange->proxy, request->url))
		*exchange->proxy = 0;
	if (request->guarded)
		secret_init(&exchange->secret, request->max);
	else
		buf_init(&exchange->body, request->max);
	if (exchange->easy) {
		set_headers(exchange, request);
		set_request(exchange, request);
		set_manners(exchange, http, request->patience_ms);
		set_receivers(exchange);
	}
	if (!exchange->easy || curl_multi_add_handle(http->multi, exchange->easy)) {
		exchange_free(http, exchange);
		return err_set(err, ERR_OUT_OF_MEMORY, "curl could not start a transfer");
	}
	exchange->next = http->exchanges;
	http->exchanges = exchange;
	return true;
}

static void finish(struct http *http, CURL *easy, CURLcode code)
{
	struct exchange *exchange = NULL;
	struct http_answer answer;

	curl_easy_getinfo(easy, CURLINFO_PRIVATE, &exchange);
	unlink_exchange(http, exchange);
	exchange_outcome(&answer, exchange, code);
	exchange->done(exchange->owner, exchange->tag, &answer);
	exchange_free(http, exchange);
}

size_t http_finish(struct http *http)
{
	int running, left;
	size_t finished = 0;
	CURLMsg *message;

	curl_multi_perform(http->multi, &running);
	while ((message = curl_multi_info_read(http->multi, &left))) {
		if (message->msg != CURLMSG_DONE)
			continue;
		finish(http, message->easy_handle, message->data.result);
		finished++;
	}
	return finished;
}

/* curl leaves revents unchanged when nothing is ready. */
void http_wait(struct http *http, struct curl_waitfd *fds, unsigned count, int timeout_ms)
{
	for (unsigned i = 0; i < count; i++)
		fds[i].revents = 0;
	curl_multi_poll(http->multi, fds, count, timeout_ms < 0 ? INT_MAX : timeout_ms, NULL);
}

void http_wake(struct http *http)
{
	curl_multi_wakeup(http->multi);
}
