#pragma once

#include <stdbool.h>
#include <sys/stat.h>

/// Whether only root can change this: owned by root, writable by neither group nor others.
bool only_root_may_change(const struct stat *status);
