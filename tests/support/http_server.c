#include "tests/support/http_server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "wallet/base/mem.h"

#define CONNECTIONS_MAX 64

struct connection {
	int fd;
	size_t number;
	bool hung;
	struct buf in, out;	/* out: what the socket has not taken yet */
	size_t sent;
	bool close_after;
};

struct http_server {
	pthread_t thread;
	int listener, stop[2];
	unsigned port;
	http_server_script *script;
	void *context;
	struct connection connections[CONNECTIONS_MAX];
	size_t count, accepted, requests;
};

static void die(const char *what)
{
	perror(what);
	abort();
}

static int bind_to_loopback(unsigned *port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&address, len) || getsockname(fd, (struct sockaddr *)&address, &len))
		die("loopback socket");
	*port = ntohs(address.sin_port);
	return fd;
}

static int listen_on_loopback(unsigned *port)
{
	int fd = bind_to_loopback(port);

	if (listen(fd, CONNECTIONS_MAX))
		die("loopback socket");
	return fd;
}

/* Its socket stays open and never listens, so that no other program gets the port meanwhile. */
unsigned http_server_dead_port(void)
{
	static unsigned port;

	if (!port)
		(void)bind_to_loopback(&port);
	return port;
}

static void drop(struct http_server *server, size_t i)
{
	struct connection *connection = &server->connections[i];

	close(connection->fd);
	buf_free(&connection->in);
	buf_free(&connection->out);
	*connection = server->connections[--server->count];
}

static void accept_one(struct http_server *server)
{
	int fd = accept4(server->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	struct connection *connection = &server->connections[server->count];

	if (fd < 0 || server->count == CONNECTIONS_MAX)
		die("accept");
	*connection = (struct connection){ .fd = fd, .number = server->accepted++ };
	buf_init(&connection->in, 0);
	buf_init(&connection->out, (size_t)64 << 20);
	server->count++;
}

/* Returns the length of the first whole request in the buffer; 0 when there is none. */
static size_t whole_request(const struct buf *in, size_t *head_len)
{
	const char *text = buf_string(in), *end = strstr(text, "\r\n\r\n");
	const char *length = strcasestr(text, "\r\nContent-Length:");
	size_t body = 0;

	if (!end)
		return 0;
	if (length && length < end)
		body = strtoul(length + strlen("\r\nContent-Length:"), NULL, 10);
	*head_len = (size_t)(end - text) + 4;
	return in->len >= *head_len + body ? *head_len + body : 0;
}

static void take_request(struct http_server *server, struct connection *connection, size_t len, size_t head_len)
{
	struct http_server_request request = {
		.index = server->requests++, .connection = connection->number,
	};
	const char *text = buf_string(&connection->in);
	char *head = strndup(text, head_len), *body = strndup(text + head_len, len - head_len);
	struct buf rest;
	enum http_server_do what;

	sscanf(head, "%7s %255s", request.method, request.path);
	request.head = head;
	request.body = body;
	what = server->script(server->context, &request, &connection->out);
	connection->close_after = what == SERVER_CLOSE;
	connection->hung = what == SERVER_HANG;
	free(head);
	free(body);
	buf_init(&rest, 0);
	buf_add(&rest, connection->in.data + len, connection->in.len - len);
	buf_free(&connection->in);
	connection->in = rest;
}

/* False when the connection has ended. */
static bool receive(struct http_server *server, struct connection *connection)
{
	char bytes[65536];
	ssize_t got = recv(connection->fd, bytes, sizeof(bytes), 0);
	size_t len, head_len;

	if (got <= 0)
		return false;
	buf_add(&connection->in, bytes, (size_t)got);
	while (!connection->hung && !connection->close_after && (len = whole_request(&connection->in, &head_len)))
		take_request(server, connection, len, head_len);
	return true;
}

static bool send_rest(struct connection *connection)
{
	ssize_t sent = send(connection->fd, connection->out.data + connection->sent,
			    connection->out.len - connection->sent, MSG_NOSIGNAL);

	if (sent < 0)
		return false;
	connection->sent += (size_t)sent;
	if (connection->sent < connection->out.len)
		return true;
	buf_clear(&connection->out);
	connection->sent = 0;
	return true;
}

/* False when the connection is to be closed. */
static bool serve(struct http_server *server, struct connection *connection, short revents)
{
	if (revents & (POLLIN | POLLHUP | POLLERR) && !receive(server, connection))
		return false;
	if (connection->out.len && !send_rest(connection))
		return false;
	return connection->out.len || !connection->close_after;
}

static void *run(void *context)
{
	struct http_server *server = context;

	for (;;) {
		struct pollfd fds[CONNECTIONS_MAX + 2] = {
			{ .fd = server->stop[0], .events = POLLIN }, { .fd = server->listener, .events = POLLIN },
		};

		for (size_t i = 0; i < server->count; i++) {
			struct connection *connection = &server->connections[i];
			short more = connection->out.len ? POLLOUT : 0;

			fds[i + 2] = (struct pollfd){ .fd = connection->fd, .events = (short)(POLLIN | more) };
		}
		poll(fds, (nfds_t)server->count + 2, -1);
		if (fds[0].revents)
			return NULL;
		for (size_t i = server->count; i-- > 0;)
			if (fds[i + 2].revents && !serve(server, &server->connections[i], fds[i + 2].revents))
				drop(server, i);
		if (fds[1].revents)
			accept_one(server);
	}
}

struct http_server *http_server_start(http_server_script *script, void *context)
{
	struct http_server *server = mem_new(1, sizeof(*server));

	server->script = script;
	server->context = context;
	server->listener = listen_on_loopback(&server->port);
	if (pipe(server->stop) || pthread_create(&server->thread, NULL, run, server))
		die("server thread");
	return server;
}

void http_server_stop(struct http_server *server)
{
	close(server->stop[1]);
	pthread_join(server->thread, NULL);
	while (server->count)
		drop(server, 0);
	close(server->stop[0]);
	close(server->listener);
	free(server);
}

unsigned http_server_port(const struct http_server *server)
{
	return server->port;
}

void http_server_reply(struct buf *out, int status, const char *headers, const char *body)
{
	buf_add_format(out, "HTTP/1.1 %d Status\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n%s\r\n",
		       status, strlen(body), headers);
	buf_add_string(out, body);
}
