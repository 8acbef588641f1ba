#include "net/url.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <string.h>
#include <strings.h>

#include "wallet/base/mem.h"
#include "wallet/base/text.h"

static bool is_loopback(const char *host)
{
	struct in_addr v4;
	struct in6_addr v6;
	char bare[INET6_ADDRSTRLEN + 1];
	size_t len = strlen(host);

	if (!strcasecmp(host, "localhost"))
		return true;
	if (inet_pton(AF_INET, host, &v4) == 1)
		return ntohl(v4.s_addr) >> 24 == 127;
	if (len < 2 || len - 2 >= sizeof(bare) || host[0] != '[' || host[len - 1] != ']')
		return false;
	memcpy(bare, host + 1, len - 2);
	bare[len - 2] = 0;
	return inet_pton(AF_INET6, bare, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

/* When memory runs out, the URL is not to blame. */
static bool url_failed(CURLUcode code)
{
	if (code == CURLUE_OUT_OF_MEMORY)
		mem_exhausted();
	return code != CURLUE_OK;
}

static void name_host(char out[URL_HOST_SIZE], CURLU *handle, const char *host)
{
	struct buf text;
	char *port = NULL;

	buf_init(&text, 0);
	buf_add_string(&text, host);
	if (!url_failed(curl_url_get(handle, CURLUPART_PORT, &port, 0)))
		buf_add_format(&text, ":%s", port);
	text_sanitise(out, URL_HOST_SIZE, buf_string(&text), text.len);
	curl_free(port);
	buf_free(&text);
}

static bool fill(struct url *out, CURLU *handle, struct err *err)
{
	char *scheme = NULL, *host = NULL;
	struct url url = { 0 };
	bool known = false;

	if (!url_failed(curl_url_get(handle, CURLUPART_SCHEME, &scheme, 0)) &&
	    !url_failed(curl_url_get(handle, CURLUPART_HOST, &host, 0))) {
		url.tls = !strcmp(scheme, "https");
		url.loopback = is_loopback(host);
		name_host(url.host, handle, host);
		known = url.tls || !strcmp(scheme, "http");
	}
	curl_free(scheme);
	curl_free(host);
	if (!known)
		return err_set(err, ERR_INVALID_INPUT, "The URL must begin with https:// (or http:// to this machine)");
	if (!url.tls && !url.loopback)
		return err_set(err, ERR_INSECURE_URL, "Plain http to %s would show and trust everything on the way",
			       url.host);
	*out = url;
	return true;
}

/* curl's own parser decides, so that the host checked here is the one called later.  Other
 * parsers differ on user:pass@host and on 127.1. */
bool url_check(struct url *out, const char *text, struct err *err)
{
	CURLU *handle = curl_url();
	bool ok;

	if (!handle)
		mem_exhausted();
	if (url_failed(curl_url_set(handle, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME)))
		ok = err_set(err, ERR_INVALID_INPUT, "It is not a URL: it must begin with https:// and name a host");
	else
		ok = fill(out, handle, err);
	curl_url_cleanup(handle);
	return ok;
}

bool url_host(char out[URL_HOST_SIZE], const char *text, bool is_bare)
{
	unsigned flags = CURLU_NON_SUPPORT_SCHEME | (is_bare ? CURLU_GUESS_SCHEME : 0);
	CURLU *handle = curl_url();
	char *host = NULL;

	if (!handle)
		mem_exhausted();
	if (!url_failed(curl_url_set(handle, CURLUPART_URL, text, flags)) &&
	    !url_failed(curl_url_get(handle, CURLUPART_HOST, &host, 0)))
		name_host(out, handle, host);
	bool found = host;

	curl_url_cleanup(handle);
	curl_free(host);
	return found;
}

void url_join(struct buf *out, const char *base, const char *path)
{
	size_t len = strlen(base);

	while (len && base[len - 1] == '/')
		len--;
	buf_clear(out);
	buf_add(out, base, len);
	buf_add_byte(out, '/');
	buf_add_string(out, path + strspn(path, "/"));
}
