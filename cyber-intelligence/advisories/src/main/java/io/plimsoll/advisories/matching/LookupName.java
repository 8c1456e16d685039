package io.plimsoll.advisories.matching;

import io.plimsoll.model.Distribution;
import io.plimsoll.model.SoftwarePackage;
import org.jspecify.annotations.Nullable;

/// Where advisories about an installed package are looked up: kept with stored packages, it is the index by which a
/// [BundleChange] finds those that have to be matched again.
///
/// @param ecosystem such as `Debian:12`; where nobody can look the package up, what it would have been called
/// @param name in the spelling that advisories have it; for a Java archive without group its artifact's name alone;
/// null
///     where nobody can look the package up
public record LookupName(String ecosystem, @Nullable String name) {
    public static LookupName of(SoftwarePackage software, @Nullable Distribution distribution) {
        return switch (Subject.of(software, distribution)) {
            case Subject.Known known ->
                new LookupName(known.advised().ecosystem(), known.advised().name());
            case Subject.Unknown unknown -> new LookupName(unknown.ecosystem(), null);
        };
    }
}
