package io.plimsoll.policy;

import io.plimsoll.model.Severity;
import java.util.List;
import java.util.Set;

/// One thing that an assurance policy asks of what is inside an image and of how it was built (CIS Docker Benchmark,
/// section 4).
public sealed interface ContentCheck extends AssuranceCheck {
    /// No leak is worse than `highest`; `UNKNOWN` means that there is none at all. A deleted file counts (4.10).
    ///
    /// @param except fingerprints of leaks that somebody decided to live with
    record Leaks(Severity highest, Set<String> except) implements ContentCheck {
        public Leaks {
            except = Set.copyOf(except);
        }
    }

    /// No file holds card numbers other than those that are published for tests. A deleted file counts.
    ///
    /// @param except patterns of paths
    record CardNumbers(List<String> except) implements ContentCheck {
        public CardNumbers {
            except = List.copyOf(except);
        }
    }

    /// No program has the set-user-id or set-group-id bit (4.8).
    ///
    /// @param except patterns of paths
    record SetuidFiles(List<String> except) implements ContentCheck {
        public SetuidFiles {
            except = List.copyOf(except);
        }
    }

    /// Nothing can be changed by everybody, folders with the sticky bit aside.
    ///
    /// @param except patterns of paths
    record WorldWritableFiles(List<String> except) implements ContentCheck {
        public WorldWritableFiles {
            except = List.copyOf(except);
        }
    }

    /// The image tells how to see if it works (4.6).
    record Healthcheck() implements ContentCheck {}

    /// No build step refreshes a package index without using it (4.7).
    record LoneUpdate() implements ContentCheck {}

    /// Files are copied, not added: `ADD` fetches and unpacks what nobody checked (4.9).
    record AddInstruction() implements ContentCheck {}

    /// No build step installs what it did not verify (4.11).
    record UnverifiedPackages() implements ContentCheck {}

    @Override
    default String rule() {
        return switch (this) {
            case Leaks c -> "leaks";
            case CardNumbers c -> "card-numbers";
            case SetuidFiles c -> "setuid-files";
            case WorldWritableFiles c -> "world-writable-files";
            case Healthcheck c -> "no-healthcheck";
            case LoneUpdate c -> "lone-update";
            case AddInstruction c -> "add-instruction";
            case UnverifiedPackages c -> "unverified-packages";
        };
    }
}
