#include "net/http.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "net/url.h"
#include "wallet/mem.h"
#include "wallet/text.h"

#define CONNECT_MS 10000
#define TOTAL_MS 60000
#define HEADERS_MAX ((size_t)64 << 10)
#define RETRY_AFTER_MAX (24L * 60 * 60)
#define EARLIEST_UNIX_TIME 1000000000	/* below, a reset time is a number of seconds to wait */

enum { HEADER_ACCEPT, HEADER_EXPECT, HEADER_TYPE, HEADER_BEARER, HEADER_COUNT };

struct http {
	CURLM *multi;
	struct exchange *exchanges;
	long connect_ms, total_ms;
};

struct exchange {
	struct exchange *next;
	http_done *done;
	void *owner;
	size_t tag;
	CURL *easy;
	struct url url;
	char *post;
	struct secret bearer;		/* "Authorization: Bearer …" */
	struct curl_slist headers[HEADER_COUNT];
	bool guarded;
	struct buf body;		/* where !guarded */
	struct secret secret;		/* where guarded */
	size_t header_bytes;
	bool head_ended;		/* the empty line after the headers has come */
	bool too_large;
	char detail[CURL_ERROR_SIZE];
};

bool http_new(struct http **out, struct err *err)
{
	struct http *http = mem_new(1, sizeof(*http));

	if (curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) {
		http->multi = curl_multi_init();
		if (!http->multi)
			curl_global_cleanup();
	}
	if (!http->multi) {
		free(http);
		return err_set(err, ERR_INTERNAL, "curl could not be started");
	}
	http_set_timeouts(http, CONNECT_MS, TOTAL_MS);
	*out = http;
	return true;
}

/* curl keeps pointers to our header lines and our error text, so the handle goes
 * first.  With it go curl's copies of what was sent and received, freed but not
 * zeroed: curl has no option for that.  For a secret there are then two such
 * copies at most: the request's or answer's plain bytes in its transfer buffer
 * (1 KiB for a guarded body) and the TLS record in OpenSSL's. */
static void exchange_free(struct http *http, struct exchange *exchange)
{
	if (exchange->easy) {
		curl_multi_remove_handle(http->multi, exchange->easy);
		curl_easy_cleanup(exchange->easy);
	}
	secret_free(&exchange->bearer);
	secret_free(&exchange->secret);
	buf_free(&exchange->body);
	if (exchange->post)
		secret_wipe(exchange->post, strlen(exchange->post));
	free(exchange->post);
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

/* Taking fewer bytes than were given makes curl end the transfer. */
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
		exchange->head_ended = false;	/* 100 Continue came before */
	exchange->header_bytes += len;
	exchange->too_large |= exchange->header_bytes > HEADERS_MAX;
	return exchange->too_large ? 0 : len;
}

/* The nodes of curl's header list are our own, as curl_slist_append would copy
 * the API key to unguarded memory. */
static void set_headers(struct exchange *exchange, const struct http_request *request)
{
	static char accept[] = "Accept: application/json";
	static char expect[] = "Expect:";
	static char type[] = "Content-Type: application/json";
	struct curl_slist *headers = exchange->headers;
	static const char start[] = "Authorization: Bearer ";

	headers[HEADER_ACCEPT] = (struct curl_slist){ accept, &headers[HEADER_EXPECT] };
	headers[HEADER_EXPECT] = (struct curl_slist){ expect, NULL };
	headers[HEADER_TYPE] = (struct curl_slist){ type, NULL };
	if (request->post)
		headers[HEADER_EXPECT].next = &headers[HEADER_TYPE];
	if (request->bearer) {
		secret_init(&exchange->bearer, sizeof(start) + request->bearer->s.len);
		if (!secret_append(&exchange->bearer, start, sizeof(start) - 1) ||
		    !secret_append(&exchange->bearer, request->bearer->s.data, request->bearer->s.len))
			abort();	/* its room was just made */
		headers[HEADER_BEARER] = (struct curl_slist){ exchange->bearer.data, NULL };
		headers[HEADER_EXPECT].next = &headers[HEADER_BEARER];
	}
}

