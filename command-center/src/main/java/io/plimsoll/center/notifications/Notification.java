package io.plimsoll.center.notifications;

import java.time.Instant;

/// One notification, as the REST contract shows it.
///
/// @param number its place in the feed; grows
/// @param at when it was first told
/// @param kind `found` where a vulnerability is new to running containers, `raised` where it was a lesser one before
/// @param severity a word
/// @param images that ran when it was told of them
/// @param runningContainers of these images
/// @param imageId of the first of them
/// @param bundle digest of the bundle that said so
/// @param read whether the reader has seen it
record Notification(
        long number,
        Instant at,
        String kind,
        String vulnerability,
        String title,
        String severity,
        int images,
        int runningContainers,
        String imageId,
        String imageName,
        String bundle,
        boolean read) {}
