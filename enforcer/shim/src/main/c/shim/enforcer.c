#include "enforcer.h"

#include "peer.h"
#include "trusted.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static bool directory_is_trusted(const char *socket_path) {
    char path[sizeof((struct conf *)0)->socket];
    struct stat status;
    memcpy(path, socket_path, sizeof path);
    // A directory that is not there is an Enforcer that is not there: the connection says so.
    if (lstat(dirname(path), &status) != 0) return errno == ENOENT;
    return S_ISDIR(status.st_mode) && only_root_may_change(&status);
}

/// Connecting waits while the Enforcer's backlog is full; SO_SNDTIMEO ends that wait.
static bool connect_until(int fd, const char *path, deadline until) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    memcpy(address.sun_path, path, sizeof address.sun_path);
    for (;;) {
        int left = deadline_left_ms(until);
        if (left == 0) return false;
        struct timeval wait = {.tv_sec = left / 1000, .tv_usec = left % 1000 * 1000};
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
        if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0) return true;
        if (errno != EINTR) return false;
    }
}

struct answer enforcer_connect(struct conversation *with, const struct conf *conf) {
    if (!directory_is_trusted(conf->socket))
        return answer_none("the directory of the Enforcer's socket is not one that only root may change");
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return answer_none("no socket can be opened");
    *with = (struct conversation){.socket = fd, .signals = -1, .until = deadline_after_ms(conf->timeout_ms)};
    pid_t pid;
    if (!connect_until(fd, conf->socket, with->until)) {
        close(fd);
        return answer_failed(TRANSFER_CLOSED);
    }
    if (peer_is_root(fd, &pid)) return (struct answer){.kind = ANSWER_ALLOW};
    close(fd);
    return answer_none("what answers at the Enforcer's socket does not run as root");
}
