#include "lines.h"

#include <stdio.h>
#include <string.h>

static bool has_control_character(const char *value) {
    for (const unsigned char *at = (const unsigned char *)value; *at != 0; at++)
        if (*at < 0x20 || *at == 0x7f) return true;
    return false;
}

void lines_add(struct lines *lines, const char *key, const char *value) {
    size_t room = sizeof lines->text - lines->length;
    int length = snprintf(lines->text + lines->length, room, "%s=%s\n", key, value);
    if (length < 0 || (size_t)length >= room || has_control_character(value))
        lines->broken = true;
    else
        lines->length += (size_t)length;
}

void lines_add_number(struct lines *lines, const char *key, long value) {
    char text[24];
    snprintf(text, sizeof text, "%ld", value);
    lines_add(lines, key, text);
}

bool lines_have(const char *payload, size_t length, const char *line) {
    size_t wanted = strlen(line);
    while (length > 0) {
        const char *end = memchr(payload, '\n', length);
        size_t here = end ? (size_t)(end - payload) : length;
        if (here == wanted && memcmp(payload, line, wanted) == 0) return true;
        if (end == NULL) return false;
        payload += here + 1;
        length -= here + 1;
    }
    return false;
}
