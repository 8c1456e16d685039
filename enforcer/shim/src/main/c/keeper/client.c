#include "client.h"

#include "peer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { OUT_MAX = 1024 * 1024 };

bool client_accept(struct client *client, int listener) {
    int socket = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (socket < 0) return false;
    *client = (struct client){.socket = socket};
    if (peer_is_root(socket, &client->pid)) return true;
    close(socket);
    return false;
}

void client_read(struct client *client) {
    size_t room = sizeof client->in - client->in_length;
    ssize_t got = recv(client->socket, client->in + client->in_length, room, 0);
    // A line that fills all the room is none of ours.
    bool retry = got < 0 && (errno == EAGAIN || errno == EINTR);
    if (got > 0) client->in_length += (size_t)got;
    else if (!retry) client->broken = true;
    if (client->in_length == sizeof client->in && memchr(client->in, '\n', sizeof client->in) == NULL)
        client->broken = true;
}

bool client_next_line(struct client *client, char line[sizeof((struct client *)0)->in]) {
    const char *end = memchr(client->in, '\n', client->in_length);
    if (end == NULL) return false;
    size_t length = (size_t)(end - client->in);
    memcpy(line, client->in, length);
    line[length] = 0;
    client->in_length -= length + 1;
    memmove(client->in, end + 1, client->in_length);
    return true;
}

void client_say(struct client *client, const char *text, size_t length) {
    char *grown = client->out_length + length <= OUT_MAX ? realloc(client->out, client->out_length + length) : NULL;
    if (grown == NULL) {
        client->broken = true;
        return;
    }
    memcpy(grown + client->out_length, text, length);
    client->out = grown;
    client->out_length += length;
    client_flush(client);
}

void client_flush(struct client *client) {
    ssize_t sent = send(client->socket, client->out, client->out_length, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) client->broken = true;
    if (sent <= 0) return;
    client->out_length -= (size_t)sent;
    memmove(client->out, client->out + sent, client->out_length);
}

void client_close(struct client *client) {
    if (client->socket >= 0) close(client->socket);
    free(client->out);
    *client = (struct client){.socket = -1};
}
