package io.plimsoll.advisories.matching;

import io.plimsoll.model.Distribution;
import io.plimsoll.model.SoftwarePackage;
import org.jspecify.annotations.Nullable;

/// How an installed package is looked up among advisories: kept with stored packages, it is the index by which a
/// [Rematch] finds those that a new bundle answers differently.
///
/// @param ecosystem such as `Debian:12`; where nobody can look the package up, what it would have been called
/// @param name in the spelling that advisories have it; for a Java archive without group its artifact's name alone;
/// null
///     where nobody can look the package up
/// @param version that is compared, the source's where advisories are about sources; null as the name
public record LookupName(
        String ecosystem, @Nullable String name, @Nullable String version) {
    public static LookupName of(SoftwarePackage software, @Nullable Distribution distribution) {
        return switch (Subject.of(software, distribution)) {
            case Subject.Known known ->
                new LookupName(known.advised().ecosystem(), known.advised().name(), known.version());
            case Subject.Unknown unknown -> new LookupName(unknown.ecosystem(), null, null);
        };
    }
}
