#pragma once

#include <stddef.h>

/// Writes `text` as the inside of a JSON string: quotes, backslashes and control characters escaped, bytes that are not
/// UTF-8 replaced by U+FFFD. What does not fit is cut at a character. Always ends with NUL; `size` is at least 1.
void json_text(char *out, size_t size, const char *text);
