#pragma once

#include <stdint.h>

/// A moment on the monotonic clock, in milliseconds: wall-clock jumps neither shorten nor lengthen a wait.
typedef int64_t deadline;

deadline deadline_after_ms(int milliseconds);

/// Milliseconds that are left, 0 when the moment has passed. Fits poll(2).
int deadline_left_ms(deadline until);

/// Milliseconds on the monotonic clock.
int64_t monotonic_ms(void);
