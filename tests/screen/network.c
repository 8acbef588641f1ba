#include "tests/screen/network.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/screen/check.h"

#define ARGUMENTS_MAX 32
#define CALL_TIMEOUT_S 60L

static void run_node(const char *const *options, const int in[2], const int out[2])
{
	const char *argv[ARGUMENTS_MAX] = { "node", "tests/practice/network.mjs", "--free-ports", "--exit-with-stdin" };
	size_t count = 4;

	for (; options && *options && count + 1 < ARGUMENTS_MAX; options++)
		argv[count++] = *options;
	dup2(in[0], STDIN_FILENO);
	dup2(out[1], STDOUT_FILENO);
	close(in[0]);
	close(in[1]);
	close(out[0]);
	close(out[1]);
	execvp("node", (char *const *)(uintptr_t)argv);
	perror("node");
	_exit(127);
}

static void take_url(char url[NETWORK_URL_MAX], struct json_object *ready, const char *name)
{
	struct json_object *value = json_object_object_get(ready, name);

	check(value, "the practice network names no %s", name);
	snprintf(url, NETWORK_URL_MAX, "%s", json_object_get_string(value));
}

static void read_urls(struct network *network, int fd)
{
	char line[4096];
	FILE *file = fdopen(fd, "r");
	struct json_object *ready;

	check(file && fgets(line, sizeof(line), file), "the practice network has not started");
	ready = json_tokener_parse(line);
	check(ready, "the practice network says: %s", line);
	take_url(network->rpc_url, ready, "rpcUrl");
	take_url(network->api_url, ready, "apiUrl");
	take_url(network->control_url, ready, "controlUrl");
	take_url(network->faucet_url, ready, "faucetUrl");
	json_object_put(ready);
	fclose(file);
}

struct network *network_start(const char *const *options)
{
	struct network *network = calloc(1, sizeof(*network));
	int in[2], out[2];

	check(network && pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0, "no pipes");
	curl_global_init(CURL_GLOBAL_DEFAULT);
	fflush(NULL);
	network->pid = fork();
	if (network->pid == 0)
		run_node(options, in, out);
	close(in[0]);
	close(out[1]);
	network->hold = in[1];
	read_urls(network, out[0]);
	return network;
}

void network_stop(struct network *network)
{
	if (!network)
		return;
	close(network->hold);
	waitpid(network->pid, NULL, 0);
	free(network);
}

static size_t keep(char *bytes, size_t size, size_t count, void *file)
{
	return fwrite(bytes, size, count, file);
}

/* The answer as JSON; body NULL is a GET. */
static struct json_object *call(const char *url, const char *body)
{
	CURL *curl = curl_easy_init();
	char *text = NULL;
	size_t len;
	FILE *answer = open_memstream(&text, &len);
	struct json_object *json;

	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, CALL_TIMEOUT_S);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
	if (body)
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
	check(curl_easy_perform(curl) == CURLE_OK, "%s does not answer", url);
	curl_easy_cleanup(curl);
	fclose(answer);
	json = json_tokener_parse(text);
	check(json, "%s says: %s", url, text);
	free(text);
	return json;
}

void network_post(const struct network *network, const char *path, const char *fmt, ...)
{
	char url[2 * NETWORK_URL_MAX], body[8192];
	struct json_object *answer;
	va_list args;

	va_start(args, fmt);
	vsnprintf(body, sizeof(body), fmt, args);
	va_end(args);
	snprintf(url, sizeof(url), "%s/%s", network->control_url, path);
	answer = call(url, body);
	check(json_object_get_boolean(json_object_object_get(answer, "ok")), "%s %s: %s", path, body,
	      json_object_to_json_string(answer));
	json_object_put(answer);
}

void network_reset(const struct network *network)
{
	network_post(network, "reset", "{}");
	network_post(network, "chain", "{\"automine\":true}");
}

void network_release(const struct network *network)
{
	network_post(network, "release", "{}");
}

static struct json_object *get(const struct network *network, const char *path)
{
	char url[2 * NETWORK_URL_MAX];

	snprintf(url, sizeof(url), "%s/%s", network->control_url, path);
	return call(url, NULL);
}

static size_t count_entries(const struct network *network, const char *list, const char *name, const char *value)
{
	struct json_object *log = get(network, "log"), *entries = json_object_object_get(log, list);
	size_t count = 0;

	for (size_t i = 0; i < json_object_array_length(entries); i++) {
		struct json_object *field = json_object_object_get(json_object_array_get_idx(entries, i), name);

		count += field && strcmp(json_object_get_string(field), value) == 0;
	}
	json_object_put(log);
	return count;
}

size_t network_requests(const struct network *network, const char *route)
{
	return count_entries(network, "requests", "route", route);
}

size_t network_calls(const struct network *network, const char *method)
{
	return count_entries(network, "rpc", "method", method);
}

void network_wait_requests(const struct network *network, const char *route, size_t count)
{
	char path[128];

	snprintf(path, sizeof(path), "log?count=%zu&route=%s", count, route);
	json_object_put(get(network, path));
}

void network_wait_calls(const struct network *network, const char *method, size_t count)
{
	char path[128];

	snprintf(path, sizeof(path), "log?list=rpc&count=%zu&method=%s", count, method);
	json_object_put(get(network, path));
}

static size_t number_in(struct json_object *object, const char *name)
{
	return (size_t)json_object_get_int64(json_object_object_get(object, name));
}

struct network_count network_count(const struct network *network)
{
	struct json_object *all = get(network, "count"), *requests = json_object_object_get(all, "requests");
	struct network_count count = {
		.transactions = number_in(all, "transactions"), .payments = number_in(all, "payments"),
		.calls = number_in(requests, "POST chat"), .deletions = number_in(requests, "DELETE keys"),
	};

	json_object_put(all);
	return count;
}

char *network_body(const struct network *network, const char *route, const char *name)
{
	struct json_object *log = get(network, "log"), *entries = json_object_object_get(log, "requests"), *member = NULL;
	char *text;

	for (size_t i = 0; i < json_object_array_length(entries); i++) {
		struct json_object *entry = json_object_array_get_idx(entries, i),
				   *body = json_object_object_get(entry, "body");
		const char *of = json_object_get_string(json_object_object_get(entry, "route"));

		if (of && strcmp(of, route) == 0 && json_object_is_type(body, json_type_object))
			member = json_object_object_get(body, name);
	}
	check(json_object_is_type(member, json_type_string), "no %s was sent for %s", name, route);
	text = strdup(json_object_get_string(member));
	json_object_put(log);
	return text;
}

size_t network_keys(const struct network *network)
{
	struct json_object *answer = get(network, "keys");
	size_t count = json_object_array_length(json_object_object_get(answer, "keys"));

	json_object_put(answer);
	return count;
}
