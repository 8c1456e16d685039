#include "config_json.h"

#include "frames.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char file_name[] = "config.json";
static const char unreadable[] = "the bundle's config.json cannot be read";
static const char unwritable[] = "the bundle's config.json cannot be replaced";

static int open_directory(const char *bundle) { return open(bundle, O_RDONLY | O_DIRECTORY | O_CLOEXEC); }

static int open_regular_file(int directory, struct stat *status) {
    int fd = openat(directory, file_name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd >= 0 && fstat(fd, status) == 0 && S_ISREG(status->st_mode)) return fd;
    if (fd >= 0) close(fd);
    return -1;
}

static bool read_all(int fd, char *bytes, size_t length) {
    while (length > 0) {
        ssize_t got = read(fd, bytes, length);
        if (got <= 0) return false;
        bytes += got;
        length -= (size_t)got;
    }
    return true;
}

static bool write_all(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t put = write(fd, bytes, length);
        if (put <= 0) return false;
        bytes += put;
        length -= (size_t)put;
    }
    return true;
}

const char *config_json_read(const char *bundle, struct config_json *config) {
    int directory = open_directory(bundle);
    if (directory < 0) return unreadable;
    struct stat status;
    int fd = open_regular_file(directory, &status);
    close(directory);
    if (fd < 0) return unreadable;
    const char *problem = unreadable;
    config->length = (size_t)status.st_size;
    if (config->length > FRAME_MAX)
        problem = "the bundle's config.json is larger than 16 MiB";
    else if ((config->bytes = malloc(config->length + 1)) != NULL && read_all(fd, config->bytes, config->length))
        problem = NULL;
    close(fd);
    return problem;
}

/// Not synced to disk: a bundle lives on tmpfs or is thrown away by the engine after a crash of the host.
static bool write_like(int fd, const struct stat *like, const char *bytes, size_t length) {
    return fchown(fd, like->st_uid, like->st_gid) == 0 && fchmod(fd, like->st_mode & 07777) == 0
        && write_all(fd, bytes, length);
}

static bool replace_in(int directory, const char *bytes, size_t length) {
    struct stat old;
    int fd = open_regular_file(directory, &old);
    if (fd < 0) return false;
    close(fd);
    char name[64];
    snprintf(name, sizeof name, ".config.json.plimsoll-%ld", (long)getpid());
    fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return false;
    bool replaced = write_like(fd, &old, bytes, length);
    replaced = close(fd) == 0 && replaced && renameat(directory, name, directory, file_name) == 0;
    if (!replaced) unlinkat(directory, name, 0);
    return replaced;
}

const char *config_json_replace(const char *bundle, const char *bytes, size_t length) {
    int directory = open_directory(bundle);
    if (directory < 0) return unwritable;
    bool replaced = replace_in(directory, bytes, length);
    close(directory);
    return replaced ? NULL : unwritable;
}
