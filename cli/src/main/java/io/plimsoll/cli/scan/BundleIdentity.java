package io.plimsoll.cli.scan;

import java.time.Instant;
import java.util.List;

/// Which intelligence bundle was used.
///
/// @param coverage ecosystems and releases that it speaks for, such as `Debian:12`
public record BundleIdentity(String digest, Instant builtAt, List<String> coverage) {
    public BundleIdentity {
        coverage = List.copyOf(coverage);
    }
}
