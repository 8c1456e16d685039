package io.plimsoll.engine;

import java.time.Duration;

/// How long one exchange with the engine may take.
///
/// @param silence the longest wait for the next byte; zero waits for ever
/// @param whole the longest wait for the last byte; zero waits for ever
record Patience(Duration silence, Duration whole) {
    /// Questions that an engine answers from memory. A busy engine that boots with many restart policies takes 20 s.
    static final Patience ANSWER = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(120));

    /// An image: engines before 25 write all of it to their own disk before they send the first byte.
    static final Patience IMAGE = new Patience(Duration.ofMinutes(10), Duration.ZERO);

    /// Events: nothing may happen for days.
    static final Patience EVENTS = new Patience(Duration.ZERO, Duration.ZERO);
}
