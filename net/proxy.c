#include "net/proxy.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wallet/base/mem.h"

#define PATTERN_SIZE 128	/* longer ones match no address */

/* An empty variable counts as none. */
static const char *variable(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static const char *first_of(const char *const *names, size_t count)
{
	const char *value = NULL;

	for (size_t i = 0; i < count && !value; i++)
		value = variable(names[i]);
	return value;
}

/* An address without "/bits" is compared as a whole, and so is one with "/0", as in curl. */
static bool same_network(const uint8_t *a, const uint8_t *b, size_t len, unsigned bits)
{
	unsigned whole, rest;

	if (bits > 8 * len)
		return false;
	if (!bits)
		bits = (unsigned)(8 * len);
	whole = bits / 8;
	rest = bits % 8;
	return !memcmp(a, b, whole) && (!rest || !((a[whole] ^ b[whole]) >> (8 - rest)));
}

static bool address_matches(int family, const uint8_t *address, const char *pattern, size_t len)
{
	char text[PATTERN_SIZE], *slash, *end = NULL;
	uint8_t network[sizeof(struct in6_addr)];
	unsigned long bits = 0;

	if (len >= sizeof(text))
		return false;
	memcpy(text, pattern, len);
	text[len] = 0;
	slash = strchr(text, '/');
	if (slash) {
		*slash = 0;
		bits = strtoul(slash + 1, &end, 10);
		if (end == slash + 1 || *end || bits > 128)
			return false;
	}
	return inet_pton(family, text, network) == 1 &&
	       same_network(address, network, family == AF_INET ? 4 : 16, (unsigned)bits);
}

/* "example.com" and ".example.com" mean that host and all below it. */
static bool name_matches(const char *name, size_t name_len, const char *pattern, size_t len)
{
	if (len && pattern[len - 1] == '.')
		len--;
	if (len && *pattern == '.')
		pattern++, len--;
	if (!len || len > name_len || strncasecmp(name + name_len - len, pattern, len))
		return false;
	return len == name_len || name[name_len - len - 1] == '.';
}

static bool matches(const char *host, const char *pattern, size_t len)
{
	uint8_t address[sizeof(struct in6_addr)];
	size_t host_len = strlen(host);

	if (inet_pton(AF_INET, host, address) == 1)
		return address_matches(AF_INET, address, pattern, len);
	if (inet_pton(AF_INET6, host, address) == 1)
		return address_matches(AF_INET6, address, pattern, len);
	if (host_len && host[host_len - 1] == '.')
		host_len--;
	return name_matches(host, host_len, pattern, len);
}

static bool is_listed(const char *host, const char *list)
{
	if (!strcmp(list, "*"))
		return true;
	for (const char *at = list; *at;) {
		at += strspn(at, " \t");

		size_t len = strcspn(at, " \t,");

		if (len && matches(host, at, len))
			return true;
		at += len;
		at += strspn(at, " \t");
		if (*at != ',')
			return false;	/* curl stops here, too */
		at += strspn(at, ",");
	}
	return false;
}

/* Takes a host as in URLs, but an IPv6 address without its brackets. */
static bool take_host(char out[256], const char *url)
{
	CURLU *handle = curl_url();
	char *host = NULL;
	bool found = handle && !curl_url_set(handle, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) &&
		     !curl_url_get(handle, CURLUPART_HOST, &host, 0);
	size_t len = found ? strlen(host) : 0;

	if (len > 1 && host[0] == '[')
		snprintf(out, 256, "%.*s", (int)len - 2, host + 1);
	else if (found)
		snprintf(out, 256, "%s", host);
	curl_free(host);
	curl_url_cleanup(handle);
	return found;
}

bool proxy_find(char out[URL_HOST_SIZE], const char *text)
{
	static const char *const proxies[] = { "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };
	static const char *const exceptions[] = { "no_proxy", "NO_PROXY" };
	const char *proxy = first_of(proxies, ARRAY_LENGTH(proxies));
	const char *list = first_of(exceptions, ARRAY_LENGTH(exceptions));
	struct url url;
	struct err err;
	char host[256];

	if (!proxy || !url_check(&url, text, &err) || url.loopback || !take_host(host, text))
		return false;
	if (list && is_listed(host, list))
		return false;
	if (!url_host(out, proxy, true))
		snprintf(out, URL_HOST_SIZE, "of the environment");
	return true;
}
