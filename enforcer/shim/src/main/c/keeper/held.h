#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { HELD_NAME_SIZE = 65, HELD_MAX = 4096 };

/// Descriptors kept open under a name, so that what they stand for (links, maps) outlives the process that made it.
struct held {
    struct held_entry {
        char name[HELD_NAME_SIZE];
        int fd;
    } entries[HELD_MAX];
    size_t count;
};

/// Keeps `fd` under `name`, in place of an older one of that name. NULL, or why not; then the caller still owns `fd`.
const char *held_keep(struct held *held, const char *name, int fd);

/// Closes what is kept under `name`. NULL, or why not.
const char *held_drop(struct held *held, const char *name);
