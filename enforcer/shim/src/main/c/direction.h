#pragma once

#include <stdbool.h>

/// What happens when nobody can decide. The administrator chooses it; it has no default.
enum direction { DIRECTION_DENY, DIRECTION_ALLOW };

/// Reads `deny` or `allow`; false for any other word.
bool direction_parse(const char *word, enum direction *direction);

const char *direction_word(enum direction direction);
