package io.plimsoll.enforcer.kernel;

import java.time.Duration;
import java.util.Optional;

/// Verdicts that wait to be read, oldest first. For any number of threads.
public interface ExecVerdicts {
    /// Waits for the next verdict.
    ///
    /// @return empty if none came in time
    Optional<ExecVerdict> next(Duration atMost) throws InterruptedException;

    /// How many verdicts were lost because nobody read them in time, in this process or before, in the kernel.
    long lost();
}
