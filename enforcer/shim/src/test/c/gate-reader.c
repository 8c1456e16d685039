/// gate-reader SOCKET: behaves as an Enforcer does towards the keeper, told by lines on standard input; says one line to each.
///   mark PATH        gates executions on the file system of PATH       marked
///   read             reads events, does not answer them                 read <how many so far>
///   wait             the same, but waits until there is one             read <how many so far>
///   answer allow     answers all it has read                            answered <how many>
///   beating on|off   sends a beat every 50 ms (on at first)             beating
///   send LINE        sends a line to the keeper                         what the keeper answers
///   hold NAME PATH   opens PATH and has the keeper hold it              what the keeper answers
///   connect PATH     leaves the keeper for another one, keeps its group     the greeting
///   give-group       has the keeper take this process's group           what the keeper answers
///   cat FD           reads the keeper's descriptor FD from its start    its first line
///   connected        is the connection still open?                      yes or no
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fanotify.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int keeper, keeper_process, group;
static int pending[1024], pending_count;
static bool beating = true;

static int connect_to(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
    perror("connect");
    exit(2);
}

/// One line from the keeper; "closed" when there is none to come.
static const char *keeper_line(void) {
    static char line[400000];
    size_t length = 0;
    while (length < sizeof line - 1 && recv(keeper, line + length, 1, 0) == 1 && line[length] != '\n') length++;
    line[length] = 0;
    return length == 0 ? "closed" : line;
}

static const char *ask_keeper(const char *line) {
    char text[1024];
    int length = snprintf(text, sizeof text, "%s\n", line);
    return send(keeper, text, (size_t)length, MSG_NOSIGNAL) == length ? keeper_line() : "closed";
}

static int read_events(void) {
    _Alignas(struct fanotify_event_metadata) char buffer[8192];
    ssize_t length = read(group, buffer, sizeof buffer);
    struct fanotify_event_metadata *event = (void *)buffer;
    for (; length > 0 && FAN_EVENT_OK(event, length); event = FAN_EVENT_NEXT(event, length))
        if (event->fd >= 0) pending[pending_count++] = event->fd;
    return pending_count;
}

static int answer_events(bool allow) {
    int answered = 0;
    for (int i = 0; i < pending_count; i++) {
        struct fanotify_response response = {.fd = pending[i], .response = allow ? FAN_ALLOW : FAN_DENY};
        answered += write(group, &response, sizeof response) == sizeof response;
        close(pending[i]);
    }
    pending_count = 0;
    return answered;
}

static void cat(int fd) {
    char text[256] = "";
    int copy = pidfd_getfd(keeper_process, fd, 0);
    if (copy < 0 || pread(copy, text, sizeof text - 1, 0) < 0) snprintf(text, sizeof text, "%m");
    text[strcspn(text, "\n")] = 0;
    puts(text);
}

static void hold(const char *name, const char *path) {
    char line[512];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    snprintf(line, sizeof line, "hold %s %d %d", name, (int)getpid(), fd);
    puts(ask_keeper(line));
}

static void do_line(char *line) {
    char *rest = NULL;
    const char *word = strtok_r(line, " ", &rest), *first, *second;
    if (word == NULL) return;
    if (strcmp(word, "send") == 0) {
        puts(ask_keeper(rest));
        return;
    }
    first = strtok_r(NULL, " ", &rest);
    second = strtok_r(NULL, " ", &rest);
    uint64_t mask = FAN_OPEN_EXEC_PERM;
    if (strcmp(word, "mark") == 0)
        puts(fanotify_mark(group, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, mask, AT_FDCWD, first) == 0 ? "marked" : "not marked");
    if (strcmp(word, "read") == 0) printf("read %d\n", read_events());
    if (strcmp(word, "wait") == 0) {
        poll(&(struct pollfd){.fd = group, .events = POLLIN}, 1, 10000);
        printf("read %d\n", read_events());
    }
    if (strcmp(word, "answer") == 0) printf("answered %d\n", answer_events(strcmp(first, "allow") == 0));
    if (strcmp(word, "beating") == 0) puts((beating = strcmp(first, "on") == 0) ? "beating" : "silent");
    if (strcmp(word, "hold") == 0) hold(first, second);
    if (strcmp(word, "connect") == 0) {
        close(keeper);
        keeper = connect_to(first);
        puts(keeper_line());
        beating = true;
    }
    if (strcmp(word, "give-group") == 0) {
        char text[64];
        snprintf(text, sizeof text, "hold fanotify %d %d", (int)getpid(), group);
        puts(ask_keeper(text));
    }
    if (strcmp(word, "cat") == 0) cat(atoi(first));
    if (strcmp(word, "connected") == 0) {
        char byte;
        // A peer that leaves with our beats unread resets the connection instead of ending it.
        ssize_t got = recv(keeper, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        puts(got > 0 || (got < 0 && errno == EAGAIN) ? "yes" : "no");
    }
}

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    setvbuf(stdout, NULL, _IOLBF, 0);
    keeper = connect_to(argv[1]);
    int pid, fd;
    const char *greeting = keeper_line();
    puts(greeting);
    if (sscanf(greeting, "plimsoll-keeper 1 pid=%d fanotify=%d", &pid, &fd) != 2) return 1;
    keeper_process = pidfd_open(pid, 0);
    group = pidfd_getfd(keeper_process, fd, 0);
    if (group < 0) return 1;
    setvbuf(stdin, NULL, _IONBF, 0);
    for (;;) {
        int ready = poll(&(struct pollfd){.fd = STDIN_FILENO, .events = POLLIN}, 1, 50);
        if (beating && send(keeper, "beat\n", 5, MSG_NOSIGNAL) < 0) beating = false;
        char line[1024];
        if (ready <= 0) continue;
        if (fgets(line, sizeof line, stdin) == NULL) return 0;
        line[strcspn(line, "\n")] = 0;
        do_line(line);
    }
}
