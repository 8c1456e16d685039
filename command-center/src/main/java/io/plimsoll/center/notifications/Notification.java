package io.plimsoll.center.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One notification, as the REST contract shows it.
///
/// @param number its place in the feed; grows
/// @param at when it was first told
/// @param kind `found` where a vulnerability is new to running containers, `raised` where it was a lesser one before,
///     `exception-ends` where an exception ends soon
/// @param vulnerability that it is about; of an exception what that accepts
/// @param title of the vulnerability; of an exception its reason
/// @param severity a word; null of an exception
/// @param images that ran when it was told of them; of an exception those that make use of it
/// @param runningContainers of these images
/// @param imageId of the first of them
/// @param bundle digest of the bundle that said so
/// @param exceptionId of the exception that ends
/// @param expiry its last day
/// @param read whether the reader has seen it
record Notification(
        long number,
        Instant at,
        String kind,
        String vulnerability,
        String title,
        @Nullable String severity,
        int images,
        int runningContainers,
        @Nullable String imageId,
        @Nullable String imageName,
        @Nullable String bundle,
        @Nullable String exceptionId,
        @Nullable String expiry,
        boolean read) {}
