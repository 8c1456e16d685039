#pragma once

#include "deadline.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/// The Enforcer at the other end of the socket. The keeper never waits for it: what it does not take is kept here, and one
/// that takes nothing is let go.
struct client {
    /// -1 when there is none.
    int socket;
    pid_t pid;
    deadline beat_until;
    /// The line that is arriving.
    char in[512];
    size_t in_length;
    /// What it has not taken yet. Owned.
    char *out;
    size_t out_length;
    bool broken;
};

/// Takes the next connection from the listener; false when there is none or its peer is not root.
bool client_accept(struct client *client, int listener);

/// Reads what has arrived. Then `client_next_line` hands out the complete lines.
void client_read(struct client *client);

/// Copies the next complete line, without its end, to `line`. False when none is complete.
bool client_next_line(struct client *client, char line[sizeof((struct client *)0)->in]);

/// Says something, now or as soon as the client takes it.
void client_say(struct client *client, const char *text, size_t length);

/// Sends what is waiting, as far as the client takes it.
void client_flush(struct client *client);

void client_close(struct client *client);
