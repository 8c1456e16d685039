#include "keeper_log.h"

#include "timestamp.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static int log_fd = -1;

void keeper_log_open(int fd) { log_fd = fd; }

void keeper_log(const char *format, ...) {
    char line[512], time[TIMESTAMP_SIZE], text[448];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    timestamp_now(time);
    int length = snprintf(line, sizeof line, "%s plimsoll-keeper: %s\n", time, text);
    // A log that takes nothing must not keep the gates waiting; there is nobody else to tell.
    if (log_fd >= 0 && write(log_fd, line, (size_t)length) < 0) return;
}
