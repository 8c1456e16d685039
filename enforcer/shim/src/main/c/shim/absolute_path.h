#pragma once

#include <limits.h>
#include <stdbool.h>

/// Makes a path absolute as seen from the current directory, with links resolved where it exists.
bool absolute_path(char absolute[PATH_MAX], const char *path);
