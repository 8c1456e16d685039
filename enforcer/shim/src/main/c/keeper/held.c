#include "held.h"

#include <string.h>
#include <unistd.h>

static bool is_name(const char *name) {
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");
    return length > 0 && length < HELD_NAME_SIZE && name[length] == 0;
}

static struct held_entry *find(struct held *held, const char *name) {
    for (size_t i = 0; i < held->count; i++)
        if (strcmp(held->entries[i].name, name) == 0) return &held->entries[i];
    return NULL;
}

const char *held_keep(struct held *held, const char *name, int fd) {
    if (!is_name(name)) return "a name has 1 to 64 of A-Z a-z 0-9 . _ -";
    struct held_entry *entry = find(held, name);
    if (entry != NULL) {
        close(entry->fd);
        entry->fd = fd;
        return NULL;
    }
    if (held->count == HELD_MAX) return "4096 descriptors are held already";
    entry = &held->entries[held->count++];
    memcpy(entry->name, name, strlen(name) + 1);
    entry->fd = fd;
    return NULL;
}

const char *held_drop(struct held *held, const char *name) {
    struct held_entry *entry = find(held, name);
    if (entry == NULL) return "nothing is held under that name";
    close(entry->fd);
    *entry = held->entries[--held->count];
    return NULL;
}
