package io.plimsoll.advisories;

import io.plimsoll.advisories.versions.VersionScheme;
import java.util.Optional;

/// Versions that an advisory affects: from `introduced` on, up to where it ends (OSV schema,
/// "affected[].ranges[].events").
///
/// @param introduced the first affected version; `0` is the beginning of time
public record VersionRange(String introduced, End end) {
    /// Where a range ends.
    public sealed interface End {
        /// The first version that is good again.
        record Fixed(String version) implements End {}

        /// The last version that is bad; which one is good was not said.
        record LastAffected(String version) implements End {}

        /// No end is known.
        record Open() implements End {}
    }

    /// Everything before the fix.
    public static VersionRange before(String fixed) {
        return new VersionRange("0", new End.Fixed(fixed));
    }

    public boolean contains(String version, VersionScheme scheme) {
        return (introduced.equals("0") || scheme.compare(version, introduced) >= 0) && endsAfter(version, scheme);
    }

    private boolean endsAfter(String version, VersionScheme scheme) {
        return switch (end) {
            case End.Fixed(String fixed) -> scheme.compare(version, fixed) < 0;
            case End.LastAffected(String last) -> scheme.compare(version, last) <= 0;
            case End.Open() -> true;
        };
    }

    /// Whether the scheme can place both ends. A range that it cannot place would answer at random.
    public boolean isReadable(VersionScheme scheme) {
        return (introduced.equals("0") || scheme.isReadable(introduced))
                && switch (end) {
                    case End.Fixed(String fixed) -> scheme.isReadable(fixed);
                    case End.LastAffected(String last) -> scheme.isReadable(last);
                    case End.Open() -> true;
                };
    }

    public Optional<String> fixed() {
        return end instanceof End.Fixed(String version) ? Optional.of(version) : Optional.empty();
    }

    /// For people: `versions from 2.13.0 to before 2.15.0`.
    @Override
    public String toString() {
        boolean isFromTheBeginning = introduced.equals("0");
        return switch (end) {
            case End.Fixed(String fixed) ->
                isFromTheBeginning ? "versions before " + fixed : "versions from " + introduced + " to before " + fixed;
            case End.LastAffected(String last) ->
                "versions " + (isFromTheBeginning ? "" : "from " + introduced + " ") + "up to and including " + last;
            case End.Open() -> isFromTheBeginning ? "all versions" : "versions from " + introduced + " on";
        };
    }
}
