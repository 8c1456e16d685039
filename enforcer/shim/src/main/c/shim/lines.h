#pragma once

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

/// A text payload under construction: `key=value\n` lines.
struct lines {
    char text[3 * PATH_MAX + 4096];
    size_t length;
    /// A value had a control character or did not fit: the payload would say something else than was meant.
    bool broken;
};

void lines_add(struct lines *lines, const char *key, const char *value);
void lines_add_number(struct lines *lines, const char *key, long value);

/// Whether the payload has exactly this line.
bool lines_have(const char *payload, size_t length, const char *line);
