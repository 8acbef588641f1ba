#include "net/exchange.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "net/proxy_failure.h"
#include "net/trust.h"
#include "wallet/text.h"

#define RETRY_AFTER_MAX (24L * 60 * 60)
#define EARLIEST_UNIX_TIME 1000000000	/* below, a reset time is a number of seconds to wait */

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

	if (is_tls_failure(code) || proxy_failure_is_refusal(exchange))
		return false;
	curl_easy_getinfo(exchange->easy,
			  exchange->url.tls ? CURLINFO_APPCONNECT_TIME_T : CURLINFO_CONNECT_TIME_T, &at);
	return at > 0;
}

/* Of an https proxy's own certificate. */
static bool is_of_proxy(const struct exchange *exchange)
{
	long result = 0;

	curl_easy_getinfo(exchange->easy, CURLINFO_PROXY_SSL_VERIFYRESULT, &result);
	return *exchange->proxy && result;
}

static bool set_failure(struct err *err, const struct exchange *exchange, CURLcode code, bool sent)
{
	const char *host = exchange->url.host;

	if (exchange->too_large)
		return err_set(err, ERR_BAD_ANSWER, "%s sent far more than the answer can be", host);
	if (trust_failure(err, code))
		return false;
	if (is_tls_failure(code) && !handshake_was_cut(exchange, code))
		return err_set(err, ERR_TLS, "%s%s: %s", is_of_proxy(exchange) ? "The proxy " : "",
			       is_of_proxy(exchange) ? exchange->proxy : host,
			       *exchange->detail ? exchange->detail : curl_easy_strerror(code));
	if (proxy_failure(err, exchange, code))
		return false;
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
	return exchange->too_large && exchange->header_bytes <= EXCHANGE_HEADERS_MAX && status >= 300;
}

/* Whatever it is announced as: JSON never begins so. */
static bool is_page(const char *body)
{
	static const char mark[] = "\xef\xbb\xbf";

	if (!strncmp(body, mark, sizeof(mark) - 1))
		body += sizeof(mark) - 1;
	return body[strspn(body, " \t\r\n")] == '<';
}

void exchange_outcome(struct http_answer *answer, const struct exchange *exchange, CURLcode code)
{
	long status = 0;
	const char *date = header(exchange, "Date");

	curl_easy_getinfo(exchange->easy, CURLINFO_RESPONSE_CODE, &status);
	/* curl takes a connection that ends among the headers for an empty answer. */
	if (code == CURLE_OK && !exchange->head_ended)
		code = CURLE_PARTIAL_FILE;
	*answer = (struct http_answer){
		.host = exchange->url.host,
		.status = (int)status,
		.sent = may_be_sent(exchange, code),
		.body = exchange->guarded ? exchange->secret.data : (char *)exchange->body.data,
		.len = exchange->guarded ? exchange->secret.len : exchange->body.len,
	};
	if (date && !text_parse_http_date(&answer->server_ms, date))
		answer->server_ms = 0;
	answer->is_page = is_page(answer->body);
	answer->location = header(exchange, "Location");
	answer->retry_after = retry_after(exchange, answer->server_ms);
	answer->header = exchange->wanted ? header(exchange, exchange->wanted) : NULL;
	answer->whole = code == CURLE_OK;
	if (refuses_at_length(exchange, answer->status)) {
		answer->whole = true;
		answer->len = 0;
		answer->body[0] = 0;
	}
	if (!answer->whole)
		set_failure(&answer->err, exchange, code, answer->sent);
}
