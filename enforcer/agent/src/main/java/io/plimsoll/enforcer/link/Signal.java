package io.plimsoll.enforcer.link;

import io.grpc.Status;
import io.plimsoll.api.enforcer.v1.FromCenter;

/// Something that the link's thread wakes up for.
sealed interface Signal {
    /// The Center said something.
    record Said(FromCenter message) implements Signal {}

    /// The conversation is over.
    record Ended(Status status) implements Signal {}

    /// There is something to send, or room to send it.
    record Nudge() implements Signal {}
}
