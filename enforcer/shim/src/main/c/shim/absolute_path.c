#include "absolute_path.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool absolute_path(char absolute[PATH_MAX], const char *path) {
    if (realpath(path, absolute) != NULL) return true;
    char current[PATH_MAX] = "";
    if (path[0] != '/' && getcwd(current, sizeof current) == NULL) return false;
    const char *between = path[0] == '/' ? "" : "/";
    return snprintf(absolute, PATH_MAX, "%s%s%s", current, between, path) < PATH_MAX;
}
