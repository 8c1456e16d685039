#include "keeper_socket.h"

#include "trusted.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

static int failed(const char *what, const char *path) {
    fprintf(stderr, "plimsoll-keeper: %s %s: %m\n", what, path);
    return SOCKET_FAILED;
}

static bool directory_is_good(const struct sockaddr_un *address) {
    char copy[sizeof address->sun_path];
    struct stat status;
    memcpy(copy, address->sun_path, sizeof copy);
    const char *directory = dirname(copy);
    if (mkdir(directory, 0700) != 0 && errno != EEXIST) return failed("cannot make", directory) == 0;
    if (lstat(directory, &status) != 0) return failed("cannot look at", directory) == 0;
    if (S_ISDIR(status.st_mode) && only_root_may_change(&status)) return true;
    fprintf(stderr, "plimsoll-keeper: %s is not a directory that only root may change\n", directory);
    return false;
}

static bool write_pid(int file) { return ftruncate(file, 0) == 0 && dprintf(file, "%ld\n", (long)getpid()) > 0; }

static int take_lock(const struct sockaddr_un *address) {
    char path[sizeof address->sun_path + 8];
    snprintf(path, sizeof path, "%s.lock", address->sun_path);
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0) return failed("cannot open", path);
    if (flock(lock, LOCK_EX | LOCK_NB) == 0) return write_pid(lock) ? lock : failed("cannot write", path);
    fprintf(stderr, "plimsoll-keeper: another keeper serves %s\n", address->sun_path);
    close(lock);
    return SOCKET_SERVED_BY_ANOTHER;
}

int keeper_socket_open(const struct sockaddr_un *address) {
    if (!directory_is_good(address)) return SOCKET_FAILED;
    int lock = take_lock(address);
    if (lock < 0) return lock;
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    unlink(address->sun_path);
    mode_t before = umask(0177);
    bool bound = listener >= 0 && bind(listener, (const struct sockaddr *)address, sizeof *address) == 0
        && listen(listener, 8) == 0;
    umask(before);
    return bound ? listener : failed("cannot listen on", address->sun_path);
}
