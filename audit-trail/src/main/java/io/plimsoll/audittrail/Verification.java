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
    /// @param unread rows that were not given, but left the database as the trail itself tells; in order
    record Intact(long events, ChainHead head, long anchoredUpTo, List<Unread> unread) implements Verification {
        public Intact {
            unread = List.copyOf(unread);
        }
    }

    /// Rows that nobody looked at. The hash of the last of them is vouched for by the chain that goes on after it.
    ///
    /// @param first sequence of the first of them
    /// @param newest the file that holds the last of them; those before it are in other files, or removed
    /// @param isRemoved whether the time of that file was over
    record Unread(long first, ArchivedRows newest, boolean isRemoved) {}

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
