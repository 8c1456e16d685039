package io.plimsoll.enforcer.events;

import java.time.Duration;

/// Takes events for the audit trail. Never blocks and never fails: what cannot be taken is counted as lost.
public interface Journal {
    /// Takes one event; the time is now.
    Entry record(HostEvent event);

    /// An event on its way to the disk.
    interface Entry {
        /// Waits until the event outlives a kill of this process.
        ///
        /// @return false if it was lost, or if that took longer
        boolean awaitWritten(Duration longest);
    }
}
