package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.Bundle;
import java.util.Optional;

/// A bundle that took the place of another one. Both are open until all who follow have looked at them, no longer.
///
/// @param before empty if there was none
public record BundleTaken(Optional<Bundle> before, Bundle after) {}
