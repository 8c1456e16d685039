#include "runc_log.h"

#include "json_text.h"
#include "timestamp.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ENTRY_SIZE = 8192 };

/// Both formats escape alike: a logrus text value is quoted by the same rules as a JSON string.
static int format_entry(char entry[ENTRY_SIZE], bool json, const char *level, const char *line) {
    char time[TIMESTAMP_SIZE], escaped[ENTRY_SIZE - 256];
    timestamp_now(time);
    json_text(escaped, sizeof escaped, line);
    if (json) return snprintf(entry, ENTRY_SIZE, "{\"level\":\"%s\",\"msg\":\"%s\",\"time\":\"%s\"}\n", level, escaped, time);
    return snprintf(entry, ENTRY_SIZE, "time=\"%s\" level=%s msg=\"%s\"\n", time, level, escaped);
}

/// Appends in one write. O_NONBLOCK: a log that is a pipe without a reader must not hold a refusal.
static void append(const struct runc_arguments *arguments, const char *level, const char *line) {
    if (arguments->log == NULL || arguments->log[0] == 0) return;
    int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    int fd = open(arguments->log, flags, 0644);
    if (fd < 0) return;
    char entry[ENTRY_SIZE];
    int length = format_entry(entry, arguments->log_is_json, level, line);
    if (write(fd, entry, (size_t)length) != length) dprintf(STDERR_FILENO, "%s could not be written\n", arguments->log);
    close(fd);
}

void runc_log_error(const struct runc_arguments *arguments, const char *line) {
    append(arguments, "error", line);
    dprintf(STDERR_FILENO, "%s\n", line);
}

void runc_log_warning(const struct runc_arguments *arguments, const char *line) { append(arguments, "warning", line); }
