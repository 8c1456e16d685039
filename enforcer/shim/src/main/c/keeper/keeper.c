#include "keeper.h"

#include "background.h"
#include "commands.h"
#include "keeper_log.h"
#include "keeper_options.h"
#include "keeper_socket.h"

#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { EXIT_SERVED_BY_ANOTHER = 3 };

/// The Enforcer is away: from now on the keeper answers. Its unanswered events first, they hold processes up.
static void take_over(struct keeper *keeper, const char *why) {
    pid_t pid = keeper->client.pid;
    client_close(&keeper->client);
    keeper->counts_then = keeper->gate.counts;
    gate_answer_left_behind(&keeper->gate);
    keeper->answers = true;
    keeper->answers_since = monotonic_ms();
    keeper->takeovers++;
    keeper_log("took over from pid %ld, %s; direction=%s rescued=%" PRIu64, (long)pid, why,
               direction_word(keeper->gate.direction), keeper->gate.counts.rescued - keeper->counts_then.rescued);
}

static void hand_back(struct keeper *keeper) {
    const struct gate_counts *now = &keeper->gate.counts, *then = &keeper->counts_then;
    keeper->answers = false;
    keeper_log("handed to pid %ld after %" PRId64 " ms; allowed=%" PRIu64 " denied=%" PRIu64 " rescued=%" PRIu64
               " discarded=%" PRIu64 " overflows=%" PRIu64 " failed=%" PRIu64,
               (long)keeper->client.pid, monotonic_ms() - keeper->answers_since, now->allowed - then->allowed,
               now->denied - then->denied, now->rescued - then->rescued, now->discarded - then->discarded,
               now->overflows - then->overflows, now->failed - then->failed);
}

/// A new client is the Enforcer started again: whoever was here before is stale, and what it left must be answered.
static void admit(struct keeper *keeper) {
    struct client arrived;
    if (!client_accept(&arrived, keeper->listener)) return;
    if (!keeper->answers) take_over(keeper, "another client came");
    keeper->client = arrived;
    keeper->client.beat_until = deadline_after_ms(keeper->agent_timeout_ms);
    hand_back(keeper);
    commands_greet(keeper);
}

static void hear(struct keeper *keeper, short events) {
    char line[sizeof keeper->client.in];
    if ((events & POLLOUT) != 0) client_flush(&keeper->client);
    if ((events & (POLLIN | POLLHUP | POLLERR)) != 0) client_read(&keeper->client);
    while (!keeper->client.broken && client_next_line(&keeper->client, line)) commands_do(keeper, line);
}

/// Lets a client go that has left or gone silent. Beats that lay unread have been heard by now.
static void check_on_client(struct keeper *keeper) {
    if (keeper->client.socket < 0) return;
    if (keeper->client.broken)
        take_over(keeper, "its connection ended");
    else if (deadline_left_ms(keeper->client.beat_until) == 0)
        take_over(keeper, "it did not beat in time");
}

static void serve(struct keeper *keeper, int end_signal) {
    while (!keeper->quit) {
        struct client *client = &keeper->client;
        struct pollfd polls[] = {
            {.fd = client->socket, .events = client->out_length > 0 ? POLLIN | POLLOUT : POLLIN},
            {.fd = keeper->listener, .events = POLLIN},
            {.fd = keeper->answers ? keeper->gate.group : -1, .events = POLLIN},
            {.fd = end_signal, .events = POLLIN},
        };
        int wait = client->socket >= 0 ? deadline_left_ms(client->beat_until) : -1;
        if (poll(polls, 4, wait) < 0) continue;
        if (polls[0].revents != 0) hear(keeper, polls[0].revents);
        check_on_client(keeper);
        if (polls[1].revents != 0) admit(keeper);
        if (polls[2].revents != 0 && keeper->answers) gate_read(&keeper->gate);
        if (polls[3].revents != 0) keeper->quit = true;
    }
}

/// SIGTERM is the host going down: everything is released in order. What else ends programs by habit does not end this one.
static int open_end_signal(void) {
    signal(SIGHUP, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    sigprocmask(SIG_BLOCK, &end, NULL);
    return signalfd(-1, &end, SFD_CLOEXEC | SFD_NONBLOCK);
}

static int open_log(const char *path) {
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) fprintf(stderr, "plimsoll-keeper: the log %s cannot be opened: %m\n", path);
    return fd;
}

/// Opens all that the keeper will ever open. Later it would wait for its own answer, should the file be behind a gate.
static int prepare(struct keeper *keeper, const struct keeper_options *options) {
    if (options->log != NULL) {
        int log = open_log(options->log);
        if (log < 0) return EXIT_FAILURE;
        keeper_log_open(log);
    }
    keeper->listener = keeper_socket_open(&options->address);
    if (keeper->listener == SOCKET_SERVED_BY_ANOTHER) return EXIT_SERVED_BY_ANOTHER;
    if (keeper->listener < 0) return EXIT_FAILURE;
    keeper->gate.group = gate_open();
    if (keeper->gate.group >= 0) return EXIT_SUCCESS;
    fprintf(stderr, "plimsoll-keeper: fanotify_init for permission events: %m\n");
    return EXIT_FAILURE;
}

int keeper_main(int argc, char **argv) {
    static struct keeper keeper = {.client = {.socket = -1}, .answers = true};
    struct keeper_options options;
    if (!keeper_options_parse(&options, argc, argv)) return EXIT_FAILURE;
    background_enter();
    background_reserve_low_descriptors();
    keeper.gate.direction = options.direction;
    keeper.agent_timeout_ms = options.agent_timeout_ms;
    keeper.answers_since = monotonic_ms();
    int end_signal = open_end_signal();
    int status = prepare(&keeper, &options);
    background_ready(status);
    if (status != EXIT_SUCCESS) return status;
    keeper_log("serves %s, direction=%s", options.address.sun_path, direction_word(options.direction));
    serve(&keeper, end_signal);
    keeper_log("ends and releases the gates");
    unlink(options.address.sun_path);
    return EXIT_SUCCESS;
}
