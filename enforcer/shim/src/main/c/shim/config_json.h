#pragma once

#include <stdbool.h>
#include <stddef.h>

/// The bytes of a bundle's config.json.
struct config_json {
    char *bytes;
    size_t length;
};

/// Reads `<bundle>/config.json`, at most one frame. NULL, or what went wrong.
const char *config_json_read(const char *bundle, struct config_json *config);

/// Puts other bytes in its place, whole or not at all, with owner and mode of the old file. NULL, or what went wrong.
const char *config_json_replace(const char *bundle, const char *bytes, size_t length);
