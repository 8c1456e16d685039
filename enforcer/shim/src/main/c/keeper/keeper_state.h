#pragma once

#include "client.h"
#include "gate.h"
#include "held.h"

/// Everything the keeper knows. One thread owns it.
struct keeper {
    struct gate gate;
    struct held held;
    struct client client;
    int listener;
    int agent_timeout_ms;
    /// Whether the keeper reads and answers the gate now, since when, and what the counters were then.
    bool answers;
    int64_t answers_since;
    struct gate_counts counts_then;
    uint64_t takeovers;
    bool quit;
};
