#include "real_runc.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_this_program(const char *path) {
    struct stat real, self;
    if (stat(path, &real) != 0 || stat("/proc/self/exe", &self) != 0) return false;
    return real.st_dev == self.st_dev && real.st_ino == self.st_ino;
}

bool real_runc_took_our_place(const struct conf *conf) {
    return access(conf->shim, X_OK) == 0 && !is_this_program(conf->shim);
}

bool real_runc_is_runnable(const struct conf *conf) {
    bool in_place = !is_this_program(conf->real) && access(conf->real, X_OK) == 0;
    return in_place || real_runc_took_our_place(conf);
}

void real_runc_execute(const struct conf *conf, char *const *argv) {
    int error = ELOOP;
    if (!is_this_program(conf->real)) {
        execv(conf->real, argv);
        error = errno;
    }
    if (real_runc_took_our_place(conf)) execv(conf->shim, argv);
    errno = error;
}

int real_runc_become(const struct start *start) {
    real_runc_execute(start->conf, start->argv);
    char line[PATH_MAX + 256];
    snprintf(line, sizeof line,
             "Plimsoll: the real runc %s cannot be run: %m; reinstall the package of runc or run 'plimsoll rescue'",
             start->conf->real);
    return start_refuse(start, line);
}
