#pragma once

#include <stdbool.h>
#include <stddef.h>

/// Length of the well-formed UTF-8 character at the start of a text that ends with NUL (RFC 3629: no overlong forms, no
/// surrogates); 0 when there is none.
size_t utf8_length(const char *text);

/// Whether the well-formed character at the start is a control character, of ASCII or of C1 (U+0080 to U+009F), which
/// terminals may obey. Its code is its last byte.
bool utf8_is_control(const char *text);
