package io.plimsoll.center.images;

import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.model.Digest;

/// Where images of registries are queued for a scan. The feature `registries` has the queue.
public interface RegistryScans {
    /// Queues a fresh scan in every registry that has the image.
    ///
    /// @param askedBy for people
    /// @return how many registries have it
    int rescan(Transaction transaction, Digest image, String askedBy);
}