/* A reused connection may turn out dead, and curl then silently sends the request
 * again; on a fresh one it never does. */
static void set_request(struct exchange *exchange, const struct http_request *request)
{
	CURL *easy = exchange->easy;

	curl_easy_setopt(easy, CURLOPT_URL, request->url);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, exchange->headers);
	if (request->post) {
		exchange->post = mem_string(buf_string(request->post));
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, exchange->post);
	}
	if (request->once)
		curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
	if (request->guarded || request->bearer)
		curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 1024L);
	if (exchange->url.loopback)
		curl_easy_setopt(easy, CURLOPT_PROXY, "");
}

/* QUICK_EXIT: dropping a transfer must not wait for a name that does not resolve. */
static void set_manners(struct exchange *exchange, const struct http *http)
{
	CURL *easy = exchange->easy;

	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, exchange->url.tls ? "https" : "http");
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, "rialto/" VERSION);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, http->connect_ms);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, http->total_ms);
}

static void set_receivers(struct exchange *exchange)
{
	CURL *easy = exchange->easy;

	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, exchange);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, exchange->detail);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, exchange);
}

bool http_start(struct http *http, const struct http_request *request, http_done *done, void *owner, size_t tag,
		struct err *err)
{
	struct url url;

	if (!url_check(&url, request->url, err))
		return false;

	struct exchange *exchange = mem_new(1, sizeof(*exchange));

	*exchange = (struct exchange){
		.done = done, .owner = owner, .tag = tag, .url = url,
		.guarded = request->guarded, .easy = curl_easy_init(),
	};
	if (request->guarded)
		secret_init(&exchange->secret, request->max);
	else
		buf_init(&exchange->body, request->max);
	if (exchange->easy) {
		set_headers(exchange, request);
		set_request(exchange, request);
		set_manners(exchange, http);
		set_receivers(exchange);
	}
	if (!exchange->easy || curl_multi_add_handle(http->multi, exchange->easy)) {
		exchange_free(http, exchange);
		return err_set(err, ERR_INTERNAL, "curl could not start a transfer");
	}
	exchange->next = http->exchanges;
	http->exchanges = exchange;
	return true;
}

static const char *header(const struct exchange *exchange, const char *name)
{
	struct curl_header *found;

	return curl_easy_header(exchange->easy, name, 0, CURLH_HEADER, -1, &found) ? NULL : found->value;
}

/* A header that is one whole number of seconds. */
static bool header_seconds(int64_t *out, const struct exchange *exchange, const char *name)
{
	const char *text = header(exchange, name);
	char *end;

	if (!text || *text < '0' || *text > '9')
		return false;

	long long value = strtoll(text, &end, 10);

	if ((*end && *end != '.') || value > INT64_MAX / 1000)
		return false;
	*out = value;
	return true;
}

/* x-ratelimit-reset-requests is a Unix time on the server's clock; Retry-After is
 * seconds or a date (RFC 9110, section 10.2.3). */
static long retry_after(const struct exchange *exchange, int64_t server_ms)
{
	int64_t now = server_ms ? server_ms / 1000 : (int64_t)time(NULL);
	int64_t wait, at_ms;
	const char *date = header(exchange, "Retry-After");

	if (header_seconds(&wait, exchange, "x-ratelimit-reset-requests"))
		wait -= wait >= EARLIEST_UNIX_TIME ? now : 0;
	else if (date && text_parse_http_date(&at_ms, date))
		wait = at_ms / 1000 - now;
	else if (!header_seconds(&wait, exchange, "Retry-After"))
		return 0;
	if (wait < 1)
		return 1;
	return wait < RETRY_AFTER_MAX ? (long)wait : RETRY_AFTER_MAX;
}

