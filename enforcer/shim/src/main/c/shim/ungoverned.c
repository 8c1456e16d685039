#include "ungoverned.h"

#include "json_text.h"
#include "timestamp.h"
#include "trusted.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FILE_END = 16 * 1024 * 1024, ENTRY_SIZE = 3 * PATH_MAX };

static const char file_name[] = "ungoverned-starts";
static const char overflow_name[] = "ungoverned-starts.overflow";

/// Opens the socket's directory, and makes it first where the Enforcer has not run since the host came up.
static int open_directory(const struct conf *conf) {
    char path[sizeof conf->socket];
    memcpy(path, conf->socket, sizeof path);
    const char *directory = dirname(path);
    if (mkdir(directory, 0700) != 0 && errno != EEXIST) return -1;
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat status;
    if (fd >= 0 && fstat(fd, &status) == 0 && only_root_may_change(&status)) return fd;
    if (fd >= 0) close(fd);
    return -1;
}

static int open_in(int directory, const char *name) {
    return openat(directory, name, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
}

static bool append(int directory, const char *entry, size_t length) {
    int fd = open_in(directory, file_name);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0) return false;
    bool full = status.st_size >= FILE_END;
    bool written = !full && write(fd, entry, length) == (ssize_t)length;
    close(fd);
    if (full && (fd = open_in(directory, overflow_name)) >= 0) close(fd);
    return written || (full && fd >= 0);
}

static int format_entry(char entry[ENTRY_SIZE], const char *command, const char *id, const char *bundle,
                        const char *cause) {
    char time[TIMESTAMP_SIZE], id_text[1024], bundle_text[PATH_MAX], cause_text[PATH_MAX];
    timestamp_now(time);
    json_text(id_text, sizeof id_text, id);
    json_text(bundle_text, sizeof bundle_text, bundle);
    json_text(cause_text, sizeof cause_text, cause);
    return snprintf(entry, ENTRY_SIZE, "{\"time\":\"%s\",\"command\":\"%s\",\"id\":\"%s\",\"bundle\":\"%s\",\"cause\":\"%s\"}\n",
                    time, command, id_text, bundle_text, cause_text);
}

bool ungoverned_record(const struct conf *conf, const char *command, const char *id, const char *bundle,
                       const char *cause) {
    int directory = open_directory(conf);
    if (directory < 0) return false;
    char entry[ENTRY_SIZE];
    int length = format_entry(entry, command, id, bundle, cause);
    bool written = append(directory, entry, (size_t)length);
    close(directory);
    return written;
}
