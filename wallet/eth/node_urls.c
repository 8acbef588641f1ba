#include "wallet/eth/node_urls.h"

#include <string.h>

#include "wallet/base/text.h"

#define BLANKS " \t"

static bool is_end(const char *text)
{
	return !*text || strchr(BLANKS, *text);
}

/* Venice's RPC is named by a word. */
static bool begins_url(const char *text)
{
	size_t word = strlen(NETWORK_VENICE_NODE);
	size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return (!strncmp(text, NETWORK_VENICE_NODE, word) && (is_end(text + word) || text[word] == ',')) ||
	       (letters && !strncmp(text + letters, "://", 3));
}

static bool parts(const char *text)
{
	return is_end(text) || (*text == ',' && (is_end(text + 1) || begins_url(text + 1)));
}

static bool is_there(const struct network *network, const char *url)
{
	for (size_t i = 0; i < network->node_count; i++)
		if (!strcmp(network->rpc_urls[i], url))
			return true;
	return false;
}

static bool add(struct network *network, const char *url, size_t len)
{
	char text[NETWORK_URL_SIZE];

	if (network->node_count == NETWORK_NODES_MAX || len >= sizeof(text) || !text_is_clean(url, len))
		return false;
	memcpy(text, url, len);
	text[len] = 0;
	if (is_there(network, text))
		return false;
	memcpy(network->rpc_urls[network->node_count++], text, len + 1);
	return true;
}

bool node_urls_read(struct network *out, const char *list)
{
	struct network read = *out;

	read.node_count = 0;
	for (list += strspn(list, BLANKS ","); *list; list += strspn(list, BLANKS ",")) {
		size_t len = 0;

		while (!parts(list + len))
			len++;
		if (!add(&read, list, len))
			return false;
		list += len;
	}
	if (!read.node_count)
		return false;
	*out = read;
	return true;
}

void node_urls_write(struct buf *out, const struct network *network)
{
	for (size_t i = 0; i < network->node_count; i++) {
		buf_add_string(out, i ? ", " : "");
		buf_add_string(out, network->rpc_urls[i]);
	}
}

bool node_urls_put_venice(struct network *network, bool first)
{
	struct network changed = *network;

	changed.node_count = 0;
	if (first && !add(&changed, NETWORK_VENICE_NODE, strlen(NETWORK_VENICE_NODE)))
		return false;
	for (size_t i = 0; i < network->node_count; i++)
		if (strcmp(network->rpc_urls[i], NETWORK_VENICE_NODE) != 0 &&
		    !add(&changed, network->rpc_urls[i], strlen(network->rpc_urls[i])))
			return false;
	if (!changed.node_count)
		return false;
	*network = changed;
	return true;
}
