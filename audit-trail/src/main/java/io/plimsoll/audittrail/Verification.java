package io.plimsoll.audittrail;

import java.util.List;

/// What a verifier concludes about a chain.
public sealed interface Verification {
    /// Nothing was changed, removed, swapped or cut off up to the last checkpoint; rows after it are only known to fit
    /// together.
    ///
    /// @param events rows seen
    /// @param anchoredUpTo sequence of the last checkpoint from outside; 0 when there was none, and then a chain
    ///     that was made anew would look the same
    record Intact(long events, ChainHead head, long anchoredUpTo) implements Verification {}

    /// Something is wrong.
    ///
    /// @param problems ordered as found, at most [ChainVerifier#MOST_PROBLEMS]
    /// @param more problems that are not listed
    record Broken(long events, List<ChainProblem> problems, long more) implements Verification {
        public Broken {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a broken chain names at least one problem");
            }
        }
    }
}
