#include "net/exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "net/proxy_failure.h"
#include "net/retry_after.h"
#include "net/trust.h"
#include "wallet/base/text.h"

static const char *header(const struct exchange *exchange, const char *name)
{
	struct curl_header *found;

	return curl_easy_header(exchange->easy, name, 0, CURLH_HEADER, -1, &found) ? NULL : found->value;
}

static const char *header_named(const void *context, const char *name)
{
	return header(context, name);
}

static void set_retry_after(struct http_answer *answer, const struct exchange *exchange)
{
	int64_t now_ms = answer->server_ms ? answer->server_ms : (int64_t)time(NULL) * 1000;
	struct retry_after after = retry_after_of(header_named, exchange, answer->status, now_ms);

	answer->retry_after = after.seconds;
	answer->error_budget = after.error_budget;
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

/* When the network cuts a handshake, that says nothing about the server's identity. */
static bool handshake_was_cut(const struct exchange *exchange, CURLcode code)
{
	return code == CURLE_SSL_CONNECT_ERROR &&
	       (strstr(exchange->detail, "SYSCALL") || strstr(exchange->detail, "reset by peer") ||
		strstr(exchange->detail, "Broken pipe"));
}

/* For a reused connection curl reports no time of connecting. */
static bool is_reused(const struct exchange *exchange)
{
	curl_off_t ready = 0;
	long made = 0;

	curl_easy_getinfo(exchange->easy, CURLINFO_NUM_CONNECTS, &made);
	curl_easy_getinfo(exchange->easy, CURLINFO_PRETRANSFER_TIME_T, &ready);
	return !made && ready > 0;
}

/* True when the first byte of a request may have left: the connection was up, and with it TLS
 * where it is used. */
static bool may_be_sent(const struct exchange *exchange, CURLcode code)
{
	curl_off_t at = 0;

	if (is_tls_failure(code) || proxy_failure_is_refusal(exchange))
		return false;
	curl_easy_getinfo(exchange->easy,
			  exchange->url.tls ? CURLINFO_APPCONNECT_TIME_T : CURLINFO_CONNECT_TIME_T, &at);
	return at > 0 || is_reused(exchange);
}

/* True when the certificate at fault is an https proxy's own. */
static bool is_of_proxy(const struct exchange *exchange)
{
	long result = 0;

	curl_easy_getinfo(exchange->easy, CURLINFO_PROXY_SSL_VERIFYRESULT, &result);
	return *exchange->proxy && result;
}

/* A lack of descriptors in this process is not the server's fault, and waiting does not help.
 * curl does not say why it has no socket, so this tries to get another descriptor. */
static bool lacks_descriptors(void)
{
	int fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);

	if (fd >= 0)
		close(fd);
	return fd < 0 && (errno == EMFILE || errno == ENFILE);
}

static bool set_failure(struct err *err, const struct exchange *exchange, CURLcode code, bool sent)
{
	const char *host = exchange->url.host;

	if (code == CURLE_OUT_OF_MEMORY)
		return err_set(err, ERR_OUT_OF_MEMORY, "There was not enough memory to speak to %s", host);
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
	if (!sent && lacks_descriptors())
		return err_set_errno(err, errno, "No connection to %s", host);
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

/* When a page refuses, its status says enough, however long it is. */
static bool refuses_at_length(const struct exchange *exchange, int status)
{
	return exchange->too_large && exchange->header_bytes <= EXCHANGE_HEADERS_MAX && status >= 300;
}

/* The content decides, whatever its type says: no JSON begins like that. */
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
	/* curl takes a connection that ends among the headers for an empty answer */
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
	set_retry_after(answer, exchange);
	for (size_t i = 0; i < HTTP_WANTED; i++)
		answer->header[i] = exchange->wanted[i] ? header(exchange, exchange->wanted[i]) : NULL;
	answer->whole = code == CURLE_OK;
	answer->cut = refuses_at_length(exchange, answer->status);
	answer->whole |= answer->cut;
	if (answer->cut && !exchange->guarded) {
		answer->len = 0;
		answer->body[0] = 0;
	}
	if (!answer->whole)
		set_failure(&answer->err, exchange, code, answer->sent);
}
