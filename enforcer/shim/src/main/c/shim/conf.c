#include "conf.h"

#include "own_path.h"
#include "trusted.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// 16 times what the longest sensible file needs.
enum { FILE_MAX = 65536, TIMEOUT_MAX_MS = 600000 };

/// What every problem begins with, as the end of "start refused, ...".
#define NOT_CONFIGURED "the shim is not configured: "

static bool fill(char *field, size_t size, const char *value) {
    if (value[0] != '/' || field[0] != 0 || strlen(value) >= size) return false;
    memcpy(field, value, strlen(value) + 1);
    return true;
}

static bool take_timeout(struct conf *conf, const char *value) {
    char *end;
    errno = 0;
    long milliseconds = strtol(value, &end, 10);
    if (errno != 0 || end == value || *end != 0 || milliseconds < 1 || milliseconds > TIMEOUT_MAX_MS) return false;
    if (conf->timeout_ms != 0) return false;
    conf->timeout_ms = (int)milliseconds;
    return true;
}

/// Takes `key=value`; false when the key is not known, was there before, or the value is none for it.
static bool take_entry(struct conf *conf, bool *has_direction, const char *key, const char *value) {
    if (strcmp(key, "real") == 0) return fill(conf->real, sizeof conf->real, value);
    if (strcmp(key, "socket") == 0) return fill(conf->socket, sizeof conf->socket, value);
    if (strcmp(key, "timeout-ms") == 0) return take_timeout(conf, value);
    if (strcmp(key, "real-sha256") == 0) return true;
    if (strcmp(key, "direction") != 0 || *has_direction) return false;
    *has_direction = true;
    return direction_parse(value, &conf->direction);
}

static bool parse(struct conf *conf, const char *path, char *text) {
    bool has_direction = false;
    char *rest = text;
    for (int number = 1; rest != NULL && *rest != 0; number++) {
        char *line = strsep(&rest, "\n");
        if (line[0] == '#' || line[0] == 0) continue;
        char *value = strchr(line, '=');
        if (value != NULL) *value++ = 0;
        if (value != NULL && take_entry(conf, &has_direction, line, value)) continue;
        snprintf(conf->problem, sizeof conf->problem, NOT_CONFIGURED "%s line %d is not understood", path, number);
        return false;
    }
    if (has_direction && conf->real[0] != 0 && conf->socket[0] != 0 && conf->timeout_ms != 0) return true;
    snprintf(conf->problem, sizeof conf->problem, NOT_CONFIGURED "%s lacks one of real=, socket=, direction=, timeout-ms=", path);
    return false;
}

static bool open_trusted(struct conf *conf, const char *path, int *fd) {
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    struct stat status;
    if (*fd < 0 || fstat(*fd, &status) != 0) {
        snprintf(conf->problem, sizeof conf->problem, NOT_CONFIGURED "%s cannot be read: %s", path, strerror(errno));
        return false;
    }
    if (S_ISREG(status.st_mode) && only_root_may_change(&status)) return true;
    snprintf(conf->problem, sizeof conf->problem, NOT_CONFIGURED "%s is not a file that only root may change", path);
    return false;
}

static bool load(struct conf *conf, const char *path) {
    static char text[FILE_MAX];
    int fd;
    if (!open_trusted(conf, path, &fd)) return false;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length >= 0 && length < FILE_MAX - 1 && memchr(text, 0, (size_t)length) == NULL) {
        text[length] = 0;
        return parse(conf, path, text);
    }
    snprintf(conf->problem, sizeof conf->problem, NOT_CONFIGURED "%s is not a text file of moderate size", path);
    return false;
}

void conf_load(struct conf *conf) {
    memset(conf, 0, sizeof *conf);
    char path[PATH_MAX + 8];
    if (!own_path(conf->shim)) {
        snprintf(conf->problem, sizeof conf->problem, NOT_CONFIGURED "/proc/self/exe cannot be read");
        return;
    }
    snprintf(path, sizeof path, "%s.conf", conf->shim);
    if (load(conf, path)) return;
    conf->direction = DIRECTION_DENY;
    conf->timeout_ms = 0;
    int length = snprintf(conf->real, sizeof conf->real, "%s.plimsoll-real", conf->shim);
    if (length >= (int)sizeof conf->real) conf->real[0] = 0;
}
