package io.plimsoll.feeds.fetch;

import java.nio.file.Path;
import java.util.List;

/// Whoever will read the files looks at each new one before it takes the place of the last good one.
@FunctionalInterface
public interface Acceptance {
    /// What was said of a new file.
    sealed interface Word {
        /// @param readers names of the sources it is for, as the bundle lists them
        record Accepted(List<String> readers) implements Word {
            public Accepted {
                readers = List.copyOf(readers);
            }
        }

        /// @param problem one clause for people
        record Refused(String problem) implements Word {}
    }

    /// @param folder holds the new file and nothing else, under its target
    Word of(Path folder);
}
