#pragma once

#include <limits.h>
#include <stdbool.h>

/// Where this program lies, from the kernel rather than from argv[0], which the caller chooses. False without /proc.
bool own_path(char path[PATH_MAX]);
