package io.plimsoll.enforcer.images;

import java.nio.file.Path;

/// Intelligence that has come onto the disk and is not believed yet.
///
/// @param file a bundle, or a delta that leads to one from the bundle in use; gone afterwards
/// @param digest that the whole bundle is to have, such as `sha256:...`
/// @param mayBeOlder whether it is taken even if it is older than the one in use
/// @param whenTaken is called on another thread once it is in use
/// @param whenNotJoined is called on another thread if the delta did not lead to that bundle: only the whole helps
public record BundleArrival(Path file, String digest, boolean mayBeOlder, Runnable whenTaken, Runnable whenNotJoined) {}
