package io.plimsoll.enforcer.admission;

import io.plimsoll.enforcer.runtime.RuntimeConfiguration;
import io.plimsoll.policy.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What the shim is told.
sealed interface Answer {
    /// It may go on.
    ///
    /// @param attach whether the shim asks again once the container exists
    /// @param configuration the new config.json; absent to leave it as it is
    record Allow(boolean attach, Optional<RuntimeConfiguration> configuration) implements Answer {
        static Allow plainly() {
            return new Allow(false, Optional.empty());
        }
    }

    /// It may not.
    ///
    /// @param line for the person who wanted it
    record Deny(String line) implements Answer {
        private static final int LONGEST = 1000;

        static Deny because(Violation violation) {
            return new Deny("Plimsoll: " + violation.line());
        }

        /// Nobody could decide, and the direction is to refuse.
        static Deny undecided(String why) {
            return new Deny("Plimsoll: start refused, " + why
                    + " (fail direction: deny); ask your administrator or run 'plimsoll rescue'");
        }

        /// In one line of at most 1 kB.
        byte[] bytes() {
            String clean = line.replaceAll("\\p{Cntrl}", " ");
            byte[] bytes = clean.getBytes(StandardCharsets.UTF_8);
            while (bytes.length > LONGEST) {
                clean = clean.substring(0, clean.length() - 1 - (bytes.length - LONGEST) / 4);
                bytes = (clean + "…").getBytes(StandardCharsets.UTF_8);
            }
            return bytes;
        }
    }
}
