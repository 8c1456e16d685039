#include "stdio_guard.h"

#include <fcntl.h>
#include <unistd.h>

void guard_stdio(void) {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        // open() takes the lowest free number, and all lower ones are taken by now.
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR | O_CLOEXEC) != fd) return;
    }
}
