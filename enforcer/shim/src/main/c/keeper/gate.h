#pragma once

#include "direction.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/// The exec gate as the keeper sees it: one fanotify group, a direction, and counters.
///
/// Who owns a permission event, and who answers it:
///   queued in the group               nobody; whoever reads it next
///   read by the Enforcer              the Enforcer, while it holds its connection and beats in time
///   read by it and it went away       gate_answer_left_behind, once, at the takeover
///   read by gate_read                 gate_read itself, before it returns
struct gate {
    int group;
    enum direction direction;
    struct gate_counts {
        uint64_t allowed, denied;
        /// Events that the Enforcer had read and left unanswered.
        uint64_t rescued;
        /// Events that ask nothing (a file was closed after writing): gone, so ignore marks may be stale.
        uint64_t discarded;
        /// Times the kernel says that it dropped events, and files it could not open for us (it denies those itself).
        uint64_t overflows, failed;
    } counts;
};

/// Opens the group; -1 with errno set.
int gate_open(void);

/// Answers, in the direction, every event that a reader took and did not answer.
void gate_answer_left_behind(struct gate *gate);

/// Reads what is queued and answers it in the direction. Takes one buffer full; poll again for the rest.
void gate_read(struct gate *gate);
