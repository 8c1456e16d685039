#include "deadline.h"

#include <limits.h>
#include <time.h>

int64_t monotonic_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

deadline deadline_after_ms(int milliseconds) { return monotonic_ms() + milliseconds; }

int deadline_left_ms(deadline until) {
    int64_t left = until - monotonic_ms();
    if (left <= 0) return 0;
    return left > INT_MAX ? INT_MAX : (int)left;
}
