#include "net/proxy_failure.h"

#include <string.h>

/* Returns the status of the proxy's answer to CONNECT; 0 when none came. */
static long refusal_of(const struct exchange *exchange)
{
	long status = 0;

	if (*exchange->proxy)
		curl_easy_getinfo(exchange->easy, CURLINFO_HTTP_CONNECTCODE, &status);
	return status;
}

bool proxy_failure_is_refusal(const struct exchange *exchange)
{
	return refusal_of(exchange) >= 300;
}

static bool set_refusal(struct err *err, const struct exchange *exchange, long status)
{
	const char *proxy = exchange->proxy, *host = exchange->url.host;

	if (status == 407)
		err_set(err, ERR_PROXY_CREDENTIALS, "The proxy %s wants a name and a password (HTTP 407)", proxy);
	else if (status >= 500)
		err_set(err, ERR_PROXY_FAILED, "The proxy %s does not get through to %s (HTTP %ld)", proxy, host, status);
	else
		err_set(err, ERR_PROXY_REFUSED, "The proxy %s refuses the way to %s (HTTP %ld)", proxy, host, status);
	err->status = (int)status;
	return true;
}

/* SOCKS has its own numbers where HTTP has a status. */
static bool set_socks(struct err *err, const struct exchange *exchange)
{
	const char *proxy = exchange->proxy, *host = exchange->url.host;
	long why = CURLPX_OK;

	curl_easy_getinfo(exchange->easy, CURLINFO_PROXY_ERROR, &why);
	switch (why) {
	case CURLPX_NO_AUTH:
	case CURLPX_USER_REJECTED:
	case CURLPX_IDENTD:
	case CURLPX_IDENTD_DIFFER:
		err_set(err, ERR_PROXY_CREDENTIALS, "The proxy %s does not take the name and password it was given", proxy);
		break;
	case CURLPX_REPLY_NOT_ALLOWED:
	case CURLPX_REQUEST_FAILED:
		err_set(err, ERR_PROXY_REFUSED, "The proxy %s refuses the way to %s", proxy, host);
		break;
	default:
		err_set(err, ERR_PROXY_FAILED, "The proxy %s does not get through to %s", proxy, host);
		break;
	}
	return true;
}

/* True once the way through the proxy is open and TLS with the server is up. */
static bool got_through(const struct exchange *exchange)
{
	long status = refusal_of(exchange);
	curl_off_t at = 0;

	curl_easy_getinfo(exchange->easy, CURLINFO_APPCONNECT_TIME_T, &at);
	return at > 0 || (status >= 200 && status < 300);
}

/* When the look-up fails at once, curl gives the code for the server's name even if it is the
 * proxy's.  Its words are right. */
static bool has_no_such_name(const struct exchange *exchange, CURLcode code)
{
	return code == CURLE_COULDNT_RESOLVE_PROXY ||
	       (code == CURLE_COULDNT_RESOLVE_HOST && strstr(exchange->detail, "resolve proxy"));
}

bool proxy_failure(struct err *err, const struct exchange *exchange, CURLcode code)
{
	const char *proxy = exchange->proxy;

	if (!*proxy)
		return false;
	if (proxy_failure_is_refusal(exchange))
		return set_refusal(err, exchange, refusal_of(exchange));
	if (code == CURLE_PROXY)
		return set_socks(err, exchange);
	if (has_no_such_name(exchange, code))
		err_set(err, ERR_PROXY_UNREACHABLE, "The proxy %s cannot be found by its name", proxy);
	else if (got_through(exchange))
		return false;
	else if (code == CURLE_COULDNT_CONNECT)
		err_set(err, ERR_PROXY_UNREACHABLE, "The proxy %s does not take the connection", proxy);
	else if (code == CURLE_OPERATION_TIMEDOUT)
		err_set(err, ERR_PROXY_UNREACHABLE, "The proxy %s does not answer in time", proxy);
	else
		err_set(err, ERR_PROXY_FAILED, "The proxy %s does not open the way to %s", proxy, exchange->url.host);
	return true;
}
