package io.plimsoll.center.audit;

import io.plimsoll.audittrail.ArchivedRows;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file with old rows of the trail, as the database knows it.
///
/// @param from when the first of its rows came in
/// @param to when the last one did
/// @param bytes size of the file
/// @param removedAt absent while it is kept
record Archive(
        ArchivedRows rows,
        Instant from,
        Instant to,
        long bytes,
        Instant archivedAt,
        @Nullable Instant removedAt) {}