static bool is_tls_failure(CURLcode code)
{
	switch (code) {
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CRL_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
	case CURLE_SSL_INVALIDCERTSTATUS:
	case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
	case CURLE_SSL_ENGINE_INITFAILED:
		return true;
	default:
		return false;
	}
}

/* A handshake that the network broke off says nothing of the server's identity. */
static bool handshake_was_cut(const struct exchange *exchange, CURLcode code)
{
	return code == CURLE_SSL_CONNECT_ERROR &&
	       (strstr(exchange->detail, "SYSCALL") || strstr(exchange->detail, "reset by peer") ||
		strstr(exchange->detail, "Broken pipe"));
}

/* True when a request's first byte may have left: the connection was up, with its
 * TLS session where there is one. */
static bool may_be_sent(const struct exchange *exchange, CURLcode code)
{
	curl_off_t at = 0;

	if (is_tls_failure(code))
		return false;
	curl_easy_getinfo(exchange->easy,
			  exchange->url.tls ? CURLINFO_APPCONNECT_TIME_T : CURLINFO_CONNECT_TIME_T, &at);
	return at > 0;
}

static bool set_failure(struct err *err, const struct exchange *exchange, CURLcode code, bool sent)
{
	const char *host = exchange->url.host;

	if (exchange->too_large)
		return err_set(err, ERR_BAD_ANSWER, "%s sent far more than the answer can be", host);
	if (is_tls_failure(code) && !handshake_was_cut(exchange, code))
		return err_set(err, ERR_TLS, "%s: %s", host, *exchange->detail ? exchange->detail : curl_easy_strerror(code));
	if (!sent)
		return err_set(err, ERR_UNREACHABLE, "%s: %s", host,
			       code == CURLE_OPERATION_TIMEDOUT ? "it does not take the connection"
								: curl_easy_strerror(code));
	if (code == CURLE_OPERATION_TIMEDOUT)
		return err_set(err, ERR_TIMEOUT, "%s did not answer in time", host);
	if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_WEIRD_SERVER_REPLY ||
	    code == CURLE_BAD_CONTENT_ENCODING)
		return err_set(err, ERR_BAD_ANSWER, "%s does not speak HTTP", host);
	return err_set(err, ERR_CONNECTION_CUT, "%s ended the connection in the middle of it", host);
}

/* Of a page that refuses, the status says enough, however much it goes on. */
static bool refuses_at_length(const struct exchange *exchange, int status)
{
	return exchange->too_large && exchange->header_bytes <= HEADERS_MAX && status >= 300;
}

static void describe(struct http_answer *answer, const struct exchange *exchange, CURLcode code)
{
	long status = 0;
	const char *date = header(exchange, "Date");

	curl_easy_getinfo(exchange->easy, CURLINFO_RESPONSE_CODE, &status);
	/* curl takes a connection that ends among the headers for an empty answer. */
	if (code == CURLE_OK && !exchange->head_ended)
		code = CURLE_PARTIAL_FILE;
	*answer = (struct http_answer){
		.status = (int)status,
		.sent = may_be_sent(exchange, code),
		.body = exchange->guarded ? exchange->secret.data : (char *)exchange->body.data,
		.len = exchange->guarded ? exchange->secret.len : exchange->body.len,
	};
	if (date && !text_parse_http_date(&answer->server_ms, date))
		answer->server_ms = 0;
	answer->retry_after = retry_after(exchange, answer->server_ms);
	answer->whole = code == CURLE_OK;
	if (refuses_at_length(exchange, answer->status)) {
		answer->whole = true;
		answer->len = 0;
		answer->body[0] = 0;
	}
	if (!answer->whole)
		set_failure(&answer->err, exchange, code, answer->sent);
}

static void finish(struct http *http, CURL *easy, CURLcode code)
{
	struct exchange *exchange = NULL;
	struct http_answer answer;

	curl_easy_getinfo(easy, CURLINFO_PRIVATE, &exchange);
	unlink_exchange(http, exchange);
	describe(&answer, exchange, code);
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

/* curl leaves revents as they were when nothing was ready. */
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
