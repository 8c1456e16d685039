#include "own_path.h"

#include <string.h>
#include <unistd.h>

/// The kernel appends this when an upgrade replaced the file after it was started; the new one lies at the same place.
static const char replaced[] = " (deleted)";

bool own_path(char path[PATH_MAX]) {
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - 1);
    if (length <= 0 || length == PATH_MAX - 1) return false;
    path[length] = 0;
    size_t tail = sizeof replaced - 1;
    if ((size_t)length > tail && strcmp(path + length - tail, replaced) == 0) path[(size_t)length - tail] = 0;
    return true;
}
