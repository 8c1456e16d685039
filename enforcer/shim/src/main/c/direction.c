#include "direction.h"

#include <string.h>

bool direction_parse(const char *word, enum direction *direction) {
    bool allow = strcmp(word, "allow") == 0;
    if (!allow && strcmp(word, "deny") != 0) return false;
    *direction = allow ? DIRECTION_ALLOW : DIRECTION_DENY;
    return true;
}

const char *direction_word(enum direction direction) {
    return direction == DIRECTION_ALLOW ? "allow" : "deny";
}
